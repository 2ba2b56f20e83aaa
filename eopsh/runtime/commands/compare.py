"""Compare-Object."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from eopsh.binding import BoundCall
from eopsh.binding.validation import AllowEmptyCollection
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.frozen import frozen
from eopsh.objects import CUSTOM_TYPES, PSDict, PSObject, Value, sort_compare, to_text, type_names
from eopsh.runtime.commands.declare import count, switch
from eopsh.runtime.commands.expressions import PropertyExpression, expressions_of, quiet
from eopsh.runtime.local import CommandContext, calls_command
from eopsh.runtime.values import unrolled

_EVERYTHING = 2**31 - 1
COMPARE_OBJECT = Command(
    "Compare-Object",
    Parameter(
        "ReferenceObject",
        "System.Management.Automation.PSObject[]",
        sets={ALL_SETS: Membership(mandatory=True, position=0)},
        validation=(AllowEmptyCollection(),),
    ),
    Parameter(
        "DifferenceObject",
        "System.Management.Automation.PSObject[]",
        sets={ALL_SETS: Membership(mandatory=True, position=1, from_pipeline=True)},
        validation=(AllowEmptyCollection(),),
    ),
    count("SyncWindow"),
    Parameter("Property", "System.Object[]"),
    switch("ExcludeDifferent"),
    switch("IncludeEqual"),
    switch("PassThru"),
    Parameter("Culture", "System.String"),
    switch("CaseSensitive"),
    alias=("compare", "diff"),
)


@frozen
class _Entry:
    """An object, and the values that it is compared by."""

    item: Value
    values: list[Value]


class _Waiting:
    """The objects of one side that have not met their equal yet, oldest first.

    As long as every column of theirs holds one plain kind (ASCII texts, Int32; nulls go with both), an equal one is found by its key; any
    other value has to be compared with each.
    """

    def __init__(self, ignore_case: bool) -> None:
        self._ignore_case = ignore_case
        self._entries: dict[int, _Entry] = {}
        self._by_key: dict[tuple[Value, ...], deque[_Entry]] = {}
        self._kinds: list[type | None] = []
        self._plain = True

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[_Entry]:
        return iter(self._entries.values())

    def add(self, entry: _Entry) -> None:
        """Let one more object wait."""
        self._entries[id(entry)] = entry
        self._plain = self._plain and self._is_plain(entry)
        if self._plain:
            kinds = self._kinds or [None] * len(entry.values)
            self._kinds = [_kind(value) or known for value, known in zip(entry.values, kinds, strict=True)]
            self._by_key.setdefault(self._key(entry), deque()).append(entry)

    def oldest(self) -> _Entry:
        """Take the object that has waited longest."""
        entry = next(iter(self._entries.values()))
        self._drop(entry)
        return entry

    def equal_to(self, entry: _Entry) -> _Entry | None:
        """Take the oldest object that equals another one; None when there is none."""
        if self._plain and self._is_plain(entry):
            found = next(iter(self._by_key.get(self._key(entry), ())), None)
        else:
            found = next((other for other in self if _same(other, entry, self._ignore_case)), None)
        if found is not None:
            self._drop(found)
        return found

    def _drop(self, entry: _Entry) -> None:
        del self._entries[id(entry)]
        if self._plain:
            self._by_key[self._key(entry)].remove(entry)

    def _is_plain(self, entry: _Entry) -> bool:
        kinds = self._kinds or [None] * len(entry.values)
        pairs = zip(entry.values, kinds, strict=True)
        return all(value is None or (_kind(value) is not None and known in (None, _kind(value))) for value, known in pairs)

    def _key(self, entry: _Entry) -> tuple[Value, ...]:
        return tuple(value.lower() if self._ignore_case and isinstance(value, str) else value for value in entry.values)


def _kind(value: Value) -> type | None:
    """Return the plain kind of a value, None for one whose equals only a comparison finds."""
    if type(value) is int:
        return int
    return str if type(value) is str and value.isascii() else None


@dataclass(slots=True)
class _Comparison:
    """The two sides as they meet: what waits on each for its equal on the other."""

    wanted: list[PropertyExpression]
    context: CommandContext
    ignore_case: bool
    window: int
    references: _Waiting
    differences: _Waiting

    def entry(self, item: Value) -> _Entry:
        """Read what an object is compared by."""
        return _Entry(item, [quiet(expression, item, self.context) for expression in self.wanted] if self.wanted else [item])

    def meet(self, reference: _Entry | None, difference: _Entry | None) -> Iterator[tuple[_Entry, str]]:
        """Take the next object of each side (None: it has no more) and yield what is decided by them."""
        if reference is not None and difference is not None and _same(reference, difference, self.ignore_case):
            yield reference, "=="
            return
        found = None if difference is None else self.references.equal_to(difference)
        if found is not None:
            yield found, "=="
            difference = None
        if reference is not None and self.differences.equal_to(reference) is not None:
            yield reference, "=="
            reference = None
        yield from self._wait(difference, self.differences, "=>")
        yield from self._wait(reference, self.references, "<=")

    def _wait(self, entry: _Entry | None, waiting: _Waiting, side: str) -> Iterator[tuple[_Entry, str]]:
        if entry is None:
            return
        while len(waiting) and len(waiting) >= self.window:
            yield waiting.oldest(), side
        if self.window:
            waiting.add(entry)
        else:
            yield entry, side


def _same(one: _Entry, other: _Entry, ignore_case: bool) -> bool:
    return all(_equal(mine, theirs, ignore_case) for mine, theirs in zip(one.values, other.values, strict=True))


def _equal(one: Value, other: Value, ignore_case: bool) -> bool:
    """Compare two values; objects without a text of their own are all alike, as in PowerShell."""
    if one is None or other is None:
        return one is other
    if type(one) is int and type(other) is int:
        return one == other
    if type(one) is str and type(other) is str and one.isascii() and other.isascii():
        return one == other or (ignore_case and one.lower() == other.lower())
    if _is_bag(one) and _is_bag(other):
        return type_names(one) == type_names(other) or isinstance(one, PSObject)
    return sort_compare(one, other, ignore_case) == 0


def _is_bag(value: Value) -> bool:
    return isinstance(value, PSDict) or (isinstance(value, PSObject) and value.text is None and value.base is None)


@calls_command(COMPARE_OBJECT)
def compare_object(call: BoundCall, calls: Iterator[BoundCall], context: CommandContext) -> Iterator[Value]:
    """Yield what only one of two sets has: `=>` the second, `<=` the first; with -IncludeEqual what both have."""
    wanted = expressions_of(call.get("Property"), context, ())
    window = call.get("SyncWindow")
    limit = window if isinstance(window, int) else _EVERYTHING
    ignore_case = not call.get("CaseSensitive")
    comparison = _Comparison(wanted, context, ignore_case, limit, _Waiting(ignore_case), _Waiting(ignore_case))
    equals, differences = bool(call.get("IncludeEqual") or call.get("ExcludeDifferent")), not call.get("ExcludeDifferent")
    for entry, side in _compared(comparison, call, calls):
        context.check()
        if equals if side == "==" else differences:
            yield _result(entry, side, wanted, call)


def _compared(comparison: _Comparison, call: BoundCall, calls: Iterator[BoundCall]) -> Iterator[tuple[_Entry, str]]:
    references = (comparison.entry(item) for item in unrolled(call.get("ReferenceObject")))
    for one in calls:
        for item in unrolled(one.get("DifferenceObject")):
            yield from comparison.meet(next(references, None), comparison.entry(item))
    for reference in references:
        yield from comparison.meet(reference, None)
    yield from ((entry, "=>") for entry in comparison.differences)
    yield from ((entry, "<=") for entry in comparison.references)


def _result(entry: _Entry, side: str, wanted: list[PropertyExpression], call: BoundCall) -> PSObject:
    if call.get("PassThru"):
        item = entry.item
        kept = item if isinstance(item, PSObject) else PSObject(base=item, type_names=type_names(item), text=to_text(item))
        kept.remove("SideIndicator")
        kept.notes["SideIndicator"] = side
        return kept
    notes: dict[str, Value] = {expression.label: value for expression, value in zip(wanted, entry.values, strict=False)}
    if not wanted:
        notes = {"InputObject": entry.item}
    return PSObject(notes | {"SideIndicator": side}, type_names=CUSTOM_TYPES)
