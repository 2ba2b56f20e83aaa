"""Floors under the agreement with PowerShell's own answers: what was reached once does not fall back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.oracle_run import answer
from tests.support import shared

FLOORS = [pytest.param("lang.jsonl", 0.80, id="language"), pytest.param("cmdlets.jsonl", 0.48, id="local cmdlets")]


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().split("\n")]


def _ids(result: dict[str, Any]) -> list[str]:
    return [error["id"].split(",")[0] for error in result.get("errors", [])]


@pytest.mark.parametrize(("name", "floor"), FLOORS)
def test_agreement(name: str, floor: float) -> None:
    with shared("oracle", name).open(encoding="utf-8") as file:
        cases = [case for case in map(json.loads, file) if "text" in case]
    agreeing, failed = 0, []
    for case in cases:
        ours = answer(case)
        if "failed" in ours:
            failed.append((case["id"], ours["failed"]))
        elif _lines(case["text"]) == _lines(ours["text"]) and _ids(case) == _ids(ours):
            agreeing += 1
    assert failed == []
    assert agreeing / len(cases) >= floor
