"""Single cases of the reference data, kept here so that the repository proves itself."""

from __future__ import annotations

import pytest

from tests.oracle import answer
from tests.oracle.agreement import facets
from tests.oracle.shapes import CASES, Case
from tests.support import json_lines

MODES = {
    "bind": "run",
    "clixml": "clixml",
    "cmdlets": "run",
    "complete": "complete",
    "format": "run",
    "incomplete": "parse",
    "lang": "run",
    "parse": "parse",
}


def kept() -> list[object]:
    """Return the kept cases of all files, each with its mode."""
    return [pytest.param(mode, case, id=f"{case['id']}") for name, mode in MODES.items() for case in json_lines(CASES / f"{name}.jsonl")]


@pytest.mark.parametrize(("mode", "case"), kept())
def test_case(mode: str, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.oracle.shapes.SHARED", CASES / "nowhere")
    for want, got in facets(case, answer(mode, case)).values():
        assert got == want


def test_there_are_enough_of_all_kinds() -> None:
    counts = {name: sum(1 for _ in json_lines(CASES / f"{name}.jsonl")) for name in MODES}
    assert min(counts.values()) >= 20
    assert sum(counts.values()) >= 300
