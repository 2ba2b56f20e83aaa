"""From PSRP messages to records and host calls."""

from __future__ import annotations

import re
from collections.abc import Callable

from eopsh.objects import ErrorRecord, PSObject, Value, read_value, to_text
from eopsh.remote.psrp import messages as m
from eopsh.remote.psrp.error_record import as_error
from eopsh.remote.psrp.fragments import Message
from eopsh.remote.psrp.hosting import QUESTIONS, Reply, fact, method_name
from eopsh.remote.seam import HostCall, Record, Stream

Decrypt = Callable[[bytes], str]

STREAMS = {
    m.PIPELINE_OUTPUT: Stream.OUTPUT,
    m.ERROR_RECORD: Stream.ERROR,
    m.WARNING_RECORD: Stream.WARNING,
    m.VERBOSE_RECORD: Stream.VERBOSE,
    m.DEBUG_RECORD: Stream.DEBUG,
    m.INFORMATION_RECORD: Stream.INFORMATION,
    m.PROGRESS_RECORD: Stream.PROGRESS,
}
PREPARING = "Preparing modules for first use."
"""Windows sends this progress with the first pipeline of a session, and nobody wants it."""
_DELAY = re.compile(r"Micro delay applied\. Actual delayed: (\d+) msecs")
_INFORMATION = ("System.Management.Automation.InformationRecord", "System.Object")
_REMEMBERED = 1_000


class Echo:
    """Shows once what a server sends twice: as a record and as a host call, in either order."""

    def __init__(self) -> None:
        self._open: dict[tuple[bool, Stream, str], int] = {}

    def is_new(self, stream: Stream, key: str, *, from_host: bool) -> bool:
        """Tell whether this is the first of its pair."""
        twin = (not from_host, stream, key)
        waiting = self._open.pop(twin, 0)
        if waiting:
            if waiting > 1:
                self._open[twin] = waiting - 1
            return False
        own = (from_host, stream, key)
        self._open[own] = self._open.pop(own, 0) + 1
        if len(self._open) > _REMEMBERED:
            del self._open[next(iter(self._open))]
        return True


class Decoder:
    """Reads the messages of one pipeline. A message that cannot be read becomes one error record; its neighbours are untouched."""

    def __init__(self, decrypt: Decrypt | None = None) -> None:
        self._decrypt = decrypt
        self._echo = Echo()

    def read(self, message: Message) -> Record | HostCall | Reply | None:
        """Return what a message means to the consumer; a Reply goes back to the server; None is nothing to anybody."""
        try:
            if message.type == m.PIPELINE_OUTPUT:
                value = read_value(message.body, decrypt=self._decrypt)
                # The reader contains damage by returning an error record in the object's place.
                return Record(Stream.ERROR if isinstance(value, ErrorRecord) else Stream.OUTPUT, value)
            if message.type in STREAMS:
                return self._record(STREAMS[message.type], read_value(message.body, decrypt=self._decrypt))
            if message.type == m.PIPELINE_HOST_CALL:
                return self._host_call(m.read_call(message.body))
            if message.type == m.RUNSPACEPOOL_HOST_CALL:
                call = m.read_call(message.body)
                return self._void(method_name(call), call.arguments) if call.id == m.VOID_CALL else None
        except Exception as error:
            waiting = m.call_id(message.body) if message.type == m.PIPELINE_HOST_CALL else m.VOID_CALL
            # A call that waits must have its answer, whatever it was.
            return Record(Stream.ERROR, unreadable(error)) if waiting == m.VOID_CALL else Reply(waiting, "", None)
        return None

    def _record(self, stream: Stream, value: Value) -> Record | None:
        if isinstance(value, ErrorRecord) or stream is Stream.ERROR:
            return Record(Stream.ERROR, as_error(value))
        if stream is Stream.PROGRESS:
            return self._progress(value, from_host=False)
        if stream is Stream.INFORMATION:
            return self._information(value)
        return self._text(stream, message_text(value), from_host=False)

    def _text(self, stream: Stream, text: str, *, from_host: bool) -> Record | None:
        if not self._echo.is_new(stream, text, from_host=from_host):
            return None
        return Record(stream, shorten(text) if stream is Stream.WARNING else text)

    def _progress(self, value: Value, *, from_host: bool) -> Record | None:
        if not isinstance(value, PSObject) or value.get("Activity") == PREPARING:
            return None
        parts = ("ActivityId", "Activity", "StatusDescription", "CurrentOperation", "PercentComplete", "Type")
        key = "\0".join(to_text(value.get(part)) for part in parts)
        return Record(Stream.PROGRESS, value) if self._echo.is_new(Stream.PROGRESS, key, from_host=from_host) else None

    def _information(self, value: Value) -> Record | None:
        if isinstance(value, PSObject):
            data = value.get("MessageData")
            text = to_text(data.get("Message")) if isinstance(data, PSObject) and data.has("Message") else to_text(data)
            value.text = text
            value.type_names = value.type_names or _INFORMATION
        else:
            text = to_text(value)
        # Write-Host comes as a host call besides; plain information records do not.
        if not self._echo.is_new(Stream.INFORMATION, text, from_host=False):
            return None
        return Record(Stream.INFORMATION, value)

    def _host_call(self, call: m.Call) -> Record | HostCall | Reply | None:
        method = method_name(call)
        if call.id == m.VOID_CALL:
            return self._void(method, call.arguments)
        if method in QUESTIONS:
            return HostCall(call.id, method, call.arguments)
        return Reply(call.id, method, fact(method))

    def _void(self, method: str, arguments: tuple[Value, ...]) -> Record | None:
        last = arguments[-1] if arguments else ""
        match method:
            case "WriteDebugLine":
                return self._text(Stream.DEBUG, to_text(last), from_host=True)
            case "WriteVerboseLine":
                return self._text(Stream.VERBOSE, to_text(last), from_host=True)
            case "WriteWarningLine":
                return self._text(Stream.WARNING, to_text(last), from_host=True)
            case "WriteProgress":
                return self._progress(last, from_host=True)
            case "WriteErrorLine":
                return Record(Stream.ERROR, ErrorRecord(to_text(last)))
            case "Write1" | "Write2" | "WriteLine1" | "WriteLine2" | "WriteLine3":
                return self._written(to_text(last))
            case _:
                return None

    def _written(self, text: str) -> Record | None:
        if not self._echo.is_new(Stream.INFORMATION, text, from_host=True):
            return None
        return Record(Stream.INFORMATION, PSObject({"MessageData": text}, type_names=_INFORMATION, text=text))


def message_text(value: Value) -> str:
    """Return the text of a warning, verbose or debug record; psrpcore and some servers leave its ToString out."""
    if isinstance(value, PSObject):
        return to_text(value.get("InformationalRecord_Message")) if value.has("InformationalRecord_Message") else value.text or ""
    return to_text(value)


def shorten(text: str) -> str:
    """Say in one line what Exchange's throttling says in ten."""
    match = _DELAY.match(text)
    return text if match is None else f"The server held this command back for {int(match[1]) / 1000:.1f} s (throttling)."


def unreadable(error: Exception) -> ErrorRecord:
    """Return the record that stands for a message which could not be read."""
    return ErrorRecord(
        f"The server sent an object that cannot be read ({error or type(error).__name__}).",
        fully_qualified_id="UnreadableObject",
        category="InvalidData",
    )


def pipeline_error(body: bytes, decrypt: Decrypt | None = None) -> ErrorRecord | None:
    """Return the error inside a PIPELINE_STATE message: the only place where a terminating one comes."""
    try:
        state = read_value(body, decrypt=decrypt)
    except Exception as error:
        return unreadable(error)
    found = state.get("ExceptionAsErrorRecord") if isinstance(state, PSObject) else None
    return None if found is None else as_error(found)
