"""Error records as they come over the wire (MS-PSRP 2.2.3.15)."""

from __future__ import annotations

from eopsh.objects import ErrorRecord, PSObject, Value, to_text

# fmt: off
CATEGORIES = (
    "NotSpecified", "OpenError", "CloseError", "DeviceError", "DeadlockDetected", "InvalidArgument", "InvalidData", "InvalidOperation",
    "InvalidResult", "InvalidType", "MetadataError", "NotImplemented", "NotInstalled", "ObjectNotFound", "OperationStopped",
    "OperationTimeout", "SyntaxError", "ParserError", "PermissionDenied", "ResourceBusy", "ResourceExists", "ResourceUnavailable",
    "ReadError", "WriteError", "FromStdErr", "SecurityError", "ProtocolError", "ConnectionError", "AuthenticationError", "LimitsExceeded",
    "QuotaExceeded", "NotEnabled",
)
# fmt: on
"""PowerShell's error categories by their number (2.2.3.9)."""


def as_error(value: Value) -> ErrorRecord:
    """Return an error record, whatever the server sent as one. Old servers leave fields out; every field may be absent."""
    if isinstance(value, ErrorRecord):
        return value
    if not isinstance(value, PSObject):
        return ErrorRecord(to_text(value), fully_qualified_id="RemoteError")
    exception = value.get("Exception")
    return ErrorRecord(
        _message(value, exception),
        fully_qualified_id=_text(value, "FullyQualifiedErrorId"),
        category=_category(value.get("ErrorCategory_Category")),
        target=value.get("TargetObject"),
        exception_type=_type(exception),
        activity=_text(value, "ErrorCategory_Activity"),
        reason=_text(value, "ErrorCategory_Reason"),
        target_name=_text(value, "ErrorCategory_TargetName"),
        target_type=_text(value, "ErrorCategory_TargetType"),
        details=_text(value, "ErrorDetails_Message"),
        recommended_action=_text(value, "ErrorDetails_RecommendedAction"),
        position=_position(value.get("InvocationInfo")),
        category_message=_text(value, "ErrorCategory_Message"),
        exception=exception,
        source=value,
    )


def _message(value: PSObject, exception: Value) -> str:
    if isinstance(exception, PSObject) and exception.has("Message"):
        return to_text(exception.get("Message"))
    return value.text or _text(value, "FullyQualifiedErrorId")


def _type(exception: Value) -> str:
    names = exception.type_names if isinstance(exception, PSObject) else ()
    return names[0].removeprefix("Deserialized.") if names else "System.Exception"


def _category(number: Value) -> str:
    return CATEGORIES[number] if isinstance(number, int) and 0 <= number < len(CATEGORIES) else "NotSpecified"


def _position(invocation: Value) -> str:
    return _text(invocation, "PositionMessage") if isinstance(invocation, PSObject) else ""


def _text(value: PSObject, name: str) -> str:
    found = value.get(name)
    return "" if found is None else to_text(found)
