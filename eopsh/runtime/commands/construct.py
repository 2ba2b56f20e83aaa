"""New-Object and Invoke-Expression."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from eopsh.binding import BoundCall
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.language import Answer, Parsed, parse
from eopsh.objects import CUSTOM_TYPES, ErrorRecord, PSObject, Value, full_type_name, to_text
from eopsh.patterns import lazy_pattern
from eopsh.runtime.compiler.members import assign_member
from eopsh.runtime.local import CommandContext, id_suffix, local_command
from eopsh.runtime.methods import call_static
from eopsh.runtime.script_text import block_from_text, parse_failure
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
    made = _made(name, list(unrolled(call.get("ArgumentList"))) if "ArgumentList" in call else [], call, context)
    for key, value in values:
        assign_member(made, to_text(key), value)
    yield made


def _made(name: str, arguments: list[Value], call: BoundCall, context: CommandContext) -> Value:
    try:
        return call_static(name, "new", arguments, context.scope)
    except ScriptError as error:
        raise _not_made(error.record, arguments, call, context) from error


def _not_made(record: ErrorRecord, arguments: list[Value], call: BoundCall, context: CommandContext) -> ScriptError:
    """Make the error of a type that is not there, or whose constructors do not take the arguments, in the words of New-Object."""
    named = to_text(call.get("TypeName"))
    if record.fully_qualified_id in ("TypeNotFound", "MethodNotFound"):
        message = f"Cannot find type [{named}]: verify that the assembly containing this type is loaded."
        return context.fail(message, "TypeNotFound", "InvalidType")
    if record.fully_qualified_id == "MethodCountCouldNotFindBest":
        message = f"A constructor was not found. Cannot find an appropriate constructor for type {named}."
        return context.fail(message, "CannotFindAppropriateCtor", "ObjectNotFound")
    short = full_type_name(named).rpartition(".")[2]
    return context.fail(
        _numbered(record.message, arguments).replace('for ".ctor"', f'for "{short}"', 1),
        "ConstructorInvokedThrowException",
        "InvalidOperation",
    )


def _numbered(message: str, arguments: list[Value]) -> str:
    """Name an argument by its place, as New-Object does, where the constructor's own name for it stands."""
    match = _ARGUMENT.match(message)
    at = next((at for at, value in enumerate(arguments) if match is not None and to_text(value) == match[2]), None)
    return message if match is None or at is None else f'Cannot convert argument "{at}"{message[match.end(1) :]}'


_ARGUMENT = lazy_pattern(r'(Cannot convert argument "[^"]*"), with value: "([^"]*)"')


INVOKE_EXPRESSION = Command(
    "Invoke-Expression",
    Parameter("Command", "System.String", sets={ALL_SETS: Membership(mandatory=True, position=0, from_pipeline=True)}),
    alias="iex",
)


@local_command(INVOKE_EXPRESSION)
def invoke_expression(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Run a text as a line, in the caller's scope."""
    from eopsh.runtime.blocks import code_of

    text = to_text(call.get("Command"))
    parsed = parse(text)
    if parsed.answer is not Answer.COMPLETE:
        raise _unparsed(parsed, context)
    block = block_from_text(text)
    yield from code_of(block).call(context.scope, [], place=context.place, dotted=True)


def _unparsed(parsed: Parsed, context: CommandContext) -> ScriptError:
    """Make the error of a text that does not parse; it stands where Invoke-Expression was called."""
    found = parse_failure(parsed, suffix=f",{id_suffix(context.call.command)}").record
    activity = context.call.command.name
    return ScriptError(replace(found, category="ParserError", activity=activity, position=""), context.place)
