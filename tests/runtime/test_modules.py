"""Modules of script: their own scope, what they export, and closures, which are modules without a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.runtime.doubles import failure_of, run_line

FILE = (
    "'function Get-Box { \"box $args\" }', 'function Get-Inner { \"i\" }', 'Set-Alias gb Get-Box', "
    "'Export-ModuleMember -Function Get-Box -Alias gb' > my.psm1; "
)
COUNTER = "$m = New-Module -Name Counts { $script:count = 0; function Add-One { $script:count++; $script:count } }; "


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


OUTPUT = [
    pytest.param(COUNTER + 'Add-One; Add-One; & $m { $count }; "[$count]"', ["1", "2", "2", "[]"], id="a scope of its own"),
    pytest.param(
        "New-Module { $p = 'EX'; function Get-Tag($n) { \"$p-$n\" } } | Import-Module; Get-Tag ann",
        ["EX-ann"],
        id="imported through the pipe",
    ),
    pytest.param(
        "New-Module -Name Vars { $Setting = 'on'; Export-ModuleMember -Variable Setting } | Import-Module; "
        "$Setting; (Get-Module Vars).ExportedVariables.Keys",
        ["on", "Setting"],
        id="variables",
    ),
    pytest.param(
        FILE + "Import-Module ./my.psm1; gb 1; my\\Get-Box 2; Get-Command Get-Inner -ErrorAction Ignore", ["box 1", "box 2"], id="a file"
    ),
    pytest.param(FILE + "(Import-Module ./my.psm1 -PassThru).ExportedCommands.Keys", ["Get-Box", "gb"], id="what is exported"),
    pytest.param(FILE + "Import-Module ./my.psm1 -Prefix My; Get-MyBox 3", ["box 3"], id="a prefix"),
    pytest.param(
        FILE + "Import-Module ./my.psm1; Remove-Module my; try { Get-Box } catch { 'gone' }; @(Get-Module).Count",
        ["gone", "0"],
        id="removed",
    ),
    pytest.param(
        "New-Module { function Get-Z { & $args[0] } } | Out-Null; $y = 3; Get-Z { $y }", ["3"], id="a block runs where it was written"
    ),
    pytest.param(
        "New-Module { function Get-Z { & $args[0] } } | Out-Null; function q { $y = 4; Get-Z { $y } }; q",
        ["4"],
        id="in the function that calls",
    ),
    pytest.param("New-Module { function Sum { $n = 0; 1..3 | % { $n += $_ }; $n } } | Out-Null; Sum", ["6"], id="blocks inside a module"),
    pytest.param('$m = New-Module t { param($a) $p = $a; function Get-P { $p } } -ArgumentList 7; Get-P; "$m"', ["7", "t"], id="arguments"),
    pytest.param(
        "function New-Counter { $c = 0; { $script:c++; $script:c }.GetNewClosure() }; $a = New-Counter; & $a; & $a; $b = New-Counter; & $b",
        ["1", "2", "1"],
        id="each closure has its own script scope",
    ),
    pytest.param(
        "$c = & { $n = 0; { $n++; $n }.GetNewClosure() }; 1..3 | % $c; & $c", ["1", "2", "3", "4"], id="a closure for each object"
    ),
    pytest.param('function o { $x = 1; function i { { "[$x]" }.GetNewClosure() }; i }; & (o)', ["[]"], id="one scope is captured"),
]


@pytest.mark.parametrize(("script", "lines"), OUTPUT)
def test_output(script: str, lines: list[str]) -> None:
    assert [str(value) for value in run_line(script)] == lines


FAILURES = [
    pytest.param("Import-Module NoSuch", "Modules_ModuleNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand", id="no such module"),
    pytest.param("Remove-Module NoSuch", "Modules_NoModulesRemoved,Microsoft.PowerShell.Commands.RemoveModuleCommand", id="none to remove"),
    pytest.param(
        "Export-ModuleMember -Function x",
        "Modules_CanOnlyExecuteExportModuleMemberInsideAModule,Microsoft.PowerShell.Commands.ExportModuleMemberCommand",
        id="outside of a module",
    ),
    pytest.param("& (New-Module t { }) 5", "BadExpression", id="a module is called with a block"),
    pytest.param("New-Module { function Again { Again } } | Out-Null; Again", "CallDepthOverflow", id="too deep"),
    pytest.param("New-Module t { function A { 1 }; Export-ModuleMember } | Out-Null; A", "CommandNotFoundException", id="nothing exported"),
]


@pytest.mark.parametrize(("script", "error_id"), FAILURES)
def test_failures(script: str, error_id: str) -> None:
    assert failure_of("$ErrorActionPreference = 'Stop'; " + script).fully_qualified_id == error_id
