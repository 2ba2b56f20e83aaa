"""Streams that are merged, dropped, or written to files."""

from __future__ import annotations

from pathlib import Path

import pytest

from eopsh.objects import Value
from eopsh.remote import Stream
from tests.runtime.doubles import RecordingHost, run_line

MERGED = [
    pytest.param("$x = Write-Warning w 3>&1; $x.Message", ["w"], [], id="a warning becomes a record"),
    pytest.param("function f { 'o'; Write-Error e; 'p' }; (f 2>&1).Count", [3], [], id="errors keep their place"),
    pytest.param("function f { 'o'; Write-Warning w }; f *>&1 | % { \"$_\" }", ["o", "w"], [], id="all streams"),
    pytest.param("Write-Warning w 3>$null; 'x'", ["x"], [], id="dropped"),
    pytest.param("& { Write-Error a } 2>$null; Write-Error b", [], ["b"], id="one stage only"),
    pytest.param("& { Write-Error a; 1 } | % { Write-Error b; $_ } 2>$null", [1], ["a"], id="what feeds a stage is not redirected"),
    pytest.param("'a' > $null; 'b'", ["b"], [], id="output to nothing"),
]


@pytest.mark.parametrize(("line", "output", "errors"), MERGED)
def test_streams(line: str, output: list[Value], errors: list[str]) -> None:
    host = RecordingHost()
    assert run_line(line, host=host) == output
    assert host.texts(Stream.ERROR) == errors


FILES = [
    pytest.param("'a', 'b' > {path}", "a\nb\n", id="written"),
    pytest.param("'a' > {path}; 'b' > {path}", "b\n", id="over"),
    pytest.param("'a' > {path}; 'b' >> {path}", "a\nb\n", id="appended"),
    pytest.param("Write-Warning w 3> {path}", "w\n", id="a stream"),
    pytest.param("[pscustomobject]@{{ A = 1 }} > {path}", "\nA\n-\n1\n\n", id="as the console shows it"),
]


@pytest.mark.parametrize(("line", "text"), FILES)
def test_files(line: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    assert run_line(line.format(path=f"'{path}'")) == []
    written = [row.rstrip() for row in path.read_text(encoding="utf-8").splitlines()]
    assert written == text.splitlines()


VARIABLES = [
    pytest.param("Write-Error a -ErrorVariable e -ErrorAction SilentlyContinue; $e.Count", [1], id="errors"),
    pytest.param("Write-Warning w -WarningVariable v -WarningAction SilentlyContinue; 'x'", ["x"], id="warnings"),
    pytest.param(
        "function f { [CmdletBinding()] param() Write-Error a; Write-Error b }; f -ErrorVariable e 2>$null; $e.Count",
        [2],
        id="of a function",
    ),
    pytest.param("1, 2 | % { $_ } -OutVariable o | Out-Null; 3 | % { $_ } -OutVariable +o | Out-Null; $o.Count", [3], id="added to"),
]


@pytest.mark.parametrize(("line", "output"), VARIABLES)
def test_variables(line: str, output: list[Value]) -> None:
    assert run_line(line) == output
