"""The shell over an engine: lines run until it is left; what the editor shows follows what happens."""

from __future__ import annotations

import io
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from eopsh.catalogue import Catalogue, Command, Kind
from eopsh.engine import Engine, State
from eopsh.shell.console import ConsoleHost, Screen
from eopsh.shell.notices import Notices
from eopsh.shell.shell import Shell
from tests.engine.doubles import World, make_engine, wait_for

ENTER, CTRL_C, CTRL_D = "\r", "\x03", "\x04"


class Open:
    """A shell on a pipe: what was typed goes in, what it wrote is in `out`."""

    def __init__(self, engine: Engine, keys: PipeInput) -> None:
        self.engine = engine
        self.keys = keys
        self.out = io.StringIO()
        self.notices = Notices()
        host = ConsoleHost(Screen(self.out, self.out, terminal=False, color=False), engine.interrupts, reader=None)
        self.shell = Shell(engine, host, self.notices, input=keys, output=DummyOutput(), clock=lambda: 100.0)

    def run(self, typed: str) -> int:
        """Type and leave; return the exit code."""
        self.keys.send_text(typed)
        return self.shell.run()


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    interval, handler = sys.getswitchinterval(), signal.getsignal(signal.SIGINT)
    engine = make_engine(tmp_path, [])
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        yield Open(engine, keys)
    engine.close()
    sys.setswitchinterval(interval)
    assert signal.getsignal(signal.SIGINT) is handler


LEFT = [
    pytest.param("'one'" + ENTER + CTRL_D, 0, "one\n", id="Ctrl-D after a line"),
    pytest.param("exit 3" + ENTER, 3, "", id="exit with a code"),
    pytest.param("'gone'" + CTRL_C + "'kept'" + ENTER + CTRL_D, 0, "kept\n", id="Ctrl-C drops the text and goes on"),
    pytest.param("  " + ENTER + "quit" + ENTER, 0, "", id="an empty line is none"),
    pytest.param("'a" + ENTER + "b'" + ENTER + CTRL_D, 0, "a\nb\n", id="an open quote takes another line"),
]


@pytest.mark.parametrize(("typed", "code", "shown"), LEFT)
def test_lines_run_until_the_shell_is_left(opened: Open, typed: str, code: int, shown: str) -> None:
    assert opened.run(typed) == code
    assert opened.out.getvalue() == shown


def test_a_line_that_fails_costs_no_more_than_itself(opened: Open) -> None:
    assert opened.run("throw 'no'" + ENTER + "'yes'" + ENTER + CTRL_D) == 0
    assert "no" in opened.out.getvalue()
    assert opened.out.getvalue().endswith("yes\n")


def test_what_other_threads_had_to_say_comes_first(opened: Open) -> None:
    opened.notices.put("A \x1b[31msentence.")
    assert opened.run(CTRL_D) == 0
    assert opened.out.getvalue() == "A \u241b[31msentence.\n"


def test_what_works_beside_stands_still_from_a_key_to_the_screen(opened: Open) -> None:
    waited: list[str] = []

    def work() -> None:
        opened.engine.courtesy.wait()
        waited.append("went on")

    opened.shell.key_pressed()
    beside = threading.Thread(target=work)
    beside.start()
    beside.join(0.02)
    held = not waited
    opened.shell.key_shown()
    beside.join(5)
    assert held
    assert waited == ["went on"]


def test_completion_knows_more_after_a_line_and_another_catalogue(opened: Open) -> None:
    first = opened.shell.context()
    assert opened.shell.context() is first
    opened.run("$wanted = 1" + ENTER + CTRL_D)
    second = opened.shell.context()
    assert second is not first
    assert second.value("wanted") == 1
    opened.engine.interpreter.catalogue = opened.engine.local.merged(Catalogue.of([Command("Get-Parcel", kind=Kind.REMOTE)]))
    assert opened.shell.context().resolve("Get-Parcel") is not None


def test_the_status_follows_the_connection(opened: Open) -> None:
    assert opened.shell.status().state is None
    world = World()
    world.may_open.clear()
    link = opened.engine.connect(world.target())
    opened.engine.use(link)
    wait_for(lambda: opened.shell.status().state is State.OPENING)
    assert (opened.shell.status().age, opened.shell.status().idle_left) == (None, None)
    world.may_open.set()
    wait_for(lambda: opened.shell.status().state is State.IDLE)
    status = opened.shell.status()
    assert (status.organization, status.user, status.host) == ("contoso.com", "admin", "server")
    assert status.idle_left is not None
    opened.run("1, 2" + ENTER + CTRL_D)
    assert opened.shell.status().rows == 2
    opened.run("1 +* 2" + ENTER + CTRL_D)
    assert opened.shell.status().rows is None


HELP = [
    pytest.param("Get-Uni", "about_help", 0, id="no command"),
    pytest.param("Get-Unique", "Get-Unique", 0, id="a command"),
    pytest.param("Get-Unique -AsString", "Get-Unique", 1, id="a parameter"),
]


@pytest.mark.parametrize(("text", "title", "least"), HELP)
def test_f1_is_about_what_stands_at_the_cursor(opened: Open, text: str, title: str, least: int) -> None:
    pane = opened.shell.help(text, len(text), 80)
    assert pane.title == title
    assert pane.start >= least
    assert all(len(line.text) <= 80 for line in pane.lines if title == "Get-Unique")
