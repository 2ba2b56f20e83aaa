"""What a stage of a pipeline puts out, by what goes in: Select-Object narrows, Group-Object groups, the rest is learnt or declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from eopsh.completion.outputs import output_shape
from eopsh.completion.shapes import Shape, custom, either, listed, of_type
from eopsh.language import tree

if TYPE_CHECKING:
    from eopsh.completion.inference import Inference

Given: TypeAlias = tuple[str, tree.Expression]
"""A value of a call with the lower-case name before it, empty for a value by its place."""

_STRING = of_type("System.String")


def output(inference: Inference, node: tree.Command, item: Shape | None) -> Shape | None:
    """Return the shape of one object that a command puts out for objects of the shape `item`."""
    name = node.name
    if name is None:
        return _of_block(inference, node)
    command = inference.context.resolve(name)
    known = (command.name if command is not None else name).lower()
    stage = _STAGES.get(known)
    if stage is not None:
        return stage(inference, list(_given(node)), item)
    learnt = output_shape(inference.context, command) if command is not None else inference.context.knowledge.output_of(known)
    if learnt is not None:
        return learnt
    defined = inference.function_output(known)
    if defined is not None:
        return defined
    declared = _TYPES.get(known) or (command.output_types[0] if command is not None and command.output_types else "")
    return of_type(declared) if declared else None


def _of_block(inference: Inference, node: tree.Command) -> Shape | None:
    """Return what `& { ... }` puts out."""
    block = node.elements[0] if node.elements else None
    if not isinstance(block, tree.ScriptBlockExpression) or not block.body.blocks:
        return None
    whole = inference.last(block.body.blocks[-1].statements)
    return whole.item() if whole is not None else None


def _given(node: tree.Command) -> Iterator[Given]:
    """Yield the values of a call with the parameter each stands behind; a list counts by its elements."""
    name = ""
    for element in node.elements[1:]:
        if isinstance(element, tree.CommandParameter):
            name = element.name.lower()
            if element.argument is not None:
                yield name, element.argument
                name = ""
            elif name in ("unique", "descending", "noelement", "asstring", "autosize", "wrap"):
                name = ""
        else:
            for value in element.elements if isinstance(element, tree.ArrayLiteral) else (element,):
                yield name, value
            name = ""


def _same(inference: Inference, given: list[Given], item: Shape | None) -> Shape | None:
    return item


def _of_properties(given: list[Given]) -> list[tree.Expression]:
    return [value for name, value in given if not name or (len(name) > 1 and "property".startswith(name))]


def _select(inference: Inference, given: list[Given], item: Shape | None) -> Shape | None:
    expanded = next((value for name, value in given if len(name) > 2 and "expandproperty".startswith(name)), None)
    if isinstance(expanded, tree.StringConstantExpression):
        inner = item.member(expanded.value) if item is not None else None
        return inner.item() if inner is not None else None
    chosen = _of_properties(given)
    if not chosen:
        return item
    return custom(pair for value in chosen for pair in _selected(value, item))


def _selected(value: tree.Expression, item: Shape | None) -> Iterator[tuple[str, Shape]]:
    if isinstance(value, tree.Hashtable):
        name = calculated_name(value)
        if name:
            yield name, Shape()
    elif isinstance(value, tree.StringConstantExpression):
        if "*" in value.value:
            yield from item.item().own if item is not None else ()
        else:
            yield value.value, (item.member(value.value) if item is not None else None) or Shape()


def calculated_name(table: tree.Hashtable) -> str:
    """Return the name that a calculated property gives; empty when it gives none."""
    for key, value in table.pairs:
        if isinstance(key, tree.StringConstantExpression) and key.value and _begins(key.value.lower(), ("name", "label")):
            text = value.stages[0] if isinstance(value, tree.Pipeline) and value.stages else value
            inner = text.expression if isinstance(text, tree.CommandExpression) else None
            return inner.value if isinstance(inner, tree.StringConstantExpression) else ""
    return ""


def _begins(typed: str, names: tuple[str, ...]) -> bool:
    return any(name.startswith(typed) for name in names)


def _group(inference: Inference, given: list[Given], item: Shape | None) -> Shape:
    return Shape(
        "Microsoft.PowerShell.Commands.GroupInfo",
        (
            ("Count", of_type("System.Int32")),
            ("Group", listed(item or Shape(), "System.Collections.ObjectModel.Collection")),
            ("Name", _STRING),
            ("Values", of_type("System.Collections.ArrayList")),
        ),
    )


def _measure(inference: Inference, given: list[Given], item: Shape | None) -> Shape:
    numbers = ("Average", "Sum", "Maximum", "Minimum", "StandardDeviation")
    own = (("Count", of_type("System.Int32")), *((name, of_type("System.Double")) for name in numbers), ("Property", _STRING))
    return Shape("Microsoft.PowerShell.Commands.GenericMeasureInfo", own)


def _date(inference: Inference, given: list[Given], item: Shape | None) -> Shape:
    formatted = any(len(name) > 1 and ("format".startswith(name) or "uformat".startswith(name)) for name, _ in given)
    return _STRING if formatted else of_type("System.DateTime")


def _commands(inference: Inference, given: list[Given], item: Shape | None) -> Shape | None:
    kinds = ("CommandInfo", "CmdletInfo", "FunctionInfo", "AliasInfo")
    return either(of_type(f"System.Management.Automation.{kind}") for kind in kinds)


def _for_each(inference: Inference, given: list[Given], item: Shape | None) -> Shape | None:
    values = [value for name, value in given if name in ("", "process", "membername", "p", "m")]
    if not values:
        return None
    value = values[-1]
    if isinstance(value, tree.StringConstantExpression):
        inner = item.member(value.value) if item is not None else None
        return inner.item() if inner is not None else None
    if isinstance(value, tree.ScriptBlockExpression) and value.body.blocks:
        found = inference.last(value.body.blocks[-1].statements)
        return found.item() if found is not None else None
    return None


def _new_object(inference: Inference, given: list[Given], item: Shape | None) -> Shape | None:
    named = next((value for name, value in given if not name or "typename".startswith(name)), None)
    if not isinstance(named, tree.StringConstantExpression):
        return None
    return custom(()) if named.value.lower() in ("psobject", "pscustomobject") else inference.type_named(named.value)


def _write_output(inference: Inference, given: list[Given], item: Shape | None) -> Shape | None:
    whole = inference.of(given[0][1]) if given else None
    return whole.item() if whole is not None else item


_STAGES: dict[str, Callable[[Inference, list[Given], Shape | None], Shape | None]] = {
    **dict.fromkeys(("where-object", "sort-object", "tee-object", "get-unique", "out-gridview"), _same),
    "get-command": _commands,
    "get-date": _date,
    "select-object": _select,
    "group-object": _group,
    "measure-object": _measure,
    "foreach-object": _for_each,
    "new-object": _new_object,
    "write-output": _write_output,
}
_TYPES = {
    "new-timespan": "System.TimeSpan",
    "get-content": "System.String",
    "out-string": "System.String",
    "read-host": "System.String",
    "convertto-json": "System.String",
    "convertto-csv": "System.String",
    "join-string": "System.String",
    "get-random": "System.Int32",
    "new-guid": "System.Guid",
    "get-item": "System.IO.FileInfo",
    "get-childitem": "System.IO.FileInfo",
    "get-credential": "System.Management.Automation.PSCredential",
    "get-module": "System.Management.Automation.PSModuleInfo",
    "get-host": "System.Management.Automation.Host.PSHost",
    "get-culture": "System.Globalization.CultureInfo",
    "test-path": "System.Boolean",
}
