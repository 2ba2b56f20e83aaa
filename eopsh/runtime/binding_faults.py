"""The exception behind an error of the binder, with what PowerShell's own tells about the parameter and the place."""

from __future__ import annotations

from eopsh.binding import BindingError
from eopsh.objects import PSObject, Value
from eopsh.runtime.exceptions import exception_object

_INNER = {
    "ParameterArgumentTransformationError": "System.Management.Automation.ArgumentTransformationMetadataException",
    "ParameterArgumentValidationError": "System.Management.Automation.ValidationMetadataException",
    "CannotConvertArgumentNoMessage": "System.Management.Automation.PSInvalidCastException",
}


def binding_exception(error: BindingError, line: int, column: int, command: str) -> PSObject:
    """Make the exception of a binder's error that arose at this line and column, both from 1, in a call of a command."""
    inner: Value = None
    if error.error_id in _INNER and error.reason:
        inner = exception_object(_INNER[error.error_id], error.reason)
    found = exception_object(error.exception_type, error.message, inner)
    call = PSObject({"MyCommand": PSObject({"Name": command}), "InvocationName": command})
    found.adapted.update(
        {
            "ErrorId": error.error_id,
            "Line": line,
            "Offset": column,
            "ParameterName": error.parameter,
            "ParameterType": _type(error.wanted),
            "TypeSpecified": _type(error.given),
            "CommandInvocation": call,
        }
    )
    return found


def _type(name: str) -> Value:
    from eopsh.runtime.compiler.types import TypeValue

    return TypeValue(name) if name else None
