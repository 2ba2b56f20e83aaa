"""The three answers: which text is finished, which waits for more, which is wrong at once."""

from __future__ import annotations

import pytest

from eopsh.language import Answer, parse

# The rows of the table that PowerShell's behaviour was gathered in: the same text with nothing, a line end, a blank and a
# comment behind it. I waits for more, E is an error, C is complete.
ENDINGS = ("", "\n", " ", " # c")
ROWS = [
    pytest.param('"abc', "IIII", id="open string"),
    pytest.param("'abc", "IIII", id="open literal string"),
    pytest.param('"a $(1', "IIII", id="sub-expression in a string"),
    pytest.param('"${a', "IIII", id="variable in a string"),
    pytest.param("<# c", "IIII", id="open comment"),
    pytest.param("{ 1", "IIII", id="block"),
    pytest.param("if (1) {", "IIII", id="body"),
    pytest.param("class A {", "IIII", id="class"),
    pytest.param("@{", "IIII", id="hashtable"),
    pytest.param("@{a=1", "IIII", id="hashtable with a pair"),
    pytest.param("$(1", "IIII", id="sub-expression"),
    pytest.param("@(1,", "IIII", id="array"),
    pytest.param("if (1", "IIII", id="condition"),
    pytest.param("(1", "IEII", id="parenthesis"),
    pytest.param("$a[0", "IEII", id="index"),
    pytest.param("$a.b(1", "IEII", id="method call"),
    pytest.param("a |", "IEII", id="pipe"),
    pytest.param("a &&", "IEII", id="chain"),
    pytest.param("1 +", "IEII", id="operator"),
    pytest.param("$a =", "IEII", id="assignment"),
    pytest.param("Set-X -Y a,", "IEII", id="comma"),
    pytest.param("$a.", "IEII", id="member"),
    pytest.param("if (1)", "IEII", id="head without body"),
    pytest.param("try { 1 }", "IEII", id="try alone"),
    pytest.param("function f", "IEII", id="function head"),
    pytest.param("Set-X -Y:", "EEEE", id="colon without value"),
    pytest.param("a >", "EEEE", id="redirection without target"),
    pytest.param("&", "EEEE", id="call of nothing"),
    pytest.param(")", "EEEE", id="stray closer"),
    pytest.param("(1 2", "EEEE", id="two values"),
    pytest.param("Set-X -Y", "CCCC", id="a parameter may be a switch"),
    pytest.param("return", "CCCC", id="return"),
    pytest.param("$", "CCCC", id="a lone dollar"),
    pytest.param("", "CCCC", id="nothing"),
]
_LETTERS = {Answer.INCOMPLETE: "I", Answer.ERROR: "E", Answer.COMPLETE: "C"}


@pytest.mark.parametrize(("text", "answers"), ROWS)
def test_endings(text: str, answers: str) -> None:
    assert "".join(_LETTERS[parse(text + ending).answer] for ending in ENDINGS) == answers


AT_ONCE = [
    pytest.param(") {", id="stray closer before an open brace"),
    pytest.param("{ 1 2", id="two values in an open block"),
    pytest.param("if ($a != 1) {", id="foreign comparison before an open brace"),
    pytest.param('"a" b "c', id="a word behind a string, then an open string"),
]


@pytest.mark.parametrize("text", AT_ONCE)
def test_a_fault_before_the_open_place_is_shown_at_once(text: str) -> None:
    parsed = parse(text)
    assert parsed.answer is Answer.ERROR
    assert any(error.incomplete for error in parsed.errors)


ASKS_ON = [
    pytest.param("@(\n1\n2,\n", id="a list inside an open array"),
    pytest.param("@{\na =\n", id="a value on the next line"),
    pytest.param("@{a", id="a key just begun"),
    pytest.param("function f {\n[CmdletBinding()]\n", id="attributes before their param block"),
    pytest.param("function f {\nparam(\n$a,\n", id="a parameter list over lines"),
]


@pytest.mark.parametrize("text", ASKS_ON)
def test_what_may_still_come_is_no_fault(text: str) -> None:
    assert parse(text).answer is Answer.INCOMPLETE


WANTED = [
    pytest.param("'a", "a closing quote", id="quote"),
    pytest.param("{ 1", "a closing brace", id="brace"),
    pytest.param("(1", "a closing parenthesis", id="parenthesis"),
    pytest.param("$a[0", "a closing bracket", id="bracket"),
    pytest.param("a |", "the rest of the pipeline", id="pipe"),
    pytest.param("1 +", "a value", id="operator"),
    pytest.param("if (1)", "a block in braces", id="block"),
    pytest.param("a `", "the next line", id="backtick"),
    pytest.param("if", "an opening parenthesis", id="keyword"),
    pytest.param("try {1}", "catch or finally", id="try"),
]


@pytest.mark.parametrize(("text", "wanted"), WANTED)
def test_wanted(text: str, wanted: str) -> None:
    assert parse(text).wanted == wanted
