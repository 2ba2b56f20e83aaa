"""Completer scripts of the user's: what they are told, what becomes of what they say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eopsh.catalogue import Catalogue
from eopsh.completion import Completers, CompletionContext, Known, commands, complete
from eopsh.language import parse
from eopsh.runtime import Interpreter
from tests.completion.org import REMOTE
from tests.completion.test_context import Quiet, exhaust

FUNCTION = """
function Get-Thing { [CmdletBinding()] param(
    [Parameter(Position=0)]$Name,
    $Kind,
    [ArgumentCompleter({ param($c, $p, $w, $a, $b) 'one', 'two', 'two words' | Where-Object { $_ -like "$w*" } })]$Dyn,
    [ArgumentCompletions('red', 'dark blue')]$Colour
) }
"""
REGISTER = "Register-ArgumentCompleter -CommandName Get-Thing -ParameterName Name -ScriptBlock { %s }"


def offered(line: str, script: str = "", *, asked: bool = True) -> list[str]:
    """Return what is offered at the end of a line when the function is there and the script is registered."""
    completers = Completers()
    interpreter = Interpreter(commands(completers), catalogue=Catalogue.of(REMOTE))
    for text in (FUNCTION, REGISTER % script if script else ""):
        exhaust(interpreter.run(parse(text), Quiet()))
    local = Catalogue.of(one.command for one in interpreter.local_commands)
    context = CompletionContext.of(local, interpreter.scope, Known(completer=completers.within(interpreter.scope)))
    return [candidate.text for candidate in complete(line, len(line), replace(context, asked=asked)).candidates]


REGISTERED = [
    pytest.param("Get-Thing -Name ", "'alpha', 'beta two'", ["alpha", "'beta two'"], id="plain texts are quoted where they must be"),
    pytest.param("Get-Thing -Name ", "\"'a'\"", ["'a'"], id="quoted already"),
    pytest.param("Get-Thing b", "param($c, $p, $w) $w", ["b"], id="told the word, by its place"),
    pytest.param("Get-Thing -Kind x -Name ", "param($c, $p, $w, $a, $bound) $bound.Kind", ["x"], id="told what is bound"),
    pytest.param("Get-Thing -Name ", 'param($c, $p) "$c/$p"', ["Get-Thing/Name"], id="told command and parameter"),
    pytest.param("Get-Thing -Name ", "throw 'no'", [], id="one that fails says nothing"),
    pytest.param("Get-Thing -Name ", "Get-MailUser", [], id="one that asks the server is not let"),
    pytest.param(
        "Get-Thing -Name ",
        "[System.Management.Automation.CompletionResult]::new('a b', 'A', 'ParameterValue', 'tip')",
        ["a b"],
        id="a CompletionResult says itself what to insert",
    ),
]


@pytest.mark.parametrize(("line", "script", "texts"), REGISTERED)
def test_registered(line: str, script: str, texts: list[str]) -> None:
    assert offered(line, script) == texts


def test_attributes_of_a_function() -> None:
    assert offered("Get-Thing -Dyn tw") == ["two", "'two words'"]
    assert offered("Get-Thing -Colour ") == ["red", "'dark blue'"]


def test_scripts_run_only_when_asked() -> None:
    assert offered("Get-Thing -Dyn ", asked=False) == []
