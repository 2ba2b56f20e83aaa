"""How large a text or an array may get before the script is told, and how much of the machine's memory a line may fill.

PowerShell goes on until the system refuses, and by then the machine swaps. The words and the id are those of its own refusal.
"""

from __future__ import annotations

import os
from pathlib import Path

from eopsh.errors import Advice, EopshError

LARGEST_TEXT = 2**28
"""Characters in one text."""
LARGEST_ARRAY = 20_000_000
"""Elements in one array that is made at once: of a range, by repeating, by adding."""
MEMORY_SHARE = 0.5
"""The part of the machine's memory that this process may hold; `EOPSH_MEMORY_SHARE` sets another."""


class OutOfMemory(EopshError):
    """A script wants more memory than it may have."""

    advice = Advice("The line needs too much memory.", "Work on the objects in a pipeline as they come, or on fewer of them.")
    error_id = "System.OutOfMemoryException"
    category = "OperationStopped"
    message = "Insufficient memory to continue the execution of the program."

    def __init__(self) -> None:
        super().__init__(self.message, advice=self.advice)


def fitting_text(length: int) -> int:
    """Return a length when a text may have it. Raises OutOfMemory."""
    if length > LARGEST_TEXT:
        raise OutOfMemory
    return length


def fitting_array(count: int) -> int:
    """Return a count when an array may have so many elements. Raises OutOfMemory."""
    if count > LARGEST_ARRAY:
        raise OutOfMemory
    return count


def spare_memory() -> None:
    """Raise OutOfMemory when the process holds more than its share; where the system does not tell, never."""
    if _held() > _allowed():
        raise OutOfMemory


_STATM = Path("/proc/self/statm")


def _held() -> int:
    """Return how many bytes of real memory the process holds, 0 where nothing tells."""
    try:
        return int(_STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0


def _allowed() -> float:
    try:
        share = float(os.environ.get("EOPSH_MEMORY_SHARE", MEMORY_SHARE))
        return share * os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, AttributeError, OSError):
        return float("inf")
