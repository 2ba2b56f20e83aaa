"""-WhatIf and -Confirm of commands that change something here."""

from __future__ import annotations

from eopsh.runtime.local import CommandContext
from eopsh.runtime.questions import asks, confirmed, show_what_if, what_if
from eopsh.runtime.signals import ScriptError


def should_process(context: CommandContext, action: str, target: str) -> bool:
    """Tell whether to go on: -WhatIf says what would be done; -Confirm, or a preference of Medium or Low, asks."""
    if what_if(context.call.get("WhatIf"), context.scope):
        show_what_if(context.scope, f'Performing the operation "{action}" on target "{target}".')
        return False
    if not asks(context.call.get("Confirm"), context.scope, "medium"):
        return True
    try:
        return confirmed(context.host, f'Performing the operation "{action}" on target "{target}".', context.answers)
    except ScriptError as error:
        context.write_error(error.record)
        return False
