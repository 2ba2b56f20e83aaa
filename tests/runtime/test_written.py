"""What is written while it comes: `>`, Tee-Object; and what follows preferences."""

from __future__ import annotations

from pathlib import Path

import pytest

from eopsh.objects import to_text
from eopsh.remote import Stream
from tests.runtime.doubles import RecordingHost, run_line


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("line", ["1..3 > x.txt", "1..3 | Tee-Object x.txt", "1..3 *> x.txt", "& { 1..3 } > x.txt"])
def test_written(line: str) -> None:
    run_line(line)
    assert Path("x.txt").read_text(encoding="utf-8") == "1\n2\n3\n"


def test_written_as_it_comes() -> None:
    partial = run_line("1..3 | ForEach-Object { \"$_\"; (Get-ChildItem -Force -Filter '.x.txt.*').Count } > x.txt; Get-Content x.txt")
    assert [to_text(value) for value in partial] == ["1", "1", "2", "1", "3", "1"]


def test_several_files() -> None:
    run_line("& { 'out'; Write-Warning 'w'; Write-Verbose v -Verbose } > o.txt 3> w.txt 4> v.txt")
    assert Path("o.txt").read_text(encoding="utf-8") == "out\n"
    assert [Path(name).read_text(encoding="utf-8") for name in ("w.txt", "v.txt")] == ["w\n", "v\n"]


def test_kept_when_the_stage_fails() -> None:
    run_line("try { & { 'a'; throw 'x' } > x.txt } catch { }")
    assert Path("x.txt").read_text(encoding="utf-8") == "a\n"


def test_the_enumeration_limit() -> None:
    (text,) = run_line("$FormatEnumerationLimit = 1; [pscustomobject]@{ a = 1, 2, 3 } | Out-String")
    assert "{1…}" in to_text(text)
    run_line("$FormatEnumerationLimit = 2; [pscustomobject]@{ a = 1, 2, 3 } > x.txt")
    assert "{1, 2…}" in Path("x.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("Set-Variable a 5; $a", 'Performing the operation "Set variable" on target "Name: a Value: 5".', id="set"),
        pytest.param("New-Variable a 5; $a", 'Performing the operation "New variable" on target "Name: a Value: 5".', id="new"),
    ],
)
def test_what_if_for_variables(line: str, said: str) -> None:
    host = RecordingHost()
    assert run_line(f"$WhatIfPreference = $true; {line}", host=host) == [None]
    assert host.texts(Stream.INFORMATION) == [f"What if: {said}"]


def test_what_if_keeps_a_variable() -> None:
    assert run_line("$a = 1; Remove-Variable a -WhatIf; Clear-Variable a -WhatIf; $a") == [1]
