"""The colours of the line as prompt_toolkit draws them."""

from __future__ import annotations

import pytest
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout.controls import BufferControl
from prompt_toolkit.layout.processors import TransformationInput

from eopsh.shell.line.highlighting import MatchedBrackets


def marked(text: str, cursor: int, line: int = 0, shift: int = 0) -> str:
    """Return the characters of a line that stand out; `shift` is how far another processor has moved them."""
    document = Document(text, cursor)
    fragments: StyleAndTextTuples = [("", " " * shift), ("", document.lines[line])]
    asked = TransformationInput(BufferControl(Buffer()), document, line, lambda place: place + shift, fragments, 80, 24)
    found = MatchedBrackets().apply_transformation(asked).fragments
    return "".join(text for style, text, *_ in found if "matched" in style)


CASES = [
    pytest.param("(a (b))", 3, 0, "()", id="at an opening bracket"),
    pytest.param("@{ a = 1 }", 0, 0, "@{}", id="of two characters"),
    pytest.param("'(' (a)", 1, 0, "", id="not in a string"),
    pytest.param("f {\n 1 }", 2, 0, "{", id="the first line of two"),
    pytest.param("f {\n 1 }", 2, 1, "}", id="the second"),
    pytest.param("(a", 0, 0, "", id="without partner"),
]


@pytest.mark.parametrize(("text", "cursor", "line", "found"), CASES)
def test_matched_brackets(text: str, cursor: int, line: int, found: str) -> None:
    assert marked(text, cursor, line) == found


def test_a_line_that_was_moved_is_marked_where_it_shows() -> None:
    assert marked("(a)", 0, shift=3) == "()"
