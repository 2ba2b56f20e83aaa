"""What the toolbar and the prompt say. Pure: the state goes in, text comes out."""

from __future__ import annotations

from eopsh.engine.state import State
from eopsh.frozen import frozen
from eopsh.shell.times import clock, span

Fragments = list[tuple[str, str]]

WARN_SECONDS = 120.0
"""From when on the idle countdown is shown as a warning."""


@frozen
class Status:
    """What there is to say. Times in seconds; None where nothing is known."""

    state: State | None
    organization: str = ""
    user: str = ""
    host: str = ""
    age: float | None = None
    idle_left: float | None = None
    duration: float | None = None
    rows: int | None = None
    loading: str = ""


def prompt(status: Status, columns: int = 80) -> str:
    """Return the prompt: organization and user, `eopsh` without a connection; less where it would take over half of the columns."""
    if status.state is None:
        return "eopsh> "
    place = status.organization or status.host
    full = f"[{place}] {status.user}> "
    return full if 2 * len(full) <= columns else f"{place}> " if 2 * len(place) < columns else "> "


def toolbar(status: Status) -> Fragments:
    """Return the toolbar's pieces with their style classes."""
    parts: Fragments = [_state(status)]
    if status.age is not None:
        parts.append(("", f"session {clock(status.age)}"))
    if status.idle_left is not None:
        parts.append(("class:bottom-toolbar.bad" if status.idle_left < WARN_SECONDS else "", f"idle out in {clock(status.idle_left)}"))
    if status.loading:
        parts.append(("", status.loading))
    if status.duration is not None:
        rows = "" if status.rows is None else f", {status.rows:,} row{'' if status.rows == 1 else 's'}"
        parts.append(("", f"last {span(status.duration)}{rows}"))
    joined: Fragments = []
    for style, text in parts:
        joined += [("", " | ")] if joined else []
        joined.append((style, text))
    return joined


def _state(status: Status) -> tuple[str, str]:
    match status.state:
        case None:
            return "", "not connected"
        case State.IDLE | State.BUSY:
            return "class:bottom-toolbar.good", f"connected to {status.host}"
        case State.OPENING:
            return "", f"connecting to {status.host}"
        case State.BROKEN:
            return "class:bottom-toolbar.bad", f"connection to {status.host} lost; the next line opens a new one"
        case _:
            return "", f"{status.state.value} {status.host}"
