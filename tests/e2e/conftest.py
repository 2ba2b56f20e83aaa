"""The `eopsh` command as a person runs it: a child process, in a terminal or without one, against a server in the test's own process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from eopsh.demo import DemoServer
from tests.e2e.terminal import Terminal


class World:
    """A home of its own, an organization, and ways to start eopsh."""

    def __init__(self, home: Path, server: DemoServer) -> None:
        self.home = home
        self.server = server
        password = home / "password"
        password.write_text(server.password + "\n")
        self.sign_in = ["--user", server.user, "--password-file", str(password)]
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "EOPSH_PASSWORD")},
            "EOPSH_HOME": str(home / "eopsh"),
            "TERM": "xterm-256color",
            "PYTHONWARNINGS": "error::ResourceWarning",
        }
        self._terminals: list[Terminal] = []
        self._processes: list[subprocess.Popen[str]] = []

    def connect(self, *arguments: str) -> list[str]:
        """Return the arguments that connect to the organization."""
        return ["connect", self.server.url, *self.sign_in, *arguments]

    def start(self, *arguments: str, **more: object) -> subprocess.Popen[str]:
        """Start eopsh without a terminal."""
        command = [sys.executable, "-m", "eopsh", *arguments]
        options: dict[str, object] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
        return subprocess.Popen(command, text=True, env=self.environment, **options)  # type: ignore[call-overload, no-any-return]

    def run(self, *arguments: str, input: str | None = None, seconds: float = 60) -> subprocess.CompletedProcess[str]:
        """Run eopsh without a terminal to its end."""
        process = self.start(*arguments, stdin=subprocess.PIPE if input is not None else subprocess.DEVNULL)
        out, err = process.communicate(input, timeout=seconds)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def terminal(self, *arguments: str, columns: int = 120, rows: int = 40) -> Terminal:
        """Start eopsh in a terminal."""
        terminal = Terminal([sys.executable, "-m", "eopsh", *arguments], self.environment, columns, rows)
        self._terminals.append(terminal)
        return terminal

    def shell(self, *arguments: str, columns: int = 120) -> Terminal:
        """Start the shell on the organization and wait for its prompt."""
        terminal = self.terminal(*self.connect(*arguments), columns=columns)
        terminal.wait_for("contoso.com] ")
        return terminal

    def serve(self, *arguments: str) -> tuple[subprocess.Popen[str], list[str]]:
        """Serve from a process of its own, which can be made to stand still; return it and the arguments that connect to it."""
        server = self.start("demo", "serve", "--json", *arguments)
        self._processes.append(server)
        assert server.stdout is not None
        account = json.loads(server.stdout.readline())
        password = self.home / "other-password"
        password.write_text(account["password"])
        return server, ["connect", account["url"], "--user", account["user"], "--password-file", str(password)]

    def wait_until(self, condition: Callable[[], bool], seconds: float = 5.0) -> float:
        """Wait until the condition holds; return how long that took."""
        began = time.monotonic()
        while not condition():
            assert time.monotonic() - began < seconds, "did not happen in time"
            time.sleep(0.02)
        return time.monotonic() - began

    def is_streaming(self) -> bool:
        """Tell whether a line's objects are on their way: the pipelines before it list the commands and the views."""
        return self.server.counts.pipelines > 2

    def close(self) -> None:
        for terminal in self._terminals:
            terminal.close()
        for process in self._processes:
            if process.poll() is None:
                process.kill()
                process.send_signal(signal.SIGCONT)
            process.communicate()


@pytest.fixture
def make_world(tmp_path: Path) -> Iterator[Callable[..., World]]:
    """Make worlds whose organization misbehaves as told."""
    worlds: list[World] = []

    def make(**options: object) -> World:
        server = DemoServer(**{"recipients": 60, "messages": 50, "quarantined": 20, **options})  # type: ignore[arg-type]
        server.start()
        worlds.append(World(tmp_path, server))
        return worlds[-1]

    yield make
    for world in worlds:
        world.close()
        world.server.stop()


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    """A world in which all is well."""
    return make_world()
