"""Which values .NET's comparers take for one, and how they put them in order: what sets and sorted tables go by."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from eopsh.objects import Char, DateTime, EnumValue, PSObject, TimeSpan, Uri, Value, Version, XmlText, sort_compare, to_text, type_name
from eopsh.runtime.methods.strings import upper

Order: TypeAlias = Callable[[Value, Value], int]
_BY_VALUE = (bool, float, Decimal, UUID, TimeSpan, Version, EnumValue)


def sameness(value: Value, *, ignore_case: bool = False) -> Hashable:
    """Return what two values share exactly when .NET's default comparer takes them for one.

    Numbers of different types are different, texts are the same sign for sign, an object is only itself: whoever keeps the answer has to
    keep the object too.
    """
    if isinstance(value, str) and not isinstance(value, XmlText):
        text = upper(value) if ignore_case else str(value)
        return (type(value) if isinstance(value, Char | Uri) else str, text)
    if isinstance(value, DateTime):
        return (DateTime, value.utc_ticks if value.has_offset else value.ticks)
    if isinstance(value, float) and value != value:
        return (float, "NaN")
    if value is None or isinstance(value, _BY_VALUE):
        return (type(value), value)
    return (type_name(value), int(value)) if isinstance(value, int) else (object, id(value))


def ignores_case(*comparers: Value) -> bool:
    """Tell whether a comparer that takes texts in any case is among a constructor's arguments."""
    return any(isinstance(each, PSObject) and to_text(each).lower().endswith("ignorecase") for each in comparers)


def order_of(*comparers: Value) -> Order:
    """Return the order that a constructor's arguments ask for: the culture's where no comparer is among them."""
    names = [to_text(each).lower() for each in comparers if isinstance(each, PSObject)]
    ignore = ignores_case(*comparers)
    if any(name.startswith("ordinal") for name in names):
        return lambda one, other: _ordinal(one, other, ignore)
    return lambda one, other: sort_compare(one, other, ignore)


def _ordinal(one: Value, other: Value, ignore_case: bool) -> int:
    if not isinstance(one, str) or not isinstance(other, str):
        return sort_compare(one, other, ignore_case)
    mine, theirs = (upper(one), upper(other)) if ignore_case else (str(one), str(other))
    return (mine > theirs) - (mine < theirs)
