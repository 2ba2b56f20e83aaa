"""Expandable text: quoted strings, here-strings and bare words, with the holes for variables and sub-expressions.

Each scan goes over its text once. A `$( )` is skipped by counting parentheses, quotes or not, as PowerShell does; what
stands between is read by a parser of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from eopsh.language.characters import DOUBLE_QUOTES, SINGLE_QUOTES, TERMINATORS
from eopsh.language.lexemes import Fault, Hole, Piece

_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_CODE_POINT = re.compile(r"u\{([0-9a-fA-F]{1,6})\}")
_VARIABLE = re.compile(r"\$(?:[$^?]|[\w:](?:[\w?]|:(?!:))*)|@(?:[\w?])(?:[\w?]|:(?!:))*")
_QUOTED_RUN = re.compile('[^`$"\u201c\u201d\u201e]+')
_HERE_RUN = re.compile(r"[^`$\r\n]+")
_WORD_RUN = re.compile(f"[^`$'\"\u2018-\u201b\u201c-\u201e{TERMINATORS}]+")
_SINGLE_RUN = re.compile("[^'\u2018-\u201b]+")
_PARENTHESES = re.compile(r"`.|[()]", re.DOTALL)
_BRACED_RUN = re.compile(r"[^`{}]+")


@dataclass(slots=True)
class Expandable:
    """What has been read: `pieces` in order, `end` after the closing quote; `closed` when there was one."""

    pieces: list[Piece] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    end: int = 0
    closed: bool = False

    def add(self, text: str) -> None:
        """Append literal text."""
        if self.pieces and isinstance(self.pieces[-1], str):
            self.pieces[-1] += text
        else:
            self.pieces.append(text)

    def value(self, text: str) -> str:
        """Return the text with escapes done and the holes as written."""
        return "".join(piece if isinstance(piece, str) else text[piece.start : piece.end] for piece in self.pieces)


def read_escape(text: str, at: int, limit: int, faults: list[Fault]) -> tuple[str, int]:
    """Read the escape behind the backtick at `at`; return what it stands for and where it ends."""
    if at + 1 >= limit:
        return "`", limit
    char = text[at + 1]
    if char == "\r" and text.startswith("\n", at + 2) and at + 2 < limit:
        return "\r\n", at + 3
    if char != "u":
        return _ESCAPES.get(char, char), at + 2
    match = _CODE_POINT.match(text, at + 1, limit)
    if match is None:
        faults.append(_bad_code_point(text, at, limit))
        return "u", at + 2
    if int(match[1], 16) > 0x10FFFF:
        faults.append(Fault("InvalidUnicodeEscapeSequenceValue", at + 3, at + 3 + len(match[1])))
        return "u", match.end()
    return chr(int(match[1], 16)), match.end()


_OPEN_CODE_POINT = re.compile(r"u\{([0-9a-fA-F]*)")


def _bad_code_point(text: str, at: int, limit: int) -> Fault:
    match = _OPEN_CODE_POINT.match(text, at + 1, limit)
    if match is None:
        return Fault("InvalidUnicodeEscapeSequence", at, at + 2)
    if len(match[1]) > 6:
        return Fault("TooManyDigitsInUnicodeEscapeSequence", match.start(1) + 6, match.start(1) + 7)
    return Fault("InvalidUnicodeEscapeSequence", min(match.end(), limit - 1), min(match.end() + 1, limit))


class Parentheses:
    """Where each opening parenthesis of a text is closed, counted once for the whole text and shared by nested readers."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._closings: dict[int, int] | None = None

    def closing(self, opening: int, limit: int) -> int | None:
        """Return the place behind the parenthesis that closes the one at `opening`; None when none before `limit` does."""
        if self._closings is None:
            self._closings = self._count()
        end = self._closings.get(opening)
        return end if end is not None and end <= limit else None

    def _count(self) -> dict[int, int]:
        closings: dict[int, int] = {}
        open_ones: list[int] = []
        for match in _PARENTHESES.finditer(self._text):
            if match[0] == "(":
                open_ones.append(match.start())
            elif match[0] == ")" and open_ones:
                closings[open_ones.pop()] = match.end()
        return closings


class StringReader:
    """Reads the strings and the bare words of `text` up to `limit`."""

    def __init__(self, text: str, limit: int, parentheses: Parentheses) -> None:
        self.text = text
        self.limit = limit
        self._parentheses = parentheses

    def read_quoted(self, start: int) -> Expandable:
        """Read `"..."` whose opening quote is at `start`."""
        text, limit = self.text, self.limit
        found = Expandable()
        at = start + 1
        while at < limit:
            run = _QUOTED_RUN.match(text, at, limit)
            if run is not None:
                found.add(run[0])
                at = run.end()
                continue
            char = text[at]
            if char in DOUBLE_QUOTES:
                if at + 1 < limit and text[at + 1] in DOUBLE_QUOTES:
                    found.add(char)
                    at += 2
                    continue
                found.end = at + 1
                found.closed = True
                return found
            at = self._read_special(at, found, doubled=True)
        found.end = limit
        return found

    def read_here(self, start: int) -> Expandable:
        """Read the body of an expandable here-string from `start`, the character after the header's line."""
        text, limit = self.text, self.limit
        found = Expandable()
        at = start
        if footer_at(text, start, limit, DOUBLE_QUOTES):
            found.end, found.closed = start + 2, True
            return found
        while at < limit:
            run = _HERE_RUN.match(text, at, limit)
            if run is not None:
                found.add(run[0])
                at = run.end()
            elif text[at] in "\r\n":
                after = at + (2 if text.startswith("\r\n", at) else 1)
                if footer_at(text, after, limit, DOUBLE_QUOTES):
                    found.end, found.closed = after + 2, True
                    return found
                found.add(text[at:after])
                at = after
            else:
                at = self._read_special(at, found, doubled=False)
        found.end = limit
        return found

    def read_word(self, start: int) -> Expandable:
        """Read a bare word: quotes inside it are taken off, its end is a blank or a separator."""
        text, limit = self.text, self.limit
        found = Expandable()
        at = start
        if text[start] == "\0":
            found.add("\0")
            at += 1
        while at < limit:
            run = _WORD_RUN.match(text, at, limit)
            if run is not None:
                found.add(run[0])
                at = run.end()
                continue
            char = text[at]
            if char in SINGLE_QUOTES:
                at = self._read_single(at, found)
            elif char in DOUBLE_QUOTES:
                inner = self.read_quoted(at)
                _merge(found, inner, at)
                at = inner.end
            elif char in "`$":
                at = self._read_special(at, found, doubled=False)
            else:
                break
        found.end = at
        return found

    def _read_single(self, start: int, found: Expandable) -> int:
        text, limit = self.text, self.limit
        value, end, closed = read_single(text, start, limit)
        found.add(value)
        if not closed:
            found.faults.append(Fault("TerminatorExpectedAtEndOfString", start, end, True, "'"))
        return end

    def _read_special(self, at: int, found: Expandable, *, doubled: bool) -> int:
        """Read the escape or the hole at `at`, or the sign itself when it begins none."""
        text, limit = self.text, self.limit
        if text[at] == "`":
            char, end = read_escape(text, at, limit, found.faults)
            found.add(char)
            return end
        if text.startswith("$(", at) and at + 1 < limit:
            return self._read_sub_expression(at, found, doubled=doubled)
        name, end = read_variable(text, at, limit, found.faults)
        if name is None:
            found.add(text[at:end])
        else:
            found.pieces.append(Hole(at, end, name))
        return end

    def _read_sub_expression(self, at: int, found: Expandable, *, doubled: bool) -> int:
        limit = self.limit
        end = self._parentheses.closing(at + 1, limit)
        if end is None:
            found.faults.append(Fault("IncompleteDollarSubexpressionReference", at, limit, True))
            end = limit
        found.pieces.append(Hole(at, end, doubled=doubled))
        return end


def footer_at(text: str, at: int, limit: int, quotes: str) -> bool:
    """Return whether a here-string's footer, quote and `@`, stands at `at`."""
    return at + 1 < limit and text[at] in quotes and text[at + 1] == "@"


def _merge(found: Expandable, inner: Expandable, start: int) -> None:
    for piece in inner.pieces:
        if isinstance(piece, str):
            found.add(piece)
        else:
            found.pieces.append(piece)
    found.faults += inner.faults
    if not inner.closed:
        found.faults.append(Fault("TerminatorExpectedAtEndOfString", start, inner.end, True, '"'))


def read_single(text: str, start: int, limit: int) -> tuple[str, int, bool]:
    """Read `'...'` from its opening quote; return the value, the end and whether it was closed."""
    parts: list[str] = []
    at = start + 1
    while at < limit:
        run = _SINGLE_RUN.match(text, at, limit)
        if run is not None:
            parts.append(run[0])
            at = run.end()
        elif at + 1 < limit and text[at + 1] in SINGLE_QUOTES:
            parts.append(text[at])
            at += 2
        else:
            return "".join(parts), at + 1, True
    return "".join(parts), limit, False


_SCOPES = frozenset({"global", "local", "private", "script", "variable"})


def read_variable(text: str, at: int, limit: int, faults: list[Fault]) -> tuple[str | None, int]:
    """Read the variable whose `$` or `@` is at `at`; None for a sign that begins no variable."""
    if text.startswith("{", at + 1) and at + 1 < limit:
        return _read_braced(text, at, limit, faults)
    match = _VARIABLE.match(text, at, limit)
    if match is None:
        return None, at + 1
    if match[0].endswith(":") and match[0].count(":") == 1:
        scoped = match[0][1:-1].lower() in _SCOPES
        faults.append(Fault("InvalidVariableReference" if scoped else "InvalidVariableReferenceWithDrive", at, match.end()))
    return match[0][1:], match.end()


def _read_braced(text: str, at: int, limit: int, faults: list[Fault]) -> tuple[str, int]:
    name: list[str] = []
    place = at + 2
    while place < limit:
        run = _BRACED_RUN.match(text, place, limit)
        if run is not None:
            name.append(run[0])
            place = run.end()
        elif text[place] == "`":
            char, place = read_escape(text, place, limit, faults)
            name.append(char)
        elif text[place] == "{":
            faults.append(Fault("OpenBraceNeedsToBeBackTickedInVariableName", place + 1, place + 2))
            place += 1
        else:
            return _braced_name("".join(name), at, place + 1, faults), place + 1
    faults.append(Fault("IncompleteDollarVariableReference", at + 1, limit, True))
    return "".join(name), limit


def _braced_name(name: str, at: int, end: int, faults: list[Fault]) -> str:
    if not name:
        faults.append(Fault("EmptyVariableReference", at + 2, end))
    return name
