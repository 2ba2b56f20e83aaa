"""Binding many plain objects: what was worked out for the first one holds for the others of its kind."""

from __future__ import annotations

from dataclasses import replace

from eopsh.binding import BoundCall
from eopsh.binding.validation import AllowEmptyCollection, AllowEmptyString, AllowNull
from eopsh.objects import Value

_PLAIN = frozenset({str, int, float, bool})
_ANYTHING = frozenset(
    {"System.Object", "System.Object[]", "System.Management.Automation.PSObject", "System.Management.Automation.PSObject[]"}
)
_PERMISSIONS = (AllowEmptyCollection, AllowEmptyString, AllowNull)


class Repeats:
    """Binds the objects of a pipeline to one call.

    Texts, numbers and truth values have no properties that a parameter could take, so where the first of a kind went whole to a
    parameter that takes anything, and nothing else came of it, all of that kind do.
    """

    def __init__(self, call: BoundCall) -> None:
        self._call = call
        self._takers = {
            parameter.name
            for parameter in call.command.parameters
            if parameter.type in _ANYTHING and all(isinstance(rule, _PERMISSIONS) for rule in parameter.validation)
        }
        self._known: dict[type, tuple[BoundCall, str, bool]] = {}

    def bound(self, item: Value) -> BoundCall:
        """Return the call with one object bound. Raises BindingError."""
        kind = type(item)
        known = self._known.get(kind)
        if known is not None:
            first, name, in_list = known
            return replace(first, values={**first.values, name: [item] if in_list else item})
        one = self._call.with_input(item)
        if kind in _PLAIN:
            self._learn(kind, item, one)
        return one

    def _learn(self, kind: type, item: Value, one: BoundCall) -> None:
        before = self._call.values
        if any(one.values.get(name) is not value for name, value in before.items()):
            return
        new = [name for name in one.values if name not in before]
        if len(new) != 1 or new[0] not in self._takers:
            return
        value = one.values[new[0]]
        in_list = type(value) is list and len(value) == 1 and value[0] is item
        if in_list or value is item:
            self._known[kind] = (one, new[0], in_list)
