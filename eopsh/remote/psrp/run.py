"""The consumer's side of a pipeline."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from eopsh.errors import Advice, PipelineFailed, RemoteError, SessionLost
from eopsh.objects import ErrorRecord, Value
from eopsh.remote.faults import request_id, split_prefixes
from eopsh.remote.psrp import messages as m
from eopsh.remote.psrp.fragments import Message
from eopsh.remote.psrp.hosting import Reply, reply_to
from eopsh.remote.psrp.pipeline import END, Pipeline
from eopsh.remote.psrp.records import Decoder, Decrypt, pipeline_error
from eopsh.remote.seam import Ended, HostCall, Record, Stream

_SLICE = 0.25
_HELD_SECONDS = 0.05


class Reader:
    """Takes a pipeline's messages, and knows when to stop waiting for them."""

    def __init__(self, pipeline: Pipeline, give_up: Callable[[], None]) -> None:
        self.pipeline = pipeline
        self._give_up = give_up
        self._pending: deque[Message] = deque()

    def next(self, timeout: float) -> Message | None:
        """Return the next message; None when none came in time; END when there will be none.

        Raises:
            SessionLost: the server did not follow a stop in time.
            RemoteError: whatever else ended the pipeline before its end.
        """
        self._check()
        if not self._pending and not self._wait(timeout):
            return None
        message = self._pending.popleft()
        if message.type == END and self.pipeline.failure is not None:
            raise self.pipeline.failure
        return message

    def _wait(self, timeout: float) -> bool:
        until = time.monotonic() + timeout
        while True:
            left = until - time.monotonic()
            batch = self.pipeline.channel.get(max(0.0, min(left, _SLICE)))
            if batch:
                self._pending.extend(batch)
                return True
            self._check()
            if left <= 0:
                return False

    def _check(self) -> None:
        """Give up on a server that goes on though it was told to stop, silent or not."""
        if self.pipeline.is_overdue():
            self._give_up()
            cause = "The server did not stop the command in time."
            raise SessionLost(may_have_run=True, advice=Advice(cause, "A new session is opened for the next line."))

    def close(self) -> None:
        """Drop whatever was not taken."""
        self._pending.clear()
        self.pipeline.channel.close()


class PsrpRun:
    """A segment under way (`seam.Run`)."""

    def __init__(self, reader: Reader, decrypt: Decrypt | None = None) -> None:
        self._reader = reader
        self._pipeline = reader.pipeline
        self._decoder = Decoder(decrypt)
        self._decrypt = decrypt
        self._ready: deque[Record | HostCall | Ended | RemoteError] = deque()
        self._held: Record | None = None
        self._ended: Ended | None = None

    def receive(self, timeout: float) -> Record | HostCall | Ended | None:
        """See `Run.receive`. An error record is held back until something follows it: a pipeline that fails may send its error twice."""
        if self._ended is not None:
            return self._ended
        until = time.monotonic() + timeout
        while not self._ready:
            try:
                left = max(0.0, until - time.monotonic())
                message = self._reader.next(left if self._held is None else min(left, _HELD_SECONDS))
            except RemoteError as error:
                self._pass(error)
                break
            if message is not None:
                self._accept(message)
            elif self._held is None:
                return None
            else:
                self._pass()
        return self._deliver(self._ready.popleft())

    def _deliver(self, item: Record | HostCall | Ended | RemoteError) -> Record | HostCall | Ended:
        if isinstance(item, RemoteError):
            self._ended = Ended.COMPLETED
            self._reader.close()
            raise item
        if isinstance(item, Ended):
            self._ended = item
            self._reader.close()
        return item

    def _pass(self, *items: Record | HostCall | Ended | RemoteError) -> None:
        """Line items up for delivery, what was held back before them."""
        if self._held is not None:
            self._ready.append(self._held)
            self._held = None
        self._ready.extend(items)

    def _accept(self, message: Message) -> None:
        if message.type == END:
            self._pass(Ended.STOPPED if self._pipeline.was_stopped else Ended.COMPLETED)
            return
        if message.type == m.PIPELINE_STATE:
            self._conclude(message)
            return
        item = self._decoder.read(message)
        if isinstance(item, Reply):
            self._reply(item)
        elif isinstance(item, Record) and item.stream is Stream.ERROR:
            self._pass()
            self._held = item
        elif item is not None:
            self._pass(item)

    def _conclude(self, message: Message) -> None:
        state = m.pipeline_state(message.body)
        if state not in m.ENDED_STATES:
            return
        error = pipeline_error(message.body, self._decrypt)
        was_stopped = state == m.STOPPED or (error is not None and error.fully_qualified_id == "PipelineStopped")
        if state != m.FAILED or was_stopped:
            self._pass(Ended.STOPPED if was_stopped else Ended.COMPLETED)
            return
        if self._held is not None and error is not None and _same(self._held.value, error):
            self._held = None
        self._pass(failed(error))

    def _reply(self, reply: Reply) -> None:
        self._pipeline.control.give(lambda orders: orders.answers.append(reply))

    def send(self, value: Value) -> None:
        """Hand one object to the first call; dropped when the pipeline has ended."""
        if not self._pipeline.ended.is_set():
            self._pipeline.control.give(lambda orders: orders.inputs.append(value))

    def end_input(self) -> None:
        """Say that no more objects come."""
        if not self._pipeline.ended.is_set():
            self._pipeline.control.give(lambda orders: setattr(orders, "end_input", True))

    def answer(self, call: HostCall, value: Value) -> None:
        """Answer a question; a choice that does not exist becomes the one that says no."""
        self._reply(reply_to(call, value))

    def stop(self) -> None:
        """Ask the server to stop; from any thread."""
        self._pipeline.stop()


def failed(record: ErrorRecord | None) -> PipelineFailed:
    """Return what is raised for a pipeline that ended in this error."""
    if record is None:
        return PipelineFailed("The pipeline failed; the server does not say why.")
    pairs, words = split_prefixes(record.message)
    return PipelineFailed(words, record=record, request_id=request_id(pairs))


def _same(value: Value, error: ErrorRecord) -> bool:
    return isinstance(value, ErrorRecord) and (value.message, value.fully_qualified_id) == (error.message, error.fully_qualified_id)
