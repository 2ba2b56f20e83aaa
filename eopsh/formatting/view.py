"""One view: the columns under which the objects of a type are shown, and its form in the cache."""

from __future__ import annotations

import enum

from eopsh.formatting.control import Item
from eopsh.formatting.directives import Alignment, Column
from eopsh.frozen import frozen


class Shape(enum.Enum):
    """What a view makes of an object."""

    TABLE = "table"
    LIST = "list"
    WIDE = "wide"
    TEXT = "text"
    CUSTOM = "custom"


@frozen
class Script:
    """A script of a view, as text: the renderer reads `$_.Property` itself and hands the rest to `evaluate`."""

    text: str


@frozen
class View:
    """One view. Columns with a `Script` expression are calculated; a table's `wrap`, `autosize` and `hide_headers` as in `TableFormat`.

    `items` is what a custom view writes, `group_items` what stands above a group instead of its label and value. Neither is cached:
    servers send none.
    """

    type_names: tuple[str, ...]
    shape: Shape
    columns: tuple[Column, ...]
    name: str = ""
    autosize: bool = False
    wrap: bool = False
    hide_headers: bool = False
    group_by: Column | None = None
    across: int = 0
    items: tuple[Item, ...] = ()
    group_items: tuple[Item, ...] = ()


def pack_view(view: View) -> dict[str, object]:
    """Return the view as JSON can hold it."""
    return {
        "types": list(view.type_names),
        "shape": view.shape.value,
        "name": view.name,
        "columns": [_pack_column(column) for column in view.columns],
        "flags": [view.autosize, view.wrap, view.hide_headers],
        "group": _pack_column(view.group_by) if view.group_by else None,
        "across": view.across,
    }


def unpack_view(item: dict[str, object]) -> View:
    """Read what `pack_view` made.

    Raises:
        KeyError, TypeError, ValueError: it is something else.
    """
    columns, flags, group, types = item["columns"], item["flags"], item["group"], item["types"]
    if not isinstance(columns, list) or not isinstance(flags, list) or not isinstance(types, list):
        raise TypeError("a view's lists")
    autosize, wrap, hide_headers = (bool(flag) for flag in flags)
    return View(
        tuple(str(name) for name in types),
        Shape(item["shape"]),
        tuple(_unpack_column(column) for column in columns),
        str(item["name"]),
        autosize,
        wrap,
        hide_headers,
        _unpack_column(group) if group is not None else None,
        _number(item["across"]),
    )


def _pack_column(column: Column) -> list[object]:
    alignment = column.alignment.value if column.alignment else None
    return [_pack_expression(column.expression), column.label, column.width, alignment, column.format, _pack_expression(column.condition)]


def _unpack_column(item: object) -> Column:
    if not isinstance(item, list) or len(item) != 6:
        raise TypeError("a view's column")
    expression, label, width, alignment, layout, condition = item
    return Column(
        _unpack_expression(expression),
        None if label is None else str(label),
        _number(width),
        None if alignment is None else Alignment(alignment),
        str(layout),
        _unpack_expression(condition),
    )


def _pack_expression(expression: object) -> object:
    return [expression.text] if isinstance(expression, Script) else expression if expression is None else str(expression)


def _unpack_expression(item: object) -> object:
    return Script(str(item[0])) if isinstance(item, list) else item if item is None else str(item)


def _number(item: object) -> int:
    if not isinstance(item, int):
        raise TypeError("a view's number")
    return item
