"""Dates and time spans as text, in the en-US culture unless another is given: .NET's standard and custom formats."""

from __future__ import annotations

import re

from eopsh.objects.cultures import EN_US, Culture
from eopsh.objects.number_text import FormatError
from eopsh.objects.times import TICKS_PER_SECOND, DateTime, TimeSpan
from eopsh.patterns import lazy_pattern

MONTHS = EN_US.months
DAYS = (*EN_US.days[1:], EN_US.days[0])

INVARIANT = "MM/dd/yyyy HH:mm:ss"
INVARIANT_PATTERNS = {
    "o": "yyyy-MM-ddTHH:mm:ss.fffffffK",
    "O": "yyyy-MM-ddTHH:mm:ss.fffffffK",
    "r": "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
    "R": "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
    "s": "yyyy-MM-ddTHH:mm:ss",
    "u": "yyyy-MM-dd HH:mm:ssZ",
}
"""The standard formats that are the same in every culture."""
DATE_TOKEN = lazy_pattern(
    r"\\(?P<escape>.)|'(?P<single>[^']*)'|\"(?P<double>[^\"]*)\"|%?(?P<token>(?P<char>[dfFghHKmMstyz])(?P=char)*)|(?P<other>.)", re.DOTALL
)
"""One piece of a custom date format: a token of one letter repeated, or a text that stands for itself."""


def date_text(value: DateTime, culture: Culture = EN_US) -> str:
    """Write a date as its ToString does (`5/1/2024 2:05:00 PM`)."""
    return format_date(value, f"{culture.short_date} {culture.long_time}" + (" zzz" if value.has_offset else ""), culture)


def invariant_date_text(value: DateTime) -> str:
    """Write a date as PowerShell's own conversion does (`05/01/2024 14:05:00`)."""
    return format_date(value, INVARIANT + (" zzz" if value.has_offset else ""))


def format_date(value: DateTime, spec: str, culture: Culture = EN_US) -> str:
    """Format with a standard (one letter) or custom format. Raises FormatError for one that .NET refuses."""
    if not spec:
        return date_text(value, culture)
    if len(spec) == 1:
        pattern = culture.standard(spec)
        if pattern is None and spec not in INVARIANT_PATTERNS:
            raise FormatError("Input string was not in a correct format.")
        if spec in "UuRr" and value.offset:
            value = DateTime(value.utc_ticks, "Utc")
        culture, spec = (EN_US, INVARIANT_PATTERNS[spec]) if pattern is None else (culture, pattern)
    if "%" in spec and any(match["other"] == "%" for match in DATE_TOKEN.finditer(spec)):
        raise FormatError("Input string was not in a correct format.")
    writer = _DateWriter(value, culture, day_named=_has_day(spec))
    return "".join(writer.piece(match) for match in DATE_TOKEN.finditer(spec))


def _has_day(spec: str) -> bool:
    """Tell whether the day's number is written, beside which months stand in the genitive."""
    return any(match["token"] in ("d", "dd") for match in DATE_TOKEN.finditer(spec))


class _DateWriter:
    """The parts of one date, by format token."""

    def __init__(self, value: DateTime, culture: Culture, *, day_named: bool) -> None:
        self.value = value
        self.culture = culture
        self.month_token = "m" if day_named else "M"
        self.calendar = value.to_python()
        self.fraction = f"{value.ticks % TICKS_PER_SECOND:07d}"

    def piece(self, match: re.Match[str]) -> str:
        """Return the text of one piece of a format."""
        token = match["token"]
        if token is None:
            text = match["escape"] or match["single"] or match["double"]
            return text or {"/": self.culture.date_separator}.get(match["other"], match["other"] or "")
        return str(getattr(self, f"_{_TOKEN_NAMES[token[0]]}")(len(token)))

    def _day(self, width: int) -> str:
        if width < 3:
            return str(self.calendar.day).rjust(width, "0")
        return self.culture.names("d" * min(width, 4))[(self.calendar.weekday() + 1) % 7]

    def _month(self, width: int) -> str:
        if width < 3:
            return str(self.calendar.month).rjust(width, "0")
        return self.culture.names(self.month_token * min(width, 4))[self.calendar.month - 1]

    def _year(self, width: int) -> str:
        year = self.calendar.year
        return str(year % 100 if width < 3 else year).rjust(width, "0")

    def _hour12(self, width: int) -> str:
        return str(self.calendar.hour % 12 or 12).rjust(min(width, 2), "0")

    def _hour(self, width: int) -> str:
        return str(self.calendar.hour).rjust(min(width, 2), "0")

    def _minute(self, width: int) -> str:
        return str(self.calendar.minute).rjust(min(width, 2), "0")

    def _second(self, width: int) -> str:
        return str(self.calendar.second).rjust(min(width, 2), "0")

    def _fraction(self, width: int) -> str:
        if width > 7:
            raise FormatError("Input string was not in a correct format.")
        return self.fraction[:width]

    def _short_fraction(self, width: int) -> str:
        return self._fraction(width).rstrip("0")

    def _half(self, width: int) -> str:
        half = self.culture.halves[self.calendar.hour >= 12]
        return half[:1] if width == 1 else half

    def _era(self, width: int) -> str:
        return "AD"

    def _kind(self, width: int) -> str:
        return self.value.zone()

    def _offset(self, width: int) -> str:
        hours, minutes = divmod(abs(self.value.offset or 0), 60)
        sign = "-" if (self.value.offset or 0) < 0 else "+"
        return f"{sign}{hours:02d}:{minutes:02d}" if width > 2 else sign + str(hours).rjust(width, "0")


_TOKEN_NAMES = {
    "d": "day",
    "M": "month",
    "y": "year",
    "h": "hour12",
    "H": "hour",
    "m": "minute",
    "s": "second",
    "f": "fraction",
    "F": "short_fraction",
    "t": "half",
    "g": "era",
    "K": "kind",
    "z": "offset",
}


# --- time spans

SPAN_TOKEN = lazy_pattern(
    r"\\(?P<escape>.)|'(?P<single>[^']*)'|\"(?P<double>[^\"]*)\"|%?(?P<token>(?P<char>[dhmsfF])(?P=char)*)|(?P<other>.)", re.DOTALL
)
"""One piece of a custom format of time spans, where no other letter stands for itself."""


def format_span(value: TimeSpan, spec: str) -> str:
    """Format a time span (`c`, `g`, `G`, custom). Raises FormatError for a format that .NET refuses."""
    if spec in ("", "c", "t", "T"):
        return str(value)
    days, hours, minutes, seconds, fraction = span_parts(value)
    sign = "-" if value.ticks < 0 else ""
    if spec == "g":
        tail = f".{fraction:07d}".rstrip("0") if fraction else ""
        return f"{sign}{f'{days}:' if days else ''}{hours}:{minutes:02d}:{seconds:02d}{tail}"
    if spec == "G":
        return f"{sign}{days}:{hours:02d}:{minutes:02d}:{seconds:02d}.{fraction:07d}"
    numbers = {"d": days, "h": hours, "m": minutes, "s": seconds}
    return "".join(_span_piece(match, numbers, f"{fraction:07d}") for match in SPAN_TOKEN.finditer(spec))


def span_parts(value: TimeSpan) -> tuple[int, int, int, int, int]:
    """Return days, hours, minutes, seconds and the fraction in ticks, all without sign."""
    left, fraction = divmod(abs(value.ticks), TICKS_PER_SECOND)
    left, seconds = divmod(left, 60)
    left, minutes = divmod(left, 60)
    days, hours = divmod(left, 24)
    return days, hours, minutes, seconds, fraction


def _span_piece(match: re.Match[str], numbers: dict[str, int], fraction: str) -> str:
    token = match["token"]
    if token is None:
        if match["other"] is not None:
            raise FormatError("Input string was not in a correct format.")
        return match["escape"] or match["single"] or match["double"] or ""
    if token[0] in numbers:
        return str(numbers[token[0]]).rjust(len(token), "0")
    text = fraction[: len(token)]
    return text if token[0] == "f" else text.rstrip("0")
