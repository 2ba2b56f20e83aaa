"""Values as the text that the reference answers describe them with (the script `clixml-setup-read` prints it)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from eopsh.objects import Char, DateTime, EnumValue, PSDict, PSList, PSObject, Value, to_string, type_names
from eopsh.objects.date_text import format_date
from eopsh.objects.number_text import float_text

CUSTOM = "System.Management.Automation.PSCustomObject"
TICKS_PER_MINUTE = 600_000_000


def escaped(text: str) -> str:
    """Write as the reference script does: UTF-16 units outside printable ASCII as `\\uXXXX`."""
    units = text.encode("utf-16-be", "surrogatepass")
    codes = (int.from_bytes(units[at : at + 2], "big") for at in range(0, len(units), 2))
    return "".join({92: "\\\\", 34: '\\"'}.get(code) or (chr(code) if 32 <= code <= 126 else f"\\u{code:04x}") for code in codes)


def describe_all(values: list[Value]) -> str:
    """Describe the values of a document."""
    lines = [f"objects: {len(values)}", *(line for value in values for line in describe(value))]
    return "\n".join(lines) + "\n"


def describe(value: Value, depth: int = 0, label: str = "") -> Iterator[str]:
    """Yield the lines of one value."""
    start = "  " * depth + label
    if value is None:
        yield f"{start}null"
    elif isinstance(value, PSObject) and value.base is None:
        yield from _object(value, depth, start)
    elif isinstance(value, PSObject):
        yield _wrapped(value, start)
        yield from _properties(value, depth)
    elif isinstance(value, EnumValue):
        yield f"{start}{type_names(value.number)[0]} {_names(value.type_names)} {value.number}"
    elif isinstance(value, PSList | PSDict):
        yield from _collection(value, depth, start)
    else:
        yield f"{start}{type_names(value)[0]} {plain(value)}"


def plain(value: Value) -> str:
    """Write a plain value."""
    if isinstance(value, Char):
        return f"0x{ord(value):04x}"
    if type(value) is str:
        return f'"{escaped(value)}"'
    if isinstance(value, DateTime):
        utc = DateTime(min(max(value.utc_ticks, 0), 3_155_378_975_999_999_999), value.kind, 0 if value.kind == "Local" else None)
        return f"{utc.ticks} {format_date(DateTime(utc.ticks), 'yyyy-MM-ddTHH:mm:ss.fffffff')} {value.kind}"
    if isinstance(value, float):
        return float_text(value, invariant=True)
    if isinstance(value, bytes):
        return value.hex()
    return format(value, "f") if isinstance(value, Decimal) else escaped(to_string(value))


def _names(names: tuple[str, ...]) -> str:
    return "{" + escaped("|".join(f"Deserialized.{name}" for name in names)) + "}"


def _object(value: PSObject, depth: int, start: str) -> Iterator[str]:
    names = "{" + f"{CUSTOM}|System.Object" + "}"
    if value.type_names and value.type_names != (CUSTOM, "System.Object"):
        names = _names(value.type_names)
    text = value.text
    if text is None:
        inner = "; ".join(f"{name}={to_string(item)}" for name, item in value.items())
        text = f"no ToString method; as string: @{{{inner}}}" if value.adapted else ""
    yield f"{start}{CUSTOM} {names} {escaped(text)}"
    yield from _properties(value, depth)


def _properties(value: PSObject, depth: int) -> Iterator[str]:
    for name, item in value.items():
        kind = "NoteProperty" if name in value.notes else "Property"
        yield from describe(item, depth + 1, f"{escaped(name)} ({kind}, settable): ")


def _wrapped(value: PSObject, start: str) -> str:
    names = f" {_names(value.type_names)}" if value.type_names else ""
    shown = plain(value.base) if value.text is None or isinstance(value.base, str | DateTime) else escaped(value.text)
    return f"{start}{type_names(value.base)[0]}{names} {shown}"


def _collection(value: PSList | PSDict, depth: int, start: str) -> Iterator[str]:
    base = value.type_names[0]
    if isinstance(value, PSDict):
        kind = "System.Collections.Specialized.OrderedDictionary" if value.ordered else "System.Collections.Hashtable"
    else:
        kind = base if base in ("System.Collections.Queue", "System.Collections.Stack") else "System.Collections.ArrayList"
    names = (
        ""
        if value.type_names == (kind, "System.Object") and not (isinstance(value, PSDict) and value.ordered)
        else f" {_names(value.type_names)}"
    )
    yield f"{start}{kind}{names} [{len(value)}]"
    if isinstance(value, PSDict):
        for key, item in sorted(value.items(), key=lambda pair: (type_names(pair[0])[0].rpartition(".")[2], str(pair[0]).swapcase())):
            yield from describe(key, depth + 1, "key: ")
            yield from describe(item, depth + 1, "value: ")
    else:
        for item in value:
            yield from describe(item, depth + 1, "- ")
    for name, item in value.notes.items():
        yield from describe(item, depth + 1, f"{escaped(name)} (NoteProperty, settable): ")
