"""Variables and aliases as objects."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BoundCall
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.objects import PSObject, Value, has_wildcard, like, to_text
from eopsh.runtime.commands.declare import OPTIONAL, switch
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.scope import NOTHING, Constraint, Scope, not_writable
from eopsh.runtime.values import unrolled

_SCOPE = Parameter("Scope", "System.String")
_FILTERS = (Parameter("Include", "System.String[]"), Parameter("Exclude", "System.String[]"))


def _names(call: BoundCall, name: str = "Name") -> list[str]:
    return [to_text(each) for each in unrolled(call.get(name))] if name in call else []


def _scope(call: BoundCall, context: CommandContext) -> Scope:
    """Return the scope that -Scope names: Global, Script, Local, or how many scopes up."""
    wanted = to_text(call.get("Scope")).lower()
    if wanted in ("global", "script"):
        return context.scope.outermost()
    if not wanted.isdigit():
        return context.scope
    chain = list(context.scope.chain())
    return chain[min(int(wanted), len(chain) - 1)]


def _variable(name: str, value: Value) -> PSObject:
    names = ("System.Management.Automation.PSVariable", "System.Object")
    adapted: dict[str, Value] = {
        "Name": name,
        "Description": "",
        "Value": None if value is NOTHING else value,
        "Visibility": "Public",
        "Module": None,
        "ModuleName": "",
        "Options": "None",
        "Attributes": [],
    }
    return PSObject(adapted=adapted, type_names=names, text=names[0])


GET_VARIABLE = Command(
    "Get-Variable",
    Parameter("Name", "System.String[]", sets={ALL_SETS: Membership(position=0, from_pipeline=True, from_property=True)}),
    switch("ValueOnly"),
    *_FILTERS,
    _SCOPE,
    alias="gv",
)


@local_command(GET_VARIABLE)
def get_variable(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the variables of these names, wildcards allowed; all of them without a name."""
    visible = context.scope.visible() if "Scope" not in call else _own(_scope(call, context))
    for name in _names(call) or ["*"]:
        found = [(key, value) for key, value in sorted(visible.items(), key=lambda pair: pair[0].lower()) if _fits(key, name, call)]
        if not found and not has_wildcard(name):
            message = f"Cannot find a variable with the name '{name}'."
            exception = "System.Management.Automation.ItemNotFoundException"
            context.error(message, "VariableNotFound", "ObjectNotFound", name, exception)
        for key, value in found:
            yield value if call.get("ValueOnly") else _variable(key, value)


def _own(scope: Scope) -> dict[str, Value]:
    return {scope.spellings.get(key, key): value for key, value in scope.variables.items()}


def _fits(key: str, pattern: str, call: BoundCall) -> bool:
    included = _names(call, "Include")
    return (
        like(key, pattern)
        and (not included or any(like(key, each) for each in included))
        and not any(like(key, each) for each in _names(call, "Exclude"))
    )


_NAME_AND_VALUE = (
    Parameter("Name", "System.String[]", sets={ALL_SETS: Membership(mandatory=True, position=0, from_property=True)}),
    Parameter("Value", "System.Object", sets={ALL_SETS: Membership(position=1, from_pipeline=True, from_property=True)}),
)
_DETAILS = (Parameter("Description", "System.String"), Parameter("Option", "System.String"), switch("Force"), switch("PassThru"))
SET_VARIABLE = Command("Set-Variable", *_NAME_AND_VALUE, *_DETAILS, *_FILTERS, _SCOPE, alias=("sv", "set"))
NEW_VARIABLE = Command("New-Variable", *_NAME_AND_VALUE, *_DETAILS, _SCOPE, alias="nv")


@local_command(SET_VARIABLE)
def set_variable(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Set variables; of several values from the pipeline the last holds."""
    yield from _set(call, context)


def _set(call: BoundCall, context: CommandContext) -> Iterator[Value]:
    scope = _scope(call, context)
    for name in _names(call):
        scope.set(name, call.get("Value"))
        if to_text(call.get("Option")).lower() in ("readonly", "constant"):
            scope.constraints[name.lower()] = _refusing(name)
        if call.get("PassThru"):
            yield _variable(name, scope.get(name))


def _refusing(name: str) -> Constraint:
    """Return the constraint of a variable that cannot be changed."""

    def refuse(value: Value) -> Value:
        raise not_writable(name)

    return refuse


@local_command(NEW_VARIABLE)
def new_variable(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Make variables; one that is there already is an error unless forced."""
    scope = _scope(call, context)
    for name in _names(call):
        if name.lower() in scope.variables and not call.get("Force"):
            message = f"A variable with name '{name}' already exists."
            exception = "System.Management.Automation.SessionStateException"
            context.error(message, "VariableAlreadyExists", "ResourceExists", name, exception)
            return
    yield from _set(call, context)


_NAMED = Parameter("Name", "System.String[]", sets={ALL_SETS: Membership(mandatory=True, position=0, from_property=True)})
CLEAR_VARIABLE = Command("Clear-Variable", _NAMED, switch("Force"), switch("PassThru"), *_FILTERS, _SCOPE, alias="clv")
REMOVE_VARIABLE = Command("Remove-Variable", _NAMED, switch("Force"), *_FILTERS, _SCOPE, alias="rv")


def _held(call: BoundCall, context: CommandContext) -> Iterator[tuple[Scope, str]]:
    """Yield where the named variables are; one that is not there is an error of its own."""
    for name in _names(call):
        scope = context.scope.find(name.lower()) if "Scope" not in call else _scope(call, context)
        keys = [key for key in (scope or context.scope).variables if like(key, name.lower())]
        if not keys and not has_wildcard(name):
            message = f"Cannot find a variable with the name '{name}'."
            exception = "System.Management.Automation.ItemNotFoundException"
            context.error(message, "VariableNotFound", "ObjectNotFound", name, exception)
        for key in keys:
            yield scope or context.scope, key


@local_command(CLEAR_VARIABLE)
def clear_variable(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Set variables to null; they stay."""
    for scope, key in list(_held(call, context)):
        scope.variables[key] = None
        if call.get("PassThru"):
            yield _variable(scope.spellings.get(key, key), None)


@local_command(REMOVE_VARIABLE)
def remove_variable(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Forget variables."""
    for scope, key in list(_held(call, context)):
        del scope.variables[key]
        scope.constraints.pop(key, None)
    yield from ()


GET_ALIAS = Command(
    "Get-Alias",
    Parameter("Name", "System.String[]", sets={"Default": Membership(position=0, from_pipeline=True, from_property=True)}),
    Parameter("Definition", "System.String[]", sets={"Definition": OPTIONAL}),
    Parameter("Exclude", "System.String[]"),
    _SCOPE,
    default_set="Default",
    alias="gal",
)


@local_command(GET_ALIAS)
def get_alias(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the aliases of these names or definitions; all of them without either."""
    known = dict(context.session.built_in_aliases)
    for scope in reversed(list(context.scope.chain())):
        known.update(scope.aliases)
    for pattern in _names(call) or _names(call, "Definition") or ["*"]:
        by_definition = "Definition" in call
        found = [(name, _full(target, context)) for name, target in sorted(known.items())]
        found = [(name, target) for name, target in found if like(target if by_definition else name, pattern)]
        if not found and not has_wildcard(pattern):
            message = f"This command cannot find a matching alias because an alias with the name '{pattern}' does not exist."
            context.error(message, "ItemNotFoundException", "ObjectNotFound", pattern, "System.Management.Automation.ItemNotFoundException")
        yield from (_alias(name, target) for name, target in found)


def _full(target: str, context: CommandContext) -> str:
    local = context.session.local.get(target.lower())
    return target if local is None else local.command.name


def _alias(name: str, target: str) -> PSObject:
    names = ("System.Management.Automation.AliasInfo", "System.Management.Automation.CommandInfo", "System.Object")
    adapted: dict[str, Value] = {
        "CommandType": "Alias",
        "Name": name,
        "Version": None,
        "Source": "",
        "DisplayName": f"{name} -> {target}",
        "Definition": target,
        "ResolvedCommandName": target,
    }
    return PSObject(adapted=adapted, type_names=names, text=name)


_ALIAS_PARAMETERS = (
    Parameter("Name", "System.String", sets={ALL_SETS: Membership(mandatory=True, position=0, from_property=True)}),
    Parameter("Value", "System.String", sets={ALL_SETS: Membership(mandatory=True, position=1, from_property=True)}),
    *_DETAILS,
    _SCOPE,
)
SET_ALIAS = Command("Set-Alias", *_ALIAS_PARAMETERS, alias="sal")
NEW_ALIAS = Command("New-Alias", *_ALIAS_PARAMETERS, alias="nal")


def _define_alias(call: BoundCall, context: CommandContext) -> Iterator[Value]:
    name, value = to_text(call.get("Name")), to_text(call.get("Value"))
    _scope(call, context).aliases[name.lower()] = value
    if call.get("PassThru"):
        yield _alias(name, value)


@local_command(SET_ALIAS)
def set_alias(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Give a command another name."""
    yield from _define_alias(call, context)


@local_command(NEW_ALIAS)
def new_alias(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Give a command another name, unless the name is taken."""
    name = to_text(call.get("Name"))
    if context.scope.alias(name.lower()) is not None and not call.get("Force"):
        message = f"The alias is not allowed, because an alias with the name '{name}' already exists."
        context.error(message, "AliasAlreadyExists", "ResourceExists", name, "System.Management.Automation.SessionStateException")
        return
    yield from _define_alias(call, context)
