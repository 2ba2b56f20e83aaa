"""[timespan]::ParseExact and its trying form."""

from __future__ import annotations

import pytest

from eopsh.objects import TimeSpan
from tests.runtime.doubles import run_line

READ = [
    pytest.param("01:02", r"hh\:mm", TimeSpan.of(hours=1, minutes=2), id="a text behind a backslash"),
    pytest.param("1.02:03:04.5", r"d\.hh\:mm\:ss\.f", TimeSpan.of(1, 2, 3, 4.5), id="all parts"),
    pytest.param("1h", "%h'h'", TimeSpan.of(hours=1), id="a text in quotes"),
    pytest.param("0102", "hhmm", TimeSpan.of(hours=1, minutes=2), id="no text between"),
    pytest.param("1.2:3", "c", TimeSpan.of(1, 2, 3), id="a standard format"),
    pytest.param("1:2:3:4", "c", None, id="a colon behind days"),
    pytest.param("1:2:3:4", "G", TimeSpan.of(1, 2, 3, 4), id="all parts in the long format"),
    pytest.param("1.2:3", "g", None, id="a point behind days"),
    pytest.param("1:2:3", "G", None, id="too few parts for the long format"),
    pytest.param("01:02", "hh:mm", None, id="a bare sign is no format"),
    pytest.param("01 01", r"hh\ hh", None, id="a part twice"),
    pytest.param("12345678", "ffffffff", None, id="finer than a tick"),
    pytest.param("xx", "hh", None, id="no digits"),
]


@pytest.mark.parametrize(("text", "pattern", "span"), READ)
def test_a_span_is_read_as_its_format_says(text: str, pattern: str, span: TimeSpan | None) -> None:
    quoted = pattern.replace("'", "''")
    read, found = run_line(f"$r = [timespan]0; [timespan]::TryParseExact('{text}', '{quoted}', $null, [ref]$r); $r")
    assert (read, found) == (span is not None, span or TimeSpan(0))
