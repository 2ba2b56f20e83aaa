"""The list's cursor and window."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.shell.screens import Listing, Row

ROWS = [Row(f"row {number}", heading=number % 10 == 0) for number in range(35)]


def listing(height: int = 10) -> Listing:
    return Listing(ROWS, height)


MOVES = [
    pytest.param(lambda each: each.move(1), 1, 0, id="down"),
    pytest.param(lambda each: each.move(-1), 0, 0, id="not above the first"),
    pytest.param(lambda each: each.move(12), 12, 3, id="the window follows"),
    pytest.param(lambda each: each.move(100), 34, 25, id="not below the last"),
    pytest.param(lambda each: each.page(1), 10, 10, id="a page"),
    pytest.param(lambda each: each.go(99), 34, 25, id="end"),
    pytest.param(lambda each: each.jump(), 10, 10, id="next heading at the top"),
    pytest.param(lambda each: (each.go(34), each.jump(backwards=True)), 30, 25, id="heading before"),
]


@pytest.mark.parametrize(("move", "cursor", "top"), MOVES)
def test_moves(move: Callable[[Listing], object], cursor: int, top: int) -> None:
    each = listing()
    move(each)
    assert (each.cursor, each.top) == (cursor, top)


def test_seeking_goes_around_and_says_when_there_is_nothing() -> None:
    each = listing()
    assert each.seek("ROW 2")
    assert each.cursor == 2
    assert each.seek("row 2", again=True)
    assert each.cursor == 20
    assert each.seek("row 2", again=True, backwards=True)
    assert each.cursor == 2
    assert not each.seek("nothing")
    assert not Listing([]).seek("row")
    assert not Listing([]).seek("row", again=True)
    assert each.cursor == 2


@given(st.lists(st.integers(-60, 60), max_size=20), st.integers(1, 50), st.integers(0, 40))
def test_the_cursor_is_always_in_sight(moves: list[int], height: int, count: int) -> None:
    each = Listing(ROWS[:count], height)
    for move in moves:
        (each.page if move % 3 == 0 else each.move)(move)
        each.resize(1 + abs(move))
        visible = [number for number, _ in each.visible()]
        assert (each.cursor in visible) == bool(count)
    assert (each.current is None) == (count == 0)
