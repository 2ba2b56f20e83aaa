"""Update-TypeData and Remove-TypeData: members of types, and which properties objects of a type show."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BoundCall
from eopsh.binding.validation import ValidateNotNullOrEmpty
from eopsh.catalogue import Command, Membership, Parameter
from eopsh.objects import Member, Value, to_text
from eopsh.runtime.commands.add_member import member_of
from eopsh.runtime.commands.declare import switch
from eopsh.runtime.commands.inputs import texts_of
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.script_members import note_property
from eopsh.runtime.signals import ScriptError

_DYNAMIC, _FILES, _DATA = "DynamicTypeSet", "FileSet", "TypeDataSet"
_FULL = (ValidateNotNullOrEmpty(),)
_OPTIONAL = {_DYNAMIC: Membership()}


def _detail(name: str, kind: str = "System.String") -> Parameter:
    return Parameter(name, kind, sets=_OPTIONAL, validation=_FULL)


UPDATE_TYPE_DATA = Command(
    "Update-TypeData",
    _detail("MemberType", "System.Management.Automation.PSMemberTypes"),
    _detail("MemberName"),
    Parameter("Value", "System.Object", sets=_OPTIONAL),
    Parameter("SecondValue", "System.Object", sets=_OPTIONAL),
    _detail("DefaultDisplayProperty"),
    _detail("DefaultDisplayPropertySet", "System.String[]"),
    _detail("DefaultKeyPropertySet", "System.String[]"),
    _detail("SerializationMethod"),
    _detail("StringSerializationSource"),
    _detail("PropertySerializationSet", "System.String[]"),
    Parameter("SerializationDepth", "System.Int32", sets=_OPTIONAL),
    Parameter("InheritPropertySerializationSet", "System.Boolean", sets=_OPTIONAL),
    Parameter("TypeName", "System.String", sets={_DYNAMIC: Membership(mandatory=True, from_pipeline=True)}, validation=_FULL),
    switch("Force", _DYNAMIC, _DATA),
    Parameter("AppendPath", "System.String[]", aliases=("PSPath", "Path"), sets={_FILES: Membership(position=0)}),
    Parameter("PrependPath", "System.String[]", sets={_FILES: Membership()}),
    default_set=_FILES,
)


@local_command(UPDATE_TYPE_DATA)
def update_type_data(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Give a type a member, or let its objects show other properties than they would."""
    if "TypeName" not in call:
        raise context.fail("Files of types are not read: name a type with -TypeName.", "NotSupported", "NotImplemented")
    name = to_text(call.get("TypeName"))
    if "MemberType" in call or "MemberName" in call:
        _define(name, call, context)
    elif not any(each in call for each in _STANDARD):
        message = 'The TypeData must have "Members", "TypeConverters", "TypeAdapters", or "StandardMembers".'
        raise _faulty(name, message, "Update", context)
    if "DefaultDisplayPropertySet" in call:
        names = tuple(texts_of(call, "DefaultDisplayPropertySet"))
        context.session.formats.display(name, names)
    yield from ()


_STANDARD = ["DefaultDisplayProperty", "DefaultDisplayPropertySet", "DefaultKeyPropertySet", "SerializationMethod"]
_STANDARD += ["StringSerializationSource", "PropertySerializationSet", "SerializationDepth", "InheritPropertySerializationSet"]


def _define(type_name: str, call: BoundCall, context: CommandContext) -> None:
    kind, name = to_text(call.get("MemberType")), to_text(call.get("MemberName"))
    if not kind:
        message = "The MemberType parameter is required with the MemberName parameter. Please specify the MemberType parameter."
        raise context.fail(message, "MemberTypeIsMissing")
    if not name:
        message = f'The MemberName parameter is required for the type "{kind}". Please specify the MemberName parameter.'
        raise context.fail(message, "MemberNameShouldBeSpecified")
    types = context.session.types
    if types.has(type_name, name) and not call.get("Force"):
        raise _faulty(type_name, f"The member {name} is already present.", "Update", context)
    made = member_of(kind, name, call.get("Value"), call.get("SecondValue"), context)
    types.define(type_name, made if isinstance(made, Member) else note_property(name, made))


def _faulty(name: str, why: str, action: str, context: CommandContext) -> ScriptError:
    return context.fail(f'Error in TypeData "{name}": {why}', f"TypesDynamic{action}Exception", "InvalidOperation")


REMOVE_TYPE_DATA = Command(
    "Remove-TypeData",
    Parameter(
        "TypeName",
        "System.String",
        sets={"RemoveTypeSet": Membership(mandatory=True, position=0, from_pipeline=True, from_property=True)},
        validation=_FULL,
    ),
    default_set="RemoveTypeSet",
)


@local_command(REMOVE_TYPE_DATA)
def remove_type_data(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Forget what was said about a type."""
    name = to_text(call.get("TypeName"))
    known = [context.session.types.forget(name), context.session.formats.forget(name)]
    if not any(known):
        why = f'The type "{name}" was not found. The type name value must be the full name of the type. '
        why += "Verify the type name and run the command again."
        context.write_error(_faulty(name, why, "Remove", context).record)
    yield from ()
