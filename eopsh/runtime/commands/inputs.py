"""Pipeline input of commands that do not take everything."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.objects import Value
from eopsh.runtime.local import CommandContext


def not_null(objects: Iterator[Value], context: CommandContext, parameter: str = "InputObject") -> Iterator[Value]:
    """Yield the objects; null among them is an error of its own, as PowerShell's binder reports it, and the rest goes on."""
    for item in objects:
        if item is None:
            message = f"Cannot bind argument to parameter '{parameter}' because it is null."
            kind = "System.Management.Automation.ParameterBindingValidationException"
            context.error(message, "ParameterArgumentValidationErrorNullNotAllowed", "InvalidData", None, kind)
        else:
            yield item
