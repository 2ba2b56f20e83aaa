"""A run over another one."""

from __future__ import annotations

from eopsh.objects import Value
from eopsh.remote import Ended, HostCall, Record, Run


class PassingRun:
    """Passes everything on; who builds on it looks at what comes back."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def receive(self, timeout: float) -> Record | HostCall | Ended | None:
        """Return what came next, as `Run.receive` does."""
        return self._run.receive(timeout)

    def send(self, value: Value) -> None:
        """Hand one object to the first call."""
        self._run.send(value)

    def end_input(self) -> None:
        """Say that no more objects come."""
        self._run.end_input()

    def answer(self, call: HostCall, value: Value) -> None:
        """Answer a question."""
        self._run.answer(call, value)

    def stop(self) -> None:
        """Ask the server to stop."""
        self._run.stop()
