"""The thread that owns a wire: runs jobs in order, one at a time."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


class _Job(Generic[T]):
    def __init__(self, work: Callable[[], T]) -> None:
        self.future: Future[T] = Future()
        self._work = work

    def run(self) -> None:
        """Do the work; its end, good or bad, goes to whoever waits."""
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            self.future.set_result(self._work())
        except BaseException as error:
            self.future.set_exception(error)


class Worker:
    """A daemon thread: it never keeps the process alive, and SIGINT never reaches it, so no reply is lost half-way."""

    def __init__(self, name: str) -> None:
        self._jobs: queue.SimpleQueue[_Job[object] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Line a job up; the future tells how it ended."""
        job = _Job(work)
        self._jobs.put(job)  # type: ignore[arg-type]  # the queue does not care for the result
        return job.future

    def end(self) -> None:
        """End the thread after the jobs that are lined up."""
        self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job.run()
