"""Methods of DateTime and TimeSpan, and the members of their types."""

from __future__ import annotations

import calendar
import datetime

from eopsh.objects import DateTime, TimeSpan, Value, convert, format_value, to_text
from eopsh.objects.times import MAX_DATE_TICKS, TICKS_PER_DAY, TICKS_PER_SECOND
from eopsh.runtime.methods.table import DotNetError, Method, method, set_reference
from eopsh.runtime.methods.texts import parsed, tried

_EPOCH_TICKS = DateTime.of(1970, 1, 1).ticks
_OUT = "The added or subtracted value results in an un-representable DateTime. (Parameter 'value')"


def _moved(value: DateTime, ticks: int) -> DateTime:
    if not 0 <= value.ticks + ticks <= MAX_DATE_TICKS:
        raise DotNetError(_OUT, "ArgumentOutOfRangeException")
    return DateTime(value.ticks + ticks, value.kind, value.offset, has_offset=value.has_offset)


def _adder(ticks: int) -> Method:
    return method(lambda value, count: _moved(value, round(count * ticks)), "d", names="value")


def _add_months(value: DateTime, months: int) -> DateTime:
    date = value.to_python()
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise DotNetError(_OUT, "ArgumentOutOfRangeException")
    day = min(date.day, calendar.monthrange(year, month + 1)[1])
    return DateTime(DateTime.of(year, month + 1, day).ticks + value.ticks % TICKS_PER_DAY, value.kind, value.offset)


def _subtract(value: DateTime, other: Value) -> Value:
    if isinstance(other, TimeSpan):
        return _moved(value, -other.ticks)
    date = convert(other, "System.DateTime")
    assert isinstance(date, DateTime)
    return TimeSpan(value.ticks - date.ticks)


def local_offset(value: DateTime) -> int:
    """Return the minutes that the machine's clock is ahead of UTC at that time."""
    try:
        offset = value.to_python().astimezone().utcoffset()
    except (OverflowError, OSError):
        offset = None
    return 0 if offset is None else int(offset.total_seconds() // 60)


def _to_universal(value: DateTime) -> DateTime:
    if value.kind == "Utc":
        return value
    minutes = value.offset if value.offset is not None else local_offset(value)
    return DateTime(value.ticks - minutes * 60 * TICKS_PER_SECOND, "Utc")


def _to_local(value: DateTime) -> DateTime:
    if value.kind == "Local":
        return value
    utc = value.to_python().replace(tzinfo=datetime.UTC)
    offset = utc.astimezone().utcoffset()
    minutes = 0 if offset is None else int(offset.total_seconds() // 60)
    return DateTime(value.ticks + minutes * 60 * TICKS_PER_SECOND, "Local", minutes)


def to_local_date(seconds: float) -> DateTime:
    """Return a time of the machine (seconds since 1970) by its own clock."""
    return _to_local(DateTime(_EPOCH_TICKS + round(seconds * TICKS_PER_SECOND), "Utc"))


def _shown(spec: str) -> Method:
    return method(lambda value: format_value(value, spec))


def _compare_to(value: DateTime, other: DateTime) -> int:
    return (value.ticks > other.ticks) - (value.ticks < other.ticks)


DATE: dict[str, Method] = {
    "Add": method(lambda value, span: _moved(value, span.ticks), "p"),
    "AddDays": _adder(TICKS_PER_DAY),
    "AddHours": _adder(3600 * TICKS_PER_SECOND),
    "AddMilliseconds": _adder(TICKS_PER_SECOND // 1000),
    "AddMinutes": _adder(60 * TICKS_PER_SECOND),
    "AddMonths": method(_add_months, "i", names="months"),
    "AddSeconds": _adder(TICKS_PER_SECOND),
    "AddTicks": method(_moved, "l"),
    "AddYears": method(lambda value, years: _add_months(value, years * 12), "i", names="value"),
    "CompareTo": method(_compare_to, "t"),
    "Equals": method(lambda value, other: isinstance(other, DateTime) and other.ticks == value.ticks, "o"),
    "IsDaylightSavingTime": method(lambda value: bool(value.to_python().astimezone().dst())),
    "Subtract": method(_subtract, "o"),
    "ToFileTime": method(lambda value: _to_universal(value).ticks - DateTime.of(1601, 1, 1).ticks),
    "ToLocalTime": method(_to_local),
    "ToLongDateString": _shown("D"),
    "ToLongTimeString": _shown("T"),
    "ToShortDateString": _shown("d"),
    "ToShortTimeString": _shown("t"),
    "ToUniversalTime": method(_to_universal),
    "ToUnixTimeMilliseconds": method(lambda value: (value.utc_ticks - _EPOCH_TICKS) // 10_000),
    "ToUnixTimeSeconds": method(lambda value: (value.utc_ticks - _EPOCH_TICKS) // TICKS_PER_SECOND),
}


def _span_subtract(value: TimeSpan, other: TimeSpan) -> TimeSpan:
    return TimeSpan(value.ticks - other.ticks)


SPAN: dict[str, Method] = {
    "Add": method(lambda value, other: TimeSpan(value.ticks + other.ticks), "p"),
    "CompareTo": method(lambda value, other: (value.ticks > other.ticks) - (value.ticks < other.ticks), "p"),
    "Duration": method(lambda value: TimeSpan(abs(value.ticks))),
    "Equals": method(lambda value, other: value == other, "o"),
    "Negate": method(lambda value: TimeSpan(-value.ticks)),
    "Subtract": method(_span_subtract, "p"),
}


def now() -> DateTime:
    """Return the present time by the machine's clock."""
    moment = datetime.datetime.now().astimezone()
    offset = moment.utcoffset()
    naive = DateTime.from_python(moment.replace(tzinfo=None))
    return DateTime(naive.ticks, "Local", 0 if offset is None else int(offset.total_seconds() // 60))


def _utc_now() -> DateTime:
    return DateTime(DateTime.from_python(datetime.datetime.now(datetime.UTC).replace(tzinfo=None)).ticks, "Utc")


def _today() -> DateTime:
    moment = now()
    return DateTime(moment.ticks - moment.ticks % TICKS_PER_DAY, "Local", moment.offset)


def _new(*parts: int) -> DateTime:
    if len(parts) == 1:
        return DateTime(parts[0])
    try:
        year, month, day, hour, minute, second, milliseconds = (*parts, 0, 0, 0, 0)[:7]
        return DateTime.of(year, month, day, hour, minute, second, milliseconds * 10_000)
    except ValueError:
        raise DotNetError("Year, Month, and Day parameters describe an un-representable DateTime.", "ArgumentOutOfRangeException") from None


def _parse_exact(text: str, pattern: Value, *_culture: Value) -> DateTime:
    for each in pattern if isinstance(pattern, list) else [pattern]:
        try:
            return DateTime.from_python(datetime.datetime.strptime(text, _python_format(to_text(each))))
        except ValueError:
            continue
    if isinstance(pattern, str):
        raise DotNetError(f"String '{text}' was not recognized as a valid DateTime.", "FormatException")
    raise DotNetError(f"String '{text}' was not recognized as a valid DateTime.", "FormatException")


_PIECES = (("yyyy", "%Y"), ("yy", "%y"), ("MMMM", "%B"), ("MMM", "%b"), ("MM", "%m"), ("dddd", "%A"), ("ddd", "%a"), ("dd", "%d"))
_CLOCK = (("HH", "%H"), ("hh", "%I"), ("mm", "%M"), ("ss", "%S"), ("tt", "%p"), ("fff", "%f"), ("M", "%m"), ("d", "%d"), ("H", "%H"))


def _python_format(pattern: str) -> str:
    out, at = [], 0
    while at < len(pattern):
        found = next(((old, new) for old, new in (*_PIECES, *_CLOCK, ("h", "%I")) if pattern.startswith(old, at)), None)
        out.append(pattern[at].replace("%", "%%") if found is None else found[1])
        at += 1 if found is None else len(found[0])
    return "".join(out)


def _days_in_month(year: int, month: int) -> int:
    if not 1 <= month <= 12:
        message = f"Month must be between one and twelve. (Parameter 'month')\nActual value was {month}."
        raise DotNetError(message, "ArgumentOutOfRangeException")
    return calendar.monthrange(year, month)[1]


def _try_exact(text: str, pattern: Value, *more: Value) -> bool:
    try:
        value = _parse_exact(text, pattern)
    except DotNetError:
        set_reference(more[-1], DateTime(0))
        return False
    set_reference(more[-1], value)
    return True


DATE_STATIC: dict[str, Method] = {
    "Compare": method(_compare_to, "tt"),
    "DaysInMonth": method(_days_in_month, "ii", names="year month"),
    "FromFileTime": method(lambda ticks: DateTime(DateTime.of(1601, 1, 1).ticks + ticks, "Utc"), "l"),
    "IsLeapYear": method(calendar.isleap, "i"),
    "FromBinary": method(lambda data: DateTime(data & (2**62 - 1)), "l"),
    "Parse": parsed("System.DateTime", "String '{}' was not recognized as a valid DateTime."),
    "ParseExact": method(_parse_exact, "soo", "sooo"),
    "TryParse": tried("System.DateTime"),
    "TryParseExact": method(_try_exact, "soooo", names="s format provider style result"),
    "SpecifyKind": method(lambda value, kind: DateTime(value.ticks, to_text(kind).capitalize()), "to"),
    "new": method(_new, "l", "iii", "iiiiii", "iiiiiii"),
}
DATE_FIELDS = {
    "Now": now,
    "UtcNow": _utc_now,
    "Today": _today,
    "MinValue": lambda: DateTime(0),
    "MaxValue": lambda: DateTime(MAX_DATE_TICKS),
    "UnixEpoch": lambda: DateTime(_EPOCH_TICKS, "Utc"),
}
OFFSET_STATIC: dict[str, Method] = {
    "FromUnixTimeSeconds": method(lambda seconds: DateTime(_EPOCH_TICKS + seconds * TICKS_PER_SECOND, "Utc", 0, has_offset=True), "l"),
    "FromUnixTimeMilliseconds": method(lambda count: DateTime(_EPOCH_TICKS + count * 10_000, "Utc", 0, has_offset=True), "l"),
    "Parse": parsed("System.DateTimeOffset", "String '{}' was not recognized as a valid DateTime."),
    "TryParse": tried("System.DateTimeOffset"),
}
OFFSET_FIELDS = {
    "Now": lambda: DateTime(now().ticks, "Local", now().offset, has_offset=True),
    "UtcNow": lambda: DateTime(_utc_now().ticks, "Utc", 0, has_offset=True),
}


def _span(*parts: int) -> TimeSpan:
    if len(parts) == 1:
        return TimeSpan(parts[0])
    days, hours, minutes, seconds = (0, *parts) if len(parts) == 3 else parts[:4]
    milliseconds = parts[4] if len(parts) > 4 else 0
    return TimeSpan(TimeSpan.of(days, hours, minutes, seconds).ticks + milliseconds * 10_000)


SPAN_STATIC: dict[str, Method] = {
    "FromDays": method(lambda count: TimeSpan.of(days=count), "d"),
    "FromHours": method(lambda count: TimeSpan.of(hours=count), "d"),
    "FromMilliseconds": method(lambda count: TimeSpan(round(count * 10_000)), "d"),
    "FromMinutes": method(lambda count: TimeSpan.of(minutes=count), "d"),
    "FromSeconds": method(lambda count: TimeSpan.of(seconds=count), "d"),
    "FromTicks": method(TimeSpan, "l"),
    "Compare": method(lambda one, other: (one.ticks > other.ticks) - (one.ticks < other.ticks), "pp"),
    "Parse": parsed("System.TimeSpan", "String '{}' was not recognized as a valid TimeSpan."),
    "TryParse": tried("System.TimeSpan"),
    "new": method(_span, "l", "iii", "iiii", "iiiii"),
}
SPAN_FIELDS = {"Zero": lambda: TimeSpan(0), "MaxValue": lambda: TimeSpan(2**63 - 1), "MinValue": lambda: TimeSpan(-(2**63))}
