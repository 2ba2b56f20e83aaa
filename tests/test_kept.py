"""Answers are kept by the identity of what they are about, and not for ever."""

from eopsh.kept import KEPT_AT_MOST, kept


def test_each_value_is_asked_about_once() -> None:
    asked: list[tuple[list[int], int]] = []

    @kept
    def item(values: list[int], place: int) -> int:
        asked.append((values, place))
        return values[place]

    one, equal = [1, 2], [1, 2]
    assert [item(one, 0), item(one, 1), item(one, 0), item(equal, 0)] == [1, 2, 1, 1]
    assert [(values is one, place) for values, place in asked] == [(True, 0), (True, 1), (False, 0)]


def test_no_more_is_kept_than_it_may_be() -> None:
    asked: list[int] = []

    @kept
    def size(values: list[int]) -> int:
        asked.append(len(values))
        return len(values)

    first = [0]
    assert size(first) == 1
    for _ in range(KEPT_AT_MOST):
        size([])
    assert size(first) == 1
    assert asked.count(1) == 2
