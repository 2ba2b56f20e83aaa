"""Methods of lists, dictionaries, custom objects and script blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from eopsh.binding import Argument
from eopsh.objects import (
    ConversionError,
    PSList,
    ScriptBlock,
    Value,
    convert,
    sort_compare,
    to_bool,
    to_text,
    type_names,
)
from eopsh.runtime.blocks import code_of, keep_item, restore_item
from eopsh.runtime.compiler.sorting import sort_key
from eopsh.runtime.methods.elements import same, sought
from eopsh.runtime.methods.table import DotNetError, Method, bad_argument, method, scoped, set_reference
from eopsh.runtime.scope import Scope
from eopsh.runtime.signals import Place, ScriptError, wrapped
from eopsh.runtime.values import collected, plain, unrolled

_FIXED = "Collection was of a fixed size."
_NOWHERE = Place("", 0, 0)


def is_fixed(value: Value) -> bool:
    """Tell whether a list is an array, which never changes its length."""
    return not isinstance(value, PSList) or any(name == "System.Array" for name in value.type_names)


def _growing(values: list[Value]) -> list[Value]:
    if is_fixed(values):
        raise DotNetError(_FIXED, "NotSupportedException")
    return values


def _typed(values: list[Value], item: Value, name: str = "Add", parameter: str = "item") -> Value:
    """Convert what goes into a list of a type, as its method's argument."""
    wanted = element_of(type_names(values)[0])
    if not wanted or type(values) is not PSList:
        return item
    try:
        return convert(item, wanted)
    except ConversionError as error:
        raise bad_argument(parameter, item, name, wanted, error.message) from error


def element_of(type_name: str) -> str:
    """Return the type of the elements of `List`1[[T]]` and its like; empty for a list of anything."""
    head, _, inside = type_name.partition("`1[[")
    element = inside.rstrip("]") if inside and head.startswith("System.Collections.") else ""
    return "" if element in ("System.Object", "System.Management.Automation.PSObject") else element


def _add(values: list[Value], item: Value) -> Value:
    _growing(values).append(_typed(values, item))
    # ArrayList.Add answers with the index, List.Add with nothing.
    return len(values) - 1 if type_names(values)[0].endswith("ArrayList") else VOID


class _Void:
    """What a method without a result leaves."""


VOID = _Void()


def is_void(value: Value) -> bool:
    """Tell whether a method had no result."""
    return value is VOID


def _extend(values: list[Value], items: Value) -> Value:
    _growing(values).extend([_typed(values, item, "AddRange", "collection") for item in unrolled(items)])
    return VOID


def _insert(values: list[Value], at: int, item: Value) -> Value:
    if not 0 <= at <= len(_growing(values)):
        raise DotNetError("Index must be within the bounds of the List. (Parameter 'index')", "ArgumentOutOfRangeException")
    values.insert(at, _typed(values, item, "Insert"))
    return VOID


def _remove(values: list[Value], item: Value) -> Value:
    _growing(values)
    found = _index_of(values, item)
    if found >= 0:
        del values[found]
    return VOID if type_names(values)[0].endswith("ArrayList") else found >= 0


def _remove_at(values: list[Value], at: int) -> Value:
    if not 0 <= at < len(_growing(values)):
        message = "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')"
        raise DotNetError(message, "ArgumentOutOfRangeException")
    del values[at]
    return VOID


def _clear(values: list[Value]) -> Value:
    if isinstance(values, PSList) and not is_fixed(values):
        values.clear()
    else:
        values[:] = [None] * len(values)
    return VOID


def _index_of(values: list[Value], item: Value) -> int:
    item = sought(values, item)
    return next((at for at, each in enumerate(values) if same(each, item)), -1)


def _reverse(values: list[Value]) -> Value:
    values.reverse()
    return VOID


def _sort(values: list[Value]) -> Value:
    values.sort(key=sort_key(sort_compare))
    return VOID


def _first(values: list[Value], *, remove: bool) -> Value:
    """A stack keeps its top in front, as it is enumerated."""
    if not values:
        kind = "Stack" if "Stack" in type_names(values)[0] else "Queue"
        raise DotNetError(f"{kind} empty.", "InvalidOperationException")
    return values.pop(0) if remove else values[0]


def _try_first(values: list[Value], result: Value, *, remove: bool) -> bool:
    there = bool(values)
    set_reference(result, _first(values, remove=remove) if there else None)
    return there


def _push(values: list[Value], item: Value) -> Value:
    values.insert(0, _typed(values, item, "Push"))
    return VOID


def _set_value(values: list[Value], item: Value, at: int) -> Value:
    values[at] = item
    return VOID


def _copy(values: list[Value]) -> Value:
    return PSList(values, values.type_names) if isinstance(values, PSList) else list(values)


def _array(values: list[Value]) -> Value:
    element = element_of(type_names(values)[0])
    return PSList(values, (f"{element}[]", "System.Array", "System.Object")) if element else list(values)


def _range(values: list[Value], at: int, count: int) -> Value:
    if at < 0 or count < 0 or at + count > len(values):
        message = "Offset and length were out of bounds for the array or count is greater than the number of elements from index "
        raise DotNetError(message + "to the end of the source collection.")
    return PSList(values[at : at + count], type_names(values))


def _remove_range(values: list[Value], at: int, count: int) -> Value:
    _range(_growing(values), at, count)
    del values[at : at + count]
    return VOID


def _insert_range(values: list[Value], at: int, items: Value) -> Value:
    _growing(values)[at:at] = [_typed(values, item) for item in unrolled(items)]
    return VOID


def block_function(scope: Scope, block: Value) -> Callable[..., Value]:
    """Return a function: a script block that gets the values as its arguments, and the first as `$_`."""
    if not isinstance(block, ScriptBlock):
        raise DotNetError("Value cannot be null. (Parameter 'match')", "ArgumentNullException")
    code = code_of(block)

    def call(*items: Value) -> Value:
        kept = keep_item(scope)
        scope.variables["_"] = items[0]
        try:
            given = [Argument(None, item, True) for item in items]
            return plain(collected(code.call(scope, given, place=_NOWHERE)))
        finally:
            restore_item(scope, kept)

    return call


def block_test(scope: Scope, block: Value) -> Callable[[Value], bool]:
    """Return a predicate: a script block that gets the element as its argument (and as `$_`)."""
    ask = block_function(scope, block)
    return lambda item: to_bool(ask(item))


def _find(scope: Scope, values: list[Value], block: Value) -> Value:
    return next(filter(block_test(scope, block), values), None)


def _find_all(scope: Scope, values: list[Value], block: Value) -> Value:
    return PSList(list(filter(block_test(scope, block), values)), type_names(values))


def _find_index(scope: Scope, values: list[Value], block: Value) -> Value:
    test = block_test(scope, block)
    return next((at for at, item in enumerate(values) if test(item)), -1)


def _remove_all(scope: Scope, values: list[Value], block: Value) -> Value:
    test = block_test(scope, block)
    left = [item for item in _growing(values) if not test(item)]
    gone = len(values) - len(left)
    values[:] = left
    return gone


def _last_index(values: list[Value], item: Value) -> int:
    item = sought(values, item)
    return next((at for at in reversed(range(len(values))) if same(values[at], item)), -1)


def binary_search(values: list[Value], item: Value) -> int:
    """Return the place of an item in a sorted list, or the complement of where it belongs."""
    low, high = 0, len(values) - 1
    while low <= high:
        middle = (low + high) // 2
        order = sort_compare(values[middle], item)
        if order == 0:
            return middle
        low, high = (middle + 1, high) if order < 0 else (low, middle - 1)
    return ~low


LIST: dict[str, Method] = {
    "Add": method(_add, "o"),
    "AddRange": method(_extend, "o"),
    "BinarySearch": method(binary_search, "o"),
    "Clear": method(_clear),
    "Clone": method(_copy),
    "Contains": method(lambda values, item: _index_of(values, item) >= 0, "o"),
    "CopyTo": method(lambda values, target, at: target.__setitem__(slice(at, at + len(values)), values) or VOID, "oi"),
    "Dequeue": method(lambda values: _first(values, remove=True)),
    "Enqueue": method(lambda values, item: values.append(_typed(values, item, "Enqueue")) or VOID, "o"),
    "Exists": scoped(lambda scope, values, block: _find_index(scope, values, block) != -1, "o"),
    "Find": scoped(_find, "o"),
    "FindAll": scoped(_find_all, "o"),
    "FindIndex": scoped(_find_index, "o"),
    "Get": method(lambda values, at: values[at], "i"),
    "GetEnumerator": method(_copy),
    "GetLength": method(lambda values, rank: len(values), "i"),
    "GetLowerBound": method(lambda values, rank: 0, "i"),
    "GetRange": method(_range, "ii"),
    "GetUpperBound": method(lambda values, rank: len(values) - 1, "i"),
    "GetValue": method(lambda values, at: values[at], "i"),
    "IndexOf": method(_index_of, "o"),
    "Insert": method(_insert, "io"),
    "InsertRange": method(_insert_range, "io"),
    "LastIndexOf": method(_last_index, "o"),
    "Peek": method(lambda values: _first(values, remove=False)),
    "TryDequeue": method(lambda values, result: _try_first(values, result, remove=True), "o", names="result"),
    "TryPeek": method(lambda values, result: _try_first(values, result, remove=False), "o", names="result"),
    "TryPop": method(lambda values, result: _try_first(values, result, remove=True), "o", names="result"),
    "Pop": method(lambda values: _first(values, remove=True)),
    "Push": method(_push, "o"),
    "Remove": method(_remove, "o"),
    "RemoveAll": scoped(_remove_all, "o"),
    "RemoveAt": method(_remove_at, "i"),
    "RemoveRange": method(_remove_range, "ii"),
    "Reverse": method(_reverse),
    "SetValue": method(_set_value, "oi"),
    "Sort": method(_sort),
    "ToArray": method(_array),
    "TrimToSize": method(lambda values: VOID),
}

# --- .Where() and .ForEach(), on everything


def _where(scope: Scope, owner: Value, block: ScriptBlock, mode: Value = "Default", count: int = 0) -> Value:
    values = list(unrolled(owner))
    kept = keep_item(scope)
    try:
        return _selected(values, lambda item: to_bool(code_of(block).value(scope, item)), to_text(mode).lower(), count)
    finally:
        restore_item(scope, kept)


def _selected(values: list[Value], test: Callable[[Value], bool], mode: str, count: int) -> PSList:
    if mode in ("until", "skipuntil"):
        at = next((at for at, item in enumerate(values) if test(item)), len(values))
        part = values[:at] if mode == "until" else values[at:]
        return _collection(part[:count] if count else part)
    if mode == "split":
        groups: tuple[list[Value], list[Value]] = ([], [])
        for item in values:
            groups[0 if test(item) else 1].append(item)
        return _collection([_collection(groups[0]), _collection(groups[1])])
    passed = [item for item in values if test(item)]
    if mode == "first":
        return _collection(passed[: count or 1])
    return _collection(passed[-(count or 1) :] if mode == "last" else passed[:count] if count else passed)


def _collection(values: Iterable[Value]) -> PSList:
    return PSList(values, ("System.Collections.ObjectModel.Collection`1[[System.Management.Automation.PSObject]]", "System.Object"))


def _for_each(scope: Scope, owner: Value, what: Value, *arguments: Value) -> Value:
    return _collection(_each(scope, owner, what, arguments))


def _each(scope: Scope, owner: Value, what: Value, arguments: tuple[Value, ...]) -> Iterator[Value]:
    from eopsh.runtime.compiler.members import get_member
    from eopsh.runtime.compiler.types import TypeValue, as_type
    from eopsh.runtime.methods.dispatch import call_method, has_method

    kept = keep_item(scope)
    try:
        for item in unrolled(owner):
            if isinstance(what, ScriptBlock):
                inner = scope.child() if arguments else scope
                inner.variables["_"] = item
                yield from _run(inner, what, item, arguments)
            elif isinstance(what, TypeValue):
                yield as_type(item, what)
            elif has_method(item, to_text(what)):
                yield call_method(item, to_text(what), list(arguments), scope)
            else:
                yield get_member(item, to_text(what))
    finally:
        restore_item(scope, kept)


def _run(scope: Scope, block: ScriptBlock, item: Value, arguments: tuple[Value, ...]) -> Iterator[Value]:
    if not arguments:
        return code_of(block).for_item(scope, item)
    given = [Argument(None, argument, True) for argument in arguments]
    return code_of(block).call(scope, given, place=_NOWHERE)


ANY: dict[str, Method] = {
    "Where": scoped(_where, "o", "oo", "ooi"),
    "ForEach": scoped(_for_each, "oo*"),
}

# --- script blocks


def _invoke(scope: Scope, block: ScriptBlock, *arguments: Value) -> Value:
    return _collection(_called(scope, block, arguments, "Invoke"))


def _invoke_return(scope: Scope, block: ScriptBlock, *arguments: Value) -> Value:
    return plain(collected(_called(scope, block, arguments, "InvokeReturnAsIs")))


def _called(scope: Scope, block: ScriptBlock, arguments: tuple[Value, ...], name: str) -> Iterator[Value]:
    """Yield what a block puts out that is called as a method: an error of a statement ends it, and is the cause of the method's error."""
    given = [Argument(None, argument, True) for argument in arguments]
    session = scope.session
    session.tries += 1
    try:
        yield from code_of(block).call(scope, given, place=_NOWHERE)
    except ScriptError as error:
        session.remember(error.record)
        raise wrapped(error, name, len(arguments)) from error
    finally:
        session.tries -= 1


BLOCK: dict[str, Method] = {
    "GetNewClosure": scoped(lambda scope, block: code_of(block).closure(scope).block()),
    "Invoke": scoped(_invoke, "", "oo*"),
    "InvokeReturnAsIs": scoped(_invoke_return, "", "oo*"),
}
