"""Static members of the whole-number types that .NET's generic mathematics gives them: Max, Clamp, DivRem, PopCount and the rest."""

from __future__ import annotations

from collections.abc import Callable

from eopsh.objects import BigInteger, ConversionError, Int64, Value, compare, convert, to_text
from eopsh.runtime.methods.generic import value_tuple
from eopsh.runtime.methods.table import DotNetError, Method, method, set_reference


def typed(target: str, value: Value) -> Value:
    """Return a number in a type. Raises DotNetError where it does not fit."""
    try:
        return convert(value, target)
    except ConversionError:
        raise DotNetError("Arithmetic operation resulted in an overflow.", "OverflowException") from None


def divided(left: int, right: int) -> tuple[int, int]:
    """Divide as .NET does: towards zero, the rest with the sign of the left number."""
    if right == 0:
        raise DotNetError("Attempted to divide by zero.", "DivideByZeroException")
    quotient = abs(left) // abs(right) * (1 if (left < 0) == (right < 0) else -1)
    return quotient, left - quotient * right


def clamped(value: Value, low: Value, high: Value) -> Value:
    """Keep a number between two bounds."""
    if compare(low, high) > 0:
        raise DotNetError(f"'{to_text(low)}' cannot be greater than {to_text(high)}.", "ArgumentException")
    return low if compare(value, low) < 0 else high if compare(value, high) > 0 else value


def _power_of_two(value: int) -> bool:
    return value > 0 and value & (value - 1) == 0


def _logarithm(value: int) -> int:
    if value < 0:
        raise DotNetError("Value must be non-negative. (Parameter 'value')", "ArgumentOutOfRangeException")
    return max(value.bit_length() - 1, 0)


def _larger(one: int, other: int) -> int:
    return other if abs(other) > abs(one) or (abs(other) == abs(one) and other > one) else one


def _smaller(one: int, other: int) -> int:
    return other if abs(other) < abs(one) or (abs(other) == abs(one) and other < one) else one


def _signed(value: int, sign: int) -> int:
    return abs(value) if sign >= 0 else -abs(value)


def _pair(target: str) -> Callable[..., Value]:
    def both(left: int, right: int, rest: Value = None) -> Value:
        quotient, remainder = divided(left, right)
        if rest is not None:
            set_reference(rest, typed(target, remainder))
            return typed(target, quotient)
        return value_tuple(typed(target, quotient), typed(target, remainder))

    return both


_ONE: dict[str, Callable[[int], int]] = {"Abs": abs, "Log2": _logarithm}
_TWO: dict[str, Callable[[int, int], int]] = {
    "CopySign": _signed,
    "Max": max,
    "MaxMagnitude": _larger,
    "Min": min,
    "MinMagnitude": _smaller,
}
_ASKS: dict[str, Callable[[int], bool]] = {
    "IsEvenInteger": lambda value: value % 2 == 0,
    "IsNegative": lambda value: value < 0,
    "IsOddInteger": lambda value: value % 2 == 1,
    "IsPositive": lambda value: value >= 0,
    "IsPow2": _power_of_two,
}


def _bounded(target: str, low: int, high: int) -> Callable[[Value], Value]:
    def saturate(value: Value) -> Value:
        return typed(target, min(max(int(float(to_text(value))), low), high))

    return saturate


def _cut(target: str, width: int, signed: bool) -> Callable[[Value], Value]:
    def truncate(value: Value) -> Value:
        number = int(value) & (2**width - 1) if isinstance(value, int) else 0
        return typed(target, number - 2**width if signed and number >= 2 ** (width - 1) else number)

    return truncate


def common(target: str, letter: str) -> dict[str, Method]:
    """Return the members that every whole-number type has, the unbounded one too."""

    def into(function: Callable[..., int]) -> Callable[..., Value]:
        return lambda *numbers: typed(target, function(*numbers))

    return {
        **{name: method(into(function), letter, names="value") for name, function in _ONE.items()},
        **{name: method(into(function), letter * 2, names="x y") for name, function in _TWO.items()},
        **{name: method(function, letter, names="value") for name, function in _ASKS.items()},
        "Clamp": method(clamped, letter * 3, names="value min max"),
        "CreateChecked": method(lambda value: typed(target, value), "o", names="value"),
        "DivRem": method(_pair(target), letter * 2, f"{letter * 2}o", names="left right result"),
        "Sign": method(lambda value: (value > 0) - (value < 0), letter, names="value"),
    }


def fixed(target: str, letter: str, width: int, *, signed: bool = True) -> dict[str, Method]:
    """Return the members of a type of so many bits."""
    low, high = (-(2 ** (width - 1)), 2 ** (width - 1) - 1) if signed else (0, 2**width - 1)
    everything = 2**width - 1
    product = BigInteger if width == 64 else Int64
    cut = _cut(target, width, signed)

    def turned(value: int, count: int) -> Value:
        bits, count = value & everything, count % width
        return cut((bits << count | bits >> (width - count)) & everything)

    def zeros_behind(value: int) -> Value:
        bits = value & everything
        return typed(target, (bits & -bits).bit_length() - 1 if bits else width)

    return {
        **common(target, letter),
        "BigMul": method(lambda left, right: product(left * right), letter * 2, names="left right"),
        "CreateSaturating": method(_bounded(target, low, high), "o", names="value"),
        "CreateTruncating": method(cut, "o", names="value"),
        "LeadingZeroCount": method(lambda value: typed(target, width - (value & everything).bit_length()), letter, names="value"),
        "PopCount": method(lambda value: typed(target, (value & everything).bit_count()), letter, names="value"),
        "RotateLeft": method(turned, f"{letter}i", names="value rotateAmount"),
        "RotateRight": method(lambda value, count: turned(value, -count), f"{letter}i", names="value rotateAmount"),
        "TrailingZeroCount": method(zeros_behind, letter, names="value"),
    }
