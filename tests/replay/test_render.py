"""Lines of a plan and of a report fit the screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from eopsh.replay.render import cut, wrapped

CUT = [
    pytest.param("Get-MailUser", 12, "Get-MailUser", id="fits"),
    pytest.param("Get-MailUser", 11, "Get-MailUs\u2026", id="one too many"),
    pytest.param("\u6f22\u5b57\u6f22", 5, "\u6f22\u5b57\u2026", id="wide characters take two cells"),
    pytest.param("e\u0301" * 4, 4, "e\u0301" * 4, id="marks take none"),
    pytest.param("x" * 2_000_000 + "\u00fc", 4, "xxx\u2026", id="a line of two millions at once"),
]


@pytest.mark.parametrize(("text", "width", "shown"), CUT)
def test_cut(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown


@given(st.lists(st.text("ab\u6f22\u00fc", min_size=1, max_size=8)), st.integers(16, 40))
def test_wrapped_lines_fit_and_nothing_is_lost(words: list[str], width: int) -> None:
    lines = wrapped(" ".join(words), width, "  ")
    assert all(wcswidth(line) <= max(width, 18) for line in lines)
    assert " ".join(lines).split() == words
