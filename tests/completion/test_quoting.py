"""What is inserted means what was chosen: run by the interpreter, read from the line as it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.completion.quoting import double_quoted, member_text, nested, quoted, single_quoted, word_at
from tests.runtime.doubles import run_line

NAMES = [
    pytest.param("two words", id="blank"),
    pytest.param("O'Brien", id="apostrophe"),
    pytest.param("O\u2019Brien", id="typographic apostrophe"),
    pytest.param("\u201elow\u201c", id="typographic quotes"),
    pytest.param('5" disk', id="double quote"),
    pytest.param("a$b", id="dollar"),
    pytest.param("$(1)", id="sub-expression"),
    pytest.param("back`tick", id="backtick"),
    pytest.param("x[1]", id="brackets"),
    pytest.param("[int]", id="a type's look"),
    pytest.param("{1}", id="braces"),
    pytest.param("(c)", id="parentheses"),
    pytest.param("-State", id="dash"),
    pytest.param("\u2013State", id="en dash"),
    pytest.param("\u2014x", id="em dash"),
    pytest.param("--%", id="stop parsing"),
    pytest.param("#1", id="hash"),
    pytest.param("@home", id="at sign"),
    pytest.param("a;b", id="semicolon"),
    pytest.param("a,b", id="comma"),
    pytest.param("a|b", id="bar"),
    pytest.param("a>b", id="redirection"),
    pytest.param("R&D", id="ampersand"),
    pytest.param("1kb", id="a number with a unit"),
    pytest.param("007", id="zeros in front"),
    pytest.param("1e5", id="exponent"),
    pytest.param("", id="nothing"),
    pytest.param("a\u00a0b", id="non-breaking space"),
    pytest.param("two\nlines", id="line end"),
    pytest.param("plain", id="plain"),
    pytest.param("kim@contoso.com", id="address"),
    pytest.param("CN=Kim,OU=People", id="distinguished name"),
]
ARGUMENT = "function f($v) { $v }; f "


@pytest.mark.parametrize("quote", ["", "'", '"'])
@pytest.mark.parametrize("name", NAMES)
def test_an_argument_is_what_was_chosen(name: str, quote: str) -> None:
    assert run_line(ARGUMENT + quoted(name, quote)) == [name]


@pytest.mark.parametrize("name", NAMES)
def test_a_member_is_the_one_chosen(name: str) -> None:
    if name:
        assert run_line(f"$o = @{{ {single_quoted(name)} = 5 }}; $o.{member_text(name)}") == [5]


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12), st.sampled_from(["", "'", '"']))
def test_any_text_comes_through(text: str, quote: str) -> None:
    found = run_line(ARGUMENT + quoted(text, quote))
    assert [str(one) for one in found] == [text]


@pytest.mark.parametrize("write", [single_quoted, double_quoted])
@pytest.mark.parametrize("name", NAMES)
def test_a_word_in_quotes_is_read_as_it_was_written(name: str, write: object) -> None:
    assert callable(write)
    text = str(write(name))
    assert word_at(text, 0, len(text), len(text) - 1).prefix == name


@pytest.mark.parametrize("quote", ["'", '"', "\u2018", "\u201d"])
@pytest.mark.parametrize("name", NAMES)
def test_a_text_in_a_string_that_has_begun_comes_through(name: str, quote: str) -> None:
    condition = f"Name -eq {single_quoted(name)}"
    assert run_line(f"{ARGUMENT}{quote}{nested(condition, quote)}{quote}") == [condition]
