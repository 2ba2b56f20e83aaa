"""Floors under the agreement with all of PowerShell's answers, where the reference data is present: nothing falls back.

Each floor stands about a point below what was reached when it was set; whoever reaches more raises it.
"""

from __future__ import annotations

import pytest

from tests.oracle import answer_all
from tests.oracle.agreement import agrees, facets, items
from tests.oracle.shapes import Case
from tests.support import json_lines, shared

FLOORS = {
    "lang": ("run", 0.87),
    "cmdlets": ("run", 0.55),
    "bind": ("run", 0.91),
    "format": ("run", 0.87),
    "parse": ("parse", 0.98),
    "incomplete": ("parse", 0.94),
    "complete": ("complete", 0.95),
}
CLIXML_FLOOR = 0.79
"""Of the cases that do not differ on purpose (docs/differences.md)."""
UNFINISHED_FLOOR = 0.98


def recorded(name: str) -> list[Case]:
    """Return the cases of a file that have an answer."""
    cases = json_lines(shared("oracle", f"{name}.jsonl"))
    return [case for case in cases if {"text", "incomplete", "matches", "clixml"} & case.keys()]


def share(mode: str, cases: list[Case]) -> float:
    """Return the share of cases that agree; a script that crashes or hangs fails the test."""
    pairs = list(zip(cases, answer_all(mode, cases), strict=True))
    assert [(ours["id"], ours["failed"]) for _, ours in pairs if "failed" in ours and mode != "clixml"] == []
    return sum(agrees(case, ours) for case, ours in pairs) / len(pairs)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", FLOORS)
def test_agreement(name: str) -> None:
    mode, floor = FLOORS[name]
    assert share(mode, recorded(name)) >= floor


def test_values_and_documents() -> None:
    cases = [case for case in recorded("clixml") if not differs_on_purpose(case)]
    assert share("clixml", cases) >= CLIXML_FLOOR


def differs_on_purpose(case: Case) -> bool:
    """Tell whether a CLIXML case is one of the documented differences.

    What PowerShell refuses as a whole, ours contains in the object that is damaged. And PowerShell keeps a note that a script hung on a
    small number for all equal numbers of the process: cases that show a `Note` of an earlier case.
    """
    refused = "document" in case and str(case["text"]).startswith("error")
    stuck = "Note" not in str(case.get("script")) and any('N="Note"' in str(text) for text in items(case.get("clixml")))
    return refused or stuck


def test_unfinished_texts() -> None:
    """Whether Enter adds a line: PowerShell's answer to any prefix of a script."""
    cases = recorded("incomplete")
    same = [facets(case, ours)["incomplete"] for case, ours in zip(cases, answer_all("parse", cases), strict=True)]
    assert sum(want == got for want, got in same) / len(same) >= UNFINISHED_FLOOR
