"""Dates and spans that are read by a pattern, and that what was written by a pattern is read by it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.objects import DateTime, find_culture, format_value
from eopsh.objects.date_exact import parse_exact
from eopsh.objects.times import MAX_DATE_TICKS, TICKS_PER_SECOND

LAST = MAX_DATE_TICKS // TICKS_PER_SECOND
SECONDS = st.integers(0, LAST).map(lambda count: DateTime(count * TICKS_PER_SECOND))
FOUR_DIGIT_YEARS = st.integers(DateTime.of(1000, 1, 1).ticks // TICKS_PER_SECOND, LAST).map(
    lambda count: DateTime(count * TICKS_PER_SECOND)
)
READ = [
    pytest.param("01 01", "dd dd", DateTime.of(2000, 1, 1).to_python().day, id="a part that is written twice"),
    pytest.param("Mon Monday 1 3", "ddd dddd d d", None, id="twice with different values"),
    pytest.param("01 1", "dd d", 1, id="twice, written differently"),
    pytest.param("2024-02-30", "yyyy-MM-dd", None, id="a day that there is not"),
    pytest.param("2024-02-3", "yyyy-MM-dd", None, id="a digit too few"),
    pytest.param("3(4)", "d(d)", None, id="signs of an expression stand for themselves"),
]


@pytest.mark.parametrize(("text", "pattern", "day"), READ)
def test_which_day_a_pattern_reads(text: str, pattern: str, day: int | None) -> None:
    found = parse_exact(text, pattern)
    assert (found and found.to_python().day) == day


PATTERNS = ("o", "s", "u", "r", "yyyyMMddHHmmss", "dd'T'MM'T'yyyy HH:mm:ss", "dddd, MMMM d, yyyy h:mm:ss tt", "ss mm HH d M yyyy yyyy")


@pytest.mark.parametrize("pattern", PATTERNS)
@given(date=SECONDS)
def test_what_a_pattern_writes_it_reads(pattern: str, date: DateTime) -> None:
    text = format_value(date, pattern)
    found = parse_exact(text, pattern)
    assert found is not None
    assert found.ticks == date.ticks


@pytest.mark.parametrize("name", ["de-DE", "fr-FR", "ja-JP", "ru-RU", "es-ES", "cs-CZ"])
@given(date=FOUR_DIGIT_YEARS)
def test_a_cultures_long_date_is_read_by_it(name: str, date: DateTime) -> None:
    culture = find_culture(name)
    assert culture is not None
    text = format_value(date, "D", culture)
    found = parse_exact(text, "D", culture)
    assert found is not None
    assert found.to_python().date() == date.to_python().date()


@given(text=st.text(max_size=12), pattern=st.text(alphabet="dMyHhmsftzKgF:/- '\\%", max_size=12))
def test_no_pattern_breaks_the_reader(text: str, pattern: str) -> None:
    found = parse_exact(text, pattern)
    assert found is None or isinstance(found, DateTime)
