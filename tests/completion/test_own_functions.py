"""Functions that the text itself defines: completed before the line has ever run."""

import pytest

from eopsh.completion import CompletionContext, complete
from eopsh.completion.signature import signature_at

COLORS = "function foo { param([ValidateSet('red','green')][string]$Color, [switch]$Fast) }; "

OFFERED = [
    pytest.param(COLORS + "foo -F", ["-Fast"], id="parameters"),
    pytest.param(COLORS + "foo -Color ", ["red", "green"], id="a set of values"),
    pytest.param("function foo { param([System.DayOfWeek]$Day) }; foo -Day M", ["Monday"], id="an enumeration"),
    pytest.param("function global:Get-Foo($a) { }; Get-Fo", ["Get-Foo"], id="the name"),
    pytest.param("function Get-Foo { Get-Date }; (Get-Foo).Ye", ["Year"], id="what it puts out"),
    pytest.param("filter bar([int]$Num) { }; bar -", ["-Num"], id="a filter"),
    pytest.param("function foo { param($Alpha) foo -", ["-Alpha"], id="inside its own body"),
    pytest.param("class A { [int] Foobar([int]$x) { return 1 } }; function Foobaz { }; Fooba", ["Foobaz"], id="no method of a class"),
    pytest.param("function foo($Old) { }; function foo($New) { }; foo -", ["-New"], id="the last of a name"),
    pytest.param("function foo([nosuch(]$a) { }; foo -", [], id="one that does not compile"),
]


@pytest.mark.parametrize(("text", "offered"), OFFERED)
def test_what_is_offered(text: str, offered: list[str]) -> None:
    assert [candidate.text for candidate in complete(text, len(text), CompletionContext()).candidates] == offered


def test_the_signature_says_what_is_missing() -> None:
    text = "function foo { param([Parameter(Mandatory)]$Alpha, [int]$B) }; foo -B "
    signature = signature_at(text, len(text), CompletionContext())
    assert signature is not None
    assert (signature.command, signature.missing) == ("foo", ("Alpha",))
