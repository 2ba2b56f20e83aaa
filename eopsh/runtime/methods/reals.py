"""Static members of Double and Decimal that .NET's generic mathematics gives them."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, Decimal, localcontext

from eopsh.objects import ConversionError, Value, convert
from eopsh.runtime.methods.generic import value_tuple
from eopsh.runtime.methods.table import DotNetError, Method, method
from eopsh.runtime.methods.whole import clamped, typed

Real = Callable[..., float]


def guarded(function: Real) -> Real:
    """Answer as .NET where Python raises: not a number, or infinity."""

    def apply(*values: float) -> float:
        try:
            return function(*values)
        except ValueError:
            return math.nan
        except OverflowError:
            return math.inf

    return apply


def _root(value: float, degree: float) -> float:
    return -((-value) ** (1 / degree)) if value < 0 and degree % 2 == 1 else math.pow(value, 1 / degree)


def _near_one(function: Callable[[float], float], value: float) -> float:
    return function(value) if value > 0 else -math.inf if value == 0 else math.nan


def _larger(one: float, other: float) -> float:
    return math.nan if math.isnan(one) or math.isnan(other) else max(one, other, key=lambda value: (abs(value), value))


def _smaller(one: float, other: float) -> float:
    return math.nan if math.isnan(one) or math.isnan(other) else min(one, other, key=lambda value: (abs(value), value))


def _extreme(choose: Callable[[float, float], float]) -> Real:
    return lambda one, other: math.nan if math.isnan(one) or math.isnan(other) else choose(one, other)


def _scaled(value: float, power: int) -> float:
    return math.ldexp(value, power)


_ONE: dict[str, Real] = {
    "Abs": abs,
    "Acos": math.acos,
    "Acosh": math.acosh,
    "AcosPi": lambda value: math.acos(value) / math.pi,
    "Asin": math.asin,
    "Asinh": math.asinh,
    "AsinPi": lambda value: math.asin(value) / math.pi,
    "Atan": math.atan,
    "AtanPi": lambda value: math.atan(value) / math.pi,
    "Atanh": math.atanh,
    "BitDecrement": lambda value: math.nextafter(value, -math.inf),
    "BitIncrement": lambda value: math.nextafter(value, math.inf),
    "Cbrt": math.cbrt,
    "Ceiling": lambda value: float(math.ceil(value)),
    "Cos": math.cos,
    "Cosh": math.cosh,
    "CosPi": lambda value: math.cos(value * math.pi),
    "DegreesToRadians": math.radians,
    "Exp": math.exp,
    "Exp10": lambda value: math.pow(10, value),
    "Exp10M1": lambda value: math.pow(10, value) - 1,
    "Exp2": math.exp2,
    "Exp2M1": lambda value: math.exp2(value) - 1,
    "ExpM1": math.expm1,
    "Floor": lambda value: float(math.floor(value)),
    "Log10": lambda value: _near_one(math.log10, value),
    "Log10P1": lambda value: _near_one(math.log10, value + 1),
    "Log2": lambda value: _near_one(math.log2, value),
    "Log2P1": lambda value: _near_one(math.log2, value + 1),
    "LogP1": math.log1p,
    "RadiansToDegrees": math.degrees,
    "ReciprocalEstimate": lambda value: 1 / value if value else math.copysign(math.inf, value),
    "ReciprocalSqrtEstimate": lambda value: 1 / math.sqrt(value) if value else math.inf,
    "Sin": math.sin,
    "Sinh": math.sinh,
    "SinPi": lambda value: math.sin(value * math.pi),
    "Sqrt": math.sqrt,
    "Tan": math.tan,
    "Tanh": math.tanh,
    "TanPi": lambda value: math.tan(value * math.pi),
    "Truncate": lambda value: float(math.trunc(value)),
}
_TWO: dict[str, Real] = {
    "Atan2": math.atan2,
    "Atan2Pi": lambda y, x: math.atan2(y, x) / math.pi,
    "CopySign": math.copysign,
    "Hypot": math.hypot,
    "Ieee754Remainder": math.remainder,
    "Max": _extreme(max),
    "MaxMagnitude": _larger,
    "MaxMagnitudeNumber": _larger,
    "MaxNumber": max,
    "Min": _extreme(min),
    "MinMagnitude": _smaller,
    "MinMagnitudeNumber": _smaller,
    "MinNumber": min,
}
_ASKS: dict[str, Callable[[float], bool]] = {
    "IsEvenInteger": lambda value: math.isfinite(value) and value % 2 == 0,
    "IsFinite": math.isfinite,
    "IsInfinity": math.isinf,
    "IsInteger": lambda value: math.isfinite(value) and value == int(value),
    "IsNaN": math.isnan,
    "IsNegative": lambda value: math.copysign(1, value) < 0,
    "IsNegativeInfinity": lambda value: value == -math.inf,
    "IsNormal": lambda value: math.isfinite(value) and abs(value) >= 2.2250738585072014e-308,
    "IsOddInteger": lambda value: math.isfinite(value) and value % 2 == 1,
    "IsPositive": lambda value: math.copysign(1, value) > 0,
    "IsPositiveInfinity": lambda value: value == math.inf,
    "IsPow2": lambda value: value > 0 and math.isfinite(value) and math.frexp(value)[0] == 0.5,
    "IsRealNumber": lambda value: not math.isnan(value),
    "IsSubnormal": lambda value: 0 < abs(value) < 2.2250738585072014e-308,
}


def _sign(value: float) -> int:
    if math.isnan(value):
        raise DotNetError("Function does not accept floating point Not-a-Number values.", "ArithmeticException")
    return (value > 0) - (value < 0)


REAL: dict[str, Method] = {
    **{name: method(guarded(function), "d", names="x") for name, function in _ONE.items()},
    **{name: method(guarded(function), "dd", names="x y") for name, function in _TWO.items()},
    **{name: method(function, "d", names="d") for name, function in _ASKS.items()},
    "Clamp": method(clamped, "ddd", names="value min max"),
    "CreateChecked": method(float, "d", names="value"),
    "CreateSaturating": method(float, "d", names="value"),
    "CreateTruncating": method(float, "d", names="value"),
    "FusedMultiplyAdd": method(lambda one, two, three: one * two + three, "ddd", names="left right addend"),
    "ILogB": method(lambda value: math.frexp(value)[1] - 1, "d", names="x"),
    "Lerp": method(lambda low, high, amount: low * (1 - amount) + high * amount, "ddd", names="value1 value2 amount"),
    "RootN": method(guarded(_root), "di", names="x n"),
    "ScaleB": method(guarded(_scaled), "di", names="x n"),
    "Sign": method(_sign, "d", names="value"),
    "SinCos": method(lambda value: value_tuple(math.sin(value), math.cos(value)), "d", names="x"),
    "SinCosPi": method(lambda value: value_tuple(math.sin(value * math.pi), math.cos(value * math.pi)), "d", names="x"),
}

# --- Decimal

_TARGET = "System.Decimal"


def _exact(rule: Callable[[Decimal, Decimal], Decimal]) -> Method:
    def apply(one: Decimal, other: Decimal) -> Value:
        try:
            with localcontext(prec=29):
                return typed(_TARGET, rule(one, other))
        except ArithmeticError:
            raise DotNetError("Attempted to divide by zero.", "DivideByZeroException") from None

    return method(apply, "mm", names="d1 d2")


def _narrowed(target: str) -> Method:
    def narrow(value: Decimal) -> Value:
        try:
            return convert(value.to_integral_value(ROUND_DOWN), target)
        except ConversionError:
            short = target.rpartition(".")[2]
            raise DotNetError(f"Value was either too large or too small for an {short}.", "OverflowException") from None

    return method(narrow, "m", names="value")


_WHOLE = ("Byte", "Int16", "Int32", "Int64", "SByte", "UInt16", "UInt32", "UInt64")
DECIMAL: dict[str, Method] = {
    "Abs": method(abs, "m", names="value"),
    "Add": _exact(lambda one, other: one + other),
    "Ceiling": method(lambda value: value.to_integral_value(ROUND_CEILING), "m", names="d"),
    "Clamp": method(clamped, "mmm", names="value min max"),
    "Compare": method(lambda one, other: (one > other) - (one < other), "mm", names="d1 d2"),
    "CopySign": method(lambda value, sign: value.copy_sign(sign), "mm", names="value sign"),
    "CreateChecked": method(lambda value: value, "m", names="value"),
    "CreateSaturating": method(lambda value: value, "m", names="value"),
    "CreateTruncating": method(lambda value: value, "m", names="value"),
    "Divide": _exact(lambda one, other: one / other),
    "Floor": method(lambda value: value.to_integral_value(ROUND_FLOOR), "m", names="d"),
    "FromOACurrency": method(lambda number: Decimal(int(number)).scaleb(-4), "l", names="cy"),
    "IsCanonical": method(lambda value: value == 0 or value.normalize().as_tuple() == value.as_tuple(), "m", names="value"),
    "IsEvenInteger": method(lambda value: value % 2 == 0, "m", names="value"),
    "IsInteger": method(lambda value: value == value.to_integral_value(), "m", names="value"),
    "IsNegative": method(lambda value: value < 0, "m", names="value"),
    "IsOddInteger": method(lambda value: abs(value % 2) == 1, "m", names="value"),
    "IsPositive": method(lambda value: value >= 0, "m", names="value"),
    "Max": method(max, "mm", names="x y"),
    "MaxMagnitude": method(lambda one, other: max(one, other, key=lambda value: (abs(value), value)), "mm", names="x y"),
    "Min": method(min, "mm", names="x y"),
    "MinMagnitude": method(lambda one, other: min(one, other, key=lambda value: (abs(value), value)), "mm", names="x y"),
    "Multiply": _exact(lambda one, other: one * other),
    "Negate": method(lambda value: -value, "m", names="d"),
    "Remainder": _exact(lambda one, other: one % other),
    "Sign": method(lambda value: (value > 0) - (value < 0), "m", names="d"),
    "Subtract": _exact(lambda one, other: one - other),
    "ToDouble": method(float, "m", names="d"),
    "ToOACurrency": method(lambda value: int(value.scaleb(4)), "m", names="value"),
    "ToSingle": method(lambda value: convert(value, "System.Single"), "m", names="d"),
    "Truncate": method(lambda value: value.to_integral_value(ROUND_DOWN), "m", names="d"),
    **{f"To{name}": _narrowed(f"System.{name}") for name in _WHOLE},
}
