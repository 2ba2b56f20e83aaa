"""Variables as objects: got, set, made, cleared and removed."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BoundCall
from eopsh.binding.validation import ValidateNotNullOrEmpty
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.objects import EnumValue, PSObject, Value, has_wildcard, like, to_text
from eopsh.runtime.commands.declare import switch
from eopsh.runtime.commands.inputs import texts_of
from eopsh.runtime.commands.naming import DETAILS, SCOPE, options_value, scope_of
from eopsh.runtime.confirming import should_process
from eopsh.runtime.local import CommandContext, calls_command, local_command
from eopsh.runtime.scope import NO_DETAILS, NOTHING, READ_ONLY, Constraint, Details, Scope, not_writable
from eopsh.runtime.signals import ScriptError
from eopsh.runtime.values import unrolled

_FULL = (ValidateNotNullOrEmpty(),)
_FILTERS = (Parameter("Include", "System.String[]"), Parameter("Exclude", "System.String[]"))
_NOT_WRITABLE = "System.Management.Automation.SessionStateUnauthorizedAccessException"
_CONSTANTS = ("true", "false", "null", "pid", "psversiontable", "host", "shellid", "executioncontext")
_BUILT_IN = {name: Details("Constant, AllScope") for name in _CONSTANTS} | {
    "null": Details("None", "References to the null variable always return the null value. Assignments have no effect."),
    "true": Details("Constant, AllScope", "Boolean True"),
    "false": Details("Constant, AllScope", "Boolean False"),
    "pid": Details("Constant, AllScope", "Current process ID"),
    "psversiontable": Details("Constant, AllScope", "Version information for current PowerShell session"),
    "home": Details("ReadOnly, AllScope", "Folder containing the current user's profile"),
    "?": Details("ReadOnly, AllScope", "Status of last command"),
    "error": Details("Constant"),
    "erroractionpreference": Details("None", "Dictates the action taken when an error message is delivered"),
    "maximumhistorycount": Details("None", "Maximum number of history objects to retain in a session"),
}


def _details(scope: Scope, key: str) -> Details:
    found = scope.details.get(key)
    return found or (_BUILT_IN.get(key, NO_DETAILS) if scope.parent is None else NO_DETAILS)


def _variable(scope: Scope, key: str) -> PSObject:
    value = scope.variables.get(key)
    details = _details(scope, key)
    names = ("System.Management.Automation.PSVariable", "System.Object")
    adapted: dict[str, Value] = {
        "Name": scope.spellings.get(key, key),
        "Description": details.description,
        "Value": None if value is NOTHING else value,
        "Visibility": EnumValue(("System.Management.Automation.SessionStateEntryVisibility", "System.Enum"), "Public"),
        "Module": None,
        "ModuleName": "",
        "Options": options_value(details.options),
        "Attributes": [],
    }
    return PSObject(adapted=adapted, type_names=names, text=names[0])


def _fits(name: str, call: BoundCall) -> bool:
    """Tell whether a name passes -Include and -Exclude."""
    included = texts_of(call, "Include")
    return (not included or any(like(name, each) for each in included)) and not any(like(name, each) for each in texts_of(call, "Exclude"))


def _seen(call: BoundCall, context: CommandContext) -> dict[str, Scope]:
    """Return where each variable is that can be seen from here, or in the scope of -Scope alone."""
    scopes = [scope_of(call, context)] if "Scope" in call else list(context.scope.chain())
    return {
        key: scope
        for scope in reversed(scopes)
        for key in scope.variables
        if scope is context.scope or "Scope" in call or key not in scope.hidden
    }


def _named(pattern: str, call: BoundCall, context: CommandContext) -> list[tuple[Scope, str]]:
    """Return the variables of a name or a pattern in the order of their names; a plain name that nothing has is an error."""
    folded = pattern.lower()
    seen = _seen(call, context)
    found = [(scope, key) for key, scope in sorted(seen.items()) if like(key, folded) and _fits(key, call)]
    if not found and not has_wildcard(pattern) and folded not in seen:
        message = f"Cannot find a variable with the name '{pattern}'."
        context.error(message, "VariableNotFound", "ObjectNotFound", pattern, "System.Management.Automation.ItemNotFoundException")
    return found


GET_VARIABLE = Command(
    "Get-Variable",
    Parameter("Name", "System.String[]", sets={ALL_SETS: Membership(position=0, from_pipeline=True, from_property=True)}, validation=_FULL),
    switch("ValueOnly"),
    *_FILTERS,
    SCOPE,
    alias="gv",
)


@local_command(GET_VARIABLE)
def get_variable(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the variables of these names, wildcards allowed; all of them without a name."""
    for name in texts_of(call, "Name") or ["*"]:
        for scope, key in _named(name, call, context):
            shown = _variable(scope, key)
            yield shown.adapted["Value"] if call.get("ValueOnly") else shown


_VALUE = Parameter("Value", "System.Object", sets={ALL_SETS: Membership(position=1, from_pipeline=True, from_property=True)})
_BY_NAME = Membership(mandatory=True, position=0, from_property=True)
SET_VARIABLE = Command(
    "Set-Variable",
    Parameter("Name", "System.String[]", sets={ALL_SETS: _BY_NAME}),
    _VALUE,
    *_FILTERS,
    *DETAILS,
    switch("Append"),
    SCOPE,
    alias=("sv", "set"),
    should_process=True,
)


@calls_command(SET_VARIABLE)
def set_variable(call: BoundCall, calls: Iterator[BoundCall], context: CommandContext) -> Iterator[Value]:
    """Set variables; several values from the pipeline become a list."""
    if "Name" not in call:
        for one in calls:
            yield from _set_all(one, one.get("Value"), context)
        return
    given = [one.get("Value") for one in calls if "Value" in one]
    yield from _set_all(call, call.get("Value") if "Value" in call else given[0] if len(given) == 1 else given or None, context)


def _set_all(call: BoundCall, value: Value, context: CommandContext) -> Iterator[Value]:
    scope = scope_of(call, context)
    for name in texts_of(call, "Name"):
        keys = [key for key in scope.variables if has_wildcard(name) and like(key, name.lower()) and _fits(key, call)]
        for each in keys or ([name] if _fits(name, call) else []):
            if _put(scope, each, _appended(scope, each, value, call), call, context) and call.get("PassThru"):
                yield _variable(scope, each.lower())


def _appended(scope: Scope, name: str, value: Value, call: BoundCall) -> Value:
    if not call.get("Append"):
        return value
    before = scope.variables.get(name.lower())
    kept = [] if before is None or before is NOTHING else list(before) if isinstance(before, list) else [before]
    return [*kept, *unrolled(value)]


def _put(scope: Scope, name: str, value: Value, call: BoundCall, context: CommandContext) -> bool:
    """Set a variable and what is said of it; tell whether it let itself be set."""
    key = name.lower()
    if not _may_change(scope, key, name, call, context) or not _agreed(call, name, value, context):
        return False
    if _details(scope, key).protected:
        scope.constraints.pop(key, None)
    try:
        scope.set(name, value)
    except ScriptError as error:
        context.error(error.record.message, error.record.fully_qualified_id, error.record.category, name, error.record.exception_type)
        return False
    _describe(scope, key, call, context)
    return True


def _agreed(call: BoundCall, name: str, value: Value, context: CommandContext) -> bool:
    action = "New variable" if call.command.name == "New-Variable" else "Set variable"
    return should_process(context, action, f"Name: {name} Value: {to_text(value)}")


def _may_change(scope: Scope, key: str, name: str, call: BoundCall, context: CommandContext) -> bool:
    details = _details(scope, key)
    if key not in READ_ONLY and (not details.protected or (call.get("Force") and not details.constant)):
        return True
    message = f"Cannot overwrite variable {name} because it is read-only or constant."
    context.error(message, "VariableNotWritable", "WriteError", name, _NOT_WRITABLE)
    return False


def _describe(scope: Scope, key: str, call: BoundCall, context: CommandContext) -> None:
    before = _details(scope, key)
    options = to_text(call.get("Option")) or before.options
    description = to_text(call.get("Description")) or before.description
    if (options, description) != (before.options, before.description):
        scope.details[key] = Details(options, description)
    if _details(scope, key).protected:
        scope.constraints[key] = _refusing(scope.spellings.get(key, key))


def _refusing(name: str) -> Constraint:
    """Return the constraint of a variable that cannot be changed."""

    def refuse(value: Value) -> Value:
        raise not_writable(name)

    return refuse


NEW_VARIABLE = Command(
    "New-Variable", Parameter("Name", "System.String", sets={ALL_SETS: _BY_NAME}), _VALUE, *DETAILS, SCOPE, alias="nv", should_process=True
)


@local_command(NEW_VARIABLE)
def new_variable(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Make variables; one that is there already is an error unless forced."""
    scope = scope_of(call, context)
    name = to_text(call.get("Name"))
    if name.lower() in scope.variables and not call.get("Force"):
        message = f"A variable with name '{name}' already exists."
        context.error(message, "VariableAlreadyExists", "ResourceExists", name, "System.Management.Automation.SessionStateException")
    elif _put(scope, name, call.get("Value"), call, context) and call.get("PassThru"):
        yield _variable(scope, name.lower())


_NAMES = Parameter("Name", "System.String[]", sets={ALL_SETS: _BY_NAME})
CLEAR_VARIABLE = Command("Clear-Variable", _NAMES, switch("Force"), switch("PassThru"), *_FILTERS, SCOPE, alias="clv", should_process=True)
REMOVE_VARIABLE = Command("Remove-Variable", _NAMES, switch("Force"), *_FILTERS, SCOPE, alias="rv", should_process=True)


@local_command(CLEAR_VARIABLE)
def clear_variable(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Set variables to null; they stay."""
    for scope, key in [each for name in texts_of(call, "Name") for each in _named(name, call, context)]:
        name = scope.spellings.get(key, key)
        if _may_change(scope, key, name, call, context) and should_process(context, "Clear variable", f"Name: {name}"):
            if _details(scope, key).protected:
                scope.variables[key] = None
            else:
                scope.set(key, None)
            if call.get("PassThru"):
                yield _variable(scope, key)


@local_command(REMOVE_VARIABLE)
def remove_variable(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Forget variables."""
    for scope, key in [each for name in texts_of(call, "Name") for each in _named(name, call, context)]:
        details, name = _details(scope, key), scope.spellings.get(key, key)
        if details.protected and (details.constant or not call.get("Force")):
            message = f"Cannot remove variable {name} because it is constant or read-only. If the variable is read-only, "
            message += "try the operation again specifying the Force option."
            context.error(message, "VariableNotRemovable", "WriteError", name, _NOT_WRITABLE)
            continue
        if not should_process(context, "Remove variable", f"Name: {name}"):
            continue
        del scope.variables[key]
        scope.constraints.pop(key, None)
        scope.details.pop(key, None)
    yield from ()
