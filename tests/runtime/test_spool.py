"""The queue that goes to disk: order, chunks, and what is left behind."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.objects import PSObject
from eopsh.runtime import Spool
from eopsh.runtime.spool import CHUNK


@given(st.lists(st.one_of(st.just("get"), st.integers(1, 600)), max_size=12), st.integers(1, 40))
def test_first_in_first_out(steps: list[str | int], limit: int) -> None:
    spool, expected, made = Spool(limit), [], 0
    for step in steps:
        if isinstance(step, int):
            for _ in range(step):
                spool.put(made)
                expected.append(made)
                made += 1
        elif expected:
            assert spool.get() == expected.pop(0)
        assert len(spool) == len(expected)
    assert [spool.get() for _ in range(len(spool))] == expected
    spool.close()


@pytest.fixture
def spool() -> Iterator[Spool]:
    """A spool that keeps ten objects in memory."""
    made = Spool(limit=10)
    yield made
    made.close()


def test_objects_stay_in_memory_up_to_the_limit(spool: Spool) -> None:
    for number in range(10 + CHUNK + 5):
        spool.put(number)
    assert spool.on_disk == CHUNK


def test_the_file_is_private_and_has_no_name(spool: Spool) -> None:
    for number in range(10 + CHUNK):
        spool.put(number)
    assert spool._file is not None
    status = os.fstat(spool._file.fileno())
    assert stat.S_IMODE(status.st_mode) == 0o600
    if os.name == "posix":
        assert status.st_nlink == 0


def test_objects_come_back_whole(spool: Spool) -> None:
    for _ in range(10):
        spool.put("before")
    for number in range(CHUNK):
        spool.put(PSObject({"Number": number, "Names": ["a", "b"]}, type_names=("T",), text=f"n{number}"))
    *_, first = (spool.get() for _ in range(11))
    assert isinstance(first, PSObject)
    assert (first.text, first.get("Names"), first.type_names[0]) == ("n0", ["a", "b"], "T")


def test_closed_it_is_empty(spool: Spool) -> None:
    spool.put(1)
    spool.close()
    assert len(spool) == 0
    with pytest.raises(IndexError):
        spool.get()
