"""What the compiler's families share: the text a tree came from, and the tables that nodes are looked up in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias, TypeVar, cast

from eopsh.frozen import frozen
from eopsh.language import tree
from eopsh.objects import Value, full_type_name
from eopsh.runtime.scope import Scope
from eopsh.runtime.signals import Place, not_yet

Evaluate: TypeAlias = Callable[[Scope], Value]
"""A compiled expression."""
Flow: TypeAlias = Callable[[Scope], Iterable[Value]]
"""A compiled statement: yields what it puts out."""
N = TypeVar("N", bound=tree.Node)


@frozen
class Unit:
    """One parsed text."""

    text: str
    namespaces: tuple[str, ...] = ()
    """What `using namespace` names."""
    file: str = ""
    """The path of the script file, empty for a line."""
    body: tree.ScriptBlock | None = None
    """The block that is being compiled."""

    def type_name(self, name: str) -> str:
        """Return a type's whole name, found in the namespaces where it is not known by itself."""
        full, bare = full_type_name(name), name.casefold()
        if full.casefold() != bare or "." in bare.partition("[")[0]:
            return full
        generic = bare.endswith("]") and not bare.endswith("[]")
        for namespace in self.namespaces:
            inside = f"{namespace}.{bare}"
            if generic and namespace.casefold() == "system.collections.generic":
                return full_type_name(f"{namespace}.{name}")
            if full_type_name(inside) != inside:
                return full_type_name(inside)
        return full

    def place(self, node: tree.Node | tree.TypeName) -> Place:
        """Return where a node stands."""
        return Place(self.text, node.start, node.end, file=self.file)


_expressions: dict[type[tree.Node], Callable[[tree.Node, Unit], Evaluate]] = {}
_statements: dict[type[tree.Node], Callable[[tree.Node, Unit], Flow]] = {}


def compiles_expression(kind: type[N]) -> Callable[[Callable[[N, Unit], Evaluate]], Callable[[N, Unit], Evaluate]]:
    """Register the function that compiles expressions of a kind."""

    def register(function: Callable[[N, Unit], Evaluate]) -> Callable[[N, Unit], Evaluate]:
        _expressions[kind] = cast(Callable[[tree.Node, Unit], Evaluate], function)
        return function

    return register


def compiles_statement(kind: type[N]) -> Callable[[Callable[[N, Unit], Flow]], Callable[[N, Unit], Flow]]:
    """Register the function that compiles statements of a kind."""

    def register(function: Callable[[N, Unit], Flow]) -> Callable[[N, Unit], Flow]:
        _statements[kind] = cast(Callable[[tree.Node, Unit], Flow], function)
        return function

    return register


def expression(node: tree.Node, unit: Unit) -> Evaluate:
    """Compile an expression."""
    compiler = _expressions.get(type(node))
    if compiler is None:
        raise not_yet(described(node), unit.place(node))
    return compiler(node, unit)


def statement(node: tree.Node, unit: Unit) -> Flow:
    """Compile a statement. What is not supported fails when it is reached, so that the lines around it run."""
    compiler = _statements.get(type(node))
    if compiler is None:
        raise not_yet(described(node), unit.place(node))
    return compiler(node, unit)


def silent(flow: Flow) -> Flow:
    """Mark a statement that never puts anything out: it has run when its call returns."""
    setattr(flow, _SILENT, True)
    return flow


def is_silent(flow: Flow) -> bool:
    """Tell whether a statement has run when its call returns, so that a loop need not ask it for objects."""
    return getattr(flow, _SILENT, False) is True


_SILENT = "silent"


def described(node: tree.Node) -> str:
    """Name a kind of node in words: `type definition`."""
    words = "".join(f" {char.lower()}" if char.isupper() else char for char in type(node).__name__).strip()
    return {"type definition": "classes and enums", "using statement": "using", "data statement": "data sections"}.get(words, words)
