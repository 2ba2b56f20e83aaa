"""The help of a command as rows of the full-screen list: examples and parameters can be taken to the line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eopsh.about import folded, topic
from eopsh.catalogue import Command
from eopsh.formatting import safe_text
from eopsh.formatting.help import HelpLine, Shape, help_lines
from eopsh.frozen import frozen
from eopsh.shell.screens.listing import Row

if TYPE_CHECKING:
    from eopsh.catalogue.pages import HelpPage

MARGIN = 3
"""Columns beside the lines: the mark of the cursor, and one that stays free."""

_LEAST_WIDTH = 10

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


@frozen
class HelpPane:
    """What F1 shows: a title, the lines, and the row to begin at."""

    title: str
    lines: Sequence[HelpLine]
    start: int = 0

    @classmethod
    def of_command(cls, command: Command, page: HelpPage | None, parameter: str, columns: int) -> HelpPane:
        """Return the pane of a command, opened at a parameter."""
        lines = help_lines(command, page, width=columns - MARGIN)
        return cls(safe_text(command.name), lines, parameter_row(lines, parameter))

    @classmethod
    def of_topic(cls, name: str, columns: int) -> HelpPane:
        """Return the pane of a topic about eopsh."""
        shapes = {True: Shape.HEADING, False: Shape.TEXT}
        lines = safe_text(folded(topic(name), max(_LEAST_WIDTH, columns - MARGIN))).splitlines()
        return cls(name, [HelpLine(line, shapes[line.startswith("#")]) for line in lines])
