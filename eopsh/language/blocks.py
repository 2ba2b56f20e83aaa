"""Lists of statements, blocks in braces, and what all statements share."""

from __future__ import annotations

from eopsh.language.grammar import Grammar
from eopsh.language.lexemes import COMMAND, Lexeme
from eopsh.language.tree import (
    ErrorStatement,
    Node,
    Statement,
    StatementBlock,
    TrapStatement,
)

_CLOSERS = frozenset({"EndOfInput", "RParen", "RCurly"})
_MOST_ERRORS = 40
"""A text with more errors is none of ours; what follows is not read, so that the time stays linear."""


class Blocks(Grammar):
    """Rules that every statement builds on."""

    def statement_list(self) -> tuple[tuple[Statement, ...], tuple[TrapStatement, ...]]:
        """Statements up to a closing sign or the end."""
        statements: list[Statement] = []
        traps: list[TrapStatement] = []
        while True:
            self.mode = COMMAND
            self.skip("NewLine", "Semi")
            if len(self.errors) > _MOST_ERRORS:
                self.take_rest()
            if self.peek().kind in _CLOSERS:
                return tuple(statements), tuple(traps)
            statement = self.statement()
            if statement is None:
                self.unexpected(self.take())
            elif isinstance(statement, TrapStatement):
                traps.append(statement)
            else:
                statements.append(statement)

    def statement_block(self) -> StatementBlock | None:
        """`{ ... }` as the body of a statement; line ends may come before it."""
        mark = self.mark()
        outer, self.mode = self.mode, COMMAND
        self.skip_newlines()
        opening = self.peek()
        if opening.kind != "LCurly":
            self.reset(mark)
            self.mode = outer
            return None
        self.take()
        if not self.deepen(opening):
            self.mode = outer
            return StatementBlock(opening.start, self.at, ())
        statements, traps = self.statement_list()
        end = self.close_brace(opening)
        self.depth -= 1
        self.mode = outer
        return StatementBlock(opening.start, end, statements, traps)

    def close_brace(self, opening: Lexeme) -> int:
        """Take the closing brace, or report it missing; return where the block ends."""
        closing = self.peek()
        if closing.kind == "RCurly":
            return self.take().end
        self.report("MissingEndCurlyBrace", opening.start, opening.end, incomplete=self.only_blanks_after(closing.end))
        return self.at

    def follows(self, *kinds: str) -> bool:
        """Return whether one of these words is next, line ends apart; only then the line ends are taken."""
        mark = self.mark()
        self.skip_newlines()
        if self.peek().kind in kinds:
            return True
        self.reset(mark)
        return False

    def broken(self, start: int, *children: Node | None) -> ErrorStatement:
        """Return what is left of a statement that begins at `start`."""
        return ErrorStatement(start, self.at, tuple(child for child in children if child is not None))

    def close_condition(self, name: str, error_id: str = "MissingEndParenthesisAfterStatement") -> Lexeme | None:
        """Take the parenthesis behind a condition, or report it missing where the text goes on."""
        mark = self.mark()
        self.skip_newlines()
        closing = self.peek()
        if closing.kind == "RParen":
            return self.take()
        incomplete = closing.kind == "EndOfInput"
        self.reset(mark)
        if not (incomplete and self.said_incomplete()):
            self.report(error_id, closing.start, closing.end, name, incomplete=incomplete)
        return None

    def said_incomplete(self) -> bool:
        """Return whether the last error is an incomplete one: what follows from it need not be said."""
        return bool(self.errors) and self.errors[-1].incomplete
