"""What the terminal does with keys that nobody reads at this moment: typed ahead, they must not be written into output or prompt."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def echo(*, on: bool) -> Iterator[None]:
    """Let the terminal of standard input write out the keys that are typed, or not; afterwards it does as before.

    Nothing changes where standard input is no terminal, and on Windows, whose console echoes only to a reader.
    """
    try:
        import termios
    except ImportError:
        yield
        return
    try:
        descriptor = sys.stdin.fileno()
        before = termios.tcgetattr(descriptor)
    except (OSError, ValueError, termios.error):
        yield
        return
    changed = [*before]
    changed[3] = changed[3] | termios.ECHO if on else changed[3] & ~termios.ECHO
    termios.tcsetattr(descriptor, termios.TCSANOW, changed)
    try:
        yield
    finally:
        with suppress(OSError, termios.error):
            termios.tcsetattr(descriptor, termios.TCSANOW, before)
