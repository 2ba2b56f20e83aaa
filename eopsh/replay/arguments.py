"""Binding without values: what of a line's arguments is wrong, or missing, whatever its variables hold."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import UNKNOWN, Argument, BindingError, BoundCall, bind
from eopsh.completion import CompletionContext
from eopsh.language import Parsed, tree
from eopsh.language.walk import descendants
from eopsh.objects import Value


def bound_calls(parsed: Parsed, context: CompletionContext) -> Iterator[BoundCall | BindingError]:
    """Yield what the binder makes of each known command of a text, with places in it. Variables and computed values are unknown."""
    piped = {id(stage) for node in descendants(parsed.tree) if isinstance(node, tree.Pipeline) for stage in node.stages[1:]}
    for node in descendants(parsed.tree):
        command = context.resolve(node.name) if isinstance(node, tree.Command) and node.name is not None else None
        if command is None or not isinstance(node, tree.Command):
            continue
        place = (node.elements[0].start, node.elements[0].end)
        try:
            yield bind(command, list(_arguments(node, parsed.text)), piped=id(node) in piped, place=place)
        except BindingError as error:
            yield error


def _arguments(node: tree.Command, text: str) -> Iterator[Argument]:
    for element in node.elements[1:]:
        if isinstance(element, tree.CommandParameter):
            spelling = text[element.start : element.end]
            plain = Argument(element.name, start=element.start, end=element.end, spelling=spelling)
            yield plain if element.argument is None else _argument(element.name, element.argument, text)
        elif isinstance(element, tree.VariableExpression) and element.splatted:
            yield Argument(None, UNKNOWN, True, element.start, element.end, splatted=True)
        else:
            yield _argument(None, element, text)


def _argument(name: str | None, node: tree.Expression, text: str) -> Argument:
    bare = isinstance(node, tree.StringConstantExpression) and node.kind == "BareWord"
    return Argument(name, literal(node), True, node.start, node.end, text[node.start : node.end], bare)


def literal(node: tree.Expression) -> Value:
    """Return the value of what is written out; UNKNOWN for what only running can tell."""
    match node:
        case tree.StringConstantExpression() | tree.ConstantExpression():
            return node.value
        case tree.VariableExpression(name=name) if name.lower() in _CONSTANTS:
            return _CONSTANTS[name.lower()]
        case tree.ArrayLiteral(elements=elements):
            values = [literal(element) for element in elements]
            return UNKNOWN if any(value is UNKNOWN for value in values) else values
    return UNKNOWN


_CONSTANTS: dict[str, Value] = {"true": True, "false": False, "null": None}
