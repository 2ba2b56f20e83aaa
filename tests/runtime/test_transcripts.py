"""Start-Transcript and Stop-Transcript."""

from __future__ import annotations

from pathlib import Path

import pytest

from eopsh.objects import to_text
from eopsh.runtime import Interpreter
from tests.runtime.doubles import RecordingHost, failure_of, run_line


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def body() -> list[str]:
    lines = Path("t.log").read_text(encoding="utf-8").split("\n")
    return [line for line in lines[lines.index("*" * 22, 1) + 1 :] if line and not line.startswith(("*", "PowerShell", "End time"))]


def test_what_a_script_puts_out() -> None:
    line = (
        "Start-Transcript t.log; 'out'; Write-Warning w; Write-Host h; Write-Error e; [pscustomobject]@{ a = 1 }; Stop-Transcript; 'after'"
    )
    output = [to_text(value) for value in run_line(line, host=RecordingHost())]
    assert output[0] == f"Transcript started, output file is {Path.cwd() / 't.log'}"
    assert output[-2:] == [f"Transcript stopped, output file is {Path.cwd() / 't.log'}", "after"]
    assert body() == [output[0], "out", "WARNING: w", "h", "Write-Error: e", "a", "-", "1"]


def test_over_several_lines() -> None:
    interpreter = Interpreter()
    for line in ("Start-Transcript t.log | Out-Null", "'one'", "[pscustomobject]@{ b = 2 }", "Stop-Transcript | Out-Null"):
        run_line(line, interpreter=interpreter)
    run_line("Start-Transcript t.log -Append -UseMinimalHeader | Out-Null; 'two'; Stop-Transcript | Out-Null", interpreter=interpreter)
    assert body() == ["one", "b", "-", "2", f"Start time: {body()[4].partition(': ')[2]}", "two"]


def test_faults() -> None:
    assert failure_of("Stop-Transcript").fully_qualified_id.startswith("InvalidOperation")
    Path("t.log").touch()
    assert failure_of("Start-Transcript t.log -NoClobber").fully_qualified_id.startswith("NoClobber")


def test_a_place_of_its_own(tmp_path: Path) -> None:
    text, _ = run_line(f"Start-Transcript -OutputDirectory '{tmp_path}'; Stop-Transcript")
    assert Path(to_text(text).removeprefix("Transcript started, output file is ")).parent == tmp_path
