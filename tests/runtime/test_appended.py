"""A pipeline behind a whole line: all of its output goes through, and how the line ended stays as it was."""

from __future__ import annotations

import pytest

from eopsh.language import parse
from eopsh.objects import Value
from eopsh.remote import Stream
from eopsh.runtime import ExitSignal, Interpreter, ScriptError
from tests.runtime.doubles import RecordingHost

LINES = [
    pytest.param("1; 2, 3", "Measure-Object | ForEach-Object Count", [3], id="all statements"),
    pytest.param("[pscustomobject]@{A=1}; [pscustomobject]@{A=2}", "ConvertTo-Csv", ['"A"', '"1"', '"2"'], id="one header"),
    pytest.param("[pscustomobject]@{A=1} | Format-List", "ConvertTo-Csv", ['"A"', '"1"'], id="from under a Format cmdlet"),
    pytest.param("$x = 5", "ConvertTo-Json", [], id="no output"),
    pytest.param("1 | % { $_ }", "ForEach-Object { ConvertTo-Json -InputObject $_ -Compress }", ["1"], id="a block"),
]


@pytest.mark.parametrize(("line", "ending", "output"), LINES)
def test_output(line: str, ending: str, output: list[Value]) -> None:
    assert list(Interpreter().run(parse(line), RecordingHost(), ending=ending)) == output


def test_the_line_runs_in_its_own_scope() -> None:
    interpreter = Interpreter()
    list(interpreter.run(parse("$x = 5; $x"), RecordingHost(), ending="ConvertTo-Json"))
    assert interpreter.scope.get("x") == 5


ENDED = [
    pytest.param("1; exit 3", ExitSignal, id="exit"),
    pytest.param("1; throw 'x'", ScriptError, id="throw"),
]


@pytest.mark.parametrize(("line", "error"), ENDED)
def test_what_came_before_the_end_is_written(line: str, error: type[BaseException]) -> None:
    stream = Interpreter().run(parse(line), RecordingHost(), ending="ConvertTo-Json -AsArray -Compress")
    assert next(stream) == "[1]"
    with pytest.raises(error):
        next(stream)


SUCCESS = [
    pytest.param("Write-Error e; 1", True, id="an earlier error"),
    pytest.param("1; Get-Content nope", False, id="the last one"),
    pytest.param("1", True, id="none"),
]


@pytest.mark.parametrize(("line", "succeeded"), SUCCESS)
def test_success_is_the_lines_own(line: str, succeeded: bool) -> None:
    interpreter = Interpreter()
    host = RecordingHost()
    assert list(interpreter.run(parse(line), host, ending="ConvertTo-Json")) == ["1"]
    assert interpreter.succeeded is succeeded
    assert len(host.texts(Stream.ERROR)) == (line != "1")
