"""Aliases as objects: got, set, made and removed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cmp_to_key

from eopsh.binding import BoundCall
from eopsh.binding.validation import ValidateNotNullOrEmpty
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.objects import PSObject, Value, compare_text, has_wildcard, like, to_text
from eopsh.runtime.commands.catalogue import command_info
from eopsh.runtime.commands.declare import OPTIONAL, switch
from eopsh.runtime.commands.inputs import texts_of
from eopsh.runtime.commands.naming import DETAILS, SCOPE, options_value, scope_of
from eopsh.runtime.confirming import should_process
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.scope import NO_DETAILS, Details, Scope

_FULL = (ValidateNotNullOrEmpty(),)
_NOT_WRITABLE = "System.Management.Automation.SessionStateUnauthorizedAccessException"
GET_ALIAS = Command(
    "Get-Alias",
    Parameter(
        "Name",
        "System.String[]",
        sets={"Default": Membership(position=0, from_pipeline=True, from_property=True)},
        validation=_FULL,
    ),
    Parameter("Definition", "System.String[]", sets={"Definition": OPTIONAL}, validation=_FULL),
    Parameter("Exclude", "System.String[]"),
    SCOPE,
    default_set="Default",
    alias="gal",
)


def known_aliases(call: BoundCall, context: CommandContext) -> dict[str, str]:
    """Return the aliases that can be seen, or those of the scope of -Scope, by name."""
    own = scope_of(call, context) if "Scope" in call else None
    known = dict(context.session.built_in_aliases) if own in (None, context.scope.outermost()) else {}
    for scope in [own] if own is not None else reversed(list(context.scope.chain())):
        known.update(scope.aliases)
    return known


@local_command(GET_ALIAS)
def get_alias(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the aliases of these names or definitions; all of them without either."""
    by_definition = "Definition" in call
    aliases = known_aliases(call, context)
    known = {name: _full(aliases[name], context) for name in sorted(aliases, key=cmp_to_key(compare_text))}
    for pattern in texts_of(call, "Name") or texts_of(call, "Definition") or ["*"]:
        found = [(name, target) for name, target in known.items() if like(target if by_definition else name, pattern)]
        if not found and not has_wildcard(pattern):
            what = "definition" if by_definition else "name"
            message = f"This command cannot find a matching alias because an alias with the {what} '{pattern}' does not exist."
            context.error(message, "ItemNotFoundException", "ObjectNotFound", pattern, "System.Management.Automation.ItemNotFoundException")
        excluded = texts_of(call, "Exclude")
        yield from (alias_object(name, target, context) for name, target in found if not any(like(name, each) for each in excluded))


def _full(target: str, context: CommandContext) -> str:
    local = context.session.local.get(target.lower())
    return target if local is None else local.command.name


def alias_object(name: str, target: str, context: CommandContext) -> PSObject:
    """Return an alias as the object that Get-Alias puts out."""
    names = ("System.Management.Automation.AliasInfo", "System.Management.Automation.CommandInfo", "System.Object")
    details = _details(name, context)
    local = context.session.local.get(target.lower())
    command = None if local is None else command_info(local.command)
    adapted: dict[str, Value] = {
        "CommandType": "Alias",
        "Name": name,
        "Version": None,
        "Source": "",
        "DisplayName": f"{name} -> {target}",
        "Definition": target,
        "ResolvedCommand": command,
        "ResolvedCommandName": target,
        "ReferencedCommand": command,
        "Description": details.description,
        "Options": options_value(details.options),
        "Visibility": "Public",
        "ModuleName": "",
    }
    return PSObject(adapted=adapted, type_names=names, text=name)


def _details(name: str, context: CommandContext) -> Details:
    found = (scope.alias_details.get(name.lower()) for scope in context.scope.chain())
    return next((details for details in found if details is not None), NO_DETAILS)


def _one(name: str, position: int) -> Parameter:
    by_property = Membership(mandatory=True, position=position, from_property=True)
    return Parameter(name, "System.String", sets={ALL_SETS: by_property}, validation=_FULL)


SET_ALIAS = Command("Set-Alias", _one("Name", 0), _one("Value", 1), *DETAILS, SCOPE, alias="sal", should_process=True)
NEW_ALIAS = Command("New-Alias", _one("Name", 0), _one("Value", 1), *DETAILS, SCOPE, alias="nal", should_process=True)


def _define(call: BoundCall, context: CommandContext) -> Iterator[Value]:
    name, value = to_text(call.get("Name")), to_text(call.get("Value"))
    scope = scope_of(call, context)
    before = scope.alias_details.get(name.lower(), NO_DETAILS)
    if not should_process(context, call.command.name.replace("-", " "), f"Name: {name} Value: {value}"):
        return
    if before.constant or (before.protected and not call.get("Force")):
        message = f"Alias is not writeable because alias {name} is read-only or constant and cannot be written to."
        context.error(message, "AliasNotWritable", "WriteError", name, _NOT_WRITABLE)
        return
    scope.aliases[name.lower()] = value
    scope.alias_details[name.lower()] = Details(to_text(call.get("Option")) or before.options, to_text(call.get("Description")))
    if call.get("PassThru"):
        yield alias_object(name, _full(value, context), context)


@local_command(SET_ALIAS)
def set_alias(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Give a command another name."""
    yield from _define(call, context)


@local_command(NEW_ALIAS)
def new_alias(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Give a command another name, unless the name is taken."""
    name = to_text(call.get("Name"))
    taken = context.scope.alias(name.lower()) is not None or name.lower() in context.session.built_in_aliases
    if taken and not call.get("Force"):
        message = f"The alias is not allowed, because an alias with the name '{name}' already exists."
        context.error(message, "AliasAlreadyExists", "ResourceExists", name, "System.Management.Automation.SessionStateException")
        return
    yield from _define(call, context)


REMOVE_ALIAS = Command(
    "Remove-Alias",
    Parameter("Name", "System.String[]", sets={ALL_SETS: Membership(mandatory=True, position=0, from_pipeline=True, from_property=True)}),
    switch("Force"),
    SCOPE,
)


@local_command(REMOVE_ALIAS)
def remove_alias(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Forget aliases."""
    for name in texts_of(call, "Name"):
        key = name.lower()
        scopes = [scope_of(call, context)] if "Scope" in call else list(context.scope.chain())
        holder = next((scope for scope in scopes if key in scope.aliases), None)
        if holder is None and key not in context.session.built_in_aliases:
            message = f"This command cannot find a matching alias because an alias with the name '{name}' does not exist."
            context.error(message, "ItemNotFoundException", "ObjectNotFound", name, "System.Management.Automation.ItemNotFoundException")
        elif _details(name, context).protected and (_details(name, context).constant or not call.get("Force")):
            message = f"Alias was not removed because alias {name} is constant or read-only."
            context.error(message, "AliasNotRemovable", "WriteError", name, _NOT_WRITABLE)
        else:
            _forget(key, holder, context)
    yield from ()


def _forget(key: str, holder: Scope | None, context: CommandContext) -> None:
    if holder is None:
        del context.session.built_in_aliases[key]
        return
    del holder.aliases[key]
    holder.alias_details.pop(key, None)
