"""What several test folders need: the reference data beside the project, where it is present."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared(*parts: str) -> Path:
    """Return a path below the reference data; skip the test where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"reference data not present: {'/'.join(parts)}")
    return path


def json_lines(path: Path) -> Iterator[dict[str, object]]:
    """Yield the objects of a file with one JSON object a line."""
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())
