"""A table's header and rows, once the columns have their widths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest

from eopsh.formatting.align import first_line, fit
from eopsh.formatting.cells import Cells, wrap
from eopsh.formatting.directives import Alignment
from eopsh.formatting.fields import Field
from eopsh.formatting.text import CellText
from eopsh.formatting.widths import assign_widths
from eopsh.frozen import frozen
from eopsh.objects import Char, EnumValue, SecureString, Value
from eopsh.objects.enums import ENUMS


@frozen
class Heading:
    """One column of a table: its label, made safe, and how it stands."""

    label: str
    alignment: Alignment
    width: int


@frozen
class _Slot:
    """A column that is shown. `pad_right` is False for the table's last column when it stands left: its end stays bare."""

    index: int
    width: int
    alignment: Alignment
    pad_right: bool


def headings(fields: Sequence[Field], cells: CellText, first: Value, *, generated: bool) -> list[Heading]:
    """Return the headings; in a generated table the first object decides which columns stand right."""
    return [
        Heading(
            cells.label(field.label),
            field.column.alignment or (_natural(field.read(first)) if generated else Alignment.LEFT),
            field.column.width,
        )
        for field in fields
    ]


def _natural(value: Value) -> Alignment:
    if isinstance(value, EnumValue):
        return Alignment.RIGHT if value.type_names and value.type_names[0] in ENUMS else Alignment.LEFT
    number = isinstance(value, int | float | Decimal | Char | SecureString)
    return Alignment.RIGHT if number else Alignment.LEFT


def natural_widths(heads: Sequence[Heading], rows: Sequence[Sequence[str]], cells: Cells) -> list[int]:
    """Return how wide each column wants to be for its heading and these rows."""
    widths = [max(1, cells.measure(head.label)) for head in heads]
    for row in rows:
        for index, text in enumerate(row):
            taken = len(text) if text.isascii() else cells.measure(text)
            if taken > widths[index]:
                widths[index] = taken
    return widths


class TableLayout:
    """Headings with their widths decided; turns cell texts into lines."""

    def __init__(self, heads: Sequence[Heading], widths: Sequence[int], room: int, cells: Cells, *, wrap: bool) -> None:
        self._heads = heads
        self._cells = cells
        self._wrap = wrap
        last = len(heads) - 1
        self._slots = [
            _Slot(index, width, head.alignment, index < last or head.alignment is not Alignment.LEFT)
            for index, (head, width) in enumerate(zip(heads, assign_widths(widths, room), strict=True))
            if width
        ]

    def header(self) -> list[str]:
        """Return the labels, wrapped where they are wider than the column, and the dashes beneath."""
        labels = [head.label for head in self._heads]
        lines = self._block([wrap(self._cells, labels[slot.index], slot.width) for slot in self._slots])
        dashes = ["-" * min(slot.width, self._cells.measure(labels[slot.index]) or slot.width) for slot in self._slots]
        return [*lines, self._line(dashes, self._slots)]

    def row(self, texts: Sequence[str]) -> list[str]:
        """Return the lines of one row: one, or several in a wrapping table."""
        if self._wrap:
            lines = self._block([wrap(self._cells, texts[slot.index], slot.width) for slot in self._slots])
            return lines if len(lines) == 1 else [line[:-1] if line.endswith(" ") else line for line in lines]
        return [self._line([texts[slot.index] for slot in self._slots], self._slots)]

    def _line(self, texts: Sequence[str], slots: Sequence[_Slot]) -> str:
        return " ".join([self._cell(text, slot) for text, slot in zip(texts, slots, strict=True)])

    def _cell(self, text: str, slot: _Slot) -> str:
        if "\n" in text:
            text = first_line(text)
        if text.isascii() and len(text) <= slot.width:
            if slot.alignment is Alignment.LEFT:
                return text.ljust(slot.width) if slot.pad_right else text
            if slot.alignment is Alignment.RIGHT:
                return text.rjust(slot.width)
        return fit(self._cells, text, slot.width, slot.alignment, pad_right=slot.pad_right)

    def _block(self, columns: list[list[str]]) -> list[str]:
        # PowerShell leaves the end of wrapped lines bare even where single lines are padded, because a column was dropped.
        slots = [*self._slots[:-1], *(replace(slot, pad_right=slot.alignment is not Alignment.LEFT) for slot in self._slots[-1:])]
        return [self._line(texts, slots) for texts in zip_longest(*columns, fillvalue="")]
