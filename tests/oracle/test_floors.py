"""Floors under the agreement with all of PowerShell's answers, where the reference data is present: nothing falls back.

Each floor stands about a point below what was reached when it was set; whoever reaches more raises it.
"""

from __future__ import annotations

import re

import pytest

from tests.objects.test_clixml_oracle import DIFFERENT
from tests.oracle import answer_all
from tests.oracle.agreement import agrees, facets, ids, items
from tests.oracle.shapes import Case
from tests.support import json_lines, shared

FLOORS = {
    "lang": ("run", 0.965),
    "cmdlets": ("run", 0.97),
    "bind": ("run", 0.983),
    "format": ("run", 0.93),
    "parse": ("parse", 0.983),
    "incomplete": ("parse", 0.938),
    "complete": ("complete", 0.96),
}
CLIXML_FLOOR = 0.91
"""Of the cases that do not differ on purpose (docs/differences.md)."""
UNFINISHED_FLOOR = 0.983


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
    cases = recorded("clixml")
    pairs = [pair for pair in zip(cases, answer_all("clixml", cases), strict=True) if not differs_on_purpose(*pair)]
    assert len(pairs) > 250
    assert sum(agrees(case, ours) for case, ours in pairs) / len(pairs) >= CLIXML_FLOOR


def differs_on_purpose(case: Case, ours: Case) -> bool:
    """Tell whether a CLIXML case is one of the differences that docs/differences.md lists.

    What PowerShell refuses as a whole, ours contains in the object that is damaged, and live objects are not made again. PowerShell keeps
    a note that a script hung on a small number for all equal numbers of the process (a `Note` of an earlier case). Generic types are
    named without their assembly, classes and enums are not defined, and types outside the tables are not found.
    """
    script, documents = str(case.get("script")), " ".join(map(str, items(case.get("clixml"))))
    if "document" in case:
        return str(case["text"]).startswith("error") or str(case["id"]) in DIFFERENT
    stuck = "Note" not in script and 'N="Note"' in documents
    defined = re.search(r"\b(class|enum) \w+", script) is not None
    return stuck or defined or "PublicKeyToken" in documents or (ids(ours) == ["TypeNotFound"] and not ids(case))


def test_unfinished_texts() -> None:
    """Whether Enter adds a line: PowerShell's answer to any prefix of a script."""
    cases = recorded("incomplete")
    same = [facets(case, ours)["incomplete"] for case, ours in zip(cases, answer_all("parse", cases), strict=True)]
    assert sum(want == got for want, got in same) / len(same) >= UNFINISHED_FLOOR
