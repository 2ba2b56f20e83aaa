"""PowerShell's own answers, for the cases that need only literals, fixtures and Format cmdlets."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from eopsh.objects import Value, read_clixml
from tests.formatting.mini import readable, shown
from tests.support import SHARED, json_lines, shared

DIFFERENT = {
    **dict.fromkeys(("format-0001", "format-0002", "format-0005"), "a date with an offset keeps the server's clock"),
    "format-0216": "a carriage return before a line feed goes: what a server sends must not move the cursor",
    "format-0392": "control characters are shown",
    "format-0458": "an emoji is never cut in half",
    "format-0460": "escape sequences are shown",
}
KEPT = Path(__file__).parents[1] / "cases" / "format.jsonl"


@lru_cache
def fixture(name: str) -> list[Value]:
    """Read a file of Exchange-like objects."""
    return read_clixml(shared("oracle", name).read_bytes())


def names_of(case: dict[str, object]) -> dict[str, str]:
    """Return the variables of a case and the files that they come from."""
    names = case.get("objects", {})
    assert isinstance(names, dict)
    return names


def cases() -> list[dict[str, object]]:
    """Return the cases without errors that the small reader knows; the kept ones where the reference data is absent."""
    path = SHARED / "oracle" / "format.jsonl"
    found = json_lines(path if path.exists() else KEPT)
    return [case for case in found if "errors" not in case and readable(str(case["script"]), names_of(case))]


@pytest.mark.parametrize("case", [pytest.param(case, id=str(case["id"])) for case in cases() if case["id"] not in DIFFERENT])
def test_reference(case: dict[str, object]) -> None:
    width = case.get("width", 120)
    assert isinstance(width, int)
    assert shown(str(case["script"]), width, {name: fixture(file) for name, file in names_of(case).items()}) == case["text"]
