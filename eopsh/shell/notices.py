"""Sentences from other threads, kept until there is a good moment to show them."""

from __future__ import annotations

import queue


class Notices:
    """A queue of sentences."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[str] = queue.SimpleQueue()

    def put(self, text: str) -> None:
        """Take a sentence, from any thread."""
        self._waiting.put(text)

    def __bool__(self) -> bool:
        return not self._waiting.empty()

    def take(self) -> list[str]:
        """Return what has come."""
        taken = []
        while not self._waiting.empty():
            taken.append(self._waiting.get())
        return taken
