"""One pipeline: what the client asked for, run in a thread of its own, and everything that it says."""

from __future__ import annotations

import itertools
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from eopsh.demo import messages, records
from eopsh.demo.clixml import Rendered, dump
from eopsh.demo.faults import Faults
from eopsh.demo.messages import Incoming
from eopsh.demo.records import CmdletError, Terminating
from eopsh.demo.shell import Closed, Shell
from eopsh.objects import PSObject, Value

if TYPE_CHECKING:
    from eopsh.demo.organization import Organization
    from eopsh.demo.service import Counts

DAMAGED = b'<Obj RefId="0"><TN RefId="0"><T>System.Object</T></TN><Props><S N="Name">damaged</S><I32 N="Number">twelve</I32></Props'


FLUSH_BYTES = 65_536
FLUSH_SECONDS = 0.02


class Stopped(Exception):
    """The client asked to stop."""


class Pipeline:
    """A running pipeline. `hear` and `stop` are called by the threads of the requests, all else by its own."""

    def __init__(
        self, organization: Organization, shell: Shell, command_id: str, request: Incoming, faults: Faults, counts: Counts
    ) -> None:
        self.running = True
        self.faults = faults
        self.sent = 0
        self._organization = organization
        self._shell = shell
        self._id = command_id
        self._request = request
        self._counts = counts
        self._stopping = threading.Event()
        self._heard = threading.Condition()
        self._input: deque[Value] = deque()
        self._input_ended = False
        self._answers: dict[int, Value] = {}
        self._call_ids = itertools.count(1)
        self._unsent: list[bytes] = []
        self._unsent_bytes = 0
        self._flushed = 0.0

    def start(self, *, busy: bool) -> None:
        """Begin; `busy` when the runspace runs another one already, which fails this one."""
        target = self._refuse if busy else self._run
        threading.Thread(target=target, name=f"demo-pipeline-{self._id[:8]}", daemon=True).start()

    def hear(self, message: Incoming) -> None:
        """Take pipeline input, its end, or the answer to a host call."""
        with self._heard:
            if message.kind == messages.PIPELINE_INPUT:
                self._input.append(message.value)
            elif message.kind == messages.END_OF_PIPELINE_INPUT:
                self._input_ended = True
            elif isinstance(message.value, PSObject):
                call_id = message.value.get("ci")
                if isinstance(call_id, int):
                    self._answers[call_id] = message.value.get("mr")
            self._heard.notify_all()

    def stop(self) -> None:
        """Ask the pipeline to stop; returns at once."""
        self._stopping.set()
        with self._heard:
            self._heard.notify_all()
        with self._shell.changed:
            self._shell.changed.notify_all()

    def _refuse(self) -> None:
        name = "System.Management.Automation.Runspaces.InvalidPipelineStateException"
        text = "Pipelines cannot be executed concurrently."
        self._end(records.FAILED, Terminating(text, exception=name, error_id="RemotePipelineExecutionFailed", category="OperationStopped"))

    def _run(self) -> None:
        state, error = records.COMPLETED, None
        try:
            self._begin()
            for value in self._organization.run(self._request, self):
                self.write(value)
            self.check()
        except Stopped:
            state, error = records.STOPPED, records.stopped()
        except CmdletError as failure:
            state, error = records.FAILED, failure
        except Closed:
            state = records.STOPPED
        except Exception as failure:  # a fault of ours must not leave the client waiting
            text = f"An unexpected error has occurred: {failure}"
            state, error = records.FAILED, Terminating(text, exception="System.InvalidOperationException", error_id="UnexpectedError")
        self._end(state, error)

    def _end(self, state: int, error: CmdletError | None) -> None:
        self._counts.last_state = records.STATE_NAMES[state]
        self._counts.last_objects = self.sent
        with suppress(Closed):
            self._say(messages.PIPELINE_STATE, records.pipeline_state(state, error), end=True)
        self.running = False
        self._shell.end_command(self._id)

    def _begin(self) -> None:
        if self._shell.is_first_pipeline():
            self._say(messages.PROGRESS_RECORD, records.preparing())
        if "throttle" in self.faults:
            self.pause(self.faults.seconds("throttle"))
            self.warn(records.micro_delay(self.faults.number("throttle")))

    def _flush(self) -> None:
        """Hand over what was written; waits while the client has not fetched what lies there already."""
        self._flushed = time.monotonic()
        if not self._unsent:
            return
        self._shell.wait_for_room(self._id, self._stopping.is_set)
        batch, self._unsent, self._unsent_bytes = self._unsent, [], 0
        self._shell.post(self._id, batch)

    def _say(self, kind: int, value: Value, *, asks: bool = False, end: bool = False) -> None:
        if end:  # whoever sees the last state may start the next pipeline at once
            self.running = False
        self._flush()
        self._shell.post(self._id, self._shell.prepare(kind, dump(value), self._request.pipeline_id), asks=asks)

    def check(self) -> None:
        """Raise `Stopped` when the client asked for it."""
        if self._stopping.is_set():
            raise Stopped
        if self._unsent and time.monotonic() - self._flushed > FLUSH_SECONDS:
            self._flush()

    def pause(self, seconds: float) -> None:
        """Sleep, but wake at a stop."""
        self._flush()
        if self._stopping.wait(seconds):
            raise Stopped

    def write(self, value: Value) -> None:
        """Send one object; objects that come quickly travel together."""
        self.check()
        if "slow" in self.faults and self._request.kind != messages.GET_COMMAND_METADATA:
            self.pause(self.faults.seconds("slow"))
        clixml = value.clixml if isinstance(value, Rendered) else dump(value)
        if "bad-object" in self.faults and self.sent + 1 == self.faults.number("bad-object"):
            clixml = DAMAGED
        self._unsent += self._shell.prepare(messages.PIPELINE_OUTPUT, clixml, self._request.pipeline_id)
        self._unsent_bytes += len(clixml)
        self.sent += 1
        self._counts.objects += 1
        if self._unsent_bytes >= FLUSH_BYTES or time.monotonic() - self._flushed > FLUSH_SECONDS:
            self._flush()

    def warn(self, text: str) -> None:
        """Send a warning record."""
        self._say(messages.WARNING_RECORD, records.informational("Warning", text))

    def verbose(self, text: str) -> None:
        """Send a verbose record."""
        self._say(messages.VERBOSE_RECORD, records.informational("Verbose", text))

    def progress(self, activity: str, status: str, percent: int, *, done: bool = False) -> None:
        """Send a progress record."""
        self._say(messages.PROGRESS_RECORD, records.progress(activity, status, percent, done=done))

    def error(self, error: CmdletError) -> None:
        """Send an error record."""
        self._say(messages.ERROR_RECORD, records.error_record(error))

    def objects(self) -> Iterator[Value]:
        """Yield the client's pipeline input as it comes."""
        while True:
            self._flush()
            with self._heard:
                self._heard.wait_for(lambda: self._input or self._input_ended or self._stopping.is_set())
                self.check()
                if not self._input:
                    return
                value = self._input.popleft()
            yield value

    def tell(self, method: str, *arguments: Value) -> None:
        """Call a void method of the client's host."""
        self._say(messages.PIPELINE_HOST_CALL, records.host_call(-100, method, arguments))

    def ask(self, method: str, arguments: Iterator[Value]) -> Value:
        """Call a method of the client's host and wait for its answer."""
        call_id = next(self._call_ids)
        self._say(messages.PIPELINE_HOST_CALL, records.host_call(call_id, method, arguments), asks=True)
        with self._heard:
            self._heard.wait_for(lambda: call_id in self._answers or self._stopping.is_set())
            self.check()
            answer = self._answers.pop(call_id)
        self._shell.answered(self._id)
        return answer

    @property
    def has_host(self) -> bool:
        """Whether the client can be asked."""
        return self._shell.pool.has_host
