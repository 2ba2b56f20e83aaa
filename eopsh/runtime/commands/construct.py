"""New-Object and Invoke-Expression."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BoundCall
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.objects import CUSTOM_TYPES, PSObject, Value, full_type_name, to_text
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
