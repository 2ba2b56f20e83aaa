"""Dictionaries that keep their keys in order (SortedList, SortedDictionary), and NameValueCollection."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from functools import cmp_to_key
from urllib.parse import quote_plus

from eopsh.objects import PSDict, PSList, Value, to_text
from eopsh.runtime.methods.equality import Order, ignores_case, order_of
from eopsh.runtime.methods.table import DotNetError, Method, method, void

_STRINGS = ("System.String[]", "System.Array", "System.Object")
SORTED_LIST = ("System.Collections.SortedList", "System.Object")
NAME_VALUES = ("System.Collections.Specialized.NameValueCollection", "System.Object")
HTTP_VALUES = ("System.Web.HttpQSCollection", "System.Collections.Specialized.NameValueCollection", "System.Object")


class KeysInOrder(PSDict):
    """A dictionary whose keys come in their order, whenever they were added. They are sorted when somebody looks, not at each addition."""

    __slots__ = ("_sorted", "order")

    def __init__(
        self,
        items: Mapping[Value, Value] | Iterable[tuple[Value, Value]] = (),
        *,
        ignore_case: bool,
        type_names: tuple[str, ...],
        order: Order,
    ) -> None:
        self.order = order
        self._sorted = True
        super().__init__(items, ignore_case=ignore_case, type_names=type_names)

    def __setitem__(self, key: Value, value: Value) -> None:
        if key not in self:
            self._sorted = False
        super().__setitem__(key, value)

    def __iter__(self) -> Iterator[Value]:
        self._arrange()
        return super().__iter__()

    def keys(self) -> KeysView[Value]:  # type: ignore[override]  # as PSDict's own
        """Return the keys in their order."""
        self._arrange()
        return super().keys()

    def values(self) -> ValuesView[Value]:  # type: ignore[override]  # as PSDict's own
        """Return the values in the order of their keys."""
        self._arrange()
        return ValuesView(self)

    def items(self) -> ItemsView[Value, Value]:  # type: ignore[override]  # as PSDict's own
        """Return the keys with their values, in the order of the keys."""
        self._arrange()
        return super().items()

    def _arrange(self) -> None:
        if self._sorted:
            return
        self._sorted = True
        rank = cmp_to_key(self.order)
        rows = sorted(super().items(), key=lambda row: rank(row[0]))
        self.clear()
        for key, value in rows:
            super().__setitem__(key, value)


class SortedTable(KeysInOrder):
    """A SortedList."""

    __slots__ = ()

    def copy(self) -> SortedTable:
        """Return a dictionary of its own with the same values (not deep)."""
        return SortedTable(self, ignore_case=self.ignore_case, type_names=self.type_names, order=self.order)


def sorted_list(items: Value = None, *more: Value) -> SortedTable:
    """Make a SortedList, of a dictionary's entries where one is given, in the order of a comparer where one is."""
    given: dict[Value, Value] = items if isinstance(items, dict) else {}
    order = order_of(items, *more)
    return SortedTable(given, ignore_case=ignores_case(items, *more), type_names=SORTED_LIST, order=order)


def _place(values: list[Value], at: int) -> Value:
    if not 0 <= at < len(values):
        message = "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')"
        raise DotNetError(message, "ArgumentOutOfRangeException")
    return values[at]


def _index(values: list[Value], item: Value) -> int:
    return values.index(item) if item in values else -1


def _remove_at(table: PSDict, at: int) -> None:
    table.pop(_place(list(table), at))


def _set_at(table: PSDict, at: int, value: Value) -> None:
    table[_place(list(table), at)] = value


SORTED: dict[str, Method] = {
    "GetByIndex": method(lambda table, at: _place(list(table.values()), at), "i", names="index"),
    "GetKey": method(lambda table, at: _place(list(table), at), "i", names="index"),
    "GetKeyAtIndex": method(lambda table, at: _place(list(table), at), "i", names="index"),
    "GetKeyList": method(lambda table: list(table)),
    "GetValueAtIndex": method(lambda table, at: _place(list(table.values()), at), "i", names="index"),
    "GetValueList": method(lambda table: list(table.values())),
    "IndexOfKey": method(lambda table, key: _index(list(table), key), "o", names="key"),
    "IndexOfValue": method(lambda table, value: _index(list(table.values()), value), "o", names="value"),
    "RemoveAt": void(_remove_at, "i", names="index"),
    "SetByIndex": void(_set_at, "io", names="index value"),
}


class NameValues(PSDict):
    """Several texts under one name; a name gives them joined by commas."""

    __slots__ = ("several",)

    def __init__(self, pairs: Iterable[tuple[str, str]] = (), type_names: tuple[str, ...] = NAME_VALUES) -> None:
        self.several: dict[str, list[str]] = {}
        super().__init__(type_names=type_names)
        for name, text in pairs:
            self.put(name, text)

    def put(self, name: str, text: str) -> None:
        """Add one more text under a name."""
        there = self.several.setdefault(name.casefold(), [])
        there.append(text)
        self._keep(name, ",".join(there))

    def __setitem__(self, key: Value, value: Value) -> None:
        self.several[to_text(key).casefold()] = [to_text(value)]
        self._keep(to_text(key), to_text(value))

    def _keep(self, name: str, text: str) -> None:
        super().__setitem__(name, text)
        self.notes["AllKeys"] = PSList(self, _STRINGS)
        self.text = " ".join(to_text(each) for each in self)

    def pop(self, key: Value, default: Value = None) -> Value:
        """Remove a name with all its texts."""
        self.several.pop(to_text(key).casefold(), None)
        found = super().pop(to_text(key), default)
        self.notes["AllKeys"] = PSList(self, _STRINGS)
        return found

    def query(self) -> str:
        """Write the pairs as an address's query."""
        rows = ((name, text) for name in self for text in self.several[to_text(name).casefold()])
        return "&".join(f"{quote_plus(to_text(name))}={quote_plus(text)}" for name, text in rows)


def name_values(items: Value = None) -> NameValues:
    """Make a NameValueCollection, of another's pairs where one is given."""
    return NameValues([(to_text(name), to_text(text)) for name, text in items.items()] if isinstance(items, Mapping) else ())


def _texts(values: NameValues, name: str) -> Value:
    found = values.several.get(name.casefold())
    return None if found is None else PSList(found, _STRINGS)


def _got(values: NameValues, name: Value) -> Value:
    return _place(list(values.values()), name) if isinstance(name, int) else values.get(name)


NAMES: dict[str, Method] = {
    "Add": void(NameValues.put, "ss", names="name value"),
    "Get": method(_got, "o", names="name"),
    "GetKey": method(lambda values, at: _place(list(values), at), "i", names="index"),
    "GetValues": method(_texts, "s", names="name"),
    "HasKeys": method(lambda values: len(values) > 0),
    "Remove": void(lambda values, name: values.pop(name), "s", names="name"),
    "Set": void(lambda values, name, text: values.__setitem__(name, text), "ss", names="name value"),
    "ToString": method(lambda values: values.query() if values.type_names == HTTP_VALUES else values.type_names[0]),
}
