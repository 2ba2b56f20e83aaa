"""Statements that would leave a `finally` block, which PowerShell forbids: `return`, and jumps out of loops that stand around it."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.language.tree import (
    BreakStatement,
    ContinueStatement,
    DoUntilStatement,
    DoWhileStatement,
    ForEachStatement,
    ForStatement,
    FunctionDefinition,
    Node,
    ReturnStatement,
    ScriptBlockExpression,
    StatementBlock,
    StringConstantExpression,
    SwitchStatement,
    TrapStatement,
    TypeDefinition,
    WhileStatement,
)
from eopsh.language.walk import children

_LOOPS = (DoUntilStatement, DoWhileStatement, ForEachStatement, ForStatement, SwitchStatement, WhileStatement)
_OF_THEIR_OWN = (FunctionDefinition, ScriptBlockExpression, TrapStatement, TypeDefinition)


def leaving(body: StatementBlock) -> Iterator[Node]:
    """Yield the statements of a `finally` block that would leave it. No recursion, so that no depth is too much."""
    waiting: list[tuple[Node, tuple[str, ...]]] = [(body, ())]
    while waiting:
        node, loops = waiting.pop()
        if isinstance(node, ReturnStatement) or (isinstance(node, BreakStatement | ContinueStatement) and _leaves(node, loops)):
            yield node
        if isinstance(node, _OF_THEIR_OWN):
            continue
        if isinstance(node, _LOOPS):
            loops = (*loops, (node.label or "").lower())
        waiting += [(child, loops) for child in reversed(children(node))]


def _leaves(jump: BreakStatement | ContinueStatement, loops: tuple[str, ...]) -> bool:
    if jump.label is None:
        return not loops
    return not isinstance(jump.label, StringConstantExpression) or str(jump.label.value).lower() not in loops
