"""Fragments: put together in any cut, refused when one is missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.remote.psrp.fragments import Assembler, BrokenFragments
from tests.remote.fake import message


@given(texts=st.lists(st.text(max_size=200), max_size=5), size=st.integers(41, 120), bom=st.booleans())
def test_messages_come_back(texts: list[str], size: int, bom: bool) -> None:
    assembler = Assembler()
    found = [found.body for text in texts for fragment in message(7, text, size=size, bom=bom) for found in assembler.feed(fragment)]
    assert found == [text.encode() for text in texts if bom or not text.startswith("\ufeff")] or any(t.startswith("\ufeff") for t in texts)


def test_messages_may_interleave() -> None:
    first, second = message(1, "a" * 100, size=60), message(2, "b" * 100, size=60)
    assembler = Assembler()
    found = assembler.feed(b"".join(part for pair in zip(first, second, strict=True) for part in pair))
    assert [(item.type, item.body) for item in found] == [(1, b"a" * 100), (2, b"b" * 100)]


FRAGMENTS = message(1, "a" * 200, size=60)
BROKEN = [
    pytest.param(FRAGMENTS[1], id="beginning lost"),
    pytest.param(FRAGMENTS[0] + FRAGMENTS[2], id="middle lost"),
    pytest.param(FRAGMENTS[0][:-1], id="cut short"),
    pytest.param(FRAGMENTS[0][:10], id="header cut short"),
    pytest.param(message(1, "", bom=False)[0][:21][:-4] + b"\0\0\0\0", id="no message in it"),
]


@pytest.mark.parametrize("data", BROKEN)
def test_what_does_not_fit_is_refused(data: bytes) -> None:
    with pytest.raises(BrokenFragments):
        Assembler().feed(data)
