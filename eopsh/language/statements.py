"""Statements: which rule reads one, and conditions, `try`, `trap`, leaving, `data`, `using`."""

from __future__ import annotations

from collections.abc import Callable

from eopsh.language.hints import ELSE_IF, condition_hint
from eopsh.language.leaving import leaving
from eopsh.language.lexemes import COMMAND, EXPRESSION
from eopsh.language.loops import Loops
from eopsh.language.tree import (
    BlockStatement,
    BreakStatement,
    CatchClause,
    ContinueStatement,
    DataStatement,
    ErrorStatement,
    ExitStatement,
    Expression,
    IfStatement,
    ReturnStatement,
    Statement,
    StatementBlock,
    ThrowStatement,
    TrapStatement,
    TryStatement,
    TypeConstraint,
    UsingStatement,
)

_LOOPS = frozenset({"Foreach", "For", "While", "Do", "Switch"})
_DEFINITIONS = frozenset({"Function", "Filter", "Workflow", "Class", "Enum", "Configuration"})
_USING_KINDS = frozenset({"namespace", "module", "assembly", "command", "type"})


class Statements(Loops):
    """Rules of statements."""

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
        closing = self.close_condition(name)
        if closing is None:
            return None
        body = self.statement_block()
        if body is None:
            incomplete = self.only_blanks_after(closing.end)
            self.report("MissingStatementBlock", closing.start, closing.end, name, incomplete=incomplete)
            return None
        return condition, body

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
            if not self.said_incomplete():
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
            return None
        for jump in leaving(body):
            self.report_late("ControlLeavingFinally", jump)
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
    "While": Statements.while_loop,
    "Do": Statements.do_loop,
    "For": Statements.for_loop,
    "Foreach": Statements.foreach_loop,
    "Switch": Statements.switch,
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
