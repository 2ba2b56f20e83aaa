"""The words of the classic documentation, on a played server."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from eopsh.engine import Connector, Engine, Request, Target
from eopsh.errors import HostUnreachable
from eopsh.history import Outcome
from eopsh.objects import Credential, PSObject, SecureString, Value, get_property
from eopsh.remote import Auth, Stream
from tests.engine.doubles import PlayedRun, RecordingFront, World, make_engine, rows

KIM = Credential("kim", SecureString("a-long-secret"))
NEW = "New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri http://server/PowerShell/ -Credential $c -Authentication Basic"


class PlayedConnector(Connector):
    """Leads everywhere to the played server, and keeps what was asked for."""

    def __init__(self, world: World) -> None:
        super().__init__(None)
        self.world = world
        self.requests: list[Request] = []

    def target(self, request: Request, notice: object) -> Target:
        self.requests.append(request)
        return self.world.target()


@pytest.fixture
def connector(world: World) -> PlayedConnector:
    return PlayedConnector(world)


@pytest.fixture
def engine(tmp_path: Path, notices: list[str], connector: PlayedConnector) -> Engine:
    engine = make_engine(tmp_path, notices, connector)
    engine.interpreter.scope.set("c", KIM)
    return engine


def names(front: RecordingFront) -> list[Value]:
    return [get_property(value, "Name") for value in front.of(Stream.OUTPUT)]


def test_the_classic_script_runs_as_one_text(engine: Engine, world: World, connector: PlayedConnector, front: RecordingFront) -> None:
    front.replies = [KIM]
    world.plays = [PlayedRun(rows("a"))]
    script = f"$c = Get-Credential\n$s = {NEW} -AllowRedirection\nImport-PSSession $s -DisableNameChecking\nGet-User x\nRemove-PSSession $s"
    result = engine.run_line(script, front)
    assert (result.outcome, front.errors, front.of(Stream.ERROR)) == (Outcome.OK, [], [])
    assert front.of(Stream.OUTPUT) == ["a"]
    assert (world.opened, world.closed, engine.links, engine.current) == (1, 1, [], None)
    assert connector.requests[0].options.auth is Auth.BASIC
    assert connector.requests[0].options.consent is not None
    assert any(get_property(record, "Activity") == "Loading commands" for record in front.of(Stream.PROGRESS))


def test_a_removed_session_is_not_opened_again(engine: Engine, world: World, front: RecordingFront) -> None:
    engine.run_line(f"$s = {NEW}; Import-PSSession $s", front)
    engine.run_line("Remove-PSSession $s; Get-User x", front)
    assert (world.opened, world.segments) == (1, [])
    assert len(front.errors) + len(front.of(Stream.ERROR)) == 1


CHOSEN = [
    pytest.param("Get-PSSession", ["one", "two"], id="all"),
    pytest.param("Get-PSSession -Id 2", ["two"], id="by id"),
    pytest.param("Get-PSSession -Name ONE", ["one"], id="by name"),
    pytest.param("Get-PSSession -Name o*, t?o", ["one", "two"], id="by patterns"),
    pytest.param("Get-PSSession -Name none", [], id="none"),
]


@pytest.mark.parametrize(("line", "expected"), CHOSEN)
def test_get_session(engine: Engine, front: RecordingFront, line: str, expected: list[str]) -> None:
    engine.run_line(f"$a = {NEW} -Name one; $b = {NEW} -Name two", front)
    engine.run_line(line, front)
    assert names(front) == expected


REMOVED = [
    pytest.param("Remove-PSSession $a", ["two"], id="a session"),
    pytest.param("Remove-PSSession $a, $b", [], id="sessions"),
    pytest.param("Get-PSSession | Remove-PSSession", [], id="piped"),
    pytest.param("Remove-PSSession -Id 2", ["one"], id="by id"),
    pytest.param("Remove-PSSession -Name t*", ["one"], id="by pattern"),
    pytest.param("Remove-PSSession", ["one", "two"], id="nothing named, nothing closed"),
    pytest.param("Remove-PSSession $a -WhatIf", ["one", "two"], id="what would be"),
    pytest.param("$WhatIfPreference = $true; Remove-PSSession $a", ["one", "two"], id="what would be, by the preference"),
]


@pytest.mark.parametrize(("line", "left"), REMOVED)
def test_remove_session(engine: Engine, world: World, front: RecordingFront, line: str, left: list[str]) -> None:
    engine.run_line(f"$a = {NEW} -Name one; $b = {NEW} -Name two", front)
    engine.run_line(line, front)
    assert [link.name for link in engine.links] == left
    assert world.closed == 2 - len(left)


def test_a_session_that_does_not_open_leaves_none_behind(engine: Engine, world: World, front: RecordingFront) -> None:
    world.open_errors = [HostUnreachable("no route")]
    result = engine.run_line(NEW, front)
    assert (result.outcome, len(front.errors), engine.links) == (Outcome.FAILED, 1, [])


def test_what_is_shown_of_a_session(engine: Engine, front: RecordingFront) -> None:
    engine.run_line(NEW, front)
    [session] = front.of(Stream.OUTPUT)
    shown: Mapping[str, Value] = {
        name: get_property(session, name) for name in ("Id", "Name", "ComputerName", "State", "ConfigurationName", "Availability")
    }
    assert isinstance(session, PSObject)
    assert tuple(shown.values()) == (1, "Session1", "server", "Opened", "Microsoft.Exchange", "Available")


def test_get_credential_asks_with_what_is_known(engine: Engine, front: RecordingFront) -> None:
    front.replies = [KIM]
    engine.run_line("(Get-Credential kim@contoso.com).UserName", front)
    assert front.of(Stream.OUTPUT) == ["kim"]
    assert "kim@contoso.com" in front.asked[0].arguments
    engine.run_line("Get-Credential $c", front)
    assert len(front.asked) == 1


FAILING = [
    pytest.param("Import-PSSession 7", id="no session of this shell"),
    pytest.param("Import-PSSession (Get-PSSession) -Prefix x", id="prefix"),
    pytest.param("Enter-PSSession server", id="enter"),
    pytest.param(f"{NEW} -SessionOption 1", id="session option"),
]


@pytest.mark.parametrize("line", FAILING)
def test_refused(engine: Engine, front: RecordingFront, line: str) -> None:
    engine.run_line(NEW, front)
    assert engine.run_line(line, front).outcome is Outcome.FAILED
    assert len(front.errors) + len(front.of(Stream.ERROR)) == 1
    assert engine.current is None


def test_quit_asks_to_leave(engine: Engine, front: RecordingFront) -> None:
    assert engine.run_line("quit", front).exit_code == 0
    assert engine.run_line("exit 3", front).exit_code == 3
