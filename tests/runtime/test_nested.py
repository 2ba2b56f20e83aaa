"""`[powershell]::Create()`: a session of its own inside a line."""

from __future__ import annotations

from eopsh.objects import Value
from tests.runtime.doubles import RecordingHost, run_line

NEED = "function Need { param([Parameter(Mandatory)]$Size) $Size }; "


def output(line: str) -> list[Value]:
    return run_line(f"$p = [powershell]::Create(); {line}")


def test_runs_scripts_and_keeps_their_errors() -> None:
    line = "$null = $p.AddScript('1 + 1; Get-Nope; 5'); $p.Invoke(); $p.HadErrors; $p.Streams.Error | % FullyQualifiedErrorId"
    assert output(line) == [2, 5, True, "CommandNotFoundException"]


def test_sees_no_variable_of_the_line() -> None:
    assert output("$x = 1; $null = $p.AddScript('$null -eq $x; $x = 2'); $p.Invoke(); $x") == [True, 1]


def test_asks_nobody() -> None:
    host = RecordingHost(answers=[{"Size": 1}])
    line = f"$p = [powershell]::Create(); $null = $p.AddScript('{NEED}Need'); $p.Invoke(); $p.Streams.Error | % {{ $_.Exception.Message }}"
    assert run_line(line, host=host) == ["Cannot process command because of one or more missing mandatory parameters: Size."]
    assert host.asked == []


def test_is_empty_once_disposed() -> None:
    assert output("$null = $p.AddScript('Get-Nope'); $p.Invoke(); $p.Dispose(); $p.Streams.Error.Count") == [0]
