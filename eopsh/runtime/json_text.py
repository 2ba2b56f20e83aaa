"""Values as JSON, as PowerShell writes them: how deep, how numbers, dates and enums look, what is escaped."""

from __future__ import annotations

import datetime
import enum
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from eopsh.objects import (
    CUSTOM_TYPES,
    DateTime,
    EnumValue,
    PSDict,
    PSList,
    PSObject,
    TimeSpan,
    Value,
    Version,
    XmlText,
    get_property,
    is_collection,
    items_of,
    properties,
    to_text,
)
from eopsh.objects.number_text import float_text


class Escaping(enum.Enum):
    """Which characters are written as escapes besides those that must be."""

    DEFAULT = "default"
    NON_ASCII = "escapenonascii"
    HTML = "escapehtml"


@dataclass(slots=True)
class JsonWriter:
    """Writes values as JSON. `truncated` tells afterwards whether something lay deeper than `depth` and became its text."""

    depth: int = 2
    compress: bool = False
    enums_as_text: bool = False
    escaping: Escaping = Escaping.DEFAULT
    truncated: bool = False

    def text(self, value: Value) -> str:
        """Return the JSON of a value."""
        return "".join(self._parts(value, 0))

    def _parts(self, value: Value, level: int) -> Iterator[str]:
        """Yield the pieces of a value that lies `level` objects and arrays deep."""
        scalar = self._scalar(value)
        if scalar is not None:
            yield scalar
        elif level > self.depth:
            self.truncated = True
            yield self._quoted(to_text(value))
        elif is_collection(value) and not (isinstance(value, PSList) and value.notes):
            yield from self._block("[]", (self._parts(item, level + 1) for item in items_of(value)), level)
        else:
            yield from self._block("{}", self._members(value, level), level)

    def _members(self, value: Value, level: int) -> Iterator[Iterable[str]]:
        colon = ":" if self.compress else ": "
        for name, item in members(value):
            yield self._member(self._quoted(name) + colon, item, level)

    def _member(self, head: str, item: Value, level: int) -> Iterator[str]:
        yield head
        yield from self._parts(item, level + 1)

    def _block(self, ends: str, items: Iterator[Iterable[str]], level: int) -> Iterator[str]:
        newline = "" if self.compress else "\n" + "  " * (level + 1)
        empty = True
        for item in items:
            yield (ends[0] if empty else ",") + newline
            empty = False
            yield from item
        yield ends if empty else newline[:-2] + ends[1]

    def _scalar(self, value: Value) -> str | None:
        """Return the JSON of a value that is no object and no array; None for one that is."""
        writer = _SCALARS.get(type(value))
        if writer is not None:
            return writer(value)
        if isinstance(value, EnumValue):
            return self._enum(value)
        if isinstance(value, str | UUID) and not isinstance(value, XmlText):
            return self._quoted(str(value))
        if isinstance(value, DateTime | datetime.datetime):
            date = value if isinstance(value, DateTime) else DateTime.from_python(value)
            return self._quoted(date.wire())
        if isinstance(value, int):
            return str(int(value))
        if isinstance(value, float):
            return _float(value)
        if isinstance(value, PSObject) and isinstance(value.base, str | DateTime):
            return self._scalar(value.base)
        return self._scalar(value.base) if isinstance(value, PSObject) and value.base is not None and not value.notes else None

    def _enum(self, value: EnumValue) -> str:
        """An enum is its number; one that a server sent is its text, which says more."""
        deserialized = value.type_names[:1] and value.type_names[0].startswith("Deserialized.")
        return self._quoted(value.text) if self.enums_as_text or deserialized else str(value.number)

    def _quoted(self, text: str) -> str:
        return '"' + _NEEDS_ESCAPE[self.escaping].sub(_escape, text) + '"'


def members(value: Value) -> Iterator[tuple[str, Value]]:
    """Yield what an object is written as: entries of a dictionary, properties, members of .NET's values in .NET's order."""
    if isinstance(value, PSObject) and value.base is not None:
        if isinstance(value.base, PSDict) or not _is_scalar(value.base):
            yield from members(value.base)
        else:
            yield "value", value.base
        yield from value.notes.items()
    elif isinstance(value, PSDict):
        yield from ((to_text(key), item) for key, item in value.items())
        yield from value.notes.items()
    elif isinstance(value, PSList):
        yield "value", list(value)
        yield from value.notes.items()
    else:
        names = _ORDER.get(type(value))
        yield from ((name, _part(value, name)) for name in names) if names else properties(value)


def _is_scalar(value: Value) -> bool:
    return isinstance(value, str | int | float | Decimal | UUID | DateTime | EnumValue) or is_collection(value)


def _part(value: Value, name: str) -> Value:
    if isinstance(value, TimeSpan) and name in _FINER:
        return _FINER[name](value.ticks)
    if isinstance(value, Version) and name.endswith("Revision") and name != "Revision":
        revision = value.revision
        return -1 if revision < 0 else revision >> 16 if name.startswith("Major") else revision & 0xFFFF
    return get_property(value, name)


_FINER: dict[str, Callable[[int], Value]] = {
    "Microseconds": lambda ticks: int(math.fmod(int(ticks / 10), 1000)),
    "Nanoseconds": lambda ticks: int(math.fmod(ticks, 10)) * 100,
    "TotalMicroseconds": lambda ticks: ticks / 10,
    "TotalNanoseconds": lambda ticks: ticks * 100.0,
}
_SPAN = (
    *("Ticks", "Days", "Hours", "Milliseconds", "Microseconds", "Nanoseconds", "Minutes", "Seconds", "TotalDays", "TotalHours"),
    *("TotalMilliseconds", "TotalMicroseconds", "TotalNanoseconds", "TotalMinutes", "TotalSeconds"),
)
_ORDER: dict[type, tuple[str, ...]] = {
    TimeSpan: _SPAN,
    Version: ("Major", "Minor", "Build", "Revision", "MajorRevision", "MinorRevision"),
}


def piped(value: Value) -> Value:
    """Return a value as the pipeline hands it on: a Guid with the property that PowerShell adds to it."""
    return PSObject({"Guid": str(value)}, base=value, type_names=CUSTOM_TYPES) if isinstance(value, UUID) else value


def _float(value: float) -> str:
    text = float_text(value, invariant=True)
    if not math.isfinite(value):
        return f'"{text}"'
    return text if any(char in text for char in ".E") else text + ".0"


def _decimal(value: Decimal) -> str:
    text = format(value, "f")
    return text if "." in text else text + ".0"


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if char in _SHORT:
        return _SHORT[char]
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_MUST = '"\\\\\x00-\x1f\x85\u2028\u2029'
_NEEDS_ESCAPE = {
    Escaping.DEFAULT: re.compile(f"[{_MUST}]"),
    Escaping.NON_ASCII: re.compile(f"[{_MUST}]|[^\x00-\x7f]"),
    Escaping.HTML: re.compile(f"[{_MUST}<>&']"),
}
_SCALARS: dict[type, Callable[..., str]] = {
    type(None): lambda value: "null",
    bool: lambda value: "true" if value else "false",
    int: str,
    float: _float,
    Decimal: _decimal,
}
