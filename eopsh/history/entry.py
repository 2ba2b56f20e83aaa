"""One line of the history: what was typed, where, and how it ended."""

from __future__ import annotations

import enum
from dataclasses import field
from datetime import UTC, datetime

from eopsh.frozen import frozen


class Outcome(enum.Enum):
    """How a line ended. A line that has not ended (or whose process was killed) has none."""

    OK = "ok"
    FAILED = "failed"
    STOPPED = "stopped"
    """The user pressed Ctrl-C."""
    REFUSED = "refused"
    """Nothing was run: the line does not parse, a name is unknown, the user said no."""


def now() -> datetime:
    """Return the present in UTC."""
    return datetime.now(UTC)


@frozen
class Entry:
    """A line with what is known of its run. `started` is UTC, `duration` seconds, `rows` the objects shown.

    `masked` tells that a secret was taken out of `line` (see `masking`). `id` is None until the line is stored; it grows with each line.
    """

    line: str
    started: datetime = field(default_factory=now)
    session: str = ""
    organization: str = ""
    user: str = ""
    endpoint: str = ""
    masked: bool = False
    duration: float | None = None
    outcome: Outcome | None = None
    rows: int | None = None
    id: int | None = None
