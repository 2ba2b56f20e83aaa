"""Control flow: conditions, loops, switch, try, and the jumps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NoReturn, TypeAlias

from eopsh.errors import Stopped
from eopsh.language import tree
from eopsh.objects import EnumValue, PSList, ScriptBlock, Value, equals, like, to_bool, to_text
from eopsh.objects.bounds import spare_memory
from eopsh.objects.regex import RegexError
from eopsh.runtime.blocks import code_of, keep_item, restore_item
from eopsh.runtime.compiler.assignment import variable_store
from eopsh.runtime.compiler.literals import lone_expression, statement_value
from eopsh.runtime.compiler.operations import matches, range_bounds
from eopsh.runtime.compiler.script import body_flow, located
from eopsh.runtime.compiler.unit import Evaluate, Flow, Unit, compiles_statement, expression, is_silent, silent, statement
from eopsh.runtime.enumerators import Enumerator
from eopsh.runtime.scope import NOTHING, Scope
from eopsh.runtime.signals import CAUGHT, BreakSignal, ContinueSignal, ExitSignal, LoopSignal, Place, ReturnSignal, failure, not_yet
from eopsh.runtime.values import plain, unrolled


def _condition(node: tree.Node, unit: Unit) -> Callable[[Scope], bool]:
    value, place = statement_value(node, unit), unit.place(node)

    def holds(scope: Scope) -> bool:
        try:
            found = value(scope)
        except CAUGHT as error:
            raise located(error, place) from None
        return found if found is True or found is False else to_bool(plain(found))

    return holds


@compiles_statement(tree.IfStatement)
def _if(node: tree.IfStatement, unit: Unit) -> Flow:
    clauses = [(_condition(condition, unit), body_flow(body, unit)) for condition, body in node.clauses]
    otherwise = None if node.otherwise is None else body_flow(node.otherwise, unit)

    def flow(scope: Scope) -> Iterable[Value]:
        for condition, body in clauses:
            if condition(scope):
                return body(scope)
        return () if otherwise is None else otherwise(scope)

    bodies = [body for _, body in clauses] + ([] if otherwise is None else [otherwise])
    return silent(flow) if all(is_silent(body) for body in bodies) else flow


# --- loops


def _means(signal: LoopSignal, label: str) -> bool:
    return not signal.label or signal.label.lower() == label


_LOOK_TURNS = 0x3FFF
"""So many turns, less one, lie between two looks at the memory."""
Turns: TypeAlias = Callable[[Scope], Iterator[object]]
"""What a loop does between its turns: yields once a turn, ends when the loop does."""


def _loop(label: str | None, turns: Turns, body: Flow) -> Flow:
    """Compile a loop over turns: its body runs once a turn; `break` and `continue` that mean another loop pass through."""
    name = (label or "").lower()
    if is_silent(body):
        return _silent_loop(name, turns, body)

    def flow(scope: Scope) -> Iterator[Value]:
        cancelled = scope.session.host.cancelled
        try:
            for turn, _ in enumerate(turns(scope), 1):
                if cancelled():
                    raise Stopped
                if not turn & _LOOK_TURNS:
                    spare_memory()
                try:
                    yield from body(scope)
                except ContinueSignal as signal:
                    if not _means(signal, name):
                        raise
        except BreakSignal as signal:
            if not _means(signal, name):
                raise

    return flow


def _silent_loop(name: str, turns: Turns, body: Flow) -> Flow:
    def flow(scope: Scope) -> Iterable[Value]:
        cancelled = scope.session.host.cancelled
        try:
            for turn, _ in enumerate(turns(scope), 1):
                if cancelled():
                    raise Stopped
                if not turn & _LOOK_TURNS:
                    spare_memory()
                try:
                    body(scope)
                except ContinueSignal as signal:
                    if not _means(signal, name):
                        raise
        except BreakSignal as signal:
            if not _means(signal, name):
                raise
        return ()

    return silent(flow)


@compiles_statement(tree.WhileStatement)
def _while(node: tree.WhileStatement, unit: Unit) -> Flow:
    condition = _condition(node.condition, unit)

    def turns(scope: Scope) -> Iterator[object]:
        while condition(scope):
            yield None

    return _loop(node.label, turns, body_flow(node.body, unit))


def _do(node: tree.DoWhileStatement | tree.DoUntilStatement, unit: Unit, *, wanted: bool) -> Flow:
    condition = _condition(node.condition, unit)

    def turns(scope: Scope) -> Iterator[object]:
        yield None
        while condition(scope) is wanted:
            yield None

    return _loop(node.label, turns, body_flow(node.body, unit))


@compiles_statement(tree.DoWhileStatement)
def _do_while(node: tree.DoWhileStatement, unit: Unit) -> Flow:
    return _do(node, unit, wanted=True)


@compiles_statement(tree.DoUntilStatement)
def _do_until(node: tree.DoUntilStatement, unit: Unit) -> Flow:
    return _do(node, unit, wanted=False)


@compiles_statement(tree.ForStatement)
def _for(node: tree.ForStatement, unit: Unit) -> Flow:
    start = _part(node.initializer, unit)
    condition = _condition(node.condition, unit) if node.condition is not None else _always
    step = _part(node.iterator, unit)

    def turns(scope: Scope) -> Iterator[object]:
        start(scope)
        while condition(scope):
            yield None
            step(scope)

    return _loop(node.label, turns, body_flow(node.body, unit))


def _part(node: tree.Statement | None, unit: Unit) -> Callable[[Scope], None]:
    """Compile the first or last part of a `for`; an error in it ends the loop."""
    if node is None:
        return lambda scope: None
    run, place = statement(node, unit), unit.place(node)

    def evaluate(scope: Scope) -> None:
        try:
            values = run(scope)
            if values != ():
                for _ in values:
                    pass
        except CAUGHT as error:
            raise located(error, place) from None

    return evaluate


def _nothing(scope: Scope) -> Iterable[Value]:
    return ()


def _always(scope: Scope) -> bool:
    return True


@compiles_statement(tree.ForEachStatement)
def _for_each(node: tree.ForEachStatement, unit: Unit) -> Flow:
    if node.parallel:
        raise not_yet("foreach -parallel", unit.place(node))
    values = _located_value(_counted(node.condition, unit) or statement_value(node.condition, unit), unit.place(node.condition))
    store = variable_store(node.variable.name, unit, node.variable)
    watched = "$foreach" in unit.text[node.start : node.end].lower()
    place = unit.place(node.variable)

    def turns(scope: Scope) -> Iterator[object]:
        found = values(scope)
        if found is None:
            return
        items = unrolled(found)
        with _enumerating(scope, "foreach", items) if watched else nullcontext(items) as items:
            for item in _unchanged(items, place) if isinstance(items, PSList) else items:
                store(scope, item)
                yield None

    return _loop(node.label, turns, body_flow(node.body, unit))


def _located_value(value: Evaluate, place: Place) -> Evaluate:
    def evaluate(scope: Scope) -> Value:
        try:
            return value(scope)
        except CAUGHT as error:
            raise located(error, place) from None

    return evaluate


def _counted(node: tree.Node, unit: Unit) -> Evaluate | None:
    """Compile a range that is gone over: it is counted, never built."""
    found = lone_expression(node)
    return None if found is None else range_bounds(found, unit)


def _unchanged(items: PSList, place: Place) -> Iterator[Value]:
    """Go over a collection; to add or remove meanwhile is an error, as it is for PowerShell."""
    count = len(items)
    for item in list(items):
        yield item
        if len(items) != count:
            kind = "System.InvalidOperationException"
            message = "Collection was modified; enumeration operation may not execute."
            raise failure(message, kind, "OperationStopped", exception=kind, place=place)


@contextmanager
def _enumerating(scope: Scope, name: str, items: Iterable[Value]) -> Iterator[Iterable[Value]]:
    """Set `$foreach` or `$switch` to what is enumerated, for as long as the statement runs."""
    enumerator = Enumerator(list(items), "System.Array+ArrayEnumerator")
    kept = scope.variables.get(name, NOTHING)
    scope.variables[name] = enumerator
    try:
        yield enumerator
    finally:
        if kept is NOTHING:
            scope.variables.pop(name, None)
        else:
            scope.variables[name] = kept


# --- switch


@compiles_statement(tree.SwitchStatement)
def _switch(node: tree.SwitchStatement, unit: Unit) -> Flow:
    if {"Parallel"} & set(node.flags):
        raise not_yet("switch -Parallel", unit.place(node))
    values = _lines_of(node, unit) if "File" in node.flags else _counted(node.condition, unit) or statement_value(node.condition, unit)
    clauses = [(_clause(test, unit, frozenset(node.flags)), body_flow(body, unit)) for test, body in node.clauses]
    default = None if node.default is None else body_flow(node.default, unit)
    watched = "$switch" in unit.text[node.start : node.end].lower()

    def turns(scope: Scope) -> Iterator[object]:
        kept = keep_item(scope)
        items = unrolled(values(scope))
        try:
            with _enumerating(scope, "switch", items) if watched else nullcontext(items) as items:
                for item in items:
                    scope.variables["_"] = item
                    yield None
        finally:
            restore_item(scope, kept)

    return _loop(node.label, turns, lambda scope: _cases(scope, scope.variables["_"], clauses, default))


def _lines_of(node: tree.SwitchStatement, unit: Unit) -> Evaluate:
    """Compile `switch -File`: the lines of the file."""
    name = statement_value(node.condition, unit)

    def evaluate(scope: Scope) -> Value:
        return Path(to_text(plain(name(scope)))).read_text(encoding="utf-8-sig").splitlines()

    return evaluate


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
    value, place = expression(node, unit), unit.place(node)
    ignore_case = "CaseSensitive" not in flags

    def test(scope: Scope, item: Value) -> bool:
        wanted = value(scope)
        if isinstance(wanted, ScriptBlock):
            return to_bool(code_of(wanted).value(scope, item))
        if "Wildcard" in flags:
            return like(to_text(item), to_text(wanted), ignore_case)
        if "Regex" in flags:
            return _matches_clause(item, wanted, scope, place, ignore_case=ignore_case)
        return _same(item, wanted, ignore_case)

    return test


def _matches_clause(item: Value, wanted: Value, scope: Scope, place: Place, *, ignore_case: bool) -> bool:
    try:
        return matches(to_text(item), wanted, scope, ignore_case=ignore_case) is True
    except RegexError:
        message = f"The regular expression pattern {to_text(wanted)} is not valid."
        raise failure(message, "InvalidRegularExpression", place=place) from None


def _same(item: Value, wanted: Value, ignore_case: bool) -> bool:
    """Compare a value with a clause: by their texts, and an enum of the server's by its number as well."""
    if item is None or wanted is None:
        return item is wanted
    if isinstance(item, EnumValue) and item.type_names[0].startswith("Deserialized.") and isinstance(wanted, int):
        return item.number == wanted
    return equals(to_text(item), to_text(wanted), ignore_case)


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
    values = _nothing if node.pipeline is None else statement(node.pipeline, unit)
    place = unit.place(node if node.pipeline is None else node.pipeline)

    def flow(scope: Scope) -> Iterator[Value]:
        try:
            yield from values(scope)
        except CAUGHT as error:
            raise located(error, place) from None
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
