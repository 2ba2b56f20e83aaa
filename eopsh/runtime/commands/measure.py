"""Measure-Object."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from eopsh.binding import BoundCall
from eopsh.catalogue import Command, Parameter
from eopsh.errors import EopshError
from eopsh.objects import PSDict, PSObject, Value, get_property, has_property, sort_compare, to_number, to_text
from eopsh.objects.numeric import as_double
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.declare import INPUT, switch
from eopsh.runtime.commands.expressions import PropertyExpression, expressions_of, matching
from eopsh.runtime.local import CommandContext, local_command

_GENERIC, _TEXT = "GenericMeasure", "TextMeasure"
MEASURE_OBJECT = Command(
    "Measure-Object",
    Parameter("Property", "System.Object[]", position=0),
    *(switch(name, _GENERIC) for name in ("AllStats", "Average", "Maximum", "Minimum", "StandardDeviation", "Sum")),
    *(switch(name, _TEXT) for name in ("Character", "IgnoreWhiteSpace", "Line", "Word")),
    INPUT,
    default_set=_GENERIC,
    alias="measure",
)
_NUMERIC = ("Average", "Sum", "Maximum", "Minimum", "StandardDeviation")


@dataclass
class Tally:
    """What is counted of one property. Memory stays the same however many objects come."""

    count: int = 0
    numbers: int = 0
    total: float = 0.0
    squares: float = 0.0
    highest: Value = None
    lowest: Value = None
    lines: int = 0
    words: int = 0
    characters: int = 0
    seen: bool = field(default=False)


@local_command(MEASURE_OBJECT)
def measure_object(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield one measure a property, or one of the objects themselves."""
    wanted = expressions_of(call.get("Property"), context, ())
    tallies: dict[str, Tally] = {} if wanted else {"": Tally()}
    text = any(call.get(name) for name in ("Character", "Line", "Word"))
    asked = {name for name in _NUMERIC if call.get(name) or call.get("AllStats")}
    with closing(objects):
        rest = objects if wanted or text or asked - {"Sum", "Average"} else _summed(objects, tallies[""])
        for item in rest:
            for name, value in _values(item, wanted):
                tally = tallies.setdefault(name, Tally())
                if text:
                    _count_text(tally, to_text(value), bool(call.get("IgnoreWhiteSpace")))
                else:
                    _count_value(tally, value, asked, context)
    for name, tally in tallies.items():
        yield _text_measure(tally, name, call) if text else _measure(tally, name, asked)


def _values(item: Value, wanted: list[PropertyExpression]) -> Iterator[tuple[str, Value]]:
    if not wanted:
        if item is not None:
            yield "", item
        return
    for expression in wanted:
        if expression.pattern and expression.name is not None:
            yield from matching(item, expression.name)
        elif expression.name is None:
            yield expression.label, expression.read(item)
        elif has_property(item, expression.name) or (isinstance(item, PSDict) and expression.name in item):
            yield expression.label, get_property(item, expression.name)


def _summed(objects: Iterator[Value], tally: Tally) -> Iterator[Value]:
    """Sum up plain numbers, the frequent case, without a detour; yield everything else."""
    count, total = 0, 0.0
    for item in objects:
        if type(item) is int or type(item) is float:
            count += 1
            total += item
        else:
            yield item
    tally.count += count
    tally.numbers += count
    tally.total += total


def _count_value(tally: Tally, value: Value, asked: set[str], context: CommandContext) -> None:
    tally.count += 1
    if not asked:
        return
    if asked & {"Maximum", "Minimum"} and value is not None:
        _order(tally, value)
    elif value is None:
        tally.lowest = None if "Minimum" in asked else tally.lowest
    if not asked & {"Average", "Sum", "StandardDeviation"}:
        return
    try:
        number = to_number(value)
    except EopshError:
        message = f'Input object "{to_text(value)}" is not numeric.'
        context.error(message, "NonNumericInputObject", "InvalidType", target=value, exception="System.InvalidOperationException")
        return
    worth = as_double(number)
    tally.numbers += 1
    tally.total += worth
    tally.squares += worth * worth


def _order(tally: Tally, value: Value) -> None:
    value = _as_number(value)
    if not tally.seen:
        tally.highest = tally.lowest = value
        tally.seen = True
        return
    if sort_compare(value, tally.highest) > 0:
        tally.highest = value
    if sort_compare(value, tally.lowest) < 0:
        tally.lowest = value


def _as_number(value: Value) -> Value:
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return value
    return float(value) if isinstance(value, int | float | Decimal) else value


def _measure(tally: Tally, name: str, asked: set[str]) -> PSObject:
    average = tally.total / tally.numbers if tally.numbers and "Average" in asked else None
    deviation = _deviation(tally) if "StandardDeviation" in asked and tally.numbers else None
    adapted: dict[str, Value] = {
        "Count": tally.count,
        "Average": average,
        "Sum": tally.total if "Sum" in asked else None,
        "Maximum": tally.highest if "Maximum" in asked else None,
        "Minimum": tally.lowest if "Minimum" in asked else None,
        "StandardDeviation": deviation,
        "Property": name or None,
    }
    generic = ("Microsoft.PowerShell.Commands.GenericMeasureInfo", "Microsoft.PowerShell.Commands.MeasureInfo", "System.Object")
    return PSObject(adapted=adapted, type_names=generic, text=generic[0])


def _deviation(tally: Tally) -> float:
    if tally.numbers < 2:
        return 0.0
    mean = tally.total / tally.numbers
    return math.sqrt(max(0.0, (tally.squares - tally.numbers * mean * mean) / (tally.numbers - 1)))


def _count_text(tally: Tally, text: str, ignore_blanks: bool) -> None:
    tally.lines += text.count("\n") + (text != "" and not text.endswith("\n"))
    tally.words += len(text.split())
    tally.characters += len(re.sub(r"\s", "", text)) if ignore_blanks else len(text)


def _text_measure(tally: Tally, name: str, call: BoundCall) -> PSObject:
    adapted: dict[str, Value] = {
        "Lines": tally.lines if call.get("Line") else None,
        "Words": tally.words if call.get("Word") else None,
        "Characters": tally.characters if call.get("Character") else None,
        "Property": name or None,
    }
    names = ("Microsoft.PowerShell.Commands.TextMeasureInfo", "Microsoft.PowerShell.Commands.MeasureInfo", "System.Object")
    return PSObject(adapted=adapted, type_names=names, text=names[0])
