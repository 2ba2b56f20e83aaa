"""Views that are written out rather than laid out: text, line ends, values and indented frames, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeAlias

from eopsh.formatting.cells import Cells, wrap
from eopsh.formatting.directives import Column
from eopsh.formatting.safe import safe_text
from eopsh.frozen import frozen
from eopsh.objects import Value


@frozen
class Words:
    """A text of the view itself."""

    text: str


@frozen
class LineEnd:
    """The end of a line."""


@frozen
class Binding:
    """A value of the object under its format; with `items` those are written for it, for each element when `each`."""

    column: Column
    items: tuple[Item, ...] = ()
    each: bool = False


@frozen
class Frame:
    """Items that stand further in: `left` and `right` cells, the first line of each text `first` more (a negative one hangs)."""

    items: tuple[Item, ...]
    left: int = 0
    right: int = 0
    first: int = 0


Item: TypeAlias = Words | LineEnd | Binding | Frame
Read: TypeAlias = Callable[[Column, Value], tuple[Value, str]]
"""What a column reads of an object, as value and as text; the value is None where the column's condition does not hold."""


class LineWriter:
    """Collects text and breaks it into lines of at most `room` cells, inside frames."""

    def __init__(self, room: int, cells: Cells) -> None:
        self._room = room
        self._cells = cells
        self._text = ""
        self._left = self._right = self._first = 0
        self._lines: list[str] = []

    def text(self, text: str) -> None:
        """Go on with the current line; what could steer a terminal is made visible."""
        self._text += self._cells.prepare(safe_text(text))

    def end_line(self) -> None:
        """Write the current line, broken where it is too long."""
        text, self._text = self._text, ""
        room = self._room - self._left - self._right
        if room <= 0:
            return
        first = 0 if abs(self._first) >= room - 1 else self._first
        begin, follow = self._left + max(0, first), self._left + max(0, -first)
        lines = self._broken(text, room - max(0, first), room + min(0, first))
        self._lines += [" " * (follow if number else begin) + line for number, line in enumerate(lines)]

    def _broken(self, text: str, first: int, following: int) -> list[str]:
        """Break a text whose first line has other room than the following ones."""
        head, feed, more = text.partition("\n")
        line = wrap(self._cells, head, first)[0]
        rest = head[len(line) :]
        return [
            line,
            *(wrap(self._cells, rest, following) if rest else ()),
            *(wrap(self._cells, more, following) if feed else ()),
        ]

    @contextmanager
    def frame(self, left: int, right: int = 0, first: int = 0) -> Iterator[None]:
        """Indent what is written inside the block."""
        before = self._left, self._right, self._first
        self._left, self._right, self._first = self._left + left, self._right + right, first
        try:
            yield
        finally:
            self._left, self._right, self._first = before

    def finish(self) -> list[str]:
        """End the last line and return all lines."""
        self.end_line()
        return self._lines


def write_items(writer: LineWriter, items: Sequence[Item], value: Value, read: Read, elements: Callable[[Value], list[Value]]) -> None:
    """Write a view's items for an object; `elements` are the parts of a value that is written one by one."""
    for item in items:
        if isinstance(item, Words):
            writer.text(item.text)
        elif isinstance(item, LineEnd):
            writer.end_line()
        elif isinstance(item, Frame):
            with writer.frame(item.left, item.right, item.first):
                write_items(writer, item.items, value, read, elements)
        else:
            _write_binding(writer, item, value, read, elements)


def _write_binding(writer: LineWriter, item: Binding, value: Value, read: Read, elements: Callable[[Value], list[Value]]) -> None:
    found, text = read(item.column, value)
    if not item.items:
        writer.text(text)
    elif found is not None:
        for part in elements(found) if item.each else [found]:
            write_items(writer, item.items, part, read, elements)
