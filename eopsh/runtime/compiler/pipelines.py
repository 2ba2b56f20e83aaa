"""Pipelines: stages joined by generators, neighbouring remote calls as one segment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from eopsh.binding import Argument, BoundCall
from eopsh.catalogue import Command
from eopsh.errors import Stopped
from eopsh.language import tree
from eopsh.objects import Char, PSDict, PSObject, ScriptBlock, Value, to_text
from eopsh.runtime.blocks import Function, code_of
from eopsh.runtime.closing import close_stage
from eopsh.runtime.compiler.literals import enumerated, lone_expression, raw_expression
from eopsh.runtime.compiler.operations import range_bounds
from eopsh.runtime.compiler.unit import Evaluate, Flow, Unit, compiles_statement, expression, silent, statement
from eopsh.runtime.local import LocalCommand
from eopsh.runtime.modules import Module, called
from eopsh.runtime.redirection import Redirections, redirected
from eopsh.runtime.remote_calls import actions_of, as_sent, collected, groups
from eopsh.runtime.scope import Scope
from eopsh.runtime.session import preference
from eopsh.runtime.signals import Place, failure, not_yet
from eopsh.runtime.stages import bind_remote, start_block, start_function, start_local
from eopsh.runtime.strict import check_call
from eopsh.runtime.values import ArgumentName, plain, unrolled
from eopsh.runtime.wire import remote_stage

Arguments: TypeAlias = Callable[[Scope], list[Argument]]
Target: TypeAlias = Function | LocalCommand | Command | ScriptBlock | Module

# --- pipelines


@compiles_statement(tree.Pipeline)
def _pipeline(node: tree.Pipeline, unit: Unit) -> Flow:
    if node.background:
        raise not_yet("background jobs (&)", unit.place(node))
    first = node.stages[0]
    source: Flow | None = None
    if isinstance(first, tree.CommandExpression):
        if len(node.stages) == 1:
            return statement(first, unit)
        source = _source(first, unit)
    commands = [stage for stage in node.stages if isinstance(stage, tree.Command)]
    stages = [StageCode(stage, unit, number, len(commands)) for number, stage in enumerate(commands, 1)]
    return PipelineCode(source, stages).flow


@compiles_statement(tree.Command)
def _command(node: tree.Command, unit: Unit) -> Flow:
    return PipelineCode(None, [StageCode(node, unit)]).flow


@compiles_statement(tree.CommandExpression)
def _command_expression(node: tree.CommandExpression, unit: Unit) -> Flow:
    from eopsh.runtime.compiler.assignment import increment
    from eopsh.runtime.compiler.literals import INCREMENTS

    found = node.expression
    if isinstance(found, tree.UnaryExpression) and found.operator in INCREMENTS:
        return _discarded(increment(found, unit))
    flow = _marked(enumerated(range_bounds(found, unit) or raw_expression(found, unit)))
    if not node.redirections:
        return flow
    plan = Redirections(node.redirections, unit)
    return lambda scope: redirected(scope, lambda upstream: iter(flow(scope)), None, plan)


def _discarded(value: Evaluate) -> Flow:
    def flow(scope: Scope) -> Iterable[Value]:
        value(scope)
        return ()

    return silent(flow)


def _marked(values: Flow) -> Flow:
    def flow(scope: Scope) -> Iterable[Value]:
        found = values(scope)
        scope.session.succeeded = True
        return found

    return flow


def _source(node: tree.CommandExpression, unit: Unit) -> Flow:
    """Compile what feeds a pipeline; a range is counted, never built."""
    bounds = range_bounds(node.expression, unit)
    values = enumerated(bounds or raw_expression(node.expression, unit))

    def flow(scope: Scope) -> Iterable[Value]:
        return _checked(values(scope), scope)

    return flow


def _checked(values: Iterable[Value], scope: Scope) -> Iterator[Value]:
    cancelled = scope.session.host.cancelled
    for value in values:
        if cancelled():
            raise Stopped
        yield value


class PipelineCode:
    """A pipeline's source and stages, ready to be started any number of times."""

    def __init__(self, source: Flow | None, stages: list[StageCode]) -> None:
        self.source = source
        self.stages = stages

    def flow(self, scope: Scope) -> Iterator[Value]:
        """Yield what the last stage puts out; whatever happens, every stage is closed."""
        session = scope.session
        failures = session.failures
        stream = self.build(scope)
        try:
            yield from stream
        finally:
            close_stage(stream)
        session.succeeded = session.failures == failures

    def build(self, scope: Scope) -> Iterator[Value]:
        """Resolve and bind every stage, then join them; nothing runs before the first object is asked for."""
        targets = [stage.resolve(scope) for stage in self.stages]
        stream = iter(self.source(scope)) if self.source is not None else None
        index = 0
        while index < len(targets):
            target = targets[index]
            if isinstance(target, Command):
                end = self._segment_end(targets, index, scope)
                calls = [
                    bind_remote(scope, command, stage.arguments(scope), stage.place, fed=stream is not None or at > 0)
                    for at, (command, stage) in enumerate(zip(targets[index:end], self.stages[index:end], strict=True))
                    if isinstance(command, Command)
                ]
                for group in groups(calls):
                    redirections = self.stages[end - 1].redirections if group[-1] is calls[-1] else None
                    stream = _remote(scope, group, stream, redirections)
                index = end
            else:
                stream = self.stages[index].start(scope, target, stream)
                index += 1
        assert stream is not None
        return stream

    def _segment_end(self, targets: list[Target], start: int, scope: Scope) -> int:
        """Return the index after the remote calls that travel together."""
        end = start + 1
        if scope.session.wire.joins_calls:
            while end < len(targets) and isinstance(targets[end], Command) and self.stages[end - 1].redirections is None:
                end += 1
        return end


def _remote(
    scope: Scope, calls: tuple[BoundCall, ...], stream: Iterator[Value] | None, redirections: Redirections | None
) -> Iterator[Value]:
    actions = actions_of(calls, preference(scope, "erroractionpreference"))

    def start(upstream: Iterator[Value] | None) -> Iterator[Value]:
        return collected(remote_stage(scope.session.wire, as_sent(calls), upstream, actions), calls, scope)

    return start(stream) if redirections is None else redirected(scope, start, stream, redirections)


_OPERATORS = {"Ampersand": "&", "Dot": "."}


def _as_method(node: tree.Command) -> bool:
    """Tell whether a command is written as a method is called: `f(1, 2)`."""
    if len(node.elements) != 2 or not isinstance(argument := node.elements[1], tree.ParenExpression):
        return False
    return argument.start == node.elements[0].end and isinstance(lone_expression(argument.pipeline), tree.ArrayLiteral)


class StageCode:
    """One command of a pipeline: what to call, its arguments, its redirections."""

    def __init__(self, node: tree.Command, unit: Unit, number: int = 1, count: int = 1) -> None:
        self.place = replace(unit.place(node), stage=number, stages=count)
        self.name_place = unit.place(node.elements[0])
        self.dotted = node.invocation == "Dot"
        self._called = _OPERATORS.get(node.invocation, "")
        self._as_method = _as_method(node)
        self.name = node.name
        self._callee = None if self.name is not None else expression(node.elements[0], unit)
        self._arguments = [argument_code(element, unit) for element in node.elements[1:]]
        self.redirections = Redirections(node.redirections, unit) if node.redirections else None

    def resolve(self, scope: Scope) -> Target:
        """Find what is called."""
        if self.name is not None:
            if self._as_method:
                check_call(scope, self.place)
            if not self.name:
                raise invalid_callee(self.name_place)
            return scope.session.resolve(self.name, scope, self.name_place, self._called)
        assert self._callee is not None
        callee = plain(self._callee(scope))
        if isinstance(callee, ScriptBlock | Module):
            return callee
        if isinstance(callee, PSObject) and callee.has("Name") and not callee.base:
            callee = callee.get("Name")
        if callee is None or callee == "":
            raise invalid_callee(self.name_place)
        return scope.session.resolve(to_text(callee), scope, self.name_place, self._called)

    def arguments(self, scope: Scope) -> list[Argument]:
        """Evaluate the arguments."""
        found: list[Argument] = []
        for code in self._arguments:
            found += code(scope)
        return found

    def start(self, scope: Scope, target: Target, upstream: Iterator[Value] | None) -> Iterator[Value]:
        """Bind, and return the generator of the stage."""
        arguments = self.arguments(scope)
        if self.redirections is None:
            return self._started(scope, target, arguments, upstream)
        return redirected(scope, lambda inner: self._started(scope, target, arguments, inner), upstream, self.redirections)

    def _started(self, scope: Scope, target: Target, arguments: list[Argument], upstream: Iterator[Value] | None) -> Iterator[Value]:
        if isinstance(target, LocalCommand):
            return start_local(scope, target, arguments, upstream, self.place)
        if isinstance(target, Module):
            target, arguments = self._in_module(target, arguments)
        if isinstance(target, ScriptBlock):
            return start_block(scope, code_of(target), arguments, upstream, self.place, dotted=self.dotted)
        assert isinstance(target, Function)
        return start_function(scope, target, arguments, upstream, self.place, dotted=self.dotted)

    def _in_module(self, module: Module, arguments: list[Argument]) -> tuple[ScriptBlock, list[Argument]]:
        found = called(module, arguments)
        if found is None:
            raise invalid_callee(self.name_place)
        return found


def invalid_callee(place: Place) -> Exception:
    """Make the error for what cannot be called."""
    message = (
        "The expression after '&' in a pipeline element produced an object that was not valid. "
        "It must result in a command name, a script block, or a CommandInfo object."
    )
    return failure(message, "BadExpression", place=place)


# --- arguments


def argument_code(node: tree.Node, unit: Unit) -> Arguments:
    """Compile one element after the command's name."""
    if isinstance(node, tree.CommandParameter):
        return _parameter(node, unit)
    if isinstance(node, tree.VariableExpression) and node.splatted:
        return _splat(node, unit)
    value = expression(node, unit)
    spelling = unit.text[node.start : node.end]
    bare = isinstance(node, tree.StringConstantExpression | tree.ExpandableStringExpression) and node.kind == "BareWord"
    if isinstance(node, tree.StringConstantExpression | tree.ConstantExpression):
        fixed = [Argument(None, value(_NO_SCOPE), True, node.start, node.end, spelling, bare)]
        return lambda scope: fixed
    return lambda scope: [Argument(None, value(scope), True, node.start, node.end, spelling, bare)]


_NO_SCOPE: Scope = None  # type: ignore[assignment]  # constants look at no scope


def _parameter(node: tree.CommandParameter, unit: Unit) -> Arguments:
    if node.argument is None:
        spelling = unit.text[node.start : node.end]
        fixed = [Argument(node.name, None, False, node.start, node.end, spelling)]
        return lambda scope: fixed
    value = expression(node.argument, unit)
    argument = node.argument
    spelling = unit.text[argument.start : argument.end]
    bare = isinstance(argument, tree.StringConstantExpression) and argument.kind == "BareWord"
    place = (argument.start, argument.end)
    return lambda scope: [Argument(node.name, value(scope), True, node.start, node.end, spelling, bare, False, *place)]


def _splat(node: tree.VariableExpression, unit: Unit) -> Arguments:
    value = expression(node, unit)

    def evaluate(scope: Scope) -> list[Argument]:
        return splatted(value(scope), unit.place(node))

    return evaluate


def splatted(value: Value, place: Place) -> list[Argument]:
    """Return the arguments that a splatted variable stands for: the pairs of a dictionary, or positional values."""
    if isinstance(value, PSDict):
        pairs = ((to_text(key).removeprefix("-"), item) for key, item in value.items())
        return [Argument(name, item, True, place.start, place.end, splatted=True) for name, item in pairs]
    items = value if not isinstance(value, str) else [Char(letter) for letter in value]
    return [_splatted_item(item, place) for item in unrolled(items)]


def _splatted_item(item: Value, place: Place) -> Argument:
    if isinstance(item, ArgumentName):
        return Argument(item.strip("-:"), None, False, place.start, place.end, splatted=True)
    return Argument(None, item, True, place.start, place.end, splatted=True)


# --- chains


@compiles_statement(tree.PipelineChain)
def _chain(node: tree.PipelineChain, unit: Unit) -> Flow:
    from eopsh.runtime.compiler.script import statements

    left = statements((node.left,), unit)
    right = statements((node.right,), unit)
    wants = node.operator == "AndAnd"

    def flow(scope: Scope) -> Iterator[Value]:
        yield from left(scope)
        if scope.session.succeeded is wants:
            yield from right(scope)

    return flow
