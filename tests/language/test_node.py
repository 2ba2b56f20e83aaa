"""Nodes are frozen, compact, and made by position or by name."""

import pytest

from eopsh.language import tree


def test_fields_of_the_base_come_first() -> None:
    node = tree.Pipeline(1, 2, ())
    assert (node.start, node.end, node.stages, node.background) == (1, 2, (), False)
    assert tree.Pipeline(start=1, end=2, stages=(), background=True).background
    assert tree.Pipeline.__match_args__ == ("start", "end", "stages", "background")


def test_nothing_changes_and_nothing_is_added() -> None:
    node = tree.BreakStatement(0, 5, None)
    for name in ("label", "other"):
        with pytest.raises(AttributeError):
            setattr(node, name, 1)
    with pytest.raises(AttributeError):
        del node.label
    assert not hasattr(node, "__dict__")


def test_a_missing_field_is_an_error() -> None:
    with pytest.raises(TypeError):
        tree.Pipeline(0, 1)  # type: ignore[call-arg]


def test_shown_with_all_fields() -> None:
    assert (
        repr(tree.StringConstantExpression(0, 1, "a", "BareWord")) == "StringConstantExpression(start=0, end=1, value='a', kind='BareWord')"
    )


def test_matching() -> None:
    match tree.UnaryExpression(0, 2, "Not", tree.VariableExpression(1, 2, "x")):
        case tree.UnaryExpression(operator="Not", operand=tree.VariableExpression(name=name)):
            assert name == "x"
        case _:
            pytest.fail("the pattern does not match")
