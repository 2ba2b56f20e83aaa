"""One entry of a list: labels to the left, values broken to the room beside them."""

from __future__ import annotations

from collections.abc import Sequence

from eopsh.formatting.align import fit
from eopsh.formatting.cells import Cells, head, wrap
from eopsh.formatting.directives import Alignment
from eopsh.formatting.palette import PLAIN, Palette

_BETWEEN = " : "


def list_entry(entries: Sequence[tuple[str, str]], room: int, cells: Cells, palette: Palette = PLAIN) -> list[str]:
    """Return the lines of one object's labels and texts. Labels are cut so that a value has at least one cell."""
    if not entries:
        return []
    widest = max(cells.measure(label) for label, _ in entries)
    width = max(1, min(widest, room - len(_BETWEEN) - 1))
    lines = []
    for label, text in entries:
        start = fit(cells, head(cells, label, width), width, Alignment.LEFT) + _BETWEEN
        first, *rest = wrap(cells, text, max(1, room - width - len(_BETWEEN)))
        lines.append(palette.paint(palette.label, start) + first)
        lines.extend(" " * (width + len(_BETWEEN)) + line for line in rest)
    return lines
