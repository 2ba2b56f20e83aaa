"""The history as the line editor sees it: Up, Down, Ctrl-R, suggestions."""

from __future__ import annotations

from collections.abc import Iterable

from prompt_toolkit.auto_suggest import AutoSuggest, Suggestion
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.history import History as LineHistory

from eopsh.history import History

LOADED = 2000
"""How many of the newest lines Up and Ctrl-R reach; older ones are found by suggestions and `eopsh history`."""

NEAR = 20
"""Among how many of the newest lines with the same beginning a suggestion is looked for."""


class StoredHistory(LineHistory):
    """Reads what the engine stored. It stores nothing itself: the engine does, masked, when the line runs."""

    def __init__(self, history: History) -> None:
        super().__init__()
        self._history = history

    def load_history_strings(self) -> Iterable[str]:
        """Yield lines, newest first, without repeating neighbours."""
        before = None
        for entry in self._history.recent(LOADED):
            if entry.line != before:
                yield entry.line
            before = entry.line

    def store_string(self, string: str) -> None:
        """Leave it to the engine."""


class HistorySuggest(AutoSuggest):
    """Suggests the rest of the newest line that begins as the text does; the index answers, however long the history."""

    def __init__(self, history: History) -> None:
        self._history = history

    def get_suggestion(self, buffer: Buffer, document: Document) -> Suggestion | None:
        """Return the rest, None when nothing fits."""
        text = document.text
        if not text.strip() or "\n" in text:
            return None
        longer = (entry.line for entry in self._history.recent(NEAR, prefix=text) if len(entry.line) > len(text) and not entry.masked)
        found = next(longer, None)
        return None if found is None else Suggestion(found[len(text) :])
