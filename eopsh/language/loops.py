"""`while`, `do`, `for`, `foreach` and `switch`."""

from __future__ import annotations

from eopsh.language.blocks import Blocks
from eopsh.language.kinds import KEYWORD
from eopsh.language.lexemes import Lexeme
from eopsh.language.tree import (
    CommandExpression,
    DoUntilStatement,
    DoWhileStatement,
    ErrorStatement,
    Expression,
    ForEachStatement,
    ForStatement,
    Pipeline,
    Statement,
    StatementBlock,
    SwitchStatement,
    VariableExpression,
    WhileStatement,
)

_SWITCH_FLAGS = {name.lower(): name for name in ("Regex", "Wildcard", "Exact", "CaseSensitive", "File", "Parallel")}


class Loops(Blocks):
    """Rules of what runs its body many times."""

    def _start(self) -> tuple[int, str | None]:
        """Return where a loop begins and its label, which stands in front of it."""
        label, self.label = self.label, None
        if label is None:
            return self.peek().start, None
        return label.start, label.value

    def _open(self, keyword: Lexeme) -> Lexeme | None:
        if self.follows("LParen"):
            return self.take()
        self.report_after("MissingOpenParenthesisAfterKeyword", keyword.end, self.source(keyword).lower())
        return None

    def while_loop(self) -> Statement:
        """`while (...) { ... }`; the keyword is next."""
        start, label = self._start()
        keyword = self.take()
        opening = self._open(keyword)
        if opening is None:
            return self.broken(start)
        self.skip_newlines()
        condition = self.pipeline_chain()
        if condition is None:
            self.report_after("MissingExpressionAfterKeyword", opening.end, self.source(keyword))
            condition = ErrorStatement(opening.end, opening.end)
        closing = self.close_condition(self.source(keyword))
        if closing is None:
            return self.broken(start, condition)
        body = self._loop_body(closing.end, keyword)
        if body is None:
            return self.broken(start, condition)
        return WhileStatement(start, body.end, label, condition, body)

    def _loop_body(self, end: int, keyword: Lexeme) -> StatementBlock | None:
        body = self.statement_block()
        if body is None:
            self.report_after("MissingLoopStatement", end, self.source(keyword))
        return body

    def do_loop(self) -> Statement:
        """`do { ... } while (...)` or `until`; the keyword is next."""
        start, label = self._start()
        keyword = self.take()
        body = self._loop_body(keyword.end, keyword)
        if body is None:
            return self.broken(start)
        if not self.follows("While", "Until"):
            self.report_after("MissingWhileOrUntilInDoWhile", body.end)
            return self.broken(start, body)
        word = self.take()
        opening = self._open(word)
        if opening is None:
            return self.broken(start, body)
        self.skip_newlines()
        condition = self.pipeline_chain()
        if condition is None:
            self.report_after("MissingExpressionAfterKeyword", opening.end, self.source(word))
            condition = ErrorStatement(opening.end, opening.end)
        closing = self.close_condition(self.source(word))
        if closing is None:
            return self.broken(start, body, condition)
        make = DoWhileStatement if word.kind == "While" else DoUntilStatement
        return make(start, closing.end, label, body, condition)

    def for_loop(self) -> Statement:
        """`for (...; ...; ...) { ... }`; the keyword is next."""
        start, label = self._start()
        keyword = self.take()
        opening = self._open(keyword)
        if opening is None:
            return self.broken(start)
        parts: list[Statement | None] = []
        for _ in range(3):
            self.skip_newlines()
            parts.append(self.pipeline_chain())
            if len(parts) < 3 and self.follows("Semi"):
                self.take()
            else:
                break
        parts += [None] * (3 - len(parts))
        closing = self.close_condition(self.source(keyword))
        if closing is None:
            return self.broken(start, *parts)
        body = self._loop_body(closing.end, keyword)
        if body is None:
            return self.broken(start, *parts)
        return ForStatement(start, body.end, label, parts[0], parts[1], parts[2], body)

    def foreach_loop(self) -> Statement:
        """`foreach ($x in ...) { ... }`; the keyword is next."""
        start, label = self._start()
        keyword = self.take()
        parallel, throttle = self._foreach_options()
        opening = self._open(keyword)
        if opening is None:
            return self.broken(start)
        variable = self._loop_variable(opening)
        if variable is None:
            return self.broken(start)
        condition = self._foreach_source(variable)
        if condition is None:
            return self.broken(start, variable)
        body = self.statement_block()
        if body is None:
            self.report_after("MissingForeachStatement", self.at)
            return self.broken(start, variable, condition)
        return ForEachStatement(start, body.end, label, variable, condition, body, parallel, throttle)

    def _foreach_options(self) -> tuple[bool, Expression | None]:
        parallel, throttle = False, None
        while self.peek().kind == "Parameter":
            option = self.take().value.lower()
            if option == "throttlelimit":
                throttle = self.command_argument(alone=True)
            else:
                parallel = parallel or option == "parallel"
        return parallel, throttle

    def _loop_variable(self, opening: Lexeme) -> VariableExpression | None:
        self.skip_newlines()
        word = self.peek()
        if word.kind not in ("Variable", "SplattedVariable"):
            self.report_after("MissingVariableNameAfterForeach", opening.end)
            return None
        self.take()
        return VariableExpression(word.start, word.end, word.value)

    def _foreach_source(self, variable: VariableExpression) -> Statement | None:
        if not self.follows("In"):
            self.report_after("MissingInInForeach", variable.end)
            return None
        keyword = self.take()
        self.skip_newlines()
        source = self.pipeline_chain()
        if source is None:
            self.report_after("MissingForeachExpression", keyword.end)
            return None
        if not self.follows("RParen"):
            self.report_after("MissingEndParenthesisAfterForeach", source.end)
            return None
        self.take()
        return source

    def switch(self) -> Statement:
        """`switch (...) { ... }`; the keyword is next."""
        start, label = self._start()
        keyword = self.take()
        flags, condition = self._switch_head(keyword)
        if not self.follows("LCurly"):
            if not self.said_incomplete():
                self.report_after("MissingCurlyBraceInSwitchStatement", self.at)
            return self.broken(start, condition)
        opening = self.take()
        if not self.deepen(opening):
            return self.broken(start, condition)
        clauses, default = self._switch_clauses(opening)
        end = self.close_brace(opening) if self.peek().kind == "RCurly" or not self.said_incomplete() else self.at
        self.depth -= 1
        head = condition or ErrorStatement(keyword.end, keyword.end)
        return SwitchStatement(start, end, label, tuple(flags), head, clauses, default)

    def _switch_head(self, keyword: Lexeme) -> tuple[list[str], Statement | Expression | None]:
        flags: list[str] = []
        condition: Statement | Expression | None = None
        self.skip_newlines()
        while (word := self.peek()).kind == "Parameter":
            self.take()
            flags += self._switch_flag(word)
            if "File" in flags and condition is None:
                name = self.command_argument(alone=True)
                if name is None:
                    self.report_after("MissingFilenameOption", word.end)
                    return flags, ErrorStatement(word.end, word.end)
                condition = Pipeline(name.start, name.end, (CommandExpression(name.start, name.end, name),))
        if condition is None and self.follows("LParen"):
            condition = self._switch_value()
        if condition is None:
            self.report_after("PipelineValueRequired", self.at if flags else keyword.end)
        return flags, condition

    def _switch_flag(self, word: Lexeme) -> list[str]:
        names = [name for key, name in _SWITCH_FLAGS.items() if word.value and key.startswith(word.value.lower())]
        if not names:
            self.report("InvalidSwitchFlag", word.start, word.end, word.value)
        return names[:1]

    def _switch_value(self) -> Statement:
        opening = self.take()
        self.skip_newlines()
        value = self.pipeline_chain()
        if value is None:
            self.report_after("PipelineValueRequired", opening.end)
            value = ErrorStatement(opening.end, opening.end)
        self.close_condition("switch", "MissingEndParenthesisInSwitchStatement")
        return value

    def _switch_clauses(self, opening: Lexeme) -> tuple[tuple[tuple[Expression, StatementBlock], ...], StatementBlock | None]:
        clauses: list[tuple[Expression, StatementBlock]] = []
        default: StatementBlock | None = None
        while True:
            self.skip("NewLine", "Semi")
            word = self.peek()
            if word.kind in ("RCurly", "EndOfInput") and (clauses or default):
                break
            is_default = word.kind == "Default"
            condition = self.command_argument(alone=True)
            if condition is None:
                self.report_after("MissingSwitchConditionExpression", self.at)
                break
            body = self.statement_block()
            if body is None:
                self.report_after("MissingSwitchStatementClause", condition.end)
                break
            if is_default:
                word.kind, word.flags = "Default", KEYWORD
                if default is not None:
                    self.report("MultipleSwitchDefaultClauses", word.start, word.end)
                default = body
            else:
                clauses.append((condition, body))
        return tuple(clauses), default
