"""-WhatIf and -Confirm of commands that change something here."""

from __future__ import annotations

from eopsh.errors import NoAnswer
from eopsh.objects import PSObject, Value, to_bool
from eopsh.remote import HostCall, Stream
from eopsh.runtime.host import Host
from eopsh.runtime.local import CommandContext

_OUR_CALL = 0
_CHOICES = (("&Yes", "Continue with only the next step of the operation."), ("&No", "Skip this operation."))


def should_process(context: CommandContext, action: str, target: str) -> bool:
    """Tell whether to go on: -WhatIf says what would be done, -Confirm asks; nobody there to answer means no."""
    if _wanted(context, "WhatIf", "WhatIfPreference"):
        text = f'What if: Performing the operation "{action}" on target "{target}".'
        context.emit(Stream.INFORMATION, PSObject({"MessageData": text, "Tags": ["PSHOST"]}, text=text))
        return False
    return not to_bool(context.call.get("Confirm")) or confirmed(context.host, action, target)


def _wanted(context: CommandContext, parameter: str, preference: str) -> bool:
    given = context.call.get(parameter)
    return to_bool(given if given is not None else context.scope.get(preference))


def confirmed(host: Host, action: str, target: str) -> bool:
    """Ask whether to go on, as PowerShell does; nobody there to answer means no."""
    text = f'Are you sure you want to perform this action?\nPerforming the operation "{action}" on target "{target}".'
    choices: list[Value] = [PSObject({"label": label, "helpMessage": help_text}) for label, help_text in _CHOICES]
    try:
        return host.ask(HostCall(_OUR_CALL, "PromptForChoice", ("Confirm", text, choices, 0))) == 0
    except NoAnswer:
        return False
