"""The parser: all families of the grammar in one, and the way from text to `Parsed`."""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from eopsh.language.characters import DOUBLE_QUOTES
from eopsh.language.commands import Commands
from eopsh.language.definitions import Definitions
from eopsh.language.expressions import Expressions
from eopsh.language.hints import prompt_hint, wanted
from eopsh.language.lexemes import Hole, Lexeme
from eopsh.language.parsed import Answer, Parsed, ParseError, Token
from eopsh.language.requires import requires_faults
from eopsh.language.shift import Undoubled
from eopsh.language.statements import Statements
from eopsh.language.tree import Expression, NamedBlock, ScriptBlock, Statement
from eopsh.language.types import Types

_DOUBLED = re.compile(f"[{DOUBLE_QUOTES}]{{2}}")
_STACK = 12_000
"""Frames that the deepest text which is still read can need."""


class Parser(Statements, Definitions, Commands, Expressions, Types):
    """Reads one text, or the inside of one `$( )` in a string."""

    def script(self) -> ScriptBlock:
        """Read the whole text. A closing sign that nothing opened is reported and passed over."""
        tree = self.script_body(None)
        while self.peek().kind != "EndOfInput":
            self.unexpected(self.take())
            tree = _joined(tree, self.script_body(None))
        self.take()
        self._read_requirements()
        return tree

    def _read_requirements(self) -> None:
        for word in self.words:
            if word.kind == "Comment":
                for fault in requires_faults(self.text, word.start, word.end):
                    self.report(fault.error_id, fault.start, fault.end, fault.text)

    def inside(self, hole: Hole) -> tuple[Expression | None, list[Lexeme]]:
        """Read the `$( )` at a hole of a string; return it with its words."""
        if hole.doubled and _DOUBLED.search(self.text, hole.start, hole.end):
            return self._inside_doubled(hole)
        inner = Parser(self.text, hole.start, hole.end, outer=self)
        return inner.primary(members=False), inner.words

    def _inside_doubled(self, hole: Hole) -> tuple[Expression | None, list[Lexeme]]:
        single = Undoubled(self.text, hole.start, hole.end)
        inner = Parser(single.text, hole.start, len(single.text))
        inner.depth = self.depth
        found = single.node(inner.primary(members=False))
        self.errors += [single.error(error) for error in inner.errors]
        self.late += [single.error(error) for error in inner.late]
        return found if isinstance(found, Expression) else None, single.words(inner.words)


def _joined(tree: ScriptBlock, rest: ScriptBlock) -> ScriptBlock:
    first = tree.blocks[0] if tree.blocks else None
    more: list[Statement] = [part for block in rest.blocks for part in block.statements]
    if first is None or not first.unnamed or not more:
        return tree
    start = first.start if first.statements or first.traps else more[0].start
    block = NamedBlock(start, more[-1].end, first.kind, True, (*first.statements, *more), first.traps)
    return ScriptBlock(tree.start, tree.end, tree.usings, tree.attributes, tree.param_block, (block,))


def parse(text: str) -> Parsed:
    """Parse a line or a script. Total: every text has an answer, and none raises.

    Runs in time linear in the text's length. What is nested too deeply is an error like any other.
    """
    parser = Parser(text, 0, len(text))
    with _deep_stack():
        tree = parser.script()
    errors = (*parser.errors, *sorted(parser.late, key=lambda error: (error.start, -error.end)))
    tokens = _tiled(text, parser.words)
    hints = tuple(sorted(parser.hints, key=lambda hint: hint.start))
    if not errors:
        return Parsed(text, Answer.COMPLETE, tree, tokens, hints=hints)
    if parser.late or not _more_could_mend(parser):
        return Parsed(text, Answer.ERROR, tree, tokens, (_hinted(errors[0], text), *errors[1:]), hints=hints)
    first = next(error for error in parser.errors if error.incomplete)
    return Parsed(text, Answer.INCOMPLETE, tree, tokens, errors, wanted(first.error_id), hints)


def _hinted(error: ParseError, text: str) -> ParseError:
    return error if error.hint else replace(error, hint=prompt_hint(text, error.start))


def _more_could_mend(parser: Parser) -> bool:
    """Return whether the text is only unfinished.

    PowerShell says so when any error is an incomplete one, and keeps asking for lines below a fault that no line can mend.
    Here a fault in front of the open place decides; what is reported behind an incomplete error is its consequence, and
    something that is missing at the very end of the text may still come.
    """
    for error in parser.errors:
        if error.incomplete:
            return True
        missing = error.start == error.end or error.error_id == "UnexpectedAttribute"
        if not missing or not parser.only_blanks_after(error.end, newlines=True):
            return False
    return False


def tokenize(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text. PowerShell's words depend on the grammar around them, so this parses."""
    return parse(text).tokens


_lock = threading.Lock()
_parsing = 0
_usual_limit = 0


@contextmanager
def _deep_stack() -> Iterator[None]:
    """Allow Python as many frames as `DEEPEST` levels need while any parse runs, and put the limit back after the last."""
    global _parsing, _usual_limit
    with _lock:
        if not _parsing:
            _usual_limit = sys.getrecursionlimit()
            sys.setrecursionlimit(_usual_limit + _STACK)
        _parsing += 1
    try:
        yield
    finally:
        with _lock:
            _parsing -= 1
            if not _parsing:
                sys.setrecursionlimit(_usual_limit)


def _tiled(text: str, words: list[Lexeme]) -> tuple[Token, ...]:
    """Return tokens for the words and for the blanks between them."""
    tokens: list[Token] = []
    at = 0
    for word in words:
        if word.start > at:
            tokens.append(Token("Whitespace", at, word.start))
            at = word.start
        if word.end > word.start:
            tokens.append(_token(word))
            at = word.end
    if at < len(text):
        tokens.append(Token("Whitespace", at, len(text)))
    return tuple(tokens)


def _token(word: Lexeme) -> Token:
    nested = tuple(_token(inner) for inner in word.nested if inner.end > inner.start)
    return Token(word.kind, word.start, word.end, word.flags, nested)
