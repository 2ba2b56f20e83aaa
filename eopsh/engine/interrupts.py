"""Ctrl-C as a token: pressed by the signal handler, looked at by whatever runs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from eopsh.errors import Stopped

STOP_SECONDS = 5.0
"""How long a server may take to answer a stop before its session is given up."""
_PURE = ("eopsh.objects.", "eopsh.runtime.methods.")
_READING = "eopsh.remote."


class Interrupts:
    """How often Ctrl-C was pressed since the line began. The first press stops, the second gives the session up."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._presses = 0
        self._first: float | None = None
        self._running = False

    @contextmanager
    def running(self) -> Iterator[None]:
        """Mark that a line runs: inside the block a signal may end work in the room of values with `Stopped`."""
        before, self._running = self._running, True
        try:
            yield
        finally:
            self._running = before

    def press(self) -> None:
        """Count one press. Called from a signal handler: no locks, nothing that can block."""
        self._presses += 1
        if self._first is None:
            self._first = self._clock()

    def on_signal(self, number: int, frame: FrameType | None) -> None:
        """Take SIGINT: one press, and an end to what looks at no token while it runs, such as a regex that backtracks.

        Only the room of values is left in the middle: it is pure, so nothing outside is half done. A message of the server is read to
        its end: who reads it would take the stop for damage.

        Raises:
            Stopped: a line runs, and the main thread was at work there.
        """
        self.press()
        if self._running and frame is not None and _is_pure(frame):
            raise Stopped

    def reset(self) -> None:
        """Begin a new line."""
        self._presses, self._first = 0, None

    def cancelled(self) -> bool:
        """Tell whether the line shall stop."""
        return self._presses > 0

    def given_up(self) -> bool:
        """Tell whether to wait no longer for the server: a second press, or no answer to the stop in time."""
        return self._presses > 1 or (self._first is not None and self._clock() - self._first > STOP_SECONDS)


def _is_pure(frame: FrameType) -> bool:
    """Tell whether a frame belongs to the room of values, and is not called by what reads the wire."""
    if not _room(frame).startswith(_PURE):
        return False
    caller = frame.f_back
    while caller is not None:
        if _room(caller).startswith(_READING):
            return False
        caller = caller.f_back
    return True


def _room(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", ""))
