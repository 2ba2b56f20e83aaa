"""HashSet and SortedSet, and what Distinct and its kin share with them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable
from functools import cmp_to_key

from eopsh.objects import PSList, Value, to_bool
from eopsh.runtime.methods.collections import block_function
from eopsh.runtime.methods.elements import element_type, typed
from eopsh.runtime.methods.equality import Order, sameness
from eopsh.runtime.methods.table import Method, method, scoped, set_reference, void
from eopsh.runtime.scope import Scope
from eopsh.runtime.values import unrolled


def distinct(items: Iterable[Value], *, ignore_case: bool = False) -> list[Value]:
    """Return every value once, in the order of their first coming."""
    found: dict[Hashable, Value] = {}
    for item in items:
        found.setdefault(sameness(item, ignore_case=ignore_case), item)
    return list(found.values())


def keys_of(items: Iterable[Value]) -> set[Hashable]:
    """Return what tells whether a value is among others: its `sameness` is in the answer. The items have to stay alive meanwhile."""
    return {sameness(item) for item in items}


class TypedSet(PSList):
    """A HashSet: every value once. A new value takes the place of the one that was removed last, as it does in .NET."""

    __slots__ = ("_free", "_places", "_slots", "ignore_case")

    def __init__(self, items: Iterable[Value], type_names: tuple[str, ...], *, ignore_case: bool = False) -> None:
        super().__init__((), type_names)
        self.ignore_case = ignore_case
        self.renew(items)

    def key(self, item: Value) -> Hashable:
        """Return what tells values of this set apart."""
        return sameness(item, ignore_case=self.ignore_case)

    def renew(self, items: Iterable[Value]) -> None:
        """Put other values in the place of these."""
        super().clear()
        self._slots: list[Value] = []
        self._places: dict[Hashable, int] = {}
        self._free: list[int] = []
        for item in items:
            self.put(item)

    def clear(self) -> None:
        """Take all values out."""
        self.renew(())

    def find(self, item: Value) -> tuple[bool, Value]:
        """Return whether a value is in the set, and the one that stands there for it."""
        place = self._places.get(self.key(item))
        return (False, None) if place is None else (True, self._slots[place])

    def put(self, item: Value) -> bool:
        """Add a value; tell whether it was not there yet."""
        key = self.key(item)
        if key in self._places:
            return False
        if self._free:
            place = self._free.pop()
            self._slots[place] = item
            self.insert(place - sum(hole < place for hole in self._free), item)
        else:
            place = len(self._slots)
            self._slots.append(item)
            self.append(item)
        self._places[key] = place
        return True

    def take(self, item: Value) -> bool:
        """Remove a value; tell whether it was there."""
        place = self._places.pop(self.key(item), None)
        if place is None:
            return False
        del self[place - sum(hole < place for hole in self._free)]
        self._slots[place] = None
        self._free.append(place)
        return True


class SortedValues(PSList):
    """A SortedSet: every value once, in order."""

    __slots__ = ("_rank", "order")

    def __init__(self, items: Iterable[Value], type_names: tuple[str, ...], *, order: Order) -> None:
        super().__init__((), type_names)
        self.order = order
        self._rank = cmp_to_key(order)
        self.renew(items)

    def renew(self, items: Iterable[Value]) -> None:
        """Put other values in the place of these."""
        super().clear()
        rows = sorted(items, key=self._rank)
        self += [item for at, item in enumerate(rows) if at == 0 or self._rank(rows[at - 1]) != self._rank(item)]
        self._bound()

    def clear(self) -> None:
        """Take all values out."""
        self.renew(())

    def find(self, item: Value) -> tuple[bool, Value]:
        """Return whether a value is in the set, and the one that stands there for it."""
        at = self._place(item)
        return (True, self[at]) if self._is_at(at, item) else (False, None)

    def put(self, item: Value) -> bool:
        """Add a value; tell whether it was not there yet."""
        at = self._place(item)
        if self._is_at(at, item):
            return False
        self.insert(at, item)
        self._bound()
        return True

    def take(self, item: Value) -> bool:
        """Remove a value; tell whether it was there."""
        at = self._place(item)
        if not self._is_at(at, item):
            return False
        del self[at]
        self._bound()
        return True

    def _place(self, item: Value) -> int:
        return bisect_left(self, self._rank(item), key=self._rank)

    def _is_at(self, at: int, item: Value) -> bool:
        return at < len(self) and self._rank(self[at]) == self._rank(item)

    def _bound(self) -> None:
        self.notes.update(Min=self[0] if self else None, Max=self[-1] if self else None)


Set = TypedSet | SortedValues


def _element(values: Set, item: Value) -> Value:
    return typed(item, element_type(values))


def _others(values: Set, other: Value) -> Set:
    """Return other values as a set that goes by the same comparer."""
    items = [_element(values, item) for item in unrolled(other)]
    if isinstance(values, SortedValues):
        return SortedValues(items, values.type_names, order=values.order)
    return TypedSet(items, values.type_names, ignore_case=values.ignore_case)


def _remove_where(scope: Scope, values: Set, block: Value) -> int:
    test = block_function(scope, block)
    return sum(values.take(item) for item in [item for item in values if to_bool(test(item))])


def _try_value(values: Set, wanted: Value, result: Value) -> bool:
    there, found = values.find(_element(values, wanted))
    set_reference(result, found)
    return there


def _changed(change: Callable[[Set, Set], None]) -> Method:
    return void(lambda values, other: change(values, _others(values, other)), "o", names="other")


def _asked(rule: Callable[[Set, Set], bool]) -> Method:
    return method(lambda values, other: rule(values, _others(values, other)), "o", names="other")


def _unite(values: Set, other: Set) -> None:
    for item in other:
        values.put(item)


def _subtract(values: Set, other: Set) -> None:
    for item in other:
        values.take(item)


def _intersect(values: Set, other: Set) -> None:
    for item in list(values):
        if not other.find(item)[0]:
            values.take(item)


def _toggle(values: Set, other: Set) -> None:
    for item in other:
        if not values.take(item):
            values.put(item)


def _within(values: Set, other: Set) -> bool:
    return len(values) <= len(other) and all(other.find(item)[0] for item in values)


SET: dict[str, Method] = {
    "Add": method(lambda values, item: values.put(_element(values, item)), "o", names="item"),
    "Contains": method(lambda values, item: values.find(_element(values, item))[0], "o", names="item"),
    "EnsureCapacity": method(lambda values, capacity: max(len(values), capacity), "i", names="capacity"),
    "ExceptWith": _changed(_subtract),
    "IntersectWith": _changed(_intersect),
    "IsProperSubsetOf": _asked(lambda mine, theirs: len(mine) < len(theirs) and _within(mine, theirs)),
    "IsProperSupersetOf": _asked(lambda mine, theirs: len(theirs) < len(mine) and _within(theirs, mine)),
    "IsSubsetOf": _asked(_within),
    "IsSupersetOf": _asked(lambda mine, theirs: _within(theirs, mine)),
    "Overlaps": _asked(lambda mine, theirs: any(mine.find(item)[0] for item in theirs)),
    "Remove": method(lambda values, item: values.take(_element(values, item)), "o", names="item"),
    "RemoveWhere": scoped(_remove_where, "o"),
    "SetEquals": _asked(lambda mine, theirs: len(mine) == len(theirs) and _within(mine, theirs)),
    "SymmetricExceptWith": _changed(_toggle),
    "TrimExcess": void(lambda _values: None),
    "TryGetValue": method(_try_value, "oo", names="equalValue actualValue"),
    "UnionWith": _changed(_unite),
}
