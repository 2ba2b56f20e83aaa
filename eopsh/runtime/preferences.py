"""What variables add to a call: `$PSDefaultParameterValues`, and `$WhatIfPreference` and `$ConfirmPreference` for the server."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import Argument
from eopsh.catalogue import Command
from eopsh.objects import PSDict, ScriptBlock, Value, like, to_bool, to_text
from eopsh.runtime.scope import Scope
from eopsh.runtime.signals import Place


def default_arguments(scope: Scope, command: Command, given: set[str], place: Place) -> list[Argument]:
    """Return what $PSDefaultParameterValues holds for a command, but for the parameters that were given."""
    table = scope.get("PSDefaultParameterValues")
    if not isinstance(table, PSDict) or not table or to_bool(table.get("Disabled")):
        return []
    found = {name: value for name, value in _matching(table, command) if name not in given}
    return [_argument(name, _worth(value, scope), place) for name, value in found.items()]


def _matching(table: PSDict, command: Command) -> Iterator[tuple[str, Value]]:
    names = {parameter.name.lower(): parameter.name for parameter in command.parameters}
    names |= {alias.lower(): parameter.name for parameter in command.parameters for alias in parameter.aliases}
    for key, value in table.items():
        pattern, _, parameter = to_text(key).partition(":")
        if like(command.name, pattern) and parameter.lower() in names:
            yield names[parameter.lower()], value


def _worth(value: Value, scope: Scope) -> Value:
    from eopsh.runtime.blocks import code_of

    return code_of(value).value(scope, None) if isinstance(value, ScriptBlock) else value


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
