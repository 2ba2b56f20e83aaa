"""Words as PowerShell wants them: quoted where it must be, in the quotes that the user began with."""

from __future__ import annotations

import re

from eopsh.frozen import frozen
from eopsh.patterns import lazy_pattern

_SINGLE = "'\u2018\u2019\u201a\u201b"
_DOUBLE = '"\u201c\u201d\u201e'
_IN_SINGLE = lazy_pattern(f"([{_SINGLE}])[{_SINGLE}]|[{_SINGLE}].*", re.DOTALL)
_IN_DOUBLE = lazy_pattern(f"`(.?)|([{_DOUBLE}])[{_DOUBLE}]|[{_DOUBLE}].*", re.DOTALL)
"""In quotes: a pair is one of them, a single one ends the text."""
_ESCAPE = lazy_pattern("`(.?)", re.DOTALL)
_BARE = lazy_pattern(r"[^\s'\"`$@#(){}\[\],;|&<>\u2013-\u2015\u2018-\u201e-][^\s'\"`$(){},;|&<>\u2018-\u201e]*\Z")
_NUMBER = lazy_pattern(r"[+.]?\d")
_WHOLE = lazy_pattern(r"(?:0|[1-9]\d*)\Z")
"""A whole number keeps its spelling as a bare word."""


@frozen
class Word:
    """What stands at the cursor: its span, the quote it opens with (or none), and the text before the cursor without quotes."""

    start: int
    end: int
    quote: str = ""
    prefix: str = ""


def word_at(text: str, start: int, end: int, cursor: int) -> Word:
    """Read the word of this span up to the cursor."""
    typed = text[start:cursor]
    if typed[:1] and typed[0] in _SINGLE:
        return Word(start, end, "'", _IN_SINGLE.sub(lambda found: found[1] or "", typed[1:]))
    if typed[:1] and typed[0] in _DOUBLE:
        return Word(start, end, '"', _IN_DOUBLE.sub(lambda found: found[1] or found[2] or "", typed[1:]))
    return Word(start, end, "", _ESCAPE.sub(r"\1", typed))


def quoted(value: str, quote: str = "") -> str:
    """Return the value as it may stand in a line: bare where that is safe, else in single quotes, or in the quote given."""
    if quote == '"':
        return double_quoted(value)
    if quote or not _BARE.match(value) or (_NUMBER.match(value) and not _WHOLE.match(value)):
        return single_quoted(value)
    return value


def single_quoted(value: str) -> str:
    """Return a text in single quotes."""
    return "'" + re.sub(f"([{_SINGLE}])", r"\1\1", value) + "'"


def double_quoted(value: str) -> str:
    """Return a text in double quotes, so that nothing in it is expanded."""
    return '"' + re.sub(f'([`$"{_DOUBLE}])', r"`\1", value) + '"'


def without_quotes(text: str) -> str:
    """Return what stands between the quotes around a text."""
    return text.strip(_SINGLE + _DOUBLE)


def nested(text: str, quote: str) -> str:
    """Return a text as it stands inside a string that begins with this quote; without a quote as it is."""
    if not quote:
        return text
    return (single_quoted(text) if quote in _SINGLE else double_quoted(text))[1:-1]


_MEMBER = lazy_pattern(r"[^\W\d]\w*\Z")


def member_text(name: str) -> str:
    """Return a member's name as it may stand behind a dot: in quotes unless it is a plain word."""
    return name if _MEMBER.match(name) else single_quoted(name)
