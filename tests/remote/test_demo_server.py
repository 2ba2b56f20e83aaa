"""The client and the demonstration organization: the session key, prompts and faults, over real sockets."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from eopsh.binding import BoundCall
from eopsh.catalogue import Command
from eopsh.demo.server import DemoServer
from eopsh.errors import EopshError, HostUnreachable, PipelineFailed, RemoteError, SessionLimitReached, SessionLost, SignInFailed
from eopsh.objects import Credential, ErrorRecord, PSObject, SecureString
from eopsh.remote import Ended, HostCall, Ledger, Record, Segment, Stream, Timings, parse_endpoint
from eopsh.remote.options import Options
from eopsh.remote.psrp import PsrpConnection
from tests.remote.support import PATIENCE, ask, calls, run, segment

QUICK = Options(timings=Timings(poll=0.2, unanswered=2, request=3, stop=1.5, close=3))


def connection_to(server: DemoServer, ledger: Ledger | None = None) -> PsrpConnection:
    account = Credential(server.user, SecureString(server.password))
    return PsrpConnection(parse_endpoint(server.url), account, QUICK, ledger=ledger)


@pytest.fixture(scope="module")
def organization() -> Iterator[DemoServer]:
    """One organization for the tests that leave it as it was."""
    with DemoServer(recipients=60, messages=20, quarantined=10) as server:
        yield server


@pytest.fixture
def connection(organization: DemoServer) -> Iterator[PsrpConnection]:
    """An open connection to it."""
    connection = connection_to(organization)
    connection.open()
    yield connection
    connection.close()


def test_a_password_crosses_with_the_session_key(connection: PsrpConnection) -> None:
    values = {"Name": "Key Test", "ExternalEmailAddress": "key@fabrikam.com", "MicrosoftOnlineServicesID": "key@contoso.com"}
    (record,) = run(connection, "New-MailUser", **values, Password=SecureString("Pa$$w0rd-ä"))
    assert isinstance(record.value, PSObject)
    assert record.value.get("Name") == "Key Test"


def test_a_prompt_is_answered(connection: PsrpConnection) -> None:
    asked, records = ask(connection, [3], "Remove-MailUser", Identity="Key Test")
    assert [call.method for call in asked] == ["PromptForChoice"]
    assert records == []


def test_a_stop_at_a_question_is_followed_at_once(connection: PsrpConnection) -> None:
    under_way = connection.run(segment("Remove-TransportRule", Identity="Block executables"))
    assert isinstance(under_way.receive(PATIENCE), HostCall)
    under_way.stop()
    ended: list[Ended] = []
    assert [record.stream for record in calls(under_way, ended)] == []
    assert ended == [Ended.STOPPED], "it does not wait for the question's next Receive, by which the session would be given up"


def test_commands_and_views(connection: PsrpConnection) -> None:
    count, listing = connection.commands()
    found = {command.name: command for command in listing}
    assert count == len(found)
    assert {"Get-TransportRule", "Set-MailUser"} <= set(found)
    assert not any(parameter.sets for parameter in found["Set-MailUser"].parameters)
    views = list(connection.views(("Microsoft.Exchange.MessagingPolicies.Rules.Tasks.TransportRule",)))
    assert len(views) == 1
    assert list(connection.views(("No.Such.Type",))) == []


def test_a_missing_object_is_an_error_record(connection: PsrpConnection) -> None:
    try:
        errors = [record.value for record in run(connection, "Get-MailUser", Identity="nobody") if record.stream is Stream.ERROR]
    except PipelineFailed as error:
        errors = [error.record]
    assert len(errors) == 1
    assert isinstance(errors[0], ErrorRecord)
    assert "nobody" in errors[0].message


def test_two_commands_are_one_pipeline(connection: PsrpConnection) -> None:
    pipeline = Segment((BoundCall(Command("Get-MailUser"), {"ResultSize": 2}), BoundCall(Command("Select-Object"), {"Property": ["Name"]})))
    assert len([record for record in calls(connection.run(pipeline)) if record.stream is Stream.OUTPUT]) == 2


def test_the_sessions_are_counted(organization: DemoServer) -> None:
    opened = [connection_to(organization) for _ in range(3)]
    for connection in opened:
        connection.open()
    assert organization.sessions() == 3
    with pytest.raises(SessionLimitReached):
        connection_to(organization).open()
    for connection in opened:
        connection.close()
    assert organization.sessions() == 0


def test_a_wrong_password(organization: DemoServer) -> None:
    account = Credential(organization.user, SecureString("wrong"))
    with pytest.raises(SignInFailed):
        PsrpConnection(parse_endpoint(organization.url), account, QUICK).open()


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        pytest.param("auth", SignInFailed, id="auth"),
        pytest.param("broken-open", RemoteError, id="broken-open"),
        pytest.param("http-503", HostUnreachable, id="http-503"),
        pytest.param("redirect", EopshError, id="redirect"),
    ],
)
def test_a_faulty_open(fault: str, error: type[EopshError], tmp_path: Path) -> None:
    with DemoServer(recipients=5, faults=[fault]) as server:
        connection = connection_to(server, Ledger(tmp_path))
        with pytest.raises(error):
            connection.open()
        assert server.sessions() == 0
    assert list(tmp_path.iterdir()) == []


def test_a_dead_server(tmp_path: Path) -> None:
    with DemoServer(recipients=5, faults=["dead"]) as server, pytest.raises(HostUnreachable):
        connection_to(server, Ledger(tmp_path)).open()


def test_one_damaged_object(tmp_path: Path) -> None:
    with DemoServer(recipients=9, faults=["bad-object=2"]) as server:
        connection = connection_to(server)
        connection.open()
        streams = [record.stream for record in run(connection, "Get-MailUser")]
        connection.close()
    assert streams.count(Stream.ERROR) == 1
    assert streams.count(Stream.OUTPUT) > 2


def test_a_session_that_vanishes() -> None:
    with DemoServer(recipients=5, faults=["vanish=2"]) as server:
        connection = connection_to(server)
        connection.open()
        run(connection, "Get-AcceptedDomain")
        with pytest.raises(SessionLost):
            run(connection, "Get-AcceptedDomain")
        connection.close()


def test_a_server_that_is_deaf_to_the_stop() -> None:
    with DemoServer(recipients=5, faults=["deaf-to-stop", "slow=200"]) as server:
        connection = connection_to(server)
        connection.open()
        under_way = connection.run(segment("Get-MessageTrace"))
        assert isinstance(under_way.receive(5), Record)
        began = time.monotonic()
        under_way.stop()
        with pytest.raises(SessionLost):
            calls(under_way)
        assert time.monotonic() - began < 5
        assert connection.abandon()
        assert server.sessions() == 0


def test_a_dropped_connection_loses_nothing_unnoticed() -> None:
    with DemoServer(recipients=400, faults=["drop-after=50"]) as server:
        connection = connection_to(server)
        connection.open()
        under_way = connection.run(segment("Get-MailUser", ResultSize="Unlimited"))
        with pytest.raises(SessionLost) as caught:
            calls(under_way)
        assert caught.value.may_have_run
        connection.close()


def test_stopping_early_stops_the_server(organization: DemoServer, connection: PsrpConnection) -> None:
    under_way = connection.run(segment("Get-MessageTrace"))
    assert isinstance(under_way.receive(5), Record)
    under_way.stop()
    ended: list[Ended] = []
    calls(under_way, ended)
    assert ended[0] in (Ended.STOPPED, Ended.COMPLETED)
    assert organization.sessions() == 1
