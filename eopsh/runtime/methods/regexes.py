"""System.Text.RegularExpressions: Regex, Match and Group."""

from __future__ import annotations

import re
from collections.abc import Callable

from eopsh.objects import ConversionError, EnumValue, PSList, PSObject, RegexError, ScriptBlock, TimeSpan, Value, compile_regex, to_text
from eopsh.objects.enums import enum_from_number
from eopsh.objects.operators import split_text
from eopsh.objects.regex import expand_replacement
from eopsh.patterns import lazy_pattern
from eopsh.runtime.blocks import BlockCode, code_of, keep_item, restore_item
from eopsh.runtime.compiler.types import REGEX_TYPES, regex_value
from eopsh.runtime.match_objects import MatchGroups, MatchObject, match_object
from eopsh.runtime.methods.table import DotNetError, Method, method, scoped
from eopsh.runtime.scope import Scope

_MATCHES = ("System.Text.RegularExpressions.MatchCollection", "System.Object")
_STRINGS = ("System.String[]", "System.Array", "System.Object")
_SPACE = "System.Text.RegularExpressions"
_MATCH = (f"{_SPACE}.Match", f"{_SPACE}.Group", f"{_SPACE}.Capture", "System.Object")
_FLAGS = {2: re.MULTILINE, 16: re.DOTALL, 32: re.VERBOSE}


def _options(options: Value) -> int:
    if isinstance(options, EnumValue):
        return options.number
    names = to_text(options).lower()
    numbers = {"ignorecase": 1, "multiline": 2, "singleline": 16, "ignorepatternwhitespace": 32}
    return sum(number for name, number in numbers.items() if name in names)


def compiled(pattern: str, options: Value = None) -> re.Pattern[str]:
    """Compile a pattern with .NET's options, which are case-sensitive unless they say otherwise."""
    number = _options(options)
    flags = 0
    for bit, flag in _FLAGS.items():
        flags |= flag if number & bit else 0
    try:
        return compile_regex(pattern, bool(number & 1), flags)
    except RegexError as error:
        raise DotNetError(str(error), "RegexParseException") from None


def no_match() -> PSObject:
    """Return the match that found nothing."""
    adapted: dict[str, Value] = {"Groups": PSList([], ("System.Text.RegularExpressions.GroupCollection", "System.Object"))}
    adapted |= {"Success": False, "Name": "0", "Index": 0, "Length": 0, "Value": ""}
    return PSObject(adapted=adapted, type_names=_MATCH, text="")


def _first(text: str, regex: re.Pattern[str], start: int = 0) -> Value:
    match = regex.search(text, start)
    return no_match() if match is None else match_object(match)


def _all(text: str, regex: re.Pattern[str]) -> PSList:
    return PSList([match_object(match) for match in regex.finditer(text)], _MATCHES)


def _replaced(scope: Scope, text: str, regex: re.Pattern[str], replacement: Value, count: int = 0) -> str:
    if not isinstance(replacement, ScriptBlock):
        pattern = to_text(replacement)
        return regex.sub(lambda match: expand_replacement(pattern, match), text, max(count, 0))
    code = code_of(replacement)
    kept = keep_item(scope)
    try:
        return regex.sub(lambda match: _evaluated(scope, code, match), text, max(count, 0))
    finally:
        restore_item(scope, kept)


def _evaluated(scope: Scope, code: BlockCode, match: re.Match[str]) -> str:
    from eopsh.binding import Argument
    from eopsh.runtime.signals import Place
    from eopsh.runtime.values import collected, plain

    given = [Argument(None, match_object(match), True)]
    return to_text(plain(collected(code.call(scope, given, place=Place("", 0, 0)))))


def _parts(text: str, regex: re.Pattern[str], count: int = 0) -> PSList:
    return PSList(split_text(text, regex, count), _STRINGS)


_SIGNS = lazy_pattern(r"[\\*+?|{\[()^$.# ]|\t|\n|\r|\f")
_BLANKS = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\f": "\\f"}


def _escaped(text: str) -> str:
    return _SIGNS.sub(lambda match: _BLANKS.get(match[0], "\\" + match[0]), text)


def _unescaped(text: str) -> str:
    names = {sign[1]: blank for blank, sign in _BLANKS.items()}
    return re.sub(r"\\(.)", lambda match: names.get(match[1], match[1]), text)


def _replace_static(scope: Scope, text: str, pattern: str, replacement: Value, options: Value = None) -> str:
    return _replaced(scope, text, compiled(pattern, options), replacement)


def _new(pattern: Value, options: Value = None) -> Value:
    try:
        regex = regex_value(to_text(pattern))
    except ConversionError as error:
        raise DotNetError(error.message.partition('Error: "')[2].rstrip('"'), "RegexParseException") from None
    assert isinstance(regex, PSObject)
    number = _options(options)
    known = enum_from_number("System.Text.RegularExpressions.RegexOptions", number)
    return PSObject(adapted={**regex.adapted, "Options": known or number}, type_names=REGEX_TYPES, text=regex.text)


def _static(function: Callable[[str, re.Pattern[str]], Value]) -> Method:
    """A static member: the pattern and its options follow the text."""
    return method(
        lambda text, pattern, options=None: function(text, compiled(pattern, options)), "ss", "sso", names="input pattern options"
    )


def _span_match(match: re.Match[str]) -> PSObject:
    names = ("System.Text.RegularExpressions.ValueMatch", "System.ValueType", "System.Object")
    return PSObject(adapted={"Index": match.start(), "Length": match.end() - match.start()}, type_names=names, text=names[0])


REGEX_FIELDS: dict[str, Callable[[], Value]] = {"CacheSize": lambda: 15, "InfiniteMatchTimeout": lambda: TimeSpan(-10_000)}
REGEX_STATIC: dict[str, Method] = {
    "Count": _static(lambda text, regex: sum(1 for _ in regex.finditer(text))),
    "EnumerateMatches": _static(lambda text, regex: [_span_match(match) for match in regex.finditer(text)]),
    "Escape": method(_escaped, "s", names="str"),
    "IsMatch": _static(lambda text, regex: regex.search(text) is not None),
    "Match": _static(_first),
    "Matches": _static(_all),
    "Replace": scoped(_replace_static, "sso", "ssoo"),
    "Split": _static(_parts),
    "Unescape": method(_unescaped, "s", names="str"),
    "new": method(_new, "s", "so", names="pattern options"),
}


def _own(regex: PSObject) -> re.Pattern[str]:
    return compiled(to_text(regex), regex.get("Options"))


def _group_names(regex: PSObject) -> PSList:
    pattern = _own(regex)
    named = {number: name for name, number in pattern.groupindex.items()}
    return PSList([named.get(number, str(number)) for number in range(pattern.groups + 1)], _STRINGS)


def _name_of_group(regex: PSObject, number: int) -> str:
    names = _group_names(regex)
    return to_text(names[number]) if 0 <= number < len(names) else ""


def _number_of_group(regex: PSObject, name: str) -> int:
    names = [to_text(each) for each in _group_names(regex)]
    return names.index(name) if name in names else -1


REGEX: dict[str, Method] = {
    "Count": method(lambda regex, text: sum(1 for _ in _own(regex).finditer(text)), "s", names="input"),
    "EnumerateMatches": method(lambda regex, text: [_span_match(match) for match in _own(regex).finditer(text)], "s", names="input"),
    "GetGroupNumbers": method(lambda regex: list(range(_own(regex).groups + 1))),
    "GroupNameFromNumber": method(_name_of_group, "i", names="i"),
    "GroupNumberFromName": method(_number_of_group, "s", names="name"),
    "GetGroupNames": method(_group_names),
    "IsMatch": method(lambda regex, text: _own(regex).search(text) is not None, "s", names="input"),
    "Match": method(lambda regex, text, start=0: _first(text, _own(regex), start), "s", "si", names="input startat"),
    "Matches": method(lambda regex, text: _all(text, _own(regex)), "s", names="input"),
    "Replace": scoped(lambda scope, regex, text, new, count=0: _replaced(scope, text, _own(regex), new, count), "so", "soi"),
    "Split": method(lambda regex, text, count=0: _parts(text, _own(regex), count), "s", "si", names="input count"),
}


def _result(match: PSObject, template: str) -> str:
    groups = match.get("Groups")

    def fill(found: re.Match[str]) -> str:
        if not isinstance(groups, MatchGroups) or (found[1].isdigit() and int(found[1]) >= len(groups)):
            return found[0]
        return to_text(groups[int(found[1])] if found[1].isdigit() else groups.named(found[1]))

    if not match.get("Success"):
        raise DotNetError("Result cannot be called on a failed Match.", "NotSupportedException")
    return re.sub(r"\$\{?(\w+)\}?", fill, template)


def _next(match: PSObject) -> Value:
    found = match.match if isinstance(match, MatchObject) else None
    if found is None:
        return no_match()
    return _first(found.string, found.re, found.end() + (found.end() == found.start()))


MATCH: dict[str, Method] = {"NextMatch": method(_next), "Result": method(_result, "s", names="replacement")}
