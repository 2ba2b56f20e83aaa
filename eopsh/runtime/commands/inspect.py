"""Get-Member."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BoundCall, display_type
from eopsh.catalogue import Command, Parameter
from eopsh.objects import PSObject, Value, like, properties, to_string, to_text, type_name
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.declare import INPUT, switch
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.methods import method_names
from eopsh.runtime.values import unrolled

_TYPES = ("AliasProperty", "Property", "NoteProperty", "ScriptProperty", "Method", "ScriptMethod", "Methods", "Properties", "All")
GET_MEMBER = Command(
    "Get-Member",
    Parameter("Name", "System.String[]", position=0),
    Parameter("MemberType", "System.String", aliases=("Type",), values=_TYPES),
    switch("Static"),
    switch("Force"),
    INPUT,
    alias="gm",
)


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
            kind = type_name(item)
            if kind not in seen:
                seen.add(kind)
                yield from _members(item, kind, call)
    if not came:
        message = "You must specify an object for the Get-Member cmdlet."
        context.error(message, "NoObjectInGetMember", "CloseError", exception="System.InvalidOperationException")


def _members(item: Value, kind: str, call: BoundCall) -> Iterator[Value]:
    names = [to_text(name) for name in unrolled(call.get("Name"))] if "Name" in call else ["*"]
    wanted = to_text(call.get("MemberType")).lower() or "all"
    rows = sorted([*_properties(item), *_methods(item)], key=lambda row: (_RANK[row[1]], row[0].lower()))
    for name, member_type, definition in rows:
        if _is_wanted(member_type, wanted) and any(like(name, pattern) for pattern in names):
            yield _definition(kind, name, member_type, definition)


_RANK = {"Method": 0, "NoteProperty": 1, "Property": 2}


def _is_wanted(member_type: str, wanted: str) -> bool:
    if wanted in ("all", member_type.lower()):
        return True
    return (wanted == "properties" and member_type.endswith("Property")) or (wanted == "methods" and member_type.endswith("Method"))


def _properties(item: Value) -> Iterator[tuple[str, str, str]]:
    for name, value in properties(item):
        kind = display_type(type_name(value)) if value is not None else "object"
        if isinstance(item, PSObject) and name in item.notes:
            shown = "null" if value is None else to_text(value) if isinstance(value, PSObject) else to_string(value)
            yield name, "NoteProperty", f"{kind} {name}={shown}"
        else:
            yield name, "Property", f"{kind} {name} {{get;}}"


def _methods(item: Value) -> Iterator[tuple[str, str, str]]:
    for name in method_names(item):
        if name not in ("Where", "ForEach"):
            yield name, "Method", f"{name}()"


def _definition(kind: str, name: str, member_type: str, definition: str) -> PSObject:
    names = ("Microsoft.PowerShell.Commands.MemberDefinition", "System.Object")
    adapted: dict[str, Value] = {"TypeName": kind, "Name": name, "MemberType": member_type, "Definition": definition}
    return PSObject(adapted=adapted, type_names=names, text=definition)
