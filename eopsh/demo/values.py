"""What result objects are made of: Exchange's types as they come over the wire."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable

from eopsh.objects import DateTime, EnumValue, PSList, PSObject, Value

EPOCH_TICKS = 621_355_968_000_000_000
MULTI_VALUED = (
    "Deserialized.Microsoft.Exchange.Data.MultiValuedProperty`1[[System.String, mscorlib, Version=4.0.0.0, Culture=neutral, "
    "PublicKeyToken=b77a5c561934e089]]",
    "Deserialized.Microsoft.Exchange.Data.MultiValuedPropertyBase",
    "Deserialized.System.Object",
)
LIST_OF_STRING = (
    "System.Collections.Generic.List`1[[System.String, mscorlib, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089]]",
    "System.Object",
)


def types(*names: str) -> tuple[str, ...]:
    """Return type names as Exchange's own objects carry them on the wire: deserialized once already, between its servers."""
    return (*(f"Deserialized.{name}" for name in names), "Deserialized.System.Object")


def enum(name: str, members: str | tuple[str, ...], text: str) -> EnumValue:
    """Return a value of a type whose members are counted from 0 in their order."""
    words = members.split() if isinstance(members, str) else members
    number = next((index for index, word in enumerate(words) if word.casefold() == text.casefold()), 0)
    return EnumValue(types(name, "System.Enum", "System.ValueType"), text, number)


def multi(items: Iterable[Value] = ()) -> PSList:
    """Return a MultiValuedProperty."""
    return PSList(items, MULTI_VALUED)


def strings(items: Iterable[Value] = ()) -> PSList:
    """Return a List of strings."""
    return PSList(items, LIST_OF_STRING)


def array(items: Iterable[Value], element: str) -> PSList:
    """Return an array of a type."""
    return PSList(items, types(f"{element}[]", "System.Array"))


def date(seconds: int) -> DateTime:
    """Return a UTC time from seconds since 1970."""
    return DateTime(EPOCH_TICKS + seconds * 10_000_000, "Utc")


def seconds_of(value: DateTime) -> int:
    """Return seconds since 1970 of a time; one without zone counts as UTC, as Exchange takes it."""
    offset = (value.offset or 0) * 60 if value.kind == "Local" else 0
    return (value.ticks - EPOCH_TICKS) // 10_000_000 - offset


def date_text(seconds: int) -> str:
    """Return the wire's text of a UTC time."""
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def unlimited() -> PSObject:
    """Return the size that has no limit."""
    kind = types(
        "Microsoft.Exchange.Data.Unlimited`1[[Microsoft.Exchange.Data.ByteQuantifiedSize, Microsoft.Exchange.Data]]", "System.ValueType"
    )
    return PSObject(adapted={"IsUnlimited": True}, type_names=kind, text="Unlimited")


UNITS = {"TB": 1 << 40, "GB": 1 << 30, "MB": 1 << 20, "KB": 1 << 10, "B": 1}


def byte_count(text: str) -> int | None:
    """Return the bytes that a size means: `25MB`, or as Exchange prints it; None where the text is no size."""
    word = text.partition("(")[0].strip().upper().replace(",", "")
    unit = next((unit for unit in UNITS if word.endswith(unit)), "")
    number = word.removesuffix(unit).strip()
    if not number.isascii() or not number.replace(".", "", 1).isdecimal():
        return None
    return int(float(number) * UNITS.get(unit, 1))


def byte_size(text: str) -> str | None:
    """Return a ByteQuantifiedSize as Exchange prints it, `25 MB (26,214,400 bytes)`; None where the text is no size."""
    count = byte_count(text)
    if count is None:
        return None
    best = next((unit for unit, size in UNITS.items() if count >= size), "B")
    return f"{count / UNITS[best]:.4g} {best} ({count:,} bytes)"


def guid(text: str) -> uuid.UUID:
    """Return a GUID from its text."""
    return uuid.UUID(text)
