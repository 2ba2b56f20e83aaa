"""What local commands read of their arguments and of their pipeline input."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BoundCall
from eopsh.objects import Value, to_text
from eopsh.runtime.local import CommandContext
from eopsh.runtime.values import unrolled


def texts_of(call: BoundCall, name: str) -> list[str]:
    """Return a parameter's values as texts; none when it was not given."""
    return [to_text(each) for each in unrolled(call.get(name))] if name in call else []


def not_null(objects: Iterator[Value], context: CommandContext, parameter: str = "InputObject") -> Iterator[Value]:
    """Yield the objects; null among them is an error of its own, as PowerShell's binder reports it, and the rest goes on."""
    for item in objects:
        if item is None:
            message = f"Cannot bind argument to parameter '{parameter}' because it is null."
            kind = "System.Management.Automation.ParameterBindingValidationException"
            context.error(message, "ParameterArgumentValidationErrorNullNotAllowed", "InvalidData", None, kind)
        else:
            yield item
