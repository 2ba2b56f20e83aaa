"""Group-Object and Get-Unique."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BoundCall
from eopsh.catalogue import Command, Parameter
from eopsh.objects import PSDict, PSList, PSObject, Value, compare, sort_compare, to_string, to_text
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.declare import INPUT, OPTIONAL, switch
from eopsh.runtime.commands.expressions import PropertyExpression, expressions_of, quiet
from eopsh.runtime.compiler.sorting import sort_key
from eopsh.runtime.local import CommandContext, local_command

GROUP_OBJECT = Command(
    "Group-Object",
    Parameter("Property", "System.Object[]", position=0),
    Parameter("AsHashTable", "switch", aliases=("AHT",), sets={"HashTable": OPTIONAL}),
    switch("AsString", "HashTable"),
    switch("CaseSensitive"),
    Parameter("Culture", "System.String"),
    switch("NoElement"),
    INPUT,
    alias="group",
)


class _Group:
    """Objects with the same keys, in the order in which they came."""

    def __init__(self, values: list[Value]) -> None:
        self.values = values
        self.items: list[Value] = []
        self.count = 0


@local_command(GROUP_OBJECT)
def group_object(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield a group for each distinct key, in the order of the keys; with -AsHashTable one dictionary."""
    wanted = expressions_of(call.get("Property"), context, ())
    groups: dict[tuple[Value, ...], _Group] = {}
    fold = not call.get("CaseSensitive")
    with closing(objects):
        for item in objects:
            if item is None:
                continue
            values = _values(item, wanted, context)
            if values is None:
                continue
            group = groups.setdefault(tuple(_key(value, fold) for value in values), _Group(values))
            group.count += 1
            if not call.get("NoElement"):
                group.items.append(item)
    if call.get("AsHashTable"):
        if len(wanted) > 1 and not call.get("AsString"):
            message = "The command cannot be run because using the AsHashTable parameter with more than one property requires adding the "
            raise context.fail(message + "AsString parameter.", "ArgumentException")
        yield _table(groups, call)
    else:
        yield from map(_group_info, sorted(groups.values(), key=sort_key(_order)))


def _values(item: Value, wanted: list[PropertyExpression], context: CommandContext) -> list[Value] | None:
    if not wanted:
        return [item]
    if not any(expression.has(item) for expression in wanted):
        return [None] * len(wanted)
    return [quiet(expression, item, context) for expression in wanted]


def _key(value: Value, fold: bool) -> Value:
    text = to_text(value)
    return (type(value).__name__ if value is None else "", text.casefold() if fold else text)


def _order(one: Value, other: Value) -> int:
    assert isinstance(one, _Group)
    assert isinstance(other, _Group)
    for mine, theirs in zip(one.values, other.values, strict=True):
        either_null = mine is None or theirs is None
        found = (mine is not None) - (theirs is not None) if either_null else sort_compare(mine, theirs)
        if found:
            return found
    return 0


def _group_info(group: _Group) -> PSObject:
    name = ", ".join(map(_shown, group.values))
    adapted: dict[str, Value] = {
        "Values": PSList(group.values),
        "Count": group.count,
        "Group": PSList(group.items, ("System.Collections.ObjectModel.Collection`1[[System.Management.Automation.PSObject]]",)),
        "Name": name,
    }
    kind = "Microsoft.PowerShell.Commands.GroupInfo"
    names = (f"{kind}NoElement", kind, "System.Object") if group.count and not group.items else (kind, "System.Object")
    return PSObject(adapted=adapted, type_names=names, text=kind)


def _shown(value: Value) -> str:
    return to_text(value) if isinstance(value, list | PSObject) else to_string(value)


def _table(groups: dict[tuple[Value, ...], _Group], call: BoundCall) -> PSDict:
    table = PSDict(ignore_case=not call.get("CaseSensitive"))
    for group in groups.values():
        value = group.values[0] if len(group.values) == 1 else group.values
        as_text = call.get("AsString") or value is None or isinstance(value, list)
        key = ", ".join(map(_shown, group.values)) if as_text else value
        table[key] = PSList(group.items)
    return table


GET_UNIQUE = Command(
    "Get-Unique",
    switch("AsString", "AsString"),
    switch("OnType", "UniqueByType"),
    switch("CaseInsensitive"),
    INPUT,
    default_set="AsString",
    alias="gu",
)


@local_command(GET_UNIQUE)
def get_unique(call: BoundCall, objects: Iterator[Value]) -> Iterator[Value]:
    """Yield the first of each run of equal neighbours. Case counts; custom objects count as equal, as in PowerShell."""
    by_text = bool(call.get("AsString"))
    previous: Value = None
    first = True
    with closing(objects):
        for value in objects:
            current = to_text(value) if by_text else value
            if first or not _equal(previous, current, call):
                yield value
            previous, first = current, False


def _equal(one: Value, other: Value, call: BoundCall) -> bool:
    if call.get("OnType") or (type(one) is PSObject and type(other) is PSObject and one.text is None):
        return type(one) is type(other)
    return compare(one, other, ignore_case=bool(call.get("CaseInsensitive"))) == 0
