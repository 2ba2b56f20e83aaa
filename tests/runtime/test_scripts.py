"""Strict mode, references, enumerators, script files, Invoke-Command, and what variables add to calls."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from eopsh.runtime.signals import Place
from tests.oracle import answer
from tests.oracle.agreement import ids as error_ids


def shown(script: str) -> list[str]:
    """Run a script in an empty folder and return what the console shows."""
    return str(answer("run", {"id": "case", "script": script})["text"]).splitlines()


def ids(script: str) -> list[str]:
    """Run a script and return the ids of its errors."""
    return error_ids(answer("run", {"id": "case", "script": script}))


@pytest.mark.parametrize(
    ("script", "lines"),
    [
        pytest.param("function f([ref]$r) { $r.Value = 2 }; $v = 1; f ([ref]$v); $v", ["2"], id="reference to a variable"),
        pytest.param("$r = [ref]5; $r.Value = 6; $r.Value", ["6"], id="reference to a value"),
        pytest.param("foreach ($i in 1..4) { if ($i -eq 2) { $null = $foreach.MoveNext() } else { $i } }", ["1", "4"], id="foreach"),
        pytest.param("switch (1,2,3) { 1 { $null = $switch.MoveNext(); $switch.Current } default { $_ } }", ["2", "3"], id="switch"),
        pytest.param("function f { @($input).Count; @($input).Count }; 1..3 | f", ["3", "0"], id="input is read once"),
        pytest.param("switch (1) { '1' { 'text' } $true { 'no' } }", ["text"], id="switch compares texts"),
        pytest.param("$OFS = '-'; $a = 1,(2,3); \"$a\"; [string]$a", ["1-System.Object[]"] * 2, id="lists in lists in strings"),
        pytest.param("using namespace System.Text\n[StringBuilder]::new('u').ToString()", ["u"], id="a namespace"),
        pytest.param(
            "using namespace System.Collections.Generic\n[List[int]]::new().Count; & { [List[string]]::new().Count }",
            ["0", "0"],
            id="generic types",
        ),
        pytest.param("[ValidateSet('a','b')]$v = 'a'; try { $v = 'c' } catch { 'no' }; $v", ["no", "a"], id="a set for a variable"),
        pytest.param("[ValidateRange(1,5)][int]$v = '3'; try { $v = 9 } catch { 'no' }; $v.GetType().Name", ["no", "Int32"], id="a range"),
        pytest.param(
            "try { [ValidateSet('a')]$v = 'z' } catch { $_.FullyQualifiedErrorId }; \"[$v]\"",
            ["ValidateSetFailure", "[]"],
            id="a first value that the rule does not let in",
        ),
        pytest.param(
            "function f { 1/0 }\nfunction g { f }\ntry { g } catch { $_.ScriptStackTrace }",
            ["at f, <No file>: line 1", "at g, <No file>: line 2", "at <ScriptBlock>, <No file>: line 3"],
            id="stack trace",
        ),
        pytest.param('Invoke-Command { "$($args[0])" } -ArgumentList a', ["a"], id="Invoke-Command"),
        pytest.param("'a','b' | Write-Output -PipelineVariable p | % { 1 } | % { $p }", ["a", "b"], id="pipeline variable"),
        pytest.param("$PSDefaultParameterValues['Sort-Object:Descending'] = $true; 1,2 | sort", ["2", "1"], id="default parameter values"),
        pytest.param("'param([int]$n) $n; exit 3; 9' > s.ps1; ./s.ps1 -n 4; \"$LASTEXITCODE $?\"", ["4", "3 False"], id="script file"),
        pytest.param("'$v = 5' > s.ps1; . ./s.ps1; $v", ["5"], id="dot-sourced file"),
        pytest.param("'a','b' > l.txt; switch -File l.txt { 'b' { \"hit $_\" } }", ["hit b"], id="switch over a file"),
        pytest.param("try { iex 'if (' } catch { $_.Exception.Errors[0].IncompleteInput }", ["True"], id="faults of a text"),
    ],
)
def test_output(script: str, lines: list[str]) -> None:
    assert shown(script) == lines


@pytest.mark.parametrize(
    ("script", "found"),
    [
        pytest.param('Set-StrictMode -Version 1; $a; "$a"', ["VariableIsUndefined"], id="variables from version 1"),
        pytest.param('Set-StrictMode -Version 2; "$a"', ["VariableIsUndefined"], id="in strings from version 2"),
        pytest.param("Set-StrictMode -Version 2; 'x'.Count; (1).foo", ["PropertyNotFoundStrict"] * 2, id="members from version 2"),
        pytest.param("Set-StrictMode -Version 3; (1,2)[5]", ["System.IndexOutOfRangeException"], id="elements from version 3"),
        pytest.param("function f { Set-StrictMode -Version 2 }; f; $a", [], id="ends with its scope"),
        pytest.param("Set-StrictMode -Version 99", ["ParameterArgumentValidationError"], id="no such version"),
        pytest.param("[ref]$nope", ["NonExistingVariableReference"], id="no such variable"),
        pytest.param("$using:x", ["UsingWithoutInvokeCommand"], id="using outside"),
        pytest.param("Invoke-Command -Session 1 { 1 }", ["NotConnected"], id="no sessions"),
        pytest.param("sh -c ls", ["ProgramsNotRun"], id="program of the machine"),
        pytest.param("class A { }", ["NotSupported"], id="class"),
    ],
)
def test_errors(script: str, found: list[str]) -> None:
    assert ids(script) == found


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("function f($n) { if ($n) { f ($n - 1) } }; f 10000", id="function"),
        pytest.param("function f($n) { if ($n) { 1 | % { @(f ($n - 1)) } } }; f 10000", id="function in a pipeline"),
        pytest.param("$s = { & $s }; & $s", id="block"),
    ],
)
def test_deep_recursion_is_an_error_on_a_thread_too(script: str) -> None:
    found: list[str] = []
    # `answer` sets a signal, which only the main thread may: the interpreter itself runs here.
    thread = threading.Thread(target=lambda: found.append(_terminating(script)))
    thread.start()
    thread.join()
    assert found == ["CallDepthOverflow"]


def _terminating(script: str) -> str:
    from eopsh.language import parse
    from eopsh.runtime import Interpreter, ScriptError
    from tests.oracle.console import ConsoleHost

    interpreter = Interpreter()
    try:
        list(interpreter.run(parse(script), ConsoleHost(120, interpreter)))
    except ScriptError as error:
        return error.record.fully_qualified_id
    return ""


def test_a_long_line_is_cut_around_the_fault() -> None:
    text = "'" + "y" * 60 + "';1/0;" + "#" + "z" * 40
    row, marks = Place(text, 63, 66).message().split("\n")[1:]
    assert row.startswith("+ … y")
    assert row.endswith(" …")
    assert row[marks.index("~") : marks.rindex("~") + 1] == "1/0"


def test_script_file_knows_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "s.ps1").write_text("$PSScriptRoot", encoding="utf-8")
    assert shown(f"& '{tmp_path}/s.ps1'") == [str(tmp_path)]
