"""Values, conversions, .NET members and cultures: scripts of our own with the answers that PowerShell gave to them."""

from __future__ import annotations

import pytest

from tests.oracle import answer
from tests.oracle.agreement import facets
from tests.oracle.shapes import CASES, Case
from tests.support import json_lines


@pytest.mark.parametrize("case", [pytest.param(case, id=str(case["id"])) for case in json_lines(CASES / "values.jsonl")])
def test_case(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.oracle.shapes.SHARED", CASES / "nowhere")
    for want, got in facets(case, answer("run", case)).values():
        assert got == want
