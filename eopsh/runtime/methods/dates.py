"""Methods of DateTime and DateTimeOffset, and the members of their types."""

from __future__ import annotations

import calendar
import datetime

from eopsh.objects import DateTime, EnumValue, Int64, PSList, TimeSpan, Value, convert, format_value, to_text
from eopsh.objects.culture_objects import culture_of
from eopsh.objects.cultures import EN_US
from eopsh.objects.date_exact import parse_exact
from eopsh.objects.parsing import clock_minutes
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
    def add(value: DateTime, count: float) -> DateTime:
        if abs(count * ticks) > MAX_DATE_TICKS:
            raise DotNetError("Value to add was out of range. (Parameter 'value')", "ArgumentOutOfRangeException")
        return _moved(value, round(count * ticks))

    return method(add, "d", names="value")


def _add_years(value: DateTime, years: int) -> DateTime:
    if abs(years) > 10_000:
        raise DotNetError("Years value must be between +/-10000. (Parameter 'value')", "ArgumentOutOfRangeException")
    return _add_months(value, years * 12)


def _add_months(value: DateTime, months: int) -> DateTime:
    if abs(months) > 120_000:
        raise DotNetError("Months value must be between +/-120000. (Parameter 'months')", "ArgumentOutOfRangeException")
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
    except (OverflowError, OSError, ValueError):
        offset = None
    return 0 if offset is None else int(offset.total_seconds() // 60)


def _to_universal(value: DateTime) -> DateTime:
    if value.kind == "Utc":
        return value
    minutes = value.offset if value.offset is not None else local_offset(value)
    return DateTime(min(max(value.ticks - minutes * 60 * TICKS_PER_SECOND, 0), MAX_DATE_TICKS), "Utc")


def _to_local(value: DateTime) -> DateTime:
    if value.kind == "Local":
        return value
    minutes = clock_minutes(value.ticks)
    return DateTime(min(max(value.ticks + minutes * 60 * TICKS_PER_SECOND, 0), MAX_DATE_TICKS), "Local", minutes)


def to_local_date(seconds: float) -> DateTime:
    """Return a time of the machine (seconds since 1970) by its own clock."""
    return _to_local(DateTime(_EPOCH_TICKS + round(seconds * TICKS_PER_SECOND), "Utc"))


def _shown(spec: str) -> Method:
    return method(lambda value: format_value(value, spec))


def _compare_to(value: DateTime, other: DateTime) -> int:
    return (value.ticks > other.ticks) - (value.ticks < other.ticks)


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


def _from_file_time(ticks: int) -> DateTime:
    if not 0 <= ticks <= MAX_DATE_TICKS - _FILE_TIMES:
        raise DotNetError("Not a valid Win32 FileTime. (Parameter 'fileTime')", "ArgumentOutOfRangeException")
    return DateTime(_FILE_TIMES + ticks, "Utc")


_FILE_TIMES = DateTime.of(1601, 1, 1).ticks


def _is_leap_year(year: int) -> bool:
    if not 1 <= year <= 9999:
        raise DotNetError("Year must be between 1 and 9999. (Parameter 'year')", "ArgumentOutOfRangeException")
    return calendar.isleap(year)


def _new(*parts: int) -> DateTime:
    if len(parts) == 1:
        if not 0 <= parts[0] <= MAX_DATE_TICKS:
            message = "Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks. (Parameter 'ticks')"
            raise DotNetError(message, "ArgumentOutOfRangeException")
        return DateTime(parts[0])
    year, month, day, hour, minute, second, milliseconds = (*parts, 0, 0, 0, 0)[:7]
    try:
        date = DateTime.of(year, month, day)
    except ValueError:
        raise DotNetError("Year, Month, and Day parameters describe an un-representable DateTime.", "ArgumentOutOfRangeException") from None
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        message = "Hour, Minute, and Second parameters describe an un-representable DateTime."
        raise DotNetError(message, "ArgumentOutOfRangeException")
    return DateTime(date.ticks + (hour * 3600 + minute * 60 + second) * TICKS_PER_SECOND + milliseconds * 10_000)


def _new_date(*parts: Value) -> DateTime:
    """A kind may stand behind the numbers."""
    numbers = [part for part in parts if isinstance(part, int)]
    made = _new(*numbers) if numbers else DateTime(0)
    kind = "" if len(numbers) == len(parts) else to_text(parts[-1]).capitalize()
    if kind not in ("", "Utc", "Local", "Unspecified"):
        raise DotNetError("Invalid DateTimeKind value. (Parameter 'kind')")
    return DateTime(made.ticks, kind or "Unspecified", local_offset(made) if kind == "Local" else None)


def _read_exact(text: str, pattern: Value, more: tuple[Value, ...]) -> DateTime | None:
    patterns = pattern if isinstance(pattern, list) else [pattern]
    found = (parse_exact(text, to_text(each), culture_of(*more) or EN_US) for each in patterns)
    value = next((each for each in found if each is not None), None)
    return value if value is None else styled(value, more)


def styled(value: DateTime, more: tuple[Value, ...]) -> DateTime:
    """Apply the DateTimeStyles that a method was given to a date that was read."""
    style = " ".join(to_text(each).lower() for each in more if isinstance(each, str | EnumValue))
    if "assumeuniversal" in style and value.kind == "Unspecified":
        value = DateTime(value.ticks, "Utc")
    elif "assumelocal" in style and value.kind == "Unspecified":
        value = DateTime(value.ticks, "Local", local_offset(value))
    if "adjusttouniversal" in style:
        return _to_universal(value) if value.kind != "Unspecified" else value
    return value if "roundtripkind" in style or value.kind == "Unspecified" else _to_local(value)


def _parse_exact(text: str, pattern: Value, *more: Value) -> DateTime:
    value = _read_exact(text, pattern, more)
    if value is None:
        raise DotNetError(f"String '{text}' was not recognized as a valid DateTime.", "FormatException")
    return value


def _days_in_month(year: int, month: int) -> int:
    if not 1 <= month <= 12:
        message = f"Month must be between one and twelve. (Parameter 'month')\nActual value was {month}."
        raise DotNetError(message, "ArgumentOutOfRangeException")
    return calendar.monthrange(year, month)[1]


_plain_parse = parsed("System.DateTime", "String '{}' was not recognized as a valid DateTime.").function
_plain_try = tried("System.DateTime").function


def _parse(text: Value, *more: Value) -> Value:
    value = _plain_parse(text, *more)
    style = to_text(more[1]).lower() if len(more) > 1 else ""
    if not style or not isinstance(value, DateTime):
        return value
    if "roundtripkind" in style:
        return _to_universal(value) if to_text(text).strip().upper().endswith(("Z", "GMT")) else value
    return styled(value, more)


def _try_parse(text: Value, *more: Value) -> bool:
    if len(more) < 3:
        return bool(_plain_try(text, *more))
    try:
        set_reference(more[-1], _parse(text, *more[:-1]))
    except DotNetError:
        set_reference(more[-1], DateTime(0))
        return False
    return True


def _try_exact(text: str, pattern: Value, *more: Value) -> bool:
    value = _read_exact(text, pattern, more[:-1])
    set_reference(more[-1], DateTime(0) if value is None else value)
    return value is not None


def _offset_exact(text: str, pattern: Value, *more: Value) -> Value:
    return convert(_parse_exact(text, pattern, *more), "System.DateTimeOffset")


def _days(value: DateTime) -> float:
    """Count the days since 1899-12-30, as OLE automation does."""
    return (value.ticks - DateTime.of(1899, 12, 30).ticks) / TICKS_PER_DAY


def _binary(value: DateTime) -> Value:
    kinds = {"Utc": 1 << 62, "Local": 2 << 62}
    number = (_to_universal(value) if value.kind == "Local" else value).ticks | kinds.get(value.kind, 0)
    return Int64(number - 2**64 if number >= 2**63 else number)


def _from_binary(data: int) -> DateTime:
    ticks, kind = data & (2**62 - 1), (data >> 62) & 3
    return _to_local(DateTime(ticks, "Utc")) if kind >= 2 else DateTime(ticks, "Utc" if kind else "Unspecified")


def _forms(value: DateTime, *given: Value) -> PSList:
    letters = to_text(given[0]) if given and isinstance(given[0], str) else "dDfFgGmosrtTuy"
    return PSList([format_value(value, letter) for letter in letters], ("System.String[]", "System.Array", "System.Object"))


def _new_offset(*parts: Value) -> DateTime:
    *numbers, offset = parts
    if len(parts) == 1:
        return convert(offset, "System.DateTimeOffset")  # type: ignore[return-value]  # of that type by its name
    minutes = offset.ticks // (60 * TICKS_PER_SECOND) if isinstance(offset, TimeSpan) else 0
    first = numbers[0]
    date = first if isinstance(first, DateTime) else _new(*[number for number in numbers if isinstance(number, int)])
    return DateTime(date.ticks, "Local", minutes, has_offset=True)


def _at_offset(value: DateTime, span: TimeSpan) -> DateTime:
    minutes = span.ticks // (60 * TICKS_PER_SECOND)
    return DateTime(value.utc_ticks + minutes * 60 * TICKS_PER_SECOND, "Local", minutes, has_offset=True)


DATE: dict[str, Method] = {
    "Add": method(lambda value, span: _moved(value, span.ticks), "p"),
    "AddDays": _adder(TICKS_PER_DAY),
    "AddHours": _adder(3600 * TICKS_PER_SECOND),
    "AddMicroseconds": _adder(10),
    "AddMilliseconds": _adder(TICKS_PER_SECOND // 1000),
    "AddMinutes": _adder(60 * TICKS_PER_SECOND),
    "AddMonths": method(_add_months, "i", names="months"),
    "AddSeconds": _adder(TICKS_PER_SECOND),
    "AddTicks": method(_moved, "l"),
    "AddYears": method(_add_years, "i", names="value"),
    "CompareTo": method(_compare_to, "t"),
    "Equals": method(lambda value, other: isinstance(other, DateTime) and other.ticks == value.ticks, "o"),
    "IsDaylightSavingTime": method(lambda value: bool(value.to_python().astimezone().dst())),
    "GetDateTimeFormats": method(_forms, "", "o", "oo", names="format provider"),
    "Subtract": method(_subtract, "o"),
    "ToBinary": method(_binary),
    "ToFileTimeUtc": method(lambda value: Int64(_to_universal(value).ticks - DateTime.of(1601, 1, 1).ticks)),
    "ToOADate": method(_days),
    "ToOffset": method(_at_offset, "p", names="offset"),
    "ToFileTime": method(lambda value: Int64(_to_universal(value).ticks - DateTime.of(1601, 1, 1).ticks)),
    "ToLocalTime": method(_to_local),
    "ToLongDateString": _shown("D"),
    "ToLongTimeString": _shown("T"),
    "ToShortDateString": _shown("d"),
    "ToShortTimeString": _shown("t"),
    "ToUniversalTime": method(_to_universal),
    "ToUnixTimeMilliseconds": method(lambda value: (value.utc_ticks - _EPOCH_TICKS) // 10_000),
    "ToUnixTimeSeconds": method(lambda value: (value.utc_ticks - _EPOCH_TICKS) // TICKS_PER_SECOND),
}
DATE_STATIC: dict[str, Method] = {
    "Compare": method(_compare_to, "tt"),
    "DaysInMonth": method(_days_in_month, "ii", names="year month"),
    "FromFileTime": method(lambda ticks: _to_local(_from_file_time(ticks)), "l", names="fileTime"),
    "IsLeapYear": method(_is_leap_year, "i", names="year"),
    "FromBinary": method(_from_binary, "l", names="dateData"),
    "FromFileTimeUtc": method(_from_file_time, "l", names="fileTime"),
    "FromOADate": method(lambda days: DateTime(DateTime.of(1899, 12, 30).ticks + round(days * 86_400_000) * 10_000), "d", names="d"),
    "Parse": method(_parse, "o", "oo", "ooo", names="s provider styles"),
    "ParseExact": method(_parse_exact, "so", "soo", "sooo", names="s format provider style"),
    "TryParse": method(_try_parse, "oo", "oooo", names="s provider styles result"),
    "TryParseExact": method(_try_exact, "soooo", names="s format provider style result"),
    "SpecifyKind": method(lambda value, kind: DateTime(value.ticks, to_text(kind).capitalize()), "to"),
    "new": method(_new_date, "", "l", "lo", "iii", "iiiiii", "iiiiiii", "iiiiiio", "iiiiiiio", names="year month day hour minute second"),
}
DATE_FIELDS = {
    "Now": now,
    "UtcNow": _utc_now,
    "Today": _today,
    "MinValue": lambda: DateTime(0),
    "MaxValue": lambda: DateTime(MAX_DATE_TICKS),
    "UnixEpoch": lambda: DateTime(_EPOCH_TICKS, "Utc"),
}


def _unix(ticks: int) -> Method:
    return method(lambda count: DateTime(_EPOCH_TICKS + count * ticks, "Utc", 0, has_offset=True), "l", names="seconds")


OFFSET_STATIC: dict[str, Method] = {
    "Compare": method(lambda one, other: (one.utc_ticks > other.utc_ticks) - (one.utc_ticks < other.utc_ticks), "oo", names="first second"),
    "FromFileTime": method(lambda ticks: convert(_from_file_time(ticks), "System.DateTimeOffset"), "l", names="fileTime"),
    "FromUnixTimeMilliseconds": _unix(10_000),
    "FromUnixTimeSeconds": _unix(TICKS_PER_SECOND),
    "Parse": parsed("System.DateTimeOffset", "String '{}' was not recognized as a valid DateTime."),
    "ParseExact": method(_offset_exact, "soo", "sooo", names="input format formatProvider styles"),
    "TryParse": tried("System.DateTimeOffset"),
    "TryParseExact": method(_try_exact, "soooo", names="input format formatProvider styles result"),
    "new": method(_new_offset, "o", "tp", "lp", "iiiiiip", "iiiiiiip", names="dateTime offset"),
}
OFFSET: dict[str, Method] = {"EqualsExact": method(lambda value, other: value == other, "o", names="other")}
OFFSET_FIELDS = {
    "Now": lambda: DateTime(now().ticks, "Local", now().offset, has_offset=True),
    "UtcNow": lambda: DateTime(_utc_now().ticks, "Utc", 0, has_offset=True),
    "MaxValue": lambda: DateTime(MAX_DATE_TICKS, "Utc", 0, has_offset=True),
    "MinValue": lambda: DateTime(0, "Utc", 0, has_offset=True),
    "UnixEpoch": lambda: DateTime(_EPOCH_TICKS, "Utc", 0, has_offset=True),
}
