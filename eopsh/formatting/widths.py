"""The widths of a table's columns, and the columns that have to go."""

from __future__ import annotations

from collections.abc import Sequence

HIDDEN = 0


def assign_widths(wanted: Sequence[int], room: int) -> tuple[int, ...]:
    """Return the width of each column; 0 stands for "decide" going in and for "not shown" coming out.

    Columns without a width share what the others leave, extra cells to the leftmost. What does not fit goes from the right: the last
    column that has at least one cell left is cut, everything after it hidden.
    """
    widths = [width or 1 for width in wanted]
    left = room - sum(widths) - (len(widths) - 1)
    open_columns = [index for index, width in enumerate(wanted) if not width]
    if left > 0 and open_columns:
        share, extra = divmod(left, len(open_columns))
        for place, index in enumerate(open_columns):
            widths[index] += share + (place < extra)
    return _trimmed(widths, room)


def with_slack(widths: Sequence[int], grows: Sequence[bool], room: int) -> list[int]:
    """Return the widths with half as much again, at least six cells, for each column that grows, from the left as far as the room goes.

    For rows that are not there yet: the first few say little of how wide the others are.
    """
    spare = room - sum(widths) - (len(widths) - 1)
    given = []
    for width, may_grow in zip(widths, grows, strict=True):
        more = max(0, min(spare, max(6, width // 2))) if may_grow else 0
        spare -= more
        given.append(width + more)
    return given


def _trimmed(widths: list[int], room: int) -> tuple[int, ...]:
    shown: list[int] = []
    for width in widths:
        left = room - (1 if shown else 0)
        if left < 1:
            break
        shown.append(min(width, left))
        room = left - shown[-1]
    return tuple(shown) + (HIDDEN,) * (len(widths) - len(shown))
