"""Which brackets belong together, and which are open or closed alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from eopsh.completion.scan import CLOSERS, OPENERS
from eopsh.language import Parsed, Token

Span: TypeAlias = tuple[int, int]


@dataclass(slots=True)
class Brackets:
    """The brackets of a text by their spans: `pairs` both ways, `alone` those without a partner."""

    pairs: dict[Span, Span] = field(default_factory=dict)
    alone: list[Span] = field(default_factory=list)

    def partner(self, cursor: int) -> tuple[Span, Span] | None:
        """Return the bracket at the cursor, or else the one just before it, with its partner; None when neither has one."""
        spans = [span for span in self.pairs if span[0] <= cursor <= span[1]]
        found = next((span for span in spans if span[0] <= cursor < span[1]), spans[0] if spans else None)
        return (found, self.pairs[found]) if found is not None else None


def brackets(parsed: Parsed) -> Brackets:
    """Pair the brackets of a text, those in the holes of strings for themselves."""
    found = Brackets()
    _pair(parsed.tokens, found)
    return found


_FAMILY = {
    "LParen": "RParen",
    "AtParen": "RParen",
    "DollarParen": "RParen",
    "LCurly": "RCurly",
    "AtCurly": "RCurly",
    "LBracket": "RBracket",
}


def _pair(tokens: Iterable[Token], found: Brackets) -> None:
    opened: list[Token] = []
    for token in tokens:
        if token.kind in OPENERS:
            opened.append(token)
        elif token.kind in CLOSERS:
            _close(token, opened, found)
        if token.nested:
            _pair(token.nested, found)
    found.alone += [(token.start, token.end) for token in opened]


def _close(token: Token, opened: list[Token], found: Brackets) -> None:
    index = next((index for index in range(len(opened) - 1, -1, -1) if _FAMILY[opened[index].kind] == token.kind), None)
    if index is None:
        found.alone.append((token.start, token.end))
        return
    found.alone += [(other.start, other.end) for other in opened[index + 1 :]]
    partner = (opened[index].start, opened[index].end)
    found.pairs[partner] = (token.start, token.end)
    found.pairs[token.start, token.end] = partner
    del opened[index:]
