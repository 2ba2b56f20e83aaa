"""Parse and TryParse of the types that a cast reads too."""

from __future__ import annotations

import uuid

from eopsh.objects import ConversionError, DateTime, TimeSpan, Value, convert, to_text
from eopsh.objects.culture_objects import culture_of
from eopsh.objects.date_exact import in_english
from eopsh.runtime.methods.table import DotNetError, Method, method, set_reference

_NUMBERS = ("Byte", "SByte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Double", "Single", "Decimal")


def zero_of(type_name: str) -> Value:
    """Return what .NET fills a new array of a type with."""
    number = type_name.rpartition(".")[2] in _NUMBERS
    if number or type_name in ("System.Boolean", "System.Char"):
        return convert(None if type_name == "System.Char" else 0, type_name)
    starts = {"System.DateTime": DateTime(0), "System.TimeSpan": TimeSpan(0), "System.Guid": uuid.UUID(int=0)}
    return starts.get(type_name)


def _local(text: Value, target: str, more: tuple[Value, ...]) -> Value:
    """Translate a date that a culture is given for."""
    culture = culture_of(*more)
    if culture is None or not isinstance(text, str) or not target.startswith("System.DateTime"):
        return text
    return in_english(text, culture)


def tried(target: str) -> Method:
    """Return `TryParse`: whether the text converts, and the value through `[ref]`."""

    def attempt(text: Value, *more: Value) -> bool:
        text = _local(text, target, more)
        try:
            value: Value = convert(to_text(text), target) if text is not None and to_text(text).strip() else None
        except (ConversionError, ValueError, OverflowError):
            value = None
        set_reference(more[-1], zero_of(target) if value is None else value)
        return value is not None

    return method(attempt, "oo", "ooo", "oooo", names="input result")


def parsed(target: str, problem: str) -> Method:
    """Return `Parse`: the converted text, or .NET's FormatException."""

    def parse(text: Value, *more: Value) -> Value:
        try:
            return convert(to_text(_local(text, target, more)), target)
        except ConversionError as error:
            why = error.message.partition('Error: "')[2].removesuffix('"')
            raise DotNetError(why or problem.format(to_text(text)), "FormatException") from None

    return method(parse, "o", "oo", "ooo", names="input provider")
