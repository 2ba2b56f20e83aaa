"""Progress: one line that redraws itself on a terminal, plain lines now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

from eopsh.formatting import safe_text
from eopsh.formatting.cells import TerminalCells, head
from eopsh.objects import Value, get_property, to_text
from eopsh.shell.times import clock

REDRAW_SECONDS = 0.1
PLAIN_SECONDS = 5.0
BAR_CELLS = 24
_CELLS = TerminalCells()
"""A line that is wider than the terminal would go on in the next one, which nothing takes off again."""
_FIELDS = ("Activity", "StatusDescription", "PercentComplete", "SecondsElapsed", "SecondsRemaining", "Type")


def bar(done: int, total: int, cells: int = BAR_CELLS) -> str:
    """Return a bar of `cells` cells, in plain ASCII: it must show on every console."""
    filled = min(cells, cells * done // total) if total > 0 else 0
    return "[" + "#" * filled + "." * (cells - filled) + "]"


def progress_text(value: Value, width: int) -> tuple[str, bool]:
    """Return the line for a progress record (MS-PSRP 2.2.2.25), and whether it says that the activity has ended."""
    activity, status, percent, elapsed, left, kind = (get_property(value, name) for name in _FIELDS)
    parts = [safe_text(to_text(activity))]
    if isinstance(percent, int) and percent >= 0:
        parts.append(bar(percent, 100))
    parts.append(safe_text(to_text(status)))
    times = [clock(elapsed)] if isinstance(elapsed, int) and elapsed >= 0 else []
    times += [f"{clock(left)} left"] if isinstance(left, int) and left >= 0 else []
    text = ", ".join([" ".join(part for part in parts if part), *times]).replace("\n", " ")
    return head(_CELLS, text, max(1, width - 1)), to_text(kind) == "Completed"


class ProgressLine:
    """Writes progress to `stream`. Call `clear` before anything else is written there."""

    def __init__(self, stream: TextIO, *, terminal: bool, width: Callable[[], int], clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._terminal = terminal
        self._width = width
        self._clock = clock
        self._shown = False
        # Elsewhere than on a terminal, only what takes long is worth a line.
        self._next = 0.0 if terminal else clock() + PLAIN_SECONDS

    def show(self, text: str, *, last: bool = False) -> None:
        """Show `text`, unless the last one is too fresh; `last` is always shown, and stays."""
        now = self._clock()
        if now < self._next and not last:
            return
        self._next = now + (REDRAW_SECONDS if self._terminal else PLAIN_SECONDS)
        if self._terminal:
            self._stream.write(f"\r\x1b[2K{head(_CELLS, text, self._width() - 1)}")
            self._shown = True
            if last:
                self.clear()
        else:
            self._stream.write(f"{text}\n")
        self._stream.flush()

    def clear(self) -> None:
        """Take the line off the terminal."""
        if self._shown:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()
            self._shown = False
