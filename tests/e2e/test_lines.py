"""eopsh without a terminal: answers from standard input, plain output, exit codes, errors of one cause and one next step."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from tests.e2e.conftest import World

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals in the world")


def test_questions_are_answered_from_standard_input(world: World) -> None:
    lines = "Remove-TransportRule 'Block executables'\nY\nGet-TransportRule |\n  Measure-Object |\n  ForEach-Object Count\n"
    done = world.run(*world.connect(), input=lines)
    assert (done.returncode, done.stdout) == (0, "5\n")
    assert "Are you sure you want to perform this action?" in done.stderr
    assert "\x1b" not in done.stdout + done.stderr, "TERM is set, and yet there is no terminal"


def test_no_input_takes_the_default_or_fails_clearly(world: World) -> None:
    line = "Remove-TransportRule 'Block executables'; (Get-TransportRule).Count; Get-Credential"
    done = world.run(*world.connect("--no-input", "-c", line))
    assert (done.returncode, done.stdout) == (1, "5\n")
    assert "no terminal to answer" in done.stderr


EXITS = [
    pytest.param("exit 7", 7, id="exit"),
    pytest.param("throw 'x'", 1, id="failed"),
    pytest.param("1 +", 2, id="unfinished"),
    pytest.param("Get-Nothing", 1, id="unknown command"),
]


@pytest.mark.parametrize(("line", "code"), EXITS)
def test_exit_codes(world: World, line: str, code: int) -> None:
    assert world.run("local", "-c", line).returncode == code


def test_the_log_keeps_no_secret(world: World) -> None:
    done = world.run(*world.connect("--debug", "-c", "Get-AcceptedDomain"))
    assert done.returncode == 0
    log = (world.home / "eopsh" / "state" / "debug.log").read_text(encoding="utf-8")
    assert len(log) > 1000
    assert world.server.password not in log
    for line in log.splitlines():
        if "authorization" in line.casefold() or "set-cookie" in line.casefold():
            assert "********" in line


SIGN_IN = [
    pytest.param(["https://no-such-host.invalid/powershell/"], "No host of the name", 3, id="unknown host"),
    pytest.param(["http://127.0.0.1:9/powershell/"], "Nothing listens", 3, id="closed port"),
    pytest.param(["worldwide"], "switched remote PowerShell off", 3, id="retired, nobody to ask"),
]


@pytest.mark.parametrize(("where", "cause", "code"), SIGN_IN)
def test_why_there_is_no_connection(world: World, where: list[str], cause: str, code: int) -> None:
    done = world.run("connect", *where, *world.sign_in, "-c", "1")
    assert done.returncode == code
    assert cause in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_password_and_a_fourth_session(make_world: Callable[..., World]) -> None:
    world = make_world()
    (world.home / "wrong").write_text("not-the-word")
    done = world.run("connect", world.server.url, "--user", world.server.user, "--password-file", str(world.home / "wrong"), "-c", "1")
    assert (done.returncode, len(done.stderr.strip().splitlines()) <= 3) == (3, True)
    shells = [world.shell() for _ in range(3)]
    world.wait_until(lambda: world.server.sessions() == len(shells))
    done = world.run(*world.connect("-c", "Get-AcceptedDomain"))
    assert done.returncode == 3
    assert "session" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_plan_runs_nothing(world: World) -> None:
    file = world.home / "lines.txt"
    file.write_text("Get-TransportRule\nGet-TransportRul\n")
    done = world.run("replay", str(file), "--on", world.server.url, *world.sign_in, "--plan")
    assert done.returncode == 2
    assert "Did you mean Get-TransportRule" in done.stdout


SCRIPT = """\
function Twice($n) {
  $n * 2
}
# a comment
Get-AcceptedDomain |
  Measure-Object |
  ForEach-Object { Twice $_.Count }
"""


def test_a_file_is_one_script(world: World) -> None:
    file = world.home / "nightly.ps1"
    file.write_text(SCRIPT)
    done = world.run(*world.connect("-f", str(file)))
    assert (done.returncode, done.stdout) == (0, "8\n")
    file.write_text("'not run'\nif (1) {\n")
    done = world.run(*world.connect("-f", str(file)))
    assert (done.returncode, done.stdout) == (2, "")
