"""What of a server's text reaches the terminal as it is, and what is shown instead."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.formatting import safe_text

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
SHOWN = [
    pytest.param("plain text", "plain text", id="plain"),
    pytest.param("\x1b[31mred\x1b]0;title\x07", "\u241b[31mred\u241b]0;title\u2407", id="escape sequences are shown"),
    pytest.param("a\x00b\x7fc", "a\u2400b\u2421c", id="null and delete"),
    pytest.param("a\x9b31mb", "a<U+009B>31mb", id="C1 control introducer"),
    pytest.param("invoice\u202egpj.exe", "invoice<U+202E>gpj.exe", id="direction override"),
    pytest.param("\u2066isolate\u2069", "<U+2066>isolate<U+2069>", id="direction isolates"),
    pytest.param("one\u2028two", "one<U+2028>two", id="line separator"),
    pytest.param("half \ud83c emoji", "half \ufffd emoji", id="half a surrogate pair"),
    pytest.param("one\r\ntwo", "one\ntwo", id="CRLF is one line feed"),
    pytest.param("over\rwritten", "over\u240dwritten", id="a carriage return alone"),
    pytest.param("tab\tand\nfeed", "tab\tand\nfeed", id="tab and line feed stay"),
    pytest.param(FAMILY, FAMILY, id="joiners stay"),
    pytest.param("e\u0301 \u0e01\u0e33", "e\u0301 \u0e01\u0e33", id="marks stay"),
    pytest.param("\u200f\u0645", "\u200f\u0645", id="Arabic with its mark stays"),
]


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_shown(text: str, shown: str) -> None:
    assert safe_text(text) == shown


@given(st.text())
def test_no_control_character_is_left(text: str) -> None:
    left = {character for character in safe_text(text) if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")}
    assert left <= {"\n", "\t"}
    assert not set(safe_text(text)) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(st.text())
def test_safe_text_is_a_fixed_point(text: str) -> None:
    assert safe_text(safe_text(text)) == safe_text(text)
