"""The order of texts as the en-US culture has it: signs, digits, letters; accents and case only break ties."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SIGNS = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
_RANKS = {sign: rank for rank, sign in enumerate("\t\n\v\f\r " + _SIGNS, 1)}
_DIGITS_FROM = 1_000
_LETTERS_FROM = 2_000


@lru_cache(maxsize=8192)
def _keys(text: str) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Return the three levels that decide one after the other: letters, accents, case."""
    letters: list[int] = []
    accents: list[int] = []
    case: list[int] = []
    for char in text if text.isascii() else unicodedata.normalize("NFD", text):
        if unicodedata.combining(char):
            accents[-1:] = [(accents[-1] if accents else 0) * 1_000 + ord(char)]
            continue
        letters.append(_rank(char))
        accents.append(0)
        case.append(char.isupper())
    return tuple(letters), tuple(accents), tuple(case)


def _rank(char: str) -> int:
    if char in _RANKS:
        return _RANKS[char]
    if char.isdigit():
        return _DIGITS_FROM + unicodedata.digit(char)
    folded = char.lower()
    return (_LETTERS_FROM if char.isalpha() else 500) + ord(folded[0])


def compare_text(left: str, right: str, ignore_case: bool = True) -> int:
    """Return -1, 0 or 1: the order of two texts by culture (`a` before `A` when case counts)."""
    if left == right:
        return 0
    one, other = _keys(left), _keys(right)
    levels = 2 if ignore_case else 3
    if one[:levels] == other[:levels]:
        return 0
    return -1 if one[:levels] < other[:levels] else 1


def equal_text(left: str, right: str, ignore_case: bool = True) -> bool:
    """Tell whether two texts are the same; composed and decomposed letters are."""
    if left == right:
        return True
    if left.isascii() and right.isascii():
        return ignore_case and left.lower() == right.lower()
    one, other = unicodedata.normalize("NFC", left), unicodedata.normalize("NFC", right)
    return one == other or (
        ignore_case and (one.lower() == other.lower() or (one.upper().lower() == other.upper().lower() and len(one) == len(other)))
    )
