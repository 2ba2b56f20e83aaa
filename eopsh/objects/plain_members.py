"""What .NET has on plain values: dates, spans, lists, dictionaries, addresses, errors and the rest, a table a type."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from eopsh.objects.date_text import format_date
from eopsh.objects.enums import enum_from_number, enum_from_text
from eopsh.objects.model import EnumValue, PSDict, PSList, PSObject, Value
from eopsh.objects.names import items_of
from eopsh.objects.parsing import to_local
from eopsh.objects.scalars import BigInteger, Credential, ErrorRecord, Int64, ScriptBlock, SecureString, Uri, Version
from eopsh.objects.times import TICKS_PER_DAY, TICKS_PER_SECOND, DateTime, TimeSpan
from eopsh.objects.uris import URI
from eopsh.patterns import lazy_pattern

Members: TypeAlias = dict[str, Callable[..., Value]]


def utf16_length(text: str) -> int:
    """Count as .NET does: characters beyond the basic plane are two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _day_of_week(value: DateTime) -> Value:
    return enum_from_number("System.DayOfWeek", (value.ticks // TICKS_PER_DAY + 1) % 7)


_DATE: Members = {
    "DateTime": lambda value: format_date(value, "F"),
    "Date": lambda value: DateTime(value.ticks - value.ticks % TICKS_PER_DAY, value.kind, value.offset),
    "Day": lambda value: value.to_python().day,
    "DayOfWeek": _day_of_week,
    "DayOfYear": lambda value: value.to_python().timetuple().tm_yday,
    "Hour": lambda value: value.ticks // (3600 * TICKS_PER_SECOND) % 24,
    "Kind": lambda value: enum_from_text("System.DateTimeKind", value.kind),
    "Millisecond": lambda value: value.ticks // 10_000 % 1_000,
    "Microsecond": lambda value: value.ticks // 10 % 1_000,
    "Nanosecond": lambda value: value.ticks % 10 * 100,
    "Minute": lambda value: value.ticks // (60 * TICKS_PER_SECOND) % 60,
    "Month": lambda value: value.to_python().month,
    "Second": lambda value: value.ticks // TICKS_PER_SECOND % 60,
    "Ticks": lambda value: Int64(value.ticks),
    "TimeOfDay": lambda value: TimeSpan(value.ticks % TICKS_PER_DAY),
    "Year": lambda value: value.to_python().year,
}
_OFFSET: Members = {
    "DateTime": lambda value: DateTime(value.ticks),
    "UtcDateTime": lambda value: DateTime(value.utc_ticks, "Utc"),
    "LocalDateTime": to_local,
    **{name: _DATE[name] for name in ("Date", "Day", "DayOfWeek", "DayOfYear", "Hour", "Millisecond", "Microsecond", "Nanosecond")},
    **{name: _DATE[name] for name in ("Minute", "Month")},
    "Offset": lambda value: TimeSpan((value.offset or 0) * 60 * TICKS_PER_SECOND),
    "TotalOffsetMinutes": lambda value: value.offset or 0,
    **{name: _DATE[name] for name in ("Second", "Ticks")},
    "UtcTicks": lambda value: Int64(value.utc_ticks),
    **{name: _DATE[name] for name in ("TimeOfDay", "Year")},
}


def _part(ticks: int, modulus: int) -> Callable[[TimeSpan], int]:
    def part(value: TimeSpan) -> int:
        number = abs(value.ticks) // ticks
        number = number % modulus if modulus else number
        return -number if value.ticks < 0 else number

    return part


def _total(ticks: int) -> Callable[[TimeSpan], float]:
    return lambda value: value.ticks / ticks


_SPAN: Members = {
    "Ticks": lambda value: Int64(value.ticks),
    "Days": _part(TICKS_PER_DAY, 0),
    "Hours": _part(3600 * TICKS_PER_SECOND, 24),
    "Milliseconds": _part(10_000, 1_000),
    "Microseconds": _part(10, 1_000),
    "Nanoseconds": lambda value: (value.ticks % 10 if value.ticks >= 0 else -(-value.ticks % 10)) * 100,
    "Minutes": _part(60 * TICKS_PER_SECOND, 60),
    "Seconds": _part(TICKS_PER_SECOND, 60),
    "TotalDays": _total(TICKS_PER_DAY),
    "TotalHours": _total(3600 * TICKS_PER_SECOND),
    "TotalMilliseconds": _total(10_000),
    "TotalMicroseconds": _total(10),
    "TotalNanoseconds": lambda value: value.ticks * 100.0,
    "TotalMinutes": _total(60 * TICKS_PER_SECOND),
    "TotalSeconds": _total(TICKS_PER_SECOND),
}
_LIST: Members = {
    "Length": len,
    "LongLength": lambda value: Int64(len(value)),
    "Rank": lambda value: len(getattr(value, "sizes", ())) or 1,
    "SyncRoot": lambda value: value,
    "IsReadOnly": lambda _: False,
    "IsFixedSize": lambda value: not isinstance(value, PSList) or "System.Array" in value.type_names,
    "IsSynchronized": lambda _: False,
    "Count": len,
}
_DICTIONARY: Members = {
    "IsReadOnly": lambda _: False,
    "IsFixedSize": lambda _: False,
    "IsSynchronized": lambda _: False,
    "Keys": lambda value: PSList(value.keys(), ("System.Collections.Hashtable+KeyCollection", "System.Object")),
    "Values": lambda value: PSList(value.values(), ("System.Collections.Hashtable+ValueCollection", "System.Object")),
    "SyncRoot": lambda value: value,
    "Count": len,
}


def _capacity(value: Value) -> int:
    """Return for how many elements .NET has room after adding these one by one."""
    count = len(value) if isinstance(value, list | dict) else 0
    return 0 if count == 0 else max(4, 1 << (count - 1).bit_length())


def _members(names: str) -> Members:
    return {name: _OF_COLLECTIONS[name] for name in names.split()}


_OF_COLLECTIONS: Members = {name: _LIST[name] for name in ("Count", "IsFixedSize", "IsReadOnly", "IsSynchronized", "SyncRoot")}
_OF_COLLECTIONS |= {
    "Capacity": _capacity,
    "Comparer": lambda _: None,
    "Keys": _DICTIONARY["Keys"],
    "Values": _DICTIONARY["Values"],
}
_COLLECTIONS: dict[str, Members] = {
    "System.Collections.ArrayList": _members("Capacity Count IsFixedSize IsReadOnly IsSynchronized SyncRoot"),
    "System.Collections.Generic.Dictionary`2": _members(
        "Comparer Count Capacity Keys Values IsReadOnly IsFixedSize SyncRoot IsSynchronized"
    ),
    "System.Collections.Generic.HashSet`1": _members("Count Capacity Comparer IsReadOnly"),
    "System.Collections.Generic.List`1": _members("Capacity Count IsReadOnly IsFixedSize SyncRoot IsSynchronized"),
    "System.Collections.Generic.Queue`1": _members("Count Capacity SyncRoot IsSynchronized"),
    "System.Collections.Generic.Stack`1": _members("Count Capacity SyncRoot IsSynchronized"),
    "System.Collections.Queue": _members("Count IsSynchronized SyncRoot"),
    "System.Collections.Specialized.OrderedDictionary": _members("Count IsReadOnly Keys Values IsFixedSize SyncRoot IsSynchronized"),
    "System.Collections.Stack": _members("Count IsSynchronized SyncRoot"),
}
"""What .NET's own collections list of themselves; Length and the rest of an array can be read of all."""
_VERSION: Members = {
    "Major": lambda value: value.major,
    "Minor": lambda value: value.minor,
    "Build": lambda value: value.build,
    "Revision": lambda value: value.revision,
    "MajorRevision": lambda value: value.revision >> 16 if value.revision >= 0 else -1,
    "MinorRevision": lambda value: value.revision & 0xFFFF if value.revision >= 0 else -1,
}


def _exception(record: ErrorRecord) -> Value:
    if record.exception is not None:
        return record.exception
    names = (record.exception_type, "System.Exception", "System.Object")
    return PSObject(
        {"Message": record.message, "InnerException": None, "HResult": -2146233088},
        type_names=names,
        text=f"{record.exception_type}: {record.message}",
    )


def _category_info(record: ErrorRecord) -> PSObject:
    notes: dict[str, Value] = {
        "Category": record.category,
        "Activity": "" if record.exception_type.endswith("CommandNotFoundException") else record.activity,
        "Reason": record.reason or record.exception_type.rpartition(".")[2],
        "TargetName": record.target_name,
        "TargetType": record.target_type,
    }
    return PSObject(notes, type_names=("System.Management.Automation.ErrorCategoryInfo", "System.Object"), text=record.category_text)


def _error_details(record: ErrorRecord) -> Value:
    if not record.details and not record.recommended_action:
        return None
    notes: dict[str, Value] = {"Message": record.details, "RecommendedAction": record.recommended_action}
    return PSObject(notes, type_names=("System.Management.Automation.ErrorDetails", "System.Object"), text=record.details)


def _command(record: ErrorRecord) -> Value:
    """Return the command that an error came from, with its name; null where no command was found."""
    if not record.activity or record.exception_type.endswith("CommandNotFoundException"):
        return None
    return PSObject(
        {"Name": record.activity}, type_names=("System.Management.Automation.CommandInfo", "System.Object"), text=record.activity
    )


def _invocation(record: ErrorRecord) -> PSObject:
    place = _POSITION.match(record.position)
    notes: dict[str, Value] = {
        "MyCommand": _command(record),
        "ScriptLineNumber": int(place[2]) if place else 0,
        "OffsetInLine": int(place[3]) if place else 0,
        "ScriptName": (place[1] or "") if place else "",
        "Line": record.source_line or (place[4] if place else ""),
        "PositionMessage": record.position,
        "InvocationName": record.activity,
    }
    return PSObject(notes, type_names=("System.Management.Automation.InvocationInfo", "System.Object"))


_POSITION = lazy_pattern(r"At (?:line|(.+)):(\d+) char:(\d+)\n\+ (.*)")


_ERROR: Members = {
    "Exception": _exception,
    "TargetObject": lambda record: record.target,
    "CategoryInfo": _category_info,
    "FullyQualifiedErrorId": lambda record: record.fully_qualified_id,
    "ErrorDetails": _error_details,
    "InvocationInfo": _invocation,
    "ScriptStackTrace": lambda record: record.stack_trace,
    "PipelineIterationInfo": lambda _: [],
}
_MEMBERS: dict[type, Members] = {
    str: {"Length": utf16_length},
    bytes: {**_LIST, "SyncRoot": items_of},
    list: _LIST,
    tuple: _LIST,
    dict: _DICTIONARY,
    DateTime: _DATE,
    TimeSpan: _SPAN,
    Version: _VERSION,
    Uri: URI,
    UUID: {"Guid": str, "Variant": lambda value: value.bytes[8] >> 4, "Version": lambda value: value.bytes[6] >> 4},
    BigInteger: {
        "IsPowerOfTwo": lambda value: value > 0 and value & (value - 1) == 0,
        "IsZero": lambda value: value == 0,
        "IsOne": lambda value: value == 1,
        "IsEven": lambda value: value % 2 == 0,
        "Sign": lambda value: (value > 0) - (value < 0),
    },
    Decimal: {"Scale": lambda value: max(-int(value.as_tuple().exponent), 0)},
    EnumValue: {"value__": lambda value: value.number, "Value": lambda value: value.text},
    SecureString: {"Length": len},
    Credential: {"UserName": lambda value: value.user, "Password": lambda value: value.password},
    ErrorRecord: _ERROR,
    ScriptBlock: {"Ast": lambda value: value.text, "File": lambda _: None, "IsFilter": lambda _: False},
}
_FOLDED: dict[int, Members] = {}


def members_of(value: Value) -> Members:
    """Return all members of a plain value, by their names."""
    if isinstance(value, DateTime) and value.has_offset:
        return _OFFSET
    exact = _MEMBERS.get(type(value))
    if exact is not None:
        return exact
    if isinstance(value, PSList | PSDict) and value.type_names:
        own = _COLLECTIONS.get(value.type_names[0].partition("[")[0])
        if own is not None:
            return own
    return next((members for kind, members in _MEMBERS.items() if isinstance(value, kind)), {})


def _folded(members: Members) -> Members:
    table = _FOLDED.get(id(members))
    if table is None:
        table = _FOLDED[id(members)] = {name.casefold(): function for name, function in members.items()}
    return table


def member_of(value: Value, folded: str) -> Callable[..., Value] | None:
    """Return what reads a member of a plain value, by its folded name; None for one that it has not."""
    if isinstance(value, PSObject):
        return None
    if isinstance(value, datetime.datetime | datetime.timedelta):
        return _python_member(value, folded)
    members = members_of(value)
    if not members:
        return None
    found = _folded(members).get(folded)
    if found is None and isinstance(value, PSList):
        found = _folded(_LIST).get(folded)
    if found is None and isinstance(value, PSList) and value.notes:
        key = next((key for key in value.notes if key.casefold() == folded), None)
        return None if key is None else lambda item: item.notes[key]
    return found


def _python_member(value: datetime.datetime | datetime.timedelta, folded: str) -> Callable[..., Value] | None:
    ours: Value = DateTime.from_python(value) if isinstance(value, datetime.datetime) else TimeSpan.from_python(value)
    function = member_of(ours, folded)
    return None if function is None else lambda _: function(ours)
