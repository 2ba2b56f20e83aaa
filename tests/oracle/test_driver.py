"""The driver itself: what holds for a case in every mode."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.oracle import MODES, answer, answer_all
from tests.oracle.shapes import Case

ROOT = Path(__file__).resolve().parents[2]


def text(script: str, **more: object) -> str:
    """Run a script and return what the console shows."""
    return str(answer("run", {"id": "case", "script": script, **more})["text"])


def test_one_line_of_answer_for_each_case() -> None:
    cases = '{"id": "a", "script": "1 + 1"}\n\n{"id": "s", "setup": "nothing asked"}\n{"id": "b", "script": "throw 1"}\n'
    ran = subprocess.run([sys.executable, "-m", "tests.oracle", "run"], input=cases, capture_output=True, text=True, cwd=ROOT, check=True)
    first, second = map(json.loads, ran.stdout.splitlines())
    assert first == {"id": "a", "text": "2\n"}
    assert (second["id"], second["terminating"]) == ("b", "1")


def test_modes() -> None:
    assert set(MODES) == {"run", "parse", "complete", "clixml"}


def test_a_fresh_scope_each() -> None:
    assert [found["text"] for found in answer_all("run", [{"id": 1, "script": "$v = 1"}, {"id": 2, "script": '"[$v]"'}])] == ["", "[]\n"]


def test_a_folder_with_files_of_its_own() -> None:
    here = Path.cwd()
    script = "foreach ($f in 'a b.txt', 'sub/in.csv') { [IO.File]::Exists($f) }; [IO.Directory]::Exists('old')"
    assert text(script, files=["a b.txt", "sub/in.csv", "old/"]) == "True\nTrue\nTrue\n"
    assert Path.cwd() == here


def test_utc_whatever_the_machine_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert text("([datetime]'2024-01-01T00:00:00Z').Hour") == "0\n"
    assert os.environ["TZ"] == "Asia/Tokyo"


def test_setup_is_run_and_not_shown() -> None:
    assert text("f", setup="function f { 'set up' }; 'noise'; nope") == "set up\n"


def test_a_case_that_takes_too_long_says_so() -> None:
    found = answer("run", {"id": "long", "script": "while ($true) { try { 1 } catch { } }", "timeout": 1})
    assert found == {"id": "long", "failed": "TooLongError: longer than 1 s"}


@pytest.mark.parametrize("mode", sorted(MODES))
def test_a_case_that_cannot_be_answered_says_so(mode: str) -> None:
    found = answer(mode, {"id": "odd", "cut": 1})
    assert set(found) == {"id", "failed"}


def test_output_goes_before_an_error_that_ends_the_script() -> None:
    found = answer("run", {"id": 1, "script": "1; throw 'x'; 2"})
    assert (found["text"], found["terminating"]) == ("1\nException: x\n", "x")


def test_complete_knows_functions_variables_and_local_commands() -> None:
    setup = "function Get-Thing { param([switch]$Deep) }; $colour = 1"
    cases: list[Case] = [
        {"id": 1, "script": "Get-Thi", "setup": setup},
        {"id": 2, "script": "Get-Thing -D | x", "cursor": 12, "setup": setup},
        {"id": 3, "script": "'\U0001f600'; $col", "setup": setup},
        {"id": 4, "script": "Sort-Obj"},
    ]
    found = [(one["start"], one["length"], _texts(one)[:1]) for one in answer_all("complete", cases)]
    assert found == [(0, 7, ["Get-Thing"]), (10, 2, ["-Deep"]), (6, 4, ["$colour"]), (0, 8, ["Sort-Object"])]


def _texts(found: Case) -> list[str]:
    matches = found["matches"]
    assert isinstance(matches, list)
    return [str(match["text"]) for match in matches]


def test_clixml_writes_each_value_and_reads_documents() -> None:
    written = answer("clixml", {"id": 1, "depth": 1, "script": "'a'; 2"})["clixml"]
    assert isinstance(written, list)
    assert ["<S>a</S>" in written[0], "<I32>2</I32>" in written[1]] == [True, True]
    assert answer("clixml", {"id": 2, "document": written[1]})["text"] == "objects: 1\nSystem.Int32 2\n"
    assert answer("clixml", {"id": 3, "document": written[1], "single": True})["text"] == "System.Int32 2\n"


def test_parse_takes_a_script_or_the_start_of_a_base() -> None:
    assert answer("parse", {"id": 1, "script": "if (1"})["incomplete"] is True
    assert "ast" in answer("parse", {"id": 2, "script": "Get-X"})
