"""Sort-Object."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cmp_to_key
from typing import TypeAlias

from eopsh.binding import BoundCall
from eopsh.catalogue import Command, Parameter
from eopsh.objects import PSObject, TimeSpan, Value, sort_compare
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.declare import INPUT, count, switch
from eopsh.runtime.commands.expressions import PropertyExpression, expression_of, expressions_of, matching
from eopsh.runtime.compiler.sorting import introspective_sort, ranked_sort
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.signals import ScriptError

SORT_OBJECT = Command(
    "Sort-Object",
    Parameter("Property", "System.Object[]", position=0),
    switch("Descending"),
    switch("Unique"),
    switch("CaseSensitive"),
    Parameter("Culture", "System.String"),
    switch("Stable", "Default"),
    count("Top", "Top", least=1, mandatory=True),
    count("Bottom", "Bottom", least=1, mandatory=True),
    INPUT,
    default_set="Default",
    alias="sort",
)


class _Key:
    """What an object sorts by; `missing` marks a key that the object does not have: those come last."""

    __slots__ = ("missing", "value")

    def __init__(self, value: Value, missing: bool) -> None:
        self.value = value
        self.missing = missing


_PLAIN = frozenset({bool, int, str, TimeSpan})
_Row: TypeAlias = tuple[list[_Key], Value]


@local_command(SORT_OBJECT)
def sort_object(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the objects in order of their keys, or of themselves."""
    wanted = expressions_of(call.get("Property"), context, ("ascending", "descending"))
    descending = bool(call.get("Descending"))
    ignore_case = not call.get("CaseSensitive")
    with closing(objects):
        items = [item for item in objects if item is not None]
    if any(each.pattern for each in wanted):
        wanted = [one for each in wanted for one in (_expanded(each, items, context) if each.pattern else [each])]
    directions = [_descends(each, descending) for each in wanted] or [descending]
    rows: list[_Row] = [(_keys(item, wanted, context), item) for item in items]

    def order(one: _Row, other: _Row) -> int:
        return _compare(one[0], other[0], directions, ignore_case)

    yield from _some(rows, order, call)


def _expanded(pattern: PropertyExpression, items: list[Value], context: CommandContext) -> list[PropertyExpression]:
    """Return a key for each name that any of the objects has and the pattern matches, in the order of the names."""
    found = {name.lower(): name for item in items for name, _ in matching(item, pattern.name or "")}
    return [replace(expression_of(found[name], context), options=pattern.options) for name in sorted(found)]


def _descends(expression: PropertyExpression, default: bool) -> bool:
    if expression.option("ascending") is not None:
        return not expression.flag("ascending", True)
    return expression.flag("descending", default)


def _keys(item: Value, wanted: list[PropertyExpression], context: CommandContext) -> list[_Key]:
    if not wanted:
        return [_Key(item, False)]
    keys = []
    for expression in wanted:
        if not expression.has(item):
            keys.append(_Key(None, True))
            continue
        try:
            keys.append(_Key(expression.read(item), False))
        except ScriptError as error:
            context.write_error(error.record)
            keys.append(_Key(None, True))
    return keys


def _compare(one: list[_Key], other: list[_Key], directions: list[bool], ignore_case: bool) -> int:
    for mine, theirs, descending in zip(one, other, directions, strict=True):
        if mine.missing or theirs.missing:
            if mine.missing is not theirs.missing:
                return 1 if mine.missing else -1
            continue
        found = _order(mine.value, theirs.value, ignore_case)
        if found:
            return -found if descending else found
    return 0


def _order(one: Value, other: Value, ignore_case: bool) -> int:
    if type(one) is PSObject and type(other) is PSObject and one.text is None and one.base is None:
        return 0
    if one is None or other is None:
        return (one is not None) - (other is not None)
    return sort_compare(one, other, ignore_case)


def _is_total(rows: list[_Row]) -> bool:
    """Tell whether the keys surely have one order: those of a column are of one plain kind, so none is read as another's type."""
    columns = zip(*(keys for keys, _ in rows), strict=True)
    return all(kinds <= _PLAIN and len(kinds) <= 1 for kinds in map(_kinds, columns))


def _kinds(column: Iterable[_Key]) -> set[type]:
    """Return the types of a column's keys; sizes of Exchange are no plain texts: beside another size they compare as numbers."""
    values = (key.value for key in column if key.value is not None)
    return {object if isinstance(value, str) and value.endswith("bytes)") else type(value) for value in values}


def _some(rows: list[_Row], order: Callable[[_Row, _Row], int], call: BoundCall) -> Iterator[Value]:
    key = cmp_to_key(order)
    top, bottom = call.get("Top"), call.get("Bottom")
    if isinstance(top, int) and not call.get("Unique"):
        yield from (item for _, item in heapq.nsmallest(top, rows, key=key))
        return
    if call.get("Stable") or isinstance(top, int) or isinstance(bottom, int):
        rows.sort(key=key)
    elif _is_total(rows):
        ranked_sort(rows, order)
    else:
        introspective_sort(rows, order)
    if call.get("Unique"):
        rows = [row for at, row in enumerate(rows) if at == 0 or order(rows[at - 1], row)]
    if isinstance(top, int):
        rows = rows[:top]
    if isinstance(bottom, int):
        rows = rows[-bottom:]
    yield from (item for _, item in rows)
