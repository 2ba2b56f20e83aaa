"""What -Property may hold: names, wildcards, script blocks, hashtables; read for every object."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from eopsh.frozen import frozen
from eopsh.objects import (
    PSDict,
    PSObject,
    ScriptBlock,
    Value,
    get_property,
    has_property,
    has_wildcard,
    is_collection,
    like,
    properties,
    to_bool,
    to_text,
)
from eopsh.runtime.local import CommandContext
from eopsh.runtime.signals import ScriptError

_LABELS = ("name", "label")


@frozen
class PropertyExpression:
    """One element of -Property. `pattern` marks a wildcard; `options` are the other keys of a hashtable, in lower case."""

    label: str
    read: Callable[[Value], Value]
    name: str | None = None
    pattern: bool = False
    options: PSDict | None = None

    def option(self, name: str) -> Value:
        """Return a further key of the hashtable, found by any beginning of its name."""
        for key, value in (self.options or PSDict()).items():
            if name.startswith(to_text(key).lower()):
                return value
        return None

    def has(self, item: Value) -> bool:
        """Tell whether the object has the property at all."""
        if self.pattern and self.name is not None:
            return bool(matching(item, self.name))
        return self.name is None or has_property(item, self.name) or (isinstance(item, PSDict) and self.name in item)

    def flag(self, name: str, default: bool) -> bool:
        """Return a boolean option."""
        value = self.option(name)
        return default if value is None else to_bool(value)


def expressions_of(argument: Value, context: CommandContext, keys: tuple[str, ...] = ("name", "label")) -> list[PropertyExpression]:
    """Read -Property. `keys` are those that a hashtable may have besides `expression`.

    Raises:
        ScriptError: a hashtable without an expression, or with a key that is none.
    """
    items: Iterable[Value] = argument if isinstance(argument, list) else [] if argument is None else [argument]
    return [expression_of(item, context, keys) for item in items]


def expression_of(item: Value, context: CommandContext, keys: tuple[str, ...] = ("name", "label")) -> PropertyExpression:
    """Read one element of -Property."""
    if isinstance(item, ScriptBlock):
        return PropertyExpression(item.text, _block_reader(item, context))
    if isinstance(item, PSDict):
        return _calculated(item, context, keys)
    name = to_text(item)
    if not name:
        raise context.fail("An empty string value is not allowed.", "ExpressionEmptyString2")
    return PropertyExpression(name, _pattern_reader(name) if has_wildcard(name) else reader(name), name, has_wildcard(name))


def reader(name: str) -> Callable[[Value], Value]:
    """Return what reads a property by name."""

    def read(item: Value) -> Value:
        if type(item) is PSObject and name in item.notes:
            return item.notes[name]
        return get_property(item, name)

    return read


def _pattern_reader(pattern: str) -> Callable[[Value], Value]:
    """Return what reads the first property that matches a wildcard."""

    def read(item: Value) -> Value:
        found = matching(item, pattern)
        return found[0][1] if found else None

    return read


def _block_reader(block: ScriptBlock, context: CommandContext) -> Callable[[Value], Value]:
    def read(item: Value) -> Value:
        value = context.value(block, item)
        if isinstance(value, list) and len(value) < 2:
            # A block puts its output out one by one: a list of one does not survive, and one of none is nothing.
            return value[0] if value else None
        return value

    return read


def _calculated(table: PSDict, context: CommandContext, keys: tuple[str, ...]) -> PropertyExpression:
    label: str | None = None
    expression: Value = None
    rest = PSDict()
    for key, value in table.items():
        name = to_text(key).lower()
        if name and "expression".startswith(name):
            expression = value
        elif not name or not any(full.startswith(name) for full in keys):
            raise context.fail(f"The {to_text(key)} key is not valid.", "DictionaryKeyIllegal")
        elif any(full.startswith(name) for full in _LABELS):
            label = to_text(value)
        else:
            rest[key] = value
    if expression is None:
        raise context.fail("A mandatory entry for expression is missing.", "DictionaryKeyMandatoryEntry")
    if isinstance(expression, ScriptBlock):
        return PropertyExpression(label or expression.text, _block_reader(expression, context), None, False, rest)
    name = to_text(expression)
    return PropertyExpression(label or name, reader(name), name, has_wildcard(name), rest)


def quiet(expression: PropertyExpression, item: Value, context: CommandContext) -> Value:
    """Read an expression; one whose block fails has no value, and the error goes to $Error alone."""
    session = context.session
    session.tries += 1
    try:
        return expression.read(item)
    except ScriptError as error:
        session.remember(error.record)
        return None
    finally:
        session.tries -= 1


def matching(item: Value, pattern: str) -> list[tuple[str, Value]]:
    """Return an object's properties whose names match a wildcard."""
    source = item.items() if isinstance(item, PSDict) else properties(item)
    return [(to_text(name), value) for name, value in source if like(to_text(name), pattern)]


def elements(value: Value) -> list[Value]:
    """Return a list's elements, or the one value."""
    return list(value) if isinstance(value, list) else [value] if not is_collection(value) else list(value)  # type: ignore[call-overload]
