"""A terminal for a child process: pexpect writes the keys, pyte draws the screen."""

from __future__ import annotations

import signal
import time
from collections.abc import Sequence

import pexpect
import pyte


class Terminal:
    """A child process on a pseudo-terminal. `screen` is what a person would see."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], columns: int, rows: int) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.process = pexpect.spawn(command[0], list(command[1:]), env=environment, dimensions=(rows, columns), timeout=10)
        self.process.delaybeforesend = None
        self.raw = b""

    @property
    def screen(self) -> str:
        """The screen's lines without what is blank at their ends."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    def style_of(self, text: str) -> tuple[str, bool]:
        """Return colour and boldness of the first cell of the last place that shows `text`."""
        for y in reversed(range(self._screen.lines)):
            x = self._screen.display[y].rfind(text)
            if x >= 0:
                cell = self._screen.buffer[y][x]
                return cell.fg, cell.bold
        raise AssertionError(f"the screen does not show {text!r}:\n{self.screen}")

    def resize(self, columns: int) -> None:
        """Make the window wider or narrower."""
        self._screen.resize(self._screen.lines, columns)
        self.process.setwinsize(self._screen.lines, columns)

    def read(self, seconds: float = 0.05) -> None:
        """Draw what has come."""
        try:
            data = self.process.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            time.sleep(seconds)
            return
        self.raw += data
        self._stream.feed(data)
        if b"\x1b[6n" in data:  # prompt_toolkit asks where the cursor is
            self.process.send(f"\x1b[{self._screen.cursor.y + 1};{self._screen.cursor.x + 1}R")

    def wait_for(self, text: str, seconds: float = 20.0, *, times: int = 1) -> str:
        """Read until the screen shows `text` so many times, and return the screen."""
        deadline = time.monotonic() + seconds
        while self.screen.count(text) < times:
            assert time.monotonic() < deadline, f"the screen does not show {text!r}:\n{self.screen}"
            self.read()
        return self.screen

    def wait_while(self, text: str, seconds: float = 20.0) -> None:
        """Read until the screen does not show `text` any more."""
        deadline = time.monotonic() + seconds
        while text in self.screen:
            assert time.monotonic() < deadline, f"the screen still shows {text!r}:\n{self.screen}"
            self.read()

    def keys(self, keys: str) -> None:
        """Press keys."""
        self.process.send(keys)

    def line(self, text: str) -> None:
        """Type a line and press Enter, as a person does: not before the text is on the screen."""
        self.keys(text)
        self.wait_for(text[-20:])
        self.keys("\r")

    def wait_for_end(self, seconds: float = 10.0) -> int:
        """Wait until the process has ended; return its exit code (negative for a signal)."""
        deadline = time.monotonic() + seconds
        while self.process.isalive():
            assert time.monotonic() < deadline, f"it did not end:\n{self.screen}"
            self.read()
        self.process.close()
        code = self.process.exitstatus
        return code if code is not None else -(self.process.signalstatus or 0)

    def kill(self, number: signal.Signals) -> None:
        """Send a signal."""
        self.process.kill(number)

    def close(self) -> None:
        """End the process, whatever it does."""
        self.process.close(force=True)
