"""The public types of .NET and their members, as far as scripts use them: names only, read from the two tables beside this file."""

from __future__ import annotations

from dataclasses import field
from functools import cache
from pathlib import Path

from eopsh.frozen import frozen
from eopsh.objects.enums import ENUMS, enum_name
from eopsh.objects.names import full_type_name

_OBJECT_METHODS = {
    "Equals": "System.Boolean",
    "GetHashCode": "System.Int32",
    "GetType": "System.Type",
    "ToString": "System.String",
}
_STATIC_METHODS = {"Equals": "System.Boolean", "ReferenceEquals": "System.Boolean"}
_CONVERTS = "Boolean Byte Char DateTime Decimal Double Int16 Int32 Int64 SByte Single UInt16 UInt32 UInt64"
"""What IConvertible converts to."""
_ENUM_METHODS = {
    **_OBJECT_METHODS,
    "CompareTo": "System.Int32",
    "GetTypeCode": "System.TypeCode",
    "HasFlag": "System.Boolean",
    **{f"To{name}": f"System.{name}" for name in _CONVERTS.split()},
    "ToType": "System.Object",
    "TryFormat": "System.Boolean",
}
_ENUM_STATICS = {
    **_STATIC_METHODS,
    "Format": "System.String",
    "GetName": "System.String",
    "GetNames": "System.String[]",
    "GetUnderlyingType": "System.Type",
    "GetValues": "System.Array",
    "GetValuesAsUnderlyingType": "System.Array",
    "IsDefined": "System.Boolean",
    "Parse": "System.Object",
    "ToObject": "System.Object",
    "TryFormat": "System.Boolean",
    "TryParse": "System.Boolean",
}


@frozen
class TypeFacts:
    """The members of one type: names and the full names of their types, empty where unknown. `item` is the type of what an index gives."""

    name: str
    item: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    methods: dict[str, str] = field(default_factory=dict)
    static_properties: dict[str, str] = field(default_factory=dict)
    static_methods: dict[str, str] = field(default_factory=dict)
    is_enum: bool = False


def facts(name: str) -> TypeFacts | None:
    """Return what is known of a type by its full name in any case, generic arguments left out; None when nothing is."""
    bare = name.partition("[")[0].partition("`")[0]
    # Scripts can add enums, so these are not kept.
    members = ENUMS.get(enum_name(bare) or "")
    return _kept(bare.lower()) if members is None else enum_facts(bare, tuple(members))


@cache
def _kept(folded: str) -> TypeFacts | None:
    line = _lines().get(folded)
    return None if line is None else _read(line)


def enum_facts(name: str, members: tuple[str, ...]) -> TypeFacts:
    """Return the facts of an enum of these members."""
    fields = dict.fromkeys(members, name)
    return TypeFacts(name, "", {"value__": "System.Int32"}, _ENUM_METHODS, fields, _ENUM_STATICS, is_enum=True)


def full_name(written: str) -> str:
    """Return a type's full name as scripts write it: an accelerator (`[int]`), a name with or without `System.`."""
    folded = written.lower()
    known = next((full for name, full in accelerators().items() if name.lower() == folded), None) or enum_name(written)
    if known is not None:
        return known
    for name in (folded, f"system.{folded}", f"system.management.automation.{folded}"):
        if name in _lines():
            return _lines()[name].partition("|")[0]
    return full_type_name(written)


@cache
def accelerators() -> dict[str, str]:
    """Return the short names of types with the full names they stand for."""
    return {name: full for name, _, full in (line.partition(" ") for line in _rows("accelerators.txt"))}


def is_described(name: str) -> bool:
    """Tell whether the members of a type are known, by its full name."""
    return name.lower() in _lines()


@cache
def namespaces() -> dict[str, tuple[str, ...]]:
    """Return the names of the public types by namespace."""
    return {name: tuple(types.split(" ")) for name, _, types in (line.partition(" ") for line in _rows("types.txt"))}


def _rows(file: str) -> list[str]:
    text = Path(__file__).with_name(file).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


@cache
def _lines() -> dict[str, str]:
    return {line.partition("|")[0].lower(): line for line in _rows("members.txt")}


def _read(line: str) -> TypeFacts:
    name, flags, item, properties, methods, static_properties, static_methods = line.split("|")
    if "e" in flags:
        return enum_facts(name, tuple(static_properties.split()))
    own = {**_pairs(methods), **_OBJECT_METHODS, **_pairs(item)}
    statics = {**_pairs(static_methods), **_STATIC_METHODS, **({"new": name} if "n" in flags else {})}
    return TypeFacts(name, next(iter(_pairs(item).values()), ""), _pairs(properties), own, _pairs(static_properties), statics)


def _pairs(text: str) -> dict[str, str]:
    return {name: _full(kind) for name, _, kind in (pair.partition(":") for pair in text.split())}


def _full(name: str) -> str:
    return f"System{name}" if name.startswith(".") else name
