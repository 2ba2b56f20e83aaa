"""The object model: everything that crosses the wire or is made locally.

Plain Python values stand for PowerShell's where they fit: `str`, `bool`, `int` (Int32 while it fits, else Int64; the
subclasses in `scalars` name every other integer type), `float` (Double), `Decimal`, `uuid.UUID` (Guid), `bytes` (Byte[]),
`list` (Object[]), None. The classes here and in `scalars` and `times` are the rest.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping
from typing import TypeAlias

Value: TypeAlias = object
"""Any PowerShell value."""


class PSObject:
    """A property bag: what the server sent of an object, or a custom object made here.

    `type_names`: most specific first. `text`: its ToString, None where none was sent. `adapted` (the wire's Props) and `notes` (MS) keep
    the server's order and spelling; names are case-insensitive. `base`: the plain value that an object wraps (a string with note
    properties of its own); None for a bag.
    """

    __slots__ = ("adapted", "base", "notes", "text", "type_names")

    def __init__(
        self,
        notes: dict[str, Value] | None = None,
        *,
        adapted: dict[str, Value] | None = None,
        type_names: tuple[str, ...] = (),
        text: str | None = None,
        base: Value = None,
    ) -> None:
        self.type_names = type_names
        self.text = text
        self.adapted = {} if adapted is None else adapted
        self.notes = {} if notes is None else notes
        self.base = base

    def find(self, name: str) -> str | None:
        """Return the property's own spelling, None when there is no such property."""
        if name in self.notes or name in self.adapted:
            return name
        folded = name.casefold()
        return next((key for key in self.names() if key.casefold() == folded), None)

    def has(self, name: str) -> bool:
        """Tell whether there is such a property, in any case."""
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

    def remove(self, name: str) -> None:
        """Take a property away; nothing happens when there is none."""
        key = self.find(name)
        if key is not None:
            self.notes.pop(key, None)
            self.adapted.pop(key, None)

    def names(self) -> Iterator[str]:
        """Yield the property names in display order."""
        return (name for name, _ in self.items())

    def items(self) -> Iterator[tuple[str, Value]]:
        """Yield names and values in display order, which is PowerShell's: notes, then adapted properties."""
        yield from self.notes.items()
        yield from ((name, value) for name, value in self.adapted.items() if name not in self.notes)

    def copy(self) -> PSObject:
        """Return a bag of its own with the same values (not deep)."""
        return PSObject(dict(self.notes), adapted=dict(self.adapted), type_names=self.type_names, text=self.text, base=self.base)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PSObject):
            return NotImplemented
        return self is other or (
            self.type_names == other.type_names
            and self.text == other.text
            and list(self.adapted.items()) == list(other.adapted.items())
            and list(self.notes.items()) == list(other.notes.items())
            and self.base == other.base
        )

    __hash__ = object.__hash__

    def __repr__(self) -> str:
        kind = self.type_names[0] if self.type_names else "PSObject"
        return f"<{kind} {self.text or ', '.join(self.names())}>"


class PSList(list[Value]):
    """A list that is no plain Object[]: ArrayList, MultiValuedProperty, String[], Queue, ...

    `type_names`: most specific first. `text`, `notes`: as in `PSObject`, for a list that carries properties of its own.
    """

    __slots__ = ("notes", "text", "type_names")

    def __init__(
        self,
        items: Iterable[Value] = (),
        type_names: tuple[str, ...] = ("System.Collections.ArrayList", "System.Object"),
        *,
        notes: dict[str, Value] | None = None,
        text: str | None = None,
    ) -> None:
        super().__init__(items)
        self.type_names = type_names
        self.notes = {} if notes is None else notes
        self.text = text


class _Twin:
    """A key that Python takes for another one's equal and PowerShell does not: `1L` beside `1`, `$true` beside `1`."""

    __slots__ = ("key",)

    def __init__(self, key: Value) -> None:
        self.key = key


class PSDict(dict[Value, Value]):
    """A hashtable. Text keys are found in any case and keep the spelling they were first written with.

    `ordered` marks `[ordered]@{}`; `ignore_case=False` is what `[hashtable]::new()` makes. Keys of different types are different keys.
    """

    __slots__ = ("_spelling", "_twins", "ignore_case", "notes", "ordered", "text", "type_names")

    def __init__(
        self,
        items: Mapping[str, Value] | Mapping[Value, Value] | Iterable[tuple[Value, Value]] = (),
        *,
        ordered: bool = False,
        ignore_case: bool = True,
        type_names: tuple[str, ...] | None = None,
        notes: dict[str, Value] | None = None,
        text: str | None = None,
    ) -> None:
        super().__init__()
        self._spelling: dict[Value, Value] = {}
        self._twins = False
        self.ordered = ordered
        self.ignore_case = ignore_case
        self.type_names = type_names if type_names is not None else ORDERED_TYPES if ordered else HASHTABLE_TYPES
        self.notes = {} if notes is None else notes
        self.text = text
        self.update(items)

    def _key(self, key: Value) -> tuple[type, Value]:
        if isinstance(key, str):
            return str, key.casefold() if self.ignore_case else key
        # An array or a dictionary is a key as the object that it is, whatever stands in it.
        return type(key), id(key) if _is_kept_apart(key) else key

    def spelling(self, key: Value) -> Value:
        """Return the key as it was first written; the key itself when it is absent."""
        found = self._spelling.get(self._key(key), key)
        return found.key if type(found) is _Twin else found

    def __setitem__(self, key: Value, value: Value) -> None:
        known = self._key(key)
        there = self._spelling.get(known)
        if there is None:
            there = key
            if _is_kept_apart(key) or super().__contains__(key):
                there = _Twin(key)
                self._twins = True
            self._spelling[known] = there
        super().__setitem__(there, value)

    def __iter__(self) -> Iterator[Value]:
        keys = super().__iter__()
        return (key.key if type(key) is _Twin else key for key in keys) if self._twins else keys

    def keys(self) -> KeysView[Value]:  # type: ignore[override]  # a view of its own where keys have twins
        """Return the keys as they were first written."""
        return KeysView(self) if self._twins else super().keys()

    def items(self) -> ItemsView[Value, Value]:  # type: ignore[override]  # a view of its own where keys have twins
        """Return the keys with their values."""
        return ItemsView(self) if self._twins else super().items()

    def __getitem__(self, key: Value) -> Value:
        return super().__getitem__(self._spelling[self._key(key)])

    def __delitem__(self, key: Value) -> None:
        super().__delitem__(self._spelling.pop(self._key(key)))

    def __contains__(self, key: object) -> bool:
        return self._key(key) in self._spelling

    def get(self, key: Value, default: Value = None) -> Value:
        """Return the value of a key, in any case."""
        known = self._key(key)
        return super().__getitem__(self._spelling[known]) if known in self._spelling else default

    def pop(self, key: Value, default: Value = None) -> Value:
        """Remove a key and return its value, `default` when it is absent."""
        value = self.get(key, default)
        if key in self:
            del self[key]
        return value

    def setdefault(self, key: Value, default: Value = None) -> Value:
        """Return the value of a key after setting it where it was absent."""
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, items: Mapping[str, Value] | Mapping[Value, Value] | Iterable[tuple[Value, Value]] = ()) -> None:  # type: ignore[override]
        """Set every pair of another dictionary."""
        for key, value in items.items() if isinstance(items, Mapping) else items:
            self[key] = value

    def clear(self) -> None:
        """Remove everything."""
        super().clear()
        self._spelling.clear()

    def copy(self) -> PSDict:
        """Return a dictionary of its own with the same values (not deep)."""
        return PSDict(self, ordered=self.ordered, ignore_case=self.ignore_case, type_names=self.type_names)


def _is_kept_apart(key: Value) -> bool:
    return type(key).__hash__ is None


HASHTABLE_TYPES = ("System.Collections.Hashtable", "System.Object")
ORDERED_TYPES = ("System.Collections.Specialized.OrderedDictionary", "System.Object")
CUSTOM_TYPES = ("System.Management.Automation.PSCustomObject", "System.Object")


class EnumValue:
    """A value of an enum: its type names, its text, its number. Compares with either (PowerShell's deserialized ones lose the text)."""

    __slots__ = ("number", "text", "type_names")

    def __init__(self, type_names: tuple[str, ...], text: str, number: int = 0) -> None:
        self.type_names = type_names
        self.text = text
        self.number = number

    def __eq__(self, other: object) -> bool:
        if isinstance(other, EnumValue):
            return self.number == other.number and self.text == other.text and self.type_names == other.type_names
        return NotImplemented

    def __hash__(self) -> int:
        return hash((self.number, self.text))

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"EnumValue({self.type_names[:1]}, {self.text!r}, {self.number})"
