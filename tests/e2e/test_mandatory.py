"""Mandatory parameters: asked for at a terminal as PowerShell does, an error where nobody can answer."""

from __future__ import annotations

import sys

import pytest

from tests.e2e.conftest import World

FUNCTION = "function Get-Both { param([Parameter(Mandatory)][int]$Size, [Parameter(Mandatory)]$Name) 'got {0} {1}' -f ($Size * 2), $Name }"


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
def test_are_asked_for_at_a_terminal(world: World) -> None:
    terminal = world.terminal("demo")
    terminal.wait_for(">", seconds=60)
    terminal.wait_for("session 0:0", seconds=60)
    terminal.line("Disable-TransportRule -Confirm:$false")
    terminal.wait_for("cmdlet Disable-TransportRule at command pipeline position 1")
    terminal.wait_for("Supply values for the following parameters:")
    terminal.wait_for("Identity:")
    terminal.line("Block executables")
    terminal.line("(Get-TransportRule 'Block executables').State.ToString() + '!'")
    terminal.wait_for("Disabled!")


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
def test_of_local_commands_and_functions_too(world: World) -> None:
    terminal = world.shell()
    terminal.line("Join-Path head")
    terminal.wait_for("cmdlet Join-Path at command pipeline position 1")
    terminal.wait_for("ChildPath")
    terminal.line("tail")
    terminal.wait_for("ChildPath[1]:")
    terminal.keys("\r")
    terminal.wait_for("head/tail")
    terminal.line(FUNCTION)
    terminal.line("'x' | ForEach-Object { Get-Both -Name n }")
    terminal.wait_for("cmdlet Get-Both at command pipeline position 1")
    terminal.wait_for("Size:")
    terminal.line("21")
    terminal.wait_for("got 42 n")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        pytest.param("Disable-TransportRule", "there is no terminal to answer it. Give the value on the command line", id="remote"),
        pytest.param("Join-Path head", "one or more missing mandatory parameters: ChildPath", id="local"),
        pytest.param(f"{FUNCTION}; Get-Both", "one or more missing mandatory parameters: Size Name", id="function"),
    ],
)
def test_are_an_error_without_a_terminal(world: World, line: str, fault: str) -> None:
    ended = world.run(*world.connect("-c", line))
    assert ended.returncode != 0
    assert fault in " ".join(ended.stderr.split())
