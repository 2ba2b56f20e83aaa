"""System.Globalization: CultureInfo and what hangs on it."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from eopsh.objects import DateTime, Value, compare, to_text
from eopsh.objects.culture_objects import CultureObject, culture_object, current_culture, named_culture
from eopsh.objects.cultures import INVARIANT_CULTURE, culture_names, find_culture
from eopsh.runtime.methods.table import DotNetError, Method, method, void

_INVALID = "Culture is not supported. (Parameter 'name')\n{} is an invalid culture identifier."


def _culture(name: Value, *_more: Value) -> CultureObject:
    found = named_culture(name)
    if found is None:
        raise DotNetError(_INVALID.format(to_text(name)), "CultureNotFoundException")
    return found


def _all(kind: Value = None) -> list[Value]:
    neutral = "neutral" in to_text(kind).lower() or "all" in to_text(kind).lower()
    specific = not neutral or "all" in to_text(kind).lower() or "specific" in to_text(kind).lower()
    names = culture_names() if specific else []
    names += sorted({name.partition("-")[0] for name in culture_names() if name}) if neutral else []
    return [found for name in names if (found := named_culture(name)) is not None]


def _title(_info: Value, text: str) -> str:
    return " ".join(word if word.isupper() and len(word) > 1 else word[:1].upper() + word[1:].lower() for word in text.split(" "))


def _specific(name: str) -> CultureObject:
    known = find_culture(name)
    return _culture(name) if known is None else culture_object(known)


def _item(names: str) -> Callable[[CultureObject, int], str]:
    def pick(owner: CultureObject, number: int) -> str:
        if not 1 <= number <= 12:
            message = f"Valid values are between 1 and 13, inclusive. (Parameter 'month')\nActual value was {number}."
            raise DotNetError(message, "ArgumentOutOfRangeException")
        return owner.culture.names(names)[number - 1]

    return pick


_DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")


def _day_number(day: Value) -> int:
    text = to_text(day).lower()
    return _DAYS.index(text) if text in _DAYS else int(text)


def _weekday(names: str) -> Callable[[CultureObject, Value], str]:
    return lambda owner, day: owner.culture.names(names)[_day_number(day)]


def _week_of_year(_owner: Value, date: DateTime, rule: Value, first_day: Value) -> int:
    day = date.to_python()
    full = {"firstday": 1, "0": 1, "firstfullweek": 7, "1": 7, "firstfourdayweek": 4, "2": 4}[to_text(rule).lower()]
    return _week(day, full, _day_number(first_day))


def _week(day: datetime.datetime, full: int, first: int) -> int:
    """Count weeks from the first that has at least `full` days of the year; before it, those of the year before."""
    start = datetime.datetime(day.year, 1, 1)
    lead = (start.isoweekday() % 7 - first) % 7
    behind = (day - start).days + lead
    week = behind // 7 + (1 if 7 - lead >= full else 0)
    return week or _week(datetime.datetime(day.year - 1, 12, 31), full, first)


CULTURE_STATIC: dict[str, Method] = {
    "CreateSpecificCulture": method(_specific, "s", names="name"),
    "GetCultureInfo": method(_culture, "o", "oo", names="name"),
    "GetCultureInfoByIetfLanguageTag": method(_culture, "s", names="name"),
    "GetCultures": method(_all, "o", names="types"),
    "ReadOnly": method(lambda culture: culture, "o", names="ci"),
    "new": method(_culture, "o", "oo", names="name"),
}
CULTURE_FIELDS: dict[str, Callable[[], Value]] = {
    "CurrentCulture": current_culture,
    "CurrentUICulture": current_culture,
    "DefaultThreadCurrentCulture": lambda: None,
    "DefaultThreadCurrentUICulture": lambda: None,
    "InstalledUICulture": current_culture,
    "InvariantCulture": lambda: culture_object(INVARIANT_CULTURE),
}
CULTURE: dict[str, Method] = {
    "ClearCachedData": void(lambda _culture: None),
    "Clone": method(lambda culture: culture_object(culture.culture, to_text(culture))),
    "GetConsoleFallbackUICulture": method(lambda culture: culture),
    "ToString": method(to_text),
}
TEXT_INFO: dict[str, Method] = {
    "ToLower": method(lambda _info, text: text.lower(), "s", names="str"),
    "ToTitleCase": method(_title, "s", names="str"),
    "ToUpper": method(lambda _info, text: text.upper(), "s", names="str"),
}
COMPARE_INFO: dict[str, Method] = {
    "Compare": method(
        lambda _info, one, other, options="": compare(one, other, ignore_case="ignorecase" in to_text(options).lower()),
        "ss",
        "sso",
        names="string1 string2 options",
    ),
    "IndexOf": method(lambda _info, text, sought, *_options: text.casefold().find(sought.casefold()), "ss", "sso", names="source value"),
}
CALENDAR: dict[str, Method] = {
    "GetWeekOfYear": method(_week_of_year, "too", names="time rule firstDayOfWeek"),
}
DATE_FORMAT: dict[str, Method] = {
    "GetAbbreviatedDayName": method(_weekday("ddd"), "o", names="dayofweek"),
    "GetAbbreviatedMonthName": method(_item("MMM"), "i", names="month"),
    "GetDayName": method(_weekday("dddd"), "o", names="dayofweek"),
    "GetMonthName": method(_item("MMMM"), "i", names="month"),
}
ISO_WEEK: dict[str, Method] = {
    "GetWeekOfYear": method(lambda date: date.to_python().isocalendar().week, "t", names="date"),
    "GetYear": method(lambda date: date.to_python().isocalendar().year, "t", names="date"),
}
