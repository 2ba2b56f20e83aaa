"""Add-Member: notes, aliases, script properties and methods, and sets of properties, for objects that are there already."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BindingError, BoundCall
from eopsh.binding.model import Evaluate
from eopsh.binding.validation import AllowNull, ValidateNotNullOrEmpty
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.objects import (
    ConversionError,
    Member,
    PSDict,
    PSList,
    PSObject,
    ScriptBlock,
    Value,
    convert,
    has_property,
    is_collection,
    script_member,
    to_text,
    type_names,
)
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.declare import INPUT, OPTIONAL, switch
from eopsh.runtime.commands.inputs import not_null
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.script_members import alias_property, live_notes, property_set, script_method, script_property
from eopsh.runtime.values import unrolled

_MEMBER, _NOTE, _NOTES, _TYPE = "MemberSet", "NotePropertySingleMemberSet", "NotePropertyMultiMemberSet", "TypeNameSet"
_POSITIONED = [Membership(mandatory=True, position=position) for position in range(2)]
_MEMBER_TYPES = "System.Management.Automation.PSMemberTypes"
_FULL = (ValidateNotNullOrEmpty(),)
Target = PSObject | PSDict | PSList


class _NoMemberType:
    """A first word that names a kind of member is -MemberType, not the name of a note."""

    def check(self, value: Value, evaluate: Evaluate | None) -> None:
        """Raise BindingError for the name of a kind."""
        try:
            convert(value, _MEMBER_TYPES)
        except ConversionError:
            return
        message = f"Cannot bind parameter 'NotePropertyName'. '{to_text(value)}' is a type of member and no name of a note."
        raise BindingError(message, "ParameterBindingFailed", (0, 0))


ADD_MEMBER = Command(
    "Add-Member",
    Parameter("MemberType", _MEMBER_TYPES, aliases=("Type",), sets={_MEMBER: _POSITIONED[0]}),
    Parameter("Name", "System.String", sets={_MEMBER: _POSITIONED[1]}),
    Parameter("Value", "System.Object", sets={_MEMBER: Membership(position=2)}),
    Parameter("SecondValue", "System.Object", sets={_MEMBER: Membership(position=3)}),
    Parameter("NotePropertyName", "System.String", sets={_NOTE: _POSITIONED[0]}, validation=(*_FULL, _NoMemberType())),
    Parameter("NotePropertyValue", "System.Object", sets={_NOTE: _POSITIONED[1]}, validation=(AllowNull(),)),
    Parameter("NotePropertyMembers", "System.Collections.IDictionary", sets={_NOTES: _POSITIONED[0]}, validation=_FULL),
    Parameter(
        "TypeName",
        "System.String",
        sets={_TYPE: Membership(mandatory=True), _NOTE: OPTIONAL, _NOTES: OPTIONAL, _MEMBER: OPTIONAL},
        validation=_FULL,
    ),
    Parameter("InputObject", INPUT.type, sets={ALL_SETS: Membership(mandatory=True, from_pipeline=True)}),
    switch("PassThru"),
    switch("Force", _MEMBER, _NOTE, _NOTES),
    default_set=_TYPE,
)


@local_command(ADD_MEMBER)
def add_member(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Add members to objects; a plain value gets an object around it to hold them, and only -PassThru gives that out."""
    with closing(objects):
        for item in not_null(objects, context):
            changed = _holder(item)
            if _changed(changed, call, context) and call.get("PassThru"):
                yield changed


def _holder(item: Value) -> Target:
    if isinstance(item, Target):
        return item
    if isinstance(item, list):
        return PSList(item, type_names(item))
    return PSObject(base=item, type_names=type_names(item), text=to_text(item))


def _changed(target: Target, call: BoundCall, context: CommandContext) -> bool:
    """Give a target what the call names; tell whether all of it could be given."""
    added = _add_notes(target, call, context)
    if "MemberType" in call:
        added = _add_member(target, call, context)
    if added and "TypeName" in call:
        target.type_names = (to_text(call.get("TypeName")), *type_names(target))
    return added


def _add_notes(target: Target, call: BoundCall, context: CommandContext) -> bool:
    several = call.get("NotePropertyMembers")
    notes = [(to_text(name), value) for name, value in several.items()] if isinstance(several, dict) else []
    if "NotePropertyName" in call:
        notes.append((to_text(call.get("NotePropertyName")), call.get("NotePropertyValue")))
    added = [_put(target, name, value, call, context) for name, value in notes]
    return all(added)


def _put(target: Target, name: str, value: Value, call: BoundCall, context: CommandContext) -> bool:
    """Add a member, or the value of a note; one that is there already is an error unless forced."""
    if _is_there(target, name) and not _may_replace(target, name, call, context):
        return False
    if isinstance(value, Member):
        live_notes(target).define(value)
        return True
    if isinstance(target, PSObject) and script_member(target, name) is None:
        target.remove(name)
    elif script_member(target, name) is not None:
        live_notes(target).discard(name)
    target.notes[name] = value
    return True


def _is_there(target: Target, name: str) -> bool:
    if script_member(target, name) is not None:
        return True
    return name.casefold() in map(str.casefold, target.notes) or (not isinstance(target, PSDict) and has_property(target, name))


def _may_replace(target: Target, name: str, call: BoundCall, context: CommandContext) -> bool:
    if call.get("Force"):
        return True
    message = f'Cannot add a member with the name "{name}" because a member with that name already exists. '
    message += "To overwrite the member anyway, add the Force parameter to your command."
    context.error(message, "MemberAlreadyExists", "InvalidOperation", target)
    return False


def _add_member(target: Target, call: BoundCall, context: CommandContext) -> bool:
    name = to_text(call.get("Name"))
    made = member_of(to_text(call.get("MemberType")), name, call.get("Value"), call.get("SecondValue"), context)
    return _put(target, name, made, call, context)


def member_of(kind: str, name: str, value: Value, second: Value, context: CommandContext) -> Value:
    """Return a member of a kind, or, for a note, its value.

    Raises:
        ScriptError: the kind takes other values, or cannot be added at all.
    """
    if kind == "NoteProperty":
        if second is not None:
            raise _surplus(kind, context)
        return value
    if kind == "AliasProperty":
        return alias_property(name, _target(value, context), to_text(second) if second is not None else "")
    if kind == "ScriptProperty":
        return _script_property(name, value, second, context)
    if kind == "ScriptMethod":
        if second is not None:
            raise _surplus(kind, context)
        return script_method(name, _block(value, "Value", context))
    if kind == "PropertySet":
        return property_set(name, [to_text(each) for each in unrolled(value)])
    if kind == "MemberSet":
        return Member("MemberSet", name, f"{name} {{}}", lambda owner: value)
    if kind in ("CodeProperty", "CodeMethod"):
        raise context.fail(
            f"Code of .NET cannot be reached: a member of the type {kind} has no meaning here.", "NotSupported", "NotImplemented"
        )
    raise context.fail(
        f'Cannot add a member with type "{kind}". Specify a different type for the MemberTypes parameter.', "CannotAddMemberType"
    )


def _target(value: Value, context: CommandContext) -> str:
    if value is None or is_collection(value):
        raise context.fail("The Value parameter must name a property for a member of the type AliasProperty.", "Value1ShouldNotBeNull")
    return to_text(value)


def _script_property(name: str, value: Value, second: Value, context: CommandContext) -> Member:
    if value is None and second is None:
        message = "The Value and SecondValue parameters cannot both be null for a member of the type ScriptProperty."
        raise context.fail(message, "Value1AndValue2AreNotBothNull")
    getter = None if value is None else _block(value, "Value", context)
    setter = None if second is None else _block(second, "SecondValue", context)
    return script_property(name, getter, setter, context.scope)


def _block(value: Value, parameter: str, context: CommandContext) -> ScriptBlock:
    if isinstance(value, ScriptBlock):
        return value
    number = "1" if parameter == "Value" else "2"
    kind = "System.Management.Automation.ScriptBlock"
    message = f'The {parameter} parameter must be of the type "{kind}".'
    raise context.fail(message, f"Value{number}ShouldBeConvertibleTo{kind}")


def _surplus(kind: str, context: CommandContext) -> Exception:
    return context.fail(
        f'The SecondValue parameter is not necessary for a member of type "{kind}", and should not be specified. '
        "Do not specify the SecondValue parameter when you add members of this type.",
        "Value2ShouldNotBeSpecified",
    )
