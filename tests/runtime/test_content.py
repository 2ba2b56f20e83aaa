"""Files of text: read by lines, written whole, in every encoding."""

from __future__ import annotations

from pathlib import Path

import pytest

from eopsh.objects import Value
from eopsh.remote import Stream
from eopsh.runtime.text_files import FileWriter, encoding_of
from tests.runtime.doubles import RecordingHost, failure_of, run_line


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.txt").write_text("a\nb\nc\nd\n", encoding="utf-8")


READ = [
    pytest.param("Get-Content x.txt", ["a", "b", "c", "d"], id="lines"),
    pytest.param("gc x.txt -TotalCount 2", ["a", "b"], id="first"),
    pytest.param("cat x.txt -Tail 1", ["d"], id="last"),
    pytest.param("type x.txt -Tail 0", [], id="none"),
    pytest.param("Get-Content x.txt -Raw", ["a\nb\nc\nd\n"], id="raw"),
    pytest.param("(Get-Content x.txt -ReadCount 3 | % { $_.Count }) -join ','", ["3,1"], id="in groups"),
    pytest.param("(Get-Content x.txt -ReadCount 0).Count", [4], id="all at once"),
    pytest.param("Get-Content x.txt -Delimiter b", ["a\n", "\nc\nd\n"], id="delimiter"),
    pytest.param("(Get-Content x.txt -AsByteStream -TotalCount 2) -join ','", ["97,10"], id="bytes"),
    pytest.param("Get-Content *.txt -Exclude x*", [], id="excluded"),
    pytest.param("$f = 'x'; Get-Content Variable:f", ["x"], id="a variable"),
    pytest.param('Set-Content e.txt "1`r`n2`r3"; (Get-Content e.txt).Count', [3], id="every line end"),
    pytest.param("Get-Content x.txt | Set-Content x.txt; (gc x.txt) -join ''", ["abcd"], id="onto itself"),
]


@pytest.mark.parametrize(("line", "output"), READ)
def test_read(line: str, output: list[Value]) -> None:
    assert run_line(line) == output


WRITTEN = [
    pytest.param("Set-Content o 'a', (1, 2), $null, 'b'", "a\n1\n2\nb\n", id="lists in lists, null is nothing"),
    pytest.param("'a', 'b' | Set-Content o -NoNewline", "ab", id="without line ends"),
    pytest.param("[pscustomobject]@{A=1} | Set-Content o", "@{A=1}\n", id="an object's text"),
    pytest.param("Set-Content o x; 'y' | Add-Content o", "x\ny\n", id="added"),
    pytest.param("Set-Content o x; Set-Content o y -WhatIf", "x\n", id="-WhatIf"),
    pytest.param("Set-Content o x; Clear-Content o", "", id="cleared"),
    pytest.param("1.5, 'x' | Out-File o", "1.5\nx\n", id="Out-File"),
    pytest.param("'a' | Out-File o; 'b' | Out-File o -Append -NoNewline", "a\nb", id="Out-File appends"),
    pytest.param("'a' > o; 'b' >> o", "a\nb\n", id="redirected"),
    pytest.param("'a', 'b' | Tee-Object o | Out-Null", "a\nb\n", id="Tee-Object"),
    pytest.param("& { 'out'; Write-Error 'bad' } 2> err | Set-Content o", "out\n", id="errors go elsewhere"),
]


@pytest.mark.parametrize(("line", "text"), WRITTEN)
def test_written(line: str, text: str) -> None:
    run_line(line)
    assert Path("o").read_bytes().decode() == text


ENCODINGS = [
    pytest.param("ascii", b"?\n", id="ascii"),
    pytest.param("utf8", b"\xc3\xa9\n", id="utf8"),
    pytest.param("utf8BOM", b"\xef\xbb\xbf\xc3\xa9\n", id="utf8BOM"),
    pytest.param("unicode", b"\xff\xfe\xe9\x00\n\x00", id="unicode"),
    pytest.param("bigendianunicode", b"\xfe\xff\x00\xe9\x00\n", id="bigendianunicode"),
    pytest.param("ansi", b"\xe9\n", id="ansi"),
    pytest.param("1252", b"\xe9\n", id="a code page"),
    pytest.param("latin1", b"\xe9\n", id="a name of .NET"),
]


@pytest.mark.parametrize(("name", "data"), ENCODINGS)
def test_encodings(name: str, data: bytes) -> None:
    run_line(f"Set-Content o 'é' -Encoding {name}")
    assert Path("o").read_bytes() == data
    shown = "?" if name == "ascii" else "é"
    assert run_line(f"Get-Content o -Encoding {name}") == [shown]


ERRORS = [
    pytest.param("Get-Content nope", "PathNotFound", id="missing"),
    pytest.param("Get-Content .", "GetContainerContentException", id="a folder"),
    pytest.param("Get-Content x.txt -Tail 1 -TotalCount 1", "TailAndHeadCannotCoexist", id="both ends"),
    pytest.param("Get-Content x.txt -Raw -Tail 1", "InvalidOperation", id="raw has no end"),
    pytest.param("Set-Content no/x.txt 1", "GetContentWriterDirectoryNotFoundError", id="no such folder"),
    pytest.param("Set-Content 'a[1].txt' 1", "ItemNotFound", id="a wildcard that finds nothing"),
    pytest.param("'b' | Out-File x.txt -NoClobber", "NoClobber", id="there already"),
    pytest.param("Get-Content zz:x", "DriveNotFound", id="no such drive"),
    pytest.param("'x' | Out-File *.txt", "ReadWriteMultipleFilesNotSupported", id="two files"),
]


@pytest.mark.parametrize(("line", "error_id"), ERRORS)
def test_errors(line: str, error_id: str) -> None:
    Path("y.txt").touch()
    found = failure_of(f"$ErrorActionPreference = 'Stop'; {line}")
    assert found.fully_qualified_id.split(",")[0] == error_id


def test_what_if_says_what_would_be_done() -> None:
    host = RecordingHost()
    run_line("Set-Content x.txt y -WhatIf", host=host)
    (text,) = host.texts(Stream.INFORMATION)
    assert text == f'What if: Performing the operation "Set Content" on target "Path: {Path.cwd() / "x.txt"}".'
    assert Path("x.txt").read_text(encoding="utf-8") == "a\nb\nc\nd\n"


CONFIRMED = [pytest.param([0], "y\n", id="yes"), pytest.param([2], "a\nb\nc\nd\n", id="no"), pytest.param([], "a\nb\nc\nd\n", id="nobody")]


@pytest.mark.parametrize(("answers", "text"), CONFIRMED)
def test_confirm_asks(answers: list[Value], text: str) -> None:
    run_line("Set-Content x.txt y -Confirm", host=RecordingHost(answers))
    assert Path("x.txt").read_text(encoding="utf-8") == text


def _fail_halfway(name: str, *, keep_partial: bool) -> None:
    with FileWriter(Path(name), keep_partial=keep_partial) as file:
        file.write("half")
        raise RuntimeError


def test_a_writer_that_fails_leaves_the_old_file() -> None:
    with pytest.raises(RuntimeError):
        _fail_halfway("x.txt", keep_partial=False)
    assert Path("x.txt").read_text(encoding="utf-8").startswith("a\n")
    assert [path.name for path in Path.cwd().iterdir()] == ["x.txt"]


def test_a_partial_log_may_stay() -> None:
    with pytest.raises(RuntimeError):
        _fail_halfway("log", keep_partial=True)
    assert Path("log").read_text(encoding="utf-8") == "half"


def test_a_new_file_keeps_the_rights_of_the_old_one() -> None:
    Path("x.txt").chmod(0o640)
    run_line("Set-Content x.txt new")
    assert Path("x.txt").stat().st_mode & 0o777 == 0o640


def test_unknown_encodings_are_no_encodings() -> None:
    with pytest.raises(LookupError):
        encoding_of("nonsense")
