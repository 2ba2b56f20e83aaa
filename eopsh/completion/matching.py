"""How well a name fits what was typed: by its beginning, by its humps, or somewhere inside."""

from __future__ import annotations

import re
from fnmatch import translate
from functools import lru_cache

from eopsh.patterns import lazy_pattern

PREFIX, HUMPS, INSIDE = 0, 1, 2
"""Ranks of a match; the smaller is the better."""

_LEAST_INSIDE = 3
"""Fewer letters stand inside too many names."""

_HUMP = lazy_pattern(r"[A-Z][a-z0-9]*|[A-Z]+(?![a-z])|[a-z0-9]+")


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text: a table that is read more easily than a list of strings."""
    return tuple(text.split())


@lru_cache(maxsize=16)
def folded(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return each name with its lower-case form; kept, because the names of a catalogue are asked for at every key."""
    return tuple((name, name.lower()) for name in names)


def ranked(typed: str, names: tuple[str, ...]) -> list[tuple[int, str]]:
    """Return rank and name of the names that fit, best first, equals in the order given.

    `*` and `?` in what was typed are wildcards.
    """
    lowered = typed.lower()
    if "*" in lowered or "?" in lowered:
        wild = re.compile(translate(lowered if lowered.endswith("*") else lowered + "*"))
        return [(PREFIX, name) for name, low in folded(names) if wild.match(low)]
    if not lowered:
        return [(PREFIX, name) for name in names]
    begun = [(PREFIX, name) for name, low in folded(names) if low.startswith(lowered)]
    # Initials of humps fit too many names; they count where nothing begins with what was typed.
    humped = [] if begun else _by_humps(lowered, names)
    return begun + humped + _inside(lowered, names, {name for _, name in humped})


def _by_humps(lowered: str, names: tuple[str, ...]) -> list[tuple[int, str]]:
    """Match `g-tr` with Get-TransportRule, `gtr` and `g-rule` too: each part typed begins a hump, in order."""
    verb, dash, noun = lowered.partition("-")
    first = lowered[0]
    # Most names do not even have the letters in this order: cheap to see, each at its first place, without a way back.
    in_order = re.compile("".join(f"[^{letter}]*+{letter}" for letter in map(re.escape, lowered))).match
    found: list[tuple[int, str]] = []
    for name, low in folded(names):
        if low[0] != first or in_order(low) is None:
            continue
        if dash:
            own_verb, own_dash, own_noun = name.partition("-")
            fits = bool(own_dash) and low.startswith(verb) and _humps_fit(noun, own_noun) and len(verb) <= len(own_verb)
        else:
            fits = len(lowered) > 1 and _humps_fit(lowered, name)
        if fits:
            found.append((HUMPS, name))
    return found


def _humps_fit(typed: str, name: str) -> bool:
    """Tell whether what was typed is made of beginnings of the name's humps, in order, humps between them left out."""
    if not typed or name.lower().startswith(typed):
        return True
    return _fit(typed, humps(name))


@lru_cache(maxsize=8192)
def humps(name: str) -> tuple[str, ...]:
    """Return the humps of a name, lower-case: `TransportRule` has `transport` and `rule`."""
    return tuple(part.lower() for part in _HUMP.findall(name))


def _fit(typed: str, parts: tuple[str, ...]) -> bool:
    # How far into what was typed the humps so far can reach.
    reached = {0}
    for part in parts:
        for start in tuple(reached):
            for place, letter in enumerate(part, start):
                if place == len(typed) or typed[place] != letter:
                    break
                reached.add(place + 1)
    return len(typed) in reached


def _inside(lowered: str, names: tuple[str, ...], humped: set[str]) -> list[tuple[int, str]]:
    if len(lowered) < _LEAST_INSIDE:
        return []
    return [(INSIDE, name) for name, low in folded(names) if lowered in low and not low.startswith(lowered) and name not in humped]


_LEAST_TYPO = 4


def one_typo(typed: str, names: tuple[str, ...]) -> list[str]:
    """Return the names that begin as what was typed but for one letter: wrong, missing, too many, or swapped with its neighbour."""
    lowered = typed.lower()
    if len(lowered) < _LEAST_TYPO:
        return []
    half = len(lowered) // 2
    begun, rest = lowered[:half], lowered[half + 1 :]
    # One fault leaves the first half as it is, or all but a letter of the second.
    near = ((name, low) for name, low in folded(names) if low[0] == lowered[0] and (low.startswith(begun) or rest in low))
    found = [name for name, low in near if _one_apart(lowered, low)]
    return sorted(found, key=lambda name: (abs(len(name) - len(typed)), name))


def _one_apart(typed: str, name: str) -> bool:
    place = 0
    most = min(len(typed), len(name))
    while place < most and typed[place] == name[place]:
        place += 1
    rest = typed[place + 1 :]
    if name.startswith(rest, place + 1) or name.startswith(rest, place) or name.startswith(typed[place:], place + 1):
        return True
    return typed[place : place + 2][::-1] == name[place : place + 2] and name.startswith(typed[place + 2 :], place + 2)
