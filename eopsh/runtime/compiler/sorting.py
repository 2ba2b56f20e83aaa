"""Sorting by PowerShell's order."""

from __future__ import annotations

from collections.abc import Callable
from functools import cmp_to_key
from typing import Any

from eopsh.objects import Value


def sort_key(order: Callable[[Value, Value], int]) -> Callable[[Value], Any]:
    """Return a key function for `sorted` from a comparison."""
    return cmp_to_key(order)
