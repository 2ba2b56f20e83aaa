"""Members of any value: the bag's own, .NET's for plain values, and PowerShell's Count and Length on everything."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from eopsh.objects.date_text import format_date
from eopsh.objects.enums import enum_from_number, enum_from_text
from eopsh.objects.model import EnumValue, PSDict, PSList, PSObject, Value
from eopsh.objects.names import items_of, type_name, type_names
from eopsh.objects.parsing import to_local
from eopsh.objects.scalars import BigInteger, Credential, ErrorRecord, Int64, ScriptBlock, SecureString, Uri, Version, XmlText
from eopsh.objects.script_members import LiveNotes, Member, type_members
from eopsh.objects.text import to_string
from eopsh.objects.times import TICKS_PER_DAY, TICKS_PER_SECOND, DateTime, TimeSpan
from eopsh.objects.uris import URI
from eopsh.objects.wildcards import like
from eopsh.objects.xml_nodes import XmlElement, document_property, is_node_property

Members: TypeAlias = dict[str, Callable[..., Value]]


def get_property(value: Value, name: str) -> Value:
    """Return what `$value.name` gives; None when there is no such property.

    A list that has no such property itself gives its elements' (a lone one bare, null for an object that lacks it). Every single value
    has Count and Length of 1.
    """
    if isinstance(value, PSObject):
        key = value.find(name)
        if key is not None:
            return value.notes[key] if key in value.notes else value.adapted[key]
    elif isinstance(value, dict):
        found, item = _dictionary_item(value, name)
        if found:
            return item
    folded = name.casefold()
    if folded == "psobject" and value is not None:
        return _reflection(value)
    if folded == "psbase" and value is not None:
        return _base(value)
    if folded == "pstypenames" and value is not None:
        return PSList(type_names(value), _NAMES)
    if isinstance(value, XmlElement):
        return value.node_property(folded)
    if isinstance(value, XmlText):
        return document_property(value, name)
    own = _member(value, folded)
    if own is not None:
        return own(value)
    given = _given_member(value, name)
    if given is not None:
        return given.read(value)
    if isinstance(value, list | tuple):
        return _enumerate(value, name)
    if isinstance(value, PSObject) and value.base is not None:
        return get_property(value.base, name)
    if folded in ("count", "length"):
        return 0 if value is None else 1
    return None


def _given_member(value: Value, name: str) -> Member | None:
    """Return the member of this name that the value's types have been given."""
    table = type_members()
    return table.find(type_names(value), name) if table else None


def script_member(value: Value, name: str) -> Member | None:
    """Return the member of this name that a script gave to the object or to one of its types: no plain note."""
    notes = value.notes if isinstance(value, PSObject | PSDict | PSList) else None
    own = notes.member(name) if isinstance(notes, LiveNotes) else None
    if own is not None or value is None or (notes is not None and name in notes):
        return own
    return _given_member(value, name)


def script_members(value: Value) -> Iterator[Member]:
    """Yield the members that scripts gave to the object or its types and that are no properties."""
    notes = value.notes if isinstance(value, PSObject | PSDict | PSList) else None
    if isinstance(notes, LiveNotes):
        yield from notes.hidden()
    yield from (member for member in type_members().members(type_names(value)) if member.hidden)


def has_property(value: Value, name: str) -> bool:
    """Tell whether a value itself has the property (Count and Length of single values, which PowerShell adds, do not count)."""
    given = script_member(value, name)
    if given is not None:
        return not given.hidden
    if isinstance(value, XmlText | XmlElement) and is_node_property(name.casefold()):
        return True
    if isinstance(value, PSObject):
        return value.has(name) or (value.base is not None and has_property(value.base, name))
    if isinstance(value, dict) and _dictionary_item(value, name)[0]:
        return True
    return _member(value, name.casefold()) is not None


def properties(value: Value) -> Iterator[tuple[str, Value]]:
    """Yield names and values as `Format-List *` sees them. A dictionary's are .NET's (Keys, Values, ...), not its entries."""
    if isinstance(value, PSObject):
        if value.base is not None:
            yield from properties(value.base)
        yield from value.items()
    else:
        for name, function in _members_of(value).items():
            yield name, function(value)
        if isinstance(value, PSList | PSDict):
            yield from value.notes.items()
    yield from _given_properties(value)


def _given_properties(value: Value) -> Iterator[tuple[str, Value]]:
    """Yield what the value's types have been given and the value itself does not have."""
    table = type_members()
    if table:
        own = value if isinstance(value, PSObject) else None
        for member in table.members(type_names(value)):
            if not member.hidden and not (own is not None and own.has(member.name)):
                yield member.name, member.read(value)


def _dictionary_item(value: dict[Value, Value], name: str) -> tuple[bool, Value]:
    if name in value:
        return True, value[name]
    if name.isdigit() and name.isascii() and int(name) in value:
        return True, value[int(name)]
    if isinstance(value, PSDict):
        folded = name.casefold()
        key = next((key for key in value.notes if key.casefold() == folded), None)
        return (False, None) if key is None else (True, value.notes[key])
    folded = name.casefold()
    key = next((key for key in value if isinstance(key, str) and key.casefold() == folded), None)
    return (False, None) if key is None else (True, value[key])


def _enumerate(values: list[Value] | tuple[Value, ...], name: str) -> Value:
    found: list[Value] = []
    for item in values:
        if isinstance(item, PSObject) or has_property(item, name):
            value = get_property(item, name)
            if isinstance(value, list):
                found += value
            else:
                found.append(value)
        elif isinstance(item, list):
            inner = _enumerate(item, name)
            found += inner if isinstance(inner, list) else [] if inner is None else [inner]
    if not found:
        return None
    return found[0] if len(found) == 1 else found


class PropertyRow(PSObject):
    """One property as `$value.PSObject.Properties` shows it; a new Value goes to the object."""

    __slots__ = ("owner",)

    def __init__(self, owner: Value, name: str, item: Value) -> None:
        self.owner = owner
        notes: dict[str, Value] = {
            "Name": name,
            "Value": item,
            "MemberType": member_kind(owner, name),
            "TypeNameOfValue": type_name(item) or "System.Object",
            "IsSettable": True,
            "IsGettable": True,
            "IsInstance": _is_note(owner, name),
        }
        super().__init__(notes, type_names=("System.Management.Automation.PSPropertyInfo", "System.Object"), text=name)

    def set(self, name: str, value: Value) -> None:
        """Change the property of the object that this row is about."""
        super().set(name, value)
        if name.casefold() == "value" and isinstance(self.owner, PSObject):
            self.owner.set(to_string(self.get("Name")), value)


_COLLECTION = "System.Management.Automation.PSMemberInfoIntegratingCollection`1[[System.Management.Automation.{}]]"
methods_of: list[Callable[[Value], list[str]]] = []
"""Who knows the names of a value's methods: the runtime puts itself in here."""


def _method_row(name: str) -> PSObject:
    names = ("System.Management.Automation.PSMethod", "System.Object")
    return PSObject({"Name": name, "MemberType": "Method", "IsInstance": False}, type_names=names, text=name)


def _members_about(owner: Value, rows: list[Value], kind: str) -> PSMembers:
    members = PSMembers(rows, (_COLLECTION.format(kind), "System.Object"))
    members.owner = owner
    return members


def _reflection(value: Value) -> PSObject:
    """Return what `$value.PSObject` offers: Properties, Methods, Members and TypeNames."""
    rows: list[Value] = [PropertyRow(value, name, item) for name, item in properties(value)]
    methods: list[Value] = [_method_row(name) for names in methods_of for name in names(value)]
    found = PSObject(
        {
            "Properties": _members_about(value, rows, "PSPropertyInfo"),
            "Methods": _members_about(value, methods, "PSMethodInfo"),
            "Members": _members_about(value, [*rows, *methods], "PSMemberInfo"),
            "TypeNames": PSList(type_names(value), _NAMES),
            "BaseObject": value,
            "ImmediateBaseObject": value,
        }
    )
    found.type_names = ("System.Management.Automation.PSMemberSet", "System.Object")
    return found


_NAMES = ("System.Collections.ObjectModel.Collection`1[[System.String]]", "System.Object")


class PSMembers(PSList):
    """The properties of `owner`, found by their place or their name."""

    __slots__ = ("owner",)

    owner: Value

    def named(self, name: str) -> Value:
        """Return the property of this name, in any case; None where there is none."""
        folded = name.casefold()
        return next((row for row in self if isinstance(row, PSObject) and to_string(row.get("Name")).casefold() == folded), None)

    def matching(self, pattern: str) -> list[Value]:
        """Return the members whose names a wildcard pattern fits."""
        return [row for row in self if isinstance(row, PSObject) and like(to_string(row.get("Name")), pattern)]

    def add_member(self, row: Value) -> None:
        """Give the object a property, as `[psnoteproperty]::new('Name', 'value')` describes it."""
        self.append(row)
        if isinstance(row, PSObject) and isinstance(self.owner, PSObject):
            self.owner.set(to_string(row.get("Name")), row.get("Value"))

    def remove_named(self, name: str) -> None:
        """Take the property away from its object too."""
        if isinstance(self.owner, PSObject):
            self.owner.remove(name)


def _base(value: Value) -> Value:
    """Return what `$value.PSBase` offers: .NET's own members, which a dictionary's keys may hide."""
    if not isinstance(value, dict):
        return value
    members = {name: function(value) for name, function in _members_of(value).items()}
    return PSObject(adapted=members, type_names=type_names(value), text=to_string(value))


def _type_of_value(owner: Value, name: str, value: Value) -> str:
    given = script_member(owner, name)
    computed = given is not None and given.kind == "ScriptProperty"
    return "System.Object" if computed else type_name(value) or "System.Object"


def member_kind(value: Value, name: str) -> str:
    """Return the kind of a property, as Get-Member names it."""
    given = script_member(value, name)
    return given.kind if given is not None else "NoteProperty" if _is_note(value, name) else "Property"


def _is_note(value: Value, name: str) -> bool:
    return not isinstance(value, PSObject) or name in value.notes


# --- .NET's members of plain values


def utf16_length(text: str) -> int:
    """Count as .NET does: characters beyond the basic plane are two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _day_of_week(value: DateTime) -> Value:
    return enum_from_number("System.DayOfWeek", (value.ticks // TICKS_PER_DAY + 1) % 7)


_DATE: Members = {
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
    "DateTime": lambda value: format_date(value, "F"),
}
_OFFSET: Members = {
    "DateTime": lambda value: DateTime(value.ticks),
    "UtcDateTime": lambda value: DateTime(value.utc_ticks, "Utc"),
    "LocalDateTime": to_local,
    **{name: _DATE[name] for name in ("Date", "Day", "DayOfWeek", "DayOfYear", "Hour", "Millisecond", "Microsecond", "Nanosecond")},
    **{name: _DATE[name] for name in ("Minute", "Month")},
    "TotalOffsetMinutes": lambda value: value.offset or 0,
    "Offset": lambda value: TimeSpan((value.offset or 0) * 60 * TICKS_PER_SECOND),
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
    "Days": _part(TICKS_PER_DAY, 0),
    "Hours": _part(3600 * TICKS_PER_SECOND, 24),
    "Minutes": _part(60 * TICKS_PER_SECOND, 60),
    "Seconds": _part(TICKS_PER_SECOND, 60),
    "Milliseconds": _part(10_000, 1_000),
    "Ticks": lambda value: Int64(value.ticks),
    "TotalDays": _total(TICKS_PER_DAY),
    "TotalHours": _total(3600 * TICKS_PER_SECOND),
    "TotalMinutes": _total(60 * TICKS_PER_SECOND),
    "TotalSeconds": _total(TICKS_PER_SECOND),
    "TotalMilliseconds": _total(10_000),
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
        "Activity": record.activity,
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


def _invocation(record: ErrorRecord) -> PSObject:
    place = _POSITION.match(record.position)
    notes: dict[str, Value] = {
        "MyCommand": record.activity,
        "ScriptLineNumber": int(place[1]) if place else 0,
        "OffsetInLine": int(place[2]) if place else 0,
        "Line": place[3] if place else "",
        "PositionMessage": record.position,
        "InvocationName": record.activity,
    }
    return PSObject(notes, type_names=("System.Management.Automation.InvocationInfo", "System.Object"))


_POSITION = re.compile(r"At line:(\d+) char:(\d+)\n\+ (.*)")


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


def _members_of(value: Value) -> Members:
    if isinstance(value, DateTime) and value.has_offset:
        return _OFFSET
    exact = _MEMBERS.get(type(value))
    if exact is not None:
        return exact
    return next((members for kind, members in _MEMBERS.items() if isinstance(value, kind)), {})


def _member(value: Value, folded: str) -> Callable[..., Value] | None:
    """Find a member of a plain value by its folded name."""
    if isinstance(value, PSObject):
        return None
    if isinstance(value, datetime.datetime | datetime.timedelta):
        return _python_member(value, folded)
    members = _members_of(value)
    if not members:
        return None
    table = _FOLDED.get(id(members))
    if table is None:
        table = _FOLDED[id(members)] = {name.casefold(): function for name, function in members.items()}
    found = table.get(folded)
    if found is None and isinstance(value, PSList) and value.notes:
        key = next((key for key in value.notes if key.casefold() == folded), None)
        return None if key is None else lambda item: item.notes[key]
    return found


def _python_member(value: datetime.datetime | datetime.timedelta, folded: str) -> Callable[..., Value] | None:
    ours: Value = DateTime.from_python(value) if isinstance(value, datetime.datetime) else TimeSpan.from_python(value)
    function = _member(ours, folded)
    return None if function is None else lambda _: function(ours)
