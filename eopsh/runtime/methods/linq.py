"""System.Linq.Enumerable: what scripts call of it, with script blocks for functions."""

from __future__ import annotations

import random
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import dropwhile, takewhile

from eopsh.objects import Int64, PSDict, PSList, PSObject, Value, convert, sort_compare, to_bool, to_number, to_text, type_name
from eopsh.objects.bounds import fitting_array
from eopsh.objects.operators import is_type
from eopsh.runtime.compiler.sorting import sort_key
from eopsh.runtime.compiler.types import name_of_type
from eopsh.runtime.methods.collections import block_function
from eopsh.runtime.methods.elements import generic_names
from eopsh.runtime.methods.equality import sameness
from eopsh.runtime.methods.generic import value_tuple
from eopsh.runtime.methods.sets import TypedSet, distinct, keys_of
from eopsh.runtime.methods.table import DotNetError, Method, method, scoped
from eopsh.runtime.methods.texts import zero_of
from eopsh.runtime.scope import Scope
from eopsh.runtime.values import unrolled

_EMPTY = "Sequence contains no elements"
_ARRAY = ("System.Object[]", "System.Array", "System.Object")


def _sequence(values: Iterable[Value]) -> PSList:
    return PSList(values, _ARRAY)


def _items(values: Value) -> list[Value]:
    if values is None:
        raise DotNetError("Value cannot be null. (Parameter 'source')", "ArgumentNullException")
    return list(unrolled(values))


def _total(values: Value) -> Value:
    total = sum(to_number(item) for item in unrolled(values))
    return Int64(total) if isinstance(total, int) and not -(2**31) <= total < 2**31 else total


def _average(values: Value) -> float:
    numbers = [float(to_number(item)) for item in _items(values)]
    if not numbers:
        raise DotNetError(_EMPTY, "InvalidOperationException")
    return sum(numbers) / len(numbers)


def _blank(values: Value) -> Value:
    name = type_name(values)
    return zero_of(name[:-2]) if name.endswith("[]") else None


def _default(values: Value, given: tuple[Value, ...]) -> Value:
    return given[0] if given else _blank(values)


def _one(values: Value, *, last: bool = False, single: bool = False) -> Value:
    items = _items(values)
    if not items:
        raise DotNetError(_EMPTY, "InvalidOperationException")
    if single and len(items) > 1:
        raise DotNetError("Sequence contains more than one element", "InvalidOperationException")
    return items[-1 if last else 0]


def _filtered(last: bool = False, single: bool = False) -> Method:
    """First, Last and Single: of all, or of those that a block lets through."""

    def find(scope: Scope, values: Value, block: Value = None) -> Value:
        left = values if block is None else _where(scope, values, block)
        if block is not None and not left:
            raise DotNetError("Sequence contains no matching element", "InvalidOperationException")
        return _one(left, last=last, single=single)

    return scoped(find, "o", "oo")


def _or_default(last: bool = False) -> Method:
    def find(scope: Scope, values: Value, *more: Value) -> Value:
        block = next((each for each in more if type_name(each).endswith("ScriptBlock")), None)
        items = _items(values if block is None else _where(scope, values, block))
        return items[-1 if last else 0] if items else _default(values, tuple(each for each in more if each is not block))

    return scoped(find, "o", "oo", "ooo")


def _where(scope: Scope, values: Value, block: Value) -> PSList:
    test = block_function(scope, block)
    return _sequence(item for item in _items(values) if to_bool(test(item)))


def _select(scope: Scope, values: Value, block: Value) -> PSList:
    change = block_function(scope, block)
    return _sequence([change(item) for item in _items(values)])


def _select_many(scope: Scope, values: Value, block: Value) -> PSList:
    change = block_function(scope, block)
    return _sequence([part for item in _items(values) for part in unrolled(change(item))])


def _ordered(reverse: bool) -> Method:
    key = sort_key(sort_compare)

    def order(scope: Scope, values: Value, block: Value = None) -> PSList:
        by = (lambda item: item) if block is None else block_function(scope, block)
        return _sequence(sorted(_items(values), key=lambda item: key(by(item)), reverse=reverse))

    return scoped(order, "o", "oo")


def _extreme(choose: Callable[..., Value]) -> Method:
    def apply(scope: Scope, values: Value, block: Value = None) -> Value:
        items = _items(values) if block is None else list(_select(scope, values, block))
        if not items:
            raise DotNetError(_EMPTY, "InvalidOperationException")
        return choose(items, key=sort_key(sort_compare))

    return scoped(apply, "o", "oo")


def _extreme_by(choose: Callable[..., Value]) -> Method:
    def apply(scope: Scope, values: Value, block: Value) -> Value:
        key, by = sort_key(sort_compare), block_function(scope, block)
        return choose(_items(values), key=lambda item: key(by(item)))

    return scoped(apply, "oo")


def _grouped(scope: Scope, values: Value, block: Value) -> list[tuple[Value, list[Value]]]:
    """Return each key with its items. The keys are kept, so that objects among them stay themselves."""
    by = block_function(scope, block)
    groups: dict[Hashable, tuple[Value, list[Value]]] = {}
    for item in _items(values):
        key = by(item)
        groups.setdefault(sameness(key), (key, []))[1].append(item)
    return list(groups.values())


def _group_by(scope: Scope, values: Value, block: Value) -> PSList:
    names = ("System.Linq.Grouping", "System.Object")
    return _sequence(PSList(items, names, notes={"Key": key}) for key, items in _grouped(scope, values, block))


def _to_dictionary(scope: Scope, values: Value, key: Value, item: Value = None) -> PSDict:
    by = block_function(scope, key)
    change = (lambda value: value) if item is None else block_function(scope, item)
    found = PSDict(type_names=generic_names("Dictionary`2", ["System.Object", "System.Object"]), ignore_case=False)
    for each in _items(values):
        name = by(each)
        if name in found:
            raise DotNetError(f"An item with the same key has already been added. Key: {to_text(name)}")
        found[name] = change(each)
    return found


def _aggregate(scope: Scope, values: Value, *given: Value) -> Value:
    *seed, block = given
    join = block_function(scope, block)
    items = [*seed, *_items(values)]
    if not items:
        raise DotNetError(_EMPTY, "InvalidOperationException")
    total = items[0]
    for item in items[1:]:
        total = join(total, item)
    return total


def _counted(scope: Scope, values: Value, block: Value = None) -> int:
    return len(_items(values) if block is None else _where(scope, values, block))


def _any(scope: Scope, values: Value, block: Value = None) -> bool:
    return _counted(scope, values, block) > 0


def _all(scope: Scope, values: Value, block: Value) -> bool:
    return _counted(scope, values, block) == len(_items(values))


def _while(scope: Scope, values: Value, block: Value, keep: bool) -> PSList:
    test = block_function(scope, block)
    walk: Callable[..., Iterator[Value]] = takewhile if keep else dropwhile
    return _sequence(walk(lambda item: to_bool(test(item)), _items(values)))


def _element(values: Value, at: int) -> Value:
    items = _items(values)
    if not 0 <= at < len(items):
        message = "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')"
        raise DotNetError(message, "ArgumentOutOfRangeException")
    return items[at]


def _element_or_default(values: Value, at: int) -> Value:
    items = _items(values)
    return items[at] if 0 <= at < len(items) else _blank(values)


def _zip(scope: Scope, one: Value, two: Value, block: Value = None) -> PSList:
    join = value_tuple if block is None else block_function(scope, block)
    return _sequence([join(*pair) for pair in zip(_items(one), _items(two), strict=False)])


def _by(take: Callable[[dict[Hashable, Value], Hashable, Value], bool]) -> Method:
    """The ...By forms: a block gives what is compared. `take` gets the known keys and an item's own, and tells whether it is wanted."""

    def apply(scope: Scope, values: Value, *given: Value) -> PSList:
        *others, block = given
        key, known = block_function(scope, block), {sameness(item): item for other in others for item in _items(other)}
        rows = [(item, key(item)) for item in _items(values)]
        return _sequence([item for item, each in rows if take(known, sameness(each), each)])

    return scoped(apply, "oo", "ooo")


def _unseen(known: dict[Hashable, Value], key: Hashable, value: Value) -> bool:
    new = key not in known
    known.setdefault(key, value)
    return new


def _shared(known: dict[Hashable, Value], key: Hashable, _value: Value) -> bool:
    there = key in known
    known.pop(key, None)
    return there


def _chunks(values: Value, size: int) -> PSList:
    items = _items(values)
    return _sequence(_sequence(items[at : at + size]) for at in range(0, len(items), max(size, 1)))


def _cast(values: Value, kind: Value = None) -> PSList:
    return _sequence(_items(values) if kind is None else [convert(item, name_of_type(kind)) for item in _items(values)])


def _of_type(values: Value, kind: Value) -> PSList:
    return _sequence(item for item in _items(values) if is_type(item, name_of_type(kind)))


def _sliced(cut: Callable[[list[Value], int], list[Value]]) -> Method:
    return method(lambda values, count: _sequence(cut(_items(values), max(count, 0))), "oi", names="source count")


def _pairs(rule: Callable[[list[Value], list[Value]], Iterable[Value]]) -> Method:
    return method(lambda one, two: _sequence(rule(_items(one), _items(two))), "oo", names="first second")


def _without(one: list[Value], two: list[Value]) -> list[Value]:
    theirs = keys_of(two)
    return distinct(item for item in one if sameness(item) not in theirs)


def _common(one: list[Value], two: list[Value]) -> list[Value]:
    theirs = keys_of(two)
    return distinct(item for item in one if sameness(item) in theirs)


def _count_by(scope: Scope, values: Value, block: Value) -> PSList:
    names = ("System.Collections.Generic.KeyValuePair`2", "System.ValueType", "System.Object")
    rows = ({"Key": key, "Value": len(items)} for key, items in _grouped(scope, values, block))
    return _sequence(PSObject(adapted=dict(row), type_names=names, text=f"[{to_text(row['Key'])}, {row['Value']}]") for row in rows)


def _index(values: Value) -> PSList:
    return _sequence(value_tuple(at, item) for at, item in enumerate(_items(values)))


def _shuffled(values: Value) -> PSList:
    return _sequence(random.sample(items := _items(values), len(items)))


def _joined(scope: Scope, outer: Value, inner: Value, *blocks: Value) -> PSList:
    """Join two sequences where a key of each is the same."""
    mine, theirs, join = (block_function(scope, block) for block in blocks)
    rows: dict[Hashable, list[Value]] = {}
    keys = [theirs(item) for item in _items(inner)]
    for key, item in zip(keys, _items(inner), strict=True):
        rows.setdefault(sameness(key), []).append(item)
    return _sequence([join(item, other) for item in _items(outer) for other in rows.get(sameness(mine(item)), ())])


_SET = generic_names("HashSet`1", ["System.Object"])
_LIST = generic_names("List`1", ["System.Object"])
LINQ: dict[str, Method] = {
    "Aggregate": scoped(_aggregate, "oo", "ooo"),
    "All": scoped(_all, "oo"),
    "Any": scoped(_any, "o", "oo"),
    "Append": method(lambda values, item: _sequence([*_items(values), item]), "oo", names="source element"),
    "AsEnumerable": method(lambda values: _sequence(_items(values)), "o", names="source"),
    "Average": method(_average, "o", names="source"),
    "Cast": method(_cast, "o", "oo", names="source type"),
    "Chunk": method(_chunks, "oi", names="source size"),
    "Concat": _pairs(lambda one, two: [*one, *two]),
    "Contains": method(lambda values, item: sameness(item) in keys_of(_items(values)), "oo", names="source value"),
    "Count": scoped(_counted, "o", "oo"),
    "CountBy": scoped(_count_by, "oo"),
    "DefaultIfEmpty": method(
        lambda values, *given: _sequence(_items(values) or [_default(values, given)]), "o", "oo", names="source defaultValue"
    ),
    "Distinct": method(lambda values: _sequence(distinct(_items(values))), "o", names="source"),
    "DistinctBy": _by(_unseen),
    "ElementAt": method(_element, "oi", names="source index"),
    "ElementAtOrDefault": method(_element_or_default, "oi", names="source index"),
    "Empty": method(lambda: _sequence([])),
    "Except": _pairs(_without),
    "ExceptBy": _by(_unseen),
    "First": _filtered(),
    "FirstOrDefault": _or_default(),
    "GroupBy": scoped(_group_by, "oo"),
    "Index": method(_index, "o", names="source"),
    "Intersect": _pairs(_common),
    "IntersectBy": _by(_shared),
    "Join": scoped(_joined, "ooooo"),
    "Last": _filtered(last=True),
    "LastOrDefault": _or_default(last=True),
    "LongCount": scoped(lambda scope, values, block=None: Int64(_counted(scope, values, block)), "o", "oo"),
    "Max": _extreme(max),
    "MaxBy": _extreme_by(max),
    "Min": _extreme(min),
    "MinBy": _extreme_by(min),
    "OfType": method(_of_type, "oo", names="source type"),
    "Order": _ordered(False),
    "OrderBy": _ordered(False),
    "OrderByDescending": _ordered(True),
    "OrderDescending": _ordered(True),
    "Prepend": method(lambda values, item: _sequence([item, *_items(values)]), "oo", names="source element"),
    "Range": method(lambda start, count: _sequence(range(start, start + fitting_array(count))), "ii", names="start count"),
    "Repeat": method(lambda item, count: _sequence([item] * fitting_array(count)), "oi", names="element count"),
    "Reverse": method(lambda values: _sequence(reversed(_items(values))), "o", names="source"),
    "Select": scoped(_select, "oo"),
    "SelectMany": scoped(_select_many, "oo"),
    "SequenceEqual": method(lambda one, two: _items(one) == _items(two), "oo", names="first second"),
    "Shuffle": method(_shuffled, "o", names="source"),
    "Single": _filtered(single=True),
    "SingleOrDefault": _or_default(),
    "Skip": _sliced(lambda items, count: items[count:]),
    "SkipLast": _sliced(lambda items, count: items[: len(items) - count] if count < len(items) else []),
    "SkipWhile": scoped(lambda scope, values, block: _while(scope, values, block, False), "oo"),
    "Sum": scoped(lambda scope, values, block=None: _total(values if block is None else _select(scope, values, block)), "o", "oo"),
    "Take": _sliced(lambda items, count: items[:count]),
    "TakeLast": _sliced(lambda items, count: items[-count:] if count else []),
    "TakeWhile": scoped(lambda scope, values, block: _while(scope, values, block, True), "oo"),
    "ToArray": method(lambda values: _sequence(_items(values)), "o", names="source"),
    "ToDictionary": scoped(_to_dictionary, "oo", "ooo"),
    "ToHashSet": method(lambda values: TypedSet(_items(values), _SET), "o", names="source"),
    "ToList": method(lambda values: PSList(_items(values), _LIST), "o", names="source"),
    "ToLookup": scoped(_group_by, "oo"),
    "Union": _pairs(lambda one, two: distinct([*one, *two])),
    "UnionBy": scoped(lambda scope, one, two, block: _by(_unseen).function(scope, [*_items(one), *_items(two)], block), "ooo"),
    "Where": scoped(_where, "oo"),
    "Zip": scoped(_zip, "oo", "ooo"),
}
