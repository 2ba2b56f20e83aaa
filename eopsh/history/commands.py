"""Get-History and Clear-History."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Protocol

from eopsh.binding import BoundCall
from eopsh.catalogue import Command, Parameter
from eopsh.history.entry import Entry, Outcome
from eopsh.history.store import History
from eopsh.objects import DateTime, PSObject, TimeSpan, Value, like
from eopsh.runtime.closing import closing
from eopsh.runtime.confirming import should_process
from eopsh.runtime.local import CommandContext, LocalCommand, local_command

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

    return (clear_history, get_history)


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
