"""The quick way through JSON that is nothing but JSON; whatever it does not like is left to the forgiving reader."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import accumulate

from eopsh.objects import Value
from eopsh.patterns import lazy_pattern
from eopsh.runtime.json_reader import number

_STRING = lazy_pattern(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_STEPS = {"[": 1, "{": 1, "]": -1, "}": -1}


class NotPlain(Exception):
    """The text is no plain JSON, or has names that only a closer look can judge."""


def read_plain(
    text: str, text_value: Callable[[str], Value], make_object: Callable[[dict[str, Value]], Value], *, by_case: bool, max_depth: int
) -> Value:
    """Return the value of a text of plain JSON. `text_value`, `make_object`, `by_case`: as in `JsonReader`.

    Raises:
        NotPlain: ask the forgiving reader.
    """
    if _nesting(text) > max_depth:
        raise NotPlain

    def made(pairs: list[tuple[str, Value]]) -> Value:
        names = {name if by_case else name.lower() for name, _ in pairs}
        if len(names) != len(pairs) or ("" in names and not by_case):
            raise NotPlain
        return make_object({name: finished(value) for name, value in pairs})

    def finished(value: Value) -> Value:
        if type(value) is str:
            return text_value(value)
        return [finished(item) for item in value] if type(value) is list else value

    try:
        return finished(json.loads(text, object_pairs_hook=made, parse_int=number, strict=False))
    except (ValueError, RecursionError):
        raise NotPlain from None


def _nesting(text: str) -> int:
    """Return how deep the brackets lie in one another."""
    steps = (_STEPS[char] for char in _STRING.sub("", text) if char in _STEPS)
    return max(accumulate(steps), default=0)
