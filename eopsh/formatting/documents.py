"""One run of objects under one view, from its leading blank line to its last: a table, a list, a wide view, or plain texts.

Each document is pushed: `add` takes an object, `interject` lines that stand between its objects, `tick` the time, `close` ends it; each
returns the lines that are ready.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eopsh.formatting.align import first_line, fit
from eopsh.formatting.cells import Cells, wrap
from eopsh.formatting.directives import Alignment
from eopsh.formatting.fields import Field
from eopsh.formatting.listing import list_entry
from eopsh.formatting.palette import Palette
from eopsh.formatting.table import TableLayout, headings, natural_widths
from eopsh.formatting.text import CellText
from eopsh.formatting.widths import assign_widths, with_slack
from eopsh.frozen import frozen
from eopsh.objects import EN_US, Culture, Value, equals, has_property, is_collection, to_bool, to_text

Applies = Callable[[Value], bool]


@frozen
class Page:
    """What every document needs of the output: the usable cells of a line, how they are counted, colours."""

    room: int
    cells: Cells
    palette: Palette
    window: float
    """Seconds in which arriving rows still count for the widths of a table's columns."""
    patience: float
    """Seconds of silence after which a table begins with the rows that are there."""
    stretch: bool
    """Whether a table lays itself out for who reads along: the last column has the rest of the line, hidden lines count for no width."""
    culture: Culture = EN_US
    """How dates and numbers are written."""


class Grouping:
    """-GroupBy: says when a new group begins and what its heading is. Without a field there is one group."""

    def __init__(self, field: Field | None, page: Page, texts: CellText, written: Callable[[Value], list[str]] | None = None) -> None:
        self.field = field
        self._written = written
        self._first: Value = None
        self._page = page
        self._texts = texts
        self._value: Value = None
        self._begun = False
        self._labelled = False

    def begins(self, item: Value) -> bool:
        """Tell whether the object opens a group."""
        if self._begun and not self._is_there(item):
            # An object without the property stays in the group that is open.
            return False
        value = None if self.field is None else self.field.read(item)
        same = self._begun and (_alike(self._value, value) if value is not None else self._value is None)
        self._begun, self._value = True, value
        if not same:
            self._first = item
            self._labelled = self._labelled or value is not None
        return not same

    def heading(self) -> list[str]:
        """Return the lines above the group that began last; none where the objects have no such property."""
        if self.field is None or not self._is_there(self._first):
            return []
        if self._written is not None:
            return [*self._written(self._first), ""]
        label = self._texts.label(self.field.label) if self._labelled else ""
        line = f"   {label}: {self._texts.text(self._value)}"
        return [*wrap(self._page.cells, line, self._page.room), ""]

    def _is_there(self, item: Value) -> bool:
        name = None if self.field is None else self.field.column.expression
        return not isinstance(name, str) or has_property(item, name)


def _alike(value: Value, other: Value) -> bool:
    """Tell whether two values are of one group, read as the type of either; lists and dictionaries are when their text is the same."""
    if is_collection(value) or isinstance(value, dict):
        return to_text(value).casefold() == to_text(other).casefold()
    return equals(value, other) or equals(other, value)


@frozen
class Setting:
    """What a document is made with. `applies` tells which objects belong to its view."""

    page: Page
    texts: CellText
    grouping: Grouping
    applies: Applies


class Document:
    """One run of objects under one view: a blank line, its objects in their groups, a blank line."""

    def __init__(self, setting: Setting) -> None:
        self.applies = setting.applies
        self.page = setting.page
        self.texts = setting.texts
        self.grouping = setting.grouping
        self._in_group = False

    def open(self) -> list[str]:
        """Return the blank line above the first object."""
        return [""]

    def add(self, item: Value, now: float) -> list[str]:
        """Take one object."""
        raise NotImplementedError

    def interject(self, lines: list[str]) -> list[str]:
        """Let lines pass between the objects, behind those that wait."""
        return lines

    def tick(self, now: float) -> list[str]:
        """Return what waits, when nothing more has come for a while."""
        return []

    def close(self) -> list[str]:
        """Return what waits and the blank line beneath."""
        return [""]

    def turn_group(self, item: Value, now: float) -> list[str]:
        """Close the group that is open and begin the next where this object starts one."""
        if not self.grouping.begins(item):
            return []
        ended = self.close() if self._in_group else []
        self._in_group = True
        self.begin_group(now)
        return [*ended, *self.grouping.heading()]

    def begin_group(self, now: float) -> None:
        """Forget the widths of the group before."""


@frozen
class TableOptions:
    """`generated`: the columns come from properties, not from a view, so their values decide how they stand."""

    generated: bool
    autosize: bool = False
    wrap: bool = False
    hide_headers: bool = False


class TableDocument(Document):
    """A table: rows wait until the widths are decided, then leave as they arrive."""

    def __init__(self, setting: Setting, fields: Sequence[Field], first: Value, options: TableOptions) -> None:
        super().__init__(setting)
        self._columns = [(field.read, field.column.format) for field in fields]
        self._options = options
        self._heads = headings(fields, self.texts, first, generated=options.generated)
        self._explicit = bool(self._heads) and self._heads[0].width > 0 and not options.autosize
        self._layout: TableLayout | None = None
        self._waiting: list[list[str] | str] = []
        self._least: dict[int, int] = {}
        self._since = 0.0

    def add(self, item: Value, now: float) -> list[str]:
        """Take one row."""
        begun = self.turn_group(item, now)
        text = self.texts.text
        values = [read(item) for read, _ in self._columns]
        row = [text(value, layout) for value, (_, layout) in zip(values, self._columns, strict=True)]
        if not self.page.stretch:
            self._count_returns(values, row)
        elif not self._options.wrap:
            # PowerShell measures the lines that it then does not show; a terminal's room is for what is seen.
            row = [first_line(cell) if "\n" in cell else cell for cell in row]
        if self._layout is not None:
            return [*begun, *self._layout.row(row)]
        self._waiting.append(row)
        ready = self._explicit or (not self._options.autosize and now - self._since >= self.page.window)
        return [*begun, *(self._settle() if ready else [])]

    def _count_returns(self, values: list[Value], row: list[str]) -> None:
        """Widen columns for carriage returns, which PowerShell measures and does not show."""
        for index, value in enumerate(values):
            if "\n" in row[index] and self._layout is None:
                texts = value if isinstance(value, list) else [value]
                returns = sum(text.count("\r\n") for text in texts if isinstance(text, str))
                self._least[index] = max(self._least.get(index, 0), self.page.cells.measure(row[index]) + returns)

    def interject(self, lines: list[str]) -> list[str]:
        """Let lines pass between the rows, behind those that wait."""
        if not self._waiting:
            return lines
        self._waiting.extend(lines)
        return []

    def tick(self, now: float) -> list[str]:
        """Begin the table when nothing more has come for a while."""
        waits = self._waiting and not self._options.autosize
        return self._settle() if waits and now - self._since >= self.page.patience else []

    def close(self) -> list[str]:
        """Return the rows that wait and the blank line beneath the table."""
        return [*self._settle(complete=True), ""]

    def begin_group(self, now: float) -> None:
        """Forget the widths of the group before."""
        self._layout, self._since, self._least = None, now, {}

    def _settle(self, *, complete: bool = False) -> list[str]:
        """Decide the widths and let go what waits; `complete` when no more rows come."""
        if self._layout is not None:
            return []
        layout = TableLayout(self._heads, self._widths(complete), self.page.room, self.page.cells, wrap=self._options.wrap)
        palette = self.page.palette
        lines = [] if self._options.hide_headers else [palette.paint(palette.label, line) for line in layout.header()]
        for entry in self._waiting:
            lines.extend([entry] if isinstance(entry, str) else layout.row(entry))
        self._layout, self._waiting = layout, []
        return lines

    def _widths(self, complete: bool) -> list[int]:
        if self._explicit:
            return [head.width for head in self._heads]
        rows = [entry for entry in self._waiting if isinstance(entry, list)]
        widths = natural_widths(self._heads, rows, self.page.cells)
        widths = [max(width, self._least.get(index, 0)) for index, width in enumerate(widths)]
        if not self.page.stretch or not widths:
            return widths
        if not complete:
            widths = with_slack(widths, [head.alignment is Alignment.LEFT for head in self._heads], self.page.room)
        if self._heads[-1].alignment is Alignment.LEFT:
            widths[-1] = max(widths[-1], self.page.room - sum(widths[:-1]) - len(widths) + 1)
        return widths


class ListDocument(Document):
    """A list: each object at once, with a blank line beneath. `fields` gives the lines of an object."""

    def __init__(self, setting: Setting, fields: Callable[[Value], Sequence[Field]]) -> None:
        super().__init__(setting)
        self._fields = fields

    def add(self, item: Value, now: float) -> list[str]:
        """Take one entry."""
        return [*self.turn_group(item, now), *self.entry(item), ""]

    def entry(self, item: Value) -> list[str]:
        """Return the lines of one object."""
        shown = [field for field in self._fields(item) if field.shown is None or to_bool(field.shown(item))]
        entries = [(self.texts.label(field.label), self.texts.text(field.read(item), field.column.format)) for field in shown]
        return list_entry(entries, self.page.room, self.page.cells, self.page.palette)

    def close(self) -> list[str]:
        """Return the blank line beneath a group; the last entry has its own."""
        return [""] if self.grouping.field is not None else []


class WideDocument(Document):
    """A wide view: one property of each object, `across` side by side (0: two, or with `autosize` as many as fit)."""

    def __init__(self, setting: Setting, field: Field, *, across: int, autosize: bool) -> None:
        super().__init__(setting)
        self._field = field
        self._across = across or 2
        self._autosize = autosize and not across
        self._waiting: list[str] = []

    def add(self, item: Value, now: float) -> list[str]:
        """Take one cell; a full line leaves."""
        lines = self.turn_group(item, now)
        self._waiting.append(first_line(self.texts.text(self._field.read(item), self._field.column.format)))
        if not self._autosize and len(self._waiting) == self._across:
            lines.extend(self._lines())
        return lines

    def close(self) -> list[str]:
        """Return what is left and the blank line beneath the view."""
        return [*self._lines(), ""]

    def _lines(self) -> list[str]:
        across = self._fitting() if self._autosize else self._across
        texts, self._waiting = self._waiting, []
        return [self._line(texts[start : start + across], across) for start in range(0, len(texts), across)]

    def _fitting(self) -> int:
        widest = max((self.page.cells.measure(text) for text in self._waiting), default=1)
        return max(1, self.page.room // (widest + 1))

    def _line(self, texts: list[str], across: int) -> str:
        widths = assign_widths([0] * across, self.page.room)
        texts = texts + [""] * (across - len(texts))
        last = across - 1
        return " ".join(
            fit(self.page.cells, text, width, Alignment.LEFT, pad_right=index < last)
            for index, (text, width) in enumerate(zip(texts, widths, strict=True))
            if width
        )


class TextDocument(Document):
    """Objects that are shown as one text each (dates): no blank lines between them."""

    def __init__(self, setting: Setting, field: Field) -> None:
        super().__init__(setting)
        self._field = field

    def add(self, item: Value, now: float) -> list[str]:
        """Take one object."""
        return self.texts.text(self._field.read(item)).split("\n")


class CustomDocument(Document):
    """Objects that are written out: `write` gives the lines of one, the last of them blank."""

    def __init__(self, setting: Setting, write: Callable[[Value], list[str]]) -> None:
        super().__init__(setting)
        self._write = write

    def add(self, item: Value, now: float) -> list[str]:
        """Take one object."""
        return [*self.turn_group(item, now), *self._write(item)]
