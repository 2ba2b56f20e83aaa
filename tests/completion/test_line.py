"""The line as it is typed is parsed once."""

from eopsh.completion.line import parsed_line
from eopsh.language import parse


def test_the_same_text_is_parsed_once_and_as_ever() -> None:
    text = "Get-Date | Sort-Object {"
    assert parsed_line(text) is parsed_line(text)
    assert parsed_line(text).answer is parse(text).answer
