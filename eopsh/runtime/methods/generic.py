"""Generic collections, tuples and System.Linq.Enumerable."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from eopsh.objects import PSDict, PSList, PSObject, Value, convert, equals, full_type_name, sort_compare, to_bool, to_text
from eopsh.runtime.compiler.sorting import sort_key
from eopsh.runtime.methods.collections import block_function
from eopsh.runtime.methods.table import DotNetError, Method, method, scoped, set_reference, void
from eopsh.runtime.scope import Scope
from eopsh.runtime.values import unrolled

_SPLIT = re.compile(r"(?:system\.)?collections\.(?:generic|objectmodel)\.(\w+)(?:`\d)?\[(.*)\]", re.IGNORECASE).fullmatch
_KINDS = {"list": "List`1", "dictionary": "Dictionary`2", "hashset": "HashSet`1", "queue": "Queue`1", "stack": "Stack`1"}
_KINDS |= {
    "sortedlist": "SortedList`2",
    "sorteddictionary": "SortedDictionary`2",
    "sortedset": "SortedSet`1",
    "linkedlist": "LinkedList`1",
    "collection": "Collection`1",
}


def generic_parts(name: str) -> tuple[str, list[str]] | None:
    """Return a generic collection's kind and its elements' types: `List`1`, [`System.String`]; None for any other name."""
    match = _SPLIT(name)
    kind = None if match is None else _KINDS.get(match[1].lower())
    if match is None or kind is None:
        return None
    inside = match[2].strip("[]") if match[2].startswith("[") else match[2]
    return kind, [full_type_name(part.strip().strip("[]")) for part in inside.split(",")]


def generic_names(kind: str, elements: list[str]) -> tuple[str, ...]:
    """Return the type names of a generic collection."""
    space = "ObjectModel" if kind == "Collection`1" else "Generic"
    return (f"System.Collections.{space}.{kind}[{','.join(f'[{element}]' for element in elements)}]", "System.Object")


def element_type(value: PSList | PSDict, at: int = 0) -> str:
    """Return the type that a generic collection's elements (a dictionary's keys, values) have; empty for any."""
    parts = generic_parts(value.type_names[0]) if value.type_names and "`" in value.type_names[0] else None
    return parts[1][at] if parts is not None and at < len(parts[1]) else ""


def typed(value: Value, wanted: str) -> Value:
    """Convert what goes into a collection of a type."""
    return value if wanted in ("", "System.Object", "System.Management.Automation.PSObject") else convert(value, wanted)


class TypedDict(PSDict):
    """A Dictionary: keys and values of one type each, keys told apart by case."""

    __slots__ = ()

    def __setitem__(self, key: Value, value: Value) -> None:
        super().__setitem__(typed(key, element_type(self)), typed(value, element_type(self, 1)))

    def _key(self, key: Value) -> tuple[type, Value]:
        return super()._key(typed(key, element_type(self)))


class SortedTypedDict(TypedDict):
    """A SortedDictionary or a generic SortedList: its keys come in their order."""

    __slots__ = ()

    def __setitem__(self, key: Value, value: Value) -> None:
        known = key in self
        super().__setitem__(key, value)
        if not known and len(self) > 1:
            rows = sorted(self.items(), key=lambda row: sort_key(sort_compare)(row[0]))
            self.clear()
            for each, item in rows:
                super().__setitem__(each, item)


def new_generic(name: str) -> Method | None:
    """Return the constructor of a generic collection; None for any other type."""
    parts = generic_parts(name)
    if parts is None:
        return None
    kind, elements = parts
    names = generic_names(kind, elements)

    def make(items: Value = None, *more: Value) -> Value:
        if "Dictionary" in kind or kind == "SortedList`2":
            return _new_dictionary(kind, items, any(_ignores(each) for each in (items, *more)), names)
        given = [] if items is None or isinstance(items, int | PSObject) else [typed(item, elements[0]) for item in unrolled(items)]
        if "Set" in kind:
            return TypedSet(given, names, ignore_case=any(_ignores(each) for each in (items, *more)))
        return PSList(reversed(given) if kind == "Stack`1" else given, names)

    return method(make, "", "o", "oo", names="collection comparer")


def _ignores(comparer: Value) -> bool:
    return isinstance(comparer, PSObject) and "ignorecase" in to_text(comparer).lower()


def _new_dictionary(kind: str, items: Value, ignore_case: bool, names: tuple[str, ...]) -> PSDict:
    given: dict[Value, Value] = items if isinstance(items, dict) else {}
    if kind.startswith("Sorted"):
        return SortedTypedDict(given, ignore_case=ignore_case, type_names=names)
    return TypedDict(given, ignore_case=ignore_case, type_names=names)


def distinct(items: Iterable[Value]) -> list[Value]:
    """Return every value once, in the order of their first coming."""
    found: list[Value] = []
    for item in items:
        if not has(found, item):
            found.append(item)
    return found


def has(items: Iterable[Value], sought: Value) -> bool:
    """Tell whether a value is among others: of the same type and equal, text by the set's own comparer."""
    ignore = isinstance(items, TypedSet) and items.ignore_case
    return any(type(item) is type(sought) and equals(item, sought, ignore_case=ignore) for item in items)


class TypedSet(PSList):
    """A HashSet or SortedSet: every value once."""

    __slots__ = ("ignore_case",)

    def __init__(self, items: Iterable[Value], type_names: tuple[str, ...], *, ignore_case: bool = False) -> None:
        super().__init__((), type_names)
        self.ignore_case = ignore_case
        self.renew(items)

    def renew(self, items: Iterable[Value]) -> None:
        """Put other values in the place of these."""
        self.clear()
        for item in items:
            if not has(self, item):
                self.append(item)
        if "Sorted" in self.type_names[0]:
            self.sort(key=sort_key(sort_compare))
            self.notes.update(Min=self[0] if self else None, Max=self[-1] if self else None)


def _set_add(values: PSList, item: Value) -> bool:
    item = typed(item, element_type(values))
    if has(values, item):
        return False
    _renew(values, [*values, item])
    return True


def _renew(values: PSList, items: list[Value]) -> None:
    if isinstance(values, TypedSet):
        values.renew(items)
    else:
        values[:] = distinct(items)


def _set_remove(values: PSList, item: Value) -> bool:
    if not has(values, item):
        return False
    ignore = isinstance(values, TypedSet) and values.ignore_case
    _renew(values, [each for each in values if not equals(each, item, ignore_case=ignore)])
    return True


def _remove_where(scope: Scope, values: PSList, block: Value) -> int:
    test = block_function(scope, block)
    left = [item for item in values if not to_bool(test(item))]
    gone = len(values) - len(left)
    _renew(values, left)
    return gone


def _try_value(values: PSList, wanted: Value, result: Value) -> bool:
    found = next((item for item in values if equals(item, wanted)), None)
    set_reference(result, found)
    return found is not None


def _combine(rule: Callable[[list[Value], list[Value]], list[Value]]) -> Method:
    def apply(values: PSList, other: Value) -> None:
        _renew(values, rule(list(values), [typed(item, element_type(values)) for item in unrolled(other)]))

    return void(apply, "o", names="other")


def _within(values: Iterable[Value], other: Iterable[Value]) -> bool:
    there = list(other)
    return all(has(there, item) for item in values)


def _proper(values: Iterable[Value], other: Iterable[Value]) -> bool:
    mine, theirs = list(values), list(other)
    return _within(mine, theirs) and not _within(theirs, mine)


def _either(mine: list[Value], theirs: list[Value]) -> list[Value]:
    return [item for item in mine if not has(theirs, item)] + [item for item in theirs if not has(mine, item)]


SET: dict[str, Method] = {
    "Add": method(_set_add, "o", names="item"),
    "Contains": method(has, "o", names="item"),
    "ExceptWith": _combine(lambda mine, theirs: [item for item in mine if not has(theirs, item)]),
    "IntersectWith": _combine(lambda mine, theirs: [item for item in mine if has(theirs, item)]),
    "EnsureCapacity": method(lambda values, capacity: max(len(values), capacity), "i", names="capacity"),
    "IsProperSubsetOf": method(lambda values, other: _proper(values, unrolled(other)), "o", names="other"),
    "IsProperSupersetOf": method(lambda values, other: _proper(unrolled(other), values), "o", names="other"),
    "IsSubsetOf": method(lambda values, other: _within(values, unrolled(other)), "o", names="other"),
    "IsSupersetOf": method(lambda values, other: _within(unrolled(other), values), "o", names="other"),
    "Overlaps": method(lambda values, other: any(has(values, item) for item in unrolled(other)), "o", names="other"),
    "Remove": method(_set_remove, "o", names="item"),
    "RemoveWhere": scoped(_remove_where, "o"),
    "SetEquals": method(lambda values, other: _within(values, unrolled(other)) and _within(unrolled(other), values), "o", names="other"),
    "SymmetricExceptWith": _combine(_either),
    "TrimExcess": void(lambda _values: None),
    "TryGetValue": method(_try_value, "oo", names="equalValue actualValue"),
    "UnionWith": _combine(lambda mine, theirs: mine + theirs),
}


def _dictionary_add(table: PSDict, key: Value, value: Value) -> None:
    if key in table:
        raise DotNetError(f"An item with the same key has already been added. Key: {to_text(key)}")
    table[key] = value


def _dictionary_remove(table: PSDict, key: Value) -> bool:
    there = key in table
    table.pop(key)
    return there


def _try_add(table: PSDict, key: Value, value: Value) -> bool:
    if key in table:
        return False
    table[key] = value
    return True


def _try_get(table: PSDict, key: Value, result: Value) -> bool:
    set_reference(result, table.get(key))
    return key in table


TYPED_DICTIONARY: dict[str, Method] = {
    "Add": void(_dictionary_add, "oo", names="key value"),
    "Remove": method(_dictionary_remove, "o", names="key"),
    "TryAdd": method(_try_add, "oo", names="key value"),
    "TryGetValue": method(_try_get, "oo", names="key value"),
}

# --- tuples


def _tuple(*items: Value) -> PSObject:
    adapted: dict[str, Value] = {f"Item{at}": item for at, item in enumerate(items, 1)}
    adapted["Length"] = len(items)
    text = "(" + ", ".join(to_text(item) for item in items) + ")"
    return PSObject(adapted=adapted, type_names=(f"System.Tuple`{len(items)}", "System.Object"), text=text)


def value_tuple(*items: Value) -> PSObject:
    """Return several results as .NET's ValueTuple."""
    adapted: dict[str, Value] = {"Length": len(items)} | {f"Item{at}": item for at, item in enumerate(items, 1)}
    text = "(" + ", ".join(to_text(item) for item in items) + ")"
    return PSObject(adapted=adapted, type_names=(f"System.ValueTuple`{len(items)}", "System.ValueType", "System.Object"), text=text)


TUPLE_STATIC: dict[str, Method] = {"Create": method(_tuple, "oo*", names="item1 item2")}
