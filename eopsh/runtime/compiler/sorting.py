"""Sorting by PowerShell's order."""

from __future__ import annotations

from collections.abc import Callable
from functools import cmp_to_key
from itertools import pairwise
from typing import Any, TypeVar

from eopsh.objects import Value


def sort_key(order: Callable[[Value, Value], int]) -> Callable[[Value], Any]:
    """Return a key function for `sorted` from a comparison."""
    return cmp_to_key(order)


T = TypeVar("T")
_FEW = 16


def introspective_sort(rows: list[T], order: Callable[[T, T], int]) -> None:
    """Sort in place as .NET's List.Sort does: what compares as equal can change places, and does so where it does there."""
    _sort_part(rows, order, 0, len(rows) - 1, 2 * len(rows).bit_length())


def ranked_sort(rows: list[T], order: Callable[[T, T], int]) -> None:
    """Give the result of `introspective_sort` for a total order, with fewer comparisons.

    Python's own sort finds the ranks; where they all differ its result is the only one, and else numbers find the places of equal ones.
    """
    key = cmp_to_key(order)
    ascending = sorted(range(len(rows)), key=lambda at: key(rows[at]))
    ranks = [0] * len(rows)
    rank = 0
    for one, other in pairwise(ascending):
        rank += order(rows[one], rows[other]) != 0
        ranks[other] = rank
    if rank + 1 < len(rows):
        ascending = list(range(len(rows)))
        introspective_sort(ascending, lambda one, other: ranks[one] - ranks[other])
    rows[:] = [rows[at] for at in ascending]


def _sort_part(rows: list[T], order: Callable[[T, T], int], low: int, high: int, depth: int) -> None:
    while high > low:
        if high - low < _FEW:
            _sort_few(rows, order, low, high)
            return
        if depth == 0:
            rows[low : high + 1] = sorted(rows[low : high + 1], key=cmp_to_key(order))
            return
        depth -= 1
        at = _partition(rows, order, low, high)
        _sort_part(rows, order, at + 1, high, depth)
        high = at - 1


def _sort_few(rows: list[T], order: Callable[[T, T], int], low: int, high: int) -> None:
    if high - low == 2:
        for one, other in ((low, low + 1), (low, high), (low + 1, high)):
            _swap_if_greater(rows, order, one, other)
    else:
        rows[low : high + 1] = sorted(rows[low : high + 1], key=cmp_to_key(order))


def _swap_if_greater(rows: list[T], order: Callable[[T, T], int], one: int, other: int) -> None:
    if order(rows[one], rows[other]) > 0:
        rows[one], rows[other] = rows[other], rows[one]


def _partition(rows: list[T], order: Callable[[T, T], int], low: int, high: int) -> int:
    """Part the rows around the median of the first, the middle and the last one; return where that one stands then."""
    middle = low + (high - low) // 2
    for one, other in ((low, middle), (low, high), (middle, high)):
        _swap_if_greater(rows, order, one, other)
    pivot = rows[middle]
    rows[middle], rows[high - 1] = rows[high - 1], rows[middle]
    left, right = low, high - 1
    while left < right:
        left += 1
        while order(rows[left], pivot) < 0:
            left += 1
        right -= 1
        while order(pivot, rows[right]) < 0:
            right -= 1
        if left >= right:
            break
        rows[left], rows[right] = rows[right], rows[left]
    rows[left], rows[high - 1] = rows[high - 1], rows[left]
    return left
