"""What a parse gives back: one of three answers, the tree, and tokens that tile the text."""

from __future__ import annotations

import enum
from dataclasses import field
from typing import NamedTuple

from eopsh.frozen import frozen
from eopsh.language.tree import ScriptBlock


class Answer(enum.Enum):
    """The three answers: a tree; more lines wanted; a fault."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    ERROR = "error"


class Token(NamedTuple):
    """A piece of the text. Tokens tile it: each starts where the one before ends, blanks and comments included.

    `kind` has PowerShell's names (`Identifier`, `Generic`, `Parameter`, `Variable`, `StringExpandable`, `Ieq`, `Pipe`, `If`, ...)
    and `Whitespace`. `flags` are PowerShell's token flags that consumers need: `CommandName`, `MemberName`, `TypeName`, `Keyword`,
    `BinaryOperator`, `UnaryOperator`, `AssignmentOperator`, `AttributeName`, `TokenInError`. `nested` are the tokens inside an
    expandable string, in order, each within this token's span (they do not tile it: literal text lies between).
    """

    kind: str
    start: int
    end: int
    flags: frozenset[str] = frozenset()
    nested: tuple[Token, ...] = ()


@frozen
class ParseError:
    """PowerShell's error id and message at a span; `hint` where we know better; `incomplete` when more text could mend it."""

    error_id: str
    message: str
    start: int
    end: int
    incomplete: bool = False
    hint: str = ""


@frozen
class Hint:
    """A slip that parses, at its span, and what was meant: advice in a few words, no full stop."""

    start: int
    end: int
    text: str


@frozen
class Parsed:
    """The result of `parse`. `tree` is there for every answer (with `ErrorStatement`s where the text is damaged).

    `wanted` says what an INCOMPLETE text waits for, in words: "a closing brace", "the rest of the pipeline".
    `hints` are no errors: the text does what it says, but hardly what was meant.
    """

    text: str
    answer: Answer
    tree: ScriptBlock
    tokens: tuple[Token, ...]
    errors: tuple[ParseError, ...] = field(default=())
    wanted: str = ""
    hints: tuple[Hint, ...] = ()
