"""PowerShell's binary operators by the names of its tokens (`Plus`, `Ieq`, `Clike`, `DotDot`, ...).

`binary(kind)` gives the function of an operator. A list on the left of a comparison is filtered, as in PowerShell. What needs the
interpreter is not here: `-and`, `-or`, `$Matches` (see `match_text`); script blocks for `-replace` and `-split` come in as callables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from eopsh.objects.arithmetic import OperatorError, add, divide, multiply, remainder, subtract
from eopsh.objects.bits import band, bor, bxor, shl, shr
from eopsh.objects.comparison import compare, equals
from eopsh.objects.composite import format_text
from eopsh.objects.conversion import can_convert, convert
from eopsh.objects.enums import ENUMS
from eopsh.objects.model import PSList, PSObject, Value
from eopsh.objects.names import full_type_name, is_collection, items_of, type_name, type_names, unwrap
from eopsh.objects.numeric import ConversionError
from eopsh.objects.regex import RegexError, compile_regex, expand_replacement, group_order
from eopsh.objects.scalars import Char
from eopsh.objects.text import to_string, to_text
from eopsh.objects.times import DateTime
from eopsh.objects.wildcards import like

Operator: TypeAlias = Callable[[Value, Value], Value]


# --- comparisons


def _filtering(test: Callable[[Value, Value], bool]) -> Operator:
    def operate(left: Value, right: Value) -> Value:
        if isinstance(left, list | tuple):
            return [item for item in left if test(item, right)]
        return test(left, right)

    return operate


def _comparisons(ignore_case: bool) -> dict[str, Operator]:
    def eq(left: Value, right: Value) -> bool:
        return equals(left, right, ignore_case)

    def ordered(holds: Callable[[int], bool]) -> Operator:
        return _filtering(lambda left, right: _has_order(left, right) and holds(compare(left, right, ignore_case)))

    return {
        "eq": _filtering(eq),
        "ne": _filtering(lambda left, right: not eq(left, right)),
        "gt": ordered(lambda order: order > 0),
        "ge": ordered(lambda order: order >= 0),
        "lt": ordered(lambda order: order < 0),
        "le": ordered(lambda order: order <= 0),
        "like": _filtering(lambda left, right: like(to_text(left), to_text(right), ignore_case)),
        "notlike": _filtering(lambda left, right: not like(to_text(left), to_text(right), ignore_case)),
        "match": _filtering(lambda left, right: match_text(left, right, ignore_case) is not None),
        "notmatch": _filtering(lambda left, right: match_text(left, right, ignore_case) is None),
        "contains": lambda left, right: contains(left, right, ignore_case),
        "notcontains": lambda left, right: not contains(left, right, ignore_case),
        "in": lambda left, right: contains(right, left, ignore_case),
        "notin": lambda left, right: not contains(right, left, ignore_case),
        "replace": lambda left, right: replace(left, right, ignore_case),
        "split": lambda left, right: split(left, right, ignore_case),
    }


def _has_order(left: Value, right: Value) -> bool:
    """A double that is no number is neither less nor more than anything."""
    return not (left != left or right != right) if isinstance(left, float) or isinstance(right, float) else True


def match_text(value: Value, pattern: Value, ignore_case: bool = True) -> re.Match[str] | None:
    """Search a pattern in a value's text; the match is what `$Matches` is made of (`regex.match_groups`). Raises RegexError."""
    return compile_regex(to_text(pattern), ignore_case).search(to_text(value))


def contains(values: Value, sought: Value, ignore_case: bool = True) -> bool:
    """`-contains`: tell whether a list (or the one value) holds an equal element."""
    return any(equals(item, sought, ignore_case) for item in (items_of(values) if is_collection(values) else [values]))


# --- text


def replace(value: Value, arguments: Value, ignore_case: bool = True) -> Value:
    """`-replace pattern, replacement`: text with .NET's `$1`, or a callable that is handed each match (`re.Match`)."""
    wanted = items_of(arguments) if is_collection(arguments) else [arguments]
    if len(wanted) > 2:
        name = "replace" if ignore_case else "creplace"
        raise OperatorError(f"The -{name} operator allows only two elements to follow it, not {len(wanted)}.", "BadReplaceArgument")
    pattern = to_text(wanted[0]) if wanted else ""
    try:
        regex = compile_regex(pattern, ignore_case)
    except RegexError:
        raise OperatorError(f"The regular expression pattern {pattern} is not valid.", "InvalidRegularExpression") from None
    replacement = wanted[1] if len(wanted) == 2 else ""
    if callable(replacement):
        fill = lambda match: to_text(replacement(match))  # noqa: E731
    else:
        text = to_text(replacement)
        fill = lambda match: expand_replacement(text, match)  # noqa: E731
    if isinstance(value, list | tuple):
        return [regex.sub(fill, to_text(item)) for item in value]
    return regex.sub(fill, to_text(value))


def split(value: Value, arguments: Value = None, ignore_case: bool = True) -> Value:
    """`-split pattern, limit, options`: a list of texts. Without arguments the text is split at blanks (the unary form).

    The pattern may be a callable that is asked for every character. A negative limit counts from the end.
    """
    texts = [to_text(item) for item in (items_of(value) if is_collection(value) else [value])]
    if arguments is None:
        return _string_list(part for text in texts for part in text.split())
    wanted = items_of(arguments) if is_collection(arguments) else [arguments]
    if not wanted:
        raise OperatorError(f"The argument to operator '-split' is not valid: {type_name(arguments)}.", "BadOperatorArgument")
    limit = _split_limit(wanted[1]) if len(wanted) > 1 else 0
    options = to_text(wanted[2]).casefold() if len(wanted) > 2 else ""
    if callable(wanted[0]):
        return _string_list(part for text in texts for part in _split_by(text, wanted[0], limit))
    pattern = re.escape(to_text(wanted[0])) if "simplematch" in options else to_text(wanted[0])
    flags = re.MULTILINE if "multiline" in options else re.DOTALL if "singleline" in options else 0
    regex = compile_regex(pattern, ignore_case or "ignorecase" in options, flags)
    return _string_list(part for text in texts for part in split_text(text, regex, limit))


def _split_limit(value: Value) -> int:
    try:
        limit = convert(value, "int")
    except ConversionError as error:
        raise OperatorError(error.message, "RuntimeException", "NotSpecified") from None
    assert isinstance(limit, int)
    return limit


def _string_list(parts: Iterable[str]) -> PSList:
    return PSList(parts, ("System.String[]", "System.Array", "System.Object"))


def split_text(text: str, regex: re.Pattern[str], limit: int) -> list[str]:
    """Split by a pattern; what its groups matched stands between the parts. A negative limit counts from the end."""
    matches = list(regex.finditer(text))
    if limit > 0:
        matches = matches[: limit - 1]
    elif limit < 0:
        matches = matches[max(len(matches) + limit + 1, 0) :] if limit < -1 else []
    parts: list[str] = []
    start = 0
    for match in matches:
        groups = (match[group] for group in group_order(regex)[1:])
        parts += [text[start : match.start()], *(group for group in groups if group is not None)]
        start = match.end()
    return [*parts, text[start:]]


def _split_by(text: str, is_separator: Callable[[str], object], limit: int) -> list[str]:
    parts = [""]
    for char in text:
        if (limit <= 0 or len(parts) < limit) and is_separator(char):
            parts.append("")
        else:
            parts[-1] += char
    return parts


def join(value: Value, separator: Value = "") -> str:
    """`-join`: the elements' texts with the separator between them."""
    if not is_collection(value):
        return to_text(value)
    return to_text(separator).join(item if type(item) is str else to_string(item) for item in items_of(value))


def format_values(pattern: Value, values: Value) -> str:
    """`-f`: the composite format with a list of values, or the one. Raises CompositeError."""
    return format_text(to_text(pattern), list(items_of(values)) if isinstance(values, list | tuple) else [values])


# --- ranges and types


def range_of(left: Value, right: Value) -> list[Value] | range:
    """`..`: whole numbers up or down (a lazy `range`), or characters. Raises OperatorError outside Int32."""
    left, right = unwrap(left), unwrap(right)
    if isinstance(left, str) and isinstance(right, str) and len(left) == 1 == len(right) and not (left.isdigit() and right.isdigit()):
        return [Char(chr(code)) for code in _steps(ord(left), ord(right))]
    return _steps(_range_end(left), _range_end(right))


def _range_end(value: Value) -> int:
    if isinstance(value, str) and not value.strip().lstrip("+-").replace(".", "", 1).isdigit():
        raise OperatorError(f"The input string '{value}' was not in a correct format.", "System.FormatException", "OperationStopped")
    try:
        number = convert(value, "int")
    except ConversionError:
        message = "Value was either too large or too small for an Int32."
        raise OperatorError(message, "System.OverflowException", "OperationStopped") from None
    assert isinstance(number, int)
    return number


def _steps(first: int, last: int) -> range:
    return range(first, last + 1) if first <= last else range(first, last - 1, -1)


_INTERFACES: dict[str, Callable[[Value], bool]] = {
    "system.collections.idictionary": lambda value: isinstance(value, dict),
    "system.collections.ienumerable": lambda value: isinstance(value, list | dict | str | bytes),
    "system.collections.ilist": is_collection,
    "system.collections.icollection": lambda value: is_collection(value) or isinstance(value, dict),
    "system.icomparable": lambda value: isinstance(value, str | int | float) or "System.ValueType" in type_names(value),
    "system.management.automation.pscustomobject": lambda value: isinstance(value, PSObject),
    "system.management.automation.psobject": lambda value: isinstance(value, PSObject),
}


_VALUE_TYPES = frozenset(
    f"System.{name}"
    for name in (
        *("Boolean", "Byte", "Char", "DateTime", "DateTimeOffset", "Decimal", "Double", "Guid", "Int16", "Int32", "Int64", "SByte"),
        "Void",
    )
) | {
    *("System.Single", "System.TimeSpan", "System.UInt16", "System.UInt32", "System.UInt64", "System.Numerics.BigInteger"),
    "System.Management.Automation.SwitchParameter",
}


def is_value_type(type_name: str) -> bool:
    """Tell whether .NET keeps a type's values in place: numbers, dates, enums."""
    return type_name in _VALUE_TYPES or type_name in ENUMS


def is_type(value: Value, type_name: str) -> bool:
    """`-is`: tell whether a value is of a type (its own, a base, an interface known here)."""
    if value is None:
        return False
    full = full_type_name(type_name).casefold()
    full = "system." + full if full in ("icomparable", "valuetype", "enum") else full
    interface = _INTERFACES.get(full)
    if interface is not None:
        return interface(value)
    if full == "system.array":
        return is_collection(value) and not (isinstance(value, PSList) and "System.Array" not in value.type_names)
    names = [name.casefold() for name in type_names(unwrap(value))]
    return full in names or full in (name.rpartition(".")[2] for name in names)


def as_type(value: Value, type_name: str) -> Value:
    """`-as`: the converted value, null where it does not convert. Raises ConversionError for a type that is not known."""
    if not can_convert(type_name):
        return convert(value, type_name)
    if full_type_name(type_name) == "System.String" and isinstance(value, DateTime | float):
        return to_string(value)
    try:
        return convert(value, type_name)
    except ConversionError:
        return None


_OPERATORS: dict[str, Operator] = {
    "plus": add,
    "minus": subtract,
    "multiply": multiply,
    "divide": divide,
    "rem": remainder,
    "format": format_values,
    "dotdot": lambda left, right: list(range_of(left, right)),
    "join": join,
    "band": band,
    "bor": bor,
    "bxor": bxor,
    "shl": shl,
    "shr": shr,
    **{f"i{name}": function for name, function in _comparisons(True).items()},
    **{f"c{name}": function for name, function in _comparisons(False).items()},
}


def binary(kind: str) -> Operator:
    """Return the function of a binary operator by its token kind, in any case. Raises KeyError for one that is not here."""
    return _OPERATORS[kind.casefold()]


__all__ = [
    "Operator",
    "as_type",
    "binary",
    "contains",
    "format_values",
    "is_type",
    "is_value_type",
    "join",
    "match_text",
    "range_of",
    "replace",
    "split",
    "split_text",
]
