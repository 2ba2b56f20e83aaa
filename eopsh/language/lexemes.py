"""What the lexer hands to the parser: one word of the text, as one mode reads it."""

from __future__ import annotations

from typing import NamedTuple

from eopsh.frozen import frozen
from eopsh.language.kinds import NO_FLAGS
from eopsh.language.numbers import Number

COMMAND = 0
"""Words are arguments: `a-b`, `*.txt` and `1.2.3` are one word each."""
EXPRESSION = 1
"""Operators are operators, names end at the first sign."""
NAME = 2
"""As EXPRESSION, but no name is a keyword: members and keys of hashtables."""


class Fault(NamedTuple):
    """An error that a word carries; reported once the parser takes the word."""

    error_id: str
    start: int
    end: int
    incomplete: bool = False
    text: str = ""


@frozen
class Hole:
    """A variable or a `$( )` inside an expandable string, at its place in the text.

    `name` is the variable's, None for a sub-expression. `doubled` says that the sub-expression stands in a quoted string and
    writes its own quotes doubled.
    """

    start: int
    end: int
    name: str | None = None
    doubled: bool = False


class Redirect(NamedTuple):
    """`2>`, `>>`, `*>&1`: the streams' names; `to_stream` is empty for a file."""

    from_stream: str
    to_stream: str
    append: bool


Piece = str | Hole


class Lexeme:
    """A word with the comments and continued lines in front of it.

    `value` is the text with quotes and escapes done, or a variable's, label's or parameter's bare name.
    `pieces` is filled for expandable strings and words with holes only.
    """

    __slots__ = ("colon", "end", "faults", "flags", "kind", "nested", "number", "pieces", "redirect", "start", "trivia", "value")

    def __init__(self, kind: str, start: int, end: int, value: str = "") -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.value = value
        self.flags = NO_FLAGS
        self.colon = False
        self.pieces: tuple[Piece, ...] = ()
        self.number: Number | None = None
        self.redirect: Redirect | None = None
        self.trivia: tuple[Lexeme, ...] = ()
        self.faults: tuple[Fault, ...] = ()
        self.nested: tuple[Lexeme, ...] = ()
