"""Expression mode: operators by precedence, prefix and postfix operators, literals, brackets, members."""

from __future__ import annotations

from eopsh.language.grammar import unassignable
from eopsh.language.hints import PAIRS
from eopsh.language.kinds import PRECEDENCE, UNARY
from eopsh.language.lexemes import COMMAND, EXPRESSION, NAME, Hole, Lexeme
from eopsh.language.members import Members
from eopsh.language.tree import (
    ArrayExpression,
    ArrayLiteral,
    Attribute,
    AttributedExpression,
    BinaryExpression,
    CommandParameter,
    ConstantExpression,
    ConvertExpression,
    ErrorExpression,
    ErrorStatement,
    ExpandableStringExpression,
    Expression,
    Hashtable,
    ParenExpression,
    Statement,
    StatementBlock,
    StringConstantExpression,
    SubExpression,
    TernaryExpression,
    TrapStatement,
    TypeConstraint,
    TypeExpression,
    UnaryExpression,
    UsingExpression,
    VariableExpression,
)

_STRING_KINDS = {
    "StringLiteral": "SingleQuoted",
    "StringExpandable": "DoubleQuoted",
    "HereStringLiteral": "SingleQuotedHereString",
    "HereStringExpandable": "DoubleQuotedHereString",
}
Prefix = Lexeme | Attribute | TypeConstraint


class Expressions(Members):
    """Rules of expression mode."""

    def expression(self, *, commas: bool = True) -> Expression | None:
        """An expression with operators; with `commas` off, a comma ends it."""
        outer, self.mode = self.mode, EXPRESSION
        found = self._binary(commas)
        if found is not None and self.peek().kind == "QuestionMark":
            found = self._ternary(found, commas)
        self.mode = outer
        return found

    def _ternary(self, condition: Expression, commas: bool) -> Expression:
        question = self.take()
        if not self.deepen(question):
            return condition
        found = self._ternary_branches(condition, question, commas)
        self.depth -= 1
        return found

    def _ternary_branches(self, condition: Expression, question: Lexeme, commas: bool) -> Expression:
        outer, self.ternary = self.ternary, True
        self.skip_newlines()
        if_true = self.expression(commas=commas)
        self.ternary = outer
        if if_true is None:
            self.report_after("ExpectedValueExpression", question.end, "?")
            return ErrorExpression(condition.start, question.end, (condition,))
        self.skip_newlines()
        colon = self.peek()
        if colon.kind != "Colon":
            self.report_found("MissingColonInTernaryExpression", colon)
            return ErrorExpression(condition.start, if_true.end, (condition, if_true))
        self.take()
        self.skip_newlines()
        if_false = self.expression(commas=commas)
        if if_false is None:
            self.report_after("ExpectedValueExpression", colon.end, ":")
            return ErrorExpression(condition.start, colon.end, (condition, if_true))
        return TernaryExpression(condition.start, if_false.end, condition, if_true, if_false)

    def _binary(self, commas: bool) -> Expression | None:
        """Binary operators, by two stacks: depth of operators costs no depth of calls."""
        first = self._list(commas)
        if first is None:
            return None
        operands: list[Expression] = [first]
        operators: list[Lexeme] = []
        while True:
            word = self.peek()
            level = PRECEDENCE.get(word.kind)
            if level is None:
                break
            self.take()
            self.skip_newlines()
            while operators and PRECEDENCE[operators[-1].kind] >= level:
                _combine(operands, operators)
            operators.append(word)
            operand = self._list(commas)
            if operand is None:
                self.report_after("ExpectedValueExpression", word.end, self.source(word))
                operand = ErrorExpression(word.end, word.end)
            operands.append(operand)
        while operators:
            _combine(operands, operators)
        return self._after_operands(operands[0], word)

    def _after_operands(self, found: Expression, word: Lexeme) -> Expression:
        """Refuse a word with a dash that is no operator: it is no parameter here either."""
        if word.kind != "Parameter" or self.peek() is not word:
            return found
        self.take()
        self.unexpected(word)
        return ErrorExpression(found.start, word.end, (found, CommandParameter(word.start, word.end, word.value)))

    def _list(self, commas: bool) -> Expression | None:
        """`a, b, c`."""
        first = self.unary(commas=commas)
        if first is None or not commas or self.peek().kind != "Comma":
            return first
        items = [first]
        while self.peek().kind == "Comma":
            comma = self.take()
            self.skip_newlines()
            item = self.unary(commas=commas)
            if item is None:
                self.report_after("MissingExpressionAfterToken", comma.end, ",")
                items.append(ErrorExpression(comma.start, comma.end))
                break
            items.append(item)
        return ArrayLiteral(first.start, items[-1].end, tuple(items))

    # --- prefix operators

    def unary(self, *, commas: bool = True) -> Expression | None:
        """Prefix operators and casts with their operand, gathered first and wrapped from the inside out."""
        prefixes: list[Prefix] = []
        while True:
            word = self.peek_operand()
            if word.kind in UNARY and (commas or word.kind != "Comma"):
                prefixes.append(self.take())
                self.skip_newlines()
            elif word.kind == "LBracket":
                if not self._cast(prefixes):
                    break
            else:
                break
        operand = self._operand(prefixes, commas)
        if operand is None:
            return None
        for prefix in reversed(prefixes):
            operand = self._wrap(prefix, operand)
        return operand

    def _cast(self, prefixes: list[Prefix]) -> bool:
        """Take `[type]` or `[attribute()]`; return whether an operand may follow."""
        bracketed = self.bracketed()
        if bracketed is None:
            return False
        prefixes.append(bracketed)
        if isinstance(bracketed, Attribute):
            self.skip_newlines()
            return True
        return self.char() not in (".", ":") and self.peek().kind != "Comma"

    def _operand(self, prefixes: list[Prefix], commas: bool) -> Expression | None:
        operand = self.primary() if not self._member_of_type(prefixes) else None
        if operand is not None:
            return self._postfix(operand)
        if not prefixes:
            return None
        last = prefixes.pop()
        if isinstance(last, TypeConstraint):
            literal = TypeExpression(last.start, last.end, last.type)
            return self._postfix(self.hang_members(literal))
        if isinstance(last, Attribute):
            self.report("UnexpectedAttribute", last.start, last.end, last.type.name, incomplete=self.only_blanks_after(last.end))
            return ErrorExpression(last.start, last.end, (last,))
        self.report_after("MissingExpressionAfterOperator", last.end, self.source(last))
        return ErrorExpression(last.start, last.end)

    def _member_of_type(self, prefixes: list[Prefix]) -> bool:
        if not prefixes or not isinstance(prefixes[-1], TypeConstraint) or prefixes[-1].end != self.at:
            return False
        return self.char() == ":" or (self.char() == "." and self.char(1) != ".")

    def _wrap(self, prefix: Prefix, operand: Expression) -> Expression:
        start, end = prefix.start, operand.end
        if isinstance(prefix, TypeConstraint):
            found = ConvertExpression(start, end, prefix, operand)
            if prefix.type.name.lower() == "ordered" and not isinstance(operand, Hashtable):
                self.report_late("OrderedAttributeOnlyOnHashLiteralNode", found)
            return found
        if isinstance(prefix, Attribute):
            return AttributedExpression(start, end, prefix, operand)
        if prefix.kind == "Comma":
            return ArrayLiteral(start, end, (operand,))
        if prefix.kind in ("PlusPlus", "MinusMinus"):
            self._check_step(operand, prefix)
        return UnaryExpression(start, end, prefix.kind, operand)

    def _postfix(self, operand: Expression) -> Expression:
        if self.mode != EXPRESSION or self.peek().kind not in ("PlusPlus", "MinusMinus"):
            return operand
        word = self.take()
        self._check_step(operand, word)
        return UnaryExpression(operand.start, word.end, "Postfix" + word.kind, operand)

    def _check_step(self, operand: Expression, sign: Lexeme) -> None:
        fault = unassignable(operand)
        if fault is not None and not isinstance(fault, ErrorExpression):
            self.report_late("OperatorRequiresVariableOrProperty", fault, self.source(sign))

    # --- operands

    def primary(self, *, members: bool = True) -> Expression | None:
        """A literal, a variable or something in brackets, with what hangs on it."""
        kind = self.peek_operand().kind
        if kind == "Number":
            found = self._number()
        elif kind in ("Variable", "SplattedVariable"):
            found = self._variable()
        elif kind in _STRING_KINDS:
            found = self.expandable(self.take(), _STRING_KINDS[kind])
        elif kind == "LParen":
            found = self.paren()
        elif kind in ("DollarParen", "AtParen"):
            found = self._sub_expression()
        elif kind == "AtCurly":
            found = self._hashtable()
        elif kind == "LCurly":
            found = self.script_block()
        else:
            return None
        return self.hang_members(found) if members else found

    def _number(self) -> Expression:
        word = self.take()
        if word.number is None:
            return ErrorExpression(word.start, word.end)
        return ConstantExpression(word.start, word.end, word.number.value, word.number.type)

    def _variable(self) -> Expression:
        word = self.take()
        splatted = word.kind == "SplattedVariable"
        if word.value[:6].lower() == "using:" and not splatted:
            return UsingExpression(word.start, word.end, VariableExpression(word.start, word.end, word.value[6:]))
        found = VariableExpression(word.start, word.end, word.value, splatted)
        if splatted and (self.mode != COMMAND or self.char() == "[" or (self.char() == "." and self.is_member_dot())):
            self.report_late("SplattingNotPermitted", found, word.value)
        return found

    def paren(self) -> ParenExpression:
        """`( ... )`; the parenthesis is next."""
        opening = self.take()
        outer, self.mode = self.mode, COMMAND
        if not self.deepen(opening):
            self.mode = outer
            return ParenExpression(opening.start, self.at, ErrorStatement(opening.end, self.at))
        self.skip_newlines()
        inner: Statement | None = self.pipeline_chain()
        if inner is None:
            self.report_after("ExpectedExpression", opening.end)
            inner = ErrorStatement(opening.end, opening.end)
        end = self._closing_paren("MissingEndParenthesisInExpression", inner.end)
        self.depth -= 1
        self.mode = outer
        return ParenExpression(opening.start, end, inner)

    def _closing_paren(self, error_id: str, end: int) -> int:
        mark = self.mark()
        self.skip_newlines()
        closing = self.peek()
        if closing.kind == "RParen":
            return self.take().end
        self.reset(mark)
        self.report_after(error_id, end, found=end)
        return end

    def _sub_expression(self) -> Expression:
        opening = self.take()
        outer, self.mode = self.mode, COMMAND
        make = SubExpression if opening.kind == "DollarParen" else ArrayExpression
        if not self.deepen(opening):
            self.mode = outer
            return make(opening.start, self.at, StatementBlock(self.at, self.at, ()))
        statements, traps = self.statement_list()
        block = block_of(statements, traps)
        closing = self.peek()
        end = max(block.end, opening.end)
        if closing.kind == "RParen":
            end = self.take().end
        else:
            self.report_found("MissingEndParenthesisInSubexpression", closing)
        self.depth -= 1
        self.mode = outer
        return make(opening.start, end, block)

    def _hashtable(self) -> Expression:
        opening = self.take()
        outer, self.mode = self.mode, EXPRESSION
        if not self.deepen(opening):
            self.mode = outer
            return Hashtable(opening.start, self.at, ())
        pairs: list[tuple[Expression, Statement]] = []
        known = len(self.errors)
        self.skip("NewLine", "Semi")
        while (pair := self._pair()) is not None:
            pairs.append(pair)
            if self.peek().kind not in ("NewLine", "Semi"):
                break
            self.skip("NewLine", "Semi")
        closing = self.peek()
        end = max(pairs[-1][1].end if pairs else 0, opening.end)
        if closing.kind == "RCurly":
            end = self.take().end
        else:
            self.report("MissingEndCurlyBrace", opening.end, opening.end, incomplete=self.only_blanks_after(closing.end))
            if closing.kind != "EndOfInput":
                self.hint_first_error(known, PAIRS)
        self._check_keys(pairs)
        self.depth -= 1
        self.mode = outer
        return Hashtable(opening.start, end, tuple(pairs))

    def _pair(self) -> tuple[Expression, Statement] | None:
        key = self._key()
        if key is None:
            return None
        self.mode = EXPRESSION
        equals = self.peek()
        if equals.kind != "Equals":
            self.report_after("MissingEqualsInHashLiteral", key.end)
            return key, ErrorStatement(key.end, key.end)
        self.take()
        self.mode = COMMAND
        self.skip_newlines()
        value = self.statement()
        self.mode = EXPRESSION
        if value is None:
            self.report_after("MissingStatementInHashLiteral", equals.end)
            value = ErrorStatement(equals.end, equals.end)
        return key, value

    def _key(self) -> Expression | None:
        self.mode = NAME
        word = self.peek()
        if word.kind == "Identifier":
            self.take()
            word.flags = word.flags | {"MemberName"}
            return StringConstantExpression(word.start, word.end, word.value, "BareWord")
        self.mode = EXPRESSION
        return self.unary(commas=False)

    def _check_keys(self, pairs: list[tuple[Expression, Statement]]) -> None:
        seen: set[str] = set()
        for key, _ in pairs:
            if not isinstance(key, (StringConstantExpression, ConstantExpression)):
                continue
            name = str(key.value).lower()
            if name in seen:
                self.report_late("DuplicateKeyInHashLiteral", key, str(key.value))
            seen.add(name)

    # --- strings

    def expandable(self, word: Lexeme, kind: str) -> Expression:
        """The expression for a taken string or word, with its holes."""
        if not word.pieces:
            return StringConstantExpression(word.start, word.end, word.value, kind)
        parts: list[str | Expression] = []
        nested: list[Lexeme] = []
        for piece in word.pieces:
            if isinstance(piece, str):
                parts.append(piece)
            elif piece.name is not None:
                parts.append(self._variable_hole(piece, piece.name, nested))
            else:
                parts.append(self._sub_expression_hole(piece, nested))
        word.nested = tuple(nested)
        return ExpandableStringExpression(word.start, word.end, word.value, kind, tuple(parts))

    def _variable_hole(self, hole: Hole, name: str, nested: list[Lexeme]) -> Expression:
        nested.append(Lexeme("Variable", hole.start, hole.end, name))
        if name[:6].lower() == "using:":
            return UsingExpression(hole.start, hole.end, VariableExpression(hole.start, hole.end, name[6:]))
        return VariableExpression(hole.start, hole.end, name)

    def _sub_expression_hole(self, hole: Hole, nested: list[Lexeme]) -> Expression:
        found, words = self.inside(hole)
        nested += words
        return found if found is not None else ErrorExpression(hole.start, hole.end)


def block_of(statements: tuple[Statement, ...], traps: tuple[TrapStatement, ...]) -> StatementBlock:
    """Return the block of a `$( )`: it reaches from its first statement to its last."""
    everything: tuple[Statement, ...] = (*statements, *traps)
    start = min((part.start for part in everything), default=0)
    return StatementBlock(start, max((part.end for part in everything), default=0), statements, traps)


def _combine(operands: list[Expression], operators: list[Lexeme]) -> None:
    right, left = operands.pop(), operands.pop()
    operands.append(BinaryExpression(left.start, right.end, operators.pop().kind, left, right))
