"""A type's name as a menu shows it."""

from __future__ import annotations

_SHORT = {
    "string": "string",
    "boolean": "bool",
    "int32": "int",
    "int64": "long",
    "object": "object",
    "datetime": "datetime",
    "timespan": "timespan",
    "hashtable": "hashtable",
    "scriptblock": "scriptblock",
    "switchparameter": "switch",
}


def short_name(kind: str) -> str:
    """Return a type's name as a menu shows it: without namespace, `string[]`, `RuleIdParameter`."""
    bare = kind.removesuffix("[]").removeprefix("Deserialized.")
    last = bare.rpartition(".")[2]
    return _SHORT.get(last.lower(), last) + ("[]" if kind.endswith("[]") else "")
