"""Join-String, string data, data files, verbs, cultures, spans of time and waiting."""

from __future__ import annotations

from pathlib import Path

import pytest

from eopsh.errors import Stopped
from eopsh.objects import TimeSpan, Value
from eopsh.remote import Stream
from tests.runtime.doubles import RecordingHost, failure_of, run_line


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


LINES = [
    pytest.param("1..3 | Join-String", ["123"], id="joined"),
    pytest.param("'a', 'b' | Join-String -Separator ', ' -SingleQuote", ["'a', 'b'"], id="quoted"),
    pytest.param('"it\'s" | Join-String -SingleQuote', ["'it''s'"], id="a quote inside"),
    pytest.param("'ab', 'c' | Join-String Length ';'", ["2;1"], id="a property"),
    pytest.param("1, 2 | Join-String { $_ * 2 } -op '<' -os '>'", ["<24>"], id="a block"),
    pytest.param("1.5, 2 | Join-String -FormatString '{0:N2}' -Separator ' '", ["1.50 2.00"], id="formatted"),
    pytest.param("$null, 'x' | Join-String -Separator -", ["x"], id="null is left out"),
    pytest.param("@() | Join-String -op '<' -os '>'", ["<>"], id="nothing"),
    pytest.param("$OFS = '+'; 1, 2 | Join-String", ["1+2"], id="$OFS"),
    pytest.param('(ConvertFrom-StringData "a = 1`n#c`n`nb=x=y").b', ["x=y"], id="string data"),
    pytest.param("(ConvertFrom-StringData 'p=c:\\\\t\\u0041').p", ["c:\\tA"], id="escapes of string data"),
    pytest.param("(ConvertFrom-StringData 'a:1' -Delimiter ':').a", ["1"], id="another delimiter"),
    pytest.param("(Get-Verb Get).Group; (Get-Verb -Group Security).Count", ["Common", 6], id="verbs"),
    pytest.param("(Get-Culture).Name; (Get-Culture de-DE).Name", ["en-US", "de-DE"], id="cultures"),
    pytest.param("(New-Guid) -ne (New-Guid); (New-Guid -Empty).Guid", [True, "00000000-0000-0000-0000-000000000000"], id="guids"),
    pytest.param("('6F1C2D3E4A5B4C6D8E7F90A1B2C3D4E5' | New-Guid).ToString('N')", ["6f1c2d3e4a5b4c6d8e7f90a1b2c3d4e5"], id="a guid's text"),
    pytest.param("(New-TimeSpan -Days 1 -Hours 2).TotalHours", [26.0], id="a span of parts"),
    pytest.param("(New-TimeSpan '2024-05-01' '2024-05-03 12:00').TotalHours", [60.0], id="between two dates"),
    pytest.param("(New-TimeSpan).Ticks", [0], id="from now to now"),
    pytest.param("Measure-Command { 'dropped' } | % { $_ -is [timespan] }", [True], id="measured"),
    pytest.param("$n = 0; 1..3 | Measure-Command { $n += $_ } | Out-Null; $n", [6], id="measured for each object"),
    pytest.param("Start-Sleep 0; sleep -Milliseconds 1; 'awake'", ["awake"], id="asleep and awake"),
]


@pytest.mark.parametrize(("line", "output"), LINES)
def test_lines(line: str, output: list[Value]) -> None:
    assert run_line(line) == output


DATA = [
    pytest.param(
        "@{ A = @{ B = 5 }; S = 2MB; L = 'x', -1; T = $true }", "$d.A.B; $d.S; $d.L[1]; $d.T", [5, 2097152, -1, True], id="constants"
    ),
    pytest.param("# only a comment above\n@{ A = @(1; 2) }", "$d.A.Count", [2], id="a list"),
]


@pytest.mark.parametrize(("text", "line", "output"), DATA)
def test_data_files(text: str, line: str, output: list[Value]) -> None:
    Path("d.psd1").write_text(text, encoding="utf-8")
    assert run_line(f"$d = Import-PowerShellDataFile d.psd1; {line}") == output


REFUSED = [
    pytest.param("@{ A = (Get-Date) }", "System.InvalidOperationException", id="a call"),
    pytest.param("@{ A = $x }", "System.InvalidOperationException", id="a variable"),
    pytest.param('@{ A = "$(1)" }', "System.InvalidOperationException", id="text that is worked out"),
    pytest.param("@{ A = [int]'1' }", "System.InvalidOperationException", id="a cast"),
    pytest.param("'x'", "CouldNotParseAsPowerShellDataFileNoHashtableRoot", id="no table"),
    pytest.param("@{ A = ", "CouldNotParseAsPowerShellDataFile", id="half a table"),
]


@pytest.mark.parametrize(("text", "error_id"), REFUSED)
def test_nothing_of_a_data_file_runs(text: str, error_id: str) -> None:
    Path("d.psd1").write_text(text, encoding="utf-8")
    found = failure_of("Import-PowerShellDataFile d.psd1 -ErrorAction Stop")
    assert found.fully_qualified_id.split(",")[0] == error_id


ERRORS = [
    pytest.param("ConvertFrom-StringData 'novalue'", "InvalidOperation", id="no value"),
    pytest.param('ConvertFrom-StringData "a=1`nA=2"', "InvalidOperation", id="a name twice"),
    pytest.param("New-TimeSpan -Days 1 -Start 2024-01-01", "AmbiguousParameterSet", id="parts or dates"),
    pytest.param("Get-Culture xx-nonsense-yy -ErrorAction Stop", "ItemNotFoundException", id="no culture"),
    pytest.param("Start-Sleep -1", "ParameterArgumentValidationError", id="backwards"),
]


@pytest.mark.parametrize(("line", "error_id"), ERRORS)
def test_errors(line: str, error_id: str) -> None:
    assert failure_of(line).fully_qualified_id.split(",")[0] == error_id


def test_a_sleep_ends_when_the_user_stops_it() -> None:
    host = RecordingHost(cancel_after=6)
    with pytest.raises(Stopped):
        run_line("Start-Sleep 60", host=host)
    assert host.idles > 0


@pytest.mark.parametrize("name", ["Out-Host", "oh", "Out-Default"])
def test_what_is_shown_goes_nowhere_else(name: str) -> None:
    host = RecordingHost()
    assert run_line(f"$x = 1, 2 | {name}; $x", host=host) == []
    assert host.texts(Stream.OUTPUT) == ["1", "2"]


def test_a_span_is_a_span() -> None:
    assert run_line("New-TimeSpan -Milliseconds 1500") == [TimeSpan(15_000_000)]
