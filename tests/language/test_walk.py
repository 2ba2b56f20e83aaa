"""Going through a tree."""

from __future__ import annotations

from eopsh.language import parse, tree
from eopsh.language.walk import children, descendants


def test_children_in_the_order_of_the_fields() -> None:
    (statement,) = parse("if ($a) { 1 } else { 2 }").tree.blocks[0].statements
    assert [type(child).__name__ for child in children(statement)] == ["Pipeline", "StatementBlock", "StatementBlock"]


def test_descendants_come_parents_first() -> None:
    names = [node.name for node in descendants(parse("a $b { $c }").tree) if isinstance(node, tree.VariableExpression)]
    assert names == ["b", "c"]


def test_depth_is_no_matter() -> None:
    assert sum(isinstance(node, tree.BinaryExpression) for node in descendants(parse("1" + "+1" * 5000).tree)) == 5000
