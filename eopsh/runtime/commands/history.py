"""Add-, Get-, Clear- and Invoke-History over the lines of this session; a shell that keeps its history brings its own Get and Clear."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BoundCall
from eopsh.binding.validation import ValidateRange
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.objects import PSObject, Value, has_property, like, to_text
from eopsh.remote import Stream
from eopsh.runtime.commands.declare import switch
from eopsh.runtime.commands.inputs import texts_of
from eopsh.runtime.commands.output import host_message, information
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.script_text import block_from_text
from eopsh.runtime.values import unrolled

_TYPES = ("Microsoft.PowerShell.Commands.HistoryInfo", "System.Object")
_FIELDS = ("CommandLine", "ExecutionStatus", "StartExecutionTime", "EndExecutionTime")
_BY_ID = Membership(position=0, from_pipeline=True)
_ID = Parameter("Id", "System.Int64[]", sets={ALL_SETS: _BY_ID}, validation=(ValidateRange(1, 2**63 - 1),))
_COUNT = Parameter("Count", "System.Int32", position=1, validation=(ValidateRange(0, 32767),))
ADD_HISTORY = Command(
    "Add-History",
    Parameter("InputObject", "System.Management.Automation.PSObject[]", sets={ALL_SETS: Membership(position=0, from_pipeline=True)}),
    switch("Passthru"),
)
GET_HISTORY = Command("Get-History", _ID, _COUNT, alias=("ghy", "h", "history"))


@local_command(ADD_HISTORY)
def add_history(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Add entries, as Get-History and Export-Clixml give them, under new ids."""
    for given in objects:
        for item in unrolled(given):
            if not isinstance(item, PSObject) or not all(has_property(item, name) for name in _FIELDS):
                message = "Cannot add to history: the object has not the properties of an entry."
                context.error(message, "AddHistoryInvalidInput", "InvalidData", item)
                continue
            entry = _entry(context.session.next_history_id(), item)
            context.session.history.append(entry)
            if call.get("Passthru"):
                yield entry


def _entry(number: int, item: PSObject) -> PSObject:
    adapted: dict[str, Value] = {"Id": number, **{name: item.get(name) for name in _FIELDS}}
    return PSObject(adapted=adapted, type_names=_TYPES, text=to_text(item.get("CommandLine")))


@local_command(GET_HISTORY)
def get_history(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the entries of these ids, or the last ones, oldest first."""
    entries = context.session.history
    if "Id" in call:
        for number in unrolled(call.get("Id")):
            found = _by_id(entries, number)
            if found is None:
                message = f"Cannot locate the history for Id {to_text(number)}."
                context.error(message, "GetHistoryNoHistoryForId", "ObjectNotFound", number, "System.ArgumentException")
            else:
                yield found
        return
    count = call.get("Count")
    yield from list(entries[max(0, len(entries) - count) :] if isinstance(count, int) else entries)


def _by_id(entries: list[PSObject], number: Value) -> PSObject | None:
    return next((entry for entry in entries if entry.adapted["Id"] == number), None)


CLEAR_HISTORY = Command(
    "Clear-History",
    Parameter("Id", "System.Int32[]", sets={"IDParameter": Membership(position=0)}, validation=(ValidateRange(1, 2**31 - 1),)),
    Parameter("CommandLine", "System.String[]", sets={"CommandLineParameter": Membership()}),
    Parameter("Count", "System.Int32", position=1, validation=(ValidateRange(1, 2**31 - 1),)),
    switch("Newest"),
    default_set="IDParameter",
    alias="clhy",
)


@local_command(CLEAR_HISTORY)
def clear_history(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Forget entries: those of the ids or the texts, the oldest or newest ones, or all."""
    entries = context.session.history
    doomed = [entry for entry in entries if _is_meant(entry, call)]
    count = call.get("Count")
    if isinstance(count, int):
        doomed = doomed[-count:] if call.get("Newest") else doomed[:count]
    gone = set(map(id, doomed))
    entries[:] = [entry for entry in entries if id(entry) not in gone]
    yield from ()


def _is_meant(entry: PSObject, call: BoundCall) -> bool:
    if "Id" in call:
        return entry.adapted["Id"] in list(unrolled(call.get("Id")))
    patterns = texts_of(call, "CommandLine") or ["*"]
    return any(like(to_text(entry), pattern) for pattern in patterns)


INVOKE_HISTORY = Command(
    "Invoke-History",
    Parameter("Id", "System.String", sets={ALL_SETS: Membership(position=0, from_property=True)}),
    alias=("ihy", "r"),
)


@local_command(INVOKE_HISTORY)
def invoke_history(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Run an entry again: of an id, of the beginning of its text, or the last one. A shell says which line it is before it runs."""
    from eopsh.runtime.blocks import code_of

    text = _line(call, context)
    context.emit(Stream.INFORMATION, information(host_message(text), ["PSHOST"]))
    yield from code_of(block_from_text(text)).call(context.scope, [], place=context.place, dotted=True)


def _line(call: BoundCall, context: CommandContext) -> str:
    wanted, entries = to_text(call.get("Id")), context.session.history
    if "Id" not in call:
        if not entries:
            raise context.fail("Cannot locate the last history.", "InvokeHistoryNoLastHistoryFound", "InvalidOperation")
        return to_text(entries[-1])
    if wanted.isdigit():
        found = _by_id(entries, int(wanted))
        if found is None:
            raise context.fail(f"Cannot locate the history for Id {wanted}.", "InvokeHistoryNoHistoryForId", "ObjectNotFound")
        return to_text(found)
    beginning = next((to_text(entry) for entry in reversed(entries) if to_text(entry).startswith(wanted)), None)
    if beginning is None:
        message = f"Cannot locate the history for command line {wanted}."
        raise context.fail(message, "InvokeHistoryNoHistoryForCommandline", "ObjectNotFound")
    return beginning
