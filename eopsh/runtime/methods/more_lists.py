"""What lists, arrays and their types have beyond the everyday: searches with blocks, parts, fillings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from eopsh.objects import EnumValue, Int64, PSDict, PSList, Value, convert, to_bool, type_names
from eopsh.runtime.compiler.types import TypeValue, name_of_type
from eopsh.runtime.methods.collections import binary_search, block_function, element_of, is_fixed
from eopsh.runtime.methods.table import DotNetError, Method, method, scoped, void
from eopsh.runtime.methods.texts import zero_of
from eopsh.runtime.scope import Scope
from eopsh.runtime.values import unrolled

Test: TypeAlias = Callable[..., Value]


def _places(scope: Scope, values: Value, block: Value) -> list[int]:
    test = block_function(scope, block)
    return [at for at, item in enumerate(unrolled(values)) if to_bool(test(item))]


def _find_last(scope: Scope, values: Value, block: Value) -> Value:
    found = _places(scope, values, block)
    return list(unrolled(values))[found[-1]] if found else None


def _last_place(scope: Scope, values: Value, block: Value) -> int:
    return next(reversed(_places(scope, values, block)), -1)


def _first_place(scope: Scope, values: Value, block: Value) -> int:
    return next(iter(_places(scope, values, block)), -1)


def _all_true(scope: Scope, values: Value, block: Value) -> bool:
    return len(_places(scope, values, block)) == len(list(unrolled(values)))


def _converted(scope: Scope, values: Value, block: Value) -> list[Value]:
    change = block_function(scope, block)
    return [change(item) for item in unrolled(values)]


def _each(scope: Scope, values: Value, block: Value) -> None:
    act = block_function(scope, block)
    for item in list(unrolled(values)):
        act(item)


_READ_ONLY = "System.Collections.ObjectModel.ReadOnlyCollection`1[[System.Object]]"


def _read_only(values: Value) -> PSList:
    """A list that no method changes: an array, as far as a script sees."""
    return PSList(list(unrolled(values)), (_READ_ONLY, "System.Array", "System.Object"))


def _part(values: list[Value], at: int, count: int) -> PSList:
    if at < 0 or count < 0 or at + count > len(values):
        raise DotNetError("Offset and length were out of bounds for the array or count is greater than the number of elements.")
    return PSList(values[at : at + count], type_names(values))


def _set_range(values: list[Value], at: int, items: Value) -> None:
    new = list(unrolled(items))
    if at < 0 or at + len(new) > len(values):
        raise DotNetError("Index was out of range. (Parameter 'index')", "ArgumentOutOfRangeException")
    values[at : at + len(new)] = new


def _item(values: list[Value], at: int) -> Value:
    if not 0 <= at < len(values):
        message = "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')"
        raise DotNetError(message, "ArgumentOutOfRangeException")
    return values[at]


def _blank(values: list[Value]) -> Value:
    name = type_names(values)[0]
    return zero_of(name[:-2]) if name.endswith("[]") else zero_of(element_of(name))


def _fill(values: list[Value], item: Value, start: int = 0, count: int | None = None) -> None:
    end = len(values) if count is None else start + count
    name = type_names(values)[0]
    new = convert(item, name[:-2]) if name.endswith("[]") and name != "System.Object[]" else item
    values[start:end] = [new] * (end - start)


def clear(values: list[Value], start: int = 0, count: int | None = None) -> None:
    """Set elements to their type's zero."""
    end = len(values) if count is None else start + count
    values[start:end] = [_blank(values)] * (end - start)


MORE: dict[str, Method] = {
    "AsReadOnly": method(_read_only),
    "ConvertAll": scoped(_converted, "o"),
    "EnsureCapacity": method(lambda values, capacity: max(len(values), capacity), "i", names="capacity"),
    "FindLast": scoped(_find_last, "o"),
    "FindLastIndex": scoped(_last_place, "o"),
    "GetLongLength": method(lambda values, _dimension: Int64(len(values)), "i", names="dimension"),
    "Initialize": void(lambda _values: None),
    "Item": method(_item, "i", names="index"),
    "SetRange": void(_set_range, "io", names="index c"),
    "Slice": method(_part, "ii", names="start length"),
    "TrimExcess": void(lambda _values: None),
    "TrueForAll": scoped(_all_true, "o"),
}
# List[T] has a ForEach of its own, which hides PowerShell's and returns nothing.
TYPED_LIST: dict[str, Method] = {"ForEach": Method(_each, ("o",), scoped=True, void=True)}


def _empty(kind: Value = None) -> Value:
    element = name_of_type(kind) if isinstance(kind, TypeValue) else "System.Object"
    return PSList([], (f"{element}[]", "System.Array", "System.Object"))


def _copied(source: Value, start: int, target: Value, at: int, count: int) -> None:
    if isinstance(target, list):
        target[at : at + count] = list(unrolled(source))[start : start + count]


ARRAY_MORE: dict[str, Method] = {
    "AsReadOnly": method(_read_only, "o", names="array"),
    "BinarySearch": method(binary_search, "oo", names="array value"),
    "Clear": void(clear, "o", "oii", names="array index length"),
    "ConstrainedCopy": void(_copied, "oioii", names="sourceArray sourceIndex destinationArray destinationIndex length"),
    "ConvertAll": scoped(_converted, "oo"),
    "Empty": method(_empty, "", "o", names="type"),
    "Equals": method(lambda one, other: one is other, "oo", names="objA objB"),
    "Fill": void(_fill, "oo", "ooii", names="array value startIndex count"),
    "FindIndex": scoped(_first_place, "oo"),
    "FindLast": scoped(_find_last, "oo"),
    "FindLastIndex": scoped(_last_place, "oo"),
    "ForEach": Method(_each, ("oo",), scoped=True, void=True),
    "TrueForAll": scoped(_all_true, "oo"),
}
ARRAY_FIELDS: dict[str, Callable[[], Value]] = {"MaxLength": lambda: 2147483591}


def _array_list(values: Value, kind: str = "System.Collections.ArrayList") -> PSList:
    if isinstance(values, PSList) and not is_fixed(values):
        return values
    return PSList(list(unrolled(values)), (kind, "System.Object"))


ARRAY_LIST_STATIC: dict[str, Method] = {
    "Adapter": method(_array_list, "o", names="list"),
    "FixedSize": method(_read_only, "o", names="list"),
    "ReadOnly": method(_read_only, "o", names="list"),
    "Repeat": method(lambda item, count: _array_list([item] * count), "oi", names="value count"),
    "Synchronized": method(_array_list, "o", names="list"),
}
SYNCHRONIZED: dict[str, Method] = {"Synchronized": method(lambda values: values, "o", names="table")}


def _copy_entries(table: PSDict, target: Value, at: int) -> None:
    from eopsh.runtime.methods.dictionaries import entries

    if isinstance(target, list):
        target[at : at + len(table)] = entries(table)


TABLE_MORE: dict[str, Method] = {
    "AsReadOnly": method(lambda table: table.copy()),
    "CopyTo": void(_copy_entries, "oi", names="array arrayIndex"),
    "Item": method(lambda table, key: table.get(key), "o", names="key"),
}
DICTIONARY_MORE: dict[str, Method] = {
    "EnsureCapacity": method(lambda table, capacity: max(len(table), capacity), "i", names="capacity"),
    "TrimExcess": void(lambda _table, _capacity=0: None, "", "i", names="capacity"),
}


def enum_format(kind: Value, value: Value, form: str) -> str:
    """Write an enum's value as a name (`G`), a number (`D`) or in hexadecimal (`X`)."""
    number = value.number if isinstance(value, EnumValue) else value
    if form.upper() == "D":
        return str(number)
    if form.upper() == "X":
        return f"{number:08X}"
    from eopsh.runtime.methods.enumerations import name_in

    return name_in(kind, value)
