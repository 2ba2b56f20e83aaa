"""One organization for the tests that only read, and a fresh one for those that write."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pypsrp.powershell import RunspacePool

from eopsh.demo import DemoServer
from tests.demo.support import session


@pytest.fixture(scope="session")
def shared_server() -> Iterator[DemoServer]:
    with DemoServer() as server:
        yield server


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer() as server:
        yield server


@pytest.fixture
def pool(server: DemoServer) -> Iterator[RunspacePool]:
    """A session on an organization of its own."""
    with session(server) as pool:
        yield pool


@pytest.fixture
def reading(shared_server: DemoServer) -> Iterator[RunspacePool]:
    """A session on the organization that nobody changes."""
    with session(shared_server) as pool:
        yield pool
