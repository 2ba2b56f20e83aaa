"""Our parse in the form in which PowerShell's own was recorded: nested lists, UTF-16 offsets, error ids."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from eopsh.language import Parsed, ParseError, Token, parse, tree, walk

Case = dict[str, object]
Outline = list[object]

_TYPED = (tree.TypeConstraint, tree.TypeExpression, tree.Attribute)


class Offsets:
    """Turns code points into UTF-16 units."""

    def __init__(self, text: str) -> None:
        self._shifts: list[int] | None = None
        if any(char > "\uffff" for char in text):
            self._shifts = [0]
            for char in text:
                self._shifts.append(self._shifts[-1] + (2 if char > "\uffff" else 1))

    def __getitem__(self, place: int) -> int:
        return place if self._shifts is None else self._shifts[place]


def answer(case: Case) -> Case:
    """Answer one case of `parse.jsonl` or `incomplete.jsonl`; its `script` must be filled in.

    The recorded `incomplete` says that any error is an incomplete one, so it is asked in the same way here; `Parsed.answer`
    differs from it on purpose (docs/differences.md).
    """
    parsed = parse(str(case["script"]))
    offsets = Offsets(parsed.text)
    found: Case = {"id": case["id"], "incomplete": any(error.incomplete for error in parsed.errors)}
    if parsed.errors:
        found["errors"] = [_error(error, offsets) for error in parsed.errors]
    if "ast_flat" in case:
        found["ast_flat"] = flat(parsed, offsets)
    else:
        found["ast"] = outline(parsed.tree, offsets)
    found["tokens"] = tokens(parsed, offsets)
    return found


def _error(error: ParseError, offsets: Offsets) -> Case:
    start, end = offsets[error.start], offsets[error.end]
    return {"id": error.error_id, "message": error.message, "start": start, "end": end, "incomplete": error.incomplete}


def tokens(parsed: Parsed, offsets: Offsets) -> list[list[object]]:
    """The tokens but for blanks."""
    return [[token.kind, offsets[token.start], offsets[token.end], sorted(token.flags)] for token in _visible(parsed.tokens)]


def _visible(found: tuple[Token, ...]) -> Iterator[Token]:
    return (token for token in found if token.kind != "Whitespace")


def outline(node: tree.Node, offsets: Offsets) -> Outline:
    """A node as [kind, start, end, label?, children...]."""
    start, end = offsets[node.start], offsets[node.end]
    label = _label(node)
    head: Outline = [type(node).__name__, start, end] if label is None else [type(node).__name__, start, end, label]
    return head + [outline(child, offsets) for child in children(node)]


def flat(parsed: Parsed, offsets: Offsets) -> list[list[object]]:
    """The tree as [depth, kind, start, end] in pre-order; no recursion, the tree may be deep."""
    found: list[list[object]] = []
    waiting: list[tuple[int, tree.Node]] = [(0, parsed.tree)]
    while waiting:
        depth, node = waiting.pop()
        found.append([depth, type(node).__name__, offsets[node.start], offsets[node.end]])
        waiting += [(depth + 1, child) for child in reversed(list(children(node)))]
    return found


def children(node: tree.Node) -> list[tree.Node]:
    """The nodes right below a node, in the order of the text."""
    if isinstance(node, tree.Parameter):
        found: list[tree.Node] = [*node.attributes]
        found += [part for part in (node.variable, node.default) if part is not None]
    elif isinstance(node, tree.NamedAttributeArgument) and node.omitted:
        found = [node.value]
    else:
        found = walk.children(node)
    return sorted(found, key=lambda part: part.start) if isinstance(node, _SORTED) else found


_SORTED = (tree.ScriptBlock, tree.NamedBlock, tree.StatementBlock, tree.Command, tree.TypeDefinition, tree.Attribute)


def _label(node: tree.Node) -> str | None:
    if isinstance(node, tree.Command):
        name = _command_name(node)
        return f"{node.invocation}:{name or '?'}" if node.invocation else name
    if isinstance(node, (tree.StringConstantExpression, tree.ExpandableStringExpression)):
        return f"{node.kind}:{node.value}"
    if isinstance(node, tree.ConstantExpression):
        return f"{node.type}:{_number(node.value)}"
    if isinstance(node, tree.VariableExpression):
        return ("@" if node.splatted else "$") + node.name
    if isinstance(node, _TYPED):
        return node.type.name
    return _plain_label(node)


def _command_name(node: tree.Command) -> str | None:
    return node.name if node.elements else None


def _plain_label(node: tree.Node) -> str | None:
    if isinstance(node, (tree.BinaryExpression, tree.UnaryExpression, tree.AssignmentStatement, tree.PipelineChain)):
        return node.operator
    if isinstance(node, (tree.CommandParameter, tree.Parameter, tree.FunctionDefinition)):
        return node.name
    if isinstance(node, (tree.MemberExpression, tree.InvokeMemberExpression)):
        return "static" if node.static else "instance"
    if isinstance(node, tree.FileRedirection):
        return node.from_stream + (">>" if node.append else ">")
    if isinstance(node, tree.MergingRedirection):
        return f"{node.from_stream}>&{node.to_stream}"
    return None


def _number(value: object) -> str:
    if isinstance(value, float):
        return _double(value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _double(value: float) -> str:
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    text = repr(value)
    mantissa, mark, exponent = text.partition("e")
    if mark:
        return f"{mantissa.removesuffix('.0')}E{exponent[0]}{exponent[1:].zfill(2)}"
    return text.removesuffix(".0")
