"""Keys typed while a line runs wait for the prompt, and are not written into what the line shows."""

import os

import pytest

from tests.e2e.conftest import World

termios = pytest.importorskip("termios")


def test_keys_typed_ahead_stand_at_the_next_prompt_only(world: World) -> None:
    terminal = world.terminal("local")
    terminal.wait_for("eopsh>")
    terminal.line("Write-Host begun; Start-Sleep 1; 'the ' + 'answer'")
    terminal.wait_for("begun\n")
    terminal.keys("'typed ' + 'ahead'")
    terminal.wait_for("the answer")
    terminal.wait_for("eopsh> 'typed ' + 'ahead'")
    assert terminal.screen.count("'ahead'") == 1
    terminal.keys("\r")
    terminal.wait_for("\ntyped ahead\n")


def test_the_terminal_echoes_again_when_the_shell_has_ended(world: World) -> None:
    terminal = world.terminal("local")
    terminal.wait_for("eopsh>")
    copy = os.dup(terminal.process.child_fd)
    terminal.line("exit")
    terminal.process.wait()
    assert termios.tcgetattr(copy)[3] & termios.ECHO
    os.close(copy)
