"""The parameters that every command takes without declaring them."""

from __future__ import annotations

from eopsh.binding.validation import ValidateRange
from eopsh.catalogue import Command, Kind, Parameter

_PREFERENCE = "System.Management.Automation.ActionPreference"
_SWITCH = "System.Management.Automation.SwitchParameter"
_PREFERENCES = ("SilentlyContinue", "Stop", "Continue", "Inquire", "Ignore", "Suspend", "Break")


def _preference(name: str, alias: str) -> Parameter:
    return Parameter(name, _PREFERENCE, aliases=(alias,), values=_PREFERENCES)


COMMON_PARAMETERS: tuple[Parameter, ...] = (
    Parameter("Verbose", _SWITCH, aliases=("vb",)),
    Parameter("Debug", _SWITCH, aliases=("db",)),
    _preference("ErrorAction", "ea"),
    _preference("WarningAction", "wa"),
    _preference("InformationAction", "infa"),
    Parameter("ErrorVariable", "System.String", aliases=("ev",)),
    Parameter("WarningVariable", "System.String", aliases=("wv",)),
    Parameter("InformationVariable", "System.String", aliases=("iv",)),
    Parameter("OutVariable", "System.String", aliases=("ov",)),
    Parameter("OutBuffer", "System.Int32", aliases=("ob",), validation=(ValidateRange(0, 2**31 - 1),)),
    Parameter("PipelineVariable", "System.String", aliases=("pv",)),
)
"""In PowerShell's own order, as Windows PowerShell 5.1 has them, which is what Exchange runs."""

LOCAL_PARAMETERS: tuple[Parameter, ...] = (*COMMON_PARAMETERS[:5], _preference("ProgressAction", "proga"), *COMMON_PARAMETERS[5:])
"""The same for commands that run here, as PowerShell 7.4 and later has them."""

SHOULD_PROCESS_PARAMETERS: tuple[Parameter, ...] = (
    Parameter("WhatIf", _SWITCH, aliases=("wi",)),
    Parameter("Confirm", _SWITCH, aliases=("cf",)),
)
"""What a command takes besides when it changes something and asks before (`Command.should_process`)."""

_ALL_NAMES = frozenset(parameter.name.casefold() for parameter in (*LOCAL_PARAMETERS, *SHOULD_PROCESS_PARAMETERS))


def is_common(name: str) -> bool:
    """Tell whether this is the name of a parameter that every command takes, WhatIf and Confirm included."""
    return name.casefold() in _ALL_NAMES


def is_taken_everywhere(name: str) -> bool:
    """Tell whether `[<CommonParameters>]` stands for this parameter; WhatIf and Confirm belong to commands that change something."""
    return is_common(name) and name.casefold() not in ("whatif", "confirm")


def common_parameters(command: Command) -> tuple[Parameter, ...]:
    """Return the parameters that a command takes besides its own; those that its own list names already are not among them."""
    if command.simple:
        return ()
    own = {parameter.name.casefold() for parameter in command.parameters}
    common = COMMON_PARAMETERS if command.kind is Kind.REMOTE else LOCAL_PARAMETERS
    if command.should_process:
        common += SHOULD_PROCESS_PARAMETERS
    return tuple(parameter for parameter in common if parameter.name.casefold() not in own)
