"""The parser's place in the text: the next word in the mode at hand, what has been taken, what went wrong."""

from __future__ import annotations

import re
from dataclasses import replace

from eopsh.language.characters import SPACES
from eopsh.language.errors import message_of
from eopsh.language.hints import comparison_hint
from eopsh.language.kinds import INVARIANT
from eopsh.language.lexemes import COMMAND, Lexeme
from eopsh.language.lexer import Lexer
from eopsh.language.parsed import Hint, ParseError
from eopsh.language.strings import Parentheses
from eopsh.language.tree import Node

_BLANK_REST = re.compile(rf"(?:[{SPACES}]|#[^\r\n]*|<#(?:[^#]|#(?!>))*#>)*")
_BLANK_LINES = re.compile(rf"(?:[{SPACES}\r\n]|#[^\r\n]*|<#(?:[^#]|#(?!>))*#>)*")
_DEFINITION_WORDS = re.compile(r"\b(?:param|class|enum)\b", re.IGNORECASE)

DEEPEST = 400
"""Levels of nesting that are read; what is deeper is an error. Each costs the stack up to a dozen frames."""


class Cursor:
    """Peeks at words and takes them; `outer` is the reader of the text in which this one reads a string's hole.

    Nothing is recorded before it is taken, so a mode can be tried and left.
    """

    def __init__(self, text: str, start: int, limit: int, *, outer: Cursor | None = None) -> None:
        self.text = text
        self.at = start
        self.limit = limit
        self.mode = COMMAND
        self.words: list[Lexeme] = []
        self.errors: list[ParseError] = outer.errors if outer else []
        self.late: list[ParseError] = outer.late if outer else []
        self.hints: list[Hint] = outer.hints if outer else []
        self.depth: int = outer.depth if outer else 0
        self.parentheses: Parentheses = outer.parentheses if outer else Parentheses(text)
        self.lexer = Lexer(text, limit, self.parentheses)
        self.ternary = False
        self.label: Lexeme | None = None
        self.plain_brackets: set[int] = set()
        self.no_param_after: set[int] = set()
        self.misplaced: set[int] = set()
        self._definition_words: list[int] | None = None
        self._word: Lexeme | None = None
        self._word_mode = COMMAND

    # --- words

    def peek(self) -> Lexeme:
        """Return the next word as the present mode reads it, without taking it."""
        word = self._word
        if word is not None and (self._word_mode == self.mode or word.kind in INVARIANT):
            return word
        self._word = word = self.lexer.scan(self.at, self.mode, False, self.ternary)
        self._word_mode = self.mode
        return word

    def peek_operand(self) -> Lexeme:
        """Return the next word where a sign may belong to a number: `-5` is one word here."""
        word = self.peek()
        if word.kind in ("Minus", "Plus") and self.mode != COMMAND:
            self._word = word = self.lexer.scan(self.at, self.mode, True, self.ternary)
        return word

    def take(self) -> Lexeme:
        """Take the next word; its errors count from now on."""
        word = self.peek()
        return self.record(word)

    def record(self, word: Lexeme) -> Lexeme:
        """Take a word that was read by other means than `peek`."""
        self._word = None
        if word.trivia:
            self.words += word.trivia
        if word.start in self.misplaced:
            word.flags = word.flags | {"TokenInError"}
        self.words.append(word)
        self.at = word.end
        self._report_faults(word)
        return word

    def _report_faults(self, word: Lexeme) -> None:
        for fault in word.faults:
            message = message_of(fault.error_id, fault.text)
            self._add(ParseError(fault.error_id, message, fault.start, fault.end, fault.incomplete))

    def take_sign(self, kind: str, length: int) -> Lexeme:
        """Take the sign that stands exactly here."""
        return self.record(Lexeme(kind, self.at, self.at + length, self.text[self.at : self.at + length]))

    def skip(self, *kinds: str) -> None:
        """Take all that follows of these kinds."""
        while self.peek().kind in kinds:
            self.take()

    def skip_newlines(self) -> None:
        """Take the line ends that follow."""
        while self.peek().kind == "NewLine":
            self.take()

    def char(self, ahead: int = 0) -> str:
        """Return the character right behind what was taken, blanks not skipped; empty at the end."""
        place = self.at + ahead
        return self.text[place] if place < self.limit else ""

    def mark(self) -> tuple[int, int, int, int, int]:
        """Return the present place, for `reset`."""
        return self.at, len(self.words), len(self.errors), len(self.late), len(self.hints)

    def reset(self, mark: tuple[int, int, int, int, int]) -> None:
        """Go back to a place that `mark` gave, and forget what was taken and reported since."""
        if self.at != mark[0] or len(self.words) != mark[1]:
            self._word = None
        self.at = mark[0]
        del self.words[mark[1] :]
        del self.errors[mark[2] :]
        del self.late[mark[3] :]
        del self.hints[mark[4] :]

    def deepen(self, opening: Lexeme) -> bool:
        """Go one level down; where that is too deep, say so, take the rest of the text and return False."""
        self.depth += 1
        if self.depth <= DEEPEST:
            return True
        self.depth -= 1
        if not any(error.error_id == "ScriptTooComplicated" for error in self.errors):
            self.report("ScriptTooComplicated", opening.start, opening.end)
        self.take_rest()
        return False

    def take_rest(self) -> None:
        """Take what is left of the text, whatever it is."""
        self.mode = COMMAND
        while self.peek().kind != "EndOfInput":
            self.take()

    def definition_ahead(self) -> bool:
        """Return whether a word that attributes can stand in front of comes at all: it saves reading them twice."""
        if self._definition_words is None:
            self._definition_words = [match.start() for match in _DEFINITION_WORDS.finditer(self.text)]
        return bool(self._definition_words) and self._definition_words[-1] > self.at

    # --- errors

    def report(self, error_id: str, start: int, end: int, text: str = "", *, incomplete: bool = False, hint: str = "") -> None:
        """Record an error at a span, behind those of the word that was looked at last."""
        if self._word is not None and self._word.faults:
            self._report_faults(self._word)
        self._add(ParseError(error_id, message_of(error_id, text), start, end, incomplete, hint))

    def _add(self, error: ParseError) -> None:
        """Record an error once: the same word can be looked at by several rules."""
        for known in self.errors[-8:]:
            if known.error_id == error.error_id and known.start == error.start and known.end == error.end:
                return
        self.errors.append(error)

    def report_after(self, error_id: str, end: int, text: str = "", *, found: int | None = None, hint: str = "") -> None:
        """Record an error right behind `end`; more text could mend it when nothing but blanks follows `found`."""
        place = end if found is None else found
        self.report(error_id, end, end, text, incomplete=self.only_blanks_after(place), hint=hint)

    def report_found(self, error_id: str, word: Lexeme) -> None:
        """Record an error at what stands in the place of something else; PowerShell takes the end of the text for a place behind it."""
        ends = word.kind == "EndOfInput"
        start, end = (word.end + 1, word.end + 1) if ends else (word.start, word.end)
        self.report(error_id, start, end, incomplete=self.only_blanks_after(word.end))

    def report_late(self, error_id: str, node: Node, text: str = "", hint: str = "") -> None:
        """Record an error of sense rather than of grammar: PowerShell lists these behind the others."""
        self.late.append(ParseError(error_id, message_of(error_id, text), node.start, node.end, hint=hint))

    def unexpected(self, word: Lexeme, hint: str = "") -> None:
        """Record that a word does not belong where it stands."""
        self.misplaced.add(word.start)
        self._report_faults(word)
        text = self.text[word.start : word.end]
        self.report("UnexpectedToken", word.start, word.end, text, hint=hint or comparison_hint(text))

    def hint(self, found: Hint | None) -> None:
        """Record a hint, if there is one."""
        if found is not None:
            self.hints.append(found)

    def hint_first_error(self, known: int, hint: str) -> None:
        """Give a hint to the first error after the `known` ones, if it has none."""
        first = self.errors[known]
        self.errors[known] = replace(first, hint=first.hint or hint)

    def only_blanks_after(self, place: int, *, newlines: bool = False) -> bool:
        """Return whether nothing but blanks and comments follows to the end of the text; a line end is something unless `newlines`."""
        match = (_BLANK_LINES if newlines else _BLANK_REST).match(self.text, place, self.limit)
        return match is not None and match.end() == self.limit

    def source(self, word: Lexeme) -> str:
        """Return a word as it is written."""
        return self.text[word.start : word.end]
