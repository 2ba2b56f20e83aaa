"""What lies in a folder, by .NET's search patterns: `*` and `?` alone are special, and case counts as the file system has it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from eopsh.runtime.methods.table import DotNetError

_EVERYTHING = ("", "*", "*.*")


def entries(folder: Path, pattern: str = "*", *, deep: bool = False) -> list[Path]:
    """Return the files and folders whose names fit, sorted; the pattern may begin with a folder below. Raises OSError.

    Raises:
        DotNetError: the pattern is a whole path.
    """
    head, slash, name = pattern.rpartition("/")
    if pattern.startswith("/"):
        raise DotNetError("Second path fragment must not be a drive or UNC name. (Parameter 'expression')")
    start = folder / head if slash else folder
    fits = re.compile(_expression(name), re.DOTALL).fullmatch
    return sorted(path for path in (_below(start) if deep else start.iterdir()) if fits(path.name))


def _expression(pattern: str) -> str:
    if pattern in _EVERYTHING:
        return ".*"
    return "".join({"*": ".*", "?": ".?"}.get(char) or re.escape(char) for char in pattern)


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        yield from (Path(place, name) for name in (*folders, *files))
