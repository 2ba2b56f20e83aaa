"""Write-Progress: how far something is, for the bar of the shell."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BoundCall
from eopsh.binding.validation import ValidateNotNullOrEmpty, ValidateRange
from eopsh.catalogue import Command, Parameter
from eopsh.objects import PSObject, Value, to_text
from eopsh.remote import Stream
from eopsh.runtime.commands.declare import switch
from eopsh.runtime.local import CommandContext, local_command

_MOST = 2**31 - 1
WRITE_PROGRESS = Command(
    "Write-Progress",
    Parameter("Activity", "System.String", position=0),
    Parameter("Status", "System.String", position=1, validation=(ValidateNotNullOrEmpty(),)),
    Parameter("Id", "System.Int32", position=2, validation=(ValidateRange(0, _MOST),)),
    Parameter("PercentComplete", "System.Int32", validation=(ValidateRange(-1, 100),)),
    Parameter("SecondsRemaining", "System.Int32"),
    Parameter("CurrentOperation", "System.String"),
    Parameter("ParentId", "System.Int32", validation=(ValidateRange(-1, _MOST),)),
    Parameter("SourceId", "System.Int32"),
    switch("Completed"),
)
_TYPES = ("System.Management.Automation.ProgressRecord", "System.Object")


@local_command(WRITE_PROGRESS)
def write_progress(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Write a progress record, where someone wants them."""
    activity = to_text(call.get("Activity"))
    if not activity and not call.get("Completed"):
        message = "Cannot process command because of one or more missing mandatory parameters: Activity."
        raise context.fail(message, "MissingActivityOrCompleted")
    if context.action("ProgressAction", "ProgressPreference") in ("continue", "inquire", "stop"):
        context.emit(Stream.PROGRESS, _record(call, activity))
    yield from ()


def _record(call: BoundCall, activity: str) -> PSObject:
    notes: dict[str, Value] = {
        "Activity": activity,
        "ActivityId": call.get("Id", 0),
        "StatusDescription": to_text(call.get("Status")) or "Processing",
        "CurrentOperation": call.get("CurrentOperation"),
        "ParentActivityId": call.get("ParentId", -1),
        "PercentComplete": call.get("PercentComplete", -1),
        "SecondsRemaining": call.get("SecondsRemaining", -1),
        "Type": "Completed" if call.get("Completed") else "Processing",
    }
    return PSObject(notes, type_names=_TYPES, text=f"parent = {notes['ParentActivityId']} id = {notes['ActivityId']} act = {activity}")
