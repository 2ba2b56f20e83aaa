"""Takes secrets out of a line before it is stored, by the syntax tree: the value goes, the command stays readable.

What counts as a secret: literals given to ConvertTo-SecureString or to a credential's constructor, to a parameter, variable, property
or hashtable key whose name says so, and literals that carry their own mark (`Bearer ...`, `password=...`). A text that does not parse
but mentions such a name loses all its literals.
"""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.frozen import frozen
from eopsh.history.secret_names import MARKED, MENTION, POSSIBLE, is_secret_name
from eopsh.history.secret_values import Span, secret_spans
from eopsh.language import Answer, Parsed, Token, parse

MASK = "********"
"""What stands in place of a secret, between single quotes."""

_QUOTED_MASK = f"'{MASK}'"


@frozen
class Masked:
    """A line that may be stored; `changed` when something was taken out."""

    text: str
    changed: bool


def mask(text: str) -> Masked:
    """Return the line without its secrets. Never raises; masking a masked line changes nothing."""
    masked = text
    for _ in range(_MOST_PASSES):
        before, masked = masked, _once(masked)
        if masked == before:
            break
    return Masked(masked, masked != text)


_MOST_PASSES = 5
"""In a damaged text a mask may change how its neighbours read."""


def _once(text: str) -> str:
    if not POSSIBLE.search(text):
        return text
    parsed = parse(text)
    spans = set(_marked_tokens(parsed))
    if parsed.answer is Answer.COMPLETE:
        spans.update(secret_spans(parsed.tree))
    elif MENTION.search(text) or any(_names_secret(token, text) for token in parsed.tokens):
        spans.update(_all_literals(parsed))
    return _replace(text, spans)


def _replace(text: str, spans: set[Span]) -> str:
    pieces: list[str] = []
    place = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < place:
            continue
        pieces += (text[place:start], _mask_for(text[start:end]))
        place = end
    return "".join((*pieces, text[place:]))


def _mask_for(text: str) -> str:
    if text.startswith("<#"):
        return f"<# {MASK} #>"
    return f"# {MASK}" if text.startswith("#") else _QUOTED_MASK


_HARMLESS_KINDS = frozenset(
    {"Whitespace", "NewLine", "LineContinuation", "EndOfInput", "Parameter", "Variable", "SplattedVariable", "Comment"}
)


def _marked_tokens(parsed: Parsed) -> Iterator[Span]:
    """Find literals and comments that carry their own mark."""
    for token in parsed.tokens:
        if (token.kind.startswith(("String", "HereString", "Generic")) or token.kind == "Comment") and MARKED.search(
            parsed.text[token.start : token.end]
        ):
            yield (token.start, token.end)


def _all_literals(parsed: Parsed) -> Iterator[Span]:
    for token in parsed.tokens:
        harmless = token.kind in _HARMLESS_KINDS or token.flags & {"CommandName", "Keyword", "TypeName", "MemberName"}
        if not harmless and any(character.isalnum() for character in parsed.text[token.start : token.end]):
            yield (token.start, token.end)


def _names_secret(token: Token, text: str) -> bool:
    return token.kind in ("Parameter", "Variable") and is_secret_name(text[token.start : token.end])
