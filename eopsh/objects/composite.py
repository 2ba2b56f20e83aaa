"""The format operator: `'{0,-10:N2}' -f $x`."""

from __future__ import annotations

import re

from eopsh.errors import EopshError
from eopsh.objects.cultures import EN_US, Culture
from eopsh.objects.model import Value
from eopsh.objects.number_text import FormatError
from eopsh.objects.text import format_value
from eopsh.patterns import lazy_pattern

_ITEM = lazy_pattern(r"(?P<index>0*\d{1,7})\s*(?:,\s*(?P<width>-?0*\d{1,7})\s*)?(?::(?P<spec>[^{}]*))?\}", re.ASCII)
"""One item, without the brace that opens it. .NET reads no more than seven digits of an index or a width."""
_TOO_LONG = lazy_pattern(r"(?:\d+\s*,\s*-?)?0*\d{7}(?=\d)", re.ASCII)

_BEGUN = lazy_pattern(r"\d+\s*(?P<comma>,\s*-?)?", re.ASCII)
_READ = lazy_pattern(r"\d+\s*(?:,\s*-?\d+\s*)?(?::[^{}]*)?", re.ASCII)
_TOO_SHORT = "Format item ends prematurely."


class CompositeError(EopshError):
    """A format that is none, or that names a value which is not there; message and `error_id` are PowerShell's."""

    category = "InvalidOperation"
    error_id = "FormatError"

    def __init__(self, why: str) -> None:
        self.why = why
        self.message = f"Error formatting a string: {why}."
        super().__init__(self.message)


def format_text(pattern: str, values: list[Value], culture: Culture = EN_US) -> str:
    """Fill a composite format. Raises CompositeError."""
    out: list[str] = []
    at = 0
    while at < len(pattern):
        char = pattern[at]
        if char not in "{}":
            end = min((place for place in (pattern.find("{", at), pattern.find("}", at)) if place >= 0), default=len(pattern))
            out.append(pattern[at:end])
            at = end
        elif pattern[at : at + 2] in ("{{", "}}"):
            out.append(char)
            at += 2
        else:
            at, text = _item(pattern, at, values, culture)
            out.append(text)
    return "".join(out)


def _item(pattern: str, at: int, values: list[Value], culture: Culture) -> tuple[int, str]:
    match = _ITEM.match(pattern, at + 1) if pattern[at] == "{" else None
    if match is None:
        raise _malformed(pattern, at)
    index, width = int(match["index"]), int(match["width"] or 0)
    if index >= len(values):
        raise CompositeError("Index (zero based) must be greater than or equal to zero and less than the size of the argument list.")
    try:
        text = "" if values[index] is None else format_value(values[index], match["spec"] or "", culture)
    except FormatError as error:
        raise CompositeError(str(error)) from None
    return match.end(), text.rjust(width) if width > 0 else text.ljust(-width)


def _malformed(pattern: str, at: int) -> CompositeError:
    rest = pattern[at + 1 :]
    if pattern[at] == "}":
        why = "Unexpected closing brace without a corresponding opening brace." if rest else _TOO_SHORT
        return _unreadable(at + 1, why)
    begun = _BEGUN.match(rest)
    read = begun.end() if begun else 0
    if read < len(rest) and not rest[read].isdigit() and (begun is None or begun["comma"]):
        return _unreadable(at + 1 + read, "Expected an ASCII digit.")
    found = _TOO_LONG.match(rest) or _READ.match(rest)
    return _unreadable(at + 1 + (found.end() if found else 0), _TOO_SHORT)


def _unreadable(place: int, why: str) -> CompositeError:
    return CompositeError(f"Input string was not in a correct format. Failure to parse near offset {place}. {why}")
