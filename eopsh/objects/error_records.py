"""Error records as the wire carries them (MS-PSRP 2.2.3.15), and back."""

from __future__ import annotations

from eopsh.objects.model import EnumValue, PSObject, Value
from eopsh.objects.scalars import ErrorRecord
from eopsh.objects.text import to_text

CATEGORIES = [
    "NotSpecified",
    "OpenError",
    "CloseError",
    "DeviceError",
    "DeadlockDetected",
    "InvalidArgument",
    "InvalidData",
    "InvalidOperation",
    "InvalidResult",
    "InvalidType",
    "MetadataError",
    "NotImplemented",
    "NotInstalled",
    "ObjectNotFound",
    "OperationStopped",
    "OperationTimeout",
    "SyntaxError",
    "ParserError",
    "PermissionDenied",
    "ResourceBusy",
    "ResourceExists",
    "ResourceUnavailable",
    "ReadError",
    "WriteError",
    "FromStdErr",
    "SecurityError",
    "ProtocolError",
    "ConnectionError",
    "AuthenticationError",
    "LimitsExceeded",
    "QuotaExceeded",
    "NotEnabled",
]
_TYPES = ("System.Management.Automation.ErrorRecord", "System.Object")


def read_error(value: Value) -> ErrorRecord:
    """Make an ErrorRecord of what came on the error stream; fields that are absent stay empty, a ready record passes through."""
    if isinstance(value, ErrorRecord):
        return value
    if not isinstance(value, PSObject):
        return ErrorRecord(to_text(value))
    exception = value.get("Exception")
    message = exception.get("Message") if isinstance(exception, PSObject) else None
    return ErrorRecord(
        to_text(message) if message is not None else value.text or to_text(exception),
        fully_qualified_id=_field(value, "FullyQualifiedErrorId"),
        category=_category(value),
        target=value.get("TargetObject"),
        exception_type=_exception_type(exception),
        activity=_field(value, "ErrorCategory_Activity"),
        reason=_field(value, "ErrorCategory_Reason"),
        target_name=_field(value, "ErrorCategory_TargetName"),
        target_type=_field(value, "ErrorCategory_TargetType"),
        details=_field(value, "ErrorDetails_Message"),
        recommended_action=_field(value, "ErrorDetails_RecommendedAction"),
        position=_position(value),
        stack_trace=_field(value, "ErrorDetails_ScriptStackTrace"),
        category_message=_field(value, "ErrorCategory_Message"),
        exception=exception,
        source=value,
    )


def _field(value: PSObject, name: str) -> str:
    return to_text(value.get(name))


def _category(value: PSObject) -> str:
    number = value.get("ErrorCategory_Category")
    if isinstance(number, EnumValue):
        return number.text
    return CATEGORIES[number] if isinstance(number, int) and 0 <= number < len(CATEGORIES) else "NotSpecified"


def _exception_type(exception: Value) -> str:
    name = exception.type_names[0] if isinstance(exception, PSObject) and exception.type_names else "System.Exception"
    return name.removeprefix("Deserialized.")


def _position(value: PSObject) -> str:
    invocation = value.get("InvocationInfo")
    if isinstance(invocation, PSObject):
        return to_text(invocation.get("PositionMessage"))
    return _field(value, "InvocationInfo_PositionMessage")


def error_object(record: ErrorRecord) -> PSObject:
    """Make the property bag that carries an error record."""
    notes: dict[str, Value] = {
        "Exception": _exception_object(record),
        "TargetObject": record.target,
        "FullyQualifiedErrorId": record.fully_qualified_id,
        "InvocationInfo": None,
        "ErrorCategory_Category": CATEGORIES.index(record.category) if record.category in CATEGORIES else 0,
        "ErrorCategory_Activity": record.activity,
        "ErrorCategory_Reason": record.reason or record.exception_type.rpartition(".")[2],
        "ErrorCategory_TargetName": record.target_name,
        "ErrorCategory_TargetType": record.target_type,
        "ErrorCategory_Message": record.category_text,
    }
    if record.details:
        notes["ErrorDetails_Message"] = record.details
        notes["ErrorDetails_RecommendedAction"] = record.recommended_action
    notes["SerializeExtendedInfo"] = False
    return PSObject(notes, type_names=_TYPES, text=record.details or record.message)


def _exception_object(record: ErrorRecord) -> Value:
    if isinstance(record.exception, PSObject):
        return record.exception
    names = (record.exception_type, *(("System.Exception",) if record.exception_type != "System.Exception" else ()), "System.Object")
    adapted: dict[str, Value] = {"Message": record.message, "InnerException": None, "HResult": -2146233088, "Source": None}
    return PSObject(adapted=adapted, type_names=names, text=f"{record.exception_type}: {record.message}")
