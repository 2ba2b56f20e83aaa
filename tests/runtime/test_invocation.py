"""`$MyInvocation`, private names, `$input` beside operators, and what `+=` reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from eopsh.objects import to_text
from tests.runtime.doubles import run_line


def texts(script: str) -> list[str]:
    return [to_text(value) for value in run_line(script)]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param("function f { $MyInvocation.MyCommand.Name; $MyInvocation.InvocationName }; f", ["f", "f"], id="names"),
        pytest.param("Set-Alias g f; function f { $MyInvocation.InvocationName }; g; & f", ["g", "&"], id="as it was called"),
        pytest.param("function f { $MyInvocation.Line }\n f 1 -a 2", [" f 1 -a 2"], id="the line"),
        pytest.param("function f { $MyInvocation.UnboundArguments -join ',' }; f 1 2", ["1,2"], id="arguments"),
        pytest.param(
            "function f { param([Parameter()]$a) $MyInvocation.BoundParameters['a']; $PSCmdlet.MyInvocation.BoundParameters.Count }; f 4",
            ["4", "1"],
            id="bound parameters",
        ),
        pytest.param(
            "function f { $MyInvocation.PipelineLength; $MyInvocation.PipelinePosition; $MyInvocation.ExpectingInput }; 1 | f | % { $_ }",
            ["2", "1", "True"],
            id="the pipeline",
        ),
        pytest.param("function f { $MyInvocation.ScriptLineNumber; $MyInvocation.OffsetInLine }\n\n  f", ["3", "3"], id="the place"),
        pytest.param("& { $MyInvocation.MyCommand.CommandType }", ["Script"], id="a block"),
        pytest.param("(Get-Command f -ErrorAction Ignore); function f { 'x' }; (Get-Command f).Definition", [" 'x' "], id="Definition"),
    ],
)
def test_invocation(script: str, expected: list[str]) -> None:
    assert texts(script) == expected


def test_script_file(tmp_path: Path) -> None:
    file = tmp_path / "a.ps1"
    file.write_text(
        "$MyInvocation.MyCommand.Path\nif ($MyInvocation.InvocationName -ne '.') { 'main' }\n$PSScriptRoot\n"
        "try { 1/0 } catch { $_.ScriptStackTrace; $_.InvocationInfo.ScriptName }\n",
        encoding="utf-8",
    )
    trace = f"at <ScriptBlock>, {file}: line 4\nat <ScriptBlock>, <No file>: line 1"
    assert texts(f"& '{file}'") == [str(file), "main", str(tmp_path), trace, str(file)]
    assert texts(f". '{file}'; \"[$PSScriptRoot]\"")[1:2] == [str(tmp_path)]
    assert texts(f". '{file}'; \"[$PSScriptRoot]\"")[-1] == "[]"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param('$private:x = 3; function f { "[$x]" }; f; $x', ["[]", "3"], id="a private variable"),
        pytest.param("function private:p { 'p' }; p; & { try { p } catch { 'no' } }", ["p", "no"], id="a private function"),
        pytest.param("$x = 1; function f { $x += 1; $x }; f; f; $x", ["1", "1", "1"], id="+= in a function"),
        pytest.param("$s = 'a'; & { $s += 'b'; $s }", ["b"], id="+= in a called block"),
        pytest.param("$x = 1; . { $x += 1 }; $x", ["2"], id="+= in a dot-sourced block"),
        pytest.param("$x = 1; function f { 1..2 | % { $x += 1 }; $x }; f", ["3"], id="+= in ForEach-Object"),
        pytest.param("$x = 5; function f { $x ??= 9; $x }; f", ["9"], id="??="),
        pytest.param("$x = 5; function f { $x++; $x }; f", ["6"], id="++ reads around"),
        pytest.param("function f { $input -join ',' }; 1..3 | f", ["1 2 3"], id="$input -join"),
        pytest.param("function f { $input -contains 2 }; 1..3 | f", ["True"], id="$input -contains"),
        pytest.param("function f { $input + 4 }; 1..3 | f", ["1", "2", "3", "4"], id="$input +"),
        pytest.param("function f { $input -split ',' }; 'a,b', 'c' | f", ["a", "b", "c"], id="$input -split"),
        pytest.param("function f { $input -match 'a' }; 'a', 'b' | f", ["a"], id="$input -match"),
        pytest.param('$a, ($b, $c) = 1, (2, 3, 4); "$a $b $c"', ["1 2 3 4"], id="several in parentheses"),
        pytest.param("${function:z} = 'param($a) $a * 2'; z 4", ["8"], id="a function from a text"),
        pytest.param("function f { begin { return 'b' } process { $_ } end { 'e' } }; 1 | f", ["b", "1", "e"], id="return in begin"),
        pytest.param("function f { process { $_ } clean { 'never shown' } }; 1 | f", ["1"], id="clean"),
    ],
)
def test_scopes(script: str, expected: list[str]) -> None:
    assert texts(script) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param("try { 1/0 } catch { Write-Error $_ 2>&1 }", "RuntimeException", id="a record"),
        pytest.param(
            "try { throw [ArgumentException]'x' } catch { Write-Error $_.Exception 2>&1 }", "System.ArgumentException", id="an exception"
        ),
        pytest.param("Write-Error 5 2>&1", "Microsoft.PowerShell.Commands.WriteErrorException", id="a number"),
    ],
)
def test_what_write_error_takes_without_a_name(script: str, expected: str) -> None:
    assert texts(f"$({script}).FullyQualifiedErrorId") == [expected]
