"""Numeric literals: their shape, their type and their value."""

from __future__ import annotations

import re
from decimal import Decimal

from eopsh.frozen import frozen
from eopsh.language.characters import DASH_CLASS, DASHES

_MULTIPLIERS = {"k": 1 << 10, "m": 1 << 20, "g": 1 << 30, "t": 1 << 40, "p": 1 << 50}

_INTEGERS = {
    "y": ("SByte", -(1 << 7), (1 << 7) - 1),
    "uy": ("Byte", 0, (1 << 8) - 1),
    "s": ("Int16", -(1 << 15), (1 << 15) - 1),
    "us": ("UInt16", 0, (1 << 16) - 1),
    "l": ("Int64", -(1 << 63), (1 << 63) - 1),
    "ul": ("UInt64", 0, (1 << 64) - 1),
}

LITERAL = re.compile(
    rf"""(?P<sign>[+{DASH_CLASS}]?)
    (?:0[xX](?P<hex>[0-9a-fA-F]*)
      |0[bB](?P<bits>[01]+)
      |(?P<real>(?:[0-9]+(?P<point>\.(?!\.)[0-9]*)?|(?P<lead>\.[0-9]+))(?P<exponent>[eE][+{DASH_CLASS}]?[0-9]+)?))
    (?P<suffix>[uU]?[yYsSlL]|[uUdDnN])?
    (?P<multiplier>[kKmMgGtTpP][bB])?""",
    re.VERBOSE,
)
"""One literal, sign included. Whether it ends here is for the lexer to say: what follows decides."""

_LARGEST_DECIMAL = (1 << 96) - 1
_LONGEST_INTEGER = 400  # digits: beyond it only a Double holds the value, and Python refuses to read thousands of them


@frozen
class Number:
    """A literal's value and its .NET type without namespace."""

    value: int | float | Decimal
    type: str


def read_number(match: re.Match[str]) -> Number | None:
    """Return the value of a literal that `LITERAL` matched; None when it does not fit the type that its suffix asks for."""
    factor = _MULTIPLIERS[match["multiplier"][0].lower()] if match["multiplier"] else 1
    negative = match["sign"] not in ("", "+")
    suffix = (match["suffix"] or "").lower()
    if match["real"] is None:
        return _from_digits(match, suffix, -factor if negative else factor)
    text = match["real"]
    for dash in DASHES[1:]:
        text = text.replace(dash, "-")
    if match["point"] or match["lead"] or match["exponent"] or len(text) > _LONGEST_INTEGER:
        return _real(text, suffix, factor, negative)
    return _integer(int(text) * (-factor if negative else factor), suffix)


def _real(text: str, suffix: str, factor: int, negative: bool) -> Number | None:
    value = float(text) * (-factor if negative else factor)
    if suffix == "d":
        if abs(value) > _LARGEST_DECIMAL:
            return None
        exact = Decimal(text) if factor == 1 else Decimal(text) * factor
        return Number(exact.copy_negate() if negative else exact, "Decimal")
    if not suffix:
        return Number(value, "Double")
    if value in (float("inf"), float("-inf")):
        return None
    return _integer(round(value), suffix)


def _integer(value: int, suffix: str) -> Number | None:
    if suffix == "n":
        return Number(value, "BigInteger")
    if suffix == "d":
        return Number(Decimal(value), "Decimal") if abs(value) <= _LARGEST_DECIMAL else None
    if suffix == "u":
        return _unsigned(value)
    if suffix:
        name, low, high = _INTEGERS[suffix]
        return Number(value, name) if low <= value <= high else None
    if -(1 << 31) <= value < 1 << 31:
        return Number(value, "Int32")
    if -(1 << 63) <= value < 1 << 63:
        return Number(value, "Int64")
    if abs(value) <= _LARGEST_DECIMAL:
        return Number(Decimal(value), "Decimal")
    try:
        return Number(float(value), "Double")
    except OverflowError:
        return Number(float("-inf" if value < 0 else "inf"), "Double")


def _unsigned(value: int) -> Number | None:
    if not 0 <= value < 1 << 64:
        return None
    return Number(value, "UInt32" if value < 1 << 32 else "UInt64")


def _from_digits(match: re.Match[str], suffix: str, factor: int) -> Number | None:
    """Read hexadecimal or binary digits: as many as fill a type exactly carry its sign bit."""
    digits, base = (match["hex"], 16) if match["hex"] is not None else (match["bits"], 2)
    value = int(digits or "0", base)
    width = len(digits) * (4 if base == 16 else 1)
    signed = {"": (32, 64) if base == 16 else (8, 16, 32, 64), "l": (64,), "s": (16,), "y": (8,)}.get(suffix, ())
    for bits in signed:
        if width == bits and value >> (bits - 1):
            value -= 1 << bits
            suffix = suffix or ("l" if bits == 64 else "")
    if not suffix and not -(1 << 63) <= value * factor < 1 << 63:
        return None
    return _integer(value * factor, suffix)
