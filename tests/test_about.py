"""The topics about eopsh, folded to a window."""

from __future__ import annotations

import pytest

from eopsh.about import TOPICS, folded, topic

TEXT = """# A heading that is longer than the window

A paragraph that stands
on two lines.

- an item with a tail
  that goes on
- another
10. a numbered one with a tail
    code stays as it is, whatever its length
"""


def test_paragraphs_and_items_are_folded() -> None:
    assert folded(TEXT, 20).split("\n") == [
        "# A heading that is longer than the window",
        "",
        "A paragraph that",
        "stands on two lines.",
        "",
        "- an item with a",
        "  tail that goes on",
        "- another",
        "10. a numbered one",
        "    with a tail",
        "    code stays as it is, whatever its length",
        "",
    ]


@pytest.mark.parametrize("name", TOPICS)
@pytest.mark.parametrize("width", [80, 120])
def test_no_word_of_a_topic_is_lost(name: str, width: int) -> None:
    text = topic(name)
    shown = folded(text, width)
    assert shown.split() == text.split()
    assert [line for line in shown.split("\n") if len(line) > width and not line.startswith(("#", "    ", "|"))] == []
