"""What variables add to a call: `$PSDefaultParameterValues`, and `$WhatIfPreference` and `$ConfirmPreference` for the server."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import Argument, BoundCall, Default
from eopsh.catalogue import Command
from eopsh.objects import PSDict, ScriptBlock, Value, like, to_bool, to_text
from eopsh.remote import Stream
from eopsh.runtime.scope import Scope
from eopsh.runtime.signals import Place


def defaults_for(scope: Scope, command: Command) -> list[Default]:
    """Return what $PSDefaultParameterValues holds for a command; a script block there is worked out now."""
    table = scope.get("PSDefaultParameterValues")
    if not isinstance(table, PSDict) or not table or to_bool(table.get("Disabled")):
        return []
    return [Default(parameter, _worth(value, scope)) for parameter, value in _matching(table, command)]


def _matching(table: PSDict, command: Command) -> Iterator[tuple[str, Value]]:
    for key, value in table.items():
        pattern, colon, parameter = to_text(key).partition(":")
        if colon and like(command.name, pattern.strip().strip("'\"")):
            yield parameter.strip().strip("'\""), value


def _worth(value: Value, scope: Scope) -> Value:
    from eopsh.runtime.blocks import code_of

    return code_of(value).value(scope, None) if isinstance(value, ScriptBlock) else value


def show_warnings(scope: Scope, call: BoundCall) -> None:
    """Show what the binder says about defaults that it could not take."""
    if to_text(scope.get("WarningPreference")).lower() == "continue":
        for warning in call.warnings:
            scope.session.emit(Stream.WARNING, warning)


def server_preferences(scope: Scope, command: Command, given: set[str], place: Place) -> list[Argument]:
    """Return -WhatIf and -Confirm for a remote command that takes them, where the preferences differ from PowerShell's own."""
    names = {parameter.name for parameter in command.parameters} - given
    found = []
    if "WhatIf" in names and to_bool(scope.get("WhatIfPreference")):
        found.append(_argument("WhatIf", True, place))
    confirm = to_text(scope.get("ConfirmPreference")).lower()
    if "Confirm" in names and confirm in ("none", "low", "medium"):
        found.append(_argument("Confirm", confirm != "none", place))
    return found


def _argument(name: str, value: Value, place: Place) -> Argument:
    return Argument(name, value, True, place.start, place.end)
