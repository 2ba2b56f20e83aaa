"""Values as text: what `"$x"` gives, what ToString gives, what a format gives."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

from eopsh.objects.accelerators import TYPE_NAMES, type_text
from eopsh.objects.cultures import EN_US, Culture
from eopsh.objects.date_text import date_text, format_date, format_span, invariant_date_text
from eopsh.objects.model import CUSTOM_TYPES, EnumValue, PSDict, PSList, PSObject, Value
from eopsh.objects.names import items_of, type_name
from eopsh.objects.number_text import FormatError, float_text, format_number, number_text
from eopsh.objects.scalars import Credential, ErrorRecord, ScriptBlock, SecureString, Single, Uri
from eopsh.objects.times import DateTime, TimeSpan
from eopsh.objects.uris import uri_text


def to_text(value: Value, separator: str = " ") -> str:
    """Return what `"$value"` gives: invariant culture, collections joined by `separator`, a custom object as `@{a=1}`."""
    writer = _TEXT.get(type(value))
    if writer is not None:
        return writer(value)
    if isinstance(value, list | tuple | bytes):
        return separator.join(_element_text(item) for item in items_of(value))
    if isinstance(value, PSObject):
        return _object_text(value, separator)
    return _plain_text(value)


def _element_text(value: Value) -> str:
    if isinstance(value, list | tuple | bytes):
        return type_name(value)
    return to_text(value)


def to_string(value: Value) -> str:
    """Return what `.ToString()` gives: en-US dates, doubles in full, a collection's type name, nothing for a custom object."""
    if isinstance(value, float):
        return float_text(value)
    if isinstance(value, datetime.datetime):
        value = DateTime.from_python(value)
    if isinstance(value, DateTime):
        return date_text(value)
    if isinstance(value, PSList | PSDict):
        # A type's FullName has its arguments in brackets of their own, its ToString has not.
        return value.text if value.text is not None else type_name(value).replace("[[", "[").replace("]]", "]")
    if isinstance(value, list | tuple | bytes):
        return type_name(value)
    if isinstance(value, PSObject):
        return value.text if value.text is not None else to_string(value.base) if value.base is not None else ""
    return to_text(value)


def format_value(value: Value, spec: str, culture: Culture = EN_US) -> str:
    """Format one value as `-f '{0:spec}'` does, or in another culture. Raises FormatError for a format that .NET refuses."""
    value = value.base if isinstance(value, PSObject) and value.base is not None else value
    if isinstance(value, datetime.datetime):
        value = DateTime.from_python(value)
    if isinstance(value, datetime.timedelta):
        value = TimeSpan.from_python(value)
    if isinstance(value, DateTime):
        return format_date(value, spec, culture)
    if isinstance(value, TimeSpan):
        return format_span(value, spec)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return format_number(value, spec, culture)
    if isinstance(value, UUID):
        return _guid_text(value, spec)
    if isinstance(value, EnumValue):
        return _enum_text(value, spec)
    return to_string(value) if not isinstance(value, PSObject) or value.text is not None else to_text(value)


def _enum_text(value: EnumValue, spec: str) -> str:
    if spec.upper() not in ("", "G", "F", "D", "X"):
        raise FormatError('Format string can be only "G", "g", "X", "x", "F", "f", "D" or "d".')
    if spec.upper() == "X":
        return format(value.number, "08X")
    return str(value.number) if spec.upper() == "D" else value.text


def _guid_text(value: UUID, spec: str) -> str:
    text = str(value)
    forms = {"": text, "D": text, "N": value.hex, "B": "{" + text + "}", "P": f"({text})"}
    if spec.upper() == "X":
        parts = [f"0x{value.time_low:08x}", f"0x{value.time_mid:04x}", f"0x{value.time_hi_version:04x}"]
        return "{" + ",".join(parts) + ",{" + ",".join(f"0x{byte:02x}" for byte in value.bytes[8:]) + "}}"
    if spec.upper() not in forms:
        raise FormatError('Format string can be only "D", "d", "N", "n", "P", "p", "B", "b", "X" or "x".')
    return forms[spec.upper()]


def _object_text(value: PSObject, separator: str) -> str:
    if value.text is not None:
        return type_text(value.text) if value.type_names and value.type_names[0] in TYPE_NAMES else value.text
    if value.base is not None:
        return to_text(value.base, separator)
    if not value.type_names or any(name.endswith("PSCustomObject") for name in value.type_names):
        pairs = "; ".join(f"{name}={_inner_text(item)}" for name, item in value.items())
        return "@{" + pairs + "}" if pairs else ""
    return value.type_names[0]


def _inner_text(value: Value) -> str:
    if isinstance(value, list | tuple | bytes):
        return type_name(value)
    if isinstance(value, PSObject) and value.text is None and value.base is None and value.type_names in ((), CUSTOM_TYPES):
        return ""
    return to_text(value)


def _plain_text(value: Value) -> str:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, dict):
        return value.text if isinstance(value, PSDict) and value.text is not None else type_name(value)
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, UUID | TimeSpan):
        return str(value)
    if isinstance(value, SecureString):
        return type_name(value)
    text = getattr(value, "to_text", None)
    return str(text()) if callable(text) else str(value) if type(value).__str__ is not object.__str__ else type_name(value)


_TEXT: dict[type, Callable[..., str]] = {
    str: str,
    type(None): lambda _: "",
    bool: str,
    int: str,
    float: lambda value: float_text(value, 15, invariant=True),
    Single: lambda value: float_text(value, 7, invariant=True),
    Decimal: number_text,
    DateTime: invariant_date_text,
    datetime.datetime: lambda value: invariant_date_text(DateTime.from_python(value)),
    datetime.timedelta: lambda value: str(TimeSpan.from_python(value)),
    ScriptBlock: lambda value: value.text,
    ErrorRecord: str,
    EnumValue: lambda value: value.text,
    SecureString: type_name,
    Credential: type_name,
    Uri: uri_text,
}
