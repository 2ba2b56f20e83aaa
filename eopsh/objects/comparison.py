"""Comparisons as PowerShell makes them: the left side says what the right side is taken for."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from eopsh.errors import EopshError
from eopsh.objects.collation import compare_text, equal_text
from eopsh.objects.conversion import convert
from eopsh.objects.enums import ENUMS
from eopsh.objects.model import EnumValue, PSObject, Value
from eopsh.objects.names import type_name, unwrap
from eopsh.objects.numeric import ConversionError, to_bool, to_number
from eopsh.objects.quantities import quantities
from eopsh.objects.scalars import Char, Uri, Version
from eopsh.objects.sizes import comparable_size, size_in_bytes
from eopsh.objects.switches import SwitchParameter
from eopsh.objects.text import to_string, to_text
from eopsh.objects.times import DateTime, TimeSpan

Number: TypeAlias = int | float | Decimal


class ComparisonError(EopshError):
    """Two values that have no order; message, `error_id` and `category` are PowerShell's."""

    def __init__(self, message: str, error_id: str, category: str = "InvalidOperation", exception_type: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.error_id = error_id
        self.category = category
        self.exception_type = exception_type


# --- equality


def equals(left: Value, right: Value, ignore_case: bool = True) -> bool:
    """Tell what `left -eq right` answers for single values. A server's enum equals its number and its text, in any case."""
    left, right = unwrap(left), unwrap(right)
    if left is None or right is None:
        return left is right
    compared = _EQUALS.get(type(left)) or _equality_of(left)
    return compared(left, right, ignore_case)


def _equality_of(left: Value) -> Callable[[Value, Value, bool], bool]:
    """Find the rule for a subclass of a known type."""
    for kind, rule in _EQUALS.items():
        if isinstance(left, kind):
            return rule
    return _same_object


def _text_equals(left: Value, right: Value, ignore_case: bool) -> bool:
    text = str(left)
    if isinstance(right, EnumValue):
        return equal_text(text, right.text, ignore_case)
    if isinstance(right, int | float) and not isinstance(right, bool):
        size = size_in_bytes(text)
        if size is not None:
            return size == right
    return equal_text(text, to_text(right), ignore_case)


def _char_equals(left: Value, right: Value, ignore_case: bool) -> bool:
    if isinstance(right, int | float) and not isinstance(right, bool):
        return ord(str(left)) == right
    return _text_equals(left, right, ignore_case)


def _bool_equals(left: Value, right: Value, _ignore_case: bool) -> bool:
    return left == to_bool(right)


def _number_equals(left: Value, right: Value, _ignore_case: bool) -> bool:
    amounts = quantities(left, right) if isinstance(right, PSObject) else None
    if amounts is not None:
        return amounts[0] == amounts[1]
    if isinstance(right, str) and not right.strip():
        return left == 0
    try:
        other = to_number(right)
    except ConversionError:
        return False
    return same_number(left, other)  # type: ignore[arg-type]  # both are of one kind by now


def same_number(left: Number, right: Number) -> bool:
    """Compare two numbers; a decimal with a double as decimals of 15 digits."""
    if isinstance(left, Decimal) and isinstance(right, float):
        return left == Decimal(f"{right:.15g}")
    if isinstance(left, float) and isinstance(right, Decimal):
        return Decimal(f"{left:.15g}") == right
    return left == right


def _converted_equals(left: Value, right: Value, _ignore_case: bool) -> bool:
    try:
        return _plain(convert(right, type_name(left))) == _plain(left)
    except ConversionError:
        return False


def _plain(value: Value) -> Value:
    """Return what decides: the ticks of a date or span."""
    if isinstance(value, datetime.datetime):
        value = DateTime.from_python(value)
    if isinstance(value, datetime.timedelta):
        value = TimeSpan.from_python(value)
    if isinstance(value, DateTime):
        return value.utc_ticks if value.has_offset else value.ticks
    return value.ticks if isinstance(value, TimeSpan) else value


def _enum_equals(left: Value, right: Value, _ignore_case: bool) -> bool:
    assert isinstance(left, EnumValue)
    if isinstance(right, EnumValue):
        same_kind = left.type_names[:1] == right.type_names[:1]
        return left.number == right.number if same_kind else equal_text(left.text, right.text)
    if isinstance(right, str):
        return equal_text(left.text, right) or _enum_number(left, right) == left.number
    return _number_equals(left.number, right, True)


def _enum_number(left: EnumValue, text: str) -> int | None:
    """Return the number that a text means beside this enum: its own text, a digit, a member of an enum known here."""
    name = left.type_names[0] if left.type_names else ""
    if name in ENUMS:
        try:
            found = convert(text, name)
        except ConversionError:
            return None
        return found.number if isinstance(found, EnumValue) else None
    return int(text) if text.strip().lstrip("-").isdigit() else None


def _object_equals(left: Value, right: Value, ignore_case: bool) -> bool:
    """Objects are the same or not; one of the server's with a text of its own also equals that text."""
    if left is right:
        return True
    if not isinstance(left, PSObject) or left.text is None:
        return False
    amounts = quantities(left, right)
    if amounts is not None:
        return amounts[0] == amounts[1]
    if isinstance(right, PSObject):
        return right.text is not None and left.type_names == right.type_names and equal_text(left.text, right.text, ignore_case)
    is_type = left.type_names[:1] == ("System.RuntimeType",)
    return not is_type and isinstance(right, str) and equal_text(left.text, right, ignore_case)


def _switch_equals(left: Value, right: Value, _ignore_case: bool) -> bool:
    """A switch equals a switch or a Boolean of the same truth, nothing else."""
    return isinstance(right, bool | SwitchParameter) and bool(left) is bool(right)


def _same_object(left: Value, right: Value, _ignore_case: bool) -> bool:
    return left is right


_EQUALS: dict[type, Callable[[Value, Value, bool], bool]] = {
    Char: _char_equals,
    str: _text_equals,
    bool: _bool_equals,
    int: _number_equals,
    float: _number_equals,
    Decimal: _number_equals,
    EnumValue: _enum_equals,
    SwitchParameter: _switch_equals,
    PSObject: _object_equals,
    DateTime: _converted_equals,
    TimeSpan: _converted_equals,
    datetime.datetime: _converted_equals,
    datetime.timedelta: _converted_equals,
    Version: _converted_equals,
    UUID: _converted_equals,
}


# --- order


def compare(left: Value, right: Value, ignore_case: bool = True) -> int:
    """Return -1, 0 or 1 as `-lt`, `-eq`, `-gt` see two single values.

    Sizes of Exchange compare as sizes. Raises ConversionError when the right side does not convert to the left one's type, ComparisonError
    when the left one has no order.
    """
    left, right = unwrap(left), unwrap(right)
    if left is None or right is None:
        return _with_null(left, right)
    if isinstance(left, PSObject) or isinstance(right, PSObject):
        amounts = quantities(left, right)
        if amounts is not None:
            return (amounts[0] > amounts[1]) - (amounts[0] < amounts[1])
    if isinstance(left, bool):
        return left - to_bool(right)
    if isinstance(left, int | float | Decimal):
        return _compare_numbers(left, _number_beside(left, right))
    if isinstance(left, str) and not isinstance(left, Uri):
        return _compare_characters(left, right) if isinstance(left, Char) else _compare_texts(left, right, ignore_case)
    if isinstance(left, EnumValue):
        return _compare_enum(left, right)
    return _compare_converted(left, right, ignore_case)


def _with_null(left: Value, right: Value) -> int:
    if left is right:
        return 0
    other = right if left is None else left
    below = isinstance(other, int | float | Decimal) and not isinstance(other, bool) and other < 0
    sign = 1 if below else -1
    return sign if left is None else -sign


def _number_beside(left: Number, right: Value) -> Number:
    if isinstance(right, str) and not isinstance(right, Uri):
        size = size_in_bytes(right)
        if size is not None:
            return size
        return to_number(right, type_name(left))
    try:
        return to_number(right)
    except ConversionError:
        return _converted_beside(left, right)


def _converted_beside(left: Number, right: Value) -> Number:
    """Read what is no number as the left side's type, for the error that this gives."""
    try:
        other = convert(right, type_name(left))
    except ConversionError as error:
        raise _incomparable(left, right, error) from None
    assert isinstance(other, int | float | Decimal)
    return other


def _incomparable(left: Value, right: Value, error: ConversionError) -> ComparisonError:
    text = f'Could not compare "{to_text(left)}" to "{to_text(right)}". Error: "{error.message}"'
    return ComparisonError(text, "ComparisonFailure")


def _compare_numbers(left: Number, right: Number) -> int:
    if same_number(left, right):
        return 0
    if (isinstance(left, Decimal) and isinstance(right, float)) or (isinstance(left, float) and isinstance(right, Decimal)):
        left, right = float(left), float(right)
    if left != left or right != right:
        return -1 if left != left else 1
    return -1 if left < right else 1


def _compare_characters(left: Char, right: Value) -> int:
    """A character compares by its code, and the right side is read as a character."""
    if isinstance(right, str) and len(right) == 1:
        return compare_text(left, right, True)
    try:
        other = convert(right, "System.Char")
    except ConversionError as error:
        raise _incomparable(left, right, error) from None
    return (left > str(other)) - (left < str(other))


def _compare_texts(left: str, right: Value, ignore_case: bool) -> int:
    other = to_text(right)
    mine, theirs = size_in_bytes(left), size_in_bytes(other)
    if mine is not None or theirs is not None:
        one, two = comparable_size(left), comparable_size(other)
        if one is not None and two is not None:
            return (one > two) - (one < two)
    return compare_text(left, other, ignore_case)


def _compare_enum(left: EnumValue, right: Value) -> int:
    if isinstance(right, str):
        number = _enum_number(left, right)
        if number is None and left.type_names[:1] and left.type_names[0] in ENUMS:
            convert(right, left.type_names[0])
        return compare_text(left.text, right) if number is None else (left.number > number) - (left.number < number)
    other = right.number if isinstance(right, EnumValue) else to_number(right)
    return _compare_numbers(left.number, other)


def _compare_converted(left: Value, right: Value, ignore_case: bool) -> int:
    kind = type_name(left)
    if isinstance(left, PSObject) and not isinstance(left, SwitchParameter) and left.text is not None and isinstance(right, str | PSObject):
        return compare_text(left.text, to_text(right), ignore_case)
    if type(left) is PSObject:
        one, two = to_text(left), to_string(right) or to_text(right)
        raise ComparisonError(
            f'Cannot compare "{one}" to "{two}" because the objects are not the same type '
            f'or the object "{one}" does not implement "IComparable".',
            "PSObjectCompareTo",
            "NotSpecified",
            "System.Management.Automation.ExtendedTypeSystemException",
        )
    if not isinstance(left, DateTime | TimeSpan | Version | UUID | datetime.datetime | datetime.timedelta):
        raise ComparisonError(f'Cannot compare "{to_text(left)}" because it is not IComparable.', "NotIcomparable")
    try:
        other = _plain(convert(right, kind))
    except ConversionError as error:
        raise _incomparable(left, right, error) from None
    mine = _plain(left)
    return int(mine > other) - int(mine < other)  # type: ignore[operator]  # both are of one kind by now


def sort_compare(left: Value, right: Value, ignore_case: bool = True) -> int:
    """Compare for sorting: like `compare`, and by their texts where two values have no order of their own. Never raises."""
    try:
        return compare(left, right, ignore_case)
    except (ConversionError, ComparisonError):
        return compare_text(to_text(left), to_text(right), ignore_case)
