"""Moves what was parsed from a rewritten text back to the text it came from.

`"$(""a"")"` is read as `$("a")`: inside a quoted string a sub-expression writes its quotes doubled.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from eopsh.language.characters import DOUBLE_QUOTES
from eopsh.language.lexemes import Lexeme
from eopsh.language.parsed import ParseError
from eopsh.language.tree import Node, TypeName


class Undoubled:
    """A text with the doubled quotes of one span made single, and the way back."""

    def __init__(self, text: str, start: int, end: int) -> None:
        kept: list[str] = []
        self._cuts: list[int] = []
        at = start
        while at < end:
            char = text[at]
            kept.append(char)
            at += 1
            if char in DOUBLE_QUOTES and at < end and text[at] in DOUBLE_QUOTES:
                self._cuts.append(start + len(kept))
                at += 1
        self.text = text[:start] + "".join(kept)

    def back(self, place: int) -> int:
        """Return where a place of the rewritten text stands in the original."""
        return place + bisect_right(self._cuts, place)

    def node(self, found: object) -> object:
        """Return a tree's value with every place moved back."""
        if isinstance(found, tuple):
            return tuple(self.node(part) for part in found)
        if isinstance(found, (Node, TypeName)):
            values = {name: self.node(getattr(found, name)) for name in type(found).__match_args__ if name not in ("start", "end")}
            return type(found)(start=self.back(found.start), end=self.back(found.end), **values)  # type: ignore[arg-type]
        return found

    def error(self, found: ParseError) -> ParseError:
        """Return an error moved back."""
        return replace(found, start=self.back(found.start), end=self.back(found.end))

    def words(self, found: list[Lexeme]) -> list[Lexeme]:
        """Move words back, in place, and return them."""
        for word in found:
            word.start, word.end = self.back(word.start), self.back(word.end)
            self.words(list(word.nested))
        return found
