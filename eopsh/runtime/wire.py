"""The remote stages of a pipeline: segments on a server that runs one pipeline at a time."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from eopsh.binding import BoundCall
from eopsh.errors import EopshError, PipelineFailed
from eopsh.objects import ErrorRecord, Value
from eopsh.remote import ConnectionInfo, Ended, HostCall, Record, Run, Segment, Stream
from eopsh.runtime.closing import closing
from eopsh.runtime.remote_calls import Actions
from eopsh.runtime.signals import ScriptError, failure
from eopsh.runtime.spool import Spool

if TYPE_CHECKING:
    from eopsh.runtime.session import Session

POLL_SECONDS = 0.05
_END = object()


class Remote(Protocol):
    """What the runtime needs of a connection: to know whether calls join into pipelines, and to run a segment."""

    @property
    def info(self) -> ConnectionInfo:
        """What is known of the connection."""

    def run(self, segment: Segment) -> Run:
        """Start a segment. Raises RemoteError when it cannot be sent."""


class Wire:
    """The one place that starts segments, so that never two of them run at once."""

    def __init__(self, session: Session, remote: Remote | None = None) -> None:
        self.session = session
        self.remote = remote
        self.started = 0
        self._active: Streaming | None = None

    @property
    def joins_calls(self) -> bool:
        """Whether neighbouring calls travel as one pipeline."""
        return self.remote is not None and self.remote.info.pipelines

    def start(self, segment: Segment, actions: Actions) -> Streaming:
        """Run a segment; one that still streams is first taken off the wire, its output kept."""
        if self.remote is None:
            raise failure(
                f"{segment.calls[0].command.name} runs on a server, and there is no connection.",
                "NotConnected",
                "ConnectionError",
                hint="Connect first.",
            )
        if self._active is not None:
            self._active.give_way()
        self.started += 1
        self._active = Streaming(self, self.remote.run(segment), actions)
        return self._active

    def ended(self, streaming: Streaming) -> None:
        """Note that the wire is free again."""
        if self._active is streaming:
            self._active = None


class Streaming:
    """A segment under way: its output goes through a spool, everything else to the host in the server's order."""

    def __init__(self, wire: Wire, run: Run, actions: Actions) -> None:
        self._wire = wire
        self._session = wire.session
        self._run = run
        self._actions = actions
        self._spool = Spool()
        self._failure: EopshError | None = None
        self._discarding = False
        self.done = False
        self.input_open = True

    def send(self, value: Value) -> None:
        """Hand one object to the first call."""
        self._run.send(value)

    def end_input(self) -> None:
        """Tell the server that no more input comes."""
        if self.input_open:
            self.input_open = False
            if not self.done:
                self._run.end_input()

    def poll(self, timeout: float) -> bool:
        """Take what came next; False when nothing came in time."""
        if self.done:
            return False
        try:
            item = self._run.receive(timeout)
        except EopshError as error:
            self._finish(error)
            return True
        if item is None:
            return False
        if isinstance(item, Ended):
            self._finish(None)
        elif isinstance(item, HostCall):
            self._answer(item)
        elif item.stream is Stream.OUTPUT:
            if not self._discarding:
                self._spool.put(item.value)
        elif item.stream is Stream.ERROR:
            self._error(item)
        else:
            self._session.remote_record(item)
        return True

    def _error(self, item: Record) -> None:
        """Take an error as our own preference says; what a call says itself, the server has heeded already."""
        action = self._actions.records
        if action == "stop" and isinstance(item.value, ErrorRecord):
            if self._failure is None:
                self._failure = ScriptError(item.value, thrown=True)
                self._discarding = True
                self._run.stop()
        elif action == "silentlycontinue":
            self._session.note_failure(item.value)
        elif action == "ignore":
            self._session.failures += 1
        else:
            self._session.remote_record(item)

    def ready(self) -> Iterator[Value]:
        """Yield the output that has come so far."""
        spool = self._spool
        while spool:
            yield spool.get()

    def items(self) -> Iterator[Value]:
        """Yield the output as it comes. Ending early stops the server.

        Raises:
            ScriptError: the pipeline failed on the server.
        """
        try:
            while True:
                yield from self.ready()
                if self.done:
                    break
                self._wait()
            if self._failure is not None:
                raise self._failure
        finally:
            self.close()

    def give_way(self) -> None:
        """Read to the end into the spool, so that another segment can run."""
        self.end_input()
        while not self.done:
            self._wait()

    def close(self) -> None:
        """Stop the server if it still runs, and read until it has."""
        self._discarding = True
        if not self.done:
            self._run.stop()
            while not self.done:
                if not self.poll(POLL_SECONDS):
                    self._session.host.idle()
        self._spool.close()

    def _wait(self) -> None:
        self._session.check()
        if not self.poll(POLL_SECONDS):
            self._session.host.idle()

    def _finish(self, error: EopshError | None) -> None:
        self.done = True
        self.input_open = False
        if self._failure is None:
            self._failure = _as_script_error(error, self._actions) if isinstance(error, PipelineFailed) else error
        self._wire.ended(self)

    def _answer(self, call: HostCall) -> None:
        self._run.answer(call, self._session.host.ask(call))


def _as_script_error(error: PipelineFailed, actions: Actions) -> EopshError:
    record = error.record
    if not isinstance(record, ErrorRecord):
        record = ErrorRecord(str(error), "RemotePipelineFailed", "OperationStopped")
    return ScriptError(record, thrown=actions.ends_script)


def remote_stage(wire: Wire, calls: tuple[BoundCall, ...], upstream: Iterator[Value] | None, actions: Actions) -> Iterator[Value]:
    """Yield the output of calls that run as one pipeline; objects from upstream are its input."""
    if upstream is not None:
        yield from _fed(wire, Segment(calls, takes_input=True), upstream, actions)
        return
    streaming = wire.start(Segment(calls), actions)
    streaming.input_open = False
    yield from streaming.items()


def _fed(wire: Wire, segment: Segment, upstream: Iterator[Value], actions: Actions) -> Iterator[Value]:
    with closing(upstream):
        before = wire.started
        head = next(upstream, _END)
        if head is not _END and wire.started != before:
            # Whoever feeds us needs the wire too: it finishes before we take the wire.
            upstream = _spooled(wire.session, chain((head,), upstream))
            head = next(upstream, _END)
        while head is not _END:
            head = yield from _one_run(wire, segment, upstream, head, actions)


def _one_run(wire: Wire, segment: Segment, upstream: Iterator[Value], head: Value, actions: Actions) -> Generator[Value, None, Value]:
    """Feed one run until the input ends, or until someone else took the wire; return the object that was not sent."""
    streaming = wire.start(segment, actions)
    with closing(streaming):
        while head is not _END and streaming.input_open:
            wire.session.check()
            streaming.send(head)
            while streaming.poll(0):
                yield from streaming.ready()
            head = next(upstream, _END)
        streaming.end_input()
        yield from streaming.items()
    return head


def _spooled(session: Session, values: Iterator[Value]) -> Iterator[Value]:
    spool = Spool()
    try:
        for value in values:
            session.check()
            spool.put(value)
        while spool:
            yield spool.get()
    finally:
        spool.close()
