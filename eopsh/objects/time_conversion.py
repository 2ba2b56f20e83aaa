"""Conversions to dates and spans of time, as PowerShell makes them."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from eopsh.objects.model import EnumValue, Value
from eopsh.objects.names import type_name
from eopsh.objects.numeric import cannot, never, null_refused
from eopsh.objects.parsing import WrongWeekday, parse_date, parse_span, to_local, unknown_word
from eopsh.objects.scalars import BigInteger, Char, Uri
from eopsh.objects.text import to_text
from eopsh.objects.times import MAX_DATE_TICKS, DateTime, TimeSpan


def _date_of_ticks(ticks: int) -> DateTime:
    if 0 <= ticks <= MAX_DATE_TICKS:
        return DateTime(int(ticks))
    why = "Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks. (Parameter 'ticks')"
    raise cannot(ticks, "System.DateTime", why, "InvalidCastConstructorException")


def to_date(value: Value) -> Value:
    """Convert to a date. Raises ConversionError."""
    if isinstance(value, datetime.datetime):
        return DateTime.from_python(value)
    if isinstance(value, DateTime):
        return DateTime(value.ticks, value.kind, value.offset)
    if value is None:
        raise null_refused("System.DateTime")
    if isinstance(value, str) and not isinstance(value, Char | Uri):
        return _date_from_text(value, "System.DateTime")
    if isinstance(value, float | Decimal):
        return _date_from_text(to_text(value), "System.DateTime")
    if isinstance(value, int) and not isinstance(value, bool | BigInteger):
        return _date_of_ticks(value)
    if isinstance(value, bool | Char):
        short = type_name(value).rpartition(".")[2]
        raise cannot(value, "System.DateTime", f"Invalid cast from '{short}' to 'DateTime'.", "InvalidCastIConvertible")
    raise never(value, "System.DateTime")


def _date_from_text(text: str, target: str) -> DateTime:
    why = f"String '{text}' was not recognized as a valid DateTime."
    try:
        value = parse_date(text)
    except WrongWeekday:
        value, why = None, why[:-1] + " because the day of week was incorrect."
    if value is not None:
        return value
    place = unknown_word(text)
    if place is not None:
        why = f"The string '{text}' was not recognized as a valid DateTime. There is an unknown word starting at index '{place}'."
    raise cannot(text, target, why, "InvalidCastParseTargetInvocationWithFormatProvider")


def to_date_offset(value: Value) -> Value:
    """Convert to a date with its offset. Raises ConversionError."""
    if value is None:
        raise null_refused("System.DateTimeOffset")
    if isinstance(value, str):
        zone = _ZONE(value) or _ZONE_OF_DAY(value)
        if zone is not None and zone[1]:
            value = _at_zone(_date_from_text(zone[1], "System.DateTimeOffset"), zone[2])
        else:
            value = _date_from_text(value, "System.DateTimeOffset")
    if isinstance(value, datetime.datetime):
        value = DateTime.from_python(value)
    if not isinstance(value, DateTime):
        raise never(value, "System.DateTimeOffset")
    offset = 0 if value.kind == "Utc" else value.offset
    local = to_local(DateTime(value.ticks, "Local", 0)).offset if offset is None else offset
    return DateTime(value.ticks, "Local", local, has_offset=True)


_ZONE = re.compile(r"(.*:\d\d.*?)\s*([+-]\d\d:?\d\d)\s*", re.DOTALL).fullmatch

_ZONE_OF_DAY = re.compile(r"(.*\d)\s*(\+\d\d:?\d\d|(?<=\s)-\d\d:?\d\d|-\d\d:\d\d)\s*", re.DOTALL).fullmatch


def _at_zone(value: DateTime, zone: str) -> DateTime:
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return DateTime(value.ticks, "Local", -minutes if zone[0] == "-" else minutes)


def to_span(value: Value) -> Value:
    """Convert to a span of time. Raises ConversionError."""
    if isinstance(value, datetime.timedelta):
        return TimeSpan.from_python(value)
    if isinstance(value, TimeSpan):
        return value
    if value is None:
        raise null_refused("System.TimeSpan")
    if isinstance(value, int) and not isinstance(value, bool | BigInteger):
        return TimeSpan(int(value))
    if isinstance(value, Char):
        return TimeSpan(ord(value))
    if isinstance(value, EnumValue):
        return TimeSpan(value.number)
    if isinstance(value, bool | DateTime):
        why = f"Invalid cast from '{type_name(value)}' to 'System.TimeSpan'."
        raise cannot(value, "System.TimeSpan", why, "InvalidCastIConvertible")
    if isinstance(value, float | Decimal):
        value = to_text(value)
    if not isinstance(value, str) or isinstance(value, Uri):
        raise never(value, "System.TimeSpan")
    why = f"String '{value}' was not recognized as a valid TimeSpan."
    try:
        span = parse_span(value)
    except OverflowError:
        span = None
        why = f"The TimeSpan string '{value}' could not be parsed because at least one of the numeric components "
        why += "is out of range or contains too many digits."
    if span is None:
        raise cannot(value, "System.TimeSpan", why, "InvalidCastParseTargetInvocationWithFormatProvider")
    return span
