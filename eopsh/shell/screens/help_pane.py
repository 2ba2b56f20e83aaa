"""The help of a command as rows of the full-screen list: examples and parameters can be taken to the line."""

from __future__ import annotations

from collections.abc import Sequence

from eopsh.formatting.help import HelpLine, Shape
from eopsh.shell.screens.listing import Row

_STYLES = {
    Shape.HEADING: "bold ansiblue",
    Shape.CODE: "ansigreen",
    Shape.PARAMETER: "ansicyan",
    Shape.TEXT: "",
}


def help_rows(lines: Sequence[HelpLine]) -> list[Row]:
    """Return the rows of help; taking a parameter gives `-Name `, taking an example its code."""
    return [Row(line.text, _STYLES[line.shape], _value(line), line.shape is Shape.HEADING) for line in lines]


def parameter_row(lines: Sequence[HelpLine], name: str) -> int:
    """Return the row where a parameter begins; the first row when there is none."""
    folded = name.casefold()
    places = (row for row, line in enumerate(lines) if line.shape is Shape.PARAMETER and line.item.casefold() == folded)
    return next(places, 0)


def _value(line: HelpLine) -> str | None:
    if line.shape is Shape.PARAMETER:
        return f"-{line.item} "
    return line.item or None
