"""What holds for every text: it is answered, its tokens tile it, its tree lies inside it, and nothing is too deep."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eopsh.language import Answer, parse
from eopsh.language.walk import descendants

# fmt: off
_PIECES = (
    "$a", "\"", "'", "(", ")", "{", "}", "[", "]", "@", "@(", "@{", "$(", "`", "\n", "\r\n", "|", "&", "&&", "||", ";",
    ",", ".", "..", "::", ":", "-", "--", "-eq", "-x", "-x:", "=", "==", "+", "+=", "%", "*", ">", "2>&1", "<", "<#",
    "#>", "#", "@'", "'@", "if", "else", "function", "class", "enum", "param", "switch", "try", "catch", "foreach", "in",
    "do", "while", "until", "return", "using", "data", "begin", "process", "5", "1.5", "0x", "kb", "a", "Get-X", "[int]",
    "?", "??", "?.", "!", "--%", "${", "[a(", "`u{",
)
# fmt: on
_SCRIPTS = [
    "function f { [CmdletBinding()] param([string]$a = \"x $(1 + $b)\") if ($a -eq 1) { 2 } else { throw 'no' } }",
    "foreach ($m in Get-Mailbox -Filter \"Name -like '*'\") { $m.Name | ? { $_ -match 'a' } 2>&1 > x.txt }",
    "$x = @{ a = 1; 'b' = @(1, 2) }; switch -Regex ($x.a[0]) { 'a' { break } default { $x++ } }",
    'class A : B { [int]$x = 5; A($z) : base(1) { } }\n@"\n$($x.y)\n"@ -split \',\' -join "`t"',
    "try { Set-X -Y:5 @z | % Name } catch [A], [B] { $_ ? 1 : 2 } finally { exit }",
]


def check(text: str) -> None:
    """Assert what holds for every parse."""
    parsed = parse(text)
    place = 0
    for token in parsed.tokens:
        assert token.start == place < token.end
        assert all(token.start <= inner.start <= inner.end <= token.end for inner in token.nested)
        place = token.end
    assert place == len(text)
    assert all(0 <= node.start <= node.end <= len(text) for node in descendants(parsed.tree))
    assert bool(parsed.errors) is (parsed.answer is not Answer.COMPLETE)
    assert bool(parsed.wanted) is (parsed.answer is Answer.INCOMPLETE)


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from(_PIECES), max_size=25), st.sampled_from(["", " "]))
@settings(max_examples=300)
def test_pieces_of_the_language(pieces: list[str], between: str) -> None:
    check(between.join(pieces))


@given(st.sampled_from(_SCRIPTS), st.integers(0, 130), st.integers(0, 3), st.sampled_from(["", *_PIECES]))
@settings(max_examples=300)
def test_scripts_cut_and_changed(script: str, at: int, cut: int, piece: str) -> None:
    check(script[:at])
    check(script[:at] + piece + script[at + cut :])


NESTED = [
    pytest.param("(", ")", id="parentheses"),
    pytest.param("&{", "}", id="blocks"),
    pytest.param("$(", ")", id="sub-expressions"),
    pytest.param('"$(', ')"', id="strings"),
    pytest.param("if(1){", "}", id="statements"),
    pytest.param("@{a=", "}", id="hashtables"),
    pytest.param("$a[", "]", id="indexes"),
    pytest.param("$a.b(", ")", id="calls"),
    pytest.param("switch(1){1{", "}}", id="switches"),
    pytest.param("function f{", "}", id="functions"),
]


@pytest.mark.parametrize(("opening", "closing"), NESTED)
def test_two_hundred_levels(opening: str, closing: str) -> None:
    limit = sys.getrecursionlimit()
    assert parse(opening * 200 + "1" + closing * 200).answer is Answer.COMPLETE
    assert parse(opening * 200).answer is Answer.INCOMPLETE
    assert sys.getrecursionlimit() == limit


@pytest.mark.parametrize(("opening", "closing"), [level for level in NESTED if level.id != "strings"])
def test_what_is_too_deep_is_an_error(opening: str, closing: str) -> None:
    parsed = parse(opening * 3000)
    assert parsed.answer is not Answer.COMPLETE
    assert any(error.error_id == "ScriptTooComplicated" for error in parsed.errors), closing


LONG = [
    "- " * 3000 + "1",
    "1+" * 3000 + "1",
    "$a" + ".b" * 3000,
    "a|" * 3000 + "a",
    "[int]" * 3000 + "1",
    "$a=" * 3000 + "1",
    "1?" * 3000,
    "[a(" * 3000,
]


@pytest.mark.parametrize("text", LONG)
def test_long_chains(text: str) -> None:
    check(text)


def test_many_errors_end_the_reading() -> None:
    parsed = parse("1 2;" * 5000)
    assert parsed.answer is Answer.ERROR
    assert len(parsed.errors) < 100
