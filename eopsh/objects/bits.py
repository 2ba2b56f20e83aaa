"""Operators on bits: whole numbers of 32 or 64 bits."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from eopsh.objects.arithmetic import is_long
from eopsh.objects.conversion import convert
from eopsh.objects.enums import enum_from_number, enum_name
from eopsh.objects.model import EnumValue, Value
from eopsh.objects.numeric import to_number
from eopsh.objects.scalars import Int64, UInt32, UInt64


def _bits(value: Value) -> tuple[int, bool]:
    """Return a whole number and whether it is 64 bits wide; a fraction is rounded."""
    if isinstance(value, EnumValue):
        return value.number, False
    number = to_number(value)
    if isinstance(number, float | Decimal):
        whole = convert(number, "long")
        number = int(whole) if isinstance(whole, int) else 0
    return int(number), is_long(number) or isinstance(number, UInt64 | UInt32)


def _bitwise(left: Value, right: Value, rule: Callable[[int, int], int]) -> Value:
    if isinstance(left, EnumValue) and (kind := enum_name(left.type_names[0])) is not None:
        right = right if isinstance(right, EnumValue | int) else convert(right, kind)
        number = rule(left.number, _bits(right)[0])
        return enum_from_number(kind, number) or EnumValue(left.type_names, str(number), number)
    (one, wide), (other, other_wide) = _bits(left), _bits(right)
    result = rule(one, other)
    return Int64(result) if wide or other_wide else result


def band(left: Value, right: Value) -> Value:
    """`-band`."""
    return _bitwise(left, right, lambda one, other: one & other)


def bor(left: Value, right: Value) -> Value:
    """`-bor`."""
    return _bitwise(left, right, lambda one, other: one | other)


def bxor(left: Value, right: Value) -> Value:
    """`-bxor`."""
    return _bitwise(left, right, lambda one, other: one ^ other)


def bnot(value: Value) -> Value:
    """`-bnot`."""
    number, wide = _bits(value)
    return Int64(~number) if wide else ~number


def shl(left: Value, right: Value) -> Value:
    """`-shl`: what is pushed out is gone; the count is taken modulo the width."""
    number, wide = _bits(left)
    width = 64 if wide else 32
    shifted = (number << (_bits(right)[0] % width)) & (2**width - 1)
    signed = shifted - 2**width if shifted >= 2 ** (width - 1) else shifted
    return Int64(signed) if wide else signed


def shr(left: Value, right: Value) -> Value:
    """`-shr`: the sign stays."""
    number, wide = _bits(left)
    shifted = number >> (_bits(right)[0] % (64 if wide else 32))
    return Int64(shifted) if wide else shifted
