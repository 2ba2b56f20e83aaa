"""Conversion to the enums that scripts name."""

from __future__ import annotations

import re
from decimal import Decimal

from eopsh.objects.enums import ENUMS, WITH_WILDCARDS, enum_from_number, enum_from_text
from eopsh.objects.model import EnumValue, Value
from eopsh.objects.names import type_name
from eopsh.objects.numeric import ConversionError, cannot
from eopsh.objects.text import to_text
from eopsh.objects.wildcards import like


def convert_enum(value: Value, enum: str) -> Value:
    """Read a member by its text or number; `enum` is a full name of `ENUMS`. Raises ConversionError."""
    possible = ",".join(ENUMS[enum])
    advice = "due to enumeration values that are not valid. Specify one of the following enumeration values and try again. "
    advice += f'The possible enumeration values are "{possible}".'
    if value is None:
        raise ConversionError(f'Cannot convert null to type "{enum}" {advice}', "nullToEnumInvalidCast")
    if isinstance(value, EnumValue):
        value = value.text if value.type_names[:1] != (enum,) else value.number
    number = _whole_number(value)
    if number is not None:
        found = enum_from_number(enum, number)
        if found is None:
            error_id = "EnumParseUndefined" if isinstance(value, str) else "UndefinedIntegerToEnum"
            raise ConversionError(f'Cannot convert value "{to_text(value)}" to type "{enum}" {advice}', error_id)
        return found
    kind = type_name(value)
    if kind in _NO_NUMBERS:
        raise cannot(value, enum, f"Invalid cast from '{kind}' to '{enum}'.", "InvalidCastIConvertible")
    text = to_text(value, ",")
    if enum in WITH_WILDCARDS:
        return _by_wildcards(text, enum, advice)
    found = enum_from_text(enum, text)
    if found is None:
        why = _enum_advice(enum, text)
        raise cannot(value, enum, why, "SubstringDisambiguationEnumParseThrewAnException")
    return found


_NO_NUMBERS = frozenset({"System.Boolean", "System.Char", "System.DateTime"})
"""Types that .NET converts to no enum."""


def _whole_number(value: Value) -> int | None:
    """Read a whole number; a fraction is read as the text it has, where 1.0 is 1 and 1.4 is nothing."""
    if isinstance(value, int):
        return None if isinstance(value, bool) else int(value)
    text = to_text(value).strip() if isinstance(value, str | float | Decimal) else ""
    return int(text) if re.fullmatch(r"[+-]?[0-9]+", text) else None


def _by_wildcards(text: str, enum: str, advice: str) -> EnumValue:
    number = 0
    for part in text.split(","):
        named = [worth for name, worth in ENUMS[enum].items() if like(name, part.strip())]
        if not named:
            why = f'Cannot convert value "{part.strip()}" to type "{enum}" {advice}'
            raise cannot(text, enum, why, "InvalidCastPSTypeConvertersConvertFrom")
        for worth in named:
            number |= worth
    found = enum_from_number(enum, number)
    assert found is not None
    return found


def _enum_advice(enum: str, text: str) -> str:
    """Say why a text names no one member: it begins several, or none."""
    names = list(ENUMS[enum])
    near = [name for name in names if name.casefold().startswith(text.casefold())]
    if len(near) > 1:
        why = f"The identifier name {text} cannot be processed because it is either too similar or identical to the following "
        return why + f"enumerator names: {', '.join(near)}. Use a more specific identifier name."
    why = f"Unable to match the identifier name {text} to a valid enumerator name. "
    return why + f"Specify one of the following enumerator names and try again:\n{', '.join(names)}"
