"""Statements: lists and blocks of them, control flow, `try`, `trap`, `data`, `using`."""

from __future__ import annotations

from collections.abc import Callable

from eopsh.language.grammar import Grammar
from eopsh.language.hints import ELSE_IF, condition_hint
from eopsh.language.kinds import KEYWORD
from eopsh.language.lexemes import COMMAND, EXPRESSION, Lexeme
from eopsh.language.tree import (
    BlockStatement,
    BreakStatement,
    CatchClause,
    CommandExpression,
    ContinueStatement,
    DataStatement,
    DoUntilStatement,
    DoWhileStatement,
    ErrorStatement,
    ExitStatement,
    Expression,
    ForEachStatement,
    ForStatement,
    IfStatement,
    Node,
    Pipeline,
    ReturnStatement,
    Statement,
    StatementBlock,
    StringConstantExpression,
    SwitchStatement,
    ThrowStatement,
    TrapStatement,
    TryStatement,
    TypeConstraint,
    UsingStatement,
    VariableExpression,
    WhileStatement,
)

_LOOPS = frozenset({"Foreach", "For", "While", "Do", "Switch"})
_DEFINITIONS = frozenset({"Function", "Filter", "Workflow", "Class", "Enum", "Configuration"})
_SWITCH_FLAGS = {name.lower(): name for name in ("Regex", "Wildcard", "Exact", "CaseSensitive", "File", "Parallel")}
_USING_KINDS = frozenset({"namespace", "module", "assembly", "command", "type"})
_CLOSERS = frozenset({"EndOfInput", "RParen", "RCurly"})
_MOST_ERRORS = 40
"""A text with more errors is none of ours; what follows is not read, so that the time stays linear."""


class Statements(Grammar):
    """Rules of statements."""

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

    def statement(self) -> Statement | None:
        """Any statement."""
        outer, self.mode = self.mode, COMMAND
        word = self.peek()
        rule = _RULES.get(word.kind)
        if rule is not None:
            found: Statement | None = rule(self)
        elif word.kind in _DEFINITIONS:
            found = self.definition(())
        elif word.kind == "Label":
            found = self._labelled()
        elif word.kind == "Generic" and self.text[word.start] == "[":
            found = self._attributed_definition()
        else:
            found = self.pipeline_chain()
        self.mode = outer
        return found

    def _attributed_definition(self) -> Statement | None:
        """`[Flags()] enum E { }`; anything else that begins with a bracket is an expression."""
        start = self.peek().start
        if start not in self.plain_brackets and self.definition_ahead():
            mark = self.mark()
            attributes = self.attributes()
            self.skip_newlines()
            if attributes and self.peek().kind in ("Class", "Enum"):
                return self.definition(attributes)
            complaints = self.errors[mark[2] :] if not attributes else []
            self.reset(mark)
            self.errors += complaints
            self.plain_brackets.add(start)
        return self.pipeline_chain()

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

    # --- if

    def _if(self) -> Statement:
        start = self.peek().start
        clauses: list[tuple[Statement, StatementBlock]] = []
        otherwise: StatementBlock | None = None
        while True:
            clause = self._if_clause()
            if clause is None:
                return self.broken(start, *(part for pair in clauses for part in pair))
            clauses.append(clause)
            if self.follows("ElseIf"):
                continue
            if self.follows("Else"):
                keyword = self.take()
                otherwise = self.statement_block()
                if otherwise is None:
                    self.report_after("MissingStatementBlockAfterElse", keyword.end, hint=ELSE_IF if self.peek().kind == "If" else "")
                    return self.broken(start, *(part for pair in clauses for part in pair))
            last = otherwise or clauses[-1][1]
            return IfStatement(start, last.end, tuple(clauses), otherwise)

    def _if_clause(self) -> tuple[Statement, StatementBlock] | None:
        keyword = self.take()
        name = self.source(keyword)
        if not self.follows("LParen"):
            self.report_after("MissingOpenParenthesisInIfStatement", keyword.end, name)
            return None
        opening = self.take()
        self.skip_newlines()
        condition = self.pipeline_chain()
        if condition is None:
            self.report_after("IfStatementMissingCondition", opening.end, name)
            condition = ErrorStatement(opening.end, opening.end)
        self.hint(condition_hint(condition))
        closing = self._close_condition(name)
        if closing is None:
            return None
        body = self.statement_block()
        if body is None:
            incomplete = self.only_blanks_after(closing.end)
            self.report("MissingStatementBlock", closing.start, closing.end, name, incomplete=incomplete)
            return None
        return condition, body

    def _close_condition(self, name: str, error_id: str = "MissingEndParenthesisAfterStatement") -> Lexeme | None:
        """Take the parenthesis behind a condition, or report it missing where the text goes on."""
        mark = self.mark()
        self.skip_newlines()
        closing = self.peek()
        if closing.kind == "RParen":
            return self.take()
        incomplete = closing.kind == "EndOfInput"
        self.reset(mark)
        if not (incomplete and self._said_incomplete()):
            self.report(error_id, closing.start, closing.end, name, incomplete=incomplete)
        return None

    def _said_incomplete(self) -> bool:
        return bool(self.errors) and self.errors[-1].incomplete

    # --- loops

    def _labelled(self) -> Statement | None:
        mark = self.mark()
        label = self.take()
        self.skip_newlines()
        kind = self.peek().kind
        if kind not in _LOOPS:
            self.reset(mark)
            return self.pipeline_chain()
        self.label = label
        return _RULES[kind](self)

    def _start(self) -> tuple[int, str | None]:
        """Return where a loop begins and its label, which stands in front of it."""
        label, self.label = self.label, None
        if label is None:
            return self.peek().start, None
        return label.start, label.value

    def _open(self, keyword: Lexeme) -> Lexeme | None:
        if self.follows("LParen"):
            return self.take()
        self.report_after("MissingOpenParenthesisAfterKeyword", keyword.end, self.source(keyword))
        return None

    def _while(self) -> Statement:
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
        closing = self._close_condition(self.source(keyword))
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

    def _do(self) -> Statement:
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
        closing = self._close_condition(self.source(word))
        if closing is None:
            return self.broken(start, body, condition)
        make = DoWhileStatement if word.kind == "While" else DoUntilStatement
        return make(start, closing.end, label, body, condition)

    def _for(self) -> Statement:
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
        closing = self._close_condition(self.source(keyword))
        if closing is None:
            return self.broken(start, *parts)
        body = self._loop_body(closing.end, keyword)
        if body is None:
            return self.broken(start, *parts)
        return ForStatement(start, body.end, label, parts[0], parts[1], parts[2], body)

    def _foreach(self) -> Statement:
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

    # --- switch

    def _switch(self) -> Statement:
        start, label = self._start()
        keyword = self.take()
        flags, condition = self._switch_head(keyword)
        if not self.follows("LCurly"):
            if not self._said_incomplete():
                self.report_after("MissingCurlyBraceInSwitchStatement", self.at)
            return self.broken(start, condition)
        opening = self.take()
        if not self.deepen(opening):
            return self.broken(start, condition)
        clauses, default = self._switch_clauses(opening)
        end = self.close_brace(opening) if self.peek().kind == "RCurly" or not self._said_incomplete() else self.at
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
        self._close_condition("switch", "MissingEndParenthesisInSwitchStatement")
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

    # --- errors

    def _try(self) -> Statement:
        keyword = self.take()
        body = self.statement_block()
        if body is None:
            self.report_after("MissingTryStatementBlock", keyword.end)
            return self.broken(keyword.start)
        catches: list[CatchClause] = []
        while self.follows("Catch"):
            if catches and not catches[-1].types:
                self.report("EmptyCatchNotLast", catches[-1].end, catches[-1].end)
            clause = self._catch()
            if clause is None:
                return self.broken(keyword.start, body, *catches)
            catches.append(clause)
        finally_body = self._finally()
        if not catches and finally_body is None:
            if not self._said_incomplete():
                self.report_after("MissingCatchOrFinally", body.end)
            return self.broken(keyword.start, body)
        last = finally_body or catches[-1]
        return TryStatement(keyword.start, last.end, body, tuple(catches), finally_body)

    def _catch(self) -> CatchClause | None:
        keyword = self.take()
        types = self._catch_types()
        body = self.statement_block()
        if body is None:
            self.report_after("MissingCatchHandlerBlock", self.at)
            return None
        return CatchClause(keyword.start, body.end, types, body)

    def _catch_types(self) -> tuple[TypeConstraint, ...]:
        outer, self.mode = self.mode, EXPRESSION
        types: list[TypeConstraint] = []
        while self.follows("LBracket"):
            found = self.bracketed()
            if not isinstance(found, TypeConstraint):
                break
            types.append(found)
            if not self.follows("Comma"):
                break
            self.take()
        self.mode = outer
        return tuple(types)

    def _finally(self) -> StatementBlock | None:
        if not self.follows("Finally"):
            return None
        keyword = self.take()
        body = self.statement_block()
        if body is None:
            self.report_after("MissingFinallyStatementBlock", keyword.end)
        return body

    def _trap(self) -> Statement:
        keyword = self.take()
        outer, self.mode = self.mode, EXPRESSION
        found = self.bracketed() if self.follows("LBracket") else None
        self.mode = outer
        caught = found if isinstance(found, TypeConstraint) else None
        body = self.statement_block()
        if body is None:
            self.report_after("MissingTrapStatement", self.at)
            return self.broken(keyword.start, caught)
        return TrapStatement(keyword.start, body.end, caught, body)

    # --- leaving

    def _leave(self) -> Statement:
        keyword = self.take()
        value = self.pipeline_chain()
        end = value.end if value is not None else keyword.end
        if keyword.kind == "Return":
            return ReturnStatement(keyword.start, end, value)
        if keyword.kind == "Exit":
            return ExitStatement(keyword.start, end, value)
        return ThrowStatement(keyword.start, end, value)

    def _break(self) -> Statement:
        keyword = self.take()
        label = self.command_argument(alone=True)
        end = label.end if label is not None else keyword.end
        make = BreakStatement if keyword.kind == "Break" else ContinueStatement
        return make(keyword.start, end, label)

    # --- others

    def _data(self) -> Statement:
        keyword = self.take()
        self.skip_newlines()
        word = self.peek()
        variable = None
        if word.kind in ("Identifier", "Generic"):
            variable = self.take().value
        commands = self._supported_commands()
        body = self.statement_block()
        if body is None:
            self.report_after("MissingStatementBlockForDataSection", self.at)
            return self.broken(keyword.start)
        return DataStatement(keyword.start, body.end, variable, commands, body)

    def _supported_commands(self) -> tuple[Expression, ...]:
        if not self.follows("Parameter"):
            return ()
        self.take()
        found: list[Expression] = []
        while (name := self.command_argument(alone=True)) is not None:
            found.append(name)
            if not self.follows("Comma"):
                break
            self.take()
        return tuple(found)

    def _block_statement(self) -> Statement:
        keyword = self.take()
        name = self.source(keyword)
        body = self.statement_block()
        if body is None:
            self.report_after("MissingStatementAfterKeyword", keyword.end, name)
            return self.broken(keyword.start)
        self.report("UnexpectedKeyword", keyword.start, keyword.end, name)
        return BlockStatement(keyword.start, body.end, name, body)

    def _reserved(self) -> Statement:
        word = self.take()
        self.report("ReservedKeywordNotAllowed", word.start, word.end, self.source(word))
        return self.broken(word.start)

    def _late_using(self) -> Statement:
        found = self.using()
        self.report("UsingMustBeAtStartOfScript", found.start, found.end)
        return found

    def using(self) -> UsingStatement:
        """`using namespace X` and its kin; the keyword is next."""
        keyword = self.take()
        kind = self.peek()
        if self.source(kind).lower() not in _USING_KINDS:
            self.report_after("MissingUsingStatementDirective", keyword.end)
            self._skip_line()
            return UsingStatement(keyword.start, keyword.end, "", None)
        self.take()
        name = self.command_argument(alone=True)
        if name is None:
            self.report_after("MissingUsingItemName", kind.end)
            return UsingStatement(keyword.start, kind.end, self.source(kind).lower(), None)
        alias = self._alias()
        end = alias.end if alias is not None else name.end
        return UsingStatement(keyword.start, end, self.source(kind).lower(), name, alias)

    def _alias(self) -> Expression | None:
        if self.peek().kind != "Equals":
            return None
        self.take()
        return self.command_argument(alone=True)

    def _skip_line(self) -> None:
        while self.peek().kind not in ("EndOfInput", "NewLine", "Semi"):
            self.take()


_RULES: dict[str, Callable[[Statements], Statement | None]] = {
    "If": Statements._if,
    "While": Statements._while,
    "Do": Statements._do,
    "For": Statements._for,
    "Foreach": Statements._foreach,
    "Switch": Statements._switch,
    "Try": Statements._try,
    "Trap": Statements._trap,
    "Return": Statements._leave,
    "Exit": Statements._leave,
    "Throw": Statements._leave,
    "Break": Statements._break,
    "Continue": Statements._break,
    "Data": Statements._data,
    "Parallel": Statements._block_statement,
    "Sequence": Statements._block_statement,
    "From": Statements._reserved,
    "Define": Statements._reserved,
    "Var": Statements._reserved,
    "Using": Statements._late_using,
}

__all__ = ["COMMAND", "Statements", "StringConstantExpression"]
