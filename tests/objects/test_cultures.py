"""Cultures: dates and numbers written, and read, as they are elsewhere."""

from __future__ import annotations

from decimal import Decimal

import pytest

from eopsh.objects import DateTime, Value, culture_names, find_culture, format_value
from eopsh.objects.cultures import EN_US, INVARIANT_CULTURE
from eopsh.objects.date_exact import in_english, parse_exact

MOMENT = DateTime.of(2024, 5, 1, 14, 5, 6)
# What .NET 10 writes.
DATES = [
    pytest.param("en-US", "", "5/1/2024 2:05:06 PM", id="en-US"),
    pytest.param("en-GB", "", "01/05/2024 14:05:06", id="en-GB"),
    pytest.param("de-DE", "", "01.05.2024 14:05:06", id="de-DE"),
    pytest.param("de-DE", "D", "Mittwoch, 1. Mai 2024", id="de-DE long"),
    pytest.param("de-DE", "yyyy/MM/dd", "2024.05.01", id="the separator of dates"),
    pytest.param("de-DE", "ddd d. MMM", "Mi 1. Mai", id="short names"),
    pytest.param("fr-FR", "F", "mercredi 1 mai 2024 14:05:06", id="fr-FR"),
    pytest.param("ja-JP", "D", "2024年5月1日水曜日", id="ja-JP"),
    pytest.param("pl-PL", "d MMMM", "1 maja", id="a month in the genitive"),
    pytest.param("pl-PL", "MMMM yyyy", "maj 2024", id="a month alone"),
    pytest.param("sv-SE", "g", "2024-05-01 14:05", id="sv-SE"),
    pytest.param("de-DE", "s", "2024-05-01T14:05:06", id="the same everywhere"),
]
NUMBERS = [
    pytest.param("de-DE", 1234.5, "N2", "1.234,50", id="grouped"),
    pytest.param("de-DE", 1234.5, "C", "1.234,50 €", id="currency behind"),
    pytest.param("de-DE", -1234.5, "C", "-1.234,50 €", id="negative currency"),
    pytest.param("de-DE", 0.256, "P1", "25,6 %", id="percent"),
    pytest.param("de-DE", 1234567.891, "#,##0.00", "1.234.567,89", id="custom"),
    pytest.param("de-DE", Decimal("1.50"), "", "1,50", id="plain"),
    pytest.param("ja-JP", 1234.5, "C", "￥1,234", id="a currency without fraction"),
    pytest.param("en-GB", -5, "C", "-£5.00", id="en-GB"),
    pytest.param("sv-SE", 5, "C", "5,00 kr", id="sv-SE"),
    pytest.param("en-US", -5, "C", "-$5.00", id="en-US"),
]


@pytest.mark.parametrize(("name", "spec", "expected"), DATES)
def test_dates(name: str, spec: str, expected: str) -> None:
    culture = find_culture(name)
    assert culture is not None
    assert format_value(MOMENT, spec, culture) == expected


@pytest.mark.parametrize(("name", "value", "spec", "expected"), NUMBERS)
def test_numbers(name: str, value: Value, spec: str, expected: str) -> None:
    culture = find_culture(name)
    assert culture is not None
    assert format_value(value, spec, culture).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("DE-de", "de-DE", id="case"),
        pytest.param("de", "de-DE", id="a language alone"),
        pytest.param("", "", id="invariant"),
        pytest.param("xx-XX", None, id="unknown"),
    ],
)
def test_find_culture(name: str, expected: str | None) -> None:
    found = find_culture(name)
    assert (None if found is None else found.name) == expected


def test_every_culture_is_whole() -> None:
    for name in culture_names():
        culture = find_culture(name)
        assert culture is not None
        assert (len(culture.months), len(culture.months_of), len(culture.short_months), len(culture.days)) == (12, 12, 12, 7)
        assert parse_exact(format_value(MOMENT, "D", culture), "D", culture) == DateTime.of(2024, 5, 1)


@pytest.mark.parametrize(
    ("text", "pattern", "name", "expected"),
    [
        pytest.param("01.05.2024", "dd.MM.yyyy", "en-US", "2024-05-01T00:00:00", id="numbers"),
        pytest.param("1. Mai 2024", "d. MMMM yyyy", "de-DE", "2024-05-01T00:00:00", id="names"),
        pytest.param("01/May/2024 02:05 PM", "dd/MMM/yyyy hh:mm tt", "en-US", "2024-05-01T14:05:00", id="half days"),
        pytest.param("2024-05-01T10:00:00Z", "yyyy-MM-ddTHH:mm:ssK", "en-US", "2024-05-01T10:00:00Z", id="zone"),
        pytest.param("1.5.24", "d.M.yy", "en-US", "2024-05-01T00:00:00", id="short years"),
        pytest.param("31.02.2024", "dd.MM.yyyy", "en-US", None, id="no such day"),
        pytest.param("2024", "yyyy-MM", "en-US", None, id="not that form"),
    ],
)
def test_parse_exact(text: str, pattern: str, name: str, expected: str | None) -> None:
    found = parse_exact(text, pattern, find_culture(name) or EN_US)
    assert (None if found is None else found.wire()) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        pytest.param("31.12.2024 14:00", "de-DE", "12/31/2024 14:00", id="day first"),
        pytest.param("1. März 2024", "de-DE", "1. March 2024", id="a month's name"),
        pytest.param("2024-12-31", "de-DE", "2024-12-31", id="year first stays"),
        pytest.param("12/31/2024", "en-US", "12/31/2024", id="en-US stays"),
    ],
)
def test_in_english(text: str, name: str, expected: str) -> None:
    assert in_english(text, find_culture(name) or INVARIANT_CULTURE) == expected
