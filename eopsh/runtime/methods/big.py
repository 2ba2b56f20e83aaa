"""System.Numerics.BigInteger: numbers without bounds."""

from __future__ import annotations

import math

from eopsh.objects import BigInteger, Value
from eopsh.runtime.methods.table import DotNetError, Method, method
from eopsh.runtime.methods.whole import common, divided

_TARGET = "System.Numerics.BigInteger"


def _power(value: int, exponent: int) -> Value:
    if exponent < 0:
        raise DotNetError("The number must be greater than or equal to zero. (Parameter 'exponent')", "ArgumentOutOfRangeException")
    if value.bit_length() * exponent > 10_000_000:
        raise DotNetError("Array dimensions exceeded supported range.", "OutOfMemoryException")
    return BigInteger(value**exponent)


def _modular_power(value: int, exponent: int, modulus: int) -> Value:
    if exponent < 0:
        message = f"exponent ('{exponent}') must be a non-negative value. (Parameter 'exponent')\nActual value was {exponent}."
        raise DotNetError(message, "ArgumentOutOfRangeException")
    if modulus == 0:
        raise DotNetError("Attempted to divide by zero.", "DivideByZeroException")
    return BigInteger(pow(value, exponent, modulus))


def _logarithm(value: int, base: float | None = None) -> float:
    if value <= 0:
        return -math.inf if value == 0 else math.nan
    return math.log(value) if base is None else math.log(value, base)


def to_bytes(value: int) -> bytes:
    """Return the bytes, least first, with room for the sign."""
    return value.to_bytes(((value if value >= 0 else ~value).bit_length()) // 8 + 1, "little", signed=True)


def _new(value: Value) -> Value:
    return BigInteger.from_bytes(value, "little", signed=True) if isinstance(value, bytes) else BigInteger(int(value))  # type: ignore[call-overload]


BIG_STATIC: dict[str, Method] = {
    **common(_TARGET, "g"),
    "Add": method(lambda left, right: BigInteger(left + right), "gg", names="left right"),
    "Compare": method(lambda left, right: (left > right) - (left < right), "gg", names="left right"),
    "Divide": method(lambda left, right: BigInteger(divided(left, right)[0]), "gg", names="dividend divisor"),
    "GreatestCommonDivisor": method(lambda left, right: BigInteger(math.gcd(left, right)), "gg", names="left right"),
    "Log": method(_logarithm, "g", "gd", names="value baseValue"),
    "Log10": method(lambda value: math.log10(value) if value > 0 else _logarithm(value), "g", names="value"),
    "ModPow": method(_modular_power, "ggg", names="value exponent modulus"),
    "Multiply": method(lambda left, right: BigInteger(left * right), "gg", names="left right"),
    "Negate": method(lambda value: BigInteger(-value), "g", names="value"),
    "PopCount": method(lambda value: BigInteger(value.bit_count()), "g", names="value"),
    "Pow": method(_power, "gi", names="value exponent"),
    "Remainder": method(lambda left, right: BigInteger(divided(left, right)[1]), "gg", names="dividend divisor"),
    "Subtract": method(lambda left, right: BigInteger(left - right), "gg", names="left right"),
    "new": method(_new, "o", names="value"),
}
BIG: dict[str, Method] = {
    "GetBitLength": method(lambda value: (value if value >= 0 else ~value).bit_length()),
    "GetByteCount": method(lambda value: len(to_bytes(value))),
    "ToByteArray": method(to_bytes),
}
