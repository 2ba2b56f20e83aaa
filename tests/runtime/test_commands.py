"""The local commands: what they put out for what they are given."""

from __future__ import annotations

import pytest

from eopsh.formatting import Formatted, ListFormat, TableFormat
from eopsh.objects import PSObject, SecureString, Value, get_property
from eopsh.remote import Stream
from eopsh.runtime import Interpreter
from tests.runtime.doubles import CATALOGUE, RecordingHost, run_line

PEOPLE = "$p = @([pscustomobject]@{N='Ann';A=30;D='x'}, [pscustomobject]@{N='Bo';A=20;D='y'}, [pscustomobject]@{N='Cy';A=30;D='x'}); "

WHERE = [
    pytest.param("1..5 | Where-Object { $_ -gt 3 }", [4, 5], id="block"),
    pytest.param(PEOPLE + "($p | Where-Object A -eq 30).N", ["Ann", "Cy"], id="property"),
    pytest.param(PEOPLE + "($p | ? N -like 'b*').N", ["Bo"], id="alias and like"),
    pytest.param(PEOPLE + "($p | where N -cmatch '^[AB]').N", ["Ann", "Bo"], id="case"),
    pytest.param(PEOPLE + "($p | ? N).Count", [3], id="truth of a property"),
    pytest.param(PEOPLE + "($p | ? N -notin 'Ann','Bo').N", ["Cy"], id="notin"),
    pytest.param("'a', '', $null | ? -Not Length | % { \"[$_]\" }", ["[]", "[]"], id="not"),
    pytest.param("3 | ForEach-Object { 1..2 | Where-Object { $_ -lt 2 }; $_ }", [1, 3], id="the item is restored"),
]
FOREACH = [
    pytest.param("1, 2 | % { $_ * 2 }", [2, 4], id="block"),
    pytest.param("1, 2 | % -Begin { 'b' } -Process { $_ } -End { 'e' }", ["b", 1, 2, "e"], id="begin and end"),
    pytest.param("1, 2 | % { 'b' } { $_ } { 'e' }", ["b", 1, 2, "e"], id="three blocks"),
    pytest.param("'ab', 'c' | % Length", [2, 1], id="property"),
    pytest.param("'ab' | % Substring 1", ["b"], id="method"),
    pytest.param("'ab' | % ToUpper", ["AB"], id="method without arguments"),
    pytest.param("% { 5 }", [5], id="without a pipeline"),
    pytest.param("(1, 2), 3 | % { @($_).Count }", [2, 1], id="a list inside a list is one object"),
    pytest.param("1 | % { $x = 7 }; $x", [7], id="runs in the scope itself"),
]
SELECT = [
    pytest.param("1..9 | select -First 2", [1, 2], id="first"),
    pytest.param("1..9 | select -Last 2", [8, 9], id="last"),
    pytest.param("1..9 | select -Skip 7", [8, 9], id="skip"),
    pytest.param("1..9 | select -First 1 -Last 1", [1, 9], id="both ends"),
    pytest.param("1..9 | select -Skip 1 -First 2", [2, 3], id="skip and first"),
    pytest.param("1..5 | select -SkipLast 3", [1, 2], id="skip last"),
    pytest.param("'a'..'e' | select -Index 0, 3 | % { \"$_\" }", ["a", "d"], id="index"),
    pytest.param("1, 2, 1, 3 | select -Unique", [1, 2, 3], id="unique"),
    pytest.param(PEOPLE + "$p | select -ExpandProperty N", ["Ann", "Bo", "Cy"], id="expand"),
    pytest.param(PEOPLE + "($p | select n, @{n='Age';e={$_.A + 1}})[0].Age", [31], id="calculated"),
    pytest.param(PEOPLE + "($p[0] | select * -ExcludeProperty A).PSObject.Properties.Name", ["N", "D"], id="exclude"),
    pytest.param(PEOPLE + "($p[0] | select n, nope).PSObject.Properties.Name", ["N", "nope"], id="spelling of the object"),
]
SORT = [
    pytest.param("3, 1, 2 | sort", [1, 2, 3], id="plain"),
    pytest.param("3, 1, 2 | sort -Descending", [3, 2, 1], id="descending"),
    pytest.param(PEOPLE + "($p | sort A, N -Descending).N", ["Cy", "Ann", "Bo"], id="several"),
    pytest.param(PEOPLE + "($p | sort @{e='A';Descending=$true}, N).N", ["Ann", "Cy", "Bo"], id="each its own direction"),
    pytest.param("'bb', 'a' | sort { $_.Length }", ["a", "bb"], id="block"),
    pytest.param("2, 1, 2 | sort -Unique", [1, 2], id="unique"),
    pytest.param("5, 3, 9 | sort -Top 2", [3, 5], id="top"),
    pytest.param("5, $null, 3 | sort", [3, 5], id="null input is dropped"),
]
MEASURE = [
    pytest.param("(1..4 | measure).Count", [4], id="count"),
    pytest.param(
        "$m = 1..4 | measure -Sum -Average -Minimum -Maximum; $m.Sum; $m.Average; $m.Minimum; $m.Maximum",
        [10.0, 2.5, 1.0, 4.0],
        id="numbers",
    ),
    pytest.param(PEOPLE + "($p | measure A -Sum).Sum", [80.0], id="property"),
    pytest.param('("a b`nc" | measure -Line -Word -Character).Words', [3], id="text"),
    pytest.param("('10', '9' | measure -Maximum).Maximum", [10.0], id="texts of numbers"),
]
OTHERS = [
    pytest.param(PEOPLE + '$p | group D | % { "$($_.Name)=$($_.Count)" }', ["x=2", "y=1"], id="group"),
    pytest.param(PEOPLE + "($p | group D -AsHashTable)['y'].N", ["Bo"], id="group as a table"),
    pytest.param("1, 1, 2, 1 | Get-Unique", [1, 2, 1], id="Get-Unique"),
    pytest.param("1, 2 | Out-Null", [], id="Out-Null"),
    pytest.param("Write-Output 1 (2, 3)", [1, [2, 3]], id="Write-Output"),
    pytest.param(
        "(Get-Date -Year 2024 -Month 2 -Day 29 -Hour 1 -Minute 2 -Second 3).ToString('s')", ["2024-02-29T01:02:03"], id="parts of a date"
    ),
    pytest.param("Get-Date '2024-05-01' -Format yyyyMMdd", ["20240501"], id="formatted date"),
    pytest.param("'2024-05-01' | Get-Date -Format dd", ["01"], id="date from the pipeline"),
    pytest.param("$v = 5; Get-Variable v -ValueOnly", [5], id="Get-Variable"),
    pytest.param("Set-Variable v 6; $v; Clear-Variable v; $v", [6, None], id="Set- and Clear-Variable"),
    pytest.param("Set-Alias wo Write-Output; wo 1", [1], id="Set-Alias"),
    pytest.param("1, 2 | Tee-Object -Variable t; $t.Count", [1, 2, 2], id="Tee-Object"),
    pytest.param("1, 2 | % { $_ } -OutVariable o | Out-Null; $o.Count", [2], id="-OutVariable"),
    pytest.param("('abc' | Get-Member Length).MemberType.ToString()", ["Property"], id="Get-Member"),
    pytest.param("'a', 'b' | Out-String", ["a\nb\n"], id="Out-String"),
    pytest.param("(Get-Random -SetSeed 1 -Maximum 5) -lt 5", [True], id="Get-Random"),
]


@pytest.mark.parametrize(("line", "output"), [*WHERE, *FOREACH, *SELECT, *SORT, *MEASURE, *OTHERS])
def test_output(line: str, output: list[Value]) -> None:
    assert run_line(line) == output


STREAMS = [
    pytest.param("Write-Warning w", Stream.WARNING, ["w"], id="warning"),
    pytest.param("Write-Warning w -WarningAction SilentlyContinue", Stream.WARNING, [], id="silenced"),
    pytest.param("Write-Verbose v", Stream.VERBOSE, [], id="verbose is silent"),
    pytest.param("Write-Verbose v -Verbose", Stream.VERBOSE, ["v"], id="verbose on demand"),
    pytest.param("Write-Host a b", Stream.INFORMATION, ["a b"], id="host"),
    pytest.param("Write-Error e", Stream.ERROR, ["e"], id="error"),
]


@pytest.mark.parametrize(("line", "stream", "texts"), STREAMS)
def test_streams(line: str, stream: Stream, texts: list[str]) -> None:
    host = RecordingHost()
    assert run_line(line, host=host) == []
    assert host.texts(stream) == texts


def test_format_table_yields_one_directive_a_call() -> None:
    found = run_line(PEOPLE + "$p | ft N, @{l='Age';e={$_.A};w=5} -AutoSize")
    assert all(isinstance(item, Formatted) for item in found)
    directives = {id(item.directive): item.directive for item in found if isinstance(item, Formatted)}
    (directive,) = directives.values()
    assert isinstance(directive, TableFormat)
    assert directive.autosize
    assert [(column.label, column.width) for column in directive.columns] == [(None, 0), ("Age", 5)]


def test_format_list() -> None:
    item, end = run_line("[pscustomobject]@{a=1} | fl *")
    assert isinstance(end, Formatted)
    assert end.ends
    assert isinstance(item, Formatted)
    assert isinstance(item.directive, ListFormat)


def test_secrets_stay_secret() -> None:
    (secret,) = run_line("ConvertTo-SecureString 'geheim' -AsPlainText -Force")
    assert isinstance(secret, SecureString)
    assert (secret.reveal(), "geheim" in repr(secret)) == ("geheim", False)


COMMANDS = [
    pytest.param("(Get-Command -Noun MailUser).Name", ["Get-MailUser", "Set-MailUser"], id="noun"),
    pytest.param("(Get-Command -Verb Set -Noun Mail*).Name", ["Set-MailUser"], id="verb"),
    pytest.param("(Get-Command *-TransportRule).Name", ["Get-TransportRule"], id="wildcard"),
    pytest.param("(Get-Command -ParameterName DisplayName).Name", ["Set-MailUser"], id="parameter"),
    pytest.param("(Get-Command sort).Name", ["Sort-Object"], id="alias"),
]


@pytest.mark.parametrize(("line", "output"), COMMANDS)
def test_get_command(line: str, output: list[Value]) -> None:
    assert run_line(line, interpreter=Interpreter(catalogue=CATALOGUE)) == output


def test_syntax_and_help_come_from_the_metadata() -> None:
    interpreter = Interpreter(catalogue=CATALOGUE)
    (syntax,) = run_line("Get-Command Set-MailUser -Syntax", interpreter=interpreter)
    assert "Set-MailUser [-Identity] <string>" in str(syntax)
    (text,) = run_line("Get-Help Set-MailUser", interpreter=interpreter)
    for part in ("NAME", "SYNTAX", "-DisplayName <string>", "Required, position 0, from the pipeline"):
        assert part in str(text)


def test_selected_objects_say_where_they_come_from() -> None:
    (found,) = run_line("[pscustomobject]@{a=1;b=2} | select a")
    assert isinstance(found, PSObject)
    assert found.type_names[0] == "Selected.System.Management.Automation.PSCustomObject"
    assert get_property(found, "b") is None


def test_tee_and_redirection_write_files(tmp_path: object) -> None:
    run_line(f"'x', 'y' > '{tmp_path}/out.txt'; 'z' >> '{tmp_path}/out.txt'")
    from pathlib import Path

    assert Path(f"{tmp_path}/out.txt").read_text(encoding="utf-8") == "x\ny\nz\n"


MADE = [
    pytest.param("(New-Object PSObject -Property @{ a = 1 }).a", [1], id="a custom object"),
    pytest.param("$l = New-Object System.Collections.ArrayList; [void]$l.Add(1); $l.Count", [1], id="a list"),
    pytest.param("$o = [pscustomobject]@{ A = 1 }; $o | Add-Member -MemberType NoteProperty C 5; $o.C", [5], id="a note by its type"),
    pytest.param("$o = [pscustomobject]@{ A = 1 }; $o | Add-Member B 2; $o.B", [2], id="a note by name and value"),
    pytest.param("$o = [pscustomobject]@{ A = 2 }; $o | Add-Member -MemberType ScriptMethod T { $this.A * 3 }; $o.T()", [6], id="a method"),
    pytest.param("('x' | Add-Member n 1 -PassThru).n", [1], id="on a plain value"),
    pytest.param("$y = 1; Invoke-Expression '$y + 1'", [2], id="a text runs in the scope"),
]


@pytest.mark.parametrize(("line", "output"), MADE)
def test_makes(line: str, output: list[Value]) -> None:
    assert run_line(line) == output
