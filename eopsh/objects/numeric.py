"""Truth and numbers: what a value is to `if` and to arithmetic, and the conversions to number types."""

from __future__ import annotations

import datetime
import math
import struct
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TypeAlias

from eopsh.errors import EopshError
from eopsh.objects.model import EnumValue, PSList, PSObject, Value
from eopsh.objects.names import is_collection, type_name, unwrap
from eopsh.objects.number_text import float_text
from eopsh.objects.parsing import MAX_DECIMAL, parse_number
from eopsh.objects.scalars import (
    BigInteger,
    Byte,
    Char,
    Int16,
    Int64,
    SByte,
    SecureString,
    Single,
    TypedInt,
    UInt16,
    UInt32,
    UInt64,
    Uri,
    XmlText,
)
from eopsh.objects.text import to_string, to_text
from eopsh.objects.times import DateTime

Number: TypeAlias = int | float | Decimal


class ConversionError(EopshError):
    """A value that does not convert; message, `error_id` and `category` are PowerShell's."""

    category = "InvalidArgument"

    def __init__(self, message: str, error_id: str = "ConvertToFinalInvalidCastException") -> None:
        super().__init__(message)
        self.message = message
        self.error_id = error_id


def cannot(value: Value, target: str, why: str, error_id: str) -> ConversionError:
    """Make the error of a value that is of the right kind but not readable."""
    return ConversionError(f'Cannot convert value "{to_string(value) or to_text(value)}" to type "{target}". Error: "{why}"', error_id)


def never(value: Value, target: str) -> ConversionError:
    """Make the error of a value that no conversion leads from."""
    if isinstance(value, SecureString) or target.endswith(("SecureString", "PSCredential")):
        return ConversionError(f'Cannot convert the value of type "{type_name(value)}" to type "{target}".')
    shown = to_string(value) or to_text(value)
    return ConversionError(f'Cannot convert the "{shown}" value of type "{type_name(value)}" to type "{target}".')


def null_refused(target: str) -> ConversionError:
    """Make the error for null where a value type is wanted."""
    return ConversionError(f'Cannot convert null to type "{target}".', "nullToObjectInvalidCast")


# --- truth


def to_bool(value: Value) -> bool:
    """Tell what `if ($value)` sees: empty text, zero, null and empty lists are false; a list of one is what its element is."""
    if value is None or isinstance(value, str):
        return bool(value) and not (isinstance(value, Char) and value == "\0")
    if isinstance(value, bool | int | float | Decimal):
        return bool(value)
    if isinstance(value, list | tuple | bytes):
        return _list_is_true(value)
    if isinstance(value, EnumValue):
        return value.number != 0
    if isinstance(value, PSObject):
        if value.type_names and value.type_names[0].endswith("SwitchParameter"):
            return to_bool(value.get("IsPresent"))
        return to_bool(value.base) if value.base is not None else True
    return True


_UNINDEXED = ("KeyCollection", "ValueCollection", "Queue", "Stack", "HashSet`1", "Queue`1", "Stack`1")


def _list_is_true(value: list[Value] | tuple[Value, ...] | bytes) -> bool:
    """A list of one is what its element is, one that cannot be indexed (a dictionary's keys, a queue) is always true."""
    if isinstance(value, PSList) and value.type_names and value.type_names[0].partition("[")[0].endswith(_UNINDEXED):
        return True
    if len(value) != 1:
        return bool(value)
    return bool(value[0]) if is_collection(value[0]) else to_bool(value[0])


# --- numbers


def to_number(value: Value, target: str = "System.Int32") -> Number:
    """Return the number that arithmetic sees in a value: null is 0, true is 1, text is read as a literal.

    `target` is the type that an error names. Raises ConversionError.
    """
    value = unwrap(value)
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float | Decimal):
        return value
    if value is None:
        return 0
    if isinstance(value, Char):
        return ord(value)
    if isinstance(value, EnumValue):
        return value.number
    if isinstance(value, str) and not isinstance(value, Uri | XmlText):
        return _number_from_text(value, target)
    raise never(value, target)


_TEXT_IDS = {
    "System.Double": "InvalidCastFromStringToDoubleOrSingle",
    "System.Single": "InvalidCastFromStringToDoubleOrSingle",
    "System.Decimal": "InvalidCastFromStringToDecimal",
}


def _number_from_text(text: str, target: str) -> Number:
    if not text.strip():
        return 0
    number = parse_number(text)
    if number is None:
        why = (
            "The value could not be parsed." if target.endswith("BigInteger") else f"The input string '{text}' was not in a correct format."
        )
        raise cannot(text, target, why, _TEXT_IDS.get(target, "InvalidCastFromStringToInteger"))
    return number


def _source_number(value: Value, target: str) -> Number:
    if isinstance(value, str) and not isinstance(value, Char | Uri | XmlText):
        return _number_from_text(value, target)
    if isinstance(value, datetime.datetime | DateTime):
        why = f"Invalid cast from 'DateTime' to '{target.rpartition('.')[2]}'."
        raise cannot(value, target, why, "InvalidCastIConvertible")
    if value is None or isinstance(value, bool | int | float | Decimal | Char | EnumValue):
        return to_number(value)
    raise never(value, target)


_OVERFLOW = {
    "System.Byte": "Value was either too large or too small for an unsigned byte.",
    "System.SByte": "Value was either too large or too small for a signed byte.",
    "System.Decimal": "Value was either too large or too small for a Decimal.",
}


def _overflow(value: Value, target: str) -> ConversionError:
    short = target.rpartition(".")[2]
    article = "an" if short[0] == "I" else "a"
    why = _OVERFLOW.get(target, f"Value was either too large or too small for {article} {short}.")
    error_id = "InvalidCastIConvertible"
    if isinstance(value, str) and not isinstance(value, Char):
        error_id = _TEXT_IDS.get(target, "InvalidCastFromStringToInteger")
    return cannot(value, target, why, error_id)


def _to_integer(value: Value, kind: type[int], target: str, low: int, high: int) -> int:
    number = _source_number(value, target)
    if isinstance(number, float) and not math.isfinite(number):
        raise _overflow(value, target)
    whole = int(number.to_integral_value(ROUND_HALF_EVEN)) if isinstance(number, Decimal) else round(number)
    if not low <= whole <= high:
        raise _overflow(value, target)
    return kind(whole)


def _integer(kind: type[TypedInt]) -> Callable[[Value], Value]:
    return lambda value: _to_integer(value, kind, kind.type_name, kind.low, kind.high)


def _to_int32(value: Value) -> Value:
    return _to_integer(value, int, "System.Int32", -(2**31), 2**31 - 1)


def _to_big_integer(value: Value) -> Value:
    number = _source_number(value, "System.Numerics.BigInteger")
    if isinstance(number, float) and not math.isfinite(number):
        raise _overflow(value, "System.Numerics.BigInteger")
    return BigInteger(number)


def _to_double(value: Value) -> Value:
    return as_double(_source_number(value, "System.Double"))


def as_double(number: Number) -> float:
    """Return a number as a double, infinite beyond what one holds."""
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


def to_single(value: float) -> Single:
    """Round a float to 32 bits."""
    try:
        return Single(struct.unpack("f", struct.pack("f", value))[0])
    except OverflowError:
        return Single(math.copysign(math.inf, value))


def _to_single(value: Value) -> Value:
    return to_single(as_double(_source_number(value, "System.Single")))


def _to_decimal(value: Value) -> Value:
    number = _source_number(value, "System.Decimal")
    if isinstance(number, float):
        if not math.isfinite(number):
            raise _overflow(value, "System.Decimal")
        # A literal in text keeps no zeros behind the point here, as it passes through Double.
        number = Decimal(float_text(number, 7 if isinstance(number, Single) else 15))
    exact = Decimal(number)
    if exact.copy_abs() > MAX_DECIMAL:
        raise _overflow(value, "System.Decimal")
    return exact


NUMERIC: dict[str, Callable[[Value], Value]] = {
    "System.Int32": _to_int32,
    **{kind.type_name: _integer(kind) for kind in (Int64, Int16, SByte, Byte, UInt16, UInt32, UInt64)},
    "System.Numerics.BigInteger": _to_big_integer,
    "System.Double": _to_double,
    "System.Single": _to_single,
    "System.Decimal": _to_decimal,
}
"""The conversions to number types, by full name."""
