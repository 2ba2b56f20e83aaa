"""Against PowerShell's own remoting server, which nobody of this project wrote."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from eopsh.binding import BoundCall
from eopsh.catalogue import Command
from eopsh.errors import PipelineFailed, SessionLimitReached, SignInFailed
from eopsh.objects import (
    Char,
    Credential,
    DateTime,
    EnumValue,
    ErrorRecord,
    Int64,
    PSDict,
    PSObject,
    ScriptBlock,
    SecureString,
    TimeSpan,
    Value,
)
from eopsh.remote import Ended, Ledger, Options, Record, Segment, Stream, Timings, parse_endpoint
from eopsh.remote.psrp import PsrpConnection
from tests.remote.support import ask, calls, run, texts
from tests.support import shared

SESSION = Path(__file__).with_name("session.ps1")
USER = Credential("admin@contoso.com", SecureString("Pa$$w0rd-ä"))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a server for all tests of this file; two shells a user."""
    command = [sys.executable, str(shared("psengine", "wsman.py")), "--session", str(SESSION), "--limit", "2"]
    command += ["--user", USER.user, "--password", USER.password.reveal()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().split()[1]
        process.terminate()


@pytest.fixture(scope="module")
def connection(address: str) -> Iterator[PsrpConnection]:
    """One open connection."""
    connection = PsrpConnection(parse_endpoint(address), USER)
    connection.open()
    yield connection
    connection.close()


def test_streams_come_once_and_in_order(connection: PsrpConnection) -> None:
    records = run(connection, "Write-Streams", Verbose=True)
    found = [(record.stream, record.value if isinstance(record.value, str) else "") for record in records]
    assert [stream.name for stream, _ in found] == ["OUTPUT", "WARNING", "VERBOSE", "INFORMATION", "PROGRESS", "INFORMATION", "OUTPUT"]
    assert found[1:3] == [(Stream.WARNING, "be careful"), (Stream.VERBOSE, "detail")]
    assert [record.value.text for record in records if isinstance(record.value, PSObject) and record.stream is Stream.INFORMATION] == [
        "informed",
        "hosted",
    ]


VALUES = [
    pytest.param("text", "System.String: text", id="text"),
    pytest.param("ünï 漢 🎉 _x000A_", "System.String: ünï 漢 🎉 _x000A_", id="scripts"),
    pytest.param(5, "System.Int32: 5", id="int"),
    pytest.param(5_000_000_000, "System.Int64: 5000000000", id="large int"),
    pytest.param(Int64(5), "System.Int64: 5", id="typed int"),
    pytest.param(1.5, "System.Double: 1.5", id="float"),
    pytest.param(True, "System.Boolean: True", id="bool"),
    pytest.param(None, "null", id="null"),
    pytest.param(b"\x01\x02", "System.Object[]: 1 2", id="bytes"),
    pytest.param(Char("c"), "System.Char: c", id="char"),
    pytest.param(["a", 1], "System.Object[]: a 1", id="list"),
    pytest.param(PSDict([("Add", "a")]), "System.Collections.Hashtable: System.Collections.Hashtable", id="hashtable"),
    pytest.param(DateTime.of(2024, 1, 2, 3, 4, 5), "System.String: 2024-01-02T03:04:05", id="date as text"),
    pytest.param(TimeSpan.of(days=1, hours=2), "System.String: 1.02:00:00", id="span as text"),
    pytest.param(EnumValue(("System.DayOfWeek", "System.Enum"), "Monday", 1), "System.String: Monday", id="enum as text"),
]


@pytest.mark.parametrize(("value", "kind"), VALUES)
def test_a_value_arrives(connection: PsrpConnection, value: Value, kind: str) -> None:
    assert texts(run(connection, "Get-Kind", Value=value)) == [kind]


def test_a_filter_goes_as_text(connection: PsrpConnection) -> None:
    block = ScriptBlock(None, "Name -like 'a*'")  # type: ignore[arg-type]  # the tree is not looked at
    assert texts(run(connection, "Get-Kind", Value=block)) == ["System.String: Name -like 'a*'"]


def test_a_switch_is_a_boolean(connection: PsrpConnection) -> None:
    assert texts(run(connection, "Get-Kind", Flag=True)) == ["System.Management.Automation.SwitchParameter: True"]


def test_a_secret_arrives_and_comes_back(connection: PsrpConnection) -> None:
    assert texts(run(connection, "Test-Secret", Secret=SecureString("geheim"))) == ["6"]
    (record,) = run(connection, "Get-SecretBack", Secret=SecureString("geheim-ü"))
    assert isinstance(record.value, SecureString)
    assert record.value.reveal() == "geheim-ü"


QUESTIONS = [
    pytest.param("line", "typed", "ReadLine", "line typed", id="line"),
    pytest.param("secret", SecureString("12345"), "ReadLineAsSecureString", "secret 5", id="secret"),
    pytest.param("choice", 0, "PromptForChoice", "choice 0", id="choice"),
    pytest.param("choice", -1, "PromptForChoice", "choice 1", id="a choice that is none"),
    pytest.param("field", PSDict([("Name", "typed")]), "Prompt", "field typed", id="field"),
    pytest.param("credential", Credential("me", SecureString("123")), "PromptForCredential2", "credential me 3", id="credential"),
]


@pytest.mark.parametrize(("kind", "answer", "method", "text"), QUESTIONS)
def test_a_question_is_answered(connection: PsrpConnection, kind: str, answer: Value, method: str, text: str) -> None:
    asked, records = ask(connection, [answer], "Read-Answer", Kind=kind)
    assert [call.method for call in asked] == [method]
    assert texts(records) == [text]


def test_facts_of_the_host_are_answered_by_itself(connection: PsrpConnection) -> None:
    asked, records = ask(connection, [], "Read-Answer", Kind="name")
    assert asked == []
    assert len(texts(records)) == 1


def test_a_terminating_error_is_raised_with_its_record(connection: PsrpConnection) -> None:
    with pytest.raises(PipelineFailed, match="It went wrong") as caught:
        run(connection, "Stop-All")
    assert isinstance(caught.value.record, ErrorRecord)
    assert caught.value.record.exception_type == "System.InvalidOperationException"


def test_a_pipeline_of_two_commands(connection: PsrpConnection) -> None:
    segment = Segment((BoundCall(Command("Get-Many"), {"Count": 3}), BoundCall(Command("Get-Kind"))))
    assert texts(calls(connection.run(segment))) == [f"System.Int32: {number}" for number in (1, 2, 3)]


def test_input_arrives_in_order(connection: PsrpConnection) -> None:
    under_way = connection.run(Segment((BoundCall(Command("Get-Kind")),), takes_input=True))
    for value in ("one", 2, PSObject({"a": 1})):
        under_way.send(value)
    under_way.end_input()
    assert texts(calls(under_way))[:2] == ["System.String: one", "System.Int32: 2"]


def test_stop_is_clean_and_the_session_lives_on(connection: PsrpConnection) -> None:
    under_way = connection.run(Segment((BoundCall(Command("Watch-Clock")),)))
    assert isinstance(under_way.receive(10), Record)
    began = time.monotonic()
    under_way.stop()
    under_way.stop()
    ended: list[Ended] = []
    items = calls(under_way, ended)
    assert ended == [Ended.STOPPED]
    assert not any(item.stream is Stream.ERROR for item in items)
    assert time.monotonic() - began < 3
    assert texts(run(connection, "Get-Many", Count=2)) == ["1", "2"]


def test_a_server_that_cannot_list_its_commands_says_why(connection: PsrpConnection) -> None:
    with pytest.raises(PipelineFailed, match=r"Measure-Object|Select-Object"):
        connection.commands()
    assert texts(run(connection, "Get-Many", Count=1)) == ["1"]


def test_views_may_be_absent(connection: PsrpConnection) -> None:
    assert list(connection.views(("System.Object",))) == []
    assert texts(run(connection, "Get-Many", Count=1)) == ["1"]


def test_a_wrong_password(address: str) -> None:
    with pytest.raises(SignInFailed) as caught:
        PsrpConnection(parse_endpoint(address), Credential(USER.user, SecureString("wrong-secret"))).open()
    assert "wrong-secret" not in repr(caught.value) + caught.value.detail


def test_one_session_too_many(address: str, connection: PsrpConnection, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    second = PsrpConnection(parse_endpoint(address), USER, ledger=ledger)
    second.open()
    try:
        with pytest.raises(SessionLimitReached):
            PsrpConnection(parse_endpoint(address), USER, ledger=ledger).open()
        assert len(ledger.entries()) == 1
    finally:
        second.close()
    assert ledger.entries() == []


def test_the_sample_session_lists_its_commands(tmp_path: Path) -> None:
    command = [sys.executable, str(shared("psengine", "wsman.py")), "--session", str(shared("psengine", "sample-session.ps1"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[1]
        connection = PsrpConnection(parse_endpoint(address), USER, Options(timings=Timings(poll=0.5)), ledger=Ledger(tmp_path))
        connection.open()
        count, listing = connection.commands()
        found = {command.name: command for command in listing}
        connection.close()
        process.terminate()
    assert count == len(found) == 7
    names = {parameter.name: parameter for parameter in found["Get-Sample"].parameters}
    assert names["Identity"].aliases == ("Name",)
    assert names["Verbose"].switch
    assert not names["Identity"].sets
