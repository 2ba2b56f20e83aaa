"""The server's format data as views: the property bags that Get-FormatData sends (ExtendedTypeDefinition, MS-PSRP's ordinary objects)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eopsh.formatting.directives import Alignment, Column
from eopsh.formatting.view import Script, Shape, View
from eopsh.objects import PSObject, Value, type_names

_NAME_LIMIT = 500


def read_views(records: Iterable[Value]) -> Iterator[View]:
    """Yield the views of format data. What cannot be read is left out: a view that is not there costs nothing but looks."""
    for record in records:
        if isinstance(record, PSObject):
            types = tuple(_texts(record.get("TypeNames"))) or tuple(_texts([record.get("TypeName")]))
            for definition in _bags(record.get("FormatViewDefinition")):
                yield from _view(types, definition)


def _view(types: tuple[str, ...], definition: PSObject) -> Iterator[View]:
    control = definition.get("Control")
    if not types or not isinstance(control, PSObject) or control.get("OutOfBand") is True:
        return
    kinds = " ".join(type_names(control))
    for kind, read in (("TableControl", _table), ("ListControl", _list), ("WideControl", _wide)):
        if kind in kinds:
            view = read(types, str(definition.get("Name") or ""), control)
            if view.columns:
                yield view


def _table(types: tuple[str, ...], name: str, control: PSObject) -> View:
    row = next(_bags(control.get("Rows")), None)
    cells = list(_bags(row.get("Columns"))) if row else []
    headers = list(_bags(control.get("Headers")))
    columns = tuple(_table_column(cell, headers[place] if place < len(headers) else None) for place, cell in enumerate(cells))
    return View(
        types,
        Shape.TABLE,
        columns,
        name,
        autosize=control.get("AutoSize") is True,
        wrap=row is not None and row.get("Wrap") is True,
        hide_headers=control.get("HideTableHeaders") is True,
        group_by=_group(control),
    )


def _table_column(cell: PSObject, header: PSObject | None) -> Column:
    width = header.get("Width") if header else 0
    alignment = _alignment(cell.get("Alignment")) or (_alignment(header.get("Alignment")) if header else None)
    return Column(
        _expression(cell.get("DisplayEntry")),
        _label(header.get("Label")) if header else None,
        width if isinstance(width, int) and 0 < width < _NAME_LIMIT else 0,
        alignment,
        _label(cell.get("FormatString")) or "",
    )


def _list(types: tuple[str, ...], name: str, control: PSObject) -> View:
    entry = next(_bags(control.get("Entries")), None)
    items = _bags(entry.get("Items")) if entry else iter(())
    columns = tuple(
        Column(
            _expression(item.get("DisplayEntry")),
            _label(item.get("Label")),
            format=_label(item.get("FormatString")) or "",
            condition=_condition(item.get("ItemSelectionCondition")),
        )
        for item in items
    )
    return View(types, Shape.LIST, columns, name, group_by=_group(control))


def _wide(types: tuple[str, ...], name: str, control: PSObject) -> View:
    entry = next(_bags(control.get("Entries")), None)
    across = control.get("Columns")
    columns = (Column(_expression(entry.get("DisplayEntry")), format=_label(entry.get("FormatString")) or ""),) if entry else ()
    across = across if isinstance(across, int) and 0 < across < _NAME_LIMIT else 0
    return View(types, Shape.WIDE, columns, name, control.get("AutoSize") is True, group_by=_group(control), across=across)


def _group(control: PSObject) -> Column | None:
    group = control.get("GroupBy")
    if not isinstance(group, PSObject):
        return None
    return Column(_expression(group.get("Expression")), _label(group.get("Label")))


def _condition(entry: Value) -> Value:
    return _expression(entry) if isinstance(entry, PSObject) else None


def _expression(entry: Value) -> Value:
    if not isinstance(entry, PSObject):
        return ""
    text = str(entry.get("Value") or "")
    return Script(text) if str(entry.get("ValueType")) == "ScriptBlock" else text


def _alignment(value: Value) -> Alignment | None:
    return {"Left": Alignment.LEFT, "Center": Alignment.CENTER, "Right": Alignment.RIGHT}.get(str(value))


def _label(value: Value) -> str | None:
    return str(value) if isinstance(value, str) and value else None


def _bags(value: Value) -> Iterator[PSObject]:
    items = value if isinstance(value, list) else [value]
    return (item for item in items if isinstance(item, PSObject))


def _texts(value: Value) -> Iterator[str]:
    items = value if isinstance(value, list) else [value]
    return (str(item) for item in items if isinstance(item, str) and item)
