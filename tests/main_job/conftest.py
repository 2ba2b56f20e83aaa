"""The whole way of a line in one process: parser, binder, wire, the demonstration organization, and text at the end."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from eopsh.catalogue import CatalogueCache
from eopsh.cli.demo import demo_connector
from eopsh.demo import DemoServer
from eopsh.engine import Engine, Request
from eopsh.history import History
from eopsh.objects import Credential, SecureString
from eopsh.shell.console import ConsoleHost, Screen

Type: TypeAlias = Callable[[str], str]
"""Runs a line and returns what it showed, output and errors in their order, without blank lines at the ends."""


class Typist:
    """Types lines into one session."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._text = io.StringIO()
        screen = Screen(self._text, self._text, terminal=False, color=False)
        self._host = ConsoleHost(screen, engine.interrupts, reader=None, views=lambda: engine.views)

    def connect(self) -> None:
        """Open the session and load its commands."""
        target = self._engine.connector.target(Request("demo", Credential("", SecureString(""))), lambda text: None)
        link = self._engine.connect(target)
        self._engine.use(link)
        self._engine.load(link, self._host)

    def __call__(self, line: str) -> str:
        self._text.seek(0)
        self._text.truncate()
        self._engine.run_line(line, self._host, keep=False)
        return "\n".join(row.rstrip() for row in self._text.getvalue().strip("\n").split("\n"))


def _session(folder: Path, server: DemoServer) -> Iterator[Typist]:
    engine = Engine(History(folder / "history"), CatalogueCache(folder / "catalogues"), demo_connector(server))
    typist = Typist(engine)
    try:
        typist.connect()
        yield typist
    finally:
        engine.close()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep the user's own files out of it."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EOPSH_HOME", str(folder))
        yield folder


@pytest.fixture(scope="module")
def organization(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typist]:
    """A session on an organization that the lines of one module share and leave as they found it."""
    folder = tmp_path_factory.mktemp("organization")
    with pytest.MonkeyPatch.context() as patch, DemoServer() as server:
        patch.setenv("EOPSH_HOME", str(folder))
        yield from _session(folder, server)


@pytest.fixture
def own(home: Path) -> Iterator[Typist]:
    """A session on an organization of the test's own."""
    with DemoServer() as server:
        yield from _session(home, server)
