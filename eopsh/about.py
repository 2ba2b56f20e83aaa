"""The topics about eopsh itself: the same texts that stand in `docs/`, packed into the wheel, read from there in a checkout."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
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


_ITEM = re.compile(r"(- |\d+\. )")
_AS_IT_IS = ("#", "|", "    ", "```")


def folded(text: str, width: int) -> str:
    """Return a topic with its paragraphs and list items folded at `width` columns; headings, tables and indented lines stay."""
    return "\n".join(line for block in _blocks(text) for line in _fold(block, width))


def _blocks(text: str) -> Iterator[list[str]]:
    """Yield what belongs together: the lines of a paragraph or of a list's item, any other line alone."""
    block: list[str] = []
    for line in text.split("\n"):
        alone = not line.strip() or line.startswith(_AS_IT_IS)
        if block and (alone or _ITEM.match(line)):
            yield block
            block = []
        if alone:
            yield [line]
        else:
            block.append(line)
    if block:
        yield block


def _fold(block: list[str], width: int) -> list[str]:
    first = block[0]
    if not first.strip() or first.startswith(_AS_IT_IS):
        return block
    item = _ITEM.match(first)
    hanging = " " * (len(item[0]) if item else 0)
    words = " ".join(line.strip() for line in block)
    return textwrap.wrap(words, width, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)
