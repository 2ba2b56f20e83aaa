"""Objects in, lines of terminal-safe text out, as they become ready."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from eopsh.formatting.cells import ConsoleCells, TerminalCells
from eopsh.formatting.choose import Chooser
from eopsh.formatting.directives import Directive, Evaluate, Formatted
from eopsh.formatting.documents import Document, Page
from eopsh.formatting.fields import elements
from eopsh.formatting.messages import format_error
from eopsh.formatting.palette import palette
from eopsh.formatting.safe import safe_text
from eopsh.formatting.text import value_text
from eopsh.formatting.views import Views
from eopsh.objects import (
    EN_US,
    Culture,
    EnumValue,
    ErrorRecord,
    PSObject,
    ScriptBlock,
    SecureString,
    Uri,
    Value,
    XmlText,
    is_collection,
    properties,
    to_string,
    to_text,
    unwrap,
)

ENUMERATION_LIMIT = 4
_WINDOW_SECONDS = 0.3
_PATIENCE_SECONDS = 1.0
_TERMINAL_SECONDS = 0.05


class Renderer:
    """Shows the output of one line.

    `width` is the console's; a table uses one cell less, as PowerShell does, or all of them when `exact` (Out-String -Width).
    On a `terminal` text is measured as the terminal does it, a table's first rows leave after 50 ms of waiting for more, and its last
    column has the rest of the line; elsewhere PowerShell's measure holds, and its window of 300 ms (a second of silence ends it).
    `views` may be a function, asked for each run of output: a script can add views while it runs.
    `variable` reads what the script has set: $FormatEnumerationLimit, $ErrorView.
    `culture` is that of dates and numbers in the display; what a script makes into text itself stays en-US.
    `now` is in seconds of any clock that does not go backwards. Nothing here reads a clock or writes anywhere.
    """

    def __init__(
        self,
        width: int,
        *,
        terminal: bool,
        views: Views | Callable[[], Views] | None = None,
        color: bool = False,
        exact: bool = False,
        evaluate: Evaluate | None = None,
        variable: Callable[[str], Value] | None = None,
        culture: Culture = EN_US,
    ) -> None:
        window, patience = (_TERMINAL_SECONDS, _TERMINAL_SECONDS) if terminal else (_WINDOW_SECONDS, _PATIENCE_SECONDS)
        cells = TerminalCells() if terminal else ConsoleCells()
        self._page = Page(max(1, width - (not exact)), cells, palette(color), window, patience, terminal, culture)
        self._color = color
        self._width = width
        self._chooser = Chooser(self._page, _source(views), evaluate)
        self._document: Document | None = None
        self._directive: Directive | None = None
        self._variable = variable

    @property
    def _limit(self) -> int:
        """How many elements of a collection are shown where no directive says it."""
        limit = None if self._variable is None else self._variable("FormatEnumerationLimit")
        return limit if isinstance(limit, int) else ENUMERATION_LIMIT

    def feed(self, value: Value, now: float) -> list[str]:
        """Take one object of the output stream, or an error record in its place among them; return the lines that are ready."""
        if isinstance(value, ErrorRecord):
            # An error that arises between two objects of a Format cmdlet does not end the cmdlet's table.
            return self._interject(self._text_lines(value))
        if isinstance(value, Formatted) and value.ends:
            return self.finish() if self._directive is value.directive else []
        if isinstance(value, Formatted):
            return self._show_all(value.value, value.directive, now)
        return self._show_all(value, None, now)

    def tick(self, now: float) -> list[str]:
        """Return the lines that time has made ready. Call it whenever the line waits, every 50 ms or so."""
        return [] if self._document is None else self._document.tick(now)

    def finish(self) -> list[str]:
        """Return what is left; the renderer is then as new."""
        document, self._document = self._document, None
        return [] if document is None else document.close()

    def _show_all(self, value: Value, directive: Directive | None, now: float) -> list[str]:
        if value is None:
            return []
        if isinstance(value, dict) or is_collection(value):
            # Its elements, and no further: a collection in it is an object like others, and may hold itself.
            return [line for item in elements(value) if item is not None for line in self._show(item, directive, now)]
        return self._show(value, directive, now)

    def _show(self, value: Value, directive: Directive | None, now: float) -> list[str]:
        if _is_text(value):
            return self._interject(self._text_lines(value))
        ended = self.finish() if self._document is not None and self._directive is not directive else []
        if self._document is None:
            return [*ended, *self._open(value, directive), *self._add(value, now)]
        return [*ended, *self._add(value, now)]

    def _open(self, value: Value, directive: Directive | None) -> list[str]:
        self._directive = directive
        self._document = self._chooser.document(value, directive, self._limit)
        return self._document.open()

    def _add(self, value: Value, now: float) -> list[str]:
        assert self._document is not None
        if self._document.applies(value):
            return self._document.add(value, now)
        entry = self._chooser.entry(value, self._limit)
        return self._interject(["", *entry, ""])

    def _interject(self, lines: list[str]) -> list[str]:
        return lines if self._document is None else self._document.interject(lines)

    def _text_lines(self, value: Value) -> list[str]:
        if isinstance(value, ErrorRecord):
            view = "" if self._variable is None else to_text(self._variable("ErrorView"))
            return format_error(value, width=self._width, color=self._color, view=view)
        value = unwrap(value)
        text = to_string(value) if isinstance(value, PSObject) else value_text(value, self._limit, culture=self._page.culture)
        return self._page.cells.prepare(safe_text(text)).split("\n")


def _source(views: Views | Callable[[], Views] | None) -> Callable[[], Views]:
    if views is None or isinstance(views, Views):
        fixed = Views() if views is None else views
        return lambda: fixed
    return views


def _is_text(value: Value) -> bool:
    """Tell what is shown as bare text between other objects: text, numbers, local enums, objects without properties, errors."""
    if isinstance(value, PSObject) and value.base is None:
        return not value.adapted and not value.notes
    value = unwrap(value)
    if isinstance(value, Uri | XmlText):
        return next(iter(properties(value)), None) is None
    if isinstance(value, str | int | float | Decimal | ErrorRecord | ScriptBlock | SecureString):
        return True
    if isinstance(value, EnumValue):
        return not value.type_names or not value.type_names[0].startswith("Deserialized.")
    return next(iter(properties(value)), None) is None
