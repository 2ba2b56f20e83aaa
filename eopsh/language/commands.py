"""Pipelines, chains of them, commands with their arguments, redirections."""

from __future__ import annotations

from eopsh.language.grammar import Grammar, unassignable
from eopsh.language.hints import LESS, PLACEHOLDER, assignment_hint, command_hint, comparison_hint, redirection_hint
from eopsh.language.kinds import ASSIGNMENT, NO_FLAGS
from eopsh.language.lexemes import COMMAND, EXPRESSION, Lexeme
from eopsh.language.tree import (
    ArrayLiteral,
    AssignmentStatement,
    Command,
    CommandExpression,
    CommandParameter,
    ErrorExpression,
    ErrorStatement,
    Expression,
    FileRedirection,
    MergingRedirection,
    Pipeline,
    PipelineChain,
    Statement,
    StringConstantExpression,
)

_ENDS_COMMAND = frozenset({"EndOfInput", "NewLine", "Semi", "RParen", "RCurly", "Pipe", "AndAnd", "OrOr", "Ampersand"})
_ENDS_PIPELINE = _ENDS_COMMAND - {"Pipe"}
_VALUES = frozenset(
    {
        "Number",
        "Variable",
        "SplattedVariable",
        "StringLiteral",
        "HereStringLiteral",
        "StringExpandable",
        "HereStringExpandable",
        "LParen",
        "AtParen",
        "AtCurly",
        "LCurly",
        "DollarParen",
    }
)
_NO_ARGUMENT = _ENDS_COMMAND | {"Comma"}

Redirection = FileRedirection | MergingRedirection


class Commands(Grammar):
    """Rules of command mode."""

    def pipeline_chain(self) -> Statement | None:
        """Pipelines joined by `&&` and `||`, or an assignment."""
        left: Statement | None = None
        operator: Lexeme | None = None
        while True:
            pipeline = self.pipeline(assigns=operator is None)
            if pipeline is None:
                if operator is not None:
                    self._report_empty_link(operator)
                return left
            left = pipeline if left is None or operator is None else _chain(left, operator.kind, pipeline)
            if self.peek().kind not in ("AndAnd", "OrOr") or isinstance(left, AssignmentStatement):
                return left
            operator = self.take()
            self.skip_newlines()

    def _report_empty_link(self, operator: Lexeme) -> None:
        """Record that nothing stands behind `&&` or `||`: the place reaches to what stands there instead."""
        following = self.peek()
        if following.kind == "EndOfInput":
            self.report_after("EmptyPipelineChainElement", operator.end)
        else:
            self.report("EmptyPipelineChainElement", operator.start, following.end)

    def pipeline(self, *, assigns: bool) -> Statement | None:
        """Stages joined by `|`, with `&` behind them for a job; or, where it `assigns`, an assignment."""
        outer, self.mode = self.mode, EXPRESSION
        stages: list[Command | CommandExpression] = []
        pipe: Lexeme | None = None
        while True:
            self.mode = EXPRESSION
            start = self.at
            expression = self.expression()
            if expression is not None and assigns and pipe is None and self.peek().kind in ASSIGNMENT:
                statement = self._assignment(expression)
                self.mode = outer
                return statement
            stage = self._stage(expression, first=not stages)
            if stage is not None:
                stages.append(stage)
            elif pipe is not None or self.peek().kind == "Pipe":
                self._empty_element(pipe)
            elif self.at == start:
                self.mode = outer
                return None
            self.mode = COMMAND
            word = self.peek()
            if word.kind != "Pipe":
                break
            pipe = self.take()
            self.skip_newlines()
        result = self._ended(stages, pipe)
        self.mode = outer
        return result

    def _stage(self, expression: Expression | None, *, first: bool) -> Command | CommandExpression | None:
        if expression is None:
            return self.command()
        if not first:
            self.report("ExpressionsMustBeFirstInPipeline", expression.start, expression.end)
        self.mode = COMMAND
        redirections = self._redirections()
        end = redirections[-1].end if redirections else expression.end
        for redirection in redirections:
            if isinstance(redirection, FileRedirection):
                self.hint(redirection_hint(expression, redirection))
        return CommandExpression(expression.start, end, expression, redirections)

    def _empty_element(self, pipe: Lexeme | None) -> None:
        if pipe is not None:
            self.report_after("EmptyPipeElement", pipe.end)
        else:
            word = self.peek()
            self.report("EmptyPipeElement", word.start, word.end)

    def _ended(self, stages: list[Command | CommandExpression], pipe: Lexeme | None) -> Statement:
        word = self.peek()
        background = word.kind == "Ampersand"
        if background:
            self.take()
        elif word.kind not in _ENDS_PIPELINE:
            self.unexpected(word)
            if word.kind == "Comma":
                self.take()
        if not stages:
            end = pipe.end if pipe is not None else self.at
            return ErrorStatement(pipe.start if pipe is not None else end, end)
        return Pipeline(stages[0].start, stages[-1].end, tuple(stages), background)

    def _assignment(self, left: Expression) -> AssignmentStatement:
        operator = self.take()
        self._check_target(left, self.source(operator))
        self.mode = COMMAND
        self.skip_newlines()
        right = None
        if self.deepen(operator):
            right = self.statement()
            self.depth -= 1
        if right is None:
            self.report_after("ExpectedValueExpression", operator.end, self.source(operator))
            right = ErrorStatement(operator.end, operator.end)
        elif isinstance(right, Pipeline) and len(right.stages) == 1 and not right.background:
            stage = right.stages[0]
            right = stage if isinstance(stage, CommandExpression) else right
        found = AssignmentStatement(left.start, max(right.end, operator.end), operator.kind, left, right)
        self.hint(assignment_hint(found))
        return found

    def _check_target(self, left: Expression, sign: str) -> None:
        """Report every part of a left side that cannot take a value."""
        hint = "write -eq to compare" if sign == "=" else ""
        for target in left.elements if isinstance(left, ArrayLiteral) else (left,):
            fault = unassignable(target)
            if fault is not None:
                self.report_late("InvalidLeftHandSide", fault, hint=hint)

    # --- commands

    def command(self) -> Command | None:
        """A command with its arguments; None when nothing that can name one is next."""
        self.mode = COMMAND
        first = self.peek()
        invocation = ""
        elements: list[CommandParameter | Expression] = []
        redirections: list[Redirection] = []
        if first.kind in ("Dot", "Ampersand"):
            invocation = self.take().kind
        elif first.kind in _NO_ARGUMENT:
            return None
        name = self._argument_item(naming=True, plain=not invocation)
        if name is None:
            self.report("MissingExpression", first.start, first.end, self.source(first))
            if self.peek().kind in ("NewLine", "Ampersand"):
                self.unexpected(self.peek())
            return Command(first.start, first.end, (), invocation)
        elements.append(name)
        self._elements(elements, redirections)
        end = max((part.end for part in (*elements[-1:], *redirections[-1:])), default=first.end)
        found = Command(first.start, end, tuple(elements), invocation, tuple(redirections))
        self.hint(command_hint(found, self.text))
        return found

    def _elements(self, elements: list[CommandParameter | Expression], redirections: list[Redirection]) -> None:
        literal = False
        while True:
            word = self.peek()
            kind = word.kind
            if kind in _ENDS_COMMAND:
                return
            if kind == "Parameter" and not literal:
                elements.append(self._parameter())
            elif kind == "MinusMinus" and not literal:
                self.take()
                literal = True
                elements.append(CommandParameter(word.start, word.end, "-"))
            elif kind == "Comma":
                self.take()
                self.report("MissingArgument", word.start, word.end)
                self.skip_newlines()
            elif kind in ("Redirection", "RedirectInStd"):
                self._redirect(redirections)
            else:
                argument = self.command_argument()
                if argument is not None:
                    elements.append(argument)
                if kind == "Generic" and word.value == "--%":
                    self._verbatim(elements)

    def _verbatim(self, elements: list[CommandParameter | Expression]) -> None:
        rest = self.lexer.verbatim(self.at)
        self.record(rest)
        elements.append(StringConstantExpression(rest.start, rest.end, rest.value, "BareWord"))

    def _parameter(self) -> CommandParameter:
        word = self.take()
        if not word.colon:
            return CommandParameter(word.start, word.end, word.value)
        argument = self.command_argument()
        if argument is None:
            self.report("ParameterRequiresArgument", word.end, word.end, word.value)
            return CommandParameter(word.start, word.end, word.value)
        return CommandParameter(word.start, argument.end, word.value, argument)

    def command_argument(self, *, naming: bool = False, alone: bool = False) -> Expression | None:
        """An argument of a command; `naming` for the command's name, `alone` where a comma does not make a list."""
        first = self._argument_item(naming=naming)
        if first is None or alone or self.peek().kind != "Comma":
            return first
        items = [first]
        while self.peek().kind == "Comma":
            comma = self.take()
            self.skip_newlines()
            item = self._argument_item()
            if item is None:
                self.report_after("MissingExpression", comma.end, ",")
                return ErrorExpression(first.start, comma.end, tuple(items))
            items.append(item)
        return ArrayLiteral(first.start, items[-1].end, tuple(items))

    def _argument_item(self, *, naming: bool = False, plain: bool = False) -> Expression | None:
        word = self.peek()
        if word.kind in _NO_ARGUMENT or (not naming and word.kind in ("Redirection", "RedirectInStd")):
            return None
        if word.kind in _VALUES:
            return self.primary()
        self.take()
        if naming:
            word.flags = word.flags - {"Keyword"} | {"CommandName"}
        if word.kind == "Generic":
            return StringConstantExpression(word.start, word.end, word.value, "BareWord") if plain else self.expandable(word, "BareWord")
        if not naming and word.kind != "Identifier":
            word.kind, word.flags = "Generic", NO_FLAGS
        return StringConstantExpression(word.start, word.end, self.source(word), "BareWord")

    # --- redirections

    def _redirections(self) -> tuple[Redirection, ...]:
        found: list[Redirection] = []
        while self.peek().kind in ("Redirection", "RedirectInStd"):
            self._redirect(found, comparing=True)
        return tuple(found)

    def _redirect(self, found: list[Redirection], *, comparing: bool = False) -> None:
        word = self.take()
        if word.redirect is None:
            self._input_redirection(word, comparing=comparing)
            return
        source, target, append = word.redirect
        if target:
            self._add_redirection(found, MergingRedirection(word.start, word.end, source, target))
            return
        location = self.command_argument(alone=True)
        if location is None:
            self.report("MissingFileSpecification", word.end, word.end)
            location = ErrorExpression(word.start, word.end)
        self._add_redirection(found, FileRedirection(word.start, location.end, source, append, location))

    def _input_redirection(self, word: Lexeme, *, comparing: bool) -> None:
        target = self.command_argument(alone=True)
        if target is None:
            self.report("MissingFileSpecification", word.end, word.end, hint=comparison_hint(self.text[word.start : word.end + 1]))
        self.report("RedirectionNotSupported", word.start, word.end, self.source(word), hint=LESS if comparing else PLACEHOLDER)

    def _add_redirection(self, found: list[Redirection], added: Redirection) -> None:
        if any(other.from_stream == added.from_stream for other in found):
            self.report("StreamAlreadyRedirected", added.start, added.end, added.from_stream.lower())
        found.append(added)


def _chain(left: Statement, operator: str, right: Statement) -> PipelineChain:
    background = isinstance(right, Pipeline) and right.background
    if isinstance(right, Pipeline) and background:
        right = Pipeline(right.start, right.end, right.stages)
    return PipelineChain(left.start, right.end, operator, left, right, background)
