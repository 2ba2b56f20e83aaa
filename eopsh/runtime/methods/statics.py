"""Static members of the types that administrators use: numbers, Math, Guid, Regex, Convert, collections."""

from __future__ import annotations

import base64
import math
import os
import platform
import re
import uuid
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from pathlib import PurePath
from urllib.parse import quote, unquote

from eopsh.objects import (
    ErrorRecord,
    Int64,
    PSDict,
    PSList,
    PSObject,
    SecureString,
    Value,
    compile_regex,
    convert,
    to_bool,
    to_number,
    to_text,
    type_name,
)
from eopsh.objects.regex import expand_replacement
from eopsh.runtime.compiler.operations import match_object
from eopsh.runtime.exceptions import as_exception
from eopsh.runtime.methods.dates import (
    DATE_FIELDS,
    DATE_STATIC,
    OFFSET_FIELDS,
    OFFSET_STATIC,
    SPAN_FIELDS,
    SPAN_STATIC,
)
from eopsh.runtime.methods.strings import CHAR_STATIC, STRING_FIELDS, STRING_STATIC
from eopsh.runtime.methods.table import DotNetError, Method, method
from eopsh.runtime.values import unrolled


def _round(value: Value, digits: int = 0, mode: Value = None) -> Value:
    number = to_number(value)
    rounding = ROUND_HALF_UP if "away" in to_text(mode).lower() else ROUND_HALF_EVEN
    exact = number if isinstance(number, Decimal) else Decimal(repr(float(number))) if digits else Decimal(float(number))
    rounded = exact.quantize(Decimal(1).scaleb(-digits), rounding=rounding)
    return rounded if isinstance(number, Decimal) else float(rounded)


def _round_call(value: Value, *more: Value) -> Value:
    if more and isinstance(more[0], int):
        return _round(value, more[0], *more[1:2])
    return _round(value, 0, more[0] if more else None)


def _whole(function: Callable[[float | Decimal], int]) -> Method:
    def apply(value: Value) -> Value:
        number = to_number(value)
        if isinstance(number, float) and not math.isfinite(number):
            return number
        return Decimal(function(number)) if isinstance(number, Decimal) else float(function(number))

    return method(apply, "o")


def _real(function: Callable[..., float]) -> Method:
    return method(function, "d")


def _choose(function: Callable[..., Value]) -> Method:
    """The first number's type decides which overload is called."""
    return method(lambda one, other: function(to_number(one), to_number(convert(other, type_name(to_number(one))))), "oo")


def _sign(value: Value) -> int:
    number = to_number(value)
    return (number > 0) - (number < 0)


def _logarithm(value: float, base: float | None = None) -> float:
    if value <= 0:
        return -math.inf if value == 0 else math.nan
    return math.log(value) if base is None else math.log(value, base)


MATH: dict[str, Method] = {
    "Abs": method(lambda value: abs(to_number(value)), "o"),
    "Ceiling": _whole(math.ceil),
    "Clamp": method(lambda value, low, high: min(max(to_number(value), to_number(low)), to_number(high)), "ooo"),
    "Exp": _real(math.exp),
    "Floor": _whole(math.floor),
    "Log": method(_logarithm, "d", "dd"),
    "Log10": method(lambda value: _logarithm(value, 10), "d"),
    "Max": _choose(max),
    "Min": _choose(min),
    "Pow": method(math.pow, "dd"),
    "Round": method(_round_call, "o", "oo", "ooo"),
    "Sign": method(_sign, "o"),
    "Sqrt": method(lambda value: math.sqrt(value) if value >= 0 else math.nan, "d"),
    "Truncate": _whole(math.trunc),
}


def _parse_bool(text: str) -> bool:
    if text.strip().lower() not in ("true", "false"):
        raise DotNetError(f"String '{text}' was not recognized as a valid Boolean.", "FormatException")
    return text.strip().lower() == "true"


def _to_boolean(value: Value) -> bool:
    return _parse_bool(value) if isinstance(value, str) else to_bool(value)


def _parser(type_name: str) -> dict[str, Method]:
    def parse(text: str, *_more: Value) -> Value:
        try:
            return convert(text, type_name)
        except Exception as error:
            raise DotNetError(f"The input string '{text}' was not in a correct format.", "FormatException") from error

    return {"Parse": method(parse, "s", "so", "soo")}


def _parse_guid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text.strip())
    except ValueError:
        raise DotNetError("Unrecognized Guid format.", "FormatException") from None


# --- Regex


def _matches(text: str, pattern: str, options: Value = None) -> PSList:
    regex = _regex(pattern, options)
    return PSList(
        [match_object(match) for match in regex.finditer(text)], ("System.Text.RegularExpressions.MatchCollection", "System.Object")
    )


def _regex(pattern: str, options: Value) -> re.Pattern[str]:
    return compile_regex(pattern, "ignorecase" in to_text(options).lower())


def _first_match(text: str, pattern: str, options: Value = None) -> Value:
    match = _regex(pattern, options).search(text)
    return PSObject(adapted={"Success": False, "Value": "", "Index": 0, "Length": 0}) if match is None else match_object(match)


def _regex_replace(text: str, pattern: str, replacement: str, options: Value = None) -> str:
    return _regex(pattern, options).sub(lambda match: expand_replacement(replacement, match), text)


_REGEX_SIGNS = re.compile(r"[\\*+?|{\[()^$.# ]")

REGEX: dict[str, Method] = {
    "Escape": method(lambda text: _REGEX_SIGNS.sub(lambda match: "\\" + match[0], text), "s"),
    "IsMatch": method(lambda text, pattern, options=None: _regex(pattern, options).search(text) is not None, "ss", "sso"),
    "Match": method(_first_match, "ss", "sso"),
    "Matches": method(_matches, "ss", "sso"),
    "Replace": method(_regex_replace, "sss", "ssso"),
    "Split": method(lambda text, pattern: list(_regex(pattern, None).split(text)), "ss"),
    "Unescape": method(lambda text: re.sub(r"\\(.)", r"\1", text), "s"),
}


def _instance(function: Callable[..., Value], *shapes: str) -> Method:
    """A method of a regular expression: the pattern is the object's text."""
    return method(lambda regex, text, *more: function(text, to_text(regex), *more), *shapes)


REGEX_METHODS: dict[str, Method] = {
    "IsMatch": _instance(lambda text, pattern: _regex(pattern, None).search(text) is not None, "s"),
    "Match": _instance(_first_match, "s"),
    "Matches": _instance(_matches, "s"),
    "Replace": _instance(_regex_replace, "ss"),
    "Split": _instance(lambda text, pattern: list(_regex(pattern, None).split(text)), "s"),
}

# --- Convert, Array, Environment


def _from_base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        raise DotNetError("The input is not a valid Base-64 string.", "FormatException") from None


def _to_convert(type_name: str) -> Method:
    return method(lambda value, *_: convert(value, type_name), "o", "oo")


CONVERT: dict[str, Method] = {
    "ToBoolean": method(_to_boolean, "o"),
    "FromBase64String": method(_from_base64, "s"),
    "ToBase64String": method(lambda data: base64.b64encode(data if isinstance(data, bytes) else bytes(data)).decode(), "o"),
    **{
        f"To{name}": _to_convert(f"System.{name}")
        for name in ("Byte", "Char", "DateTime", "Decimal", "Double", "Int16", "Int32", "Int64", "Single", "String")
    },
}


def _array_index(values: Value, item: Value) -> int:
    found = list(unrolled(values))
    return found.index(item) if item in found else -1


def _array_reverse(values: Value) -> None:
    if isinstance(values, list):
        values.reverse()


ARRAY: dict[str, Method] = {
    "IndexOf": method(_array_index, "oo"),
    "Reverse": method(_array_reverse, "o"),
    "Sort": method(lambda values: values.sort(), "o"),
}
ENVIRONMENT: dict[str, Method] = {"GetEnvironmentVariable": method(lambda name: os.environ.get(name), "s")}


def _path_part(function: Callable[[PurePath], str]) -> Method:
    return method(lambda text: function(PurePath(text)), "s")


PATH: dict[str, Method] = {
    "Combine": method(lambda *parts: str(PurePath(*map(to_text, parts))), "oo*"),
    "GetDirectoryName": _path_part(lambda path: "" if str(path.parent) == "." else str(path.parent)),
    "GetExtension": _path_part(lambda path: path.suffix),
    "GetFileName": _path_part(lambda path: path.name),
    "GetFileNameWithoutExtension": _path_part(lambda path: path.stem),
}
URI: dict[str, Method] = {
    "EscapeDataString": method(lambda text: quote(text, safe=""), "s"),
    "UnescapeDataString": method(unquote, "s"),
    "new": method(lambda text: convert(text, "System.Uri"), "s"),
}


def _block(text: str) -> Value:
    from eopsh.runtime.script_text import block_from_text

    return block_from_text(text)


def _collection(type_name: str) -> dict[str, Method]:
    def make(items: Value = None) -> PSList:
        return PSList([] if items is None or isinstance(items, int) else unrolled(items), (type_name, "System.Object"))

    return {"new": method(make, "", "o")}


def _table(items: Value = None) -> PSDict:
    return PSDict(items if isinstance(items, PSDict) else (), ignore_case=False)


def _secret() -> SecureString:
    return SecureString("")


def _error_record(exception: Value, error_id: str, category: Value, target: Value) -> ErrorRecord:
    bag = as_exception(exception, "System.Exception")
    return ErrorRecord(
        to_text(bag.get("Message")), error_id, to_text(category), target, bag.type_names[0], exception=bag, target_name=to_text(target)
    )


STATIC: dict[str, dict[str, Method]] = {
    "System.Management.Automation.ErrorRecord": {"new": method(_error_record, "osoo")},
    "System.Array": ARRAY,
    "System.Boolean": {"Parse": method(_parse_bool, "s")},
    "System.Char": CHAR_STATIC,
    "System.Collections.ArrayList": _collection("System.Collections.ArrayList"),
    "System.Collections.Generic.List": _collection("System.Collections.Generic.List`1"),
    "System.Collections.Hashtable": {"new": method(_table, "", "o")},
    "System.Collections.Queue": _collection("System.Collections.Queue"),
    "System.Collections.Stack": _collection("System.Collections.Stack"),
    "System.Convert": CONVERT,
    "System.DateTime": DATE_STATIC,
    "System.DateTimeOffset": OFFSET_STATIC,
    "System.Decimal": _parser("System.Decimal"),
    "System.Double": {**_parser("System.Double"), "IsNaN": method(math.isnan, "d")},
    "System.Environment": ENVIRONMENT,
    "System.Guid": {
        "NewGuid": method(uuid.uuid4),
        "Parse": method(_parse_guid, "s"),
        "new": method(_parse_guid, "s"),
    },
    "System.IO.Path": PATH,
    "System.Int32": _parser("System.Int32"),
    "System.Int64": _parser("System.Int64"),
    "System.Management.Automation.ScriptBlock": {"Create": method(_block, "s")},
    "System.Management.Automation.PSObject": {"new": method(lambda: PSObject())},
    "System.Math": MATH,
    "System.Security.SecureString": {"new": method(_secret)},
    "System.String": STRING_STATIC,
    "System.Text.RegularExpressions.Regex": REGEX,
    "System.TimeSpan": SPAN_STATIC,
    "System.Uri": URI,
    "System.Version": {
        "new": method(lambda text: convert(text, "System.Version"), "s"),
        "Parse": method(lambda text: convert(text, "version"), "s"),
    },
}


def _limits(low: Value, high: Value) -> dict[str, Callable[[], Value]]:
    return {"MinValue": lambda: low, "MaxValue": lambda: high}


FIELDS: dict[str, dict[str, Callable[[], Value]]] = {
    "System.Byte": _limits(convert(0, "byte"), convert(255, "byte")),
    "System.DateTime": dict(DATE_FIELDS),
    "System.DateTimeOffset": dict(OFFSET_FIELDS),
    "System.Decimal": _limits(Decimal(-(2**96) + 1), Decimal(2**96 - 1)),
    "System.Double": {
        **_limits(-1.7976931348623157e308, 1.7976931348623157e308),
        "NaN": lambda: math.nan,
        "PositiveInfinity": lambda: math.inf,
        "NegativeInfinity": lambda: -math.inf,
        "Epsilon": lambda: 5e-324,
    },
    "System.Environment": {"NewLine": lambda: "\n", "MachineName": platform.node},
    "System.Guid": {"Empty": lambda: uuid.UUID(int=0)},
    "System.Int16": _limits(convert(-(2**15), "int16"), convert(2**15 - 1, "int16")),
    "System.Int32": _limits(-(2**31), 2**31 - 1),
    "System.Int64": _limits(Int64(-(2**63)), Int64(2**63 - 1)),
    "System.Math": {"PI": lambda: math.pi, "E": lambda: math.e},
    "System.String": {name: (lambda value=value: value) for name, value in STRING_FIELDS.items()},  # type: ignore[misc]
    "System.TimeSpan": dict(SPAN_FIELDS),
}
