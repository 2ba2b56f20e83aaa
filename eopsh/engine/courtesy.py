"""Work in the background stands still while a key is on its way to the screen: only one thread at a time computes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

KEY_SECONDS = 0.1
"""For how long a key holds the background at most, should it never be shown."""


class Courtesy:
    """Between the thread of the keys, which calls `key` and `shown`, and those that call `wait` between two pieces of work."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until = 0.0
        self._shown = threading.Event()
        self._shown.set()

    def key(self) -> None:
        """A key came: from now on `wait` waits."""
        self._until = self._clock() + KEY_SECONDS
        self._shown.clear()

    def shown(self) -> None:
        """The screen is as the keys want it."""
        self._shown.set()

    def wait(self) -> None:
        """Wait while a key is on its way; returns at once otherwise."""
        left = self._until - self._clock()
        if left > 0:
            self._shown.wait(left)
