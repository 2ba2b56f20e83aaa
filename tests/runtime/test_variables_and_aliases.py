"""The commands for variables and aliases: options, scopes, patterns, what they refuse."""

from __future__ import annotations

import pytest

from eopsh.objects import Value
from tests.runtime.doubles import failure_of, run_line

READ_ONLY = "Set-Variable k 1 -Option ReadOnly; "
CASES = [
    pytest.param("1, 2 | Set-Variable x; $x.Count", [2], id="several-piped-values"),
    pytest.param("7 | Set-Variable x, y; $x + $y", [14], id="several-names"),
    pytest.param("$x = 1; Set-Variable x 2, 3 -Append; $x.Count", [3], id="append"),
    pytest.param(READ_ONLY + "Set-Variable k 3 -Force; $k; (Get-Variable k).Options.ToString()", [3, "ReadOnly"], id="forced"),
    pytest.param(READ_ONLY + "Clear-Variable k -Force; $null -eq $k", [True], id="cleared"),
    pytest.param(READ_ONLY + "Remove-Variable k -Force; $null -eq (Get-Variable k*)", [True], id="removed"),
    pytest.param("New-Variable d 1 -Description note; (Get-Variable d).Description", ["note"], id="description"),
    pytest.param('"$((Get-Variable true).Options)"', ["Constant, AllScope"], id="built-in"),
    pytest.param("$ab = 1; $ac = 2; (Get-Variable a? -Exclude ac).Name", ["ab"], id="exclude"),
    pytest.param("$x = 1; & { $x = 2; (Get-Variable x -Scope 1).Value; Set-Variable x 5 -Scope 1 }; $x", [1, 5], id="scope"),
    pytest.param("[int]$t = 5; Clear-Variable t; $t", [0], id="a-typed-one-keeps-its-type"),
    pytest.param("(Set-Alias hi Write-Output -PassThru).DisplayName; hi there", ["hi -> Write-Output", "there"], id="alias"),
    pytest.param("Set-Alias hi Write-Output; Remove-Alias hi; (Get-Alias hi*).Name -contains 'hi'", [False], id="alias-removed"),
    pytest.param("(New-Alias z Get-Date -Description note -PassThru).Description", ["note"], id="alias-description"),
    pytest.param("(Get-Alias group).ReferencedCommand.Name", ["Group-Object"], id="referenced"),
    pytest.param("(Get-Alias -Definition Sort-Object).Name", ["sort"], id="by-definition"),
]
ERRORS = [
    pytest.param(READ_ONLY + "Set-Variable k 2", "VariableNotWritable", id="read-only"),
    pytest.param(READ_ONLY + "Clear-Variable k", "VariableNotWritable", id="clear-read-only"),
    pytest.param(READ_ONLY + "Remove-Variable k", "VariableNotRemovable", id="remove-read-only"),
    pytest.param("New-Variable k 1 -Option Constant; Set-Variable k 2 -Force", "VariableNotWritable", id="constant"),
    pytest.param("Set-Variable true 1", "VariableNotWritable", id="built-in"),
    pytest.param("$x = 1; New-Variable x 2", "VariableAlreadyExists", id="there-already"),
    pytest.param("Get-Variable nope", "VariableNotFound", id="no-variable"),
    pytest.param("Get-Variable x -Scope 99", "ArgumentOutOfRange", id="no-scope"),
    pytest.param("Set-Alias k Get-Date -Option ReadOnly; Set-Alias k Write-Host", "AliasNotWritable", id="alias-read-only"),
    pytest.param("Set-Alias k Get-Date -Option ReadOnly; Remove-Alias k", "AliasNotRemovable", id="alias-not-removable"),
    pytest.param("New-Alias sort Get-Date", "AliasAlreadyExists", id="alias-there-already"),
    pytest.param("Get-Alias nope", "ItemNotFoundException", id="no-alias"),
]


@pytest.mark.parametrize(("script", "expected"), CASES)
def test_output(script: str, expected: list[Value]) -> None:
    assert run_line(script) == expected


@pytest.mark.parametrize(("script", "error_id"), ERRORS)
def test_refusals(script: str, error_id: str) -> None:
    assert failure_of("$ErrorActionPreference = 'Stop'; " + script).fully_qualified_id.partition(",")[0] == error_id
