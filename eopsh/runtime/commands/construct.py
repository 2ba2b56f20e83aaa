"""New-Object, Add-Member and Invoke-Expression."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BoundCall
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.objects import CUSTOM_TYPES, PSDict, PSObject, Value, full_type_name, to_text, type_names
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.declare import INPUT, OPTIONAL, switch
from eopsh.runtime.compiler.members import assign_member
from eopsh.runtime.local import CommandContext, id_suffix, local_command
from eopsh.runtime.methods import call_static
from eopsh.runtime.script_text import block_from_text
from eopsh.runtime.signals import ScriptError
from eopsh.runtime.values import unrolled

NEW_OBJECT = Command(
    "New-Object",
    Parameter("TypeName", "System.String", position=0, mandatory=True),
    Parameter("ArgumentList", "System.Object[]", aliases=("Args",), position=1),
    Parameter("Property", "System.Collections.IDictionary"),
)
_CUSTOM = ("System.Management.Automation.PSObject", "System.Management.Automation.PSCustomObject", "System.Object", "object")


@local_command(NEW_OBJECT)
def new_object(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield a new object of a type, its properties set."""
    name = full_type_name(to_text(call.get("TypeName")))
    given = call.get("Property")
    values = list(given.items()) if isinstance(given, dict) else []
    if name in _CUSTOM:
        yield PSObject({to_text(key): value for key, value in values}, type_names=CUSTOM_TYPES)
        return
    try:
        made = call_static(name, "new", list(unrolled(call.get("ArgumentList"))) if "ArgumentList" in call else [], context.scope)
    except ScriptError as error:
        if error.record.fully_qualified_id not in ("TypeNotFound", "MethodNotFound"):
            raise
        message = f"Cannot find type [{to_text(call.get('TypeName'))}]: verify that the assembly containing this type is loaded."
        raise context.fail(message, "TypeNotFound", "InvalidType") from error
    for key, value in values:
        assign_member(made, to_text(key), value)
    yield made


_MEMBER, _NOTE, _NOTES, _TYPE = "MemberSet", "NotePropertySingleMemberSet", "NotePropertyMultiMemberSet", "TypeNameSet"
_POSITIONED = [Membership(mandatory=True, position=position) for position in range(2)]
_MEMBER_TYPES = (
    "AliasProperty",
    "CodeProperty",
    "NoteProperty",
    "ScriptProperty",
    "PropertySet",
    "CodeMethod",
    "ScriptMethod",
    "MemberSet",
)
ADD_MEMBER = Command(
    "Add-Member",
    Parameter(
        "MemberType", "System.Management.Automation.PSMemberTypes", aliases=("Type",), values=_MEMBER_TYPES, sets={_MEMBER: _POSITIONED[0]}
    ),
    Parameter("Name", "System.String", sets={_MEMBER: _POSITIONED[1]}),
    Parameter("Value", "System.Object", sets={_MEMBER: Membership(position=2)}),
    Parameter("SecondValue", "System.Object", sets={_MEMBER: Membership(position=3)}),
    Parameter("NotePropertyName", "System.String", sets={_NOTE: _POSITIONED[0]}),
    Parameter("NotePropertyValue", "System.Object", sets={_NOTE: _POSITIONED[1]}),
    Parameter("NotePropertyMembers", "System.Collections.IDictionary", sets={_NOTES: _POSITIONED[0]}),
    Parameter("TypeName", "System.String", sets={_TYPE: Membership(mandatory=True), _NOTE: OPTIONAL, _NOTES: OPTIONAL, _MEMBER: OPTIONAL}),
    Parameter("InputObject", INPUT.type, sets={ALL_SETS: Membership(mandatory=True, from_pipeline=True)}),
    switch("PassThru"),
    switch("Force", _MEMBER, _NOTE, _NOTES),
    default_set=_TYPE,
)


@local_command(ADD_MEMBER)
def add_member(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Add members to objects; a plain value gets an object around it to hold them, and only -PassThru gives that out."""
    kind = to_text(call.get("MemberType")).lower() or "noteproperty"
    if kind not in ("noteproperty", "scriptmethod"):
        raise context.fail(f"not yet: members of the type {to_text(call.get('MemberType'))}", "NotYet", "NotImplemented")
    with closing(objects):
        for item in objects:
            changed = item if isinstance(item, PSObject | PSDict) else PSObject(base=item, type_names=type_names(item), text=to_text(item))
            for name, value in _members(call):
                _add(changed, name, value, call, context)
            if isinstance(changed, PSObject) and "TypeName" in call:
                changed.type_names = (to_text(call.get("TypeName")), *changed.type_names)
            if call.get("PassThru"):
                yield changed


def _members(call: BoundCall) -> Iterator[tuple[str, Value]]:
    if "NotePropertyName" in call:
        yield to_text(call.get("NotePropertyName")), call.get("NotePropertyValue")
    if "Name" in call:
        yield to_text(call.get("Name")), call.get("Value")
    several = call.get("NotePropertyMembers")
    if isinstance(several, dict):
        yield from ((to_text(name), value) for name, value in several.items())


def _add(target: PSObject | PSDict, name: str, value: Value, call: BoundCall, context: CommandContext) -> None:
    if isinstance(target, PSDict):
        target.notes[name] = value
    elif target.has(name) and not call.get("Force"):
        message = f'Cannot add a member with the name "{name}" because a member with that name already exists. '
        message += "To overwrite the member anyway, add the Force parameter to your command."
        context.error(message, "MemberAlreadyExists", "InvalidOperation", target)
    else:
        target.remove(name)
        target.notes[name] = value


INVOKE_EXPRESSION = Command(
    "Invoke-Expression",
    Parameter("Command", "System.String", sets={ALL_SETS: Membership(mandatory=True, position=0, from_pipeline=True)}),
    alias="iex",
)


@local_command(INVOKE_EXPRESSION)
def invoke_expression(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Run a text as a line, in the caller's scope."""
    from eopsh.runtime.blocks import code_of

    block = block_from_text(to_text(call.get("Command")), suffix=f",{id_suffix(call.command)}")
    yield from code_of(block).call(context.scope, [], place=context.place, dotted=True)
