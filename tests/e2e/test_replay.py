"""A file of yesterday's lines, checked and run again: from the command line and from inside the shell."""

from __future__ import annotations

import sys

import pytest

from tests.e2e.conftest import World

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals in the world")

HISTORY = """\
Get-AcceptedDomain |`
  ForEach-Object DomainName
Set-TransportRule 'Block executables' -Comments 'replayed'
Get-TransportRule 'Block executables' | ForEach-Object Comments
"""
"""As PSReadLine keeps it: a backtick at the end of a line that goes on."""


def replay(
    world: World, text: str, *arguments: str, name: str = "ConsoleHost_history.txt", input: str | None = None
) -> tuple[int, str, str]:
    """Replay a text on the world's organization; return exit code, output and the rest."""
    file = world.home / name
    file.write_text(text, encoding="utf-8")
    done = world.run("replay", str(file), "--on", world.server.url, *world.sign_in, *arguments, input=input)
    return done.returncode, done.stdout, done.stderr


def test_one_question_then_line_by_line(world: World) -> None:
    code, out, err = replay(world, HISTORY, input="y\n")
    assert code == 0, err
    assert "Run 3 lines of ConsoleHost_history.txt; 1 may change something?" in err
    assert "münchen.contoso.com" in out
    assert "\nreplayed\n" in out
    assert "3 of 3 lines ran well" in out
    assert world.server.sessions() == 0


def test_no_is_no(world: World) -> None:
    code, out, _ = replay(world, HISTORY, input="\n")
    assert code == 2
    assert "Nothing was run." in out
    assert world.run(*world.connect("-c", "(Get-TransportRule 'Block executables').Comments")).stdout == "Asked for by security\n"


def test_it_stops_at_the_first_error_and_says_how_to_go_on(world: World) -> None:
    code, out, err = replay(world, "1 + 1\nGet-MailUser nobody\n'never'\n", "--yes", name="lines.ps1")
    assert code == 1
    assert "couldn't be found" in err
    assert "--from-line 2" in out
    assert "\nnever" not in out
    code, out, _ = replay(world, "1 + 1\nGet-MailUser nobody\n'at last'\n", "--yes", "--from-line", "3", name="lines.ps1")
    assert code == 0
    assert "\nat last" in out


def test_from_inside_the_shell(world: World) -> None:
    file = world.home / "lines.ps1"
    file.write_text("Get-TransprtRule\n'a' + 'b'\n", encoding="utf-8")
    terminal = world.shell(columns=200)
    terminal.line(f"Invoke-Replay '{file}' -Plan")
    terminal.wait_for("Did you mean Get-TransportRule")
    file.write_text("'a' + 'b'\n", encoding="utf-8")
    terminal.line(f"Invoke-Replay '{file}'")
    terminal.wait_for('(default is "Y")')
    terminal.keys("\r")
    terminal.wait_for("1 of 1 lines ran well")
