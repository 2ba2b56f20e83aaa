"""What hangs on an operand: members, method calls, indexes."""

from __future__ import annotations

import re

from eopsh.language.grammar import Grammar
from eopsh.language.kinds import UNARY
from eopsh.language.lexemes import COMMAND, EXPRESSION, NAME, Lexeme
from eopsh.language.tree import (
    ErrorExpression,
    Expression,
    IndexExpression,
    InvokeMemberExpression,
    MemberExpression,
    StringConstantExpression,
    TypeExpression,
)

_GENERIC_ARGUMENTS = re.compile(r"\[[^\W\d][\w.,\[\]+` \t]*\](?=\()")


class Members(Grammar):
    """Rules for members."""

    def hang_members(self, target: Expression) -> Expression:
        """Read the members, calls and indexes that hang on `target`."""
        while True:
            char = self.char()
            if char == "." and self.is_member_dot():
                target = self._member(target, self.take_sign("Dot", 1))
            elif char == ":" and self.char(1) == ":" and not self._word_ends(2):
                target = self._member(target, self.take_sign("ColonColon", 2))
            elif char == "[" and not isinstance(target, TypeExpression):
                target = self._index(target, self.take_sign("LBracket", 1))
            elif char == "?" and self.char(1) == "." and self.char(2) != "." and self.mode != COMMAND:
                target = self._member(target, self.take_sign("QuestionDot", 2))
            elif char == "?" and self.char(1) == "[" and self.mode != COMMAND:
                target = self._index(target, self.take_sign("QuestionLBracket", 2))
            else:
                return target

    def is_member_dot(self) -> bool:
        """Return whether the dot that is next begins a member, not a range or the end of a word."""
        return self.char(1) != "." and not self._word_ends(1)

    def _word_ends(self, ahead: int) -> bool:
        """In a command's argument a sign at the end of a word hangs nothing on it."""
        following = self.char(ahead)
        return self.mode == COMMAND and (not following or following.isspace())

    def _member(self, target: Expression, sign: Lexeme) -> Expression:
        static, conditional = sign.kind == "ColonColon", sign.kind == "QuestionDot"
        member = self._member_name()
        if member is None:
            self.report_after("MissingPropertyName", sign.end)
            missing = ErrorExpression(sign.start, sign.end)
            return MemberExpression(target.start, sign.end, target, missing, static, conditional)
        self._generic_arguments()
        if self.char() == "(":
            return self._call(target, member, static, conditional)
        if self.char() == "{":
            block = self.script_block()
            return InvokeMemberExpression(target.start, block.end, target, member, (block,), static, conditional)
        return MemberExpression(target.start, member.end, target, member, static, conditional)

    def _member_name(self) -> Expression | None:
        outer, self.mode = self.mode, NAME
        mark = self.mark()
        self.skip_newlines()
        word = self.peek()
        if word.kind == "Identifier":
            self.take()
            word.flags = word.flags | {"MemberName"}
            self.mode = outer
            return StringConstantExpression(word.start, word.end, word.value, "BareWord")
        self.mode = EXPRESSION
        kind = self.peek_operand().kind
        found = self.unary() if kind in UNARY or kind == "LBracket" else self.primary(members=False)
        if found is None:
            self.reset(mark)
        self.mode = outer
        return found

    def _generic_arguments(self) -> None:
        match = _GENERIC_ARGUMENTS.match(self.text, self.at, self.limit) if self.char() == "[" else None
        if match is not None:
            word = self.take_sign("TypeArguments", match.end() - match.start())
            word.flags = frozenset({"TypeName"})

    def _call(self, target: Expression, member: Expression, static: bool, conditional: bool) -> Expression:
        arguments, end = self.call_arguments(self.take_sign("LParen", 1))
        return InvokeMemberExpression(target.start, end, target, member, arguments, static, conditional)

    def call_arguments(self, opening: Lexeme) -> tuple[tuple[Expression, ...], int]:
        """A method's arguments behind the parenthesis `opening`, and where they end."""
        outer, self.mode = self.mode, EXPRESSION
        if not self.deepen(opening):
            self.mode = outer
            return (), self.at
        arguments = self._arguments()
        end = arguments[-1].end if arguments else opening.end
        place = self.at
        self.skip_newlines()
        if self.peek().kind == "RParen":
            end = self.take().end
        else:
            self.report_after("MissingEndParenthesisInMethodCall", place)
        self.depth -= 1
        self.mode = outer
        return arguments, end

    def _arguments(self) -> tuple[Expression, ...]:
        found: list[Expression] = []
        outer, self.ternary = self.ternary, False
        while True:
            mark = self.mark()
            self.skip_newlines()
            argument = self.expression(commas=False)
            if argument is None:
                if found:
                    self.report_after("MissingExpressionAfterToken", self.at, ",")
                else:
                    self.reset(mark)
                break
            found.append(argument)
            after = self.mark()
            self.skip_newlines()
            if self.peek().kind != "Comma":
                self.reset(after)
                break
            self.take()
        self.ternary = outer
        return tuple(found)

    def _index(self, target: Expression, opening: Lexeme) -> Expression:
        conditional = opening.kind == "QuestionLBracket"
        outer, self.mode = self.mode, EXPRESSION
        if not self.deepen(opening):
            self.mode = outer
            return IndexExpression(target.start, self.at, target, ErrorExpression(self.at, self.at), conditional)
        self.skip_newlines()
        index = self.expression()
        end = opening.end
        if index is None:
            self.report_after("MissingArrayIndexExpression", opening.end)
            index = ErrorExpression(opening.start, opening.end)
        else:
            end = index.end
        mark = self.mark()
        self.skip_newlines()
        if self.peek().kind == "RBracket":
            end = self.take().end
        else:
            self.reset(mark)
            if not isinstance(index, ErrorExpression):
                self.report_after("MissingEndSquareBracket", end)
        self.depth -= 1
        self.mode = outer
        return IndexExpression(target.start, end, target, index, conditional)
