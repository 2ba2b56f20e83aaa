"""CLIXML in and out, and templates that write many objects of one shape at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from eopsh.objects import PSObject, Value
from eopsh.objects.clixml import Reader, write_value

Row = TypeVar("Row", bound=tuple[object, ...])

PLAIN = re.compile(r"[^&<>\"_\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\uffff\U00010000-\U0010ffff]*").fullmatch
"""Text that goes as it is."""


def dump(value: Value) -> bytes:
    """Return a value as the data of a message."""
    return write_value(value)


def load(data: bytes, decrypt: Callable[[bytes], str]) -> Value:
    """Return the value of a message's data; secure strings are opened with `decrypt`."""
    return Reader(decrypt).value(data)


class Rendered:
    """An object that is written already; `value` makes it an object again where another command wants it."""

    __slots__ = ("_make", "clixml")

    def __init__(self, clixml: bytes, make: Callable[[], PSObject]) -> None:
        self.clixml = clixml
        self._make = make

    def value(self) -> PSObject:
        """Return the object."""
        return self._make()


def text_of(value: object) -> str:
    """Return a string as the inside of an element."""
    if not isinstance(value, str) or not value:
        return ""
    if PLAIN(value):
        return value
    return dump(value).decode().removeprefix("<S>").removesuffix("</S>")


class Template(Generic[Row]):
    """Writes rows whose objects differ in the text of some fields only, many times as fast as the writer.

    `build` makes the object of a row. It is called once, for `sample`: a row of values that occur nowhere else. Where their text comes
    out in the CLIXML, the text of later rows goes in. `fields` maps the index of each such field to what writes it.
    """

    def __init__(self, build: Callable[[Row], PSObject], sample: Row, fields: Mapping[int, Callable[[object], str]]) -> None:
        marks = {write(sample[index]): index for index, write in fields.items()}
        pattern = re.compile("|".join(map(re.escape, marks)))
        document = dump(build(sample)).decode()
        order = [marks[match.group()] for match in pattern.finditer(document)]
        if set(order) != set(fields):
            raise ValueError(f"the fields {sorted(set(fields) - set(order))} do not come out as they go in")
        self._format = "%s".join(part.replace("%", "%%") for part in pattern.split(document))
        self._order = tuple(order)
        self._fields = tuple(fields.items())

    def __call__(self, row: Row) -> bytes:
        texts = {index: write(row[index]) for index, write in self._fields}
        return (self._format % tuple([texts[index] for index in self._order])).encode()


def mark(number: int) -> str:
    """Return a sample text that no object has."""
    return f"\u0f3f{number:02d}\u0f3f"
