"""Generic collections, tuples and System.Linq.Enumerable."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from eopsh.objects import PSDict, PSList, PSObject, Value, convert, equals, full_type_name, sort_compare, to_text
from eopsh.runtime.compiler.sorting import sort_key
from eopsh.runtime.methods.table import DotNetError, Method, method, set_reference, void
from eopsh.runtime.values import unrolled

_SPLIT = re.compile(r"(?:system\.)?collections\.(?:generic|objectmodel)\.(\w+)(?:`\d)?\[(.*)\]", re.IGNORECASE).fullmatch
_KINDS = {"list": "List`1", "dictionary": "Dictionary`2", "hashset": "HashSet`1", "queue": "Queue`1", "stack": "Stack`1"}
_KINDS |= {"sorteddictionary": "SortedDictionary`2", "sortedset": "SortedSet`1", "linkedlist": "LinkedList`1", "collection": "Collection`1"}


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


def new_generic(name: str) -> Method | None:
    """Return the constructor of a generic collection; None for any other type."""
    parts = generic_parts(name)
    if parts is None:
        return None
    kind, elements = parts
    names = generic_names(kind, elements)

    def make(items: Value = None, *_more: Value) -> Value:
        if "Dictionary" in kind:
            ignore = isinstance(items, PSObject) and "ignorecase" in to_text(items).lower()
            return TypedDict(items if isinstance(items, dict) else (), ignore_case=ignore, type_names=names)
        given = [] if items is None or isinstance(items, int | PSObject) else [typed(item, elements[0]) for item in unrolled(items)]
        return PSList(distinct(given) if "Set" in kind else given, names)

    return method(make, "", "o", "oo", names="collection comparer")


def distinct(items: Iterable[Value]) -> list[Value]:
    found: list[Value] = []
    for item in items:
        if not has(found, item):
            found.append(item)
    return found


def has(items: Iterable[Value], sought: Value) -> bool:
    return any(type(item) is type(sought) and equals(item, sought, ignore_case=False) for item in items)


def _set_add(values: PSList, item: Value) -> bool:
    item = typed(item, element_type(values))
    if has(values, item):
        return False
    values.append(item)
    if "Sorted" in values.type_names[0]:
        values.sort(key=sort_key(sort_compare))
    return True


def _set_remove(values: PSList, item: Value) -> bool:
    at = next((at for at, each in enumerate(values) if has([each], item)), None)
    if at is not None:
        del values[at]
    return at is not None


def _combine(rule: Callable[[list[Value], list[Value]], list[Value]]) -> Method:
    def apply(values: PSList, other: Value) -> None:
        values[:] = distinct(rule(list(values), list(unrolled(other))))

    return void(apply, "o", names="other")


def _within(values: Iterable[Value], other: Iterable[Value]) -> bool:
    there = list(other)
    return all(has(there, item) for item in values)


SET: dict[str, Method] = {
    "Add": method(_set_add, "o", names="item"),
    "Contains": method(has, "o", names="item"),
    "ExceptWith": _combine(lambda mine, theirs: [item for item in mine if not has(theirs, item)]),
    "IntersectWith": _combine(lambda mine, theirs: [item for item in mine if has(theirs, item)]),
    "IsSubsetOf": method(lambda values, other: _within(values, unrolled(other)), "o", names="other"),
    "IsSupersetOf": method(lambda values, other: _within(unrolled(other), values), "o", names="other"),
    "Overlaps": method(lambda values, other: any(has(values, item) for item in unrolled(other)), "o", names="other"),
    "Remove": method(_set_remove, "o", names="item"),
    "SetEquals": method(lambda values, other: _within(values, unrolled(other)) and _within(unrolled(other), values), "o", names="other"),
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
