"""Messages as objects: what variables and the output get of a warning, a verbose or a debug message."""

from __future__ import annotations

from eopsh.objects import PSObject, Value
from eopsh.remote import Record, Stream

_KINDS = {Stream.WARNING: "WarningRecord", Stream.VERBOSE: "VerboseRecord", Stream.DEBUG: "DebugRecord"}


def record_object(record: Record) -> Value:
    """Return the record that PowerShell makes of a message; of any other stream, the value as it is."""
    kind = _KINDS.get(record.stream)
    if kind is None or not isinstance(record.value, str):
        return record.value
    names = (f"System.Management.Automation.{kind}", "System.Management.Automation.InformationalRecord", "System.Object")
    return PSObject(adapted={"Message": record.value, "InvocationInfo": None}, type_names=names, text=record.value)
