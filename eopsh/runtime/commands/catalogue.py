"""Get-Command, from what the catalogue knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from eopsh.binding import BoundCall, syntax
from eopsh.catalogue import ALL_SETS, Command, Kind, Membership, Parameter, nearest
from eopsh.objects import PSObject, ScriptBlock, Value, has_wildcard, like, to_text
from eopsh.runtime.commands.declare import switch
from eopsh.runtime.commands.inputs import texts_of
from eopsh.runtime.local import CommandContext, local_command

_BY_PROPERTY = Membership(from_property=True)
GET_COMMAND = Command(
    "Get-Command",
    Parameter("Name", "System.String[]", sets={"AllCommandSet": Membership(position=0, from_pipeline=True, from_property=True)}),
    Parameter("Verb", "System.String[]", sets={"CmdletSet": _BY_PROPERTY}),
    Parameter("Noun", "System.String[]", sets={"CmdletSet": _BY_PROPERTY}),
    Parameter("CommandType", "System.String", aliases=("Type",), sets={"AllCommandSet": _BY_PROPERTY}),
    Parameter("Module", "System.String[]", aliases=("PSSnapin",), sets={ALL_SETS: _BY_PROPERTY}),
    Parameter("ParameterName", "System.String[]"),
    Parameter("TotalCount", "System.Int32", sets={ALL_SETS: _BY_PROPERTY}),
    switch("Syntax"),
    switch("All"),
    switch("ListImported"),
    default_set="CmdletSet",
    alias="gcm",
)


def every_command(context: CommandContext) -> dict[str, Command]:
    """Return all commands by name in lower case: the server's, the local ones, the user's functions over both."""
    catalogue = context.catalogue
    found = {name.lower(): command for name in catalogue.names() if (command := catalogue.get(name)) is not None}
    found.update({key: local.command for key, local in context.session.local.items()})
    for scope in reversed(list(context.scope.chain())):
        for key, function in scope.functions.items():
            found[key] = function.code.parts.parameters.command(function.name)
    return found


@local_command(GET_COMMAND)
def get_command(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the commands of these names, verbs, nouns or parameters; with -Syntax how they are written."""
    known = every_command(context)
    found: list[Command] = []
    for pattern in texts_of(call, "Name") or ["*"]:
        found += commands_named(pattern, known, context)
    found = [command for command in found if _wanted(command, call)]
    limit = call.get("TotalCount")
    for command in found[: limit if isinstance(limit, int) and limit >= 0 else None]:
        yield "\n" + "\n\n".join(syntax(command)) + "\n" if call.get("Syntax") else command_info(command, _block_of(command, context))


def _block_of(command: Command, context: CommandContext) -> ScriptBlock | None:
    function = context.scope.function_named(command.name.lower()) if command.kind is Kind.FUNCTION else None
    return None if function is None else function.code.block()


def commands_named(pattern: str, known: dict[str, Command], context: CommandContext) -> list[Command]:
    """Return the commands of a name, alias or wildcard among those `known`; an error record says that there is none."""
    if has_wildcard(pattern):
        return [command for _, command in sorted(known.items()) if like(command.name, pattern)]
    target = context.scope.alias(pattern.lower()) or context.session.built_in_aliases.get(pattern.lower()) or pattern
    command = known.get(target.lower())
    if command is not None:
        return [command]
    near = nearest(pattern, (each.name for each in known.values()))
    message = f"The term '{pattern}' is not recognized as a name of a cmdlet, function, script file, or executable program.\n"
    message += "Check the spelling of the name, or if a path was included, verify that the path is correct and try again."
    exception = "System.Management.Automation.CommandNotFoundException"
    record = context.record(message, "CommandNotFoundException", "ObjectNotFound", pattern, exception)
    context.write_error(replace(record, hint=f"Did you mean {' or '.join(near)}?") if near else record)
    return []


def _wanted(command: Command, call: BoundCall) -> bool:
    verb, _, noun = command.name.partition("-")
    if "Verb" in call and not any(like(verb, each) for each in texts_of(call, "Verb")):
        return False
    if "Noun" in call and not any(like(noun, each) for each in texts_of(call, "Noun")):
        return False
    if "CommandType" in call and to_text(call.get("CommandType")).lower() not in ("all", command_type(command).lower()):
        return False
    names = texts_of(call, "ParameterName")
    return not names or any(like(name, each) for parameter in command.parameters for name in _spellings(parameter) for each in names)


def _spellings(parameter: Parameter) -> tuple[str, ...]:
    return parameter.name, *parameter.aliases


def command_type(command: Command) -> str:
    """Return the kind of a command in PowerShell's words."""
    return "Function" if command.kind is Kind.FUNCTION else "Cmdlet"


def command_info(command: Command, block: ScriptBlock | None = None) -> PSObject:
    """Return a command as the object that Get-Command puts out; `block` is that of a function."""
    kind = command_type(command)
    names = (f"System.Management.Automation.{kind}Info", "System.Management.Automation.CommandInfo", "System.Object")
    adapted: dict[str, Value] = {
        "CommandType": kind,
        "Name": command.name,
        "Version": None,
        "Source": {Kind.REMOTE: "server", Kind.LOCAL: "eopsh"}.get(command.kind, ""),
        "Verb": command.name.partition("-")[0],
        "Noun": command.name.partition("-")[2],
        "Definition": block.text if block is not None else "\n".join(syntax(command)),
        "Parameters": [parameter.name for parameter in command.parameters],
    }
    if block is not None:
        adapted["ScriptBlock"] = block
    return PSObject(adapted=adapted, type_names=names, text=command.name)
