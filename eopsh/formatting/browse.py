"""Format-Custom without a view: an object and the objects in it, as `class Name { Property = value }`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from eopsh.formatting.align import ELLIPSIS
from eopsh.formatting.control import LineWriter
from eopsh.formatting.fields import Field, elements
from eopsh.frozen import frozen
from eopsh.objects import EnumValue, SecureString, Value, is_collection, type_names

_INDENT = 2


@frozen
class Browser:
    """Writes one object. `fields` gives what is shown of it, `text` a value as text, `limit` how many elements of a list (-1: all)."""

    writer: LineWriter
    fields: Callable[[Value], Sequence[Field]]
    text: Callable[[Value], str]
    limit: int
    depth: int

    def top(self, item: Value, fields: Sequence[Field]) -> None:
        """Write the object that was handed in, with these fields."""
        if is_plain(item):
            self._leaf(item)
        else:
            self._object(item, fields, 0)

    def _object(self, item: Value, fields: Sequence[Field], level: int) -> None:
        names = type_names(item)
        self._line(f"class {names[0].rpartition('.')[2] if names else 'PSObject'}")
        self._line("{")
        with self.writer.frame(_INDENT):
            for field in fields:
                self.writer.text(self.text(field.label) + " = ")
                self._value(field.read(item), level)
        self._line("}")

    def _value(self, value: Value, level: int) -> None:
        if is_collection(value) or isinstance(value, dict):
            self.writer.end_line()
            with self.writer.frame(_INDENT):
                self._list(value, level + 1)
        elif self._is_leaf(value, level):
            self._leaf(value)
        else:
            self.writer.end_line()
            with self.writer.frame(_INDENT):
                self._object(value, self.fields(value), level + 1)

    def _list(self, value: Value, level: int) -> None:
        self._line("[")
        with self.writer.frame(_INDENT):
            for number, item in enumerate(elements(value)):
                if number == self.limit:
                    self._leaf(ELLIPSIS)
                    break
                self._element(item, level)
        self._line("]")
        self.writer.end_line()

    def _element(self, item: Value, level: int) -> None:
        if self._is_leaf(item, level):
            self._leaf(item)
        elif is_collection(item):
            self.writer.end_line()
            with self.writer.frame(_INDENT):
                self._list(item, level + 1)
        else:
            self._object(item, self.fields(item), level + 1)

    def _is_leaf(self, value: Value, level: int) -> bool:
        return value is None or level >= self.depth or is_plain(value)

    def _leaf(self, value: Value) -> None:
        self._line(self.text(value))

    def _line(self, text: str) -> None:
        self.writer.text(text)
        self.writer.end_line()


def is_plain(value: Value) -> bool:
    """Tell whether PowerShell takes a value for a scalar: text, numbers, enums."""
    return isinstance(value, str | int | float | Decimal | EnumValue | SecureString)
