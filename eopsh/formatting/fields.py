"""From the columns that a cmdlet or a view names to fields that can be read of an object."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from eopsh.errors import EopshError
from eopsh.formatting.directives import Column, Evaluate
from eopsh.formatting.view import Script
from eopsh.frozen import frozen
from eopsh.objects import (
    DateTime,
    EnumValue,
    PSDict,
    PSObject,
    ScriptBlock,
    Value,
    WildcardError,
    get_property,
    has_property,
    has_wildcard,
    items_of,
    like,
    properties,
    unwrap,
)
from eopsh.patterns import lazy_pattern

SHOW_COMPUTER = "PSShowComputerName"
COMPUTER = "PSComputerName"
_DICTIONARY_ENTRY = ("System.Collections.DictionaryEntry", "System.ValueType", "System.Object")
_KEY_VALUE_PAIR = ("System.Collections.Generic.KeyValuePair`2", "System.ValueType", "System.Object")
_PAYLOAD = "SerializationData"
_SIMPLE_PATH = lazy_pattern(r"\s*\$(?:_|PSItem)((?:\.\w+)+)\s*", re.IGNORECASE)
_MARKS = frozenset(name.casefold() for name in (SHOW_COMPUTER, COMPUTER, "RunspaceId"))
"""What a server's objects carry beside their own properties."""
_DISPLAY_NAMES = ("name", "id", "key", "*key", "*name", "*id")


@frozen
class Field:
    """One column, tied to how its value is read of an object. `shown` decides whether a list has the line for an object."""

    label: str
    read: Callable[[Value], Value]
    column: Column
    shown: Callable[[Value], Value] | None = None


def default_names(item: Value) -> list[str]:
    """Return the properties that are shown when none are named: not the server's marks, not the serialized copy of the object."""
    if isinstance(item, EnumValue):
        return ["Value"]
    names = _adapted_first(item, [name for name, _ in properties(item)])
    hidden = {_PAYLOAD.casefold(), SHOW_COMPUTER.casefold()}
    if has_property(item, SHOW_COMPUTER) and not shows_computer(item):
        hidden.add(COMPUTER.casefold())
    return [name for name in names if name.casefold() not in hidden]


def _adapted_first(item: Value, names: list[str]) -> list[str]:
    """Put what PowerShell gives to .NET's dates behind what .NET has, as where nothing is named."""
    date = unwrap(item)
    if isinstance(date, DateTime) and not date.has_offset:
        return [*(name for name in names if name != "DateTime"), "DateTime"]
    return names


def shows_computer(item: Value) -> bool:
    """Tell whether the object asks that the name of its server is shown."""
    return isinstance(item, PSObject) and item.get(SHOW_COMPUTER) is True


def display_name(item: Value) -> str | None:
    """Return the property that stands for the object in a wide view: its name, its id, its first one."""
    names = [name for name in default_names(item) if name.casefold() not in _MARKS]
    found = (name for pattern in _DISPLAY_NAMES for name in names if like(name, pattern))
    return next(found, names[0] if names else None)


def display_field() -> Field:
    """Return what a wide view shows of each object when nothing is named."""

    def read(item: Value) -> Value:
        name = display_name(item)
        return None if name is None else get_property(item, name)

    return Field("", read, Column(""))


def view_fields(columns: Iterable[Column], evaluate: Evaluate | None) -> list[Field]:
    """Return the fields of a view: each column is one, whether the object has the property or not."""
    return [_field(column, evaluate, None) for column in columns]


def without(names: Iterable[str], excluded: Iterable[str]) -> list[str]:
    """Return the names that no pattern of -ExcludeProperty fits."""
    patterns = list(excluded)
    return [name for name in names if not any(like(name, pattern) for pattern in patterns)]


def resolve(columns: Iterable[Column], item: Value, evaluate: Evaluate | None, *, keep_missing: bool, failed: Value = None) -> list[Field]:
    """Return the fields of -Property: patterns become the names that match on this object, names take their own spelling.

    `keep_missing`: a name that the object does not have stays (a table's empty column) or goes (a list). `failed` is the value of a
    calculated column whose script fails.
    """
    names = [name for name, _ in properties(item)]
    fields: list[Field] = []
    for column in columns:
        if isinstance(column.expression, str):
            found = _matching(column.expression, names, item)
            if not found and keep_missing and not has_wildcard(column.expression):
                found = [column.expression]
            fields.extend(_named(column, name) for name in found)
        else:
            fields.append(_field(column, evaluate, failed))
    return fields


def named_fields(names: Iterable[str]) -> list[Field]:
    """Return one field for each property name."""
    return [_named(Column(name), name) for name in names]


def _matching(pattern: str, names: list[str], item: Value) -> list[str]:
    folded = pattern.casefold()
    own = [name for name in names if name.casefold() == folded]
    if own:
        return own
    if has_wildcard(pattern):
        # What is no pattern after all (`a[`) names nothing.
        with suppress(WildcardError):
            return [name for name in names if like(name, pattern)]
        return []
    return [pattern] if has_property(item, pattern) else []


def _label(column: Column) -> str:
    if column.label is not None:
        return column.label
    expression = column.expression
    return expression.text if isinstance(expression, Script | ScriptBlock) else str(expression)


def _named(column: Column, name: str) -> Field:
    return Field(name if column.label is None else column.label, property_reader(name), column)


def _field(column: Column, evaluate: Evaluate | None, failed: Value) -> Field:
    shown = _reader(column.condition, evaluate, None) if column.condition is not None else None
    return Field(_label(column), _reader(column.expression, evaluate, failed), column, shown)


def _reader(expression: Value, evaluate: Evaluate | None, failed: Value) -> Callable[[Value], Value]:
    if isinstance(expression, str):
        return property_reader(expression)
    if isinstance(expression, tuple):
        return _first_reader(expression)
    if isinstance(expression, Script):
        path = _SIMPLE_PATH.fullmatch(expression.text)
        if path:
            return _path_reader(path[1][1:].split("."))
        return _script_reader(expression.text, evaluate, failed)
    return _script_reader(expression, evaluate, failed)


def _first_reader(names: tuple[str, ...]) -> Callable[[Value], Value]:
    """Return a function that reads the first of several properties that an object has."""

    def read(item: Value) -> Value:
        name = next((name for name in names if has_property(item, name)), None)
        return None if name is None else get_property(item, name)

    return read


def property_reader(name: str) -> Callable[[Value], Value]:
    """Return a function that reads a property of any value, None where there is none."""

    def read(item: Value) -> Value:
        if isinstance(item, PSObject):
            if name in item.notes:
                return item.notes[name]
            if name in item.adapted:
                return item.adapted[name]
        # Count and Length, which PowerShell's language gives every value, are no properties to a Format cmdlet.
        return get_property(item, name) if has_property(item, name) else None

    return read


def _path_reader(path: list[str]) -> Callable[[Value], Value]:
    def read(item: Value) -> Value:
        for name in path:
            item = get_property(item, name)
        return item

    return read


def _script_reader(script: Value, evaluate: Evaluate | None, failed: Value) -> Callable[[Value], Value]:
    def read(item: Value) -> Value:
        # A calculated column that fails costs its cell, not the table, as in PowerShell.
        try:
            return None if evaluate is None else _put_out(evaluate(script, item))
        except EopshError:
            return failed

    return read


def _put_out(value: Value) -> Value:
    """Return what is left of a list that a script puts out: nothing of an empty one, the element of one with a single element."""
    if isinstance(value, list | tuple) and len(value) < 2:
        return value[0] if value else None
    return value


def elements(value: Value) -> Iterator[Value]:
    """Yield what a collection is shown as, a dictionary as its entries; anything else is its own only element."""
    if not isinstance(value, dict):
        yield from items_of(value)
        return
    kind = "".join(value.type_names[:1]) if isinstance(value, PSDict) else ""
    generic = "Dictionary`2" in kind or kind.endswith(".PSBoundParametersDictionary")
    for key, item in value.items():
        names: dict[str, Value] = {"Key": key, "Value": item}
        yield PSObject(adapted=names if generic else names | {"Name": key}, type_names=_KEY_VALUE_PAIR if generic else _DICTIONARY_ENTRY)
