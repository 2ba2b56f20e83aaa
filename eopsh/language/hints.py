"""What we know better than the grammar: slips that people make, and what to write instead.

Some slips are errors and get their hint with the error. Others parse, and do something nobody meant.
"""

from __future__ import annotations

import re

from eopsh.language.parsed import Hint
from eopsh.language.tree import (
    ArrayLiteral,
    AssignmentStatement,
    BinaryExpression,
    Command,
    CommandExpression,
    CommandParameter,
    ConstantExpression,
    Expression,
    FileRedirection,
    ParenExpression,
    Pipeline,
    Statement,
    StringConstantExpression,
    VariableExpression,
)

COMPARISONS = {
    "===": "-eq",
    "!==": "-ne",
    "==": "-eq",
    "!=": "-ne",
    "<>": "-ne",
    "<=": "-le",
    ">=": "-ge",
    "=>": "-ge",
    "=<": "-le",
    "<": "-lt",
    ">": "-gt",
}
"""Other languages' comparisons, longest first, and PowerShell's."""

ELSE_IF = "write elseif as one word"
PAIRS = "separate the pairs of a hashtable with ; or with a new line"
LESS = "write -lt to compare"
PROMPT = "this is the prompt of a shell that was copied along: take it away"
PLACEHOLDER = "a name in angle brackets is a placeholder: put the value in its place, without the brackets"

_PROMPT = re.compile(r"PS(?:>+|\s.*>)?\Z", re.IGNORECASE)
_LEADING_PROMPT = re.compile(r"[ \t]*\[[^\]\n]+\]:? [^>\n]*>")
_STRAY = {"else": "if", "elseif": "if", "catch": "try", "finally": "try"}


def comparison_hint(sign: str) -> str:
    """Return what to write for a sign by which other languages compare; empty for any other text."""
    for slip, operator in COMPARISONS.items():
        if sign.startswith(slip):
            return f"write {operator} to compare"
    return ""


def command_hint(command: Command, text: str) -> Hint | None:
    """Return the hint for a command that looks like a slip. `text` is the whole text that was parsed."""
    name = command.name
    if name is None or command.invocation:
        return _call_hint(command, text)
    first = command.elements[0]
    if name == ">>" or (_PROMPT.match(name) and (name.endswith(">") or _is_path_of_prompt(command))):
        return Hint(first.start, first.end, PROMPT)
    if name.lower() in _STRAY:
        return Hint(
            first.start, first.end, f"{name} belongs behind the closing brace of its {_STRAY[name.lower()]}, with no ; between them"
        )
    return _equals_hint(command) or _call_hint(command, text)


def prompt_hint(text: str, place: int) -> str:
    """Return the hint for a fault at a place whose line begins with the prompt of a remote shell (`[PS] C:\\>`, `[mail01]: PS C:\\>`)."""
    found = _LEADING_PROMPT.match(text, text.rfind("\n", 0, place) + 1)
    return PROMPT if found else ""


def _is_path_of_prompt(command: Command) -> bool:
    return any(isinstance(part, StringConstantExpression) and part.value.endswith(">") for part in command.elements[1:3])


def _equals_hint(command: Command) -> Hint | None:
    for before, part in zip(command.elements, command.elements[1:], strict=False):
        if not isinstance(part, StringConstantExpression) or part.kind != "BareWord" or part.value != "=":
            continue
        if isinstance(before, CommandParameter):
            return Hint(part.start, part.end, f"a parameter takes its value without =: -{before.name} VALUE")
        if before is command.elements[0]:
            return Hint(part.start, part.end, f"to set a variable, write ${command.name} = ...")
    return None


def _call_hint(command: Command, text: str) -> Hint | None:
    """`f(1, 2)` hands one list to f."""
    if len(command.elements) != 2:
        return None
    name, argument = command.elements
    if not isinstance(name, StringConstantExpression) or not isinstance(argument, ParenExpression) or argument.start != name.end:
        return None
    inner = only_expression(argument.pipeline)
    if not isinstance(inner, ArrayLiteral):
        return None
    return Hint(argument.start, argument.end, f"a command takes its arguments apart by blanks: {name.value} A B")


def assignment_hint(assignment: AssignmentStatement) -> Hint | None:
    """`$a == 1` gives $a the output of a command named `=`."""
    right = assignment.right
    stage = right.stages[0] if isinstance(right, Pipeline) else None
    name = stage.name if isinstance(stage, Command) else None
    if not name or not isinstance(stage, Command) or name[0] not in "=<>":
        return None
    sign = "=" + name
    return Hint(stage.start - 1, stage.elements[0].end, comparison_hint(sign) or "write -eq to compare")


def condition_hint(condition: Statement) -> Hint | None:
    """`if ($a = 1)` assigns."""
    if not isinstance(condition, AssignmentStatement) or condition.operator != "Equals":
        return None
    value = condition.right.expression if isinstance(condition.right, CommandExpression) else None
    if not isinstance(value, (ConstantExpression, StringConstantExpression, VariableExpression)):
        return None
    return Hint(condition.left.end, value.start, "this assigns: write -eq to compare")


def redirection_hint(expression: Expression, redirection: FileRedirection) -> Hint | None:
    """`$a > 5` writes a file named 5, `$a >= 5` one named `=`."""
    target = redirection.location
    if isinstance(target, StringConstantExpression) and target.value.startswith("="):
        return Hint(redirection.start, redirection.end, "this writes to a file: write -ge to compare")
    if isinstance(expression, BinaryExpression) or not isinstance(target, ConstantExpression):
        return None
    return Hint(redirection.start, redirection.end, f"this writes to a file named {target.value}: write -gt to compare")


def only_expression(statement: Statement) -> Expression | None:
    """Return the expression when a statement is nothing else."""
    if isinstance(statement, Pipeline) and len(statement.stages) == 1:
        stage = statement.stages[0]
        return stage.expression if isinstance(stage, CommandExpression) else None
    return None


WANTED = {
    "TerminatorExpectedAtEndOfString": "a closing quote",
    "IncompleteDollarSubexpressionReference": "a closing parenthesis",
    "IncompleteDollarVariableReference": "a closing brace",
    "MissingEndCurlyBrace": "a closing brace",
    "MissingSwitchConditionExpression": "a closing brace",
    "MissingArrayIndexExpression": "a closing bracket",
    "MissingEndSquareBracket": "a closing bracket",
    "EndSquareBracketExpectedAtEndOfAttribute": "a closing bracket",
    "EndSquareBracketExpectedAtEndOfType": "a closing bracket",
    "EmptyPipeElement": "the rest of the pipeline",
    "EmptyPipelineChainElement": "the rest of the pipeline",
    "IncompleteString": "the next line",
    "MissingTerminatorMultiLineComment": "the end of the comment",
    "MissingPropertyName": "a member's name",
    "MissingTypename": "a type's name",
    "MissingCatchOrFinally": "catch or finally",
    "MissingWhileOrUntilInDoWhile": "while or until",
}


def wanted(error_id: str) -> str:
    """Say in words what an unfinished text waits for, by the error that it would be."""
    known = WANTED.get(error_id)
    if known is not None:
        return known
    if error_id.startswith("MissingEndParenthesis"):
        return "a closing parenthesis"
    if "OpenParenthesis" in error_id:
        return "an opening parenthesis"
    if "Block" in error_id or error_id.endswith(("Statement", "Body", "Clause", "AfterElse")):
        return "a block in braces"
    return "a value" if "Expression" in error_id or "Value" in error_id else "the rest of the statement"
