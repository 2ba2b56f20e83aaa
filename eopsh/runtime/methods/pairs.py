"""KeyValuePair, DictionaryEntry and tuples of given types."""

from __future__ import annotations

import re

from eopsh.objects import PSObject, Value, full_type_name, to_text
from eopsh.runtime.methods.elements import typed
from eopsh.runtime.methods.table import Method, method

_VALUE_TYPE = ("System.ValueType", "System.Object")
_ENTRY = "System.Collections.DictionaryEntry"
_PAIR = re.compile(r"(?:system\.)?collections\.generic\.keyvaluepair(?:`2)?\[(.*)\]", re.IGNORECASE).fullmatch
_TUPLE = re.compile(r"(?:system\.)?(value)?tuple(?:`\d)?\[(.*)\]", re.IGNORECASE).fullmatch


def pair_constructor(name: str) -> Method | None:
    """Return the constructor of a pair or a tuple of given types; None for any other type."""
    found = _PAIR(name)
    if found is not None:
        elements = _elements(found[1])
        return method(lambda key, value: _pair(elements, key, value), "oo", names="key value") if len(elements) == 2 else None
    found = _TUPLE(name)
    if found is None:
        return None
    elements = _elements(found[2])
    kind = f"System.{'Value' if found[1] else ''}Tuple`{len(elements)}"
    return method(lambda *items: _tuple(kind, elements, items), "o" * len(elements))


def _elements(inside: str) -> list[str]:
    return [full_type_name(part.strip().strip("[]")) for part in inside.split(",")]


def _names(kind: str, elements: list[str]) -> str:
    return f"{kind}[{','.join(f'[{element}]' for element in elements)}]"


def _pair(elements: list[str], key: Value, value: Value) -> PSObject:
    adapted = {"Key": typed(key, elements[0]), "Value": typed(value, elements[1])}
    names = (_names("System.Collections.Generic.KeyValuePair`2", elements), *_VALUE_TYPE)
    return PSObject(adapted=adapted, type_names=names, text=f"[{to_text(key)}, {to_text(value)}]")


def _tuple(kind: str, elements: list[str], items: tuple[Value, ...]) -> PSObject:
    adapted: dict[str, Value] = {
        f"Item{at}": typed(item, element) for at, (item, element) in enumerate(zip(items, elements, strict=True), 1)
    }
    adapted["Length"] = len(items)
    text = "(" + ", ".join(to_text(item) for item in items) + ")"
    return PSObject(adapted=adapted, type_names=(_names(kind, elements), "System.Object"), text=text)


def _entry(key: Value, value: Value) -> PSObject:
    text = f"[{to_text(key)}, {to_text(value)}]"
    return PSObject(adapted={"Name": key, "Key": key, "Value": value}, type_names=(_ENTRY, *_VALUE_TYPE), text=text)


ENTRY_STATIC: dict[str, Method] = {"new": method(_entry, "oo", names="key value")}
