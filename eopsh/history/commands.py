"""Get-, Add-, Invoke- and Clear-History over the stored lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Protocol

from eopsh.binding import BoundCall
from eopsh.catalogue import Command, Parameter
from eopsh.history.entry import Entry, Outcome
from eopsh.history.masking import mask
from eopsh.history.store import History
from eopsh.objects import DateTime, PSObject, TimeSpan, Value, like, to_text
from eopsh.remote import Stream
from eopsh.runtime.blocks import code_of
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.output import host_message, information
from eopsh.runtime.confirming import should_process
from eopsh.runtime.local import CommandContext, LocalCommand, local_command
from eopsh.runtime.script_text import block_from_text
from eopsh.runtime.values import unrolled

_DEFAULT_COUNT = 100
_TYPES = ("Microsoft.PowerShell.Commands.HistoryInfo", "System.Object")
_STATUS = {Outcome.OK: "Completed", Outcome.FAILED: "Failed", Outcome.STOPPED: "Stopped", Outcome.REFUSED: "Refused", None: "NotStarted"}

GET_HISTORY = Command(
    "Get-History",
    Parameter("Id", "System.Int64[]", position=0, from_pipeline=True),
    Parameter("Count", "System.Int32", position=1),
    Parameter("CommandLine", "System.String"),
    alias=("h", "history", "ghy"),
    output_types=(_TYPES[0],),
)
CLEAR_HISTORY = Command("Clear-History", alias="clhy", should_process=True)
ADD_HISTORY = Command(
    "Add-History",
    Parameter("InputObject", "System.Management.Automation.PSObject[]", position=0, from_pipeline=True),
    Parameter("Passthru", "switch"),
)
INVOKE_HISTORY = Command("Invoke-History", Parameter("Id", "System.String", position=0, from_property=True), alias=("ihy", "r"))
_LATELY = 50


class Owner(Protocol):
    """Whoever has the history: the engine."""

    @property
    def history(self) -> History:
        """The history that the commands show."""


def commands(owner: Owner) -> tuple[LocalCommand, ...]:
    """Return the commands of this room, over the owner's history."""

    @local_command(GET_HISTORY)
    def get_history(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
        """Yield lines, oldest first: those of the ids, else the last ones, else the last ones that are like -CommandLine."""
        with closing(objects):
            ids = call.get("Id")
            if isinstance(ids, list):
                yield from _by_id(owner.history, ids, context)
            else:
                yield from _last(owner.history, call.get("Count"), call.get("CommandLine"))

    @local_command(CLEAR_HISTORY)
    def clear_history(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
        """Forget every line of every session."""
        with closing(objects):
            if should_process(context, "Clear-History", "This command will clear all the entries of every session's history."):
                owner.history.clear()
        yield from ()

    @local_command(ADD_HISTORY)
    def add_history(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
        """Store lines, as Get-History and Export-Clixml give them, under new ids."""
        with closing(objects):
            for item in (one for given in objects for one in unrolled(given)):
                entry = _given(item, context)
                if entry is not None:
                    stored = owner.history.get(owner.history.append(entry))
                    yield from [history_object(stored)] if call.get("Passthru") and stored is not None else []

    @local_command(INVOKE_HISTORY)
    def invoke_history(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
        """Run a line again: of an id, of the beginning of its text, or the last one. It is shown before it runs."""
        entry = _wanted(owner.history, call, context)
        if entry.masked:
            message = f"The line {entry.id} was stored without its secrets, and cannot run again: {entry.line}"
            raise context.fail(message, "InvokeHistoryMasked", "InvalidOperation", entry.id)
        context.emit(Stream.INFORMATION, information(host_message(entry.line), ["PSHOST"]))
        yield from code_of(block_from_text(entry.line)).call(context.scope, [], place=context.place, dotted=True)

    return (add_history, clear_history, get_history, invoke_history)


def _given(item: Value, context: CommandContext) -> Entry | None:
    """Return the entry that an object of the history stands for; an error record says what is none."""
    line = item.get("CommandLine") if isinstance(item, PSObject) else None
    if not isinstance(item, PSObject) or not isinstance(line, str):
        context.error("Cannot add to history: the object has no CommandLine.", "AddHistoryInvalidInput", "InvalidData", item)
        return None
    masked = mask(line)
    status = to_text(item.get("ExecutionStatus"))
    outcome = next((outcome for outcome, name in _STATUS.items() if name == status), Outcome.OK)
    return Entry(masked.text, masked=masked.changed, outcome=outcome)


def _wanted(history: History, call: BoundCall, context: CommandContext) -> Entry:
    """Return the line to run again; one that has not ended, as the one that asks, is none. Raises ScriptError when there is none."""
    wanted = to_text(call.get("Id"))
    if wanted.isdecimal():
        found = history.get(int(wanted))
    else:
        found = next((entry for entry in history.recent(_LATELY, wanted or None) if entry.outcome is not None), None)
    if found is not None:
        return found
    if "Id" not in call:
        raise context.fail("Cannot locate the last history.", "InvokeHistoryNoLastHistoryFound", "InvalidOperation")
    what, error_id = (
        ("Id", "InvokeHistoryNoHistoryForId") if wanted.isdecimal() else ("command line", "InvokeHistoryNoHistoryForCommandline")
    )
    raise context.fail(f"Cannot locate the history for {what} {wanted}.", error_id, "ObjectNotFound")


def _by_id(history: History, ids: list[Value], context: CommandContext) -> Iterator[Value]:
    for entry_id in ids:
        entry = history.get(entry_id) if isinstance(entry_id, int) else None
        if entry is None:
            context.error(f"Cannot locate the history for Id {entry_id}.", "GetHistoryNoHistoryForId", "ObjectNotFound", entry_id)
        else:
            yield history_object(entry)


def _last(history: History, count: Value, pattern: Value) -> list[Value]:
    wanted = count if isinstance(count, int) else _DEFAULT_COUNT
    if not isinstance(pattern, str):
        return [history_object(entry) for entry in reversed(history.recent(wanted))]
    found: list[Value] = []
    for entry in history:
        if len(found) >= wanted:
            break
        if like(entry.line, pattern):
            found.append(history_object(entry))
    return found[::-1]


def history_object(entry: Entry) -> PSObject:
    """Return an entry as Get-History shows it: PowerShell's properties first, then ours."""
    ended = None if entry.duration is None else entry.started + timedelta(seconds=entry.duration)
    return PSObject(
        {
            "Id": entry.id,
            "CommandLine": entry.line,
            "ExecutionStatus": _STATUS[entry.outcome],
            "StartExecutionTime": DateTime.from_python(entry.started.astimezone()),
            "EndExecutionTime": None if ended is None else DateTime.from_python(ended.astimezone()),
            "Duration": None if entry.duration is None else TimeSpan(round(entry.duration * 10_000_000)),
            "Rows": entry.rows,
            "Organization": entry.organization,
            "User": entry.user,
            "Masked": entry.masked,
        },
        type_names=_TYPES,
        text=entry.line,
    )
