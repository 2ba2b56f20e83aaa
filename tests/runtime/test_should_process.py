"""`$PSCmdlet.ShouldProcess`, `ShouldContinue` and the action Inquire: what they ask, and what the answer does."""

from __future__ import annotations

from pathlib import Path

import pytest

from eopsh.objects import Value
from eopsh.remote import Stream
from tests.runtime.doubles import RecordingHost, run_line

FUNCTION = "function f { [CmdletBinding(SupportsShouldProcess)] param() if ($PSCmdlet.ShouldProcess('t', 'Do')) { 'done' } }; "
HIGH = (
    "function f { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param()"
    " 1..3 | % { if ($PSCmdlet.ShouldProcess(\"t$_\", 'Do')) { $_ } } }; "
)
YES, ALL, NO, NONE = range(4)


@pytest.mark.parametrize(
    ("line", "choice", "output", "asked"),
    [
        pytest.param("f", NO, ["done"], 0, id="not asked by itself"),
        pytest.param("f -Confirm", YES, ["done"], 1, id="yes"),
        pytest.param("f -Confirm", NO, [], 1, id="no"),
        pytest.param("$ConfirmPreference = 'Medium'; f", NO, [], 1, id="the preference asks"),
        pytest.param("$ConfirmPreference = 'Low'; f -Confirm:$false", NO, ["done"], 0, id="the call comes first"),
        pytest.param("f -Confirm -WhatIf", YES, [], 0, id="-WhatIf does nothing and asks nothing"),
    ],
)
def test_confirm(line: str, choice: int, output: list[Value], asked: int) -> None:
    host = RecordingHost([choice])
    assert (run_line(FUNCTION + line, host=host), len(host.asked)) == (output, asked)


@pytest.mark.parametrize(
    ("line", "answers", "output", "asked"),
    [
        pytest.param("f", [YES, NO, YES], [1, 3], 3, id="each"),
        pytest.param("f", [YES, ALL], [1, 2, 3], 2, id="yes to all"),
        pytest.param("f", [YES, NONE], [1], 2, id="no to all"),
        pytest.param("f -Confirm:$false", [], [1, 2, 3], 0, id="told not to"),
        pytest.param("$ConfirmPreference = 'None'; f", [], [1, 2, 3], 0, id="a preference of None"),
    ],
)
def test_high_impact(line: str, answers: list[Value], output: list[Value], asked: int) -> None:
    host = RecordingHost(answers)
    assert (run_line(HIGH + line, host=host), len(host.asked)) == (output, asked)


def test_nobody_there() -> None:
    assert run_line("$ErrorActionPreference = 'SilentlyContinue'; " + HIGH + "f; $Error[0].FullyQualifiedErrorId")[-1] == "NoAnswer"


def test_should_continue() -> None:
    line = "function f { [CmdletBinding()] param() $PSCmdlet.ShouldContinue('sure?', 'cap') }; f"
    host = RecordingHost([1])
    assert run_line(line, host=host) == [False]
    assert host.asked[0].arguments[:2] == ("cap", "sure?")


@pytest.mark.parametrize(
    ("line", "answers", "output", "errors"),
    [
        pytest.param("Write-Error a -ErrorAction Inquire; 'on'", [0], ["on"], ["a"], id="go on"),
        pytest.param("1..2 | % { Write-Error $_ -ErrorAction Inquire }; 'on'", [0, 0], ["on"], ["1", "2"], id="each call asks"),
        pytest.param("try { Write-Error a -ErrorAction Inquire; 'on' } catch { 'halted' }", [2], ["halted"], [], id="halt"),
        pytest.param("try { Write-Warning a -WarningAction Inquire; 'on' } catch { 'halted' }", [2], ["halted"], [], id="a warning"),
    ],
)
def test_inquire(line: str, answers: list[Value], output: list[Value], errors: list[str]) -> None:
    host = RecordingHost(answers)
    assert run_line(line, host=host) == output
    assert host.texts(Stream.ERROR) == errors


def test_local_commands_ask_by_their_preference(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x", encoding="utf-8")
    host = RecordingHost([NO])
    run_line(f"$ConfirmPreference = 'Low'; Remove-Item '{file}'", host=host)
    assert file.exists()
    assert len(host.asked) == 1


def test_write_object() -> None:
    line = "function f { [CmdletBinding()] param() $PSCmdlet.WriteObject((1, 2)); $PSCmdlet.WriteObject((3, 4), $true) }; f"
    assert run_line(line) == [[1, 2], 3, 4]
