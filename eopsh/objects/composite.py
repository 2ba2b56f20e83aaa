"""The format operator: `'{0,-10:N2}' -f $x`."""

from __future__ import annotations

import re

from eopsh.errors import EopshError
from eopsh.objects.cultures import EN_US, Culture
from eopsh.objects.model import Value
from eopsh.objects.number_text import FormatError
from eopsh.objects.text import format_value
from eopsh.patterns import lazy_pattern

_ITEM = lazy_pattern(r"(?P<index>0*\d{1,7})\s*(?:,\s*(?P<width>-?0*\d{1,7})\s*)?(?::(?P<spec>(?:[^{}]|\{\{|\}\})*))?\}", re.ASCII)
"""One item, without the brace that opens it. .NET reads no more than seven digits of an index or a width."""
_TOO_LONG = lazy_pattern(r"(?:\d+\s*,\s*-?)?0*\d{7}(?=\d)", re.ASCII)


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
    spec = (match["spec"] or "").replace("{{", "{").replace("}}", "}")
    try:
        text = "" if values[index] is None else format_value(values[index], spec, culture)
    except FormatError as error:
        raise CompositeError(str(error)) from None
    return match.end(), text.rjust(width) if width > 0 else text.ljust(-width)


def _malformed(pattern: str, at: int) -> CompositeError:
    rest = pattern[at + 1 :]
    if pattern[at] == "{" and rest and not rest[0].isdigit():
        return CompositeError(f"Input string was not in a correct format. Failure to parse near offset {at + 1}. Expected an ASCII digit.")
    long = _TOO_LONG.match(rest) if pattern[at] == "{" else None
    digits = len(rest) - len(rest.lstrip("0123456789"))
    bare = pattern[at] == "{" and digits < len(rest) and rest[digits] not in ",: }"
    place = at + 1 if pattern[at] == "}" else at + 1 + long.end() if long else at + 1 + digits if bare else len(pattern)
    return CompositeError(f"Input string was not in a correct format. Failure to parse near offset {place}. Format item ends prematurely.")
