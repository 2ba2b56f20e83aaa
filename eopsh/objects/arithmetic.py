"""Arithmetic as PowerShell makes it: the left side says what is done, numbers widen, whole numbers overflow into Double."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from decimal import Decimal, localcontext
from typing import TypeAlias, TypeGuard

from eopsh.errors import EopshError
from eopsh.objects.bounds import fitting_array, fitting_text
from eopsh.objects.conversion import convert
from eopsh.objects.enums import ENUMS, enum_from_number
from eopsh.objects.model import EnumValue, PSDict, PSObject, Value
from eopsh.objects.names import is_collection, items_of, type_name, unwrap
from eopsh.objects.numeric import ConversionError, to_number
from eopsh.objects.parsing import MAX_DECIMAL
from eopsh.objects.scalars import BigInteger, Char, Int64, Single, TypedInt, UInt32, UInt64, Uri, XmlText
from eopsh.objects.text import to_string, to_text
from eopsh.objects.times import DateTime, TimeSpan

Number: TypeAlias = int | float | Decimal

_SMALLEST = Decimal(1).scaleb(-28)
_INT32 = 2**31
_INT64 = 2**63


class OperatorError(EopshError):
    """An operation that these values do not have; message, `error_id` and `category` are PowerShell's."""

    def __init__(
        self, message: str, error_id: str = "RuntimeException", category: str = "InvalidOperation", exception_type: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.error_id = error_id
        self.category = category
        self.exception_type = exception_type


def _undefined(value: Value, operation: str) -> OperatorError:
    kind = "System.Management.Automation.PSObject" if type(value) is PSObject else type_name(value)
    return OperatorError(f"Method invocation failed because [{kind}] does not contain a method named 'op_{operation}'.", "MethodNotFound")


def _divided_by_zero() -> OperatorError:
    return OperatorError("Attempted to divide by zero.", "RuntimeException", "NotSpecified")


def _too_large() -> OperatorError:
    message = "Value was either too large or too small for a Decimal."
    return OperatorError(message, "System.OverflowException", "OperationStopped", "System.OverflowException")


# --- which type a result has


def _whole_type(left: int, right: int) -> type[int]:
    """Return the integer type of two integers' result: Int32 (plain `int`), Int64, UInt32, UInt64 or BigInteger."""
    if isinstance(left, BigInteger) or isinstance(right, BigInteger):
        return BigInteger
    if isinstance(left, UInt64) or isinstance(right, UInt64):
        return UInt64
    if is_long(left) or is_long(right):
        return Int64
    if isinstance(left, UInt32) or isinstance(right, UInt32):
        return UInt32 if left >= 0 and right >= 0 else Int64
    return int


def is_long(value: int) -> bool:
    """Tell whether an integer is an Int64."""
    return isinstance(value, Int64) or (type(value) is int and not -_INT32 <= value < _INT32)


def _whole_result(value: int, kind: type[int]) -> Number:
    """Give a whole result its type, or Double when it does not fit."""
    if kind is int:
        return value if -_INT32 <= value < _INT32 else float(value)
    if issubclass(kind, TypedInt) and not kind.low <= value <= kind.high:
        return float(value)
    return kind(value)


def _pair(left: Number, right: Number) -> tuple[Number, Number, type[int] | None]:
    """Widen two numbers to one family; the third says which integer type the result has, None where it is no integer."""
    if isinstance(left, Decimal) or isinstance(right, Decimal):
        return _as_decimal(left), _as_decimal(right), None
    if isinstance(left, BigInteger) or isinstance(right, BigInteger):
        return BigInteger(left), BigInteger(right), BigInteger
    if isinstance(left, float) or isinstance(right, float):
        return float(left), float(right), None
    return int(left), int(right), _whole_type(left, right)


def _as_decimal(value: Number) -> Decimal:
    if not isinstance(value, float):
        return Decimal(value)
    if not math.isfinite(value):
        raise _too_large()
    return Decimal(f"{value:.{7 if isinstance(value, Single) else 15}g}")


def _beside(value: Value) -> str:
    """Return the type that a text beside this value is read as, for the error that names it."""
    named = isinstance(value, int | float | Decimal) and not isinstance(value, bool | BigInteger)
    return type_name(value) if named else "System.Int32"


_ARITHMETIC = (str, int, float, Decimal, EnumValue, type(None))


def _is_arithmetic(value: Value) -> bool:
    """Tell whether a value has a number; text may turn out to have none."""
    return isinstance(value, _ARITHMETIC) and not isinstance(value, Uri | XmlText)


def _calculate(left: Value, right: Value, operation: str, rule: Callable[[Number, Number], Number]) -> Value:
    left = unwrap(left)
    right = unwrap(right)
    for side in (left, right):
        if not _is_arithmetic(side):
            raise _undefined(side, operation)
    one, other, kind = _pair(to_number(left, _beside(right)), to_number(right, _beside(left)))
    with localcontext() as context:
        context.prec = 29
        try:
            result = rule(one, other)
        except OverflowError:
            return math.inf
        except ArithmeticError:
            raise _too_large() from None
    if kind is not None and isinstance(result, int):
        if isinstance(left, EnumValue) and kind is int and operation in ("Addition", "Subtraction"):
            return _enum_result(left, result)
        return _whole_result(result, kind)
    return _decimal_result(result) if isinstance(result, Decimal) else result


def _enum_result(left: EnumValue, number: int) -> EnumValue:
    """An enum moved by a whole number stays one; a number without a name is its own text."""
    known = enum_from_number(left.type_names[0], number) if left.type_names and left.type_names[0] in ENUMS else None
    return known or EnumValue(left.type_names, str(number), number)


def _decimal_result(value: Decimal) -> Decimal:
    """Keep what .NET's Decimal can: 28 places behind the point, 96 bits in all."""
    if value.copy_abs() > MAX_DECIMAL:
        raise _too_large()
    exponent = value.as_tuple().exponent
    return value.quantize(_SMALLEST) if isinstance(exponent, int) and exponent < -28 else value


# --- the operators


def add(left: Value, right: Value) -> Value:
    """`+`: lists grow, hashtables join, text is put together, dates move, numbers add up."""
    if type(left) is int and type(right) is int:
        total = left + right
        if -_INT32 <= total < _INT32 and -_INT32 <= left < _INT32 and -_INT32 <= right < _INT32:
            return total
    left = unwrap(left)
    if left is None:
        return right if not is_collection(right) else items_of(right)
    if isinstance(left, str):
        return to_text(left) + to_text(right)
    if is_collection(left):
        return items_of(left) + (items_of(right) if is_collection(right) else [right])
    if isinstance(left, dict):
        return _join_tables(left, right)
    if isinstance(left, DateTime | TimeSpan | datetime.datetime | datetime.timedelta):
        return _move(left, unwrap(right), 1)
    if isinstance(right, TimeSpan) and _is_whole(left):
        return _span(int(left) + right.ticks, "Addition")
    return _calculate(left, right, "Addition", lambda one, other: one + other)  # type: ignore[operator]  # both are one kind by now


def subtract(left: Value, right: Value) -> Value:
    """`-`: numbers, dates and spans."""
    if type(left) is int and type(right) is int:
        rest = left - right
        if -_INT32 <= rest < _INT32 and -_INT32 <= left < _INT32 and -_INT32 <= right < _INT32:
            return rest
    left = unwrap(left)
    if isinstance(left, DateTime | TimeSpan | datetime.datetime | datetime.timedelta):
        return _move(left, unwrap(right), -1)
    if isinstance(right, TimeSpan) and _is_whole(left):
        return _span(int(left) - right.ticks, "Subtraction")
    return _calculate(left, right, "Subtraction", lambda one, other: one - other)  # type: ignore[operator]  # both are one kind by now


def multiply(left: Value, right: Value) -> Value:
    """`*`: numbers; text and lists are repeated; null stays null."""
    left = unwrap(left)
    if left is None:
        return None
    if isinstance(left, str) and not isinstance(left, Char):
        return str(left) * (fitting_text(len(left) * (count := _times(right))) and count)
    if is_collection(left):
        items, count = items_of(left), _times(right)
        return items * (fitting_array(len(items) * count) and count)
    if isinstance(left, TimeSpan):
        return _span(left.ticks * float(to_number(right)), "Multiply")
    if isinstance(right, TimeSpan) and isinstance(left, int | float | Decimal):
        return _span(float(left) * right.ticks, "Multiply")
    if isinstance(left, Char | bool):
        raise _not_defined(left, right)
    return _calculate(left, right, "Multiply", lambda one, other: one * other)  # type: ignore[operator]  # both are one kind by now


def _not_defined(left: Value, right: Value) -> OperatorError:
    """Characters and truth are not multiplied."""
    if isinstance(left, bool) and not isinstance(right, int | float | Decimal | Char | type(None)):
        return _undefined(right, "Multiply")
    beside = type_name(right) or "$null"
    return OperatorError(f"The operation '[{type_name(left)}] * [{beside}]' is not defined.", "NotADefinedOperationForType")


def divide(left: Value, right: Value) -> Value:
    """`/`: whole numbers that do not divide give a Double. Raises OperatorError for a whole or decimal zero."""
    if isinstance(left, TimeSpan):
        return _divide_span(left, unwrap(right))
    return _calculate(left, right, "Division", _quotient)


def remainder(left: Value, right: Value) -> Value:
    """`%`: the sign is the left side's. Raises OperatorError for a whole or decimal zero."""
    return _calculate(left, right, "Modulus", _rest)


def negate(value: Value) -> Value:
    """`-x`."""
    value = unwrap(value)
    if isinstance(value, TimeSpan):
        return _span(-value.ticks, "Subtraction")
    if is_collection(value) or isinstance(value, dict | PSObject):
        raise _undefined(value, "Subtraction")
    number = to_number(value)
    if isinstance(number, Decimal):
        return number.copy_negate()
    if isinstance(number, float):
        return -number
    return subtract(0, number)


def plus(value: Value) -> Value:
    """`+x`: the value as a number."""
    value = unwrap(value)
    if is_collection(value) or isinstance(value, dict | PSObject):
        raise _undefined(value, "Addition")
    return to_number(value)


def _times(right: Value) -> int:
    count = convert(right, "int")
    assert isinstance(count, int)
    if count < 0:
        message = f"times ('{count}') must be a non-negative value. (Parameter 'times')\nActual value was {count}."
        raise OperatorError(message, "System.ArgumentOutOfRangeException", "OperationStopped")
    return count


def _quotient(one: Number, other: Number) -> Number:
    if isinstance(one, float) and isinstance(other, float):
        if other == 0:
            return math.nan if one == 0 or one != one else math.copysign(math.inf, one) * math.copysign(1, other)
        return one / other
    if other == 0:
        raise _divided_by_zero()
    if isinstance(one, int) and isinstance(other, int):
        if isinstance(one, BigInteger) or isinstance(other, BigInteger):
            return BigInteger(abs(one) // abs(other) * (1 if (one < 0) == (other < 0) else -1))
        whole, rest = divmod(abs(one), abs(other))
        return (whole if (one < 0) == (other < 0) else -whole) if not rest else one / other
    return one / other  # type: ignore[operator]  # both are one kind by now


def _rest(one: Number, other: Number) -> Number:
    if isinstance(one, float) and isinstance(other, float):
        return math.nan if other == 0 or not math.isfinite(one) else math.fmod(one, other)
    if other == 0:
        raise _divided_by_zero()
    if isinstance(one, Decimal):
        return one if one.copy_abs() < Decimal(other).copy_abs() else one % other  # type: ignore[operator]  # both are one kind by now
    rest = abs(one) % abs(other)  # type: ignore[operator]  # both are one kind by now
    return -rest if one < 0 else rest


def _join_tables(left: dict[Value, Value], right: Value) -> Value:
    if not isinstance(right, dict):
        raise OperatorError("A hash table can only be added to another hash table.", "AddHashTableToNonHashTable")
    joined = PSDict(left, ordered=isinstance(left, PSDict) and left.ordered)
    for key, value in right.items():
        if key in joined:
            there = to_text(joined.spelling(key))
            text = f"Item has already been added. Key in dictionary: '{there}'  Key being added: '{to_text(key)}'"
            raise OperatorError(text, "System.ArgumentException", "OperationStopped")
        joined[key] = value
    return joined


def _move(left: Value, right: Value, sign: int) -> Value:
    if isinstance(left, datetime.datetime):
        left = DateTime.from_python(left)
    if isinstance(left, datetime.timedelta):
        left = TimeSpan.from_python(left)
    if isinstance(left, DateTime) and sign < 0:
        if isinstance(right, str):
            right = convert(right, "datetime")
        if isinstance(right, datetime.datetime):
            right = DateTime.from_python(right)
        if isinstance(right, DateTime):
            return TimeSpan(left.ticks - right.ticks if not left.has_offset else left.utc_ticks - right.utc_ticks)
    operation = "Addition" if sign > 0 else "Subtraction"
    span = _operand(right, f"op_{operation}")
    if isinstance(left, DateTime):
        return _moved_date(left, left.ticks + sign * span.ticks, operation)
    assert isinstance(left, TimeSpan)
    return _span(left.ticks + sign * span.ticks, operation)


def _is_whole(value: Value) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _operand(value: Value, operation: str) -> TimeSpan:
    """Read what a date or span is moved by, as the second argument of .NET's operator."""
    try:
        span = convert(value, "timespan")
    except ConversionError as error:
        shown = (
            f'Cannot convert argument "1", with value: "{to_string(value)}", for "{operation}" to type "System.TimeSpan": "{error.message}"'
        )
        exception = "System.Management.Automation.MethodException"
        raise OperatorError(shown, "MethodArgumentConversionInvalidCastArgument", "NotSpecified", exception) from None
    assert isinstance(span, TimeSpan)
    return span


def _span(ticks: float, operation: str) -> TimeSpan:
    try:
        return TimeSpan(round(ticks))
    except (OverflowError, ValueError):
        raise _operator_failed(operation, "TimeSpan overflowed because the duration is too long.") from None


def _moved_date(date: DateTime, ticks: int, operation: str) -> DateTime:
    try:
        return DateTime(ticks, date.kind, date.offset, has_offset=date.has_offset)
    except ValueError:
        why = "The added or subtracted value results in an un-representable DateTime. (Parameter 't')"
        raise _operator_failed(operation, why) from None


def _operator_failed(operation: str, why: str) -> OperatorError:
    """Make the error of what .NET's own operator throws."""
    message = f'Exception calling "op_{operation}" with "2" argument(s): "{why}"'
    return OperatorError(message, "DotNetMethodException", "NotSpecified", "System.Management.Automation.MethodInvocationException")


def _divide_span(left: TimeSpan, right: Value) -> Value:
    if isinstance(right, TimeSpan):
        return left.ticks / right.ticks if right.ticks else math.nan
    divisor = float(to_number(right))
    if divisor == 0:
        raise _divided_by_zero()
    return _span(left.ticks / divisor, "Division")
