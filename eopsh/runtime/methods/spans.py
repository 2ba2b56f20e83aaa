"""Methods of TimeSpan, and the members of its type."""

from __future__ import annotations

import re
from collections.abc import Callable

from eopsh.objects import ConversionError, Int64, TimeSpan, Value, convert, to_number, to_text
from eopsh.objects.date_text import SPAN_TOKEN
from eopsh.objects.times import TICKS_PER_DAY, TICKS_PER_SECOND
from eopsh.runtime.methods.table import DotNetError, Method, method, set_reference
from eopsh.runtime.methods.texts import parsed, tried


def _span_subtract(value: TimeSpan, other: TimeSpan) -> TimeSpan:
    return TimeSpan(value.ticks - other.ticks)


def _span_divided(value: TimeSpan, divisor: Value) -> Value:
    if isinstance(divisor, TimeSpan):
        return value.ticks / divisor.ticks
    return TimeSpan(round(value.ticks / float(to_number(divisor))))


def _bounded(ticks: float) -> TimeSpan:
    if not -(2**63) <= ticks < 2**63:
        raise DotNetError("TimeSpan overflowed because the duration is too long.", "OverflowException")
    return TimeSpan(round(ticks))


_LEAST = -(2**63)


def _duration(value: TimeSpan) -> TimeSpan:
    if value.ticks == _LEAST:
        why = "because the absolute value of TimeSpan.MinValue exceeds the value of TimeSpan.MaxValue."
        raise DotNetError(f"The duration cannot be returned for TimeSpan.MinValue {why}", "OverflowException")
    return TimeSpan(abs(value.ticks))


def _negated(value: TimeSpan) -> TimeSpan:
    if value.ticks == _LEAST:
        raise DotNetError("Negating the minimum value of a twos complement number is invalid.", "OverflowException")
    return TimeSpan(-value.ticks)


SPAN: dict[str, Method] = {
    "Add": method(lambda value, other: TimeSpan(value.ticks + other.ticks), "p"),
    "CompareTo": method(lambda value, other: (value.ticks > other.ticks) - (value.ticks < other.ticks), "p"),
    "Divide": method(_span_divided, "o", names="divisor"),
    "Duration": method(_duration),
    "Multiply": method(lambda value, factor: _bounded(value.ticks * factor), "d", names="factor"),
    "Equals": method(lambda value, other: value == other, "o"),
    "Negate": method(_negated),
    "Subtract": method(_span_subtract, "p"),
}


def _span(*parts: int) -> TimeSpan:
    if len(parts) == 1:
        return TimeSpan(parts[0])
    days, hours, minutes, seconds = (0, *parts) if len(parts) == 3 else parts[:4]
    milliseconds = parts[4] if len(parts) > 4 else 0
    return _bounded(((((days * 24) + hours) * 60 + minutes) * 60 + seconds) * TICKS_PER_SECOND + milliseconds * 10_000)


def _span_pattern(match: re.Match[str]) -> str:
    token = match["token"]
    if token is None:
        return re.escape(match["escape"] or match["single"] or match["double"] or "")
    name = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}.get(token[0], "fraction")
    return rf"(?P<{name}>\d{{{len(token)}{',2' if len(token) == 1 and name != 'fraction' else ''}}})"


def _is_span_pattern(pieces: list[re.Match[str]]) -> bool:
    """Tell whether .NET takes a format: each part once, no fraction finer than a tick, texts in quotes or behind a backslash."""
    tokens = [piece["token"] for piece in pieces if piece["token"]]
    letters = {token[0].lower() for token in tokens}
    fine = any(token[0] in "fF" and len(token) > 7 for token in tokens)
    return len(letters) == len(tokens) and not fine and not any(piece["other"] for piece in pieces)


def _read_span(text: str, pattern: str) -> TimeSpan | None:
    if pattern in ("c", "t", "T", "g", "G"):
        colons, dotted = text.count(":"), "." in text.partition(":")[0]
        if (pattern in "ctT" and colons == 3) or (pattern == "g" and dotted) or (pattern == "G" and (dotted or colons != 3)):
            return None
        try:
            return convert(text, "System.TimeSpan")  # type: ignore[return-value]  # of that type by its name
        except ConversionError:
            return None
    tokens = list(SPAN_TOKEN.finditer(pattern))
    if not _is_span_pattern(tokens):
        return None
    match = re.fullmatch("".join(map(_span_pattern, tokens)), text)
    if match is None:
        return None
    part = {name: int(number) for name, number in match.groupdict().items() if name != "fraction"}
    return TimeSpan(TimeSpan.of(**part).ticks + int((match.groupdict().get("fraction") or "").ljust(7, "0")))


def _span_exact(text: str, pattern: Value, *_more: Value) -> TimeSpan:
    found = (_read_span(text, to_text(each)) for each in (pattern if isinstance(pattern, list) else [pattern]))
    value = next((each for each in found if each is not None), None)
    if value is None:
        raise DotNetError("Input string was not in a correct format.", "FormatException")
    return value


def _try_span_exact(text: str, pattern: Value, *more: Value) -> bool:
    try:
        set_reference(more[-1], _span_exact(text, pattern))
    except DotNetError:
        set_reference(more[-1], TimeSpan(0))
        return False
    return True


def _from_units(ticks: int) -> Method:
    return method(lambda count: _bounded(count * ticks), "d", names="value")


SPAN_STATIC: dict[str, Method] = {
    "FromDays": _from_units(TICKS_PER_DAY),
    "FromHours": _from_units(3600 * TICKS_PER_SECOND),
    "FromMilliseconds": _from_units(10_000),
    "FromMinutes": _from_units(60 * TICKS_PER_SECOND),
    "FromSeconds": _from_units(TICKS_PER_SECOND),
    "FromMicroseconds": _from_units(10),
    "FromTicks": method(TimeSpan, "l"),
    "ParseExact": method(_span_exact, "soo", "sooo", names="input format formatProvider styles"),
    "TryParseExact": method(_try_span_exact, "sooo", "soooo", names="input format formatProvider result"),
    "Compare": method(lambda one, other: (one.ticks > other.ticks) - (one.ticks < other.ticks), "pp"),
    "Parse": parsed("System.TimeSpan", "String '{}' was not recognized as a valid TimeSpan."),
    "TryParse": tried("System.TimeSpan"),
    "new": method(_span, "l", "iii", "iiii", "iiiii", names="ticks"),
}
_UNITS = {"Day": TICKS_PER_DAY, "Hour": 3600 * TICKS_PER_SECOND, "Minute": 60 * TICKS_PER_SECOND, "Second": TICKS_PER_SECOND}
_UNITS |= {"Millisecond": 10_000, "Microsecond": 10}
_WIDER = list(_UNITS.items())
SPAN_FIELDS: dict[str, Callable[[], Value]] = {
    "Zero": lambda: TimeSpan(0),
    "MaxValue": lambda: TimeSpan(2**63 - 1),
    "MinValue": lambda: TimeSpan(-(2**63)),
    "HoursPerDay": lambda: 24,
    "NanosecondsPerTick": lambda: Int64(100),
    **{f"TicksPer{unit}": (lambda ticks=ticks: Int64(ticks)) for unit, ticks in _UNITS.items()},  # type: ignore[misc]  # as below
    **{
        f"{small}sPer{big}": (lambda count=ticks // least: Int64(count))  # type: ignore[misc]  # mypy infers no lambda with a default
        for at, (big, ticks) in enumerate(_WIDER)
        for small, least in _WIDER[at + 1 :]
    },
}
