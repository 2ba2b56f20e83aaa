"""Reading dates from text: what is no date, and why."""

import pytest

from eopsh.objects.parsing import unknown_word

UNKNOWN = [
    pytest.param("5 days", 2, id="a word behind a number"),
    pytest.param("May 1st 2024", 5, id="letters on a number"),
    pytest.param("Monday, foo", 8, id="behind a known word"),
    pytest.param("12 PMx", 3, id="more than a known word"),
    pytest.param("2024-13-45T10:00Z", None, id="the signs of a time"),
    pytest.param("2024[int]02", None, id="behind a sign that no date has"),
    pytest.param("10:00 o'clock", 6, id="before one"),
    pytest.param("January 45", None, id="only known ones"),
]


@pytest.mark.parametrize(("text", "place"), UNKNOWN)
def test_the_first_word_that_no_date_has(text: str, place: int | None) -> None:
    assert unknown_word(text) == place
