"""Where errors end, what catches them, and what they tell of themselves."""

from __future__ import annotations

import pytest

from eopsh.objects import to_text
from tests.runtime.doubles import RecordingHost, run_line

ADVANCED = "function f { [CmdletBinding()] param() 1/0; 'no' }; "


def texts(script: str) -> list[str]:
    return [to_text(value) for value in run_line(script, host=RecordingHost())]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param("try { [int]::Parse('x') } catch [FormatException] { 'f' } catch { 'o' }", "f", id="the cause first"),
        pytest.param(
            "try { 1/0 } catch [System.Management.Automation.RuntimeException] { 'r' } catch [DivideByZeroException] { 'd' }",
            "d",
            id="the cause before the error around it",
        ),
        pytest.param(
            "try { throw [Exception]::new('o', [FormatException]::new('i')) } catch [FormatException] { 'f' } catch { 'o' }",
            "o",
            id="not the cause of a thrown one",
        ),
        pytest.param(
            "try { throw [ArgumentNullException]::new('p') } catch [ArgumentException] { $_.Exception.ParamName }", "p", id="ParamName"
        ),
        pytest.param(
            'try { nosuch } catch { "$($_.CategoryInfo)" }', "ObjectNotFound: (nosuch:String) [], CommandNotFoundException", id="no command"
        ),
        pytest.param("try { nosuch } catch { $_.Exception.CommandName }", "nosuch", id="CommandName"),
        pytest.param("try { throw 'a' } catch { $_.Exception.HResult }", "-2146233087", id="HResult"),
        pytest.param("try { throw 'a' } catch { $null -eq $_.Exception.InnerException }", "True", id="no cause"),
        pytest.param("try { throw $null } catch { $_.FullyQualifiedErrorId }", "ScriptHalted", id="throw null"),
        pytest.param("try {\n  1/0\n} catch { $_.InvocationInfo.Line.Trim() }", "1/0", id="the line"),
        pytest.param(
            'try { { param($x) throw "bad $x" }.Invoke(3) } catch { $_.Exception.Message }',
            'Exception calling "Invoke" with "1" argument(s): "bad 3"',
            id="Invoke",
        ),
        pytest.param(ADVANCED + "try { f -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }", "RuntimeException,f", id="of a function"),
        pytest.param("try { 'x' -as 'nosuch' } catch { $_.FullyQualifiedErrorId }", "InvalidCastFromStringToType", id="-as"),
        pytest.param(
            "try { switch -Regex ('a') { '[' { 1 } } } catch { $_.FullyQualifiedErrorId }", "InvalidRegularExpression", id="switch"
        ),
        pytest.param("try { & '' } catch { $_.FullyQualifiedErrorId }", "BadExpression", id="an empty name"),
        pytest.param("try { for ($i = 1/0;;) { } } catch { 'ended' }", "ended", id="for"),
    ],
)
def test_what_is_told(script: str, expected: str) -> None:
    assert texts(script) == [expected]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param(ADVANCED + "f -ErrorAction Stop; 'here'", ["here"], id="ends an advanced function alone"),
        pytest.param(ADVANCED + "function g { f -ErrorAction Stop; 'g' }; g; 'here'", ["g", "here"], id="and not its caller"),
        pytest.param("function f { [CmdletBinding()] param() $ErrorActionPreference = 'Stop'; 1/0 }; f; 'here'", ["here"], id="set inside"),
        pytest.param("$sb = { 1/0; 'after' }; $sb.Invoke(); 'on'", ["on"], id="ends a block that is called as a method"),
    ],
)
def test_where_stop_ends(script: str, expected: list[str]) -> None:
    assert texts(script) == expected


@pytest.mark.parametrize(
    ("script", "row", "marks"),
    [
        pytest.param("'a' -split 'b', 'x'", "'a' -split 'b', 'x'", (4, 10), id="-split"),
        pytest.param("'a' -replace 1, 2, 3", "'a' -replace 1, 2, 3", (4, 12), id="-replace"),
        pytest.param("if (1/0) { }", "if (1/0) { }", (4, 7), id="if"),
        pytest.param("while (1/0) { }", "while (1/0) { }", (7, 10), id="while"),
        pytest.param("foreach ($x in 1/0) { }", "foreach ($x in 1/0) { }", (15, 18), id="foreach"),
        pytest.param("& { return 1/0 }", "& { return 1/0 }", (11, 14), id="return"),
    ],
)
def test_the_place(script: str, row: str, marks: tuple[int, int]) -> None:
    (message,) = texts(f"try {{\n{script}\n}} catch {{ $_.InvocationInfo.PositionMessage }}")
    start, end = marks
    assert message == f"At line:2 char:{start + 1}\n+ {row}\n+ {' ' * start}{'~' * (end - start)}"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param("(5)[0]; (5)[1]; (5)[-1]; $true[0]", ["5", "", "5", "True"], id="one value"),
        pytest.param("$x = [pscustomobject]@{ a = 1 }; $x[0].a; $null -eq $x['a']", ["1", "True"], id="one object"),
        pytest.param("$a = 1, 2; $null -eq $a['x']; 'ab'['x'] -eq $null; 'ab'[0, 9].Count", ["True", "True", "2"], id="no number"),
        pytest.param("$o = [ordered]@{ 1 = 'one'; 0 = 'zero' }; $o[0]; $o[[object]0]", ["one", "zero"], id="ordered"),
    ],
)
def test_elements(script: str, expected: list[str]) -> None:
    assert texts(script) == expected


def test_parameters_of_a_line_have_their_defaults() -> None:
    assert texts("param([string]$Name = 'world', [int]$Times = 2)\n1..$Times | ForEach-Object { \"Hello $Name $_\" }") == [
        "Hello world 1",
        "Hello world 2",
    ]


@pytest.mark.parametrize("name", ["$global:nothing", "$script:nothing"])
def test_strict_mode_looks_into_outer_scopes(name: str) -> None:
    script = f"Set-StrictMode -Version Latest; try {{ {name} }} catch {{ $_.FullyQualifiedErrorId }}; $global:there = 1; $global:there"
    assert texts(script) == ["VariableIsUndefined", "1"]


def test_the_place_of_an_object_that_nothing_takes() -> None:
    function = "function f { [CmdletBinding()] param([Parameter(ValueFromPipelineByPropertyName)][int]$n) process { $n } }\n"
    assert texts(function + "\n5 | f 2>&1 | ForEach-Object { $_.InvocationInfo.ScriptLineNumber }") == ["3"]


@pytest.mark.parametrize(
    ("attribute", "error_id"),
    [
        pytest.param("Parameter(Bogus = 1)", "PropertyNotFoundForType", id="no such property"),
        pytest.param("Nope()", "CustomAttributeTypeNotFound", id="no such attribute"),
        pytest.param("Parameter(DontShow)", "", id="a property"),
        pytest.param("System.Management.Automation.AliasAttribute('b')", "", id="a whole name"),
        pytest.param("Diagnostics.CodeAnalysis.SuppressMessage('a', 'b')", "", id="of another namespace"),
    ],
)
def test_attributes(attribute: str, error_id: str) -> None:
    found = texts(f"function f {{ param([{attribute}]$a) '' }}; try {{ f -a 1 }} catch {{ $_.FullyQualifiedErrorId }}")
    assert found == [error_id]


ENDING = (
    "function f { [CmdletBinding()] param() $PSCmdlet.ThrowTerminatingError("
    "[System.Management.Automation.ErrorRecord]::new([Exception]::new('m'), 'id', 'NotSpecified', $null)); 'after' }; "
)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param(ENDING + "f; 'on'", ["on"], id="ends the function, not its caller"),
        pytest.param(ENDING + "f -ErrorAction SilentlyContinue; 'on'", ["on"], id="whatever the preference says"),
        pytest.param(ENDING + "try { f } catch { $_.FullyQualifiedErrorId }", ["id,f"], id="caught by the caller"),
        pytest.param(
            "try { try { throw 'x' } finally { throw 'y' } } catch { \"$_\"; $Error.Count }", ["y", "2"], id="an error in finally"
        ),
        pytest.param("try { @{}.Add($null, 1) } catch { $_.FullyQualifiedErrorId }", ["ArgumentNullException"], id="no key"),
        pytest.param(
            "try { [System.IO.File]::ReadAllText('/nope.txt') } catch [System.IO.FileNotFoundException] { 'not there' }",
            ["not there"],
            id="exceptions of files",
        ),
        pytest.param(
            "try { & { param([int]$x) } 'a' } catch { \"$($_.CategoryInfo)\".Substring(0, 20) }", ["InvalidData: (:) [],"], id="a block"
        ),
    ],
)
def test_ends(script: str, expected: list[str]) -> None:
    assert texts(script) == expected
