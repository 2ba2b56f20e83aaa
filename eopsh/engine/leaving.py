"""Leaving when the system asks for it: SIGTERM, SIGHUP, the console's close button. Sessions are deleted first, in bounded time."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

SIGNALS = ("SIGTERM", "SIGHUP", "SIGBREAK")
GRACE_SECONDS = 5.0

Action = Callable[[], None]


class Leaving:
    """Closes and ends the process when a signal asks for it.

    The work is done on a thread of its own: the main thread may hold any lock at the moment of the signal, and goes on until the end.
    """

    def __init__(self, close: Action, *, restore: Action = lambda: None, leave: Callable[[int], None] = os._exit) -> None:
        """`close` deletes the sessions, `restore` gives the terminal back, `leave` ends the process with an exit code."""
        self._close = close
        self._restore = restore
        self._leave = leave
        self._begun = threading.Event()

    def install(self) -> None:
        """Take over the signals that this platform has."""
        for name in SIGNALS:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._on_signal)
        if sys.platform == "win32":
            self._watch_console()

    def begin(self, code: int) -> None:
        """Close everything and end the process; a second call is ignored."""
        if self._begun.is_set():
            return
        self._begun.set()
        threading.Thread(target=self._finish, args=(code,), name="eopsh-leaving", daemon=True).start()

    def hold(self) -> None:
        """Wait for the end, where it has begun: the main thread must not overtake it with an exit code of its own."""
        if self._begun.is_set():
            time.sleep(GRACE_SECONDS + 1)

    def _on_signal(self, number: int, frame: object) -> None:
        self.begin(128 + number)

    def _finish(self, code: int) -> None:
        closer = threading.Thread(target=self._close, daemon=True)
        closer.start()
        closer.join(GRACE_SECONDS)
        try:
            self._restore()
        finally:
            self._leave(code)

    if sys.platform == "win32":

        def _watch_console(self) -> None:
            """Windows tells of a closed console, a log-off or a shutdown through a handler, and ends the process when it returns."""
            import ctypes

            closing = (2, 5, 6)  # CTRL_CLOSE_EVENT, CTRL_LOGOFF_EVENT, CTRL_SHUTDOWN_EVENT

            def handler(event: int) -> bool:
                if event in closing:
                    self._finish(1)
                return False

            kind: Any = ctypes.WINFUNCTYPE(ctypes.c_bool, ctypes.c_uint)
            self._console_handler = kind(handler)
            ctypes.windll.kernel32.SetConsoleCtrlHandler(self._console_handler, True)
