"""Validation of arguments: what a declaration demands beyond the type, refused in PowerShell's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Protocol, runtime_checkable

from eopsh.binding.model import Evaluate
from eopsh.errors import EopshError
from eopsh.frozen import frozen
from eopsh.objects import (
    ConversionError,
    RegexError,
    Value,
    compare,
    compile_regex,
    convert,
    is_collection,
    items_of,
    short_type_name,
    to_bool,
    to_text,
    type_name,
)

_NULL_ELEMENT = (
    "The argument is null, empty, or an element of the argument collection contains a null value. "
    "Supply a collection that does not contain any null values and then try the command again."
)


class InvalidArgument(Exception):
    """The value is refused; the text is the second half of PowerShell's message."""


@runtime_checkable
class Validation(Protocol):
    """A rule for the converted value of one parameter."""

    def check(self, value: Value, evaluate: Evaluate | None) -> None:
        """Look at a value. Raises InvalidArgument when it is refused, and what a validation script raises itself."""


def _elements(value: Value) -> Iterable[Value]:
    """What an element-wise rule looks at; null is no value to look at."""
    items = items_of(value) if is_collection(value) else [value]
    if any(item is None for item in items):
        raise InvalidArgument(_NULL_ELEMENT)
    return items


def _numbered(template: str, *values: object) -> str:
    """Fill `{0}`, `{1}` of a message that the declaration brought; anything else in braces stays."""
    return re.sub(r"\{(\d)\}", lambda match: str(values[int(match[1])]) if int(match[1]) < len(values) else match[0], template)


@frozen
class ValidateSet:
    """The text of each element is one of `values`."""

    values: tuple[str, ...]
    ignore_case: bool = True
    message: str = ""

    def check(self, value: Value, evaluate: Evaluate | None) -> None:
        """See `Validation.check`."""
        for text in map(to_text, _elements(value)):
            if not any(compare(text, allowed, ignore_case=self.ignore_case) == 0 for allowed in self.values):
                listed = ",".join(self.values)
                raise InvalidArgument(_numbered(self.message or _NOT_IN_SET, text, listed))


_NOT_IN_SET = (
    'The argument "{0}" does not belong to the set "{1}" specified by the ValidateSet attribute. '
    "Supply an argument that is in the set and then try the command again."
)


@frozen
class ValidateRange:
    """Each element lies between `low` and `high`, both included, compared as values of their type."""

    low: Value
    high: Value

    def check(self, value: Value, evaluate: Evaluate | None) -> None:
        """See `Validation.check`."""
        for item in _elements(value):
            self._check_one(item)

    def _check_one(self, value: Value) -> None:
        limit_type = type_name(self.low)
        try:
            converted = convert(value, limit_type)
        except ConversionError:
            raise _other_type(value, limit_type) from None
        if compare(converted, self.low) < 0:
            raise InvalidArgument(_OUT_OF_RANGE.format(to_text(converted), "less", "minimum", to_text(self.low), "greater"))
        if compare(converted, self.high) > 0:
            raise InvalidArgument(_OUT_OF_RANGE.format(to_text(converted), "greater", "maximum", to_text(self.high), "less"))


_OUT_OF_RANGE = (
    "The {0} argument is {1} than the {2} allowed range of {3}. "
    "Supply an argument that is {4} than or equal to {3} and then try the command again."
)


@frozen
class ValidateRangeKind:
    """Each element is `Positive`, `NonNegative`, `Negative` or `NonPositive`."""

    kind: str

    def check(self, value: Value, evaluate: Evaluate | None) -> None:
        """See `Validation.check`."""
        words, holds = _RANGE_KINDS[self.kind.casefold()]
        for item in _elements(value):
            if not isinstance(item, int | float | Decimal):
                raise _other_type(item, "System.Int32")
            if not holds(item):
                raise InvalidArgument(f'The argument "{to_text(item)}" cannot be validated because its value is not {words} zero.')


def _other_type(value: Value, wanted_type: str) -> InvalidArgument:
    wanted, given = short_type_name(wanted_type), short_type_name(type_name(value))
    return InvalidArgument(
        f'The argument cannot be validated because its type "{given}" is not the same type ({wanted}) as the maximum and minimum '
        f"limits of the parameter. Make sure the argument is of type {wanted} and then try the command again."
    )


_RANGE_KINDS: dict[str, tuple[str, Callable[[float | Decimal], bool]]] = {
    "positive": ("greater than", lambda number: number > 0),
    "nonnegative": ("greater than or equal to", lambda number: number >= 0),
    "negative": ("less than", lambda number: number < 0),
    "nonpositive": ("less than or equal to", lambda number: number <= 0),
}


@frozen
class ValidateLength:
    """Each element is a text of `low` to `high` characters."""

    low: int
    high: int

    def check(self, value: Value, evaluate: Evaluate | None) -> None:
        """See `Validation.check`."""
        for text in _elements(value):
            if not isinstance(text, str):
                raise InvalidArgument(
                    "The ValidateLength attribute cannot be applied to a parameter that is not a string or string[] parameter. "
                    "Make the parameter a string or string[] parameter."
                )
            if len(text) < self.low:
                raise InvalidArgument(_WRONG_LENGTH.format(len(text), "short", "greater", self.low))
            if len(text) > self.high:
                raise InvalidArgument(_WRONG_LENGTH.format(len(text), "long", "shorter", self.high))


# As the recorded answers have it (bind.jsonl, lang.jsonl); the bare engine words a text that is too long in another way.
_WRONG_LENGTH = (
    "The character length ({0}) of the argument is too {1}. "
    'Specify an argument with a length that is {2} than or equal to "{3}", and then try the command again.'
)


@frozen
class ValidatePattern:
    """The pattern is found in the text of each element; letters match in any case unless told otherwise.

    `options` are names of .NET's, in any case: `Multiline`, `Singleline` and `IgnorePatternWhitespace` count, all others have no effect.
    """

    pattern: str
    ignore_case: bool = True
    message: str = ""
    options: frozenset[str] = frozenset()

    def check(self, value: Value, evaluate: Evaluate | None) -> None:
        """See `Validation.check`."""
        try:
            flags = sum(flag for name, flag in _REGEX_OPTIONS.items() if name in self.options)
            expression = compile_regex(self.pattern, self.ignore_case, flags)
        except RegexError as error:
            raise InvalidArgument(error.message) from None
        for text in map(to_text, _elements(value)):
            if not expression.search(text):
                raise InvalidArgument(_numbered(self.message or _NO_MATCH, text, self.pattern))


_REGEX_OPTIONS = {"multiline": re.MULTILINE.value, "singleline": re.DOTALL.value, "ignorepatternwhitespace": re.VERBOSE.value}
_NO_MATCH = 'The argument "{0}" does not match the "{1}" pattern. Supply an argument that matches "{1}" and try the command again.'


@frozen
class ValidateCount:
    """The collection has `low` to `high` elements."""

    low: int
    high: int

    def check(self, value: Value, evaluate: Evaluate | None) -> None:
        """See `Validation.check`."""
        if value is not None and not is_collection(value):
            raise InvalidArgument(
                "The ValidateCount attribute cannot be applied to a non-array parameter. "
                "Either remove the attribute from the parameter or make the parameter an array parameter."
            )
        count = len(items_of(value)) if value is not None else 0
        if not self.low <= count <= self.high:
            bounds = f"at least {self.low} value(s) and no more than {self.high}" if self.low != self.high else f"exactly {self.low}"
            raise InvalidArgument(f"The parameter requires {bounds} value(s) - {count} value(s) were provided.")


@frozen
class ValidateNotNull:
    """Neither the value nor an element of it is null."""

    def check(self, value: Value, evaluate: Evaluate | None) -> None:
        """See `Validation.check`."""
        if value is None:
            raise InvalidArgument("The argument is null. Provide a valid value for the argument, and then try running the command again.")
        if is_collection(value) and None in items_of(value):
            raise InvalidArgument(
                "The argument has a null value, or an element of the argument collection contains a null value. "
                "Provide a collection that does not contain any null values, and then try the command again."
            )


@frozen
class ValidateNotNullOrEmpty:
    """The value is neither null nor an empty text, list or dictionary, and no element is null or an empty text."""

    def check(self, value: Value, evaluate: Evaluate | None) -> None:
        """See `Validation.check`."""
        if value is None or value == "":
            raise InvalidArgument(
                "The argument is null or empty. Provide an argument that is not null or empty, and then try the command again."
            )
        items = items_of(value) if is_collection(value) else list(value) if isinstance(value, dict) else [value]
        if not items or any(item is None or item == "" for item in items):
            raise InvalidArgument(_NULL_ELEMENT)


@frozen
class ValidateNotNullOrWhiteSpace:
    """The same, and no text consists of white space only."""

    def check(self, value: Value, evaluate: Evaluate | None) -> None:
        """See `Validation.check`."""
        if value is None or _is_blank(value):
            raise InvalidArgument(
                "The argument is null, empty, or consists of only white-space characters. "
                "Provide an argument that contains non white-space characters, and then try the command again."
            )
        if is_collection(value) and any(item is None or _is_blank(item) for item in items_of(value)):
            raise InvalidArgument(
                "An element of the argument collection is null, empty, or consists of only white-space characters. "
                "Supply a collection that does not contain any those values and then try the command again."
            )


def _is_blank(value: Value) -> bool:
    return isinstance(value, str) and not value.strip()


@frozen
class ValidateScript:
    """The script block answers true for each element, which it sees as `$_`."""

    block: Value
    message: str = ""

    def check(self, value: Value, evaluate: Evaluate | None) -> None:
        """See `Validation.check`."""
        if evaluate is None:
            return
        for item in _elements(value):
            if not to_bool(self._answer(item, evaluate)):
                raise InvalidArgument(_numbered(self.message or _SCRIPT_REFUSED, to_text(item), to_text(self.block)))

    def _answer(self, item: Value, evaluate: Evaluate) -> Value:
        try:
            return evaluate(self.block, {"_": item})
        except EopshError as error:
            # A script's own error has a record; anything else (Ctrl-C, a lost session) is no answer of the script.
            if getattr(error, "record", None) is None:
                raise
            raise InvalidArgument(str(error)) from error


_SCRIPT_REFUSED = (
    'The "{1}" validation script for the argument with value "{0}" did not return a result of True. '
    "Determine why the validation script failed, and then try the command again."
)


@frozen
class Transformation:
    """How the declaration itself converts a value, where its type is none that everybody knows. Raises ConversionError."""

    change: Callable[[Value], Value]


@frozen
class AllowNull:
    """Lets a mandatory parameter take null."""


@frozen
class AllowEmptyString:
    """Lets a mandatory parameter take an empty text."""


@frozen
class AllowEmptyCollection:
    """Lets a mandatory parameter take an empty collection."""
