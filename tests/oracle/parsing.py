"""Our parse in the form in which PowerShell's own was recorded: nested lists, UTF-16 offsets, error ids."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from eopsh.language import Parsed, ParseError, Token, parse, tree, walk
from tests.oracle.shapes import CASES, Case, UnknownCaseError
from tests.support import SHARED, json_lines

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
    """Parse the text of a case: its `script`, the documentation example that it names, or the start of the base script that it cuts.

    The recorded `incomplete` says that any error is an incomplete one, so it is asked in the same way here; `Parsed.answer`
    differs from it on purpose (docs/differences.md).
    """
    parsed = parse(case_text(case))
    offsets = Offsets(parsed.text)
    found: Case = {"incomplete": any(error.incomplete for error in parsed.errors)}
    if parsed.errors:
        found["errors"] = [_error(error, offsets) for error in parsed.errors]
    if "ast_flat" in case:
        found["ast_flat"] = flat(parsed, offsets)
    else:
        found["ast"] = outline(parsed.tree, offsets)
    found["tokens"] = tokens(parsed, offsets)
    return found


def case_text(case: Case) -> str:
    """Return the text that a case asks about."""
    if "script" in case:
        return str(case["script"])
    if "page" in case:
        return _examples()[case["page"], case["kind"], case["n"]]
    if "base" in case:
        units = 2 * int(str(case["cut"]))
        return _bases()[str(case["base"])].encode("utf-16-le", "surrogatepass")[:units].decode("utf-16-le", "surrogatepass")
    raise UnknownCaseError("no text")


@cache
def _examples() -> dict[tuple[object, ...], str]:
    rows = json_lines(SHARED / "data" / "examples.jsonl")
    return {(row["page"], row["kind"], row["n"]): str(row["code"]) for row in rows if "page" in row}


@cache
def _bases() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in (CASES / "incomplete.jsonl", SHARED / "oracle" / "incomplete.jsonl"):
        rows = json_lines(path) if path.exists() else iter(())
        found.update((str(row["id"]), str(row["script"])) for row in rows if "script" in row)
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
