"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from eopsh.patterns import lazy_pattern

USES = [
    pytest.param("match", "aab", True, id="match"),
    pytest.param("search", "xA", True, id="search"),
    pytest.param("fullmatch", "aab", False, id="fullmatch"),
]


@pytest.mark.parametrize(("method", "text", "found"), USES)
def test_it_answers_as_a_compiled_pattern(method: str, text: str, found: bool) -> None:
    pattern = lazy_pattern("a+", re.IGNORECASE)
    assert (getattr(pattern, method)(text) is not None) is found


def test_what_was_asked_for_stays() -> None:
    pattern = lazy_pattern("(b)")
    assert pattern.sub("c", "abc") == "acc"
    assert pattern.sub is pattern.sub
    assert (pattern.pattern, pattern.groups) == ("(b)", 1)


def test_a_text_that_is_no_pattern_fails_at_its_first_use() -> None:
    pattern = lazy_pattern("(")
    with pytest.raises(re.error):
        pattern.match("")
    assert not hasattr(lazy_pattern("a"), "unknown")
