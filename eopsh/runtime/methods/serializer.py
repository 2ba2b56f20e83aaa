"""System.Management.Automation.PSSerializer: values to CLIXML and back, the scripts' way to a copy of an object with all that is in it."""

from __future__ import annotations

from eopsh.objects import EnumValue, ErrorRecord, PSDict, PSList, PSObject, Value, read_clixml, write_clixml
from eopsh.patterns import lazy_pattern
from eopsh.runtime.methods.table import DotNetError, method

_PREFIX = "Deserialized."
_TAG = lazy_pattern(r"<(/?)[^<>]*?(/?)>[^<]*")


def serialize(value: Value, depth: Value = 1) -> str:
    """Return the document of one value, an element a line. What is in an object is written whole, whatever the depth."""
    return indented(write_clixml([value]).decode("utf-8"))


def indented(document: str) -> str:
    """Return a document with each element on a line of its own, two blanks further in than the one around it."""
    lines: list[str] = []
    level = 0
    parts = [(match[0], bool(match[1]), bool(match[2])) for match in _TAG.finditer(document)]
    for place, (text, closing, empty) in enumerate(parts):
        level -= closing
        if closing and place and not parts[place - 1][1] and not parts[place - 1][2]:
            lines[-1] += text
        else:
            lines.append("  " * level + text)
        level += not closing and not empty
    return "\n".join(lines)


def deserialize(text: str) -> Value:
    """Return the value of a document; several as a list."""
    values = deserialize_list(text)
    return values[0] if len(values) == 1 else values or None


def deserialize_list(text: str) -> list[Value]:
    """Return the values of a document."""
    values = read_clixml(text)
    damaged = next((value for value in values if isinstance(value, ErrorRecord) and value.fully_qualified_id == "DamagedObject"), None)
    if damaged is not None:
        raise DotNetError(damaged.message, "XmlException")
    seen: set[int] = set()
    for value in values:
        _mark(value, seen)
    return values


def _mark(value: Value, seen: set[int]) -> None:
    """Name the types of what was read as PowerShell does, so that it can be told from the live ones."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if id(item) in seen or not isinstance(item, PSObject | PSList | PSDict | EnumValue):
            continue
        seen.add(id(item))
        plain = isinstance(item, PSObject) and item.type_names[:1] == ("System.Management.Automation.PSCustomObject",)
        if not plain:
            item.type_names = tuple(_PREFIX + name.removeprefix(_PREFIX) for name in item.type_names)
        waiting += _parts(item)


def _parts(item: Value) -> list[Value]:
    if isinstance(item, PSObject):
        return [*item.notes.values(), *item.adapted.values(), item.base]
    if isinstance(item, PSDict):
        return [*item.values(), *item.notes.values()]
    return [*item, *item.notes.values()] if isinstance(item, PSList) else []


SERIALIZER = {
    "Deserialize": method(deserialize, "s", names="source"),
    "DeserializeAsList": method(deserialize_list, "s", names="source"),
    "Serialize": method(serialize, "o", "oi", names="source depth"),
}
