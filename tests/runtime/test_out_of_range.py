"""What lies out of range, or is of no kind at all, is an error that a script can catch: never a fault that ends the line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eopsh.binding import BoundCall
from eopsh.catalogue import Command, Parameter
from eopsh.errors import EopshError
from eopsh.language import parse
from eopsh.objects import DateTime, Value
from eopsh.remote import Stream
from eopsh.runtime import Interpreter, local_command
from tests.runtime.doubles import RecordingHost, failure_of, run_line

FAILS = [
    pytest.param("Get-Date -Format '\\'", "System.FormatException", id="a format that .NET refuses"),
    pytest.param("Get-Date -UnixTimeSeconds 99999999999999", "System.ArgumentOutOfRangeException", id="no such second"),
    pytest.param("New-TimeSpan -Days 99999999", "System.ArgumentOutOfRangeException", id="too long a span"),
    pytest.param("Get-Content . -Encoding rot13", "ParameterArgumentTransformationError", id="a codec that is no encoding"),
    pytest.param('[io.file]::ReadAllText("a`0b")', "ArgumentException", id="a null character in a path"),
    pytest.param('New-Item "/tmp/a`0b" -ErrorAction Stop', "NewItemIOError", id="in a new one"),
    pytest.param('Start-Transcript "/tmp/a`0b"', "FileOpenFailure", id="in a transcript's"),
    pytest.param('1 | Export-Csv "/tmp/a`0b"', "FileOpenFailure", id="in a file to write"),
    pytest.param("[io.fileinfo]{ a }", "ConvertToFinalInvalidCastException", id="a block for a path"),
    pytest.param("-[timespan]::MinValue", "DotNetMethodException", id="the least span the other way round"),
    pytest.param("[timespan]::MinValue.Negate()", "OverflowException", id="the same as a method"),
    pytest.param("[timespan]::MinValue.Duration()", "OverflowException", id="its length"),
    pytest.param("Get-FileHash . -Algorithm CRC", "ParameterArgumentValidationError", id="no such hash"),
    pytest.param("[io.directory]::GetFiles('/', '/x')", "ArgumentException", id="a pattern that is a whole path"),
    pytest.param("function f([ValidateLength(1)]$x) { }; f a", "MethodCountCouldNotFindBest", id="an attribute without its arguments"),
    pytest.param("function f([ValidateRange('no')]$x) { }; f 1", "ExceptionConstructingAttribute", id="no kind of range"),
    pytest.param("[datetime][long]::MaxValue", "InvalidCastConstructorException", id="no such tick"),
    pytest.param("[text.stringbuilder]::new().Append('x', 2000000000)", "System.OutOfMemoryException", id="a builder that bursts"),
    pytest.param("('x' * 1000).Replace('x', 'y' * 1000000)", "System.OutOfMemoryException", id="a text that grows too large"),
]


def _fails(call: BoundCall, objects: Iterator[Value]) -> Iterator[Value]:
    """Fail as a function does that meets a value it was not written for."""
    yield 1
    raise {"key": KeyError, "sum": OverflowError, "glob": NotImplementedError, "ours": AttributeError}[str(call.get("How"))]("inner words")


FAULTY = local_command(Command("Test-Fault", Parameter("How", "System.String", position=0)))(_fails)


@pytest.mark.parametrize("how", ["key", "sum", "glob"])
def test_a_value_that_nobody_reckoned_with_ends_its_statement_alone(how: str) -> None:
    host = RecordingHost()
    assert run_line(f"Test-Fault {how}; 'next'", host=host, interpreter=Interpreter([FAULTY])) == [1, "next"]
    assert host.texts(Stream.ERROR) == ["Value does not fall within the expected range."]
    assert run_line(f"try {{ Test-Fault {how} }} catch {{ 'caught' }}", interpreter=Interpreter([FAULTY])) == [1, "caught"]


def test_a_fault_of_the_program_ends_the_line() -> None:
    with pytest.raises(AttributeError):
        run_line("try { Test-Fault ours } catch { 'caught' }", interpreter=Interpreter([FAULTY]))


def test_a_line_inside_another_one_leaves_the_host_even_where_it_does_not_compile() -> None:
    outer, interpreter = RecordingHost(), Interpreter()
    lines = interpreter.run(parse("1; Write-Warning 'mine'"), outer)
    assert next(lines) == 1
    with pytest.raises(EopshError):
        run_line("class C { }", interpreter=interpreter)
    assert list(lines) == []
    assert outer.texts(Stream.WARNING) == ["mine"]


@pytest.mark.parametrize(("line", "error_id"), FAILS)
def test_what_catch_gets(line: str, error_id: str) -> None:
    assert failure_of(line).fully_qualified_id.partition(",")[0] == error_id


GIVES = [
    pytest.param("[double][bigint]::Pow(10, 400)", [float("inf")], id="more than a double holds"),
    pytest.param("(1e200, 1e200 | Measure-Object -Sum).Sum", [2e200], id="squares that overflow"),
    pytest.param("([bigint]::Pow(10, 400), 1 | Measure-Object -Sum).Sum", [float("inf")], id="a sum without bounds"),
    pytest.param('"$([bigint]::Pow(10, 5000))".Length', [5001], id="a number of thousands of digits"),
    pytest.param("[bigint]::Parse('1' * 5000) % 10", [1], id="and read"),
    pytest.param("Get-Date '2023-05-07' -Month 2 -Day 30", [DateTime.of(2023, 3, 2)], id="a day that February has not"),
    pytest.param("Get-Date '2024-02-29' -Year 2023", [DateTime.of(2023, 2, 28)], id="a leap day in another year"),
    pytest.param("Get-Date '2024-02-29 10:11:12.3456' -Hour 1 -Millisecond 7 -Format o", ["2024-02-29T01:11:12.0070000"], id="parts"),
    pytest.param("'straße STRASSE'.Replace('ss', 'x', 'OrdinalIgnoreCase')", ["straße STRAxE"], id="letters one by one"),
]


@pytest.mark.parametrize(("line", "values"), GIVES)
def test_what_comes_out(line: str, values: list[Value]) -> None:
    assert run_line(line) == values


PATTERNS = [
    pytest.param("*.*", "", ["a.txt", "b[1].txt", "noext"], id="all of them"),
    pytest.param("", "", ["a.txt", "b[1].txt", "noext"], id="nothing is all"),
    pytest.param("[ab]*", "", [], id="brackets are brackets"),
    pytest.param("b[1].txt", "", ["b[1].txt"], id="and found as such"),
    pytest.param("?.txt", "", ["a.txt"], id="one character"),
    pytest.param("*.txt", ", 'AllDirectories'", ["a.txt", "b[1].txt", "s/c.txt"], id="in all folders"),
    pytest.param("s/*", "", ["s/c.txt"], id="in a folder below"),
    pytest.param("..", "", [], id="no way up"),
]


@pytest.mark.parametrize(("pattern", "more", "names"), PATTERNS)
def test_what_a_search_pattern_finds(tmp_path: Path, pattern: str, more: str, names: list[str]) -> None:
    (tmp_path / "s").mkdir()
    for name in ("a.txt", "b[1].txt", "noext", "s/c.txt"):
        (tmp_path / name).touch()
    wanted: list[Value] = [str(tmp_path / name) for name in names]
    (found,) = run_line(f", [io.directory]::GetFiles('{tmp_path}', '{pattern}'{more})")
    assert found == wanted
    assert run_line(f"[io.directoryinfo]::new('{tmp_path}').GetFiles('{pattern}'{more}) | % FullName") == wanted


def test_a_nested_shell_leaves_the_types_of_the_outer_one() -> None:
    line = "Update-TypeData -TypeName System.String -MemberType ScriptProperty -MemberName Twice -Value { $this + $this }; "
    assert run_line(line + "[powershell]::Create().AddScript('1').Invoke(); 'ab'.Twice") == [1, "abab"]
