"""Whether a line may run again by itself after its session was lost."""

from __future__ import annotations

from collections.abc import Callable

from eopsh.catalogue import Command, Kind
from eopsh.language import tree
from eopsh.language.walk import descendants

READING_VERBS = frozenset({"get", "test", "search"})
"""Verbs of cmdlets that change nothing."""

Resolve = Callable[[str], Command | None]


def changes(command: Command) -> bool:
    """Tell whether a command may change something on the server: by its verb, for nothing else is known of it."""
    return command.kind is Kind.REMOTE and command.name.partition("-")[0].casefold() not in READING_VERBS


def repeatable(script: tree.ScriptBlock, resolve: Resolve) -> bool:
    """Tell whether every remote command anywhere in the tree, script blocks included, only reads.

    A command whose name is computed could be any; so could one that the user defined, whose body is not in this tree.
    """
    for node in descendants(script):
        if isinstance(node, tree.Command):
            command = resolve(node.name) if node.name and not node.invocation else None
            if command is None or command.kind is Kind.FUNCTION or changes(command):
                return False
        elif _counts(node):
            return False
    return True


def _counts(node: tree.Node) -> bool:
    """Tell whether a node builds on the value that a variable had before, so that a second run would count twice."""
    if isinstance(node, tree.AssignmentStatement):
        return node.operator != "Equals"
    return isinstance(node, tree.UnaryExpression) and node.operator.endswith(("PlusPlus", "MinusMinus"))
