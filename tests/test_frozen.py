"""Frozen classes: what `dataclass(frozen=True, slots=True)` does, they do too."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace

import pytest

from eopsh.frozen import frozen


@frozen
class Point:
    """A class like many."""

    x: int
    name: str = "a"
    seen: list[int] = field(default_factory=list, compare=False)
    secret: str = field(default="s", repr=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """The same, made by the library."""

    x: int
    name: str = "a"
    seen: list[int] = field(default_factory=list, compare=False)
    secret: str = field(default="s", repr=False)


@frozen
class Deeper(Point):
    """One more field, and a text and an order of its own."""

    depth: int = 0

    def __post_init__(self) -> None:
        if self.depth < 0:
            raise ValueError("a depth is not negative")

    def __repr__(self) -> str:
        return "deeper"


@frozen
class Empty:
    """No field at all."""


ALIKE: list[object] = [
    pytest.param(lambda make: repr(make(1, seen=[2])).partition("(")[2], id="text"),
    pytest.param(lambda make: hash(make(1)), id="hash"),
    pytest.param(lambda make: make(1) == make(1, seen=[3]), id="equal but for what is not compared"),
    pytest.param(lambda make: make(1) == make(1, secret="t"), id="unequal"),
    pytest.param(lambda make: make(1) == (1, "a", "s"), id="another class"),
    pytest.param(lambda make: asdict(replace(make(1), name="b")), id="replaced"),
    pytest.param(lambda make: [one.name for one in fields(make)], id="fields"),
    pytest.param(lambda make: make.__match_args__, id="patterns"),
    pytest.param(lambda make: make.__slots__, id="slots"),
    pytest.param(lambda make: make(1).seen is make(1).seen, id="a list of its own"),
    pytest.param(lambda make: copy.copy(make(1)) == make(1), id="copied"),
    pytest.param(lambda make: pickle.loads(pickle.dumps(make(1))) == make(1), id="pickled"),
]


@pytest.mark.parametrize("answer", ALIKE)
def test_it_does_what_a_frozen_dataclass_does(answer: Callable[[type], object]) -> None:
    assert answer(Point) == answer(Reference)


def test_nothing_can_be_set_or_deleted() -> None:
    one = Point(1)
    for name in ("x", "unknown"):
        with pytest.raises(FrozenInstanceError):
            setattr(one, name, 2)
    with pytest.raises(FrozenInstanceError):
        del one.x


def test_arguments_are_checked() -> None:
    with pytest.raises(TypeError, match=r"Point\.__init__\(\) missing 1 required positional argument: 'x'"):
        Point()  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="not negative"):
        Deeper(1, depth=-1)


def test_a_subclass_has_all_fields_and_keeps_its_own_methods() -> None:
    one = Deeper(1, depth=2)
    assert (one.x, one.depth, repr(one)) == (1, 2, "deeper")
    assert one != Point(1)
    assert Deeper.__match_args__ == ("x", "name", "seen", "secret", "depth")


def test_without_fields_all_are_equal() -> None:
    assert Empty() == Empty()
    assert hash(Empty()) == hash(Empty())
    assert repr(Empty()) == "Empty()"
