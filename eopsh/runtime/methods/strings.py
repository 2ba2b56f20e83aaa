"""Methods of String and Char."""

from __future__ import annotations

import unicodedata
from typing import Literal

from eopsh.objects import Char, DateTime, PSList, Value, compare, format_text, to_string, to_text
from eopsh.objects.bounds import fitting_text
from eopsh.objects.culture_objects import CultureObject, culture_of
from eopsh.objects.cultures import EN_US
from eopsh.runtime.methods.table import DotNetError, Method, bad_argument, method, void
from eopsh.runtime.signals import ScriptError

_RANGE = "ArgumentOutOfRangeException"
_OUTSIDE = "Index was out of range. Must be non-negative and less than or equal to the size of the collection. (Parameter 'startIndex')"
_TOO_LARGE = "startIndex cannot be larger than length of string. (Parameter 'startIndex')"


def _string_array(parts: list[str]) -> PSList:
    return PSList(parts, ("System.String[]", "System.Array", "System.Object"))


def _no_negative(name: str, value: int) -> None:
    if value < 0:
        raise DotNetError(f"{name} ('{value}') must be a non-negative value. (Parameter '{name}')\nActual value was {value}.", _RANGE)


def _at_most(name: str, value: int, most: int) -> None:
    if value > most:
        message = f"{name} ('{value}') must be less than or equal to '{most}'. (Parameter '{name}')"
        raise DotNetError(f"{message}\nActual value was {value}.", _RANGE)


def _substring(text: str, start: int, length: int | None = None) -> str:
    _no_negative("startIndex", start)
    if start > len(text):
        raise DotNetError(_TOO_LARGE, _RANGE)
    if length is None:
        return text[start:]
    _no_negative("length", length)
    if start + length > len(text):
        raise DotNetError("Index and length must refer to a location within the string. (Parameter 'length')", _RANGE)
    return text[start : start + length]


def _separators(value: Value) -> list[str]:
    if isinstance(value, list):
        return [to_text(item) for item in value]
    return [to_text(value)]


def _no_count(argument: str) -> ScriptError:
    """Text behind the separator is taken for the count of parts."""
    why = f'Cannot convert value "{argument}" to type "System.Int32". Error: '
    why += f"\"The input string '{argument}' was not in a correct format.\""
    return bad_argument("count", argument, "Split", "System.Int32", why)


def _split(text: str, *arguments: Value) -> PSList:
    """Split by one separator text or any of a list of them; a number limits, an option removes empty parts."""
    separators: list[str] = []
    limit, remove, trim = 0, False, False
    for index, argument in enumerate(arguments):
        if index == 1 and len(arguments) == 2 and isinstance(argument, str) and not isinstance(argument, Char):
            raise _no_count(argument)
        if index and isinstance(argument, int):
            limit, remove = (argument, remove) if limit == 0 and index == 1 and len(arguments) != 2 else (limit or argument, remove)
        elif index and any(option in to_text(argument).lower() for option in ("removeemptyentries", "none", "trimentries")):
            remove = remove or "removeemptyentries" in to_text(argument).lower()
            trim = trim or "trimentries" in to_text(argument).lower()
        else:
            separators += _separators(argument)
    parts = _cut(text, [separator for separator in separators if separator], limit, remove=remove, blanks=not separators)
    parts = [part.strip() for part in parts] if trim else parts
    return _string_array([part for part in parts if part] if remove else parts)


def _cut(text: str, separators: list[str], limit: int, *, remove: bool, blanks: bool) -> list[str]:
    parts: list[str] = []
    start = at = 0
    while at < len(text) and (not limit or len(parts) + 1 < limit):
        found = next((each for each in separators if text.startswith(each, at)), " " if blanks and text[at].isspace() else None)
        if found is None:
            at += 1
            continue
        if not remove or at > start:
            parts.append(text[start:at])
        at = start = at + len(found)
    return [*parts, text[start:]]


def _ignores_case(comparison: Value) -> bool:
    return comparison is True or "ignorecase" in to_text(comparison).lower()


def _contains(text: str, sought: str, comparison: Value = None) -> bool:
    return sought.casefold() in text.casefold() if _ignores_case(comparison) else sought in text


def _starts(text: str, sought: str, comparison: Value = None, *_culture: Value) -> bool:
    return text.casefold().startswith(sought.casefold()) if _ignores_case(comparison) else text.startswith(sought)


def _ends(text: str, sought: str, comparison: Value = None, *_culture: Value) -> bool:
    return text.casefold().endswith(sought.casefold()) if _ignores_case(comparison) else text.endswith(sought)


def _index_of(text: str, sought: str, *more: Value) -> int:
    ignore = any(_ignores_case(each) for each in more if not isinstance(each, int))
    start = next((each for each in more if isinstance(each, int)), 0)
    if not 0 <= start <= len(text):
        raise DotNetError(_OUTSIDE, _RANGE)
    return text.casefold().find(sought.casefold(), start) if ignore else text.find(sought, start)


def _last_index_of(text: str, sought: str, *more: Value) -> int:
    ignore = any(_ignores_case(each) for each in more if not isinstance(each, int))
    return text.casefold().rfind(sought.casefold()) if ignore else text.rfind(sought)


def _replace(text: str, old: str, new: str, comparison: Value = None, *_culture: Value) -> str:
    if not old:
        raise DotNetError("The value cannot be an empty string. (Parameter 'oldValue')")
    fitting_text(len(text) + (len(new) - len(old)) * text.count(old))
    if not _ignores_case(comparison):
        return text.replace(old, new)
    out, at, folded, sought = [], 0, upper(text), upper(old)
    while (found := folded.find(sought, at)) >= 0:
        out += [text[at:found], new]
        at = found + len(old)
    return "".join([*out, text[at:]])


def _pad(text: str, width: int, fill: str, *, left: bool) -> str:
    _no_negative("totalWidth", width)
    width = fitting_text(width)
    return text.rjust(width, fill) if left else text.ljust(width, fill)


def _trim_characters(values: tuple[Value, ...]) -> str | None:
    characters = "".join("".join(_separators(value)) for value in values)
    return characters or None


def _insert(text: str, at: int, more: str) -> str:
    # .NET compares without signs here.
    _at_most("startIndex", at % 2**32, len(text))
    return text[:at] + more + text[at:]


def _remove(text: str, at: int, count: int | None = None) -> str:
    if at < 0:
        raise DotNetError("StartIndex cannot be less than zero. (Parameter 'startIndex')", _RANGE)
    if count is None and at > len(text):
        raise DotNetError(_TOO_LARGE, _RANGE)
    if count is not None:
        _no_negative("count", count)
        _at_most("count", count, len(text) - at)
    return text[:at] + ("" if count is None else text[at + count :])


def _characters(text: str, start: int = 0, length: int | None = None) -> PSList:
    part = text[start:] if length is None else text[start : start + length]
    return PSList([Char(char) for char in part], ("System.Char[]", "System.Array", "System.Object"))


def _char_at(text: str, at: int) -> Char:
    if not 0 <= at < len(text):
        raise DotNetError("Index was outside the bounds of the array.", "IndexOutOfRangeException")
    return Char(text[at])


def _normalized(text: str, form: Value = "FormC") -> str:
    folding: dict[str, Literal["NFC", "NFD", "NFKC", "NFKD"]] = {"FORMC": "NFC", "FORMD": "NFD", "FORMKC": "NFKC", "FORMKD": "NFKD"}
    return unicodedata.normalize(folding.get(to_text(form).upper(), "NFC"), text)


def _last_index_of_any(text: str, characters: Value) -> int:
    wanted = "".join(_separators(characters))
    return next((at for at in reversed(range(len(text))) if text[at] in wanted), -1)


def _equals(text: str, other: Value, comparison: Value = None) -> bool:
    if not isinstance(other, str):
        return False
    return text.casefold() == other.casefold() if _ignores_case(comparison) else text == other


def _index_of_any(text: str, characters: Value) -> int:
    wanted = "".join(_separators(characters))
    return next((at for at, char in enumerate(text) if char in wanted), -1)


def lower(text: str) -> str:
    """Write small: a character for a character, as .NET does."""
    return text.lower() if text.isascii() else "".join(char.lower()[:1] for char in text)


def upper(text: str) -> str:
    """Write large: a character for a character, so that `ß` stays."""
    return text.upper() if text.isascii() else "".join(large if len(large := char.upper()) == 1 else char for char in text)


def _copied(text: str, at: int, target: Value, start: int, count: int) -> None:
    if isinstance(target, list):
        target[start : start + count] = [Char(char) for char in text[at : at + count]]


STRING: dict[str, Method] = {
    "Chars": method(_char_at, "i", names="index"),
    "Clone": method(lambda text: text),
    "CompareTo": method(lambda text, other: compare(text, other, ignore_case=False), "s"),
    "Contains": method(_contains, "s", "so"),
    "CopyTo": void(_copied, "ioii", names="sourceIndex destination destinationIndex count"),
    "EndsWith": method(_ends, "s", "so", "soo"),
    "Equals": method(_equals, "o", "oo"),
    "IndexOf": method(_index_of, "s", "so", "soo", "sooo"),
    "IndexOfAny": method(_index_of_any, "o"),
    "GetEnumerator": method(_characters),
    "Insert": method(_insert, "is", names="startIndex value"),
    "IsNormalized": method(lambda text: unicodedata.is_normalized("NFC", text)),
    "LastIndexOf": method(_last_index_of, "s", "so", "soo"),
    "LastIndexOfAny": method(_last_index_of_any, "o"),
    "Normalize": method(_normalized, "", "o"),
    "PadLeft": method(lambda text, width, fill=" ": _pad(text, width, fill, left=True), "i", "ic", names="totalWidth paddingChar"),
    "PadRight": method(lambda text, width, fill=" ": _pad(text, width, fill, left=False), "i", "ic", names="totalWidth paddingChar"),
    "Remove": method(_remove, "i", "ii", names="startIndex count"),
    "Replace": method(_replace, "ss", "sso", "ssoo", names="oldValue newValue"),
    "ReplaceLineEndings": method(lambda text, end="\n": end.join(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")), "", "s"),
    "Split": method(_split, "", "oo*"),
    "StartsWith": method(_starts, "s", "so", "soo"),
    "Substring": method(_substring, "i", "ii", names="startIndex length"),
    "ToCharArray": method(_characters, "", "ii", names="startIndex length"),
    "ToLower": method(lambda text, *_: lower(text), "", "o"),
    "ToLowerInvariant": method(lower),
    "ToUpper": method(lambda text, *_: upper(text), "", "o"),
    "ToUpperInvariant": method(upper),
    "Trim": method(lambda text, *characters: text.strip(_trim_characters(characters)), "", "oo*"),
    "TrimEnd": method(lambda text, *characters: text.rstrip(_trim_characters(characters)), "", "oo*"),
    "TrimStart": method(lambda text, *characters: text.lstrip(_trim_characters(characters)), "", "oo*"),
}


def _static_compare(one: str, other: str, ignore_case: Value = False) -> int:
    return compare(one, other, ignore_case=_ignores_case(ignore_case))


def _ordinal(one: str, other: str) -> int:
    """Return the distance of the first characters that differ, as .NET does."""
    return next((ord(a) - ord(b) for a, b in zip(one, other, strict=False) if a != b), len(one) - len(other))


def _joined(separator: str, *values: Value) -> str:
    items = values[0] if len(values) == 1 and isinstance(values[0], list) else values
    return separator.join(_own_text(item) for item in items)


def _own_text(item: Value) -> str:
    """Return what .NET's ToString makes of an element: dates of the culture, a list its type."""
    return to_string(item) if isinstance(item, DateTime | list | dict) else to_text(item)


def _format(pattern: Value, *values: Value) -> str:
    culture = culture_of(pattern) or EN_US
    if pattern is None or isinstance(pattern, CultureObject):
        pattern, *rest = values
        values = tuple(rest)
    items = list(values[0]) if len(values) == 1 and isinstance(values[0], list) else list(values)
    return format_text(to_text(pattern), items, culture)


def _join_call(separator: str, *values: Value) -> str:
    """Two numbers behind a value are taken for the overload that joins a part of an array."""
    if len(values) != 3 or not all(isinstance(each, int) and not isinstance(each, bool) for each in values[1:]):
        return _joined(separator, *values)
    items, start, count = _separators(values[0]), int(to_text(values[1])), int(to_text(values[2]))
    if start < 0 or count < 0 or start + count > len(items):
        message = f"startIndex ('{start}') must be less than or equal to '{len(items) - count}'. (Parameter 'startIndex')"
        raise DotNetError(f"{message}\nActual value was {start}.", _RANGE)
    return separator.join(items[start : start + count])


STRING_STATIC: dict[str, Method] = {
    "Compare": method(_static_compare, "ss", "sso", "ssoo"),
    "CompareOrdinal": method(_ordinal, "ss", names="strA strB"),
    "Copy": method(str, "s"),
    "Concat": method(lambda *values: _joined("", *values), "oo*"),
    "Equals": method(lambda one, other, comparison=None: _equals(to_text(one), other, comparison), "oo", "ooo"),
    "Format": method(_format, "oo*"),
    "GetHashCode": method(lambda text: hash(text) & 0x7FFFFFFF, "s"),
    "Intern": method(str, "s", names="str"),
    "IsInterned": method(str, "s", names="str"),
    "IsNullOrEmpty": method(lambda text: text is None or to_text(text) == "", "o"),
    "IsNullOrWhiteSpace": method(lambda text: text is None or not to_text(text).strip(), "o"),
    "Join": method(_join_call, "soo*", names="separator value startIndex count"),
    "new": method(
        lambda fill, count=None: "".join(map(to_text, fill)) if count is None else to_text(fill) * fitting_text(count), "ci", "o"
    ),
}
STRING_FIELDS: dict[str, Value] = {"Empty": ""}

# --- StringComparer


def _by_comparer(comparer: Value, one: Value, other: Value) -> int:
    name = to_text(comparer)
    if name == "Ordinal":
        return _ordinal(to_text(one), to_text(other))
    return compare(to_text(one), to_text(other), ignore_case=name.endswith("IgnoreCase"))


COMPARER: dict[str, Method] = {
    "Compare": method(_by_comparer, "oo", names="x y"),
    "Equals": method(lambda comparer, one, other: _by_comparer(comparer, one, other) == 0, "oo", names="x y"),
}
