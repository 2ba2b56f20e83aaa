"""Numbers as text, in the en-US culture unless another is given: .NET's standard (`N2`, `X`) and custom (`#,##0.00`) formats."""

from __future__ import annotations

import math
import re
import struct
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal, localcontext
from typing import TypeAlias

from eopsh.objects.bounds import fitting_text
from eopsh.objects.cultures import EN_US, Culture
from eopsh.objects.scalars import BigInteger, Single, TypedInt
from eopsh.patterns import lazy_pattern

Number: TypeAlias = int | float | Decimal

_EXACT = Context(prec=400, rounding=ROUND_HALF_UP, Emax=999999, Emin=-999999)
_STANDARD = re.compile(r"([A-Za-z])(\d{0,9})").fullmatch


class FormatError(ValueError):
    """A format that .NET refuses; the message is .NET's."""


def exact(value: Number) -> Decimal:
    """Return the exact decimal value of a finite number."""
    return value if isinstance(value, Decimal) else Decimal(value)


def float_text(value: float, digits: int | None = None, *, invariant: bool = False) -> str:
    """Write a double: the shortest text that reads back the same, or `digits` significant ones.

    PowerShell's own conversion to text uses 15 (7 for Single); ToString the shortest. Infinity has a sign of its own in en-US.
    """
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("-" if value < 0 else "") + ("Infinity" if invariant else "∞")
    wide = 7 if isinstance(value, Single) else 15
    if digits is None:
        mantissa = _shortest_single(value) if isinstance(value, Single) else Decimal(repr(float(value)))
    else:
        mantissa = Decimal(f"{float(value):.{max(digits, 1) - 1}e}")
    return general_text(mantissa, wide if digits is None else digits)


def _shortest_single(value: float) -> Decimal:
    for digits in range(1, 10):
        text = f"{float(value):.{digits}g}"
        if struct.unpack("f", struct.pack("f", float(text)))[0] == float(value):
            break
    return Decimal(text)


def general_text(value: Decimal, digits: int) -> str:
    """Write as .NET's G does: scientific from `digits` places before the point, or four zeros behind it."""
    sign, figures, _ = value.as_tuple()
    text = "".join(map(str, figures)).rstrip("0")
    lead = "-" if sign else ""
    if not text:
        return lead + "0"
    exponent = value.adjusted()
    if exponent >= digits or exponent < -4:
        return f"{lead}{text[0]}{'.' + text[1:] if len(text) > 1 else ''}E{'-' if exponent < 0 else '+'}{abs(exponent):02d}"
    if exponent < 0:
        return f"{lead}0.{'0' * (-exponent - 1)}{text}"
    whole, fraction = text[: exponent + 1].ljust(exponent + 1, "0"), text[exponent + 1 :]
    return lead + whole + (f".{fraction}" if fraction else "")


def number_text(value: Number, *, invariant: bool = False) -> str:
    """Write a number as its ToString does (a double the shortest way, a decimal with its zeros)."""
    if isinstance(value, float):
        return float_text(value, invariant=invariant)
    return format(value, "f") if isinstance(value, Decimal) else str(int(value))


def format_number(value: Number, spec: str, culture: Culture = EN_US) -> str:
    """Format with a standard or custom format. Raises FormatError for one that .NET refuses."""
    text = _formatted(value, spec, culture)
    if culture is EN_US:
        return text
    if spec[:1] in ("C", "c") and _STANDARD(spec):
        return culture.money(("-" if text.startswith("-") else "") + text.lstrip("-$"))
    return culture.hundredths(text.removesuffix("%")) if spec[:1] in ("P", "p") and _STANDARD(spec) else culture.signed(text)


def _formatted(value: Number, spec: str, culture: Culture) -> str:
    if not spec:
        return number_text(value)
    if isinstance(value, float) and not math.isfinite(value):
        return float_text(value)
    match = _STANDARD(spec)
    if match is None:
        return _custom(_fifteen_digits(value), spec)
    writer = _STANDARD_WRITERS.get(match[1].upper())
    if writer is None:
        raise FormatError("Format specifier was invalid.")
    places = culture.currency_places if match[1] in "Cc" and not match[2] else None
    return writer(value, match[1], int(match[2]) if match[2] else places)


def fixed(value: Decimal, places: int, *, grouped: bool = False, rounding: str = ROUND_HALF_UP) -> str:
    """Round to `places` and write without exponent. Raises OutOfMemory for more places than a text has room for."""
    known = min(places, max(0, -_exponent(value)))
    with localcontext(_EXACT):
        rounded = value.quantize(Decimal(1).scaleb(-known), rounding)
    text = format(rounded, f"{',' if grouped else ''}.{known}f")
    return text if known == places else text + ("" if known else ".") + "0" * fitting_text(places - known)


def _exponent(value: Decimal) -> int:
    """Return the exponent of the last digit: behind it there are only zeros."""
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _rounding(value: Number) -> str:
    """.NET rounds a double's halves to even (its exact digits are known), a decimal's away from zero."""
    return ROUND_HALF_EVEN if isinstance(value, float) else ROUND_HALF_UP


def _currency(value: Number, _letter: str, places: int | None) -> str:
    text = fixed(exact(value), 2 if places is None else places, grouped=True, rounding=_rounding(value))
    return f"-${text[1:]}" if text.startswith("-") else f"${text}"


def _grouped(value: Number, _letter: str, places: int | None) -> str:
    return fixed(exact(value), 3 if places is None else places, grouped=True, rounding=_rounding(value))


def _fixed_point(value: Number, _letter: str, places: int | None) -> str:
    return fixed(exact(value), 3 if places is None else places, rounding=_rounding(value))


def _percent(value: Number, _letter: str, places: int | None) -> str:
    with localcontext(_EXACT):
        hundredfold = exact(value) * 100
    return fixed(hundredfold, 3 if places is None else places, grouped=True, rounding=_rounding(value)) + "%"


def _scientific(value: Number, letter: str, places: int | None) -> str:
    digits, number = 6 if places is None else places, exact(value)
    known = min(digits, len(number.as_tuple().digits))
    with localcontext(Context(prec=known + 1, rounding=_rounding(value))):
        rounded = +number
    mantissa, _, exponent = f"{rounded:.{known}e}".partition("e")
    if known < digits:
        mantissa += "0" * fitting_text(digits - known)
    power = int(exponent) if rounded else 0
    return f"{mantissa}{letter}{'-' if power < 0 else '+'}{abs(power):03d}"


def _general(value: Number, letter: str, places: int | None) -> str:
    if not places:
        return number_text(value)
    with localcontext(Context(prec=places, rounding=_rounding(value))):
        text = general_text(+exact(value), places)
    return text if letter == "G" else text.replace("E", "e")


def _digits(value: Number, _letter: str, places: int | None) -> str:
    whole = _whole(value)
    return ("-" if whole < 0 else "") + str(abs(whole)).rjust(fitting_text(places or 0), "0")


def _hexadecimal(value: Number, letter: str, places: int | None) -> str:
    if isinstance(value, BigInteger):
        text = _unbounded(value)
        return (text if letter == "X" else text.lower()).rjust(fitting_text(places or 0), "0" if value >= 0 else "F")
    return format(_bits(value), letter).rjust(fitting_text(places or 0), "0")


def _unbounded(value: int) -> str:
    """Write a number without bounds in hexadecimal, the first digit telling its sign."""
    width = max((value if value >= 0 else ~value).bit_length() // 4 + 1, 1)
    return format(value & (16**width - 1), f"0{width}X")


def _binary(value: Number, _letter: str, places: int | None) -> str:
    return format(_bits(value), "b").rjust(fitting_text(places or 0), "0")


def _whole(value: Number) -> int:
    if not isinstance(value, int):
        raise FormatError("Format specifier was invalid.")
    return int(value)


def _bits(value: Number) -> int:
    whole = _whole(value)
    if whole >= 0 or isinstance(value, BigInteger):
        return abs(whole)
    high = value.high if isinstance(value, TypedInt) else 2**31 - 1 if whole >= -(2**31) else 2**63 - 1
    return whole + (high + 1) * 2


def _round_trip(value: Number, _letter: str, _places: int | None) -> str:
    return number_text(value)


_STANDARD_WRITERS = {
    "C": _currency,
    "N": _grouped,
    "F": _fixed_point,
    "P": _percent,
    "E": _scientific,
    "G": _general,
    "D": _digits,
    "X": _hexadecimal,
    "B": _binary,
    "R": _round_trip,
}


# --- custom formats

_PIECES = lazy_pattern(r"\\(?P<escape>.)|'(?P<single>[^']*)'?|\"(?P<double>[^\"]*)\"?|(?P<exponent>[eE][+-]?0+)|(?P<char>.)", re.DOTALL)


@dataclass
class _Section:
    """One section of a custom format: its literal and placeholder pieces, and what they ask for."""

    pieces: list[tuple[str, str]]
    whole: int = 0
    whole_zeros: int = 0
    places: int = 0
    place_zeros: int = 0
    scale: int = 0
    grouped: bool = False
    exponent: str = ""


def _fifteen_digits(value: Number) -> Decimal:
    """A custom format sees 15 digits of a double, no more."""
    return Decimal(f"{float(value):.14e}") if isinstance(value, float) else exact(value)


def _custom(value: Decimal, spec: str) -> str:
    sections = _split_sections(spec)
    positive = sections[0]
    if value < 0 and len(sections) > 1 and sections[1]:
        return _write_section(_read_section(sections[1]), -value)
    if value == 0 and len(sections) > 2:
        return _write_section(_read_section(sections[2] or positive), value)
    section = _read_section(positive)
    text = _write_section(section, abs(value))
    return "-" + text if value < 0 else text


def _split_sections(spec: str) -> list[str]:
    parts = [""]
    for match in _PIECES.finditer(spec):
        if match["char"] == ";":
            parts.append("")
        else:
            parts[-1] += match[0]
    return parts


def _read_section(spec: str) -> _Section:
    section = _Section([])
    behind_point = False
    commas = 0
    for match in _PIECES.finditer(spec):
        char = match["char"]
        if char is None:
            _read_literal(section, match)
        elif char in "0#":
            section.grouped |= bool(commas and section.whole)
            commas = 0
            _count_digit(section, char, behind_point)
        elif char == "," and not behind_point:
            commas += 1
        elif char == ".":
            if not behind_point:
                section.pieces.append(("point", "."))
            section.scale -= 3 * commas
            commas, behind_point = 0, True
        elif char in "%‰":
            section.scale += 2 if char == "%" else 3
            section.pieces.append(("text", char))
        elif char != ",":
            section.pieces.append(("text", char))
    section.scale -= 3 * commas
    return section


def _read_literal(section: _Section, match: re.Match[str]) -> None:
    if match["exponent"]:
        section.exponent = match["exponent"]
        section.pieces.append(("exponent", ""))
    else:
        section.pieces.append(("text", match["escape"] or match["single"] or match["double"] or ""))


def _count_digit(section: _Section, char: str, behind_point: bool) -> None:
    section.pieces.append(("place" if behind_point else "digit", char))
    if behind_point:
        section.places += 1
        section.place_zeros = section.places if char == "0" else section.place_zeros
    else:
        section.whole += 1
        section.whole_zeros += char == "0" or section.whole_zeros > 0


def _write_section(section: _Section, value: Decimal) -> str:
    power = 0
    with localcontext(_EXACT):
        value = value.scaleb(section.scale)
        if section.exponent and value:
            power = value.adjusted() - max(section.whole - 1, 0)
            value = value.scaleb(-power)
    whole, _, places = fixed(value, section.places).partition(".")
    whole = "" if whole == "0" else whole
    whole = whole.rjust(section.whole_zeros, "0")
    places = places.rstrip("0").ljust(section.place_zeros, "0")
    if section.grouped and whole:
        whole = _group(whole)
    return _fill(section, whole, places, power)


def _group(whole: str) -> str:
    head = len(whole) % 3 or 3
    return ",".join([whole[:head], *(whole[at : at + 3] for at in range(head, len(whole), 3))])


def _fill(section: _Section, whole: str, places: str, power: int) -> str:
    """Put the digits into the placeholders: what does not fit goes before the first one."""
    out: list[str] = []
    left = section.whole
    place = 0
    digits = list(whole)
    for kind, text in section.pieces:
        if kind == "digit":
            out.append(_take(digits, left))
            left -= 1
        elif kind == "place":
            out.append(places[place : place + 1])
            place += 1
        elif kind == "point":
            out.append(("" if section.whole else whole) + ("." if places else ""))
        elif kind == "exponent":
            out.append(_exponent_text(section.exponent, power))
        else:
            out.append(text)
    # Without a place for digits the whole number stands at the point; without that, too, there are only the texts.
    return "".join(out)


def _take(digits: list[str], placeholders_left: int) -> str:
    """Take the digits (with their separators) that belong to the leftmost of the placeholders left."""
    taken = ""
    while sum(char != "," for char in digits) >= placeholders_left and digits:
        taken += digits.pop(0)
        if sum(char != "," for char in digits) < placeholders_left and (not digits or digits[0] != ","):
            break
    return taken


def _exponent_text(spec: str, power: int) -> str:
    sign = "-" if power < 0 else "+" if "+" in spec else ""
    return spec[0] + sign + str(abs(power)).rjust(spec.count("0"), "0")
