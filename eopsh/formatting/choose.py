"""Which document an object opens: what the cmdlet asked for, the server's view, or one made from the object's properties."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from eopsh.formatting.browse import Browser
from eopsh.formatting.control import Item, LineWriter, write_items
from eopsh.formatting.directives import Column, CustomFormat, Directive, Evaluate, ListFormat, TableFormat, WideFormat
from eopsh.formatting.documents import (
    CustomDocument,
    Document,
    Grouping,
    ListDocument,
    Page,
    Setting,
    TableDocument,
    TableOptions,
    TextDocument,
    WideDocument,
)
from eopsh.formatting.fields import (
    COMPUTER,
    Field,
    default_names,
    display_field,
    elements,
    named_fields,
    resolve,
    shows_computer,
    view_fields,
    without,
)
from eopsh.formatting.text import CellText
from eopsh.formatting.view import Script, Shape, View
from eopsh.formatting.views import Views, view_matches
from eopsh.frozen import frozen
from eopsh.objects import Value, properties, to_bool, type_names

_TABLE_COLUMNS = 10
_SMALL = 4
_SHAPES: dict[type[Directive], Shape] = {
    TableFormat: Shape.TABLE,
    ListFormat: Shape.LIST,
    WideFormat: Shape.WIDE,
    CustomFormat: Shape.CUSTOM,
}
_MADE: dict[Shape, type[Directive]] = {shape: kind for kind, shape in _SHAPES.items()}


@frozen
class Chooser:
    """Opens documents for one output."""

    page: Page
    source: Callable[[], Views]
    evaluate: Evaluate | None

    @property
    def views(self) -> Views:
        """The views as they are now."""
        return self.source()

    def document(self, first: Value, directive: Directive | None, limit: int) -> Document:
        """Return the document that this object opens; `limit` is the $FormatEnumerationLimit of a directive without one."""
        names = type_names(first)
        if directive is None:
            view = self.views.find(names)
            return _Opening(self, first, self._default(first, view), view, limit).document()
        view = None if directive.columns else self.views.find(names, _SHAPES[type(directive)], directive.view)
        if view is None and isinstance(directive, CustomFormat) and not directive.columns:
            view = self.views.find(names, Shape.TEXT)
        return _Opening(self, first, directive, view, limit).document()

    def _default(self, first: Value, view: View | None) -> Directive:
        """Nobody asked for a shape: the view's own, else a table for up to four properties, else a list."""
        if view is not None:
            return _MADE.get(view.shape, Directive)()
        # PowerShell counts what it then hides: the server's marks turn a small object into a list.
        shown = self.views.shown(type_names(first))
        count = sum(1 for _ in properties(first)) if shown is None else len(shown) + shows_computer(first)
        return TableFormat() if count <= _SMALL else ListFormat()

    def default_names(self, item: Value) -> list[str]:
        """Return the properties of an object that are shown when none are named."""
        shown = self.views.shown(type_names(item))
        if shown is None:
            return default_names(item)
        return [*shown, *([COMPUTER] if shows_computer(item) else [])]

    def entry(self, item: Value, limit: int) -> list[str]:
        """Return the list entry of an object that the open view does not know."""
        return _Opening(self, item, ListFormat(), None, limit).list_document().entry(item)


class TypeMatch:
    """Tells whether objects belong to a view; remembers the answer for each list of type names."""

    def __init__(self, view: View | None) -> None:
        self._view = view
        self._known: dict[tuple[str, ...], bool] = {}

    def __call__(self, item: Value) -> bool:
        if self._view is None:
            return True
        names = type_names(item)
        known = self._known.get(names)
        if known is None:
            known = self._known[names] = view_matches(self._view, names)
        return known


@frozen
class _Opening:
    """The making of one document from its first object."""

    chooser: Chooser
    first: Value
    directive: Directive
    view: View | None
    limit: int

    def document(self) -> Document:
        """Return what the directive asks for, with the view where it has one."""
        if isinstance(self.directive, TableFormat):
            return self._table(self.directive)
        if isinstance(self.directive, WideFormat):
            return self._wide(self.directive)
        if isinstance(self.directive, CustomFormat):
            return self._custom(self.directive)
        if self.view is not None and self.view.shape is Shape.TEXT:
            return TextDocument(self._setting(), self._view_fields(self.view)[0])
        return self.list_document()

    def list_document(self) -> ListDocument:
        """Return a list, whatever was asked for."""
        return ListDocument(self._setting(), self._list_fields())

    def _table(self, asked: TableFormat) -> TableDocument:
        view = self.view
        options = TableOptions(
            generated=view is None,
            autosize=asked.autosize or (view is not None and view.autosize),
            wrap=asked.wrap or (view is not None and view.wrap),
            hide_headers=asked.hide_headers or (view is not None and view.hide_headers),
        )
        fields = self._view_fields(view) if view else self._table_fields()
        return TableDocument(self._setting(fixed=view is None), fields, self.first, options)

    def _wide(self, asked: WideFormat) -> WideDocument:
        field = self._view_fields(self.view)[0] if self.view else self._wide_field()
        across = asked.across or (self.view.across if self.view else 0)
        autosize = asked.autosize or (self.view is not None and self.view.autosize)
        return WideDocument(self._setting(), field, across=across, autosize=autosize)

    def _custom(self, asked: CustomFormat) -> CustomDocument:
        setting = self._setting()
        return CustomDocument(setting, self._writer(setting.texts, asked))

    def _writer(self, texts: CellText, asked: CustomFormat) -> Callable[[Value], list[str]]:
        view = self.view
        if view is not None and view.shape is Shape.TEXT:
            field = self._view_fields(view)[0]
            return lambda item: [*texts.text(field.read(item)).split("\n"), ""]
        return self._browsed(texts, asked.depth) if view is None else self._written(view.items, texts)

    def _browsed(self, texts: CellText, depth: int) -> Callable[[Value], list[str]]:
        fields = self._list_fields()
        page = self.chooser.page

        def write(item: Value) -> list[str]:
            writer = LineWriter(page.room, page.cells)
            browser = Browser(writer, lambda each: named_fields(self.chooser.default_names(each)), texts.text, texts.limit, depth)
            browser.top(item, fields(item))
            return writer.finish()

        return write

    def _written(self, items: Sequence[Item], texts: CellText) -> Callable[[Value], list[str]]:
        page = self.chooser.page

        def read(column: Column, item: Value) -> tuple[Value, str]:
            field = view_fields([column], self._evaluate)[0]
            if field.shown is not None and not to_bool(field.shown(item)):
                return None, ""
            # An expression without a property or a script is the object itself.
            value = field.read(item) if column.expression not in ("", Script("")) else item
            return value, texts.text(value, column.format)

        def write(item: Value) -> list[str]:
            writer = LineWriter(page.room, page.cells)
            write_items(writer, items, item, read, lambda value: list(elements(value)))
            return writer.finish()

        return write

    @property
    def _evaluate(self) -> Evaluate | None:
        return self.directive.evaluate or self.chooser.evaluate

    def _setting(self, *, fixed: bool = False) -> Setting:
        page, asked = self.chooser.page, self.directive.enumeration_limit
        texts = CellText(page.cells, self.limit if asked is None else asked, fixed, page.culture)
        column = self.directive.group_by or (self.view.group_by if self.view else None)
        field = view_fields([column], self._evaluate)[0] if column else None
        written = self._written(self.view.group_items, texts) if self.view and self.view.group_items else None
        plain = replace(texts, fixed=False)
        return Setting(page, texts, Grouping(field, page, plain, written), TypeMatch(self.view))

    def _view_fields(self, view: View) -> list[Field]:
        more = (Column(COMPUTER),) if shows_computer(self.first) and view.shape is not Shape.WIDE else ()
        return view_fields((*view.columns, *more), self._evaluate)

    def _table_fields(self) -> list[Field]:
        if self.directive.columns:
            return self._resolved(self.directive.columns, self.first, keep_missing=True)
        return named_fields(self.chooser.default_names(self.first)[:_TABLE_COLUMNS])

    def _resolved(self, columns: Sequence[Column], item: Value, *, keep_missing: bool) -> list[Field]:
        failed = "#ERR" if self.directive.display_error else None
        fields = resolve(columns, item, self._evaluate, keep_missing=keep_missing, failed=failed)
        kept = without((field.label for field in fields), self.directive.excluded)
        return [field for field in fields if field.label in kept] if self.directive.excluded else fields

    def _list_fields(self) -> Callable[[Value], Sequence[Field]]:
        columns = self.directive.columns
        if columns:
            return lambda item: self._resolved(columns, item, keep_missing=False)
        if self.view is not None:
            fields = self._view_fields(self.view)
            return lambda item: fields
        return lambda item: named_fields(self.chooser.default_names(item))

    def _wide_field(self) -> Field:
        if not self.directive.columns:
            return display_field()
        columns = self.directive.columns[:1]
        return next(iter(self._resolved(columns, self.first, keep_missing=True) or view_fields(columns, self._evaluate)))
