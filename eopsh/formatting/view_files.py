"""Views in the XML of PowerShell's format files (`*.format.ps1xml`)."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator

from eopsh.errors import Advice, UsageError
from eopsh.formatting.control import Binding, Frame, Item, LineEnd, Words
from eopsh.formatting.directives import Alignment, Column
from eopsh.formatting.view import Script, Shape, View
from eopsh.objects.clixml.elements import DamagedObject, parse

_BLANK = "\t\n\r "


class ViewFileError(UsageError):
    """A format file cannot be read; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, advice=Advice(reason, "Correct the file: its root is Configuration, its views stand in ViewDefinitions."))
        self.reason = reason


def read_view_file(data: bytes | str) -> tuple[View, ...]:
    """Return the views of a format file in its own order.

    Raises:
        ViewFileError: it is no XML, or another document.
    """
    try:
        root = parse(data)
    except (DamagedObject, ET.ParseError, ValueError) as error:
        raise ViewFileError(f"The format file is no readable XML: {error}.") from error
    if root.tag != "Configuration":
        raise ViewFileError(f"The format file begins with {root.tag}, not with Configuration.")
    return tuple(_views(root))


def _views(root: ET.Element) -> Iterator[View]:
    sets = {_text(each, "Name"): [name.text or "" for name in each.iter("TypeName")] for each in root.iter("SelectionSet")}
    shared = {_text(each, "Name"): each for each in root.findall("Controls/Control")}
    for element in root.findall("ViewDefinitions/View"):
        read = _Reader({_text(each, "Name"): each for each in element.findall("Controls/Control")} | shared)
        types = [name.text or "" for name in element.findall("ViewSelectedBy/TypeName")]
        for chosen in element.findall("ViewSelectedBy/SelectionSetName"):
            types += sets.get(chosen.text or "", [])
        yield from read.view(element, tuple(name.strip() for name in types))


class _Reader:
    """Reads one view; `controls` are the custom controls that it may name."""

    def __init__(self, controls: dict[str, ET.Element]) -> None:
        self._controls = controls

    def view(self, element: ET.Element, types: tuple[str, ...]) -> Iterator[View]:
        """Yield the views of an element; out-of-band ones and those of no type are none."""
        readers: dict[str, Callable[[ET.Element, tuple[str, ...], str], View]] = {
            "TableControl": self._table,
            "ListControl": self._list,
            "WideControl": self._wide,
            "CustomControl": self._custom,
        }
        for tag, read in readers.items():
            control = element.find(tag)
            if control is not None and types and element.find("OutOfBand") is None:
                yield self._grouped(element.find("GroupBy"), read(control, types, _text(element, "Name")))

    def _grouped(self, group: ET.Element | None, view: View) -> View:
        if group is None:
            return view
        column = Column(_expression(group), _text(group, "Label") or None)
        return View(
            view.type_names,
            view.shape,
            view.columns,
            view.name,
            view.autosize,
            view.wrap,
            view.hide_headers,
            column,
            view.across,
            view.items,
            self._named(group),
        )

    def _table(self, control: ET.Element, types: tuple[str, ...], name: str) -> View:
        row = control.find("TableRowEntries/TableRowEntry")
        cells = [] if row is None else row.findall("TableColumnItems/TableColumnItem")
        headers = control.findall("TableHeaders/TableColumnHeader")
        columns = tuple(_cell(cell, headers[place] if place < len(headers) else None) for place, cell in enumerate(cells))
        return View(
            types,
            Shape.TABLE,
            columns,
            name,
            autosize=control.find("AutoSize") is not None,
            wrap=row is not None and row.find("Wrap") is not None,
            hide_headers=control.find("HideTableHeaders") is not None,
        )

    def _list(self, control: ET.Element, types: tuple[str, ...], name: str) -> View:
        columns = tuple(_line(item) for item in control.findall("ListEntries/ListEntry[1]/ListItems/ListItem"))
        return View(types, Shape.LIST, columns, name)

    def _wide(self, control: ET.Element, types: tuple[str, ...], name: str) -> View:
        columns = tuple(_line(item) for item in control.findall("WideEntries/WideEntry[1]/WideItem"))
        return View(
            types, Shape.WIDE, columns, name, autosize=control.find("AutoSize") is not None, across=_number(control, "ColumnNumber")
        )

    def _custom(self, control: ET.Element, types: tuple[str, ...], name: str) -> View:
        return View(types, Shape.CUSTOM, (), name, items=self._entry(control))

    def _named(self, element: ET.Element) -> tuple[Item, ...]:
        """Return the items of a custom control inside an element, or of the one that it names."""
        control = element.find("CustomControl")
        if control is None and element.find("CustomControlName") is not None:
            shared = self._controls.get(_text(element, "CustomControlName"))
            control = None if shared is None else shared.find("CustomControl")
        return () if control is None else self._entry(control)

    def _entry(self, control: ET.Element) -> tuple[Item, ...]:
        item = control.find("CustomEntries/CustomEntry/CustomItem")
        return () if item is None else tuple(self._items(item))

    def _items(self, element: ET.Element) -> Iterator[Item]:
        for child in element:
            if child.tag == "NewLine":
                yield LineEnd()
            elif child.tag == "Text":
                yield Words(child.text or "")
            elif child.tag == "Frame":
                yield self._frame(child)
            elif child.tag == "ExpressionBinding":
                yield Binding(_line(child), self._named(child), child.find("EnumerateCollection") is not None)

    def _frame(self, element: ET.Element) -> Frame:
        item = element.find("CustomItem")
        first = _number(element, "FirstLineIndent") or -_number(element, "FirstLineHanging")
        items = () if item is None else tuple(self._items(item))
        return Frame(items, _number(element, "LeftIndent"), _number(element, "RightIndent"), first)


def _cell(cell: ET.Element, header: ET.Element | None) -> Column:
    alignment = _alignment(cell) or (None if header is None else _alignment(header))
    label = None if header is None else _text(header, "Label") or None
    return Column(_expression(cell), label, 0 if header is None else _number(header, "Width"), alignment, _text(cell, "FormatString"))


def _line(item: ET.Element) -> Column:
    condition = item.find("ItemSelectionCondition")
    return Column(
        _expression(item),
        _text(item, "Label") or None,
        format=_text(item, "FormatString"),
        condition=None if condition is None else _expression(condition),
    )


def _expression(element: ET.Element) -> str | Script:
    name = element.find("PropertyName")
    return Script(_text(element, "ScriptBlock")) if name is None else (name.text or "").strip(_BLANK)


def _text(element: ET.Element, tag: str) -> str:
    return (element.findtext(tag) or "").strip(_BLANK)


def _number(element: ET.Element, tag: str) -> int:
    text = _text(element, tag)
    return int(text) if text.isascii() and text.isdigit() else 0


def _alignment(element: ET.Element) -> Alignment | None:
    text = _text(element, "Alignment").casefold()
    return Alignment(text) if text in (each.value for each in Alignment) else None
