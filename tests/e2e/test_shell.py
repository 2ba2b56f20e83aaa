"""The interactive shell as a person meets it: keys in, a screen out."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.conftest import World
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals and POSIX signals")

PASTE_BEGIN, PASTE_END = "\x1b[200~", "\x1b[201~"


def clear(terminal: Terminal) -> None:
    """Drop what stands at the prompt."""
    terminal.keys("\x03")


def test_prompt_toolbar_and_completion(world: World) -> None:
    terminal = world.shell()
    terminal.wait_for("[contoso.com] admin@contoso.com>")
    terminal.wait_for("connected to 127.0.0.1 | session 0:0")
    terminal.wait_for("idle out in")
    terminal.keys("Get-QuarantineMes\t")
    terminal.wait_for("Get-QuarantineMessage")
    terminal.keys(" -Sender\t")
    terminal.wait_for("-SenderAddress")
    clear(terminal)
    terminal.keys("Get-QuarantineMessage -\t")
    terminal.wait_for("-Identity")
    clear(terminal)
    terminal.line("Get-TransportRule")
    terminal.wait_for("Block executables")
    terminal.wait_for("rows")


def test_colours(world: World) -> None:
    terminal = world.shell()
    terminal.keys("Get-TransportRule 'x' -Nope 1 # no")
    terminal.wait_for("# no")
    known, string, parameter, comment = (terminal.style_of(text) for text in ("Get-TransportRule 'x'", "'x'", "-Nope 1", "# no"))
    clear(terminal)
    terminal.keys("Get-TransportRulx 1")
    terminal.wait_for("Rulx")
    unknown = terminal.style_of("Get-TransportRulx 1")
    assert len({known, string, comment, unknown}) == 4
    assert parameter == unknown, "what is unknown looks alike"


def test_several_lines(world: World) -> None:
    terminal = world.shell()
    terminal.line("1..3 |")
    terminal.wait_for(">>")
    terminal.line("ForEach-Object { 'n' + ($_ * 1000)")
    terminal.keys("}\r")
    terminal.wait_for("n3000")
    terminal.keys(f"{PASTE_BEGIN}'pas' + 'ted'\n'se' + 'cond'{PASTE_END}")
    terminal.keys("# mark")
    terminal.wait_for("'se' + 'cond'# mark")
    assert "pasted" not in terminal.screen, "a paste of several lines is inserted, not run"
    terminal.keys("\r")
    terminal.wait_for("second")
    assert "pasted" in terminal.screen


def test_history_crosses_shells_and_keeps_no_secret(world: World) -> None:
    first = world.shell()
    first.line("'first' + ' shell'")
    first.wait_for("first shell")
    first.line("$p = ConvertTo-SecureString 'Winter-2031!' -AsPlainText -Force")
    first.line("'se' + 'en'")
    first.wait_for("seen")
    first.line("exit")
    first.wait_for_end()
    second = world.shell()
    second.keys("\x1b[A")
    second.wait_for("exit")
    clear(second)
    second.keys("'fir")
    second.wait_for("'first' + ' shell'")
    clear(second)
    second.keys("\x12first")
    second.wait_for("'first' + ' shell'")
    second.keys("\r")
    second.wait_while("search")
    clear(second)
    second.line("Get-History | Select-Object -Last 3")
    second.wait_for("Get-History |")
    exported = world.run("history", "export").stdout
    assert "'first' + ' shell'" in exported
    assert "ConvertTo-SecureString" in exported
    secrets = ("Winter-2031!", world.server.password)
    for path in filter(Path.is_file, (world.home / "eopsh").rglob("*")):
        data = path.read_bytes()
        assert not [secret for secret in secrets if secret.encode() in data], path
    command_line = Path(f"/proc/{second.process.pid}/cmdline")
    assert not command_line.exists() or world.server.password.encode() not in command_line.read_bytes()


def test_ctrl_c_at_a_question_and_between_lines(world: World) -> None:
    terminal = world.shell()
    terminal.line("Remove-TransportRule 'Block executables'")
    terminal.wait_for("[?] Help")
    terminal.keys("\x03")
    terminal.wait_for("contoso.com] ", times=2)
    terminal.line("'after ' + 'question'")
    terminal.wait_for("contoso.com] ", times=3)
    assert "after question" in terminal.screen
    terminal.kill(signal.SIGINT)
    terminal.wait_for("contoso.com] ", times=4)
    terminal.line("(Get-TransportRule | Measure-Object).Count + 100")
    terminal.wait_for("106")
    assert world.server.sessions() == 1


def test_a_question_of_a_script_stands_before_its_answer(world: World) -> None:
    terminal = world.shell()
    terminal.line("$x = Read-Host 'Your name'")
    terminal.wait_for("Your name:")
    terminal.keys("Kim\r")
    terminal.wait_for("Your name: Kim")
    terminal.line("Write-Host 'no line end' -NoNewline; Read-Host $x")
    terminal.wait_for("no line endKim:")
    terminal.keys("\x03")
    terminal.wait_for("contoso.com] ", times=3)
    assert "no line endKim: ^C\n[contoso.com] " in terminal.screen


def test_a_narrow_screen_and_a_resize(world: World) -> None:
    terminal = world.terminal(*world.connect(), columns=20)
    terminal.wait_for("\n>")
    terminal.keys("Get-TransportRule\r")
    terminal.wait_for("----")
    terminal.resize(160)
    terminal.line("'wi' + 'de'; Get-TransportRule")
    terminal.wait_for("Bypass partner spam filter")
    assert "Traceback" not in terminal.screen


def test_ctrl_c_during_the_listing_keeps_what_has_arrived(make_world: Callable[..., World]) -> None:
    world = make_world(faults=["slow-metadata=500"])
    terminal = world.terminal(*world.connect())
    terminal.wait_for("Loading commands")
    terminal.keys("\x03")
    terminal.wait_for("these are ready")
    terminal.wait_for("contoso.com] ")
    terminal.line("'still ' + 'here'")
    terminal.wait_for("still here")


def test_kept_commands_complete_before_the_connection_is_there(world: World) -> None:
    server, account = world.serve()
    first = world.terminal(*account)
    first.wait_for("contoso.com] ")
    first.line("exit")
    first.wait_for_end()
    server.send_signal(signal.SIGSTOP)
    terminal = world.terminal(*account)
    terminal.wait_for("known from last time")
    terminal.keys("Get-QuarantineMes\t")
    terminal.wait_for("Get-QuarantineMessage")
    terminal.keys("\r")
    terminal.wait_for("the line runs when connected")
    terminal.keys("\x03")
    terminal.line("'back ' + 'again'")
    terminal.wait_for("back again")
    server.send_signal(signal.SIGCONT)
    terminal.wait_for("connected to")
    terminal.line("Get-AcceptedDomain")
    terminal.wait_for("Authoritative")


def test_a_vanished_session_is_opened_again(make_world: Callable[..., World]) -> None:
    world = make_world(faults=["vanish=3"])
    terminal = world.shell()
    terminal.line("Get-AcceptedDomain")
    terminal.wait_for("Authoritative")
    terminal.wait_for("The session was lost")
    assert world.server.counts.sessions_opened == 2


def test_the_words_of_the_classic_documentation(world: World) -> None:
    terminal = world.terminal("demo", columns=240)
    terminal.wait_for("contoso.com] ")
    terminal.line("$UserCredential = Get-Credential")
    terminal.wait_for("User:")
    terminal.keys("chris@contoso.com\r")
    terminal.wait_for("Password for user")
    terminal.keys("a-secret-word\r")
    terminal.wait_for("| last ")
    terminal.line(
        "$Session = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri https://ps.protection.outlook.com/powershell-liveid/"
        " -Credential $UserCredential -Authentication Basic -AllowRedirection"
    )
    terminal.wait_for("is answered by the demonstration organization here")
    terminal.line("Import-PSSession $Session -DisableNameChecking")
    terminal.wait_for("commands of ps.protection.outlook.com are ready")
    terminal.line("Get-TransportRule")
    terminal.wait_for("Block executables")
    terminal.line("Get-PSSession")
    terminal.wait_for("RemoteMachine")
    terminal.line("Remove-PSSession $Session")
    terminal.line("Get-TransportRule | Measure-Object")
    terminal.wait_for("is not recognized")
    assert "a-secret-word" not in terminal.raw.decode(errors="replace")
    terminal.line("quit")
    assert terminal.wait_for_end() == 0
