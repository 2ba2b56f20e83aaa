"""Going through a tree: the children of a node, and all that is below it."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.language.tree import Node


def children(node: Node) -> list[Node]:
    """Return the nodes directly below a node, in the order of its fields."""
    found: list[Node] = []
    for name in _field_names(type(node)):
        _collect(getattr(node, name), found)
    return found


def descendants(node: Node) -> Iterator[Node]:
    """Yield a node and all nodes below it, parents first. No recursion, so that no depth is too much."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(children(current)))


_FIELD_NAMES: dict[type[Node], tuple[str, ...]] = {}


def _field_names(kind: type[Node]) -> tuple[str, ...]:
    names = _FIELD_NAMES.get(kind)
    if names is None:
        names = _FIELD_NAMES[kind] = tuple(name for name in kind.__match_args__ if name not in ("start", "end"))
    return names


def _collect(value: object, found: list[Node]) -> None:
    if isinstance(value, Node):
        found.append(value)
    elif type(value) is tuple:
        for item in value:
            _collect(item, found)
