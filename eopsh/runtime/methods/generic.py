"""Generic collections and tuples."""

from __future__ import annotations

from eopsh.objects import ConversionError, PSDict, PSList, PSObject, Value, to_text
from eopsh.runtime.methods.elements import element_type, generic_names, generic_parts, typed
from eopsh.runtime.methods.equality import ignores_case, order_of
from eopsh.runtime.methods.sets import SortedValues, TypedSet
from eopsh.runtime.methods.sorted_tables import KeysInOrder
from eopsh.runtime.methods.table import DotNetError, Method, bad_argument, method, set_reference, void
from eopsh.runtime.values import unrolled


class TypedDict(PSDict):
    """A Dictionary: keys and values of one type each, keys told apart by case."""

    __slots__ = ()

    def __setitem__(self, key: Value, value: Value) -> None:
        super().__setitem__(typed(key, element_type(self)), typed(value, element_type(self, 1)))

    def __contains__(self, key: object) -> bool:
        # Scripts look for `Keys` and `Count` too, where keys are numbers.
        try:
            return super().__contains__(key)
        except ConversionError:
            return False

    def _key(self, key: Value) -> tuple[type, Value]:
        return super()._key(typed(key, element_type(self)))


class SortedTypedDict(KeysInOrder, TypedDict):
    """A SortedDictionary or a generic SortedList: its keys come in their order."""

    __slots__ = ()


def new_generic(name: str) -> Method | None:
    """Return the constructor of a generic collection; None for any other type."""
    parts = generic_parts(name)
    if parts is None:
        return None
    kind, elements = parts
    names = generic_names(kind, elements)

    def make(items: Value = None, *more: Value) -> Value:
        if "Dictionary" in kind or kind == "SortedList`2":
            return _new_dictionary(kind, items, more, names)
        given = [] if items is None or isinstance(items, int | PSObject) else [typed(item, elements[0]) for item in unrolled(items)]
        if kind == "SortedSet`1":
            return SortedValues(given, names, order=order_of(items, *more))
        if kind == "HashSet`1":
            return TypedSet(given, names, ignore_case=ignores_case(items, *more))
        return PSList(reversed(given) if kind == "Stack`1" else given, names)

    return method(make, "", "o", "oo", names="collection comparer")


def _new_dictionary(kind: str, items: Value, more: tuple[Value, ...], names: tuple[str, ...]) -> PSDict:
    given: dict[Value, Value] = items if isinstance(items, dict) else {}
    ignore_case = ignores_case(items, *more)
    if kind.startswith("Sorted"):
        return SortedTypedDict(given, ignore_case=ignore_case, type_names=names, order=order_of(items, *more))
    return TypedDict(given, ignore_case=ignore_case, type_names=names)


def _as_element(table: PSDict, at: int, item: Value, name: str) -> Value:
    wanted = element_type(table, at)
    try:
        return typed(item, wanted)
    except ConversionError as error:
        raise bad_argument(("key", "value")[at], item, name, wanted, error.message) from error


def _dictionary_add(table: PSDict, key: Value, value: Value) -> None:
    key, value = _as_element(table, 0, key, "Add"), _as_element(table, 1, value, "Add")
    if key in table:
        raise DotNetError(f"An item with the same key has already been added. Key: {to_text(key)}")
    table[key] = value


def _dictionary_remove(table: PSDict, key: Value) -> bool:
    there = key in table
    table.pop(key)
    return there


def _try_add(table: PSDict, key: Value, value: Value) -> bool:
    key, value = _as_element(table, 0, key, "TryAdd"), _as_element(table, 1, value, "TryAdd")
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
