"""How calls and their pieces are read from tokens."""

from __future__ import annotations

import pytest

from eopsh.completion.scan import CallSite, Scan
from eopsh.language import parse


def sites(text: str) -> list[CallSite]:
    return Scan(text, parse(text).tokens).sites


NAMES = [
    pytest.param("Get-A | Get-B; Get-C", ["Get-A", "Get-B", "Get-C"], id="separated"),
    pytest.param("Get-A { Get-B } (Get-C)", ["Get-A", "Get-B", "Get-C"], id="in brackets"),
    pytest.param('Get-A "x $(Get-B) y"', ["Get-A", "Get-B"], id="in a string"),
    pytest.param("& 'Get-A' -B", ["Get-A"], id="invoked"),
    pytest.param("$x = Get-A", ["Get-A"], id="assigned"),
    pytest.param("if (Get-A) { Get-B", ["Get-A", "Get-B"], id="unfinished"),
    pytest.param("1 + 2; 'text'; $x.Get", [], id="none"),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_calls(text: str, names: list[str]) -> None:
    assert [site.name for site in sites(text)] == names


PIECES = [
    pytest.param("Get-A -B 1 -C:2 d", ["parameter -B", "value 1", "parameter -C:", "value 2", "value d"], id="parameters and values"),
    pytest.param("Get-A a,b , c", ["value a", "value b", "value c"], id="a list"),
    pytest.param("Get-A x$(1)y (1)[0].b", ["value x$(1)y", "value (1)[0].b"], id="what stands together"),
    pytest.param("Get-A @s -", ["splat @s", "parameter -"], id="splat and a dash"),
    pytest.param("Get-A > f -B 2>&1", ["redirection >", "target f", "parameter -B", "merging 2>&1"], id="redirections"),
    pytest.param("Get-A (1", ["value (1"], id="an open bracket"),
    pytest.param("Get-A `\n -B # c", ["parameter -B"], id="continued, with a comment"),
]


@pytest.mark.parametrize(("text", "pieces"), PIECES)
def test_pieces(text: str, pieces: list[str]) -> None:
    site = sites(text)[0]
    assert [f"{piece.kind} {text[piece.start : piece.end]}" for piece in site.pieces] == pieces


def test_items_of_a_list_are_counted() -> None:
    assert [piece.listed for piece in sites("Get-A a,b,c d")[0].pieces] == [0, 1, 2, 0]


@pytest.mark.parametrize(
    ("marked", "name"),
    [("Get-A │ | Get-B", "Get-A"), ("Get-A { Get-B │ }", "Get-B"), ("Get-A { Get-B } │", "Get-A"), ("│ 1", None), ("Get-A; │", None)],
)
def test_the_innermost_call_at_a_place(marked: str, name: str | None) -> None:
    text = marked.replace("│", "")
    site = Scan(text, parse(text).tokens).at(marked.index("│"))
    assert (site.name if site else None) == name


def test_what_is_piped_and_in_what_bracket() -> None:
    first, second, third = sites("Get-A | Get-B { Get-C }")
    assert [(site.piped, site.opener) for site in (first, second, third)] == [(False, ""), (True, ""), (False, "LCurly")]
