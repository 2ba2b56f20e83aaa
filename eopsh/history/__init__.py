"""What was typed, how it ended, and what other shells remember."""

from eopsh.history.entry import Entry, Outcome
from eopsh.history.store import History

__all__ = ["Entry", "History", "Outcome"]
