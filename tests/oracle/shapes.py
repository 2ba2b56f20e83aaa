"""What a case and an answer are: JSON objects of the form that the reference data's README describes."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from tests.support import SHARED

Case: TypeAlias = dict[str, object]
CASES = Path(__file__).resolve().parents[1] / "cases"
"""The copied cases and the files that they name."""


class UnknownCaseError(ValueError):
    """A case has a form that this driver does not know."""


def data_file(name: str) -> Path:
    """Return a file that a case names (a module, an object file): of the reference data, else beside the copied cases."""
    path = SHARED / "oracle" / name
    return path if path.exists() else CASES / name
