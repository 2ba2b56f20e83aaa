"""Numbers, dates and time spans out of text, as PowerShell's conversions read them (en-US)."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal, InvalidOperation, localcontext
from functools import lru_cache
from typing import TypeAlias

from eopsh.objects.date_text import DAYS, MONTHS
from eopsh.objects.scalars import BigInteger, Byte, Int16, Int64, SByte, TypedInt, UInt16, UInt32, UInt64
from eopsh.objects.times import MAX_DATE_TICKS, TICKS_PER_SECOND, DateTime, TimeSpan
from eopsh.patterns import lazy_pattern

Number: TypeAlias = int | float | Decimal

_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?:0x(?P<hex>[0-9a-f]+?)|0b(?P<bits>[01]+)|(?P<real>(?:\d+(?:\.\d*)?|\.\d+)(?P<power>e[+-]?\d+)?))"
    r"(?P<suffix>u[lsy]?|[lsynd])?(?P<unit>[kmgtp]b)?",
    re.ASCII | re.IGNORECASE,
).fullmatch
_UNITS = {"kb": 2**10, "mb": 2**20, "gb": 2**30, "tb": 2**40, "pb": 2**50}
_SUFFIXES: dict[str, type[TypedInt]] = {"l": Int64, "s": Int16, "y": SByte, "us": UInt16, "uy": Byte, "ul": UInt64}
_THOUSANDS = re.compile(r"[+-]?\d[\d,]*(\.\d*)?(e[+-]?\d+)?", re.ASCII | re.IGNORECASE).fullmatch
MAX_DECIMAL = Decimal("79228162514264337593543950335")


def parse_number(text: str) -> Number | None:
    """Read a number as PowerShell's own literals are written (`0x1F`, `1.5e3`, `10kb`, `5L`, `1.5d`); None when it is none."""
    text = text.strip()
    match = _NUMBER(text)
    if match is None:
        return _parse_grouped(text)
    suffix, unit = (match["suffix"] or "").lower(), _UNITS.get((match["unit"] or "").lower(), 1)
    sign = -1 if match["sign"] == "-" else 1
    if match["hex"] or match["bits"]:
        return _typed(sign * unit * _bit_pattern(match, suffix), suffix)
    if suffix == "d":
        return _decimal(match["real"], sign * unit)
    real = match["real"]
    if "." in real or match["power"]:
        value = float(real) * sign * unit
        return _typed(round(value), suffix) if suffix else value
    return _typed(int(real) * sign * unit, suffix)


def _parse_grouped(text: str) -> Number | None:
    if "," not in text or not _THOUSANDS(text):
        return {"nan": float("nan"), "infinity": float("inf"), "∞": float("inf"), "-infinity": float("-inf")}.get(text.lower())
    plain = text.replace(",", "")
    return fitting(int(plain)) if plain.lstrip("+-").isdigit() else float(plain)


def _bit_pattern(match: re.Match[str], suffix: str) -> int:
    """Read hexadecimal or binary digits; eight hex digits with the top bit set are a negative Int32, sixteen an Int64."""
    digits, base, width = (match["hex"], 16, 4) if match["hex"] else (match["bits"], 2, 1)
    value = int(digits, base)
    bits = len(digits) * width
    for size in (32, 64):
        if suffix in ("", "l") and bits == size and value >= 2 ** (size - 1) and not (suffix == "l" and size == 32):
            return value - (1 << size)
    return value


def _decimal(text: str, factor: int) -> Decimal | None:
    try:
        with localcontext() as context:
            context.prec = 60
            value = Decimal(text) * factor
    except InvalidOperation:
        return None
    return value if value.copy_abs() <= MAX_DECIMAL else None


def _typed(value: int, suffix: str) -> Number | None:
    if suffix == "n":
        return BigInteger(value)
    if suffix == "u":
        return UInt32(value) if 0 <= value <= UInt32.high else UInt64(value) if 0 <= value <= UInt64.high else None
    kind = _SUFFIXES.get(suffix)
    if kind is None:
        return fitting(value)
    return kind(value) if kind.low <= value <= kind.high else None


def fitting(value: int) -> Number:
    """Return a whole number in the first of Int32, Int64, Decimal and Double that holds it, as a literal does."""
    if -(2**63) <= value < 2**63:
        return value
    return Decimal(value) if abs(value) <= MAX_DECIMAL else float(value)


# --- time spans

_SPAN = re.compile(r"\s*(-)?(?:(\d+)|(?:(\d+)(?:\.|:(?=\d+:\d+:\d)))?(\d+):(\d+)(?::(\d+)(?:\.(\d{1,7}))?)?)\s*", re.ASCII).fullmatch


def parse_span(text: str) -> TimeSpan | None:
    """Read `d`, `h:m`, `h:m:s`, `d.h:m:s.f`; None when it is none. Raises OverflowError when a part is out of range."""
    match = _SPAN(text)
    if match is None:
        return None
    sign, alone, days, hours, minutes, seconds, fraction = match.groups()
    if int(hours or 0) > 23 or int(minutes or 0) > 59 or int(seconds or 0) > 59:
        raise OverflowError(text)
    whole = ((int(alone or days or 0) * 24 + int(hours or 0)) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    ticks = whole * TICKS_PER_SECOND + int((fraction or "").ljust(7, "0"))
    return TimeSpan(-ticks if sign else ticks)


# --- dates

_TIME = (
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:\.(?P<fraction>\d{1,7})\d*)?)?)?\s*(?P<half>[ap]\.?m?\.?(?![a-z]))?"
)
_ZONE = r"\s*(?P<zone>Z|GMT|UTC|[+-]\d{1,2}(?::?\d\d)?)?"
_CLOCK = lazy_pattern(_TIME + _ZONE, re.IGNORECASE | re.ASCII)
_ZONE_ALONE = lazy_pattern(_ZONE, re.IGNORECASE | re.ASCII)
_WORD = lazy_pattern(r"[^\W\d_]+(?:\.d\.)?", re.IGNORECASE)
_NO_DATE_SIGN = lazy_pattern(r"[^\w\s,/.:+-]")
_NAMES = frozenset(name.casefold()[:length] for name in (*MONTHS, *DAYS) for length in (3, None))
_DATE_WORDS = _NAMES | {"am", "pm", "z", "gmt", "ad", "a.d."}


def unknown_word(text: str) -> int | None:
    """Return where the first word stands that no date has; None when there is none, or a sign that no date has stands before it."""
    odd = _NO_DATE_SIGN.search(text)
    for word in _WORD.finditer(text, 0, odd.start() if odd else len(text)):
        parts_time = word[0] in "Tt" and text[word.end() : word.end() + 1].isdigit()
        if word[0].casefold() not in _DATE_WORDS and not parts_time:
            return word.start()
    return None


_MONTH_NAMES = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in MONTHS) + "|Sept"
_DAY_NAMES = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in DAYS)
_DATE_FORMS = (
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?(?!\d)",
    r"(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})[-/.](?P<year>\d{4}|\d\d)(?!\d)",
    r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})(?!\d)",
    r"(?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?!\d)",
    r"(?P<month>\d{1,2})[.](?P<day>\d{1,2})(?!\d|\s+\d)",
    rf"(?P<name>{_MONTH_NAMES})\.?[\s,-]*(?P<day>\d{{1,2}})(?!\d|:)(?:[\s,-]+(?P<year>\d{{4}}|\d\d)(?!\d|:))?",
    rf"(?P<name>{_MONTH_NAMES})\.?[\s,-]*(?P<year>\d{{4}})(?!\d)",
    rf"(?P<day>\d{{1,2}})[\s-]*(?P<name>{_MONTH_NAMES})\.?(?:[\s,-]+(?P<year>\d{{4}}|\d\d)(?!\d|:))?",
    rf"(?P<year>\d{{4}})[\s-]*(?P<name>{_MONTH_NAMES})\.?(?:[\s-]+(?P<day>\d{{1,2}})(?!\d|:))?",
)


@lru_cache(maxsize=1)
def _date_patterns() -> list[re.Pattern[str]]:
    """Compile the forms of dates on first use; most sessions read none."""
    return [re.compile(form, re.IGNORECASE | re.ASCII) for form in _DATE_FORMS]


_WEEKDAY = lazy_pattern(rf"\s*(?P<weekday>{_DAY_NAMES})\b[\s,]*", re.IGNORECASE)


class WrongWeekday(ValueError):
    """A date that names a day of the week which it is not."""


def parse_date(text: str) -> DateTime | None:
    """Read a date, a time or both, in the forms that .NET takes for en-US; None when it is none.

    A time alone is today's. A text with an offset gives the local clock, as .NET's DateTime does. Raises WrongWeekday.
    """
    weekday = _WEEKDAY.match(text)
    rest = text[weekday.end() :] if weekday else text.strip()
    try:
        value = _dated(rest.strip()) or _clock_first(rest.strip())
    except (ValueError, OverflowError):
        return None
    if value is not None and weekday and not DAYS[value.to_python().weekday()].lower().startswith(weekday["weekday"].lower()[:3]):
        raise WrongWeekday(text)
    return value


def _dated(text: str) -> DateTime | None:
    for pattern in _date_patterns():
        match = pattern.match(text)
        if match is None:
            continue
        day = _calendar_day(match.groupdict())
        rest = text[match.end() :]
        if not rest.strip(" ,"):
            return DateTime.of(day.year, day.month, day.day)
        zone = _ZONE_ALONE.fullmatch(rest)
        if zone is not None:
            return _in_zone(DateTime.of(day.year, day.month, day.day), zone["zone"])
        clock = _CLOCK.fullmatch(rest[1:].strip() if rest[:1] in "Tt, " else rest)
        if clock is not None and _is_clock(clock):
            return _with_clock(day, clock)
    return None


def _clock_first(text: str) -> DateTime | None:
    """Read a time alone, or a time in front of a date."""
    clock = _CLOCK.match(text)
    if clock is None or not _is_clock(clock):
        return None
    rest = text[clock.end() :].strip(" ,")
    if not rest:
        return _with_clock(datetime.date.today(), clock)
    day = _dated(rest)
    return None if day is None else _with_clock(day.to_python().date(), clock)


def _is_clock(clock: re.Match[str]) -> bool:
    return clock["minute"] is not None or clock["half"] is not None


def _calendar_day(parts: dict[str, str | None]) -> datetime.date:
    name = parts.get("name")
    month = next(n for n, full in enumerate(MONTHS, 1) if full.lower().startswith(name.lower()[:3])) if name else int(parts["month"] or 1)
    written = parts.get("year")
    year = int(written) if written else datetime.date.today().year
    if written and len(written) == 2:
        year += 2000 if year < 50 else 1900
    return datetime.date(year, month, int(parts.get("day") or 1))


def _with_clock(day: datetime.date, clock: re.Match[str]) -> DateTime:
    hour = int(clock["hour"])
    if clock["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if clock["half"][0] in "pP" else 0)
    fraction = int((clock["fraction"] or "").ljust(7, "0"))
    value = DateTime.of(day.year, day.month, day.day, hour, int(clock["minute"] or 0), int(clock["second"] or 0), fraction)
    return _in_zone(value, clock["zone"])


def _in_zone(value: DateTime, zone: str | None) -> DateTime:
    return value if zone is None else to_local(DateTime(value.ticks, "Local", _minutes(zone)))


def _minutes(zone: str) -> int:
    if zone[0] not in "+-":
        return 0
    digits = zone[1:].replace(":", "").ljust(4, "0") if len(zone) > 3 else zone[1:].rjust(2, "0") + "00"
    minutes = int(digits[:2]) * 60 + int(digits[2:4])
    return -minutes if zone[0] == "-" else minutes


def to_local(value: DateTime) -> DateTime:
    """Return the same moment on this computer's clock."""
    minutes = clock_minutes(value.utc_ticks)
    ticks = value.utc_ticks + minutes * 60 * TICKS_PER_SECOND
    return DateTime(min(max(ticks, 0), MAX_DATE_TICKS), "Local", minutes)


def clock_minutes(utc_ticks: int) -> int:
    """Return how many minutes the machine's clock is ahead of UTC at a time; 0 where the system does not know."""
    try:
        offset = DateTime(utc_ticks).to_python().replace(tzinfo=datetime.UTC).astimezone().utcoffset()
    except (OverflowError, OSError, ValueError):
        offset = None
    return 0 if offset is None else int(offset.total_seconds() // 60)
