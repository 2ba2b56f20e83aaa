"""Select-Object: properties of objects, and some of the objects."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Iterator
from decimal import Decimal
from itertools import islice
from uuid import UUID

from eopsh.binding import BoundCall
from eopsh.binding.validation import ValidateRange
from eopsh.catalogue import Command, Membership, Parameter
from eopsh.errors import EopshError
from eopsh.objects import CUSTOM_TYPES, DateTime, PSDict, PSObject, TimeSpan, Value, compare, like, properties, to_text, type_names
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.declare import INPUT, OPTIONAL, count, switch
from eopsh.runtime.commands.expressions import PropertyExpression, expression_of, expressions_of, matching, quiet
from eopsh.runtime.commands.inputs import texts_of
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.methods.equality import sameness
from eopsh.runtime.values import unrolled

_DEFAULT, _SKIP_LAST, _INDEX, _SKIP_INDEX = "DefaultParameter", "SkipLastParameter", "IndexParameter", "SkipIndexParameter"
_BOTH = (_DEFAULT, _SKIP_LAST)
SELECT_OBJECT = Command(
    "Select-Object",
    Parameter("Property", "System.Object[]", sets=dict.fromkeys(_BOTH, Membership(position=0))),
    Parameter("ExcludeProperty", "System.String[]", sets=dict.fromkeys(_BOTH, OPTIONAL)),
    Parameter("ExpandProperty", "System.String", sets=dict.fromkeys(_BOTH, OPTIONAL)),
    switch("Unique"),
    switch("CaseInsensitive"),
    count("Last", _DEFAULT),
    count("First", _DEFAULT),
    count("Skip", *_BOTH),
    count("SkipLast", _SKIP_LAST),
    switch("Wait", _DEFAULT, _INDEX),
    Parameter("Index", "System.Int32[]", sets={_INDEX: OPTIONAL}, validation=(ValidateRange(0, 2**31 - 1),)),
    Parameter("SkipIndex", "System.Int32[]", sets={_SKIP_INDEX: OPTIONAL}, validation=(ValidateRange(0, 2**31 - 1),)),
    INPUT,
    default_set=_DEFAULT,
    alias="select",
)


@local_command(SELECT_OBJECT)
def select_object(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the chosen objects, cut to the chosen properties. The source is stopped as soon as -First is served."""
    with closing(objects):
        present = (item for item in objects if item is not None)
        chosen = _shaped(_chosen(call, present), call, context)
        yield from _unique(chosen, call) if call.get("Unique") else chosen


# --- which objects


def _number(call: BoundCall, name: str) -> int | None:
    value = call.get(name)
    return value if isinstance(value, int) else None


def _chosen(call: BoundCall, objects: Iterator[Value]) -> Iterator[Value]:
    indexes = call.get("Index", call.get("SkipIndex"))
    if indexes is not None:
        wanted = {index for index in unrolled(indexes) if isinstance(index, int)}
        return _indexed(objects, wanted) if "Index" in call else _not_indexed(objects, wanted)
    first, last, skip = _number(call, "First"), _number(call, "Last"), _number(call, "Skip") or 0
    if last is not None:
        return _ends(objects, first or 0, last, skip)
    skip_last = _number(call, "SkipLast")
    if skip_last:
        return _without_last(islice(objects, skip, None), skip_last)
    if first is not None:
        return _drained(objects, skip, skip + first) if call.get("Wait") else islice(objects, skip, skip + first)
    return islice(objects, skip, None) if skip else objects


def _drained(objects: Iterator[Value], start: int, stop: int) -> Iterator[Value]:
    """Yield some objects and let the source go on to its end."""
    yield from islice(objects, start, stop)
    for _ in objects:
        pass


def _indexed(objects: Iterator[Value], wanted: set[int]) -> Iterator[Value]:
    last = max(wanted, default=-1)
    for at, item in zip(range(last + 1), objects, strict=False):
        if at in wanted:
            yield item


def _not_indexed(objects: Iterator[Value], unwanted: set[int]) -> Iterator[Value]:
    return (item for at, item in enumerate(objects) if at not in unwanted)


def _ends(objects: Iterator[Value], first: int, last: int, skip: int) -> Iterator[Value]:
    """Yield the first ones as they come, and the last ones at the end; -Skip with -Last counts from the end."""
    held: deque[Value] = deque(maxlen=last + skip)
    for at, item in enumerate(objects):
        if at < first:
            yield item
        else:
            held.append(item)
    items = list(held)
    yield from items[: len(items) - skip] if skip else items


def _without_last(objects: Iterator[Value], skip: int) -> Iterator[Value]:
    held: deque[Value] = deque()
    for item in objects:
        held.append(item)
        if len(held) > skip:
            yield held.popleft()


# --- what of them


def _shaped(objects: Iterator[Value], call: BoundCall, context: CommandContext) -> Iterator[Value]:
    expand = call.get("ExpandProperty")
    wanted = expressions_of(call.get("Property"), context)
    excluded = texts_of(call, "ExcludeProperty")
    if expand is not None:
        return _expanded(objects, to_text(expand), wanted, excluded, context)
    if not wanted and not excluded:
        return map(_stamped, objects)
    wanted = wanted or [expression_of("*", context)]
    return (_cut(item, wanted, excluded, context) for item in objects)


def _stamped(item: Value) -> Value:
    """Mark a custom object as a selected one: the object itself, as PowerShell does."""
    if type(item) is PSObject and item.base is None and (item.type_names or CUSTOM_TYPES) == CUSTOM_TYPES:
        item.type_names = (f"Selected.{CUSTOM_TYPES[0]}", *CUSTOM_TYPES)
    return item


def _cut(item: Value, wanted: list[PropertyExpression], excluded: list[str], context: CommandContext) -> PSObject:
    names = type_names(item)
    custom = isinstance(item, PSObject) and names[:1] == CUSTOM_TYPES[:1]
    selected = f"Selected.{names[0]}" if names else "Selected.System.Management.Automation.PSCustomObject"
    kept = PSObject(type_names=(selected, *CUSTOM_TYPES) if not custom else (selected, *names))
    for expression in wanted:
        for name, value in _read(item, expression, context):
            if not any(like(name, pattern) for pattern in excluded):
                _put(kept, name, value, "NoExpand", context)
    return kept


def _read(item: Value, expression: PropertyExpression, context: CommandContext) -> Iterable[tuple[str, Value]]:
    if expression.pattern and expression.name is not None:
        return matching(item, expression.name)
    if expression.name is None:
        return [(expression.label, quiet(expression, item, context))]
    label = expression.label
    if label == expression.name and isinstance(item, PSObject):
        # The object's own spelling of the name comes out, as in PowerShell.
        label = item.find(label) or label
    if isinstance(item, PSDict) and expression.name in item:
        return [(label, item[expression.name])]
    return [(label, expression.read(item))]


def _put(kept: PSObject, name: str, value: Value, how: str, context: CommandContext) -> None:
    if kept.has(name):
        message = f'The property cannot be processed because the property "{name}" already exists.'
        context.error(message, f"AlreadyExistingUserSpecifiedProperty{how}", "InvalidOperation", target=kept)
    else:
        kept.notes[name] = value


def _expanded(
    objects: Iterator[Value], name: str, wanted: list[PropertyExpression], excluded: list[str], context: CommandContext
) -> Iterator[Value]:
    expression = expression_of(name, context)
    for item in objects:
        found = _read(item, expression, context)
        if not expression.has(item) and not expression.pattern:
            context.error(f'Property "{name}" cannot be found.', "ExpandPropertyNotFound", target=item)
            continue
        if len(list(found)) > 1:
            context.error("Multiple properties cannot be expanded.", "MutlipleExpandProperties", target=item)
            continue
        for _, value in found:
            for each in () if value is None else unrolled(value):
                yield _with_notes(each, item, wanted, excluded, context) if wanted else each


def _with_notes(value: Value, item: Value, wanted: list[PropertyExpression], excluded: list[str], context: CommandContext) -> Value:
    """Add the further properties to an expanded value; a plain one gets an object around it to hold them."""
    target = value if isinstance(value, PSObject) else PSObject(base=value, type_names=type_names(value), text=to_text(value))
    for name, extra in _cut(item, wanted, excluded, context).items():
        _put(target, name, extra, "Expand", context)
    return target


# --- each once


def _unique(objects: Iterator[Value], call: BoundCall) -> Iterator[Value]:
    """Yield each object once, in the order in which they came. Text compares with case unless told otherwise."""
    ignore_case, whole = bool(call.get("CaseInsensitive")), "Property" not in call
    keys: dict[Hashable, Value] = {}
    others: list[Value] = []
    for item in objects:
        if item is None:
            continue
        key = _key(item, ignore_case, whole=whole)
        if key in keys:
            continue
        known = others if key is not None else [*keys.values(), *others]
        if isinstance(item, str) or not any(_same(item, other, ignore_case, whole=whole) for other in known):
            if key is None:
                others.append(item)
            else:
                keys[key] = item
            yield item


def _key(item: Value, ignore_case: bool, *, whole: bool) -> Hashable:
    """Return what two objects share exactly when `_same` holds for them; None for an object that has to be looked at."""
    if isinstance(item, str):
        return (str, item.casefold() if ignore_case else str(item))
    if not isinstance(item, PSObject):
        return sameness(item) if isinstance(item, _NUMBERS) else None
    if item.base is not None or (whole and item.text is None):
        return None
    pairs = [(name, _value_key(value, ignore_case)) for name, value in properties(item)]
    return None if any(key is None for _, key in pairs) else (PSObject, tuple(pairs))


_NUMBERS = (int, float, Decimal, DateTime, TimeSpan, UUID)


def _value_key(value: Value, ignore_case: bool) -> Hashable:
    if value is None or type(value) is bool or type(value) is int:
        return (type(value), value)
    # Beyond ASCII the culture decides; sizes compare as numbers.
    plain = type(value) is str and value.isascii() and not value.endswith("bytes)")
    return (str, value.lower() if ignore_case else value) if plain and isinstance(value, str) else None


def _same(one: Value, other: Value, ignore_case: bool, *, whole: bool) -> bool:
    """Compare two objects; custom objects as a whole all count as equal, as in PowerShell."""
    if isinstance(one, PSObject) and isinstance(other, PSObject):
        if whole and one.text is None and other.text is None and one.base is None:
            return True
        mine, theirs = list(properties(one)), list(properties(other))
        return [name for name, _ in mine] == [name for name, _ in theirs] and all(
            _equal_values(value, theirs[at][1], ignore_case) for at, (_, value) in enumerate(mine)
        )
    return type(one) is type(other) and _equal_values(one, other, ignore_case)


def _equal_values(one: Value, other: Value, ignore_case: bool) -> bool:
    if one is None or other is None:
        return one is other
    try:
        return compare(one, other, ignore_case) == 0
    except EopshError:
        return to_text(one) == to_text(other)
