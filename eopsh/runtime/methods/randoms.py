"""System.Random."""

from __future__ import annotations

import random
from collections.abc import Callable

from eopsh.objects import Int64, PSObject, Value, convert, to_text
from eopsh.runtime.methods.table import DotNetError, Method, method, void
from eopsh.runtime.values import unrolled


class SeededRandom(random.Random):
    """.NET's generator for a given seed (Knuth's subtractive one), so that a seed gives the numbers it gives there."""

    def __new__(cls, seed: int) -> SeededRandom:
        """Python seeds before it initializes."""
        return super().__new__(cls)

    def __init__(self, seed: int) -> None:
        self._state = _knuth_state(seed)
        self._at, self._behind = 0, 21

    def sample(self) -> int:  # type: ignore[override]
        """Return the next number below 2**31 - 1."""
        self._at = 1 if self._at + 1 >= 56 else self._at + 1
        self._behind = 1 if self._behind + 1 >= 56 else self._behind + 1
        number = self._state[self._at] - self._state[self._behind]
        number -= number == _MOST
        number += _MOST if number < 0 else 0
        self._state[self._at] = number
        return number

    def random(self) -> float:
        """Return a number from 0 to 1."""
        return self.sample() * (1.0 / _MOST)

    def getrandbits(self, k: int) -> int:
        """Return so many bits, made of the generator's own."""
        bits = 0
        for _ in range((k + 15) // 16):
            bits = bits << 16 | self.sample() & 0xFFFF
        return int(bits & (2**k - 1))


_MOST = 2**31 - 1


def _knuth_state(seed: int) -> list[int]:
    state = [0] * 56
    number = state[55] = 161803398 - (_MOST if seed == -(2**31) else abs(seed))
    following, at = 1, 0
    for _ in range(1, 55):
        at = at + 21 - (55 if at + 21 >= 55 else 0)
        state[at] = following
        following = number - following + (_MOST if number < following else 0)
        number = state[at]
    for _ in range(4):
        for place in range(1, 56):
            behind = place + 30 - (55 if place + 30 >= 55 else 0)
            state[place] -= state[1 + behind]
            state[place] += _MOST if state[place] < 0 else 0
    return state


class RandomSource(PSObject):
    """A source of random numbers, with a seed or without."""

    __slots__ = ("source",)

    def __init__(self, seed: Value = None) -> None:
        self.source = random.Random() if not isinstance(seed, int) else SeededRandom(seed)
        super().__init__(type_names=("System.Random", "System.Object"), text="System.Random")


def _next(owner: RandomSource, *bounds: int) -> int:
    low, high = (0, 2**31 - 1) if not bounds else (0, bounds[0]) if len(bounds) == 1 else bounds[:2]
    if low > high:
        raise DotNetError("'minValue' cannot be greater than maxValue. (Parameter 'minValue')", "ArgumentOutOfRangeException")
    if isinstance(owner.source, SeededRandom):
        return owner.source.sample() if not bounds else int(owner.source.random() * (high - low)) + low
    return owner.source.randrange(low, high) if high > low else low


def _shuffle(owner: RandomSource, values: Value) -> None:
    if isinstance(values, list):
        owner.source.shuffle(values)


def _next_bytes(owner: RandomSource, count: Value) -> Value:
    if not isinstance(count, int):
        raise DotNetError("A byte array that a script holds does not change; take the bytes that Next gives.", "NotSupportedException")
    return owner.source.randbytes(count)


def _picked(owner: RandomSource, choices: Value, count: int) -> list[Value]:
    return owner.source.choices(list(unrolled(choices)), k=count)


def _digits(owner: RandomSource, count: int, lower: bool = False) -> str:
    return "".join(owner.source.choices("0123456789abcdef" if lower else "0123456789ABCDEF", k=count))


RANDOM: dict[str, Method] = {
    "GetHexString": method(_digits, "i", "ib", names="stringLength lowercase"),
    "GetItems": method(_picked, "oi", names="choices length"),
    "GetString": method(
        lambda owner, choices, count: "".join(owner.source.choices(to_text(choices), k=count)), "oi", names="choices length"
    ),
    "Next": method(_next, "", "i", "ii", names="minValue maxValue"),
    "NextBytes": method(_next_bytes, "o", names="buffer"),
    "NextDouble": method(lambda owner: owner.source.random()),
    "NextInt64": method(lambda owner, *bounds: Int64(_next(owner, *(bounds or (2**63 - 1,)))), "", "l", "ll", names="minValue maxValue"),
    "NextSingle": method(lambda owner: convert(owner.source.random(), "System.Single")),
    "Shuffle": void(_shuffle, "o", names="values"),
}
RANDOM_STATIC: dict[str, Method] = {"new": method(RandomSource, "", "i", names="Seed")}
RANDOM_FIELDS: dict[str, Callable[[], Value]] = {"Shared": RandomSource}
