"""Group-Object and Get-Unique."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from eopsh.binding import BoundCall
from eopsh.catalogue import Command, Parameter
from eopsh.objects import PSDict, PSList, PSObject, Value, compare, sort_compare, to_string, to_text
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.declare import INPUT, OPTIONAL, switch
from eopsh.runtime.commands.expressions import PropertyExpression, expressions_of
from eopsh.runtime.compiler.sorting import sort_key
from eopsh.runtime.local import CommandContext, id_suffix, local_command
from eopsh.runtime.signals import ScriptError

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
    wanted = _expressions(call, context)
    groups = _grouped(call, objects, wanted, context)
    if call.get("AsHashTable"):
        if len(wanted) > 1 and not call.get("AsString"):
            message = "The command cannot be run because using the AsHashTable parameter with more than one property requires adding the "
            raise context.fail(message + "AsString parameter.", "ArgumentException")
        yield _table(groups, call, context)
    else:
        order = partial(_order, ignore_case=not call.get("CaseSensitive"))
        yield from map(_group_info, sorted(groups, key=sort_key(order)))


def _expressions(call: BoundCall, context: CommandContext) -> list[PropertyExpression]:
    wanted = expressions_of(call.get("Property"), context, ())
    pattern = next((each.name for each in wanted if each.pattern), None)
    if pattern is not None:
        raise context.fail(f'Wildcard characters are not allowed in "{pattern}".', "ExpressionGlobbing2")
    return wanted


def _grouped(call: BoundCall, objects: Iterator[Value], wanted: list[PropertyExpression], context: CommandContext) -> list[_Group]:
    groups: dict[tuple[Value, ...], _Group] = {}
    fold = not call.get("CaseSensitive")
    first: Value = None
    with closing(objects):
        for item in objects:
            if item is None:
                continue
            if first is not None and not wanted:
                _check_comparable(first, item, context)
            first = item if first is None else first
            values = _values(item, wanted, context)
            group = groups.setdefault(tuple(_key(value, fold) for value in values), _Group(values))
            group.count += 1
            if not call.get("NoElement"):
                group.items.append(item)
    return list(groups.values())


def _check_comparable(one: Value, other: Value, context: CommandContext) -> None:
    """Raise PSObjectCompareTo for custom objects as a whole: they have no order."""
    if type(one) is PSObject and type(other) is PSObject and one.text is None and one.base is None:
        shown = to_text(one)
        message = f'Cannot compare "{shown}" to "{to_text(other)}" because the objects are not the same type or the object "{shown}" '
        raise context.fail(message + 'does not implement "IComparable".', "PSObjectCompareTo", "NotSpecified")


def _values(item: Value, wanted: list[PropertyExpression], context: CommandContext) -> list[Value]:
    if not wanted:
        return [item]
    if not any(expression.has(item) for expression in wanted):
        return [None] * len(wanted)
    return [_value(expression, item, context) for expression in wanted]


def _value(expression: PropertyExpression, item: Value, context: CommandContext) -> Value:
    """Read a key; one whose block fails is null, and an error of the object."""
    try:
        return expression.read(item)
    except ScriptError as error:
        context.session.remember(error.record)
        error_id = f"ExpressionEvaluation,{id_suffix(context.call.command)}"
        context.write_error(replace(error.record, fully_qualified_id=error_id))
        return None


def _key(value: Value, fold: bool) -> Value:
    text = to_text(value)
    return (type(value).__name__ if value is None else "", text.casefold() if fold else text)


def _order(one: Value, other: Value, *, ignore_case: bool) -> int:
    assert isinstance(one, _Group)
    assert isinstance(other, _Group)
    for mine, theirs in zip(one.values, other.values, strict=True):
        either_null = mine is None or theirs is None
        found = (mine is not None) - (theirs is not None) if either_null else sort_compare(mine, theirs, ignore_case)
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


def _table(groups: list[_Group], call: BoundCall, context: CommandContext) -> PSDict:
    table = PSDict(ignore_case=not call.get("CaseSensitive"))
    for group in groups:
        key = ", ".join(map(_shown, group.values)) if call.get("AsString") else group.values[0]
        if key is None or key in table:
            message = "The objects grouped by this property cannot be expanded because there is a key duplication. "
            message += "Provide a valid value for the property, and then try again."
            raise context.fail(message, message)
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
