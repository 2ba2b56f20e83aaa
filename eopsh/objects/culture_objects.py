"""Cultures as scripts see them: System.Globalization.CultureInfo with its formats."""

from __future__ import annotations

from eopsh.objects.cultures import EN_US, INVARIANT_CULTURE, Culture, find_culture
from eopsh.objects.enums import enum_from_number
from eopsh.objects.model import PSList, PSObject, Value
from eopsh.objects.numeric import cannot
from eopsh.objects.text import to_text

CULTURE = "System.Globalization.CultureInfo"
_STRINGS = ("System.String[]", "System.Array", "System.Object")


class CultureObject(PSObject):
    """A culture, or one of its parts, which formats know it by."""

    __slots__ = ("culture",)

    def __init__(self, culture: Culture, kind: str, adapted: dict[str, Value], text: str | None = None) -> None:
        self.culture = culture
        name = f"System.Globalization.{kind}"
        super().__init__(adapted=adapted, type_names=(name, "System.Object"), text=name if text is None else text)


def culture_of(*values: Value) -> Culture | None:
    """Return the culture that is among a method's arguments; None where there is none."""
    return next((value.culture for value in values if isinstance(value, CultureObject)), None)


def culture_object(culture: Culture, name: str | None = None) -> CultureObject:
    """Return a culture as scripts see it; `name` is that of a neutral one (`de`)."""
    name = culture.name if name is None else name
    english = culture.english if "-" in name or not name else culture.english.partition(" (")[0]
    native = culture.native if "-" in name or not name else culture.native.partition(" (")[0]
    adapted: dict[str, Value] = {
        "Parent": _parent(name),
        "LCID": culture.number if "-" in name or not name else culture.number & 0x3FF,
        "KeyboardLayoutId": culture.number,
        "Name": name,
        "IetfLanguageTag": name,
        "DisplayName": english,
        "NativeName": native,
        "EnglishName": english,
        "TwoLetterISOLanguageName": culture.language,
        "ThreeLetterISOLanguageName": culture.three_letters,
        "ThreeLetterWindowsLanguageName": culture.three_letters.upper(),
        "CompareInfo": CultureObject(culture, "CompareInfo", {"Name": name}, f"CompareInfo - {name}"),
        "TextInfo": CultureObject(culture, "TextInfo", {"CultureName": name, "ListSeparator": ","}, f"TextInfo - {name}"),
        "IsNeutralCulture": "-" not in name and bool(name),
        "NumberFormat": _numbers(culture),
        "DateTimeFormat": _dates(culture),
        "Calendar": CultureObject(culture, "GregorianCalendar", {"TwoDigitYearMax": 2049}),
        "UseUserOverride": False,
        "IsReadOnly": True,
    }
    return CultureObject(culture, "CultureInfo", adapted, name)


def _parent(name: str) -> CultureObject | None:
    if not name:
        return None
    known = find_culture(name.partition("-")[0]) if "-" in name else INVARIANT_CULTURE
    return culture_object(known or INVARIANT_CULTURE, name.rpartition("-")[0])


def _strings(items: tuple[str, ...]) -> PSList:
    return PSList(items, _STRINGS)


def _numbers(culture: Culture) -> CultureObject:
    adapted: dict[str, Value] = {
        "NumberDecimalSeparator": culture.point,
        "NumberGroupSeparator": culture.comma,
        "NumberDecimalDigits": 3,
        "CurrencySymbol": culture.currency_sign,
        "CurrencyDecimalSeparator": culture.point,
        "CurrencyGroupSeparator": culture.comma,
        "CurrencyDecimalDigits": culture.currency_places,
        "CurrencyPositivePattern": culture.currency[0],
        "CurrencyNegativePattern": culture.currency[1],
        "PercentPositivePattern": culture.percent,
        "PercentSymbol": "%",
        "PercentDecimalSeparator": culture.point,
        "NegativeSign": culture.minus,
        "PositiveSign": "+",
    }
    return CultureObject(culture, "NumberFormatInfo", adapted)


def _dates(culture: Culture) -> CultureObject:
    adapted: dict[str, Value] = {
        "AMDesignator": culture.halves[0],
        "PMDesignator": culture.halves[1],
        "DateSeparator": culture.date_separator,
        "TimeSeparator": ":",
        "FirstDayOfWeek": enum_from_number("System.DayOfWeek", culture.first_day),
        "FullDateTimePattern": culture.standard("F"),
        "LongDatePattern": culture.long_date,
        "LongTimePattern": culture.long_time,
        "MonthDayPattern": culture.month_day,
        "ShortDatePattern": culture.short_date,
        "ShortTimePattern": culture.short_time,
        "SortableDateTimePattern": "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
        "UniversalSortableDateTimePattern": "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
        "RFC1123Pattern": "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
        "YearMonthPattern": culture.year_month,
        "AbbreviatedDayNames": _strings(culture.short_days),
        "DayNames": _strings(culture.days),
        "AbbreviatedMonthNames": _strings((*culture.short_months, "")),
        "MonthNames": _strings((*culture.months, "")),
        "MonthGenitiveNames": _strings((*culture.months_of, "")),
        "AbbreviatedMonthGenitiveNames": _strings((*culture.short_months_of, "")),
    }
    return CultureObject(culture, "DateTimeFormatInfo", adapted)


def to_culture(value: Value) -> Value:
    """Find the culture of a name or a number. Raises ConversionError for one that is not known."""
    if value is None or isinstance(value, CultureObject):
        return value
    found = named_culture(value)
    if found is None:
        why = f"Culture is not supported. (Parameter 'name')\n{to_text(value)} is an invalid culture identifier."
        raise cannot(value, CULTURE, why, "InvalidCastConstructorException")
    return found


def named_culture(value: Value) -> CultureObject | None:
    """Find the culture of a name or a number (1031 is de-DE)."""
    name = to_text(value)
    if isinstance(value, int):
        name = next((each for each in _numbered() if _numbered()[each] == value), name)
    culture = find_culture(name)
    return None if culture is None else culture_object(culture, culture.name if "-" in name or not name else name.lower())


def _numbered() -> dict[str, int]:
    from eopsh.objects.cultures import culture_names

    return {name: culture.number for name in culture_names() if (culture := find_culture(name)) is not None}


def current_culture() -> CultureObject:
    """Return en-US, the culture of everything that a script converts and formats."""
    return culture_object(EN_US)
