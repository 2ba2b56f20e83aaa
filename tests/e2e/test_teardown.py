"""Every way out deletes the session on the server within five seconds; the server counts."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.conftest import World
from tests.e2e.terminal import Terminal

SECONDS = 5.0
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals and POSIX signals")


def leave_by_exit(terminal: Terminal) -> None:
    terminal.line("exit")


def leave_by_quit(terminal: Terminal) -> None:
    terminal.line("quit")


def leave_by_end_of_file(terminal: Terminal) -> None:
    terminal.keys("\x04")


def leave_by_sigterm(terminal: Terminal) -> None:
    terminal.kill(signal.SIGTERM)


def leave_by_sighup(terminal: Terminal) -> None:
    terminal.kill(signal.SIGHUP)


def leave_by_closing_the_terminal(terminal: Terminal) -> None:
    terminal.process.ptyproc.fileobj.close()


WAYS = [leave_by_exit, leave_by_quit, leave_by_end_of_file, leave_by_sigterm, leave_by_sighup, leave_by_closing_the_terminal]


@pytest.mark.parametrize("leave", WAYS)
def test_at_the_prompt(world: World, leave: Callable[[Terminal], None]) -> None:
    terminal = world.shell()
    world.wait_until(lambda: world.server.sessions() == 1)
    leave(terminal)
    assert world.wait_until(lambda: world.server.sessions() == 0) < SECONDS
    world.wait_until(lambda: not list((world.home / "eopsh" / "state" / "sessions").glob("*.json")))


@pytest.mark.parametrize("leave", [leave_by_sigterm, leave_by_sighup])
def test_while_a_line_runs(make_world: Callable[..., World], leave: Callable[[Terminal], None]) -> None:
    world = make_world(faults=["slow=200"])
    terminal = world.shell()
    terminal.line("Get-MailUser -ResultSize Unlimited")
    terminal.wait_for("Name")
    leave(terminal)
    assert world.wait_until(lambda: world.server.sessions() == 0) < SECONDS


def test_at_a_question(world: World) -> None:
    terminal = world.shell()
    terminal.line("Remove-TransportRule 'Block executables'")
    terminal.wait_for("[?] Help")
    terminal.kill(signal.SIGTERM)
    assert world.wait_until(lambda: world.server.sessions() == 0) < SECONDS


def test_a_single_line(world: World) -> None:
    done = world.run(*world.connect("-c", "Get-AcceptedDomain"))
    assert done.returncode == 0
    assert "contoso.com" in done.stdout
    assert world.server.counts.sessions_opened == 1
    assert world.server.sessions() == 0


def test_a_single_line_that_fails(world: World) -> None:
    done = world.run(*world.connect("-c", "throw 'x'"))
    assert done.returncode == 1
    assert world.server.sessions() == 0


def test_a_broken_pipe(make_world: Callable[..., World]) -> None:
    world = make_world(recipients=3000)
    process = world.start(*world.connect("-c", "Get-MailUser -ResultSize Unlimited"))
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(20) == 141
    assert process.stderr is not None
    assert "Traceback" not in process.stderr.read()
    process.stderr.close()
    assert world.server.sessions() == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_a_single_line(make_world: Callable[..., World], number: signal.Signals) -> None:
    world = make_world(faults=["slow=100"])
    process = world.start(*world.connect("-c", "Get-MailUser -ResultSize Unlimited"))
    world.wait_until(lambda: world.is_streaming(), 20)
    process.send_signal(number)
    _, err = process.communicate(timeout=SECONDS + 1)
    assert process.returncode == (130 if number is signal.SIGINT else 128 + number)
    assert "Traceback" not in err
    assert world.server.sessions() == 0


@pytest.fixture
def frozen(world: World) -> tuple[Terminal, subprocess.Popen[str]]:
    """A shell on a server in a process of its own, which can be made to stand still: its sockets stay open, and nobody answers."""
    server, arguments = world.serve()
    terminal = world.terminal(*arguments)
    terminal.wait_for("contoso.com] ")
    return terminal, server


def test_a_dead_server_holds_nobody(frozen: tuple[Terminal, subprocess.Popen[str]]) -> None:
    terminal, server = frozen
    server.send_signal(signal.SIGSTOP)
    began = time.monotonic()
    terminal.line("exit")
    assert terminal.wait_for_end(SECONDS + 2) == 0
    assert time.monotonic() - began < SECONDS + 1


def unread(process: int) -> int:
    """Return how many bytes lie in the TCP queues of a process that it has not read; 1 on a system that does not tell."""
    sockets = Path(f"/proc/{process}/fd")
    if not sockets.exists():
        return 1
    targets = {str(each.readlink()) for each in sockets.iterdir()}
    rows = [row.split() for row in Path(f"/proc/{process}/net/tcp").read_text().splitlines()[1:]]
    return sum(int(row[4].partition(":")[2], 16) for row in rows if f"socket:[{row[9]}]" in targets)


def test_ctrl_c_with_a_dead_server_brings_the_prompt_back(world: World, frozen: tuple[Terminal, subprocess.Popen[str]]) -> None:
    terminal, server = frozen
    server.send_signal(signal.SIGSTOP)
    terminal.line("Get-AcceptedDomain")
    world.wait_until(lambda: unread(server.pid) > 0)
    began = time.monotonic()
    terminal.keys("\x03")
    terminal.wait_for("new session is opened", 8)
    assert time.monotonic() - began < SECONDS + 1.5
    terminal.line("'prompt ' + 'is back'")
    terminal.wait_for("prompt is back")


def test_after_kill_9_the_next_connect_closes_the_session(world: World) -> None:
    terminal = world.shell()
    world.wait_until(lambda: world.server.sessions() == 1)
    terminal.kill(signal.SIGKILL)
    terminal.wait_for_end()
    assert world.server.sessions() == 1
    listed = world.run("sessions", "list")
    assert "left behind" in listed.stdout
    done = world.run(*world.connect("-c", "Get-AcceptedDomain"))
    assert done.returncode == 0
    assert "left behind on this server is closed" in done.stderr
    assert world.server.sessions() == 0
    assert world.run("sessions", "list").stdout == "No session is open, and none was left behind.\n"


def test_sessions_close_all(world: World) -> None:
    terminal = world.shell()
    terminal.kill(signal.SIGKILL)
    terminal.wait_for_end()
    assert world.server.sessions() == 1
    done = world.run("sessions", "close", "--all", *world.sign_in[2:])
    assert done.stdout == "1 of 1 sessions closed.\n"
    assert world.server.sessions() == 0


def test_ctrl_c_stops_the_pipeline_never_the_shell(make_world: Callable[..., World]) -> None:
    world = make_world(faults=["slow=100"])
    terminal = world.shell()
    terminal.line("Get-MailUser -ResultSize Unlimited")
    world.wait_until(lambda: world.is_streaming(), 10)
    began = time.monotonic()
    terminal.keys("\x03")
    world.wait_until(lambda: world.server.counts.last_state == "Stopped", 3)
    assert time.monotonic() - began < 3
    terminal.line("'still ' + 'here'")
    terminal.wait_for("still here")
    assert world.server.sessions() == 1
