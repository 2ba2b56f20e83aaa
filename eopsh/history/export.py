"""The history as text that other programs, and `eopsh replay`, can read."""

from __future__ import annotations

import enum
import json
from collections.abc import Iterable, Iterator
from datetime import UTC

from eopsh.history.entry import Entry


class Format(enum.Enum):
    """How an export is written."""

    TEXT = "text"
    """The lines as typed; a statement over several lines stays so."""
    JSONL = "jsonl"
    """One JSON object a line, with all that is known of it."""


def export(entries: Iterable[Entry], format: Format) -> Iterator[str]:
    """Yield the entries as lines of text without line ends, in the order given."""
    for entry in entries:
        yield entry.line if format is Format.TEXT else json.dumps(as_object(entry), ensure_ascii=False)


def as_object(entry: Entry) -> dict[str, object]:
    """Return an entry as JSON has it: `started` in UTC (ISO 8601, `Z`), `duration` in seconds, None where nothing is known."""
    return {
        "line": entry.line,
        "started": entry.started.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "duration": entry.duration,
        "outcome": entry.outcome.value if entry.outcome else None,
        "rows": entry.rows,
        "organization": entry.organization,
        "user": entry.user,
        "endpoint": entry.endpoint,
        "session": entry.session,
        "masked": entry.masked,
    }
