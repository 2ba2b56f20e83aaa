"""Property access until the objects room has it."""
from __future__ import annotations
from eopsh.objects import EnumValue, PSObject, PSDict, Value, unwrap
from eopsh.objects.composite import CompositeError, format_text
from eopsh.objects.comparison import equals
from eopsh.objects.number_text import FormatError
from eopsh.objects.text import format_value, to_string, to_text
from collections.abc import Iterator

def properties(value: Value) -> Iterator[tuple[str, Value]]:
    if isinstance(value, PSObject):
        yield from value.items()

def has_property(value: Value, name: str) -> bool:
    return isinstance(value, PSObject) and value.has(name)

def get_property(value: Value, name: str) -> Value:
    if isinstance(value, EnumValue):
        return value.text
    return value.get(name) if isinstance(value, PSObject) else None
