"""Which names were perhaps meant: spelling distance with transpositions, verb and noun weighed apart."""

from __future__ import annotations

from collections.abc import Iterable

_MOST = 3


def nearest(word: str, names: Iterable[str], most: int = _MOST) -> tuple[str, ...]:
    """Return the names that were perhaps meant by `word`, best first, at most `most`.

    A name counts as near when about a third of its characters at most is wrong. Verb and noun are looked at apart, so `Gte-MailUser` and
    `Get-MialUser` are both near to `Get-MailUser`, and a right noun with another verb is nearer than a wrong noun with the right verb.
    """
    folded = word.casefold()
    allowed = min(len(folded) - 1, max(1, (len(folded) + 1) // 3))
    scored = []
    for name in names:
        other = name.casefold()
        if abs(len(other) - len(folded)) <= allowed + _LONGEST_VERB_GAP:
            score = _score(folded, other, allowed)
            if score is not None:
                scored.append((score, name.casefold(), name))
    return tuple(name for _, _, name in sorted(scored)[:most])


_LONGEST_VERB_GAP = 8


def _score(word: str, other: str, allowed: int) -> float | None:
    distance = edit_distance(word, other, allowed)
    if distance is not None:
        return distance
    noun, other_noun = word.partition("-")[2], other.partition("-")[2]
    if noun and noun == other_noun:
        return allowed + 0.5
    return None


def edit_distance(one: str, two: str, most: int) -> int | None:
    """Return how many insertions, deletions, replacements and swaps of neighbours lead from one to two; None when more than `most`."""
    if abs(len(one) - len(two)) > most:
        return None
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, char in enumerate(one, start=1):
        before, previous = row, before
        row = [i]
        for j, other in enumerate(two, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != other))
            if i > 1 and j > 1 and char == two[j - 2] and one[i - 2] == other:
                cost = min(cost, previous[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None
