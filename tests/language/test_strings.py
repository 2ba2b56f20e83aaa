"""Strings of all kinds: escapes, doubled quotes, holes, here-strings."""

from __future__ import annotations

import pytest

from eopsh.language import Answer, parse, tree


def value(text: str) -> str:
    """Return the value of a text that is one string."""
    expression = only(text)
    assert isinstance(expression, (tree.StringConstantExpression, tree.ExpandableStringExpression))
    return expression.value


def only(text: str) -> tree.Expression:
    """Return the expression that a text consists of."""
    parsed = parse(text)
    assert parsed.answer is Answer.COMPLETE
    (statement,) = parsed.tree.blocks[0].statements
    assert isinstance(statement, tree.Pipeline)
    (stage,) = statement.stages
    assert isinstance(stage, tree.CommandExpression)
    return stage.expression


VALUES = [
    pytest.param("'a''b'", "a'b", id="doubled single quote"),
    pytest.param('"a""b"', 'a"b', id="doubled double quote"),
    pytest.param("\u201ca\u2018b\u2019\u201d", "a\u2018b\u2019", id="typographic quotes"),
    pytest.param('"a\u201c\u201db"', "a\u201cb", id="a typographic pair inside is one quote"),
    pytest.param('"`t`n`0`$x`""', '\t\n\0$x"', id="escapes"),
    pytest.param('"`u{1F600}"', "😀", id="code point"),
    pytest.param("'`n'", "`n", id="no escapes in single quotes"),
    pytest.param("@'\na'b\n'@", "a'b", id="literal here-string"),
    pytest.param("@'\r\na\r\nb\r\n'@", "a\r\nb", id="line ends are kept"),
    pytest.param('@"\n"a"\n"@', '"a"', id="quotes in a here-string"),
    pytest.param("@'\n'@", "", id="empty here-string"),
    pytest.param('"5$ and $"', "5$ and $", id="a lone dollar"),
]


@pytest.mark.parametrize(("text", "expected"), VALUES)
def test_value(text: str, expected: str) -> None:
    assert value(text) == expected


HOLES = [
    pytest.param('"a $b c"', ["a ", "VariableExpression", " c"], id="variable"),
    pytest.param('"$a-$b_$c"', ["VariableExpression", "-", "VariableExpression", "VariableExpression"], id="where a name ends"),
    pytest.param('"${a b}x"', ["VariableExpression", "x"], id="braces"),
    pytest.param('"$a::b"', ["VariableExpression", "::b"], id="two colons end a name"),
    pytest.param('"$env:x $using:y"', ["VariableExpression", " ", "UsingExpression"], id="scopes"),
    pytest.param('"$(1) $($a.b)"', ["SubExpression", " ", "SubExpression"], id="sub-expressions"),
    pytest.param('"$a.b"', ["VariableExpression", ".b"], id="no member"),
]


@pytest.mark.parametrize(("text", "expected"), HOLES)
def test_holes(text: str, expected: list[str]) -> None:
    expression = only(text)
    assert isinstance(expression, tree.ExpandableStringExpression)
    assert [part if isinstance(part, str) else type(part).__name__ for part in expression.parts] == expected


def test_places_of_holes() -> None:
    expression = only('"ab $($x)"')
    assert isinstance(expression, tree.ExpandableStringExpression)
    hole = expression.parts[1]
    assert isinstance(hole, tree.SubExpression)
    assert (hole.start, hole.end) == (4, 9)
    assert (hole.body.start, hole.body.end) == (6, 8)


def test_doubled_quotes_in_a_sub_expression() -> None:
    text = '"$(""x y"") z"'
    expression = only(text)
    assert isinstance(expression, tree.ExpandableStringExpression)
    hole = expression.parts[0]
    assert isinstance(hole, tree.SubExpression)
    statement = hole.body.statements[0]
    assert isinstance(statement, tree.Pipeline)
    stage = statement.stages[0]
    assert isinstance(stage, tree.CommandExpression)
    inner = stage.expression
    assert isinstance(inner, tree.StringConstantExpression)
    assert (inner.value, text[inner.start : inner.end]) == ("x y", '""x y""')


def test_nested_tokens() -> None:
    (token,) = parse('"a $b $(1)"').tokens
    assert [(inner.kind, inner.start, inner.end) for inner in token.nested] == [
        ("Variable", 3, 5),
        ("DollarParen", 6, 8),
        ("Number", 8, 9),
        ("RParen", 9, 10),
    ]
