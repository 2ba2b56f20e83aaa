"""Control flow: conditions, loops, switch, try, and the jumps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NoReturn

from eopsh.errors import EopshError
from eopsh.language import tree
from eopsh.objects import ErrorRecord, PSObject, ScriptBlock, Value, equals, like, to_bool, to_text
from eopsh.runtime.blocks import code_of, keep_item, restore_item
from eopsh.runtime.compiler.literals import statement_value
from eopsh.runtime.compiler.operations import matches
from eopsh.runtime.compiler.script import statements
from eopsh.runtime.compiler.unit import Flow, Unit, compiles_statement, expression
from eopsh.runtime.exceptions import caught_types, is_exception
from eopsh.runtime.scope import NOTHING, Scope
from eopsh.runtime.signals import (
    BreakSignal,
    ContinueSignal,
    ExitSignal,
    LoopSignal,
    ReturnSignal,
    ScriptError,
    as_script_error,
    failure,
    not_yet,
)
from eopsh.runtime.values import plain, unrolled


def _body(node: tree.StatementBlock, unit: Unit) -> Flow:
    return statements(node.statements, unit, node.traps)


def _condition(node: tree.Node, unit: Unit) -> Callable[[Scope], bool]:
    value = statement_value(node, unit)
    return lambda scope: to_bool(plain(value(scope)))


@compiles_statement(tree.IfStatement)
def _if(node: tree.IfStatement, unit: Unit) -> Flow:
    clauses = [(_condition(condition, unit), _body(body, unit)) for condition, body in node.clauses]
    otherwise = None if node.otherwise is None else _body(node.otherwise, unit)

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
    condition, body = _condition(node.condition, unit), _body(node.body, unit)

    def turns(scope: Scope, label: str) -> Iterator[Value]:
        while condition(scope):
            scope.session.check()
            yield from _turn(body, scope, label)

    return _loop(node.label, turns)


def _do(node: tree.DoWhileStatement | tree.DoUntilStatement, unit: Unit, *, wanted: bool) -> Flow:
    condition, body = _condition(node.condition, unit), _body(node.body, unit)

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
    body = _body(node.body, unit)

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
    body = _body(node.body, unit)
    name = node.variable.name

    def turns(scope: Scope, label: str) -> Iterator[Value]:
        found = values(scope)
        for item in () if found is None else list(unrolled(found)) if isinstance(found, list) else unrolled(found):
            scope.session.check()
            scope.set(name, item)
            yield from _turn(body, scope, label)

    return _loop(node.label, turns)


# --- switch


@compiles_statement(tree.SwitchStatement)
def _switch(node: tree.SwitchStatement, unit: Unit) -> Flow:
    if {"File", "Parallel"} & set(node.flags):
        raise not_yet("switch -File and -Parallel", unit.place(node))
    values = statement_value(node.condition, unit)
    clauses = [(_clause(test, unit, frozenset(node.flags)), _body(body, unit)) for test, body in node.clauses]
    default = None if node.default is None else _body(node.default, unit)

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
        return equals(wanted if item is None else item, item if item is None else wanted, ignore_case)

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


# --- errors


@compiles_statement(tree.ThrowStatement)
def _throw(node: tree.ThrowStatement, unit: Unit) -> Flow:
    value = None if node.pipeline is None else statement_value(node.pipeline, unit)
    place = unit.place(node)

    def flow(scope: Scope) -> NoReturn:
        thrown = None if value is None else plain(value(scope))
        raise thrown_error(thrown, scope, bare=value is None).at(place)

    return flow


def thrown_error(value: Value, scope: Scope, *, bare: bool = False) -> ScriptError:
    """Return the error that `throw` raises: a record as it is, anything else under its own text."""
    if bare:
        current = scope.get("_")
        if isinstance(current, ErrorRecord):
            return ScriptError(current, thrown=True)
        return failure("ScriptHalted", "ScriptHalted", "OperationStopped", thrown=True)
    if isinstance(value, ErrorRecord):
        return ScriptError(value, thrown=True)
    if isinstance(value, PSObject) and is_exception(value):
        message = to_text(value.get("Message"))
        record = ErrorRecord(message, message, "OperationStopped", None, value.type_names[0], exception=value)
        return ScriptError(record, thrown=True)
    text = to_text(value)
    error = failure(text, text, "OperationStopped", target=value, thrown=True)
    error.record = replace(error.record, reason="RuntimeException", target_name=text)
    return error


def guarded(scope: Scope, body: Iterable[Value]) -> Iterator[Value]:
    """Run a body so that errors in it are raised, not shown; what runs between its objects is not inside."""
    session = scope.session
    items = iter(body)
    while True:
        session.tries += 1
        try:
            value = next(items, NOTHING)
        finally:
            session.tries -= 1
        if value is NOTHING:
            return
        yield value


@compiles_statement(tree.TryStatement)
def _try(node: tree.TryStatement, unit: Unit) -> Flow:
    body = _body(node.body, unit)
    catches = [(_types(clause), _body(clause.body, unit)) for clause in node.catches]
    last = None if node.finally_body is None else _body(node.finally_body, unit)

    def protected(scope: Scope) -> Iterator[Value]:
        try:
            yield from guarded(scope, body(scope))
        except EopshError as error:
            yield from _caught(error, scope, catches)

    return protected if last is None else _finally(protected, last)


def _finally(protected: Flow, last: Flow) -> Flow:
    def flow(scope: Scope) -> Iterator[Value]:
        try:
            yield from protected(scope)
        except GeneratorExit:
            # Whoever reads has gone: the block runs, what it puts out is dropped.
            for _ in last(scope):
                pass
            raise
        except BaseException:
            yield from last(scope)
            raise
        yield from last(scope)

    return flow


def _types(clause: tree.CatchClause) -> tuple[str, ...]:
    return tuple(constraint.type.name.lower() for constraint in clause.types)


def _caught(error: EopshError, scope: Scope, catches: list[tuple[tuple[str, ...], Flow]]) -> Iterator[Value]:
    found = as_script_error(error)
    clause = None if found is None else _clause_for(found.record, catches)
    if found is None or clause is None:
        raise error
    scope.session.remember(found.record)
    kept = keep_item(scope)
    scope.variables["_"] = found.record
    try:
        yield from clause(scope)
    finally:
        restore_item(scope, kept)


def _clause_for(record: ErrorRecord, catches: list[tuple[tuple[str, ...], Flow]]) -> Flow | None:
    found = list(caught_types(record))
    for name in found:
        for types, body in catches:
            if name in types:
                return body
    return next((body for types, body in catches if not types), None)


def trapped(nodes: tuple[tree.Statement, ...], unit: Unit, traps: tuple[tree.TrapStatement, ...]) -> Flow:
    """Compile statements with `trap`: its block runs for each error; the rest goes on after `continue`, else the error is shown."""
    flows = [(statements((node,), unit), unit.place(node)) for node in nodes]
    clauses = [(_trap_types(trap), _body(trap.body, unit)) for trap in traps]

    def flow(scope: Scope) -> Iterator[Value]:
        for run, place in flows:
            try:
                yield from guarded(scope, run(scope))
            except EopshError as error:
                found = as_script_error(error)
                body = None if found is None else _clause_for(found.record, clauses)
                if found is None or body is None:
                    raise
                yield from _trap(found.at(place), body, scope)

    return flow


def _trap_types(trap: tree.TrapStatement) -> tuple[str, ...]:
    return () if trap.type is None else (trap.type.type.name.lower(),)


def _trap(error: ScriptError, body: Flow, scope: Scope) -> Iterator[Value]:
    scope.variables["_"] = error.record
    try:
        yield from body(scope)
    except ContinueSignal:
        scope.session.remember(error.record)
        return
    except BreakSignal:
        raise error from None
    scope.session.report(error, scope)


@compiles_statement(tree.TrapStatement)
def _trap_alone(node: tree.TrapStatement, unit: Unit) -> Flow:
    return _nothing
