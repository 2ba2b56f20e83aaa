"""Which names were perhaps meant: spelling distance with transpositions, verb and noun weighed apart."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_MOST_FAULTS = 3


def nearest(word: str, names: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return the names that were perhaps meant by `word`, best first, at most `most`.

    Near is what differs in a third of the characters and in three at most; after these, what has nearly the same noun under another verb.
    """
    folded = word.casefold()
    noun = folded.partition("-")[2]
    nouns: dict[str, int | None] = {}
    scored = []
    for name in names:
        other = name.casefold()
        distance = _distance(folded, other)
        if distance is None and noun:
            other_noun = other.partition("-")[2]
            if other_noun not in nouns:
                nouns[other_noun] = _distance(noun, other_noun)
            noun_distance = nouns[other_noun]
            distance = None if noun_distance is None else noun_distance + _MOST_FAULTS
        if distance is not None:
            scored.append((distance, other, name))
    return tuple(name for _, _, name in sorted(scored)[:most])


def _distance(word: str, other: str) -> int | None:
    """The spelling distance where it is worth working out: lengths and letters must be alike enough."""
    allowed = min(len(word) - 1, max(1, (len(word) + 1) // 3), _MOST_FAULTS)
    if abs(len(other) - len(word)) > allowed or (_letters(other) ^ _letters(word)).bit_count() > 2 * allowed:
        return None
    return edit_distance(word, other, allowed)


@lru_cache(maxsize=8192)
def _letters(word: str) -> int:
    """One bit a letter that occurs: words whose sets differ in more than two letters a fault are not near."""
    mask = 0
    for char in word:
        mask |= 1 << (ord(char) & 63)
    return mask


def edit_distance(one: str, two: str, most: int) -> int | None:
    """Return how many insertions, deletions, replacements and swaps of neighbours lead from one to two; None when more than `most`.

    Only the band that `most` leaves around the diagonal is worked out.
    """
    if abs(len(one) - len(two)) > most:
        return None
    far = most + 1
    previous: list[int] = []
    before = [column if column <= most else far for column in range(len(two) + 1)]
    for i, char in enumerate(one, start=1):
        low, high = max(1, i - most), min(len(two), i + most)
        row = [far] * (len(two) + 1)
        row[0] = min(i, far)
        for j in range(low, high + 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != two[j - 1]))
            if i > 1 and j > 1 and char == two[j - 2] and one[i - 2] == two[j - 1]:
                cost = min(cost, previous[j - 2] + 1)
            row[j] = cost
        if min(row[low - 1 : high + 1]) > most:
            return None
        previous, before = before, row
    return before[-1] if before[-1] <= most else None
