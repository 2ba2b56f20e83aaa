"""The object model: everything that crosses the wire or is made locally.

Plain Python values stand for PowerShell's where they fit: `str`, `bool`, `int` (Int32 while it fits, else Int64; the
subclasses name every other integer type), `float` (Double), `Decimal`, `uuid.UUID` (Guid), `bytes` (Byte[]), `list` (Object[]),
None. The classes here are the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

Value: TypeAlias = object
"""Any PowerShell value."""


class PSObject:
    """A property bag: what the server sent of an object, or a custom object made here.

    `type_names`: most specific first. `text`: its ToString, None where none was sent. `adapted` (the wire's Props) and `notes` (MS) keep
    the server's order and spelling; names are case-insensitive.
    """

    __slots__ = ("adapted", "notes", "text", "type_names")

    def __init__(
        self,
        notes: dict[str, Value] | None = None,
        *,
        adapted: dict[str, Value] | None = None,
        type_names: tuple[str, ...] = (),
        text: str | None = None,
    ) -> None:
        self.type_names = type_names
        self.text = text
        self.adapted = {} if adapted is None else adapted
        self.notes = {} if notes is None else notes

    def find(self, name: str) -> str | None:
        """Return the property's own spelling, None when there is no such property."""
        for bag in (self.notes, self.adapted):
            if name in bag:
                return name
        folded = name.casefold()
        return next((key for key in self.names() if key.casefold() == folded), None)

    def has(self, name: str) -> bool:
        return self.find(name) is not None

    def get(self, name: str, default: Value = None) -> Value:
        """Return the value of a property, by name in any case."""
        key = self.find(name)
        if key is None:
            return default
        return self.notes[key] if key in self.notes else self.adapted[key]

    def set(self, name: str, value: Value) -> None:
        """Change a property, or add it as a note."""
        key = self.find(name) or name
        (self.adapted if key in self.adapted and key not in self.notes else self.notes)[key] = value

    def names(self) -> Iterator[str]:
        """Yield the property names in display order."""
        return (name for name, _ in self.items())

    def items(self) -> Iterator[tuple[str, Value]]:
        """Yield names and values in display order: adapted properties, then notes."""
        yield from ((name, value) for name, value in self.adapted.items() if name not in self.notes)
        yield from self.notes.items()
