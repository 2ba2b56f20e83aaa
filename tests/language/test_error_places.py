"""Where an error points, as PowerShell has it: text, error id, start and end of the first error."""

import pytest

from eopsh.language import parse

PLACES = [
    pytest.param("[int 5", "EndSquareBracketExpectedAtEndOfAttribute", 4, 4, id="right before what was found"),
    pytest.param("[int\n5", "EndSquareBracketExpectedAtEndOfAttribute", 3, 3, id="inside the name where nothing stands between"),
    pytest.param("[int ", "EndSquareBracketExpectedAtEndOfAttribute", 5, 5, id="at the end of the text"),
    pytest.param("@(1", "MissingEndParenthesisInSubexpression", 4, 4, id="behind the end of the text"),
    pytest.param("'x' ? 1\n2", "MissingColonInTernaryExpression", 8, 9, id="what stands in the colon's place"),
    pytest.param("'x' ? 1 ", "MissingColonInTernaryExpression", 9, 9, id="no colon at the end"),
    pytest.param("1 && ;", "EmptyPipelineChainElement", 2, 6, id="from the operator on"),
    pytest.param("1 &&", "EmptyPipelineChainElement", 4, 4, id="behind the operator"),
    pytest.param("x ${a b", "IncompleteDollarVariableReference", 3, 7, id="an open name"),
    pytest.param("1 -foo5 2", "UnexpectedToken", 2, 6, id="of an unknown operator the letters"),
    pytest.param("[A(B C)] $x", "MissingEndParenthesisInExpression", 3, 3, id="behind the bracket, not behind a bare name"),
    pytest.param("[A(B, C D)] $x", "MissingEndParenthesisInExpression", 5, 5, id="behind the comma"),
    pytest.param("[A(B = 1 C)] $x", "MissingEndParenthesisInExpression", 8, 8, id="behind a value"),
    pytest.param("${a{b} = 5", "OpenBraceNeedsToBeBackTickedInVariableName", 4, 5, id="behind the brace"),
]


@pytest.mark.parametrize(("text", "error_id", "start", "end"), PLACES)
def test_places(text: str, error_id: str, start: int, end: int) -> None:
    first = parse(text).errors[0]
    assert (first.error_id, first.start, first.end) == (error_id, start, end)
