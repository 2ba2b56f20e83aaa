"""What a diagnostic is."""

from __future__ import annotations

import enum

from eopsh.frozen import frozen


class Fault(enum.Enum):
    """What is wrong."""

    UNKNOWN_COMMAND = "unknown command"
    UNKNOWN_PARAMETER = "unknown parameter"
    AMBIGUOUS_PARAMETER = "ambiguous parameter"
    MISSING_MANDATORY = "missing mandatory parameter"
    CONFLICT = "parameters that cannot go together"
    REPEATED_PARAMETER = "a parameter given twice"
    NOT_LISTED = "a value that the server does not list"
    SLIP = "a slip that parses"


@frozen
class Diagnostic:
    """A fault at `start` to `end`; `message` is one sentence, `nearest` the names that were perhaps meant, best first.

    `certain` tells that the connection's own metadata or the server's own words say so: only then may it stop a line. What help pages
    tell is advice.
    """

    start: int
    end: int
    fault: Fault
    message: str
    nearest: tuple[str, ...] = ()
    certain: bool = False

    @property
    def hint(self) -> str:
        """Say what was perhaps meant; empty when nothing is near, or the message says it already."""
        guesses = self.fault in (Fault.UNKNOWN_COMMAND, Fault.UNKNOWN_PARAMETER)
        return f"Did you mean {either(self.nearest, 'or')}?" if self.nearest and guesses else ""


def either(names: tuple[str, ...], word: str) -> str:
    """Return names in a sentence: `a, b or c`; of many the first five."""
    shown = names[:5]
    if len(names) > len(shown):
        return ", ".join(shown) + f" {word} {len(names) - len(shown)} others"
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + f" {word} {shown[-1]}"
