"""Golden screens at 80 and 120 columns: menu, signature, help pane, diagnostics.

`EOPSH_WRITE_SCREENS=1 python -m pytest tests/e2e/test_screens.py` draws them anew; look at the difference before it is committed.
"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest

from tests.e2e.conftest import World
from tests.e2e.terminal import Terminal

SCREENS = Path(__file__).parent / "screens"
F1, ALT_DOWN, CLEAR = "\x1bOP", "\x1b[1;3B", "\x0c"

SHOWN = [
    pytest.param("typing", ["Get-Qu"], "Get-QuarantinePolicy", id="menu while typing"),
    pytest.param("menu", ["Set-AcceptedDomain -", "\t"], "Domain -Identity", id="menu"),
    pytest.param("menu-values", ["Set-AcceptedDomain -DomainType ", "\t"], "InternalRelay", id="menu of values"),
    pytest.param("live", ["Set-AcceptedDomain -Identity ", "\t"], "fabrikam", id="live values"),
    pytest.param("signature", ["New-TransportRule -Name x "], "-Name", id="signature"),
    pytest.param("signature-next", ["Get-MailUser ", ALT_DOWN], "2/3", id="another set"),
    pytest.param("pane", ["Get-AcceptedDomain -Identity", F1], "PARAMETERS", id="help pane"),
    pytest.param("unknown", ["Get-MailUsr ada", "\r"], "Enter again sends it", id="unknown command"),
    pytest.param("conflict", ["Get-MailUser -Anr a -Identity b "], "cannot go together", id="conflicting sets"),
]


def settled(terminal: Terminal, text: str) -> str:
    """Return the screen once it shows a text and has not changed for a moment."""
    before, since = terminal.wait_for(text), time.monotonic()
    while time.monotonic() - since < 0.7:
        terminal.read(0.05)
        if terminal.screen != before:
            before, since = terminal.screen, time.monotonic()
    return before


def steady(screen: str) -> str:
    """Return a screen without what the clock writes."""
    timeless = re.sub(r"session \d+:\d\d \| idle out in \d+:\d\d( \| (last|asking) [-\w. ,]+)?", "session M:SS | idle out in MM:SS", screen)
    return "\n".join(line.rstrip() for line in timeless.split("\n")) + "\n"


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize(("name", "keys", "text"), SHOWN)
def test_screen(world: World, name: str, keys: list[str], text: str, columns: int) -> None:
    terminal = world.terminal("demo", columns=columns, rows=24)
    terminal.wait_for("contoso.com] ")
    terminal.wait_for("connected to demo")
    # The pages of the organization are made in the background; Get-Help waits for them.
    terminal.line("Get-Help Get-AcceptedDomain -Parameter Identity")
    terminal.wait_for("specifies an accepted domain")
    terminal.keys(CLEAR)
    for each in keys:
        terminal.keys(each)
        settled(terminal, each.strip()[-8:] if each.isprintable() else "")
    screen = steady(settled(terminal, text))
    path = SCREENS / f"{name}-{columns}.txt"
    if "EOPSH_WRITE_SCREENS" in os.environ:
        path.write_text(screen, encoding="utf-8")
    assert screen == path.read_text(encoding="utf-8")
