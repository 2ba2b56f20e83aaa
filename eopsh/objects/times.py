"""Points in time and spans, exact to .NET's tick of 100 ns."""

from __future__ import annotations

import datetime as python_datetime
import re

TICKS_PER_SECOND = 10_000_000
TICKS_PER_DAY = 864_000_000_000
MAX_DATE_TICKS = 3_155_378_975_999_999_999
_EPOCH = python_datetime.datetime(1, 1, 1)


class DateTime:
    """A point in time: `ticks` of 100 ns since 0001-01-01, as the clock it was written by showed them.

    `kind` is `Unspecified`, `Utc` or `Local`. A Local one from the wire keeps the server's `offset` (minutes east of UTC) and its clock:
    times are shown as the server wrote them. `has_offset` marks a DateTimeOffset.
    """

    __slots__ = ("has_offset", "kind", "offset", "ticks")

    def __init__(self, ticks: int, kind: str = "Unspecified", offset: int | None = None, *, has_offset: bool = False) -> None:
        if not 0 <= ticks <= MAX_DATE_TICKS:
            raise ValueError("a date lies outside the years 1 to 9999")
        self.ticks = ticks
        self.kind = kind
        self.offset = offset
        self.has_offset = has_offset

    @classmethod
    def of(
        cls, year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0, ticks: int = 0, kind: str = "Unspecified"
    ) -> DateTime:
        """Make one from calendar parts; `ticks` is the fraction of the second. Raises ValueError on a date that is none."""
        return cls(_calendar_ticks(python_datetime.datetime(year, month, day, hour, minute, second)) + ticks, kind)

    @classmethod
    def from_python(cls, value: python_datetime.datetime) -> DateTime:
        """Take over Python's: naive is Unspecified, offset zero is Utc, any other offset Local with it."""
        ticks = _calendar_ticks(value) + value.microsecond * 10
        offset = value.utcoffset()
        if offset is None:
            return cls(ticks)
        minutes = int(offset.total_seconds() // 60)
        return cls(ticks, "Utc") if minutes == 0 else cls(ticks, "Local", minutes)

    @classmethod
    def parse_wire(cls, text: str, *, has_offset: bool = False) -> DateTime:
        """Read the wire's form, `2024-05-01T10:00:00.1234567+02:00` (XML Schema dateTime). Raises ValueError."""
        match = _WIRE(text)
        if match is None:
            raise ValueError(f"not a date: {text!r}")
        head, fraction, zone = match.groups()
        if len(head) < 19:
            head += "0001-01-01T00:00:00"[len(head) :]
        ticks = _calendar_ticks(python_datetime.datetime.fromisoformat(head))
        if fraction is not None:
            ticks += int(fraction.ljust(7, "0")) if len(fraction) <= 7 else round(float(f"0.{fraction}") * TICKS_PER_SECOND)
        if zone is None:
            return cls(ticks, has_offset=has_offset)
        if zone == "Z":
            return cls(ticks, "Utc", 0 if has_offset else None, has_offset=has_offset)
        minutes = int(zone[1:3]) * 60 + int(zone[4:6])
        return cls(ticks, "Local", -minutes if zone[0] == "-" else minutes, has_offset=has_offset)

    def wire(self) -> str:
        """Write the round-trip form that the wire carries."""
        fraction = self.ticks % TICKS_PER_SECOND
        text = self.to_python().strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0")
        return text + (f".{fraction:07d}".rstrip("0") if fraction else "") + self.zone()

    def zone(self) -> str:
        """Write the offset: `Z`, `+02:00`, or nothing."""
        if self.kind == "Utc" and not self.has_offset:
            return "Z"
        if self.offset is None:
            return "+00:00" if self.kind == "Local" or self.has_offset else ""
        hours, minutes = divmod(abs(self.offset), 60)
        return f"{'-' if self.offset < 0 else '+'}{hours:02d}:{minutes:02d}"

    def to_python(self) -> python_datetime.datetime:
        """Return the clock's reading as a naive Python datetime, cut to microseconds."""
        return _EPOCH + python_datetime.timedelta(microseconds=self.ticks // 10)

    @property
    def utc_ticks(self) -> int:
        """The ticks in UTC where the offset is known, else `ticks`."""
        return self.ticks - (self.offset or 0) * 60 * TICKS_PER_SECOND

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, DateTime):
            return NotImplemented
        return (self.ticks, self.kind, self.offset) == (other.ticks, other.kind, other.offset)

    def __hash__(self) -> int:
        return hash(self.ticks)

    def __repr__(self) -> str:
        return f"DateTime({self.wire()})"


_WIRE = re.compile(r"\s*(\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d:\d\d)?)?)?)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?\s*", re.ASCII).fullmatch


def _calendar_ticks(value: python_datetime.datetime) -> int:
    seconds = value.toordinal() * 86_400 - 86_400 + value.hour * 3_600 + value.minute * 60 + value.second
    return seconds * TICKS_PER_SECOND


class TimeSpan:
    """A length of time in `ticks` of 100 ns; may be negative."""

    __slots__ = ("ticks",)

    def __init__(self, ticks: int = 0) -> None:
        if not -(2**63) <= ticks < 2**63:
            raise OverflowError("a time span is too long")
        self.ticks = ticks

    @classmethod
    def of(cls, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> TimeSpan:
        """Make one from its parts."""
        return cls(round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * TICKS_PER_SECOND))

    @classmethod
    def from_python(cls, value: python_datetime.timedelta) -> TimeSpan:
        """Take over Python's, exactly."""
        return cls((value.days * 86_400 + value.seconds) * TICKS_PER_SECOND + value.microseconds * 10)

    @classmethod
    def parse_wire(cls, text: str) -> TimeSpan:
        """Read an XML Schema duration: `P1DT2H3.5S`, a year as 365 days, a month as 30. Raises ValueError."""
        match = _DURATION(text)
        if match is None or not any(match.groups()[1:]) or text.rstrip().endswith("T"):
            raise ValueError(f"not a time span: {text!r}")
        sign, years, months, days, hours, minutes, seconds, fraction = match.groups()
        whole = int(years or 0) * 365 + int(months or 0) * 30 + int(days or 0)
        whole = ((whole * 24 + int(hours or 0)) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
        ticks = whole * TICKS_PER_SECOND + int((fraction or "")[:7].ljust(7, "0"))
        return cls(-ticks if sign else ticks)

    def wire(self) -> str:
        """Write the duration as .NET does: `P1DT2H3.5S`, `PT0S`."""
        left, fraction = divmod(abs(self.ticks), TICKS_PER_SECOND)
        left, seconds = divmod(left, 60)
        left, minutes = divmod(left, 60)
        days, hours = divmod(left, 24)
        last = f"{seconds}" + (f".{fraction:07d}".rstrip("0") if fraction else "")
        clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + (f"{last}S" if seconds or fraction else "")
        text = ("-" if self.ticks < 0 else "") + "P" + (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
        return text if self.ticks else "PT0S"

    def to_python(self) -> python_datetime.timedelta:
        """Return Python's, cut to microseconds."""
        return python_datetime.timedelta(microseconds=self.ticks // 10)

    def __eq__(self, other: object) -> bool:
        return self.ticks == other.ticks if isinstance(other, TimeSpan) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.ticks)

    def __str__(self) -> str:
        left, fraction = divmod(abs(self.ticks), TICKS_PER_SECOND)
        days, seconds = divmod(left, 86_400)
        clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        sign = "-" if self.ticks < 0 else ""
        return sign + (f"{days}." if days else "") + clock + (f".{fraction:07d}" if fraction else "")

    def __repr__(self) -> str:
        return f"TimeSpan({self})"


_DURATION = re.compile(
    r"\s*(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?\s*", re.ASCII
).fullmatch
