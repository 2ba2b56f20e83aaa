"""Validation attributes of script parameters, as the binder's rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from eopsh.binding import validation
from eopsh.binding.model import Evaluate
from eopsh.language import tree
from eopsh.objects import ConversionError, Value, convert, to_text
from eopsh.runtime.compiler.unit import Unit, expression
from eopsh.runtime.scope import Scope
from eopsh.runtime.signals import failure

Make: TypeAlias = Callable[[list[Value], dict[str, Value]], object]


def validations(attributes: tuple[tree.Attribute, ...], unit: Unit) -> Iterator[object]:
    """Yield the rules that a parameter's attributes lay down; attributes that are no rules are passed over."""
    nowhere: Scope = None  # type: ignore[assignment]  # attribute arguments are constants
    for attribute in attributes:
        name = attribute.type.name.lower().rpartition(".")[2].removesuffix("attribute")
        make = _RULES.get(name)
        if make is not None:
            _check_count(name, attribute, unit)
            positional = [expression(value, unit)(nowhere) for value in attribute.positional]
            named = {each.name.lower(): expression(each.value, unit)(nowhere) for each in attribute.named if not each.omitted}
            yield make(positional, named)


_COUNTS = {"validaterange": (1, 2), "validatelength": (2,), "validatecount": (2,), "validatepattern": (1,), "validatescript": (1,)}
"""How many arguments the constructors of attributes take, where that matters."""


def _check_count(name: str, attribute: tree.Attribute, unit: Unit) -> None:
    count = len(attribute.positional)
    if count not in _COUNTS.get(name, (count,)):
        message = f'Cannot find an overload for ".ctor" and the argument count: "{count}".'
        exception = "System.Management.Automation.MethodException"
        raise failure(message, "MethodCountCouldNotFindBest", "NotSpecified", exception=exception, place=unit.place(attribute))


def check_variable(rules: list[validation.Validation], value: Value, name: str, evaluate: Evaluate | None) -> None:
    """Raise what PowerShell says of a value that the rules of a variable do not let in."""
    try:
        for rule in rules:
            rule.check(value, evaluate)
    except validation.InvalidArgument:
        text = f"The variable cannot be validated because the value {to_text(value)} is not a valid value for the {name} variable."
        exception = "System.Management.Automation.ValidationMetadataException"
        raise failure(text, "ValidateSetFailure", "MetadataError", exception=exception) from None


def _set(positional: list[Value], named: dict[str, Value]) -> object:
    return validation.ValidateSet(tuple(map(to_text, positional)), named.get("ignorecase") is not False, to_text(named.get("errormessage")))


_RANGE_KIND = "System.Management.Automation.ValidateRangeKind"


def _range(positional: list[Value], named: dict[str, Value]) -> object:
    if len(positional) == 1:
        try:
            return validation.ValidateRangeKind(to_text(convert(positional[0], _RANGE_KIND)))
        except ConversionError as error:
            message = f'The following exception occurred while constructing the attribute "ValidateRange": "{error.message}"'
            raise failure(message, "ExceptionConstructingAttribute") from None
    return validation.ValidateRange(positional[0], positional[1])


def _pattern(positional: list[Value], named: dict[str, Value]) -> object:
    options = frozenset(name.strip() for name in to_text(named.get("options", "IgnoreCase"), ",").lower().split(","))
    message = to_text(named.get("errormessage"))
    return validation.ValidatePattern(to_text(positional[0]), "ignorecase" in options, message, options)


def _integers(values: list[Value]) -> tuple[int, int]:
    low, high = (value if isinstance(value, int) else 0 for value in values[:2])
    return low, high


def _script(positional: list[Value], named: dict[str, Value]) -> object:
    return validation.ValidateScript(positional[0], to_text(named.get("errormessage")))


_RULES: dict[str, Make] = {
    "validateset": _set,
    "validaterange": _range,
    "validatelength": lambda positional, named: validation.ValidateLength(*_integers(positional)),
    "validatecount": lambda positional, named: validation.ValidateCount(*_integers(positional)),
    "validatepattern": _pattern,
    "validatescript": _script,
    "validatenotnull": lambda positional, named: validation.ValidateNotNull(),
    "validatenotnullorempty": lambda positional, named: validation.ValidateNotNullOrEmpty(),
    "validatenotnullorwhitespace": lambda positional, named: validation.ValidateNotNullOrWhiteSpace(),
    "allownull": lambda positional, named: validation.AllowNull(),
    "allowemptystring": lambda positional, named: validation.AllowEmptyString(),
    "allowemptycollection": lambda positional, named: validation.AllowEmptyCollection(),
}
