"""The types that a generic collection's name gives to its elements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from eopsh.objects import ConversionError, PSDict, PSList, Value, convert, equals, full_type_name, type_name

_SPLIT = re.compile(r"(?:system\.)?collections\.(?:generic|objectmodel)\.(\w+)(?:`\d)?\[(.*)\]", re.IGNORECASE).fullmatch
_KINDS = {"list": "List`1", "dictionary": "Dictionary`2", "hashset": "HashSet`1", "queue": "Queue`1", "stack": "Stack`1"}
_KINDS |= {
    "sortedlist": "SortedList`2",
    "sorteddictionary": "SortedDictionary`2",
    "sortedset": "SortedSet`1",
    "linkedlist": "LinkedList`1",
    "collection": "Collection`1",
}


@lru_cache(maxsize=256)
def generic_parts(name: str) -> tuple[str, tuple[str, ...]] | None:
    """Return a generic collection's kind and its elements' types: `List`1`, (`System.String`,); None for any other name."""
    match = _SPLIT(name)
    kind = None if match is None else _KINDS.get(match[1].lower())
    if match is None or kind is None:
        return None
    inside = match[2].strip("[]") if match[2].startswith("[") else match[2]
    return kind, tuple(full_type_name(part.strip().strip("[]")) for part in inside.split(","))


def generic_names(kind: str, elements: Sequence[str]) -> tuple[str, ...]:
    """Return the type names of a generic collection."""
    space = "ObjectModel" if kind == "Collection`1" else "Generic"
    return (f"System.Collections.{space}.{kind}[{','.join(f'[{element}]' for element in elements)}]", "System.Object")


def element_type(value: PSList | PSDict, at: int = 0) -> str:
    """Return the type that a generic collection's elements (a dictionary's keys, values) have; empty for any."""
    parts = generic_parts(value.type_names[0]) if value.type_names and "`" in value.type_names[0] else None
    return parts[1][at] if parts is not None and at < len(parts[1]) else ""


def typed(value: Value, wanted: str) -> Value:
    """Convert what goes into a collection of a type. Raises ConversionError."""
    return value if wanted in ("", "System.Object", "System.Management.Automation.PSObject") else convert(value, wanted)


def same(one: Value, other: Value) -> bool:
    """Tell whether .NET's Equals takes two values for one: nothing is converted, and lists are only themselves."""
    if one is other:
        return True
    if isinstance(one, list | dict) or type_name(one) != type_name(other):
        return False
    return equals(one, other, ignore_case=False)


def sought(values: Sequence[Value], item: Value) -> Value:
    """Return what is looked for in a collection, as the type of its elements where it has one."""
    wanted = element_type(values) if isinstance(values, PSList) else ""
    try:
        return typed(item, wanted)
    except ConversionError:
        return item
