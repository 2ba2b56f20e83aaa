"""Answers about large frozen values, kept by the value's identity.

To hash a command of two hundred parameters costs more than most questions about it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, TypeVar

S = TypeVar("S")
T = TypeVar("T")
P = ParamSpec("P")

KEPT_AT_MOST = 256


def kept(answer: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """Keep what a pure function says of its first argument, which never changes; the others are hashable."""
    answers: dict[tuple[Hashable, ...], tuple[S, T]] = {}

    def asked(about: S, /, *more: P.args, **named: P.kwargs) -> T:
        key = (id(about), more, tuple(named.items()))
        found = answers.get(key)
        # The value is held with its answer: no other can have its identity meanwhile.
        if found is None:
            if len(answers) >= KEPT_AT_MOST:
                answers.clear()
            found = answers[key] = about, answer(about, *more, **named)
        return found[1]

    update_wrapper(asked, answer)
    return asked
