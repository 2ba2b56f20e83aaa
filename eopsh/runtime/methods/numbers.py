"""Static members of the number types, Boolean and Math: Parse, TryParse, limits, arithmetic."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from eopsh.objects import (
    BigInteger,
    ConversionError,
    EnumValue,
    Int64,
    Single,
    UInt64,
    Value,
    convert,
    to_bool,
    to_number,
    to_text,
    type_name,
)
from eopsh.objects.culture_objects import culture_of
from eopsh.runtime.methods.big import BIG_STATIC
from eopsh.runtime.methods.generic import value_tuple
from eopsh.runtime.methods.reals import DECIMAL, REAL
from eopsh.runtime.methods.table import DotNetError, Method, method, set_reference
from eopsh.runtime.methods.whole import clamped, divided, fixed

_RANGE = "ArgumentOutOfRangeException"

# --- Math


def _round(value: Value, digits: int = 0, mode: Value = None) -> Value:
    number = to_number(value)
    _check_digits(digits, exact=isinstance(number, Decimal | int))
    if isinstance(number, float) and not math.isfinite(number):
        return number
    if isinstance(number, Decimal):
        return number.quantize(Decimal(1).scaleb(-digits), rounding=_rounding(mode))
    # .NET rounds the product, which is why 2.345 becomes 2.35.
    power = 10.0**digits
    whole = Decimal(float(number) * power).quantize(Decimal(1), rounding=_rounding(mode))
    return float(number) if abs(float(number)) >= 1e16 else float(whole) / power


def _check_digits(digits: int, *, exact: bool) -> None:
    if exact and not 0 <= digits <= 28:
        raise DotNetError("Decimal can only round to between 0 and 28 digits of precision. (Parameter 'decimals')", _RANGE)
    if not exact and not 0 <= digits <= 15:
        raise DotNetError("Rounding digits must be between 0 and 15, inclusive. (Parameter 'digits')", _RANGE)


def _rounding(mode: Value) -> str:
    name = to_text(mode).lower()
    return ROUND_HALF_UP if "away" in name else ROUND_DOWN if name == "tozero" else ROUND_HALF_EVEN


def _round_call(value: Value, *more: Value) -> Value:
    if more and isinstance(more[0], EnumValue):
        return _round(value, 0, more[0])
    return _round(value, *more)  # type: ignore[arg-type]  # bound by the method table


def _whole(function: Callable[[float | Decimal], int]) -> Method:
    def apply(value: Value) -> Value:
        number = to_number(value)
        if isinstance(number, float) and not math.isfinite(number):
            return number
        return Decimal(function(number)) if isinstance(number, Decimal) else float(function(number))

    return method(apply, "n", names="d")


def _real(function: Callable[..., float]) -> Method:
    def apply(value: float) -> float:
        try:
            return function(value)
        except ValueError:
            return math.nan
        except OverflowError:
            return math.inf

    return method(apply, "d", names="d")


def _choose(function: Callable[..., Value]) -> Method:
    """The first number's type decides which overload is called."""

    def apply(one: Value, other: Value) -> Value:
        first = to_number(one)
        return function(first, to_number(convert(other, type_name(first))))

    return method(apply, "no", names="val1 val2")


def _logarithm(value: float, base: float | None = None) -> float:
    if value <= 0 or value != value:
        return -math.inf if value == 0 else math.nan
    if base == 10:
        return math.log10(value)
    return math.log2(value) if base == 2 else math.log(value, base) if base else math.log(value)


def _power(value: float, exponent: float) -> float:
    try:
        return math.pow(value, exponent)
    except OverflowError:
        return math.inf
    except ValueError:
        return math.inf if value == 0 else math.nan


def _absolute(value: Value) -> Value:
    number = to_number(value)
    if number == -(2**31) and not isinstance(number, float | Decimal):
        raise DotNetError("Negating the minimum value of a twos complement number is invalid.", "OverflowException")
    return type(number)(abs(number)) if isinstance(number, int) else abs(number)


def _divide(left: int, right: int, rest: Value = None) -> Value:
    quotient, remainder = divided(left, right)
    if rest is None:
        return value_tuple(quotient, remainder)
    set_reference(rest, remainder)
    return quotient


def _clamp(value: Value, low: Value, high: Value) -> Value:
    return clamped(to_number(value), to_number(low), to_number(high))


_REAL_TOO = (
    "Acosh Asinh Atanh BitDecrement BitIncrement CopySign FusedMultiplyAdd ILogB MaxMagnitude MinMagnitude "
    "ReciprocalEstimate ReciprocalSqrtEstimate ScaleB SinCos"
)


MATH: dict[str, Method] = {
    **{name: REAL[name] for name in _REAL_TOO.split()},
    "Abs": method(_absolute, "n", names="value"),
    "Acos": _real(math.acos),
    "Asin": _real(math.asin),
    "Atan": _real(math.atan),
    "Atan2": method(math.atan2, "dd", names="y x"),
    "BigMul": method(lambda left, right: Int64(left * right), "ii", names="a b"),
    "Cbrt": _real(math.cbrt),
    "Ceiling": _whole(math.ceil),
    "Clamp": method(_clamp, "nnn", names="value min max"),
    "Cos": _real(math.cos),
    "Cosh": _real(math.cosh),
    "DivRem": method(_divide, "ii", "iio", names="a b result"),
    "Exp": _real(math.exp),
    "Floor": _whole(math.floor),
    "IEEERemainder": method(math.remainder, "dd", names="x y"),
    "Log": method(_logarithm, "d", "dd", names="a newBase"),
    "Log10": method(lambda value: _logarithm(value, 10), "d", names="d"),
    "Log2": method(lambda value: _logarithm(value, 2), "d", names="x"),
    "Max": _choose(max),
    "Min": _choose(min),
    "Pow": method(_power, "dd", names="x y"),
    "Round": method(_round_call, "n", "ne", "ni", "nio", names="value digits mode"),
    "Sign": method(lambda value: (to_number(value) > 0) - (to_number(value) < 0), "n", names="value"),
    "Sin": _real(math.sin),
    "Sinh": _real(math.sinh),
    "Sqrt": method(lambda value: math.sqrt(value) if value >= 0 else math.nan, "d", names="d"),
    "Tan": _real(math.tan),
    "Tanh": _real(math.tanh),
    "Truncate": _whole(math.trunc),
}
MATH_FIELDS: dict[str, Callable[[], Value]] = {"PI": lambda: math.pi, "E": lambda: math.e, "Tau": lambda: math.tau}

# --- Parse and TryParse

_INTEGER = re.compile(r"\s*[+-]?[0-9]+\s*").fullmatch
_HEX = re.compile(r"\s*[0-9a-fA-F]+\s*").fullmatch
_GROUPED = re.compile(r"\s*[+-]?(?:[0-9][0-9,]*(?:\.[0-9]*)?|\.[0-9]+)\s*").fullmatch
_REAL = re.compile(r"\s*[+-]?(?:[0-9][0-9,]*(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*").fullmatch
_WORDS = {"∞": math.inf, "infinity": math.inf, "-∞": -math.inf, "-infinity": -math.inf, "nan": math.nan}


def _style(more: tuple[Value, ...]) -> str:
    return next((to_text(each).lower() for each in more if isinstance(each, EnumValue | str) and to_text(each)), "")


def _read_integer(text: str, style: str) -> int | None:
    if "hex" in style:
        return int(text.strip(), 16) if _HEX(text) else None
    if any(name in style for name in ("number", "any", "thousands", "currency")):
        text = text.replace(",", "")
    return int(text) if _INTEGER(text) else None


def _read_real(text: str) -> float | None:
    word = _WORDS.get(text.strip().lower())
    if word is not None:
        return word
    return float(text.replace(",", "")) if _REAL(text) else None


def _read(text: str, target: str, style: str) -> Value:
    """Read as the type's own Parse does, which is stricter than a cast: no hexadecimal, no multiplier, no rounding."""
    if target in ("System.Double", "System.Single"):
        real = _read_real(text)
        return None if real is None else convert(real, target)
    if target == "System.Decimal":
        return Decimal(text.strip().replace(",", "")) if _GROUPED(text) else None
    whole = _read_integer(text, style)
    return None if whole is None else BigInteger(whole) if target.endswith("BigInteger") else whole


def _english(text: str, more: tuple[Value, ...]) -> str:
    """Return a number's text with en-US separators, where a culture is given."""
    culture = culture_of(*more)
    if culture is None:
        return text
    signs = {culture.comma: "", culture.point: ".", culture.minus: "-", " ": "" if culture.comma.isspace() else " "}
    return "".join(signs.get(char, char) for char in text)


def _parser(target: str) -> dict[str, Method]:
    short = target.rpartition(".")[2]
    article = "an" if short[0] == "I" else "a"
    what = {"Byte": "an unsigned byte", "SByte": "a signed byte"}.get(short, f"{article} {short}")

    def parse(text: Value, *more: Value) -> Value:
        if text is None:
            raise DotNetError("Value cannot be null. (Parameter 's')", "ArgumentNullException")
        number = _read(_english(to_text(text), more), target, _style(more))
        if number is None:
            raise DotNetError(f"The input string '{to_text(text)}' was not in a correct format.", "FormatException")
        try:
            return convert(number, target)
        except ConversionError:
            raise DotNetError(f"Value was either too large or too small for {what}.", "OverflowException") from None

    def try_parse(text: Value, *more: Value) -> bool:
        try:
            value, passed = parse(text, *more[:-1]), True
        except DotNetError:
            value, passed = convert(0, target), False
        set_reference(more[-1], value)
        return passed

    return {
        "Parse": method(parse, "o", "oo", "ooo", names="s style provider"),
        "TryParse": method(try_parse, "oo", "ooo", "oooo", names="s result"),
    }


def _parse_bool(text: Value) -> bool:
    word = to_text(text).strip().lower()
    if word not in ("true", "false"):
        raise DotNetError(f"String '{to_text(text)}' was not recognized as a valid Boolean.", "FormatException")
    return word == "true"


def _try_bool(text: Value, result: Value) -> bool:
    word = to_text(text).strip().lower()
    set_reference(result, word == "true")
    return word in ("true", "false")


def to_boolean(value: Value) -> bool:
    """Answer Convert.ToBoolean: text must spell it out."""
    return _parse_bool(value) if isinstance(value, str) else to_bool(value)


_WHOLE = ("Byte", "SByte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64")
NUMBERS: dict[str, dict[str, Method]] = {
    **{f"System.{name}": _parser(f"System.{name}") for name in (*_WHOLE, "Single")},
    "System.Byte": {**_parser("System.Byte"), **fixed("System.Byte", "y", 8, signed=False)},
    "System.Int32": {**_parser("System.Int32"), **fixed("System.Int32", "i", 32)},
    "System.Int64": {**_parser("System.Int64"), **fixed("System.Int64", "l", 64)},
    "System.Boolean": {"Parse": method(_parse_bool, "o", names="value"), "TryParse": method(_try_bool, "oo", names="value result")},
    "System.Decimal": {
        **_parser("System.Decimal"),
        **DECIMAL,
        "Round": method(_round_call, "m", "me", "mi", "mio", names="d decimals mode"),
    },
    "System.Double": {
        **_parser("System.Double"),
        **REAL,
        "Log": method(_logarithm, "d", "dd", names="x newBase"),
        "Pow": method(_power, "dd", names="x y"),
        "Round": method(_round_call, "d", "de", "di", "dio", names="x digits mode"),
    },
    "System.Numerics.BigInteger": {**_parser("System.Numerics.BigInteger"), **BIG_STATIC},
}


def _limits(name: str, low: Value, high: Value) -> dict[str, Callable[[], Value]]:
    least, most = convert(low, name), convert(high, name)
    return {"MinValue": lambda: least, "MaxValue": lambda: most}


NUMBER_FIELDS: dict[str, dict[str, Callable[[], Value]]] = {
    "System.Boolean": {"TrueString": lambda: "True", "FalseString": lambda: "False"},
    "System.Byte": _limits("byte", 0, 255),
    "System.Decimal": {
        **_limits("decimal", Decimal(-(2**96) + 1), Decimal(2**96 - 1)),
        "Zero": lambda: Decimal(0),
        "One": lambda: Decimal(1),
        "MinusOne": lambda: Decimal(-1),
    },
    "System.Double": {
        **_limits("double", -1.7976931348623157e308, 1.7976931348623157e308),
        "NaN": lambda: math.nan,
        "PositiveInfinity": lambda: math.inf,
        "NegativeInfinity": lambda: -math.inf,
        "Epsilon": lambda: 5e-324,
        "NegativeZero": lambda: -0.0,
        "E": lambda: math.e,
        "Pi": lambda: math.pi,
        "Tau": lambda: math.tau,
    },
    "System.Int16": _limits("int16", -(2**15), 2**15 - 1),
    "System.Int32": _limits("int", -(2**31), 2**31 - 1),
    "System.Int64": _limits("long", Int64(-(2**63)), Int64(2**63 - 1)),
    "System.Numerics.BigInteger": {"Zero": lambda: BigInteger(0), "One": lambda: BigInteger(1), "MinusOne": lambda: BigInteger(-1)},
    "System.SByte": _limits("sbyte", -128, 127),
    "System.Single": {**_limits("single", -3.4028234663852886e38, 3.4028234663852886e38), "NaN": lambda: Single(math.nan)},
    "System.UInt16": _limits("uint16", 0, 2**16 - 1),
    "System.UInt32": _limits("uint32", 0, 2**32 - 1),
    "System.UInt64": _limits("uint64", UInt64(0), UInt64(2**64 - 1)),
}
