"""Errors in scripts: throw, try, trap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NoReturn

from eopsh.language import tree
from eopsh.objects import ErrorRecord, PSObject, Value, to_text, type_name
from eopsh.runtime.blocks import keep_item, restore_item
from eopsh.runtime.compiler.literals import statement_value
from eopsh.runtime.compiler.script import body_flow, statements
from eopsh.runtime.compiler.unit import Flow, Unit, compiles_statement
from eopsh.runtime.exceptions import caught_types, is_exception, type_spellings
from eopsh.runtime.scope import NOTHING, Scope
from eopsh.runtime.signals import CAUGHT, BreakSignal, Caught, ContinueSignal, LoopSignal, ScriptError, as_script_error, failure
from eopsh.runtime.values import plain


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
            return _again(current)
        return failure("ScriptHalted", "ScriptHalted", "OperationStopped", thrown=True)
    if isinstance(value, ErrorRecord):
        return _again(value)
    if value is None:
        return failure("ScriptHalted", "ScriptHalted", "OperationStopped", thrown=True)
    if isinstance(value, PSObject) and is_exception(value):
        message = to_text(value.get("Message"))
        record = ErrorRecord(message, message, "OperationStopped", None, value.type_names[0], exception=value)
        return ScriptError(record, thrown=True)
    text = to_text(value)
    error = failure(text, text, "OperationStopped", target=value, thrown=True)
    error.record = replace(error.record, reason="RuntimeException", target_name=text, target_type=type_name(value).rpartition(".")[2])
    return error


def _again(record: ErrorRecord) -> ScriptError:
    error = ScriptError(record, thrown=True)
    error.escalated = True
    return error


def guarded(scope: Scope, body: Flow) -> Iterator[Value]:
    """Run a body so that errors in it are raised, not shown; what runs between its objects is not inside."""
    session = scope.session
    session.tries += 1
    try:
        items = iter(body(scope))
    finally:
        session.tries -= 1
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
    body = body_flow(node.body, unit)
    catches = [(_types(clause), body_flow(clause.body, unit)) for clause in node.catches]
    last = None if node.finally_body is None else body_flow(node.finally_body, unit)

    def protected(scope: Scope) -> Iterator[Value]:
        try:
            yield from guarded(scope, body)
        except CAUGHT as error:
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
        except BaseException as error:
            yield from _last(error, last, scope)
            raise
        yield from last(scope)

    return flow


def _last(error: BaseException, last: Flow, scope: Scope) -> Iterator[Value]:
    """Run a `finally` block behind an error: a jump out of it is none, an error of its own takes the place of the first."""
    try:
        yield from last(scope)
    except LoopSignal:
        return
    except ScriptError:
        if isinstance(error, ScriptError):
            scope.session.remember(error.record)
        raise


def _types(clause: tree.CatchClause) -> tuple[str, ...]:
    return tuple(constraint.type.name.lower() for constraint in clause.types)


def _caught(error: Caught, scope: Scope, catches: list[tuple[tuple[str, ...], Flow]]) -> Iterator[Value]:
    found = as_script_error(error)
    clause = None if found is None else _clause_for(found.record, catches)
    if found is None or clause is None or found.ending:
        raise error
    scope.session.remember(found.record)
    kept = keep_item(scope)
    scope.variables["_"] = found.record
    try:
        yield from clause(scope)
    finally:
        restore_item(scope, kept)


def _clause_for(record: ErrorRecord, catches: list[tuple[tuple[str, ...], Flow]]) -> Flow | None:
    for chain in caught_types(record):
        exact = frozenset(type_spellings(chain[:1]))
        every = frozenset(type_spellings(chain))
        for known in (exact, every):
            found = next(((types, body) for types, body in catches if not known.isdisjoint(types)), None)
            if found is not None and _GENERAL.isdisjoint(found[0]):
                return found[1]
    return next((body for types, body in catches if not types or not _GENERAL.isdisjoint(types)), None)


_GENERAL = frozenset({"exception", "system.exception"})


def trapped(nodes: tuple[tree.Statement, ...], unit: Unit, traps: tuple[tree.TrapStatement, ...]) -> Flow:
    """Compile statements with `trap`: its block runs for each error; the rest goes on after `continue`, else the error is shown."""
    flows = [(statements((node,), unit), unit.place(node)) for node in nodes]
    clauses = [(_trap_types(trap), body_flow(trap.body, unit)) for trap in traps]

    def flow(scope: Scope) -> Iterator[Value]:
        for run, place in flows:
            try:
                yield from guarded(scope, run)
            except CAUGHT as error:
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
        if not error.thrown:
            error.thrown = error.preferred = error.escalated = True
        raise error from None
    scope.session.report(error, scope)


@compiles_statement(tree.TrapStatement)
def _trap_alone(node: tree.TrapStatement, unit: Unit) -> Flow:
    return lambda scope: ()
