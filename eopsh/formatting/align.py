"""One value into one table cell of a given width: cut with an ellipsis, padded to its side."""

from __future__ import annotations

from eopsh.formatting.cells import Cells, head, tail
from eopsh.formatting.directives import Alignment

ELLIPSIS = "\u2026"


def fit(cells: Cells, text: str, width: int, alignment: Alignment, *, pad_right: bool = True) -> str:
    """Return the text in exactly `width` cells; without `pad_right` a shorter one keeps its end bare."""
    taken = cells.measure(text)
    if taken > width:
        text = _cut(cells, text, width, alignment)
        taken = cells.measure(text)
    return _pad(text, width - taken, alignment, pad_right)


def first_line(text: str) -> str:
    """Return the first line, with an ellipsis where more follow."""
    line, feed, _ = text.partition("\n")
    return line + ELLIPSIS if feed else line


def _cut(cells: Cells, text: str, width: int, alignment: Alignment) -> str:
    room = width - 1
    if room < 1:
        return tail(cells, text, width) if alignment is Alignment.RIGHT else head(cells, text, width)
    if alignment is Alignment.RIGHT:
        return ELLIPSIS + tail(cells, text, room)
    return head(cells, text, room) + ELLIPSIS


def _pad(text: str, missing: int, alignment: Alignment, pad_right: bool) -> str:
    if missing <= 0:
        return text
    if alignment is Alignment.RIGHT:
        return " " * missing + text
    before = missing // 2 if alignment is Alignment.CENTER else 0
    return " " * before + text + (" " * (missing - before) if pad_right else "")
