"""What the commands for variables and for aliases share: scopes, options and descriptions."""

from __future__ import annotations

from eopsh.binding import BoundCall
from eopsh.binding.validation import ValidateNotNullOrEmpty
from eopsh.catalogue import Parameter
from eopsh.objects import Value, convert, to_text
from eopsh.runtime.commands.declare import switch
from eopsh.runtime.local import CommandContext
from eopsh.runtime.scope import Scope

_OPTIONS = "System.Management.Automation.ScopedItemOptions"
SCOPE = Parameter("Scope", "System.String", validation=(ValidateNotNullOrEmpty(),))
DETAILS = (
    Parameter("Description", "System.String"),
    Parameter("Option", _OPTIONS),
    Parameter("Visibility", "System.String", values=("Public", "Private")),
    switch("Force"),
    switch("PassThru"),
)


def options_value(options: str) -> Value:
    """Return options as the enum that PowerShell has for them."""
    return convert(options, _OPTIONS)


def scope_of(call: BoundCall, context: CommandContext) -> Scope:
    """Return the scope that -Scope names: Global, Script, Local, or how many scopes up.

    Raises:
        ScriptError: there are not that many scopes, or it is no name of one.
    """
    wanted = to_text(call.get("Scope")).lower()
    if wanted in ("", "local", "private"):
        return context.scope
    if wanted in ("global", "script"):
        return context.scope.outermost() if wanted == "global" else context.scope.script
    chain = list(context.scope.chain())
    if not wanted.lstrip("-").isdigit():
        message = f'The scope value "{wanted}" is not valid: say Global, Local, Script, Private, or a number of scopes.'
        raise context.fail(message, "Argument")
    if not 0 <= int(wanted) < len(chain):
        why = "exceeds the number of active scopes" if int(wanted) > 0 else "is less than zero"
        message = f"The scope number '{wanted}' {why}. (Parameter 'Scope')\nActual value was {wanted}."
        raise context.fail(message, "ArgumentOutOfRange")
    return chain[int(wanted)]
