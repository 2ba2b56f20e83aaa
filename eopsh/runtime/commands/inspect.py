"""Get-Member."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BoundCall, display_type
from eopsh.binding.validation import ValidateNotNullOrEmpty
from eopsh.catalogue import Command, Parameter
from eopsh.frozen import frozen
from eopsh.objects import (
    CUSTOM_TYPES,
    DateTime,
    EnumValue,
    PSObject,
    Value,
    convert,
    like,
    member_kind,
    properties,
    script_member,
    script_members,
    type_name,
)
from eopsh.objects.enums import ENUMS
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.declare import INPUT, switch
from eopsh.runtime.commands.inputs import texts_of
from eopsh.runtime.compiler.types import TypeValue, name_of_type
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.methods import get_static, method_names, static_names
from eopsh.runtime.methods.statics import FIELDS
from eopsh.runtime.script_members import note_text

_MEMBER_TYPES = "System.Management.Automation.PSMemberTypes"
_KINDS = ENUMS[_MEMBER_TYPES]
GET_MEMBER = Command(
    "Get-Member",
    Parameter("Name", "System.String[]", position=0, validation=(ValidateNotNullOrEmpty(),)),
    Parameter("MemberType", _MEMBER_TYPES, aliases=("Type",)),
    Parameter("View", "System.String", values=("Extended", "Adapted", "Base", "All")),
    switch("Static"),
    switch("Force"),
    INPUT,
    alias="gm",
)


@frozen
class _Row:
    """A member as it is listed; rows are in the order of their kinds' names, then of their own."""

    name: str
    kind: str
    definition: str

    @property
    def order(self) -> tuple[str, str]:
        """What rows are sorted by."""
        return self.kind.lower(), self.name.lower()


@local_command(GET_MEMBER)
def get_member(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the members of each type of object once."""
    seen: set[str] = set()
    came = False
    with closing(objects):
        for item in objects:
            if item is None:
                continue
            came = True
            kind = name_of_type(item) if call.get("Static") and isinstance(item, TypeValue) else type_name(item)
            if kind not in seen:
                seen.add(kind)
                yield from _members(item, kind, call)
    if not came:
        message = "You must specify an object for the Get-Member cmdlet."
        context.error(message, "NoObjectInGetMember", "CloseError", exception="System.InvalidOperationException")


def _members(item: Value, kind: str, call: BoundCall) -> Iterator[Value]:
    """Yield the members of each name or pattern in the order in which these were given."""
    wanted = call.get("MemberType")
    bits = wanted.number if isinstance(wanted, EnumValue) else _KINDS["All"]
    rows = [row for row in (_static_rows(kind) if call.get("Static") else _rows(item)) if _KINDS[row.kind] & bits]
    for pattern in texts_of(call, "Name") or ["*"]:
        yield from (_definition(kind, row) for row in sorted(rows, key=lambda row: row.order) if like(row.name, pattern))


def _rows(item: Value) -> Iterator[_Row]:
    for name, value in properties(item):
        yield _property(item, name, value)
    if isinstance(item, str):
        yield _Row("Chars", "ParameterizedProperty", "char Chars(int index) {get;}")
    yield from (_Row(member.name, member.kind, member.definition) for member in script_members(item))
    for name in _OBJECT if type(item) is PSObject and item.base is None and _is_bag(item) else method_names(item):
        if name not in ("Where", "ForEach") and not (name == "Chars" and isinstance(item, str)):
            yield _Row(name, "Method", _OBJECT.get(name, f"{name}()"))


_OBJECT = {
    "Equals": "bool Equals(System.Object obj)",
    "GetHashCode": "int GetHashCode()",
    "GetType": "type GetType()",
    "ToString": "string ToString()",
}


def _is_bag(item: PSObject) -> bool:
    """Tell a custom object, or one that came over the wire: those have what every object has."""
    return not item.type_names or CUSTOM_TYPES[0] in item.type_names or item.type_names[0].startswith("Deserialized.")


def _property(item: Value, name: str, value: Value) -> _Row:
    kind = member_kind(item, name) if isinstance(item, PSObject) else "Property"
    given = script_member(item, name)
    if given is not None:
        return _Row(name, given.kind, given.definition)
    if isinstance(item, DateTime) and name == "DateTime" and not item.has_offset:
        return _Row(name, "ScriptProperty", "System.Object DateTime {get=...;}")
    if kind == "NoteProperty":
        return _Row(name, kind, note_text(name, value))
    if isinstance(item, PSObject) and item.base is None and type_name(item).startswith("Deserialized."):
        return _Row(name, kind, f"{type_name(value)} {{get;set;}}")
    return _Row(name, kind, f"{_shown_type(value)} {name} {{get;}}")


def _shown_type(value: Value) -> str:
    """Return a type by its accelerator, which is in lower case, else by its full name."""
    full = type_name(value) or "System.Object"
    short = display_type(full)
    return short if short == short.lower() else full


def _static_rows(kind: str) -> Iterator[_Row]:
    fields = {*FIELDS.get(kind, {}), *ENUMS.get(kind, {})}
    for name in static_names(kind):
        if name in fields:
            yield _Row(name, "Property", f"static {_shown_type(get_static(kind, name))} {name} {{get;}}")
        else:
            yield _Row(name, "Method", f"static {name}()")


def _definition(kind: str, row: _Row) -> PSObject:
    names = ("Microsoft.PowerShell.Commands.MemberDefinition", "System.Object")
    member_type = convert(row.kind, _MEMBER_TYPES)
    adapted: dict[str, Value] = {"TypeName": kind, "Name": row.name, "MemberType": member_type, "Definition": row.definition}
    return PSObject(adapted=adapted, type_names=names, text=row.definition)
