"""Hashtable and OrderedDictionary."""

from __future__ import annotations

from eopsh.objects import PSDict, PSObject, Value, to_text
from eopsh.runtime.methods.collections import VOID
from eopsh.runtime.methods.elements import same
from eopsh.runtime.methods.table import DotNetError, Method, method


def _dict_add(table: PSDict, key: Value, value: Value) -> Value:
    if key is None:
        raise DotNetError("Value cannot be null. (Parameter 'key')", "ArgumentNullException")
    if key in table:
        there = to_text(table.spelling(key))
        raise DotNetError(f"Item has already been added. Key in dictionary: '{there}'  Key being added: '{to_text(key)}'")
    table[key] = value
    return VOID


def _dict_remove(table: PSDict, key: Value) -> Value:
    table.pop(key)
    return VOID


def _dict_clear(table: PSDict) -> Value:
    table.clear()
    return VOID


def entries(table: PSDict) -> list[Value]:
    """Return a dictionary's entries as objects with Key, Value and Name."""
    names = ("System.Collections.DictionaryEntry", "System.ValueType", "System.Object")
    rows = [{"Key": key, "Value": value, "Name": key} for key, value in table.items()]
    return [PSObject(adapted=row, type_names=names, text=names[0]) for row in rows]


DICTIONARY: dict[str, Method] = {
    "Add": method(_dict_add, "oo"),
    "Clear": method(_dict_clear),
    "Clone": method(lambda table: table.copy()),
    "Contains": method(lambda table, key: key in table, "o"),
    "ContainsKey": method(lambda table, key: key in table, "o"),
    "ContainsValue": method(lambda table, value: any(same(each, value) for each in table.values()), "o"),
    "GetEnumerator": method(entries),
    "Remove": method(_dict_remove, "o"),
}


def _ordered_insert(table: PSDict, at: int, key: Value, value: Value) -> Value:
    rest = list(table.items())
    table.clear()
    table.update([*rest[:at], (key, value), *rest[at:]])
    return VOID


def _ordered_remove_at(table: PSDict, at: int) -> Value:
    keys = list(table)
    if not 0 <= at < len(keys):
        message = "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')"
        raise DotNetError(message, "ArgumentOutOfRangeException")
    del table[keys[at]]
    return VOID


ORDERED: dict[str, Method] = {
    "Insert": method(_ordered_insert, "ioo", names="index key value"),
    "RemoveAt": method(_ordered_remove_at, "i", names="index"),
}
