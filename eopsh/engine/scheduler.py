"""One thread for what runs without the user: opening, metadata. It gives way to the user's line, for the wire carries one pipeline."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from eopsh.errors import EopshError, Stopped

logger = logging.getLogger(__name__)

Stop: TypeAlias = Callable[[], bool]
"""Whether the work shall end early: asked for often by the work itself."""


@dataclass(slots=True)
class Job:
    """A piece of work. `gives_way`: it uses the wire, and a line of the user stops it and lets it begin again afterwards.

    `urgent`: somebody waits for it at the prompt; it goes before what only gives way, which is stopped for it in the same way.
    `interrupt` is called, from another thread, when the work shall end early: it wakes what waits on the wire.
    """

    name: str
    work: Callable[[Stop], None]
    gives_way: bool = False
    interrupt: Callable[[], None] = lambda: None
    urgent: bool = False
    error: EopshError | None = None
    awaited: bool = False
    """Whether somebody waits for it, and will be told of its error."""
    done: threading.Event = field(default_factory=threading.Event)
    _cancelled: bool = False
    _running: bool = False
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def cancel(self) -> None:
        """End the work for good."""
        self._cancelled = True
        self.wake()

    def wake(self) -> None:
        """Interrupt the work, if it is this job's that runs: what comes after it on the same wire must not be hit."""
        with self._guard:
            if self._running:
                self.interrupt()

    def run(self, stop: Stop) -> None:
        """Do the work; from here to its end it can be interrupted.

        Raises:
            Stopped: it shall end before it began.
        """
        try:
            with self._guard:
                self._running = True
            if stop():
                raise Stopped
            self.work(stop)
        finally:
            with self._guard:
                self._running = False

    def wait(self, idle: Callable[[], None]) -> None:
        """Wait until the work is done, calling `idle` every 50 ms.

        Raises:
            EopshError: what the work failed with.
        """
        self.awaited = True
        while not self.done.wait(0.05):
            idle()
        if self.error is not None:
            raise self.error


class Scheduler:
    """Runs jobs in the order they come, one at a time, on a thread of its own."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: deque[Job] = deque()
        self._running: Job | None = None
        self._lines = 0
        self._closed = False
        self._thread: threading.Thread | None = None

    def submit(self, job: Job) -> Job:
        """Queue a job and return it."""
        with self._changed:
            self._waiting.append(job)
            running = self._running if job.urgent else None
            if self._thread is None:
                self._thread = threading.Thread(target=self._loop, name="eopsh-scheduler", daemon=True)
                self._thread.start()
            self._changed.notify_all()
        if running is not None and _yields(running):
            running.wake()
        return job

    @contextlib.contextmanager
    def line(self, idle: Callable[[], None]) -> Iterator[None]:
        """Run a line: what gives way is stopped first and goes on afterwards.

        What is urgent is only told to end: it may be asking a server that is dead, and the line may need none. `wire` waits for it.
        """
        with self._changed:
            self._lines += 1
            running = self._running
        if running is not None and running.gives_way:
            running.wake()
        try:
            self._wait_while(self._holds_up_a_line, idle)
            yield
        finally:
            with self._changed:
                self._lines -= 1
                self._changed.notify_all()

    def wire(self, idle: Callable[[], None]) -> None:
        """Wait, within a line, until nothing else uses the wire; it stays the line's then."""
        self._wait_while(self._in_the_way, idle)

    def close(self) -> None:
        """Take no more work and let the running job end early. Returns at once."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            running = self._running
            self._changed.notify_all()
        if running is not None:
            running.cancel()

    def _wait_while(self, taken: Callable[[], bool], idle: Callable[[], None]) -> None:
        while taken():
            idle()
            with self._changed:
                self._changed.wait(0.02)

    def _in_the_way(self) -> bool:
        with self._changed:
            return self._running is not None and self._running.gives_way

    def _holds_up_a_line(self) -> bool:
        with self._changed:
            return self._running is not None and _yields(self._running)

    def _loop(self) -> None:
        while (job := self._next()) is not None:
            self._run(job)

    def _next(self) -> Job | None:
        with self._changed:
            while not self._closed:
                ready = min((job for job in self._waiting if not (job.gives_way and self._lines)), key=_yields, default=None)
                if ready is not None:
                    self._waiting.remove(ready)
                    self._running = ready
                    return ready
                self._changed.wait()
        return None

    def _run(self, job: Job) -> None:
        try:
            job.run(lambda: job._cancelled or (job.gives_way and self._lines > 0) or (_yields(job) and self._urgent_waits()))
        except Stopped:
            if not job._cancelled:
                self._again(job)
                return
        except EopshError as error:
            job.error = error
        except Exception as error:
            # A fault of ours must not leave the waiting line without an answer.
            logger.exception("the job %s failed", job.name)
            job.error = EopshError(f"{job.name}: {error}")
        self._end(job)

    def _urgent_waits(self) -> bool:
        with self._changed:
            return any(job.urgent for job in self._waiting)

    def _again(self, job: Job) -> None:
        with self._changed:
            self._running = None
            if not self._closed:
                self._waiting.appendleft(job)
            self._changed.notify_all()

    def _end(self, job: Job) -> None:
        with self._changed:
            self._running = None
            self._changed.notify_all()
        job.done.set()


def _yields(job: Job) -> bool:
    """Tell whether a job can wait for what is urgent."""
    return job.gives_way and not job.urgent
