"""Questions of the server and of local commands: what they say, and how an answer is read."""

from eopsh.shell.prompts.answering import Reader, answer
from eopsh.shell.prompts.questions import ChoiceQuestion, CredentialQuestion, Field, FieldsQuestion, LineQuestion, Question, question

__all__ = [
    "ChoiceQuestion",
    "CredentialQuestion",
    "Field",
    "FieldsQuestion",
    "LineQuestion",
    "Question",
    "Reader",
    "answer",
    "question",
]
