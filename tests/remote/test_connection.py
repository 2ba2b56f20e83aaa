"""The traps of WSMan and PSRP, each against a server that sets it."""

from __future__ import annotations

import base64
import logging
import subprocess
import sys
import textwrap
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from eopsh.binding import BoundCall
from eopsh.catalogue import Command
from eopsh.errors import (
    HostUnreachable,
    InvalidState,
    PipelineFailed,
    RedirectRefused,
    RemoteError,
    SessionLimitReached,
    SessionLost,
    SignInFailed,
)
from eopsh.objects import Credential, ErrorRecord, SecureString
from eopsh.remote import Auth, Ended, HostCall, Ledger, Options, PlainTextRefused, Record, Segment, Stream, parse_endpoint
from eopsh.remote.psrp import PsrpConnection, State
from eopsh.remote.psrp.orphans import remove_orphan
from tests.remote.fake import (
    COMPLETED,
    NOT_FOUND,
    POOL,
    QUICK,
    STATE,
    USER,
    Answer,
    FakeServer,
    Request,
    fake_server,
    fault,
    message,
    quick,
)
from tests.remote.support import calls, run, segment, texts

OUTPUT, ERROR, WARNING, PROGRESS, PIPELINE_STATE, HOST_CALL = 0x00041004, 0x00041005, 0x00041009, 0x00041010, 0x00041006, 0x00041100
POOL_STATE, KEY_REQUEST, APPLICATION_PRIVATE_DATA = 0x00021005, 0x00010007, 0x00021009
DONE = (PIPELINE_STATE, COMPLETED)
BROKEN = (
    '<Obj RefId="0"><MS><I32 N="RunspaceState">5</I32><Obj N="ExceptionAsErrorRecord" RefId="1"><ToString>{0}</ToString><MS>'
    '<Obj N="Exception" RefId="2"><Props><S N="Message">{0}</S></Props></Obj></MS></Obj></MS></Obj>'
)
FAILED = BROKEN.replace("RunspaceState", "PipelineState")
ERROR_RECORD = (
    '<Obj RefId="0"><ToString>{0}</ToString><MS><Obj N="Exception" RefId="1"><Props><S N="Message">{0}</S></Props></Obj></MS></Obj>'
)
LIMIT = "[AuthZRequestId=7] Fail to create a runspace because you have exceeded the maximum number of connections allowed : 3"


def connect(server: FakeServer, options: Options | None = None, ledger: Ledger | None = None) -> PsrpConnection:
    connection = PsrpConnection(server.endpoint, USER, options or quick(), ledger=ledger)
    connection.open()
    return connection


# --- opening


def test_open_and_close(server: FakeServer, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    connection = connect(server, ledger=ledger)
    assert connection.idle_seconds == 900
    assert [entry.shell_id for entry in ledger.entries()] == list(server.shells)
    connection.close()
    connection.close()
    assert connection.state is State.CLOSED
    assert server.shells == set()
    assert server.count("Delete") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_password_goes_as_utf8(server: FakeServer) -> None:
    connect(server).close()
    scheme, _, token = server.requests[0].headers["Authorization"].partition(" ")
    assert (scheme, base64.b64decode(token).decode()) == ("Basic", f"{USER.user}:{USER.password.reveal()}")


def test_a_server_may_choose_the_ids(server: FakeServer, tmp_path: Path) -> None:
    server.protocol, server.own_shell_id, server.own_command_id = "2.1", "SERVER-SHELL", "SERVER-COMMAND"
    server.say((OUTPUT, "<S>x</S>"), DONE, command="SERVER-COMMAND")
    ledger = Ledger(tmp_path)
    connection = connect(server, ledger=ledger)
    assert [entry.shell_id for entry in ledger.entries()] == ["SERVER-SHELL"]
    assert texts(run(connection, "Get-X")) == ["x"]
    connection.close()
    assert {request.shell_id for request in server.sent("Receive")} == {"SERVER-SHELL"}
    assert server.shells == set()


def test_the_affinity_cookie_goes_back(server: FakeServer, tmp_path: Path) -> None:
    server.cookies = ["MS-WSMAN=backend; path=/powershell-liveid; HttpOnly"]
    endpoint = parse_endpoint(server.uri.replace("/powershell-liveid/", "//PowerShell-LiveID/"))
    ledger = Ledger(tmp_path)
    connection = PsrpConnection(endpoint, USER, quick(), ledger=ledger)
    connection.open()
    assert [cookie.value for cookie in ledger.entries()[0].cookies] == ["backend"]
    connection.close()
    assert [request.headers.get("Cookie") for request in server.requests] == [None, *["MS-WSMAN=backend"] * (len(server.requests) - 1)]


def test_a_fourth_session_breaks_after_create_and_is_deleted(server: FakeServer, tmp_path: Path) -> None:
    def create(request: Request) -> Answer:
        answer = server._on_create(request)
        server._output[POOL].clear()
        server.say((POOL_STATE, BROKEN.format(LIMIT)), command=None)
        return answer

    server.on["Create"] = create
    with pytest.raises(SessionLimitReached) as caught:
        connect(server, ledger=Ledger(tmp_path))
    assert caught.value.request_id == "7"
    assert server.shells == set()
    assert list(tmp_path.iterdir()) == []


def test_an_open_that_fails_half_way_deletes_the_shell(server: FakeServer, tmp_path: Path) -> None:
    server.on["Receive"] = lambda request: Answer(raw=b"<html>no</html>")
    connection = PsrpConnection(server.endpoint, USER, quick(), ledger=Ledger(tmp_path))
    with pytest.raises(HostUnreachable):
        connection.open()
    assert server.shells == set()
    assert connection.state is State.CLOSED
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        pytest.param(Answer(status=401, headers={"WWW-Authenticate": "Basic"}), SignInFailed, id="401"),
        pytest.param(Answer(status=403, raw=b"<html><body>Forbidden</body></html>"), SignInFailed, id="403 with a page"),
        pytest.param(Answer(status=404, raw=b""), HostUnreachable, id="404"),
        pytest.param(Answer(status=503, raw=b"busy"), HostUnreachable, id="503"),
        pytest.param(Answer(raw=b""), HostUnreachable, id="empty"),
        pytest.param(Answer(raw=b"<html><p></html>"), HostUnreachable, id="not XML"),
        pytest.param(Answer(status=302, raw=b"<html/>"), HostUnreachable, id="302 without an address"),
        pytest.param(fault(2150859173, "3 concurrent shells"), SessionLimitReached, id="limit as a fault"),
    ],
)
def test_a_refused_open(server: FakeServer, tmp_path: Path, answer: Answer, error: type[RemoteError]) -> None:
    server.on["Create"] = lambda _: answer
    with pytest.raises(error) as caught:
        connect(server, ledger=Ledger(tmp_path))
    assert type(caught.value) is error
    assert USER.password.reveal() not in repr(caught.value) + str(caught.value.__dict__)
    assert caught.value.__cause__ is None
    assert list(tmp_path.iterdir()) == []


def test_nobody_listens() -> None:
    with fake_server() as gone:
        endpoint = gone.endpoint
    with pytest.raises(HostUnreachable, match="Nothing listens"):
        PsrpConnection(endpoint, USER, quick()).open()


def test_an_unknown_host() -> None:
    with pytest.raises(HostUnreachable, match="No host of the name"):
        PsrpConnection(parse_endpoint("https://nowhere.invalid/powershell/"), USER, quick(auth=Auth.BASIC)).open()


def test_basic_over_http_is_not_even_tried() -> None:
    connection = PsrpConnection(parse_endpoint("http://ex01.contoso.com/powershell/"), USER, quick(auth=Auth.BASIC))
    with pytest.raises(PlainTextRefused):
        connection.open()
    assert connection.state is State.CLOSED


def test_what_nobody_foresaw_is_an_error_of_ours(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eopsh.remote.psrp.session.m.init_runspace_pool", lambda: 1 / 0)
    with pytest.raises(RemoteError, match="division"):
        connect(server)


# --- redirects


def redirect(to: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": to}, raw=b"<html><body>Object moved</body></html>")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_with_consent(server: FakeServer, status: int, tmp_path: Path) -> None:
    asked: list[str] = []

    def consent(uri: str) -> bool:
        asked.append(uri)
        return True

    with fake_server() as other:
        server.on["Create"] = lambda _: redirect(other.uri, status)
        server.cookies = ["MS-WSMAN=first; path=/powershell-liveid"]
        ledger = Ledger(tmp_path)
        connection = connect(server, quick(consent=consent), ledger)
        assert connection.info.uri == other.uri
        assert [entry.endpoint.uri for entry in ledger.entries()] == [other.uri]
        connection.close()
        assert asked == [other.uri]
        assert [request.headers.get("Cookie") for request in other.requests] == [None] * len(other.requests)
        assert (len(server.requests), other.count("Create"), other.shells) == (1, 1, set())


def test_a_redirect_elsewhere_is_refused_without_a_request(server: FakeServer) -> None:
    with fake_server() as other:
        server.on["Create"] = lambda _: redirect(other.uri)
        with pytest.raises(RedirectRefused, match="Redirect location reported"):
            connect(server)
        assert other.requests == []


def test_a_redirect_that_would_show_the_password(server: FakeServer) -> None:
    server.on["Create"] = lambda _: redirect("http://ex01.contoso.com/powershell/")
    with pytest.raises(PlainTextRefused):
        connect(server, quick(consent=lambda _: True))
    assert len(server.requests) == 1


def test_a_circle_of_redirects_ends(server: FakeServer) -> None:
    server.on["Create"] = lambda _: redirect(server.uri)
    with pytest.raises(RedirectRefused):
        connect(server)
    assert len(server.requests) == 6


# --- running


def test_done_is_the_end_though_the_state_was_missed(server: FakeServer) -> None:
    server.say((OUTPUT, "<S>x</S>"), done=True)
    connection = connect(server)
    ended: list[Ended] = []
    assert texts(calls(connection.run(segment("Get-X")), ended)) == ["x"]
    assert ended == [Ended.COMPLETED]
    connection.close()


def test_every_command_is_closed_on_the_server(server: FakeServer) -> None:
    connection = connect(server)
    for _ in range(3):
        server.say(DONE, done=True)
        run(connection, "Get-X")
    connection.close()
    assert [request.code.rpartition("/")[2] for request in server.sent("Signal")] == ["Terminate"] * 3


def test_a_stop_has_the_code_that_servers_know(server: FakeServer) -> None:
    connection = connect(server)
    under_way = connection.run(segment("Get-X"))
    assert server.wait_for(lambda: server.count("Receive") > 2)
    under_way.stop()
    ended: list[Ended] = []
    assert calls(under_way, ended) == []
    assert ended == [Ended.STOPPED]
    assert server.sent("Signal")[0].code == "powershell/signal/crtl_c"
    server.say(DONE, done=True)
    assert run(connection, "Get-Y") == []
    connection.close()


@pytest.mark.parametrize(
    "answer",
    [pytest.param(fault(995, "aborted"), id="aborted"), pytest.param(fault(2150858843, "CommandId was not found"), id="not found")],
)
def test_a_server_that_closes_the_command_has_stopped_it(server: FakeServer, answer: Answer) -> None:
    connection = connect(server)
    under_way = connection.run(segment("Get-X"))
    assert server.wait_for(lambda: server.count("Receive") > 2)
    server.on["Signal"] = lambda _: Answer("<rsp:SignalResponse/>")
    server.on["Receive"] = lambda _: answer
    under_way.stop()
    ended: list[Ended] = []
    calls(under_way, ended)
    assert ended == [Ended.STOPPED]
    connection.close()


def test_a_terminating_error_comes_only_in_the_state(server: FakeServer) -> None:
    server.say((PIPELINE_STATE, FAILED.format("[RequestId=9] It failed.")), done=True)
    connection = connect(server)
    with pytest.raises(PipelineFailed, match="It failed") as caught:
        run(connection, "Get-X")
    assert caught.value.request_id == "9"
    connection.close()


@pytest.mark.parametrize(("record", "shown"), [pytest.param("It failed.", 0, id="the same"), pytest.param("Another.", 1, id="another")])
def test_an_error_that_comes_twice_is_shown_once(server: FakeServer, record: str, shown: int) -> None:
    server.say((ERROR, ERROR_RECORD.format(record)), (PIPELINE_STATE, FAILED.format("It failed.")), done=True)
    connection = connect(server)
    under_way = connection.run(segment("Get-X"))
    seen = [under_way.receive(5) for _ in range(shown)]
    assert [isinstance(item, Record) and item.stream is Stream.ERROR for item in seen] == [True] * shown
    with pytest.raises(PipelineFailed):
        under_way.receive(5)
    connection.close()


def test_an_error_is_shown_before_anything_follows_it(server: FakeServer) -> None:
    server.say((ERROR, ERROR_RECORD.format("Careful.")))
    connection = connect(server)
    under_way = connection.run(segment("Get-X"))
    began = time.monotonic()
    item = under_way.receive(30)
    assert isinstance(item, Record)
    assert item.stream is Stream.ERROR
    assert time.monotonic() - began < 5
    connection.close()


def test_a_damaged_object_costs_nothing_else(server: FakeServer) -> None:
    server.say(
        (OUTPUT, "<S>a</S>"), (OUTPUT, "<Obj><MS><I32 N='x'>z</I32>"), (HOST_CALL, "<S>odd</S>"), (OUTPUT, "<S>b</S>"), DONE, done=True
    )
    connection = connect(server)
    records = run(connection, "Get-X")
    assert [record.stream.name for record in records][:1] == ["OUTPUT"]
    assert [record.value for record in records if record.value in ("a", "b")] == ["a", "b"]
    assert any(isinstance(record.value, ErrorRecord) for record in records)
    connection.close()


def test_an_object_spans_receives(server: FakeServer) -> None:
    text = "x" * 100_000
    for fragment in message(OUTPUT, f"<S>{text}</S>", empty_pool=True):
        server.say_raw(fragment)
    server.say(DONE, done=True)
    connection = connect(server)
    assert texts(run(connection, "Get-X")) == [text]
    connection.close()


def test_a_missing_fragment_loses_the_session_not_the_object_alone(server: FakeServer) -> None:
    fragments = message(OUTPUT, f"<S>{'x' * 100_000}</S>")
    server.say_raw(fragments[0] + fragments[2])
    connection = connect(server)
    with pytest.raises(RemoteError):
        run(connection, "Get-X")
    assert connection.state is State.BROKEN
    connection.close()
    assert server.shells == set()


def test_a_throttling_warning_is_one_line(server: FakeServer) -> None:
    text = "Micro delay applied. Actual delayed: 21956 msecs, Enforced: True, Capped delay: 21956 msecs"
    server.say((WARNING, f'<Obj RefId="0"><MS><S N="InformationalRecord_Message">{text}</S></MS></Obj>'), DONE, done=True)
    connection = connect(server)
    assert [record.value for record in run(connection, "Get-X")] == ["The server held this command back for 22.0 s (throttling)."]
    connection.close()


def test_the_session_is_gone_at_the_command(server: FakeServer) -> None:
    connection = connect(server)
    server.shells.clear()
    with pytest.raises(SessionLost) as caught:
        run(connection, "Get-X")
    assert not caught.value.may_have_run
    with pytest.raises(SessionLost):
        connection.run(segment("Get-Y"))
    connection.close()


def test_an_account_that_is_locked_meanwhile(server: FakeServer) -> None:
    connection = connect(server)
    server.on["Command"] = lambda _: Answer(status=401)
    with pytest.raises(SignInFailed):
        run(connection, "Get-X")
    connection.close()


def test_the_session_is_gone_during_the_command(server: FakeServer) -> None:
    connection = connect(server)
    server.on["Receive"] = lambda _: fault(*NOT_FOUND)
    with pytest.raises(SessionLost) as caught:
        run(connection, "Get-X")
    assert caught.value.may_have_run
    connection.close()


def test_a_receive_without_answer_is_not_sent_again(server: FakeServer) -> None:
    connection = connect(server)
    before = server.count("Receive")
    server.on["Receive"] = lambda _: Answer(silent=True)
    began = time.monotonic()
    with pytest.raises(SessionLost) as caught:
        run(connection, "Get-X")
    assert caught.value.may_have_run
    assert server.count("Receive") == before + 1
    assert time.monotonic() - began < 4
    connection.close()


def test_a_dead_peer_gives_the_prompt_back_after_a_stop(server: FakeServer) -> None:
    connection = connect(server, Options(timings=replace(QUICK, unanswered=60)))
    server.on.update(dict.fromkeys(("Receive", "Signal", "Delete"), lambda _: Answer(silent=True)))
    under_way = connection.run(segment("Get-X"))
    assert server.wait_for(lambda: server.count("Command") == 1)
    began = time.monotonic()
    under_way.stop()
    with pytest.raises(SessionLost):
        under_way.receive(60)
    assert time.monotonic() - began < 5
    assert connection.state is State.BROKEN
    began = time.monotonic()
    connection.close()
    assert time.monotonic() - began < 5


def test_an_idle_session_sends_nothing(server: FakeServer) -> None:
    connection = connect(server)
    server.say(DONE, done=True)
    run(connection, "Get-X")
    assert server.wait_for(lambda: server.count("Signal") == 1)
    before = len(server.requests)
    time.sleep(0.6)
    assert len(server.requests) == before
    connection.close()
    assert {request.action for request in server.requests} == {"Create", "Receive", "Command", "Signal", "Delete"}


def test_only_one_pipeline_at_a_time(server: FakeServer) -> None:
    connection = connect(server)
    first = connection.run(segment("Get-X"))
    second = connection.run(segment("Get-Y"))
    assert server.wait_for(lambda: server.count("Receive") > 3)
    assert server.count("Command") == 1
    server.say((OUTPUT, "<S>1</S>"), DONE, done=True)
    assert texts(calls(first)) == ["1"]
    server.say((OUTPUT, "<S>2</S>"), DONE, done=True)
    assert texts(calls(second)) == ["2"]
    connection.close()


def test_a_reader_that_sleeps_loses_nothing_and_can_stop(server: FakeServer) -> None:
    connection = connect(server, quick(queue_bytes=10_000))
    under_way = connection.run(segment("Get-X"))
    for number in range(200):
        server.say((OUTPUT, f"<S>{number}-{'x' * 1000}</S>"))
    assert server.wait_for(lambda: not server._output["*"])
    under_way.stop()
    ended: list[Ended] = []
    found = texts(calls(under_way, ended))
    assert [text.partition("-")[0] for text in found] == [str(number) for number in range(200)]
    assert ended == [Ended.STOPPED]
    connection.close()


# --- questions

CHOICE = (
    '<Obj RefId="0"><MS><I64 N="ci">{}</I64><Obj N="mi" RefId="1"><TN RefId="0"><T>System.RemoteHostMethodId</T>'
    "<T>System.Enum</T><T>System.ValueType</T><T>System.Object</T></TN><ToString>{}</ToString><I32>{}</I32></Obj>"
    '<Obj N="mp" RefId="2"><LST>{}</LST></Obj></MS></Obj>'
)


def test_a_question_keeps_the_session_from_idling_out(server: FakeServer) -> None:
    server.say((HOST_CALL, CHOICE.format(1, "ReadLine", 11, "")))
    connection = connect(server)
    under_way = connection.run(segment("Get-X"))
    call = under_way.receive(5)
    assert isinstance(call, HostCall)
    before = server.count("Receive")
    assert server.wait_for(lambda: server.count("Receive") > before + 1)
    under_way.answer(call, "typed")
    assert server.wait_for(lambda: server.count("Send") == 1)
    sent = server.sent("Send")[0]
    assert 'Name="pr"' in sent.body
    assert sent.command_id == ""
    assert '<S N="mr">typed</S>' in sent.messages()[0][1]
    connection.close()


@pytest.mark.parametrize(
    "method",
    [pytest.param((1, "GetName"), id="a fact"), pytest.param((45, "GetKeyAvailable"), id="raw"), pytest.param((77, "New"), id="unknown")],
)
def test_every_call_that_waits_is_answered(server: FakeServer, method: tuple[int, str]) -> None:
    server.say((HOST_CALL, CHOICE.format(5, method[1], method[0], "")))
    connection = connect(server)
    under_way = connection.run(segment("Get-X"))
    assert under_way.receive(0.5) is None
    assert server.wait_for(lambda: server.count("Send") == 1)
    assert '<I64 N="ci">5</I64>' in server.sent("Send")[0].messages()[0][1]
    connection.close()


def test_the_server_asks_for_a_key(server: FakeServer) -> None:
    server.say((KEY_REQUEST, "<S></S>"))
    connection = connect(server)
    under_way = connection.run(segment("Get-X"))
    assert server.wait_for(lambda: server.count("Send") == 1)
    kind, body = server.sent("Send")[0].messages()[0]
    assert kind == 0x00010005
    assert "PublicKey" in body
    under_way.stop()
    connection.close()


# --- input


def test_input_is_sent_together(server: FakeServer) -> None:
    connection = connect(server)
    under_way = connection.run(Segment((BoundCall(Command("Set-X")),), takes_input=True))
    for number in range(100):
        under_way.send(number)
    under_way.end_input()
    assert server.wait_for(lambda: any(kind == 0x00041003 for request in server.sent("Send") for kind, _ in request.messages()))
    sent = [body for request in server.sent("Send") for kind, body in request.messages() if kind == 0x00041002]
    assert sent == [f"<I32>{number}</I32>" for number in range(100)]
    assert server.count("Send") < 10
    under_way.stop()
    connection.close()


# --- metadata


def command(name: str) -> tuple[int, str]:
    return OUTPUT, f'<Obj RefId="0"><MS><S N="Name">{name}</S></MS></Obj>'


def test_commands_come_as_they_arrive(server: FakeServer) -> None:
    server.say((OUTPUT, '<Obj RefId="0"><MS><I32 N="Count">3</I32></MS></Obj>'), command("Get-A"))
    connection = connect(server)
    count, listing = connection.commands()
    assert (count, next(listing).name) == (3, "Get-A")
    server.say((OUTPUT, "<Obj><damaged"), command("Get-B"), DONE, done=True)
    assert [found.name for found in listing] == ["Get-B"]
    assert listing.damaged == 1
    connection.close()


PRIVATE_DATA = (
    '<Obj RefId="0"><MS><Obj N="ApplicationPrivateData" RefId="1"><DCT><En><S N="Key">ImplicitRemoting</S><Obj N="Value" RefId="2"><DCT>'
    '<En><S N="Key">CommandsToSkip</S><Obj N="Value" RefId="3"><LST><S>get-b</S></LST></Obj></En></DCT></Obj></En></DCT></Obj></MS></Obj>'
)


def test_commands_that_the_server_says_to_skip_are_skipped(server: FakeServer) -> None:
    server.say((APPLICATION_PRIVATE_DATA, PRIVATE_DATA), DONE, done=True)
    connection = connect(server)
    assert run(connection, "Get-X") == []
    server.say((OUTPUT, '<Obj RefId="0"><MS><I32 N="Count">2</I32></MS></Obj>'), command("Get-A"), command("Get-B"), DONE, done=True)
    _, listing = connection.commands()
    assert [found.name for found in listing] == ["Get-A"]
    assert listing.damaged == 0
    connection.close()


def test_a_stopped_listing_keeps_what_has_arrived(server: FakeServer) -> None:
    server.say((OUTPUT, '<Obj RefId="0"><MS><I32 N="Count">9</I32></MS></Obj>'), command("Get-A"), command("Get-B"))
    connection = connect(server)
    count, listing = connection.commands()
    threading.Timer(0.2, listing.stop).start()
    assert (count, [found.name for found in listing]) == (9, ["Get-A", "Get-B"])
    server.say(DONE, done=True)
    assert run(connection, "Get-X") == []
    connection.close()


def test_a_listing_that_is_stopped_before_it_begins(server: FakeServer) -> None:
    connection = connect(server)
    threading.Timer(0.3, connection.stop).start()
    count, listing = connection.commands()
    assert (count, list(listing)) == (0, [])
    connection.close()


def test_metadata_that_is_refused_says_why(server: FakeServer) -> None:
    server.say((PIPELINE_STATE, FAILED.format("Access to Get-Command is denied.")), done=True)
    connection = connect(server)
    with pytest.raises(PipelineFailed, match="denied"):
        connection.commands()
    connection.close()


# --- closing


def test_closing_a_broken_pool_deletes_the_shell(server: FakeServer) -> None:
    server.say((POOL_STATE, STATE.format(5)))
    connection = connect(server)
    with pytest.raises(RemoteError):
        run(connection, "Get-X")
    assert connection.state is State.BROKEN
    connection.close()
    assert server.shells == set()


def test_closing_during_a_pipeline(server: FakeServer) -> None:
    connection = connect(server)
    under_way = connection.run(segment("Get-X"))
    assert server.wait_for(lambda: server.count("Receive") > 2)
    connection.close()
    assert server.shells == set()
    assert isinstance(under_way.receive(1), Ended)


def test_closing_what_is_gone_already(server: FakeServer, tmp_path: Path) -> None:
    connection = connect(server, ledger=Ledger(tmp_path))
    server.shells.clear()
    connection.close()
    assert list(tmp_path.iterdir()) == []


def test_a_close_that_is_not_confirmed_leaves_an_orphan(server: FakeServer, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    connection = connect(server, ledger=ledger)
    server.on["Delete"] = lambda _: Answer(silent=True)
    began = time.monotonic()
    connection.close()
    assert time.monotonic() - began < 5
    assert len(ledger.orphans()) == 1


def test_abandon_drops_the_worker_and_deletes_afresh(server: FakeServer, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    connection = connect(server, Options(timings=replace(QUICK, unanswered=60)), ledger)
    server.on["Receive"] = lambda _: Answer(silent=True)
    under_way = connection.run(segment("Get-X"))
    assert server.wait_for(lambda: server.count("Command") == 1)
    assert connection.abandon()
    assert server.shells == set()
    assert ledger.entries() == []
    with pytest.raises(SessionLost):
        under_way.receive(1)
    server.on.clear()
    connection.open()
    assert connection.state is State.OPEN
    connection.close()


def test_an_abandoned_worker_ends_when_its_wire_lets_go(server: FakeServer) -> None:
    def workers() -> set[str]:
        return {str(thread.ident) for thread in threading.enumerate() if thread.name.startswith("eopsh wire")}

    before = workers()
    connection = connect(server)
    server.on["Receive"] = lambda _: Answer(silent=True)
    connection.run(segment("Get-X"))
    assert server.wait_for(lambda: server.count("Command") == 1)
    connection.abandon()
    assert workers() - before
    assert server.wait_for(lambda: not workers() - before)


def test_an_orphan_is_deleted_from_its_entry(server: FakeServer, tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    server.cookies = ["MS-WSMAN=backend; path=/powershell-liveid"]
    connection = connect(server, ledger=ledger)
    (entry,) = ledger.entries()
    assert not remove_orphan(ledger, entry, USER)
    assert connection._session is not None
    assert connection._session.holding is not None
    connection._session.holding.release()
    assert remove_orphan(ledger, entry, USER, quick())
    assert server.shells == set()
    assert server.sent("Delete")[0].headers["Cookie"] == "MS-WSMAN=backend"
    assert ledger.entries() == []


def test_the_next_connect_removes_what_a_killed_process_left(server: FakeServer, tmp_path: Path) -> None:
    code = f"""
        import os, signal
        from pathlib import Path
        from eopsh.remote import Ledger, parse_endpoint
        from eopsh.remote.psrp import PsrpConnection
        from tests.remote.fake import USER
        PsrpConnection(parse_endpoint({server.uri!r}), USER, ledger=Ledger(Path({str(tmp_path)!r}))).open()
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False, timeout=30)
    assert len(server.shells) == 1
    ledger = Ledger(tmp_path)
    assert [remove_orphan(ledger, entry, USER, quick()) for entry in ledger.orphans()] == [True]
    assert server.shells == set()
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_that_cannot_be_written_is_said(server: FakeServer, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    connection = connect(server, ledger=Ledger(tmp_path / "file" / "sessions"))
    assert len(connection.notices) == 1
    connection.close()
    assert server.shells == set()


def test_an_open_can_be_given_up(server: FakeServer) -> None:
    def late(request: Request) -> Answer:
        time.sleep(1)
        return server._on_create(request)

    server.on["Create"] = late
    connection = PsrpConnection(server.endpoint, USER, quick())
    threading.Timer(0.3, connection.close).start()
    with pytest.raises(SessionLost):
        connection.open()
    assert connection.state is State.CLOSED
    assert server.wait_for(lambda: server.count("Delete") == 1)
    assert server.shells == set()


def test_a_dead_peer_at_the_timings_of_every_day(server: FakeServer) -> None:
    connection = connect(server, Options())
    server.on.update(dict.fromkeys(("Receive", "Signal", "Delete"), lambda _: Answer(silent=True)))
    under_way = connection.run(segment("Get-X"))
    assert server.wait_for(lambda: server.count("Command") == 1)
    began = time.monotonic()
    under_way.stop()
    with pytest.raises(SessionLost):
        under_way.receive(60)
    assert time.monotonic() - began < 5.5
    began = time.monotonic()
    connection.close()
    assert time.monotonic() - began < 5.5


def test_invalid_moves(server: FakeServer) -> None:
    connection = PsrpConnection(server.endpoint, USER, quick())
    with pytest.raises(InvalidState):
        connection.run(segment("Get-X"))
    connection.close()
    connection.open()
    with pytest.raises(InvalidState):
        connection.open()
    connection.close()


def test_no_secret_is_logged(server: FakeServer, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    server.say(DONE, done=True)
    with caplog.at_level(logging.DEBUG):
        connection = connect(server)
        run(connection, "Set-X", Note="a secret note")
        server.on["Receive"] = lambda _: Answer(silent=True)
        with pytest.raises(SessionLost):
            run(connection, "Get-X")
        connection.close()
    written = caplog.text + "".join(capfd.readouterr())
    assert "a secret note" not in written
    assert "Traceback" not in written


def test_nothing_shows_a_password() -> None:
    connection = PsrpConnection(parse_endpoint("https://ex01/powershell/"), Credential("u", SecureString("hidden")))
    assert "hidden" not in repr(connection) + repr(connection.__dict__) + repr(connection.info)
