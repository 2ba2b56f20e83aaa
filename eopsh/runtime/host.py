"""The runtime's way to whoever runs a line: shell, cli, replay, tests."""

from __future__ import annotations

from typing import Protocol

from eopsh.objects import Value
from eopsh.remote import HostCall, Record


class Host(Protocol):
    """What a line needs of its surroundings. Called on the thread that runs the line, never from another one."""

    def emit(self, record: Record) -> None:
        """Show a record. OUTPUT comes here only from the last stage of a pipeline; every other stream in the order it arose."""

    def ask(self, call: HostCall) -> Value:
        """Answer a question of the server or of a local command (method names and arguments as MS-PSRP 2.2.3.17 has them).

        Raises:
            Stopped: the user pressed Ctrl-C at the question.
            NoAnswer: nobody is there to ask, and the question has no default.
        """

    def idle(self) -> None:
        """Called at least every 50 ms while anything waits: redraw, tick the renderer, look at signals."""

    def cancelled(self) -> bool:
        """Tell whether the user asked to stop; looked at per item, per loop turn and in every wait."""
