"""Statement lists, the bodies of blocks, and function definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from eopsh.language import tree
from eopsh.objects import Value
from eopsh.runtime.attributes import check_attributes
from eopsh.runtime.blocks import BlockCode, Function, Parts
from eopsh.runtime.compiler.literals import INCREMENTS, lone_expression, raw_expression
from eopsh.runtime.compiler.operations import quick_of_item
from eopsh.runtime.compiler.unit import Evaluate, Flow, Unit, compiles_statement, is_silent, silent, statement
from eopsh.runtime.parameters import Parameters
from eopsh.runtime.scope import NOTHING, Scope
from eopsh.runtime.session import preference
from eopsh.runtime.signals import CAUGHT, Caught, Place, ScriptError, as_script_error, failure, not_yet


def statements(nodes: tuple[tree.Statement, ...], unit: Unit, traps: tuple[tree.TrapStatement, ...] = ()) -> Flow:
    """Compile a list of statements. An error ends its own statement; outside of `try` the next one goes on."""
    if traps:
        from eopsh.runtime.compiler.failures import trapped

        return trapped(nodes, unit, traps)
    compiled = [(_compiled(node, unit), unit.place(node)) for node in nodes]
    if len(compiled) == 1:
        return _one(*compiled[0])

    return _all_silent(compiled) if all(is_silent(run) for run, _ in compiled) else _several(compiled)


def _several(compiled: list[tuple[Flow, Place]]) -> Flow:
    def flow(scope: Scope) -> Iterator[Value]:
        for run, place in compiled:
            try:
                yield from run(scope)
            except CAUGHT as error:
                handle(error, scope, place)

    return flow


def _all_silent(compiled: list[tuple[Flow, Place]]) -> Flow:
    def flow(scope: Scope) -> Iterable[Value]:
        for run, place in compiled:
            try:
                run(scope)
            except CAUGHT as error:
                handle(error, scope, place)
        return ()

    return silent(flow)


def body_flow(node: tree.StatementBlock, unit: Unit) -> Flow:
    """Compile what stands in braces after a keyword."""
    return statements(node.statements, unit, node.traps)


def _one_silent(run: Flow, place: Place) -> Flow:
    def flow(scope: Scope) -> Iterable[Value]:
        try:
            run(scope)
        except CAUGHT as error:
            handle(error, scope, place)
        return ()

    return silent(flow)


def _one(run: Flow, place: Place) -> Flow:
    if is_silent(run):
        return _one_silent(run, place)

    def flow(scope: Scope) -> Iterator[Value]:
        try:
            yield from run(scope)
        except CAUGHT as error:
            handle(error, scope, place)

    return flow


def _compiled(node: tree.Statement, unit: Unit) -> Flow:
    """Compile a statement; what cannot be compiled fails when it is reached, so that what stands around it runs."""
    try:
        return statement(node, unit)
    except ScriptError as error:
        found = error.at(unit.place(node))
        found.thrown = True
        return _failing(found)


def _failing(error: ScriptError) -> Flow:
    def flow(scope: Scope) -> Iterable[Value]:
        raise error

    return flow


def handle(error: Caught, scope: Scope, place: Place) -> None:
    """Show an error that ended a statement, or pass on what is more than that."""
    found = as_script_error(error)
    if found is None:
        raise error
    found.at(place)
    if found.place is not None and not found.record.stack_trace:
        found.record = replace(found.record, stack_trace=stack_trace(scope, found.place))
    session = scope.session
    session.succeeded = False
    if not found.thrown:
        found.escalated = session.tries > 0 and not found.commanded and preference(scope, "erroractionpreference") == "stop"
    if session.tries or found.ending or (found.thrown and preference(scope, "erroractionpreference") not in ("silentlycontinue", "ignore")):
        raise found
    session.report(found, scope)


def located(error: Caught, place: Place) -> Exception:
    """Return an error with the place of the part that it arose in, where it has none yet."""
    found = as_script_error(error)
    return error if found is None else found.at(place)


def stack_trace(scope: Scope, place: Place) -> str:
    """Return what ScriptStackTrace says of a place: the functions that run, innermost first, each with its line."""
    rows = []
    for each in scope.chain():
        if each.place is not None:
            rows.append((each.function or _NO_NAME, place))
            place = each.place
    rows.append((_NO_NAME, place))
    return "\n".join(f"at {name}, {at.file or '<No file>'}: line {at.line}" for name, at in rows)


_NO_NAME = "<ScriptBlock>"


def compile_parts(code: BlockCode) -> Parts:
    """Compile the body of a block."""
    body, unit = code.tree, code.unit
    if body.usings:
        unit = _with_namespaces(body.usings, unit)
    unit = replace(unit, body=body)
    declared = body.param_block
    nodes = code.extra or (declared.parameters if declared is not None else ())
    check_attributes((*body.attributes, *(declared.attributes if declared is not None else ())), unit)
    for node in nodes:
        check_attributes(node.attributes, unit)
    parameters = Parameters(nodes, (*body.attributes, *(declared.attributes if declared is not None else ())), unit)
    flows: dict[str, Flow] = {}
    for block in body.blocks:
        kind = "process" if block.unnamed and code.filter else block.kind.lower()
        if kind not in ("begin", "process", "end", "clean"):
            raise not_yet(f"the {kind} block", unit.place(block))
        flows[kind] = statements(block.statements, unit, block.traps)
    found = _lone_body(body, parameters)
    single = None if found is None else _single(found, unit.place(body.blocks[0].statements[0]), unit)
    quick = None if found is None else quick_of_item(found)
    return Parts(parameters, flows.get("begin"), flows.get("process"), flows.get("end"), flows.get("clean"), single, quick)


def _with_namespaces(usings: tuple[tree.UsingStatement, ...], unit: Unit) -> Unit:
    for each in usings:
        if each.kind.lower() != "namespace" or each.name is None:
            raise not_yet("using, but for namespaces", unit.place(each))
    return replace(unit, namespaces=tuple(unit.text[each.name.start : each.name.end] for each in usings if each.name is not None))


def _lone_body(body: tree.ScriptBlock, parameters: Parameters) -> tree.Expression | None:
    """Return the expression that is the whole body, None when there is more."""
    if parameters or len(body.blocks) != 1 or not body.blocks[0].unnamed or len(body.blocks[0].statements) != 1:
        return None
    only = body.blocks[0].statements[0]
    found = lone_expression(only)
    if found is None or body.blocks[0].traps or (isinstance(found, tree.UnaryExpression) and found.operator in INCREMENTS):
        return None
    return found


def _single(found: tree.Expression, place: Place, unit: Unit) -> Evaluate:
    """Compile a body that is one expression: it needs no generator, and its errors find their place when they pass."""
    value = raw_expression(found, unit)

    def evaluate(scope: Scope) -> Value:
        try:
            return value(scope)
        except CAUGHT as error:
            handle(error, scope, place)
            return NOTHING

    return evaluate


@compiles_statement(tree.FunctionDefinition)
def _function(node: tree.FunctionDefinition, unit: Unit) -> Flow:
    if node.is_workflow:
        raise not_yet("workflows", unit.place(node))
    text = unit.text[node.body.start : node.body.end].strip()
    text = text[1:-1] if text.startswith("{") else text
    code = BlockCode(node.body, unit, text, extra=node.parameters or (), is_filter=node.is_filter)
    store = _definition(node.name, code)

    def flow(scope: Scope) -> Iterable[Value]:
        store(scope)
        return ()

    return flow


def _definition(name: str, code: BlockCode) -> Callable[[Scope], None]:
    prefix, colon, rest = name.partition(":")
    bare = rest if colon else name
    function = Function(bare, code)
    where = prefix.lower() if colon else ""

    def store(scope: Scope) -> None:
        target = scope.session.globals if where == "global" else scope.script if where == "script" else scope
        target.functions[bare.lower()] = function if scope.home is None else Function(bare, code.at(scope.home))
        if where == "private":
            target.hide(f"{bare.lower()}()")

    return store


@compiles_statement(tree.TypeDefinition)
def _type_definition(node: tree.TypeDefinition, unit: Unit) -> Flow:
    what = {"class": "classes", "enum": "enums"}.get(node.kind, node.kind)
    raise failure(
        f"eopsh does not run definitions of {what}.", "NotSupported", "NotImplemented", place=unit.place(node), hint="Use a function."
    )


@compiles_statement(tree.ErrorStatement)
def _damaged(node: tree.ErrorStatement, unit: Unit) -> Flow:
    raise failure("This part of the line is not valid.", "ParseException", "ParserError", place=unit.place(node))
