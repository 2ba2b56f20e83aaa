"""The topics about eopsh itself: the same texts that stand in `docs/`, packed into the wheel, read from there in a checkout."""

from __future__ import annotations

from pathlib import Path

TOPICS = {
    "about_differences": "where eopsh differs from PowerShell on purpose",
    "about_help": "completion, signatures, F1, and the help pages of the documentation",
    "about_history": "what is kept of typed lines, how to find and export them",
    "about_keys": "the keys of the line editor",
    "about_replay": "checking and running files of lines",
    "about_sessions": "connecting, sessions and their limits, Ctrl-C, leaving",
}
"""Each topic and one line on it."""

_PACKED = Path(__file__).parent / "topics"
_CHECKOUT = Path(__file__).parent.parent / "docs"


def topic(name: str) -> str:
    """Return the text of a topic.

    Raises:
        KeyError: there is no such topic.
    """
    if name not in TOPICS:
        raise KeyError(name)
    folder = _PACKED if _PACKED.is_dir() else _CHECKOUT
    return (folder / f"{name.removeprefix('about_')}.md").read_text(encoding="utf-8")
