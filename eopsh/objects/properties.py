"""Members of any value: the bag's own, .NET's for plain values, and PowerShell's Count and Length on everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import SupportsIndex, TypeAlias

from eopsh.objects.date_text import format_date
from eopsh.objects.model import PSDict, PSList, PSObject, Value
from eopsh.objects.names import type_name, type_names
from eopsh.objects.plain_members import member_of, members_of
from eopsh.objects.scalars import XmlText
from eopsh.objects.script_members import LiveNotes, Member, type_members
from eopsh.objects.text import to_string
from eopsh.objects.times import DateTime
from eopsh.objects.wildcards import like
from eopsh.objects.xml_nodes import XmlElement, document_properties, document_property, is_node_property

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
        return TypeNames(value)
    if isinstance(value, XmlElement):
        return value.node_property(folded)
    if isinstance(value, XmlText):
        return document_property(value, name)
    own = member_of(value, folded)
    if own is not None:
        return own(value)
    given = _given_member(value, name)
    if given is not None:
        return given.read(value)
    if isinstance(value, list | tuple):
        return _enumerate(value, name)
    if isinstance(value, PSObject) and value.base is not None:
        hint = _HINTED.get(to_string(value.get("DisplayHint"))) if folded == "datetime" else None
        return format_date(value.base, hint) if hint and isinstance(value.base, DateTime) else get_property(value.base, name)
    if folded in ("count", "length"):
        return 0 if value is None else 1
    return None


_HINTED = {"Date": "D", "Time": "T"}
"""How a date shows that Get-Date -DisplayHint made."""


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
    if isinstance(value, XmlText):
        return any(own.casefold() == name.casefold() for own, _ in document_properties(value))
    if isinstance(value, PSObject):
        return value.has(name) or (value.base is not None and has_property(value.base, name))
    if isinstance(value, dict) and _dictionary_item(value, name)[0]:
        return True
    return member_of(value, name.casefold()) is not None


def properties(value: Value) -> Iterator[tuple[str, Value]]:
    """Yield names and values as `Format-List *` sees them. A dictionary's are .NET's (Keys, Values, ...), not its entries."""
    if isinstance(value, PSObject):
        yield from value.items()
        if value.base is not None:
            yield from properties(value.base)
    elif isinstance(value, XmlText):
        yield from document_properties(value)
    else:
        if isinstance(value, PSList | PSDict):
            yield from value.notes.items()
        for name, function in members_of(value).items():
            yield name, function(value)
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
            "TypeNames": TypeNames(value),
            "BaseObject": value,
            "ImmediateBaseObject": value,
        }
    )
    found.type_names = ("System.Management.Automation.PSMemberSet", "System.Object")
    return found


_NAMES = ("System.Collections.ObjectModel.Collection`1[[System.String]]", "System.Object")


class TypeNames(PSList):
    """The type names of `owner`: a name that is put in or taken out is the object's own from then on."""

    __slots__ = ("owner",)

    def __init__(self, owner: Value) -> None:
        super().__init__(type_names(owner), _NAMES)
        self.owner = owner

    def insert(self, index: SupportsIndex, name: Value) -> None:
        """Put a name in before another one."""
        super().insert(index, name)
        self._keep()

    def append(self, name: Value) -> None:
        """Put a name behind the others."""
        super().append(name)
        self._keep()

    def __delitem__(self, index: SupportsIndex | slice) -> None:
        super().__delitem__(index)
        self._keep()

    def clear(self) -> None:
        """Take all names out."""
        super().clear()
        self._keep()

    def _keep(self) -> None:
        if isinstance(self.owner, PSObject | PSDict | PSList):
            self.owner.type_names = tuple(to_string(name) for name in self)


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
    members = {name: function(value) for name, function in members_of(value).items()}
    return PSObject(adapted=members, type_names=type_names(value), text=to_string(value))


def member_kind(value: Value, name: str) -> str:
    """Return the kind of a property, as Get-Member names it."""
    given = script_member(value, name)
    return given.kind if given is not None else "NoteProperty" if _is_note(value, name) else "Property"


def _is_note(value: Value, name: str) -> bool:
    return not isinstance(value, PSObject) or name in value.notes
