"""Control flow: conditions, loops, switch, try, and the jumps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NoReturn

from eopsh.language import tree
from eopsh.objects import ScriptBlock, Value, equals, like, to_bool, to_text
from eopsh.runtime.blocks import code_of, keep_item, restore_item
from eopsh.runtime.compiler.assignment import variable_store
from eopsh.runtime.compiler.literals import statement_value
from eopsh.runtime.compiler.operations import matches
from eopsh.runtime.compiler.script import body_flow, statements
from eopsh.runtime.compiler.unit import Flow, Unit, compiles_statement, expression
from eopsh.runtime.scope import Scope
from eopsh.runtime.signals import (
    BreakSignal,
    ContinueSignal,
    ExitSignal,
    LoopSignal,
    ReturnSignal,
    not_yet,
)
from eopsh.runtime.values import plain, unrolled


def _condition(node: tree.Node, unit: Unit) -> Callable[[Scope], bool]:
    value = statement_value(node, unit)
    return lambda scope: to_bool(plain(value(scope)))


@compiles_statement(tree.IfStatement)
def _if(node: tree.IfStatement, unit: Unit) -> Flow:
    clauses = [(_condition(condition, unit), body_flow(body, unit)) for condition, body in node.clauses]
    otherwise = None if node.otherwise is None else body_flow(node.otherwise, unit)

    def flow(scope: Scope) -> Iterable[Value]:
        for condition, body in clauses:
            if condition(scope):
                return body(scope)
        return () if otherwise is None else otherwise(scope)

    return flow


# --- loops


def _turn(body: Flow, scope: Scope, label: str) -> Iterator[Value]:
    """Run a loop's body once; a `continue` that means this loop ends it."""
    try:
        yield from body(scope)
    except ContinueSignal as signal:
        if not _means(signal, label):
            raise


def _means(signal: LoopSignal, label: str) -> bool:
    return not signal.label or signal.label.lower() == label


def _loop(label: str | None, turns: Callable[[Scope, str], Iterator[Value]]) -> Flow:
    """Compile a loop; `turns` runs them all."""
    name = (label or "").lower()

    def flow(scope: Scope) -> Iterator[Value]:
        try:
            yield from turns(scope, name)
        except BreakSignal as signal:
            if not _means(signal, name):
                raise

    return flow


@compiles_statement(tree.WhileStatement)
def _while(node: tree.WhileStatement, unit: Unit) -> Flow:
    condition, body = _condition(node.condition, unit), body_flow(node.body, unit)

    def turns(scope: Scope, label: str) -> Iterator[Value]:
        while condition(scope):
            scope.session.check()
            try:
                yield from body(scope)
            except ContinueSignal as signal:
                if not _means(signal, label):
                    raise

    return _loop(node.label, turns)


def _do(node: tree.DoWhileStatement | tree.DoUntilStatement, unit: Unit, *, wanted: bool) -> Flow:
    condition, body = _condition(node.condition, unit), body_flow(node.body, unit)

    def turns(scope: Scope, label: str) -> Iterator[Value]:
        again = True
        while again:
            scope.session.check()
            yield from _turn(body, scope, label)
            again = condition(scope) is wanted

    return _loop(node.label, turns)


@compiles_statement(tree.DoWhileStatement)
def _do_while(node: tree.DoWhileStatement, unit: Unit) -> Flow:
    return _do(node, unit, wanted=True)


@compiles_statement(tree.DoUntilStatement)
def _do_until(node: tree.DoUntilStatement, unit: Unit) -> Flow:
    return _do(node, unit, wanted=False)


@compiles_statement(tree.ForStatement)
def _for(node: tree.ForStatement, unit: Unit) -> Flow:
    start = statements((node.initializer,), unit) if node.initializer is not None else _nothing
    condition = _condition(node.condition, unit) if node.condition is not None else _always
    step = statements((node.iterator,), unit) if node.iterator is not None else _nothing
    body = body_flow(node.body, unit)

    def turns(scope: Scope, label: str) -> Iterator[Value]:
        for _ in start(scope):
            pass
        while condition(scope):
            scope.session.check()
            yield from _turn(body, scope, label)
            for _ in step(scope):
                pass

    return _loop(node.label, turns)


def _nothing(scope: Scope) -> Iterable[Value]:
    return ()


def _always(scope: Scope) -> bool:
    return True


@compiles_statement(tree.ForEachStatement)
def _for_each(node: tree.ForEachStatement, unit: Unit) -> Flow:
    if node.parallel:
        raise not_yet("foreach -parallel", unit.place(node))
    values = statement_value(node.condition, unit)
    body = body_flow(node.body, unit)
    store = variable_store(node.variable.name, unit, node.variable)

    def turns(scope: Scope, label: str) -> Iterator[Value]:
        found = values(scope)
        for item in () if found is None else list(unrolled(found)) if isinstance(found, list) else unrolled(found):
            scope.session.check()
            store(scope, item)
            try:
                yield from body(scope)
            except ContinueSignal as signal:
                if not _means(signal, label):
                    raise

    return _loop(node.label, turns)


# --- switch


@compiles_statement(tree.SwitchStatement)
def _switch(node: tree.SwitchStatement, unit: Unit) -> Flow:
    if {"File", "Parallel"} & set(node.flags):
        raise not_yet("switch -File and -Parallel", unit.place(node))
    values = statement_value(node.condition, unit)
    clauses = [(_clause(test, unit, frozenset(node.flags)), body_flow(body, unit)) for test, body in node.clauses]
    default = None if node.default is None else body_flow(node.default, unit)

    def turns(scope: Scope, label: str) -> Iterator[Value]:
        kept = keep_item(scope)
        try:
            for item in unrolled(values(scope)):
                scope.session.check()
                scope.variables["_"] = item
                yield from _turn(lambda inner, item=item: _cases(inner, item, clauses, default), scope, label)  # type: ignore[misc]
        finally:
            restore_item(scope, kept)

    return _loop(node.label, turns)


Test = Callable[[Scope, Value], bool]


def _cases(scope: Scope, item: Value, clauses: list[tuple[Test, Flow]], default: Flow | None) -> Iterator[Value]:
    hit = False
    for test, body in clauses:
        if test(scope, item):
            hit = True
            yield from body(scope)
            scope.variables["_"] = item
    if not hit and default is not None:
        yield from default(scope)


def _clause(node: tree.Expression, unit: Unit, flags: frozenset[str]) -> Test:
    value = expression(node, unit)
    ignore_case = "CaseSensitive" not in flags

    def test(scope: Scope, item: Value) -> bool:
        wanted = value(scope)
        if isinstance(wanted, ScriptBlock):
            return to_bool(code_of(wanted).value(scope, item))
        if "Wildcard" in flags:
            return like(to_text(item), to_text(wanted), ignore_case)
        if "Regex" in flags:
            return matches(item, wanted, scope, ignore_case=ignore_case) is True
        return equals(wanted, item, ignore_case)

    return test


# --- jumps


def _label(node: tree.Expression | None, unit: Unit) -> Callable[[Scope], str]:
    if node is None:
        return lambda scope: ""
    value = expression(node, unit)
    return lambda scope: to_text(value(scope))


@compiles_statement(tree.BreakStatement)
def _break(node: tree.BreakStatement, unit: Unit) -> Flow:
    label = _label(node.label, unit)

    def flow(scope: Scope) -> NoReturn:
        raise BreakSignal(label(scope))

    return flow


@compiles_statement(tree.ContinueStatement)
def _continue(node: tree.ContinueStatement, unit: Unit) -> Flow:
    label = _label(node.label, unit)

    def flow(scope: Scope) -> NoReturn:
        raise ContinueSignal(label(scope))

    return flow


@compiles_statement(tree.ReturnStatement)
def _return(node: tree.ReturnStatement, unit: Unit) -> Flow:
    from eopsh.runtime.compiler.unit import statement

    values = _nothing if node.pipeline is None else statement(node.pipeline, unit)

    def flow(scope: Scope) -> Iterator[Value]:
        yield from values(scope)
        raise ReturnSignal

    return flow


@compiles_statement(tree.ExitStatement)
def _exit(node: tree.ExitStatement, unit: Unit) -> Flow:
    code = _no_value if node.pipeline is None else statement_value(node.pipeline, unit)

    def flow(scope: Scope) -> NoReturn:
        raise ExitSignal(plain(code(scope)) or 0)

    return flow


def _no_value(scope: Scope) -> Value:
    return None
