"""How many cells a text takes, and where to cut it: as the terminal does it, or as PowerShell counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Protocol

from wcwidth import wcswidth, wcwidth

_JOINER = "\u200d"
_TAB = "    "
_WIDE = (
    "[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3040-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    "\U00010000-\U0010ffff]"
)


class Cells(Protocol):
    """One way to measure. Every text is safe text of one line."""

    def prepare(self, text: str) -> str:
        """Return safe text as this measure can stand it (tabs)."""

    def measure(self, text: str) -> int:
        """Return the cells that the text takes."""

    def units(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield what cannot be cut any further, each with its cells."""


class ConsoleCells:
    """As PowerShell counts: wide characters and everything beyond U+FFFF 2, all else 1, combining marks and tabs too."""

    def prepare(self, text: str) -> str:
        """Leave tabs alone: PowerShell prints them."""
        return text

    def measure(self, text: str) -> int:
        """Return the cells that the text takes."""
        return len(text) if text.isascii() else len(text) + len(_wide().findall(text))

    def units(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield each character with its cells."""
        return ((character, 2 if _wide().match(character) else 1) for character in text)


class TerminalCells:
    """As a terminal shows it: wcwidth's tables, marks and joined emoji with the character that they belong to."""

    def prepare(self, text: str) -> str:
        """Replace tabs, for where they end depends on what stands before them."""
        return text.replace("\t", _TAB) if "\t" in text else text

    def measure(self, text: str) -> int:
        """Return the cells that the text takes."""
        return len(text) if text.isascii() else _measure(text)

    def units(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield each grapheme with its cells."""
        return ((cluster, _measure(cluster)) for cluster in _clusters(text))


@cache
def _wide() -> re.Pattern[str]:
    """Compile the pattern when a text first asks for it: its ranges take long."""
    return re.compile(_WIDE)


@lru_cache(maxsize=4096)
def _measure(text: str) -> int:
    return sum(max(0, wcswidth(cluster)) for cluster in _clusters(text))


def _clusters(text: str) -> Iterator[str]:
    cluster = ""
    for character in text:
        if cluster and not _joins(cluster, character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _joins(cluster: str, character: str) -> bool:
    if cluster.endswith(_JOINER) or wcwidth(character) == 0 or "\U0001f3fb" <= character <= "\U0001f3ff":
        return True
    return len(cluster) == 1 and _is_regional(cluster) and _is_regional(character)


def _is_regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def head(cells: Cells, text: str, room: int) -> str:
    """Return the longest start of the text that takes at most `room` cells."""
    if text.isascii():
        return text[: max(0, room)]
    taken = []
    for unit, width in cells.units(text):
        room -= width
        if room < 0:
            break
        taken.append(unit)
    return "".join(taken)


def tail(cells: Cells, text: str, room: int) -> str:
    """Return the longest end of the text that takes at most `room` cells."""
    if text.isascii():
        return text[max(0, len(text) - room) :] if room > 0 else ""
    taken = []
    for unit, width in reversed(list(cells.units(text))):
        room -= width
        if room < 0:
            break
        taken.append(unit)
    return "".join(reversed(taken))


def wrap(cells: Cells, text: str, room: int) -> list[str]:
    """Break a text into lines of at most `room` cells: at line feeds, else after blanks, tabs and soft hyphens.

    A word that fits on a line of its own moves down whole; a longer one is cut, starting on the current line. The blank at a break stays.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        if cells.measure(line) <= room:
            lines.append(line)
        else:
            lines.extend(_break_line(cells, line, room))
    return lines


_WORD = re.compile("[^ \t\u00ad\u00a0]*[ \t\u00ad\u00a0]|[^ \t\u00ad\u00a0]+")


def _break_line(cells: Cells, line: str, room: int) -> Iterator[str]:
    current, left = "", room
    for word in _WORD.findall(line):
        width = cells.measure(word)
        pieces = [(word, width)] if width <= room else cells.units(word)
        for piece, taken in pieces:
            if taken > room:
                piece, taken = "?", 1
            if taken > left:
                yield current
                current, left = "", room
            current += piece
            left -= taken
    yield current
