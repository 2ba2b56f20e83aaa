"""Where answers come from: a terminal, or lines on standard input."""

from __future__ import annotations

import contextlib
import getpass
import signal
import sys
import threading
from collections.abc import Iterator
from typing import TextIO

from eopsh.errors import NoAnswer, Stopped
from eopsh.shell.echo import echo


class StreamReader:
    """Answers from a stream that is no terminal; what is asked is written beside them, so that a log can be read."""

    def __init__(self, source: TextIO, out: TextIO) -> None:
        self._source = source
        self._out = out

    def line(self, prompt: str) -> str:
        """Return the next line. Raises NoAnswer at the end of the stream."""
        self._out.write(prompt)
        text = self._source.readline()
        self._out.write("\n")
        self._out.flush()
        if not text:
            raise NoAnswer(prompt)
        return text.rstrip("\r\n")

    def secret(self, prompt: str) -> str:
        """Return the next line; nothing echoes it anyway."""
        return self.line(prompt)


class TerminalReader:
    """Answers typed at a terminal; secrets are not echoed."""

    def line(self, prompt: str) -> str:
        """Return a line. Raises Stopped on Ctrl-C and Ctrl-D."""
        with _interruptible(), echo(on=True):
            if sys.stdout.isatty():
                return input(prompt)
            # `input` would write the question into the output.
            sys.stderr.write(prompt)
            sys.stderr.flush()
            text = sys.stdin.readline()
        if not text:
            raise Stopped
        return text.rstrip("\r\n")

    def secret(self, prompt: str) -> str:
        """Return a line that is not echoed. Raises Stopped on Ctrl-C and Ctrl-D."""
        with _interruptible():
            return getpass.getpass(prompt)


@contextlib.contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C end the reading: elsewhere it only sets a token, which a blocking read would not look at."""
    on_main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, signal.default_int_handler) if on_main else None
    try:
        yield
    except (KeyboardInterrupt, EOFError):
        # The terminal leaves the cursor behind what was typed, and the prompt would cover the question.
        sys.stderr.write("\n")
        sys.stderr.flush()
        raise Stopped from None
    finally:
        if on_main:
            signal.signal(signal.SIGINT, before)
