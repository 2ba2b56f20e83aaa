"""`eopsh history`: what was typed, in all sessions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from eopsh.cli import exits
from eopsh.formatting import safe_text
from eopsh.history import Entry, Format, History, export
from eopsh.settings import Paths


def run(options: argparse.Namespace) -> int:
    """List or export."""
    history = History(Paths.of_user().history, lambda text: print(text, file=sys.stderr))  # noqa: T201
    try:
        for line in _listed(history, options.limit) if options.action == "list" else export(history.oldest_first(), Format(options.format)):
            sys.stdout.write(line + "\n")
    finally:
        history.close()
    return exits.OK


def _listed(history: History, limit: int) -> Iterator[str]:
    """Yield the newest lines, oldest first, with when, how long, how they ended."""
    for entry in reversed(history.recent(limit)):
        first, *others = safe_text(entry.line).split("\n")
        yield f"{entry.id:>6}  {entry.started.astimezone():%Y-%m-%d %H:%M}  {_ending(entry):<24}  {first}"
        yield from (" " * 52 + line for line in others)


def _ending(entry: Entry) -> str:
    outcome = entry.outcome.value if entry.outcome else "not ended"
    seconds = "" if entry.duration is None else f" {entry.duration:.1f} s"
    rows = "" if entry.rows is None else f" {entry.rows:,} rows"
    return f"{outcome}{seconds}{rows}"
