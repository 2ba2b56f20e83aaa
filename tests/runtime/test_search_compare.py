"""Select-String and Compare-Object."""

from __future__ import annotations

from pathlib import Path

import pytest

from eopsh.objects import PSObject, Value, get_property, to_text
from tests.runtime.doubles import failure_of, run_line

LOG = "$log = 'one info', 'two ERROR', 'three error', 'four [x]', 'five'; "


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.log").write_text("alpha\nbeta error\ngamma\n", encoding="utf-8")
    Path("b.log").write_text("error first\nerror second\n", encoding="utf-8")


FOUND = [
    pytest.param("$log | sls error", ["two ERROR", "three error"], id="in any case"),
    pytest.param("$log | sls error -CaseSensitive", ["three error"], id="case"),
    pytest.param("$log | sls '[x]' -SimpleMatch", ["four [x]"], id="plain text"),
    pytest.param("$log | sls o -NotMatch | % Line", ["three error", "five"][1:], id="lines without"),
    pytest.param("$log | sls error -Raw", ["two ERROR", "three error"], id="raw"),
    pytest.param("$log | sls error -List | % Line", ["two ERROR", "three error"], id="each text is a list of its own"),
    pytest.param("$log | sls error -Quiet", [True], id="quiet"),
    pytest.param("$log | sls nope -Quiet", [], id="quiet and nothing"),
    pytest.param("$log | sls 'five', 'one' | % Pattern", ["one", "five"], id="which pattern"),
    pytest.param("$log | sls error | % LineNumber", [2, 3], id="numbers"),
    pytest.param('sls error *.log | % { "$_" }', ["a.log:2:beta error", "b.log:1:error first", "b.log:2:error second"], id="files"),
    pytest.param("sls error *.log -List | % LineNumber", [2, 1], id="once a file"),
    pytest.param("sls error *.log -Exclude a* | % Filename", ["b.log", "b.log"], id="excluded"),
    pytest.param("Get-ChildItem *.log | sls beta | % Filename", ["a.log"], id="piped files"),
    pytest.param("('a1b22' | sls '\\d+' -AllMatches).Matches.Value", ["1", "22"], id="all matches"),
    pytest.param("('u=ann' | sls 'u=(?<n>\\w+)').Matches[0].Groups['n'].Value", ["ann"], id="groups"),
    pytest.param("($log | sls three -Context 1).Context.PreContext", ["two ERROR"], id="context before"),
    pytest.param("($log | sls three -Context 0, 2).Context.PostContext", ["four [x]", "five"], id="context behind"),
]


@pytest.mark.parametrize(("line", "output"), FOUND)
def test_found(line: str, output: list[Value]) -> None:
    found = run_line(LOG + line)
    assert [to_text(item) if isinstance(item, PSObject) else item for item in found] == output


def test_lines_around_two_hits_are_shown_once() -> None:
    found = run_line("1..6 | sls '3|4' -Context 2")
    assert [to_text(item) for item in found] == ["  1\n  2\n> 3", "> 4\n  5\n  6"]


def test_a_pattern_that_is_none() -> None:
    assert failure_of("'x' | sls '('").fully_qualified_id.startswith("InvalidRegex,")


def _sides(line: str) -> list[str]:
    return [f"{get_property(item, 'SideIndicator')} {to_text(get_property(item, 'InputObject'))}" for item in run_line(line)]


COMPARED = [
    pytest.param("Compare-Object a, b b, c", ["=> c", "<= a"], id="both sides"),
    pytest.param("Compare-Object a, b b, c -IncludeEqual", ["== b", "=> c", "<= a"], id="and what is equal"),
    pytest.param("Compare-Object a, b b, c -ExcludeDifferent", ["== b"], id="only what is equal"),
    pytest.param("diff A a", [], id="in any case"),
    pytest.param("diff A a -CaseSensitive", ["=> a", "<= A"], id="case"),
    pytest.param("diff 1, 2, 3 3, 2, 1 -SyncWindow 0", ["=> 3", "<= 1", "=> 1", "<= 3"], id="no window"),
    pytest.param("diff 1, 2, 3 3, 1, 2", [], id="in any order"),
    pytest.param("'b', 'c' | compare a, b", ["=> c", "<= a"], id="from the pipeline"),
    pytest.param("diff @() a", ["=> a"], id="nothing on one side"),
    pytest.param("diff x, y x, y, y", ["=> y"], id="as often"),
    pytest.param("diff ([pscustomobject]@{N=1}) ([pscustomobject]@{N=2})", [], id="objects without a property to compare"),
]


@pytest.mark.parametrize(("line", "sides"), COMPARED)
def test_compared(line: str, sides: list[str]) -> None:
    assert _sides(line) == sides


OBJECTS = "$a = [pscustomobject]@{N='x';V=1}; $b = [pscustomobject]@{N='x';V=2}; "


def test_compared_by_properties() -> None:
    found = run_line(OBJECTS + "diff $a $b -Property V, Nope")
    assert [dict(item.items()) for item in found if isinstance(item, PSObject)] == [
        {"V": 2, "Nope": None, "SideIndicator": "=>"},
        {"V": 1, "Nope": None, "SideIndicator": "<="},
    ]


def test_the_objects_themselves() -> None:
    assert run_line(OBJECTS + "diff $a $b -Property V -PassThru | % { $_.N + $_.V + $_.SideIndicator }") == ["x2=>", "x1<="]


def test_null_is_refused() -> None:
    assert failure_of("diff $null a").fully_qualified_id.startswith("ParameterArgumentValidationErrorNullNotAllowed,")
