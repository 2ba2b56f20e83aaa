"""Servers for the tests of the wire."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.remote.fake import FakeServer, fake_server


@pytest.fixture
def server() -> Iterator[FakeServer]:
    """A canned server of its own for each test."""
    with fake_server() as running:
        yield running


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes a minute of real time")
