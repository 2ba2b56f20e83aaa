"""Files and folders as items: paths, listing, making, copying, moving, removing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from eopsh.objects import Value, to_text
from eopsh.remote import Stream
from tests.runtime.doubles import RecordingHost, failure_of, run_line


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("d/e").mkdir(parents=True)
    Path("d/x.txt").write_text("1", encoding="utf-8")
    Path("d/e/y.txt").write_text("22", encoding="utf-8")
    for name in ("b.txt", "a.txt", "C.log", ".hidden"):
        Path(name).write_text(name, encoding="utf-8")


PATHS = [
    pytest.param("Join-Path a b c, d", ["a/b/c/d"], id="join several"),
    pytest.param("Join-Path a/ /b", ["a/b"], id="one separator"),
    pytest.param("Join-Path x, y z", ["x/z", "y/z"], id="several parents"),
    pytest.param("Join-Path 'a\\' 'b\\c'", ["a/b/c"], id="the other slash"),
    pytest.param("Join-Path a ''", ["a/"], id="an empty child"),
    pytest.param("Join-Path a b.txt -Extension md", ["a/b.md"], id="extension"),
    pytest.param("Split-Path a/b/c.txt", ["a/b"], id="parent"),
    pytest.param("Split-Path c.txt", [""], id="no parent"),
    pytest.param("Split-Path /c.txt", ["/"], id="the root"),
    pytest.param("Split-Path a/b.tar.gz -Leaf", ["b.tar.gz"], id="leaf"),
    pytest.param("Split-Path a/b.tar.gz -LeafBase", ["b.tar"], id="leaf base"),
    pytest.param("Split-Path a/b.tar.gz -Extension", [".gz"], id="its extension"),
    pytest.param("Split-Path noext -Extension", [""], id="no extension"),
    pytest.param("Split-Path a/b/ -Leaf", ["b"], id="a slash at the end"),
    pytest.param("Split-Path /a -IsAbsolute; Split-Path a -IsAbsolute", [True, False], id="absolute"),
    pytest.param("Split-Path C:\\x -Qualifier; Split-Path C:\\x -NoQualifier", ["C:", "\\x"], id="qualifier"),
    pytest.param("Test-Path a.txt, nope", [True, False], id="there or not"),
    pytest.param("Test-Path d -PathType Leaf; Test-Path d -PathType Container", [False, True], id="kind"),
    pytest.param("Test-Path *.TXT", [True], id="a wildcard in any case"),
    pytest.param("Test-Path 'a[0-9].txt'; Test-Path -LiteralPath 'a[0-9].txt'", [False, False], id="brackets"),
    pytest.param("Test-Path a.txt -OlderThan 2100-01-01; Test-Path a.txt -NewerThan 2100-01-01", [True, False], id="age"),
    pytest.param("Test-Path d/* -Include *.md", [False], id="include"),
    pytest.param("Test-Path ''; Test-Path env:PATH; Test-Path zz:x", [False, True, False], id="drives"),
    pytest.param("Resolve-Path d/*.txt -Relative", ["./d/x.txt"], id="relative"),
]


@pytest.mark.parametrize(("line", "output"), PATHS)
@pytest.mark.skipif(os.name == "nt", reason="the separators of this machine")
def test_paths(line: str, output: list[Value]) -> None:
    assert run_line(line) == output


LISTED = [
    pytest.param("Get-ChildItem -Name", ["d", "a.txt", "b.txt", "C.log"], id="folders first"),
    pytest.param("ls -Name -Force | Select-Object -First 2", ["d", ".hidden"], id="hidden ones"),
    pytest.param("dir *.txt -Name", ["a.txt", "b.txt"], id="wildcard"),
    pytest.param("gci -Filter C* -Name", ["C.log"], id="filter"),
    pytest.param("gci -Exclude *.txt | % Name", ["d", "C.log"], id="exclude"),
    pytest.param("gci * -Include *.log | % Name", ["C.log"], id="include"),
    pytest.param("gci -Directory | % Name", ["d"], id="folders"),
    pytest.param("gci -Recurse -File | % Name", ["a.txt", "b.txt", "C.log", "x.txt", "y.txt"], id="everything below"),
    pytest.param("gci -Recurse -Name *.txt", ["a.txt", "b.txt", "d/x.txt", "d/e/y.txt"], id="a pattern below"),
    pytest.param("gci -Depth 1 -Name", ["d", "a.txt", "b.txt", "C.log", "d/e", "d/x.txt"], id="so deep"),
    pytest.param("(gci a.txt).Length", [5], id="one file"),
    pytest.param("(Get-Item d).PSIsContainer; (Get-Item a.txt).BaseName", [True, "a"], id="properties"),
    pytest.param("(gci d/x.txt).Directory.Name", ["d"], id="its folder"),
    pytest.param("$v = 7; (Get-Item Variable:v).Value", [7], id="a variable"),
    pytest.param("function Say-Hi { 'hi' }; (gci Function:Say-H*).Name", ["Say-Hi"], id="a function"),
    pytest.param("Set-Item env:EOPSH_TEST x; $env:EOPSH_TEST; Remove-Item env:EOPSH_TEST; $env:EOPSH_TEST", ["x", None], id="environment"),
]


@pytest.mark.parametrize(("line", "output"), LISTED)
def test_listed(line: str, output: list[Value]) -> None:
    assert run_line(line) == output


def _tree() -> list[str]:
    return sorted(str(path.relative_to(Path.cwd())) for path in Path.cwd().rglob("*") if path.is_file())


START = [".hidden", "C.log", "a.txt", "b.txt", "d/e/y.txt", "d/x.txt"]
CHANGED = [
    pytest.param("New-Item n.txt -Value hi | Out-Null", [*START, "n.txt"], id="new"),
    pytest.param("New-Item p/q/n.txt -Force | Out-Null", [*START, "p/q/n.txt"], id="new with its folders"),
    pytest.param("Remove-Item *.txt", [".hidden", "C.log", "d/e/y.txt", "d/x.txt"], id="removed"),
    pytest.param("rm d -Recurse", [".hidden", "C.log", "a.txt", "b.txt"], id="a folder removed"),
    pytest.param("Remove-Item d", START, id="a full folder stays without a word"),
    pytest.param("Remove-Item a.txt -WhatIf", START, id="-WhatIf"),
    pytest.param("cp a.txt n.txt; cp *.txt d", [*START, "d/a.txt", "d/b.txt", "d/n.txt", "n.txt"], id="copied"),
    pytest.param("Copy-Item d f -Recurse", [*START, "f/e/y.txt", "f/x.txt"], id="a tree copied"),
    pytest.param("Copy-Item d f", START, id="a folder alone"),
    pytest.param("mv a.txt d", [".hidden", "C.log", "b.txt", "d/a.txt", "d/e/y.txt", "d/x.txt"], id="moved"),
    pytest.param("ren a.txt z.txt", [".hidden", "C.log", "b.txt", "d/e/y.txt", "d/x.txt", "z.txt"], id="renamed"),
    pytest.param(
        "gci *.txt | Rename-Item -NewName { $_.BaseName + '.bak' }",
        [".hidden", "C.log", "a.bak", "b.bak", "d/e/y.txt", "d/x.txt"],
        id="renamed by a block",
    ),
    pytest.param("mkdir m | Out-Null; md m/n | Out-Null; ni m/n/f | Out-Null", [*START, "m/n/f"], id="mkdir"),
]


@pytest.mark.parametrize(("line", "files"), CHANGED)
def test_changed(line: str, files: list[str]) -> None:
    run_line(line)
    assert _tree() == sorted(files)


ERRORS = [
    pytest.param("Get-Item nope", "PathNotFound", id="missing"),
    pytest.param("Get-ChildItem nope", "PathNotFound", id="a missing folder"),
    pytest.param("New-Item a.txt", "NewItemIOError", id="there already"),
    pytest.param("New-Item d -ItemType Directory", "DirectoryExist", id="the folder is there"),
    pytest.param("New-Item x -ItemType Nonsense", "Argument", id="no such kind"),
    pytest.param("Remove-Item nope", "PathNotFound", id="nothing to remove"),
    pytest.param("Remove-Item d", "DirectoryNotEmpty", id="a full folder"),
    pytest.param("Copy-Item nope x", "PathNotFound", id="nothing to copy"),
    pytest.param("Copy-Item a.txt a.txt", "CopyError", id="onto itself"),
    pytest.param("Move-Item a.txt b.txt", "MoveFileInfoItemIOError", id="onto another"),
    pytest.param("Rename-Item nope x", "InvalidOperation", id="nothing to rename"),
    pytest.param("Rename-Item a.txt d/z.txt", "Argument", id="a path is no name"),
    pytest.param("Set-Location nope", "PathNotFound", id="nowhere"),
    pytest.param("Test-Path $null", "NullPathNotPermitted", id="null"),
    pytest.param("Split-Path x -Qualifier", "ParsePathFormatError", id="no qualifier"),
    pytest.param("Set-Item a.txt 1", "NotSupported", id="files have no value"),
]


@pytest.mark.parametrize(("line", "error_id"), ERRORS)
def test_errors(line: str, error_id: str) -> None:
    found = failure_of(f"$ErrorActionPreference = 'Stop'; {line}")
    assert found.fully_qualified_id.split(",")[0] == error_id


def test_a_full_folder_goes_when_the_answer_is_yes() -> None:
    run_line("Remove-Item d", host=RecordingHost([0]))
    assert not Path("d").exists()


def test_what_if_names_both_ends() -> None:
    host = RecordingHost()
    run_line("Copy-Item a.txt z.txt -WhatIf", host=host)
    here = Path.cwd()
    assert host.texts(Stream.INFORMATION) == [
        f'What if: Performing the operation "Copy File" on target "Item: {here / "a.txt"} Destination: {here / "z.txt"}".'
    ]


def test_going_and_coming_back() -> None:
    here = str(Path.cwd())
    found = run_line('cd d; "$PWD"; (pwd).Path; cd -; "$PWD"; pushd d/e; popd; "$PWD"; Push-Location d; (gl -Stack).Path')
    assert [to_text(value) for value in found] == [f"{here}/d", f"{here}/d", here, here, here]


def test_a_link_goes_and_what_it_means_stays() -> None:
    Path("link").symlink_to("d")
    run_line("Remove-Item link")
    assert not Path("link").is_symlink()
    assert Path("d/x.txt").exists()
