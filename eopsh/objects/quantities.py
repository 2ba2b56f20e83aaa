"""What a server's object that arrived as text stands for: a size, a number, a span, or no limit at all.

PowerShell's deserialized objects have lost this and compare as text; here they compare as what they are.
"""

from __future__ import annotations

from decimal import Decimal

from eopsh.objects.model import PSObject, Value
from eopsh.objects.parsing import parse_span
from eopsh.objects.sizes import UNLIMITED, comparable_size, size_in_bytes
from eopsh.objects.times import TimeSpan


def _server_text(value: Value) -> str | None:
    """Return the text of a server's object, None for anything else."""
    if not isinstance(value, PSObject) or value.text is None or not value.type_names:
        return None
    return value.text if value.type_names[0].startswith(("Deserialized.", "Microsoft.Exchange.")) else None


def quantities(left: Value, right: Value) -> tuple[float, float] | None:
    """Return what two values amount to, where one is a server's object with a quantity and the other can stand beside it."""
    mine, theirs = _server_text(left), _server_text(right)
    if mine is None and theirs is None:
        return None
    for read in (_size, _number, _span):
        one, other = read(left, mine), read(right, theirs)
        if one is not None and other is not None:
            return one, other
    return None


def _size(value: Value, own: str | None) -> float | None:
    """Read a size: only a server's object is one by itself; `Unlimited` is more than any."""
    if own is not None:
        return UNLIMITED if own.casefold() == "unlimited" else size_in_bytes(own)
    if isinstance(value, str):
        return comparable_size(value)
    return _plain_number(value)


def _number(value: Value, own: str | None) -> float | None:
    text = own if own is not None else value
    if not isinstance(text, str):
        return _plain_number(value)
    if text.strip().casefold() == "unlimited":
        return UNLIMITED
    return float(text) if text.isascii() and text.strip().removeprefix("-").isdigit() else None


def _plain_number(value: Value) -> float | None:
    return float(value) if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else None


def _span(value: Value, own: str | None) -> float | None:
    text = own if own is not None else value
    if isinstance(text, TimeSpan):
        return text.ticks
    if not isinstance(text, str) or ":" not in text:
        return UNLIMITED if isinstance(text, str) and text.casefold() == "unlimited" else None
    try:
        span = parse_span(text)
    except OverflowError:
        return None
    return None if span is None else span.ticks
