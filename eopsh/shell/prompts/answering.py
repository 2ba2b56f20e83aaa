"""Asking a question through a reader of lines, until there is an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from eopsh.objects import Credential, SecureString, Value
from eopsh.shell.prompts.questions import ChoiceQuestion, CredentialQuestion, Field, FieldsQuestion, LineQuestion, Question

HELP_HINT = "(Type !? for Help.)"


class Reader(Protocol):
    """Where answers come from: a terminal, or standard input."""

    def line(self, prompt: str) -> str:
        """Return one line without its end.

        Raises:
            NoAnswer: the input is at its end.
            Stopped: the user pressed Ctrl-C.
        """

    def secret(self, prompt: str) -> str:
        """Return one line that is not echoed; raises as `line` does."""


Show = Callable[[str], None]


def answer(question: Question, reader: Reader, show: Show) -> Value:
    """Ask and return the answer in the shape the server expects: index, indexes, {name: value}, text, secret, credential."""
    match question:
        case ChoiceQuestion():
            _head(question.caption, question.message, show)
            return _several_choices(question, reader, show) if question.multiple else _choice(question, reader, show)
        case FieldsQuestion():
            _head(question.caption, question.message, show)
            if any(field.help for field in question.fields):
                show(HELP_HINT)
            return {field.name: _field(field, reader, show) for field in question.fields}
        case CredentialQuestion():
            _head(question.caption, question.message, show)
            return _credential(question.user, reader)
        case LineQuestion():
            return SecureString(reader.secret("")) if question.secret else reader.line("")


def _head(caption: str, message: str, show: Show) -> None:
    show("")
    for text in (caption, message):
        if text:
            show(text)


def _choice(question: ChoiceQuestion, reader: Reader, show: Show) -> int:
    while True:
        text = reader.line(question.prompt)
        index = question.index(text)
        if index is not None:
            return index
        if not text.strip() and question.defaults:
            return question.defaults[0]
        if text.strip() == "?":
            for line in question.help:
                show(line)


def _several_choices(question: ChoiceQuestion, reader: Reader, show: Show) -> list[Value]:
    """Collect choices until an empty line, as the console does: `Choice[0]:`, `Choice[1]:`."""
    show(question.prompt.rstrip(": "))
    chosen: list[Value] = []
    while True:
        text = reader.line(f"Choice[{len(chosen)}]: ")
        index = question.index(text)
        if index is not None:
            chosen.append(index)
        elif not text.strip():
            return chosen or list(question.defaults)
        elif text.strip() == "?":
            for line in question.help:
                show(line)


def _field(field: Field, reader: Reader, show: Show) -> Value:
    if field.credential:
        return _credential("", reader)
    if field.secret:
        return SecureString(_asked(reader.secret, f"{field.label}: ", field, show))
    if not field.several:
        text = _asked(reader.line, f"{field.label}: ", field, show)
        return field.default if not text and field.default is not None else text
    items: list[Value] = []
    while text := _asked(reader.line, f"{field.label}[{len(items)}]: ", field, show):
        items.append(text)
    return items


def _asked(read: Callable[[str], str], prompt: str, field: Field, show: Show) -> str:
    """Read a value; `!?` shows the field's help and asks again."""
    while (text := read(prompt)) == "!?":
        show(field.help or "No help is available for this value.")
    return text


def _credential(user: str, reader: Reader) -> Credential:
    name = user or reader.line("User: ")
    return Credential(name, SecureString(reader.secret(f"Password for user {name}: ")))
