"""An engine over a played server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eopsh.engine import Engine
from tests.engine.doubles import RecordingFront, World, make_engine


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def notices() -> list[str]:
    return []


@pytest.fixture
def engine(tmp_path: Path, notices: list[str], world: World) -> Iterator[Engine]:
    engine = make_engine(tmp_path, notices)
    yield engine
    for event in (world.may_open, world.may_list, world.may_close):
        event.set()
    engine.close()


@pytest.fixture
def front(engine: Engine) -> RecordingFront:
    return RecordingFront(engine.interrupts.cancelled)
