"""What plain pypsrp meets: open, metadata, run, prompt, stop, close, and the service's rules around them."""

from __future__ import annotations

import socket
import threading
import time
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
import requests
from pypsrp.complex_objects import CommandType
from pypsrp.exceptions import AuthenticationError, InvalidPSRPOperation, WinRMTransportError, WSManFaultError
from pypsrp.powershell import PowerShell, RunspacePool
from pypsrp.serializer import TaggedValue
from pypsrp.wsman import SelectorSet

from eopsh.demo import DemoServer, soap
from eopsh.demo.cmdlets import CMDLETS
from eopsh.demo.messages import fragments
from tests.demo.support import Answering, cookies, pipeline, prop, run, session, wsman

COMPLETED, FAILED, STOPPED = 4, 5, 3
NOT_FOUND = 0x8033805B


def test_open_run_close(server: DemoServer) -> None:
    with session(server) as pool:
        assert server.sessions() == 1
        assert run(pool, "Get-TransportRule").names()[0] == "Block executables"
    assert server.sessions() == 0
    assert (server.counts.pipelines, server.counts.last_state, server.counts.last_objects) == (1, "Completed", 6)


@pytest.mark.parametrize("path", ["powershell-liveid", "powershell-liveid/", "PowerShell/", "POWERSHELL", "powershell?PSVersion=5.1;x=y"])
def test_paths(shared_server: DemoServer, path: str) -> None:
    with session(shared_server, path=path) as pool:
        assert len(run(pool, "Get-AcceptedDomain").output) == 4


def test_other_paths_are_not_found(shared_server: DemoServer) -> None:
    with pytest.raises((WinRMTransportError, WSManFaultError)), session(shared_server, path="wsman"):
        pass


@pytest.mark.parametrize(
    "credentials",
    [pytest.param({"password": "wrong"}, id="password"), pytest.param({"username": "nobody@contoso.com"}, id="user")],
)
def test_wrong_credentials(shared_server: DemoServer, credentials: dict[str, Any]) -> None:
    with pytest.raises(AuthenticationError), session(shared_server, **credentials):
        pass


def test_sign_in_is_asked_for(shared_server: DemoServer) -> None:
    answer = requests.post(shared_server.url, timeout=5)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Basic ")


def test_another_configuration_is_refused(shared_server: DemoServer) -> None:
    with wsman(shared_server) as connection, pytest.raises(WSManFaultError) as caught:
        RunspacePool(connection, configuration_name="Microsoft.PowerShell").open()
    assert caught.value.code == 2150858811


def test_metadata_is_flat_and_counts_first(reading: RunspacePool) -> None:
    found: dict[str | None, Any] = {one.name: one for one in reading.get_command_metadata("*", CommandType.FUNCTION | CommandType.CMDLET)}
    assert len(found) == len(CMDLETS)
    get = found["Get-MailUser"]
    assert get.command_type.value == CommandType.FUNCTION
    assert {"Identity", "Anr", "Filter", "ResultSize", "ErrorAction"} <= set(get.parameters)
    assert get.parameters["Identity"].parameter_type == "Microsoft.Exchange.Configuration.Tasks.MailUserIdParameter"
    assert found["Remove-MailUser"].parameters["Confirm"].switch_parameter
    assert found["Remove-MailUser"].parameters["Confirm"].aliases == ["cf"]
    assert len(found["New-TransportRule"].parameters) == 171 + 11


def test_metadata_by_name_and_kind(reading: RunspacePool) -> None:
    named = reading.get_command_metadata("Get-*tineMess*", CommandType.FUNCTION)
    assert [one.name for one in named] == ["Get-QuarantineMessage", "Get-QuarantineMessageHeader"]
    assert reading.get_command_metadata("*", CommandType.CMDLET) == []


def test_script_text_is_refused(reading: RunspacePool) -> None:
    shell = PowerShell(reading)
    shell.add_script("Get-TransportRule")
    shell.invoke()
    assert shell.state == FAILED
    assert shell.streams.error[0].fq_error == "ScriptsNotAllowed"


def test_unknown_command(reading: RunspacePool) -> None:
    outcome = run(reading, "Get-Mailbox")
    assert outcome.state == FAILED
    assert outcome.errors[0].fq_error == "CommandNotFoundException"


def test_the_second_pipeline_is_refused_while_the_first_streams() -> None:
    with DemoServer(faults=["slow=50"]) as server, session(server) as pool:
        first = pipeline(pool, ("Get-MailUser", {"ResultSize": 40}))
        first.begin_invoke()
        second = run(pool, "Get-AcceptedDomain")
        assert second.state == FAILED
        assert str(second.errors[0]) == "Pipelines cannot be executed concurrently."
        first.end_invoke()
        assert len(first.output) == 40


def test_the_fourth_session_breaks_as_it_opens(server: DemoServer) -> None:
    with session(server), session(server), session(server):
        fourth = RunspacePool(wsman(server), configuration_name="Microsoft.Exchange")
        with pytest.raises(InvalidPSRPOperation, match="exceeded the maximum number of connections allowed : 3"):
            fourth.open()
        fourth.shell.close()
        assert server.sessions(server.user) == 3
    with session(server) as pool:
        assert run(pool, "Get-AcceptedDomain").state == COMPLETED


def test_idle_sessions_end() -> None:
    with DemoServer(idle_seconds=0.2) as server, wsman(server) as connection:
        pool = RunspacePool(connection, configuration_name="Microsoft.Exchange")
        pool.open()
        deadline = time.monotonic() + 5
        while server.sessions() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert server.sessions() == 0
        with pytest.raises(WSManFaultError) as caught:
            run(pool, "Get-AcceptedDomain")
        assert caught.value.code == NOT_FOUND
        assert "FailureCategory=WSMan-InvalidShellID" in str(caught.value)


def test_a_session_without_its_cookie_is_not_found(server: DemoServer) -> None:
    pool = RunspacePool(wsman(server), configuration_name="Microsoft.Exchange")
    pool.open()
    cookies(pool).clear()
    for act in (lambda: run(pool, "Get-AcceptedDomain"), pool.close):
        with pytest.raises(WSManFaultError) as caught:
            act()
        assert caught.value.code == NOT_FOUND
    assert server.sessions() == 1


def test_the_cookie_lies_below_the_lower_case_path(server: DemoServer) -> None:
    with session(server) as pool:
        (cookie,) = list(cookies(pool))
        assert (cookie.name, cookie.path) == ("MS-WSMAN", "/powershell-liveid")
    with pytest.raises(WSManFaultError) as caught:
        RunspacePool(wsman(server, "PowerShell-LiveId"), configuration_name="Microsoft.Exchange").open()
    assert caught.value.code == NOT_FOUND


def test_delete_from_elsewhere(server: DemoServer) -> None:
    pool = RunspacePool(wsman(server, "powershell"), configuration_name="Microsoft.Exchange")
    pool.open()
    selectors = SelectorSet()
    selectors.add_option("ShellId", pool.id)
    other = wsman(server, "powershell")
    other.delete(soap.EXCHANGE_RESOURCE, selector_set=selectors)
    assert server.sessions() == 0
    with pytest.raises(WSManFaultError) as caught:
        other.delete(soap.EXCHANGE_RESOURCE, selector_set=selectors)
    assert caught.value.code == NOT_FOUND


def test_get_and_enumerate(server: DemoServer) -> None:
    with session(server) as pool:
        assert pool.is_alive()
        (found,) = RunspacePool.get_runspace_pools(wsman(server))
        assert found.id == pool.id
        assert pool.get_available_runspaces() == 1


def test_several_statements(reading: RunspacePool) -> None:
    shell = PowerShell(reading)
    shell.add_cmdlet("Get-AcceptedDomain").add_statement()
    shell.add_cmdlet("Get-OrganizationConfig")
    assert len(shell.invoke()) == 5


def stop(shell: PowerShell) -> float:
    began = time.monotonic()
    shell.runspace_pool.shell.signal("powershell/signal/crtl_c", shell.id)
    shell.end_invoke()
    return time.monotonic() - began


def test_stop_is_answered_at_once() -> None:
    with DemoServer(faults=["slow=60000"]) as server, session(server) as pool:
        shell = pipeline(pool, "Get-MailUser")
        shell.begin_invoke()
        assert stop(shell) < 5
        assert shell.state == STOPPED
        assert server.counts.last_state == "Stopped"
        shell.close()


def test_stop_while_the_client_reads_nothing() -> None:
    with DemoServer(recipients=20_000) as server, session(server) as pool:
        shell = pipeline(pool, ("Get-MailUser", {"ResultSize": "Unlimited"}))
        shell.begin_invoke()
        time.sleep(0.5)
        ahead = server.counts.objects
        time.sleep(0.3)
        assert server.counts.objects == ahead, "the server runs on although nobody fetches"
        assert ahead < 5_000
        stop(shell)
        assert shell.state == STOPPED
        shell.close()
        assert run(pool, "Get-AcceptedDomain").state == COMPLETED


def test_pypsrps_own_stop_closes_the_command() -> None:
    with DemoServer(faults=["slow=60000"]) as server, session(server) as pool:
        shell = pipeline(pool, "Get-MailUser")
        shell.begin_invoke()
        shell.stop()
        assert server.service.wait_for_quiet()
        with pytest.raises(WSManFaultError) as caught:
            shell.close()
        assert caught.value.code == NOT_FOUND
        assert server.counts.last_state == "Stopped"


def test_a_receive_without_output_times_out() -> None:
    with DemoServer(faults=["slow=60000"]) as server, session(server) as pool:
        shell = pipeline(pool, "Get-MailUser")
        shell.begin_invoke()
        shell.poll_invoke(timeout=1)
        with pytest.raises(WSManFaultError) as caught:
            pool.shell.receive("stdout", command_id=shell.id, timeout=1)
        assert caught.value.code == 2150858793
        stop(shell)


def test_an_abandoned_receive_eats_nothing() -> None:
    with DemoServer(faults=["slow=400"]) as server, session(server) as pool:
        shell = pipeline(pool, ("Get-MailUser", {"ResultSize": 2}))
        shell.begin_invoke()
        shell.poll_invoke(timeout=1)
        with pytest.raises(requests.exceptions.RequestException):
            requests.post(server.url, receive_text(pool, shell), auth=(server.user, server.password), timeout=0.1, headers=cookie(pool))
        shell.end_invoke()
        assert len(shell.output) == 2


def cookie(pool: RunspacePool) -> dict[str, str]:
    (one,) = list(cookies(pool))
    return {"Cookie": f"{one.name}={one.value}"}


def receive_text(pool: RunspacePool, shell: PowerShell) -> bytes:
    return (
        f'<s:Envelope xmlns:s="{soap.SOAP}" xmlns:a="{soap.ADDRESSING}" xmlns:w="{soap.WSMAN}" xmlns:rsp="{soap.SHELL}"><s:Header>'
        f"<a:Action>{soap.SHELL}/Receive</a:Action><a:MessageID>uuid:1</a:MessageID><w:ResourceURI>{soap.EXCHANGE_RESOURCE}</w:ResourceURI>"
        f'<w:OperationTimeout>PT20S</w:OperationTimeout><w:SelectorSet><w:Selector Name="ShellId">{pool.id}</w:Selector></w:SelectorSet>'
        f'</s:Header><s:Body><rsp:Receive><rsp:DesiredStream CommandId="{shell.id}">stdout</rsp:DesiredStream></rsp:Receive></s:Body>'
        "</s:Envelope>"
    ).encode()


def raw_receives(server: DemoServer, pool: RunspacePool, shell: PowerShell) -> list[tuple[int, list[int], str]]:
    """Receive until Done; return each answer's size, its fragments' sizes, and the state."""
    answers = []
    while True:
        answer = requests.post(server.url, receive_text(pool, shell), auth=(server.user, server.password), timeout=30, headers=cookie(pool))
        tree = ET.fromstring(answer.content)
        streams = [len(soap.decode(one.text)) for one in tree.iter(f"{{{soap.SHELL}}}Stream")]
        state = next((one.get("State", "").rpartition("/")[2] for one in tree.iter(f"{{{soap.SHELL}}}CommandState")), "")
        answers.append((len(answer.content), streams, state))
        if state == "Done":
            return answers


def test_fragments_streams_and_the_envelope(server: DemoServer) -> None:
    with session(server) as pool:
        shell = pipeline(pool, ("Get-MailUser", {"ResultSize": "Unlimited"}))
        shell.begin_invoke()
        answers = raw_receives(server, pool, shell)
    assert max(size for size, _, _ in answers) <= soap.DEFAULT_ENVELOPE_BYTES
    assert max(size for _, streams, _ in answers for size in streams) <= 32_768
    assert max(len(streams) for _, streams, _ in answers) > 10, "several streams an answer"
    assert [state for _, _, state in answers if state] == ["Done"]


def test_a_large_object_is_cut_at_32_kib(pool: RunspacePool, server: DemoServer) -> None:
    assert run(pool, ("Set-MailUser", {"Identity": "ada.berg", "MailTip": "x" * 100_000})).errors == []
    shell = pipeline(pool, ("Get-MailUser", {"Identity": "ada.berg"}))
    shell.begin_invoke()
    streams = [size for _, sizes, _ in raw_receives(server, pool, shell) for size in sizes]
    assert streams[:3] == [32_768, 32_768, 32_768]


def test_the_state_is_pending_while_a_question_is_open(server: DemoServer) -> None:
    with session(server, Answering()) as pool:
        shell = pipeline(pool, ("Remove-MailUser", {"Identity": "ada.berg"}))
        shell.begin_invoke()
        # The first Receive may bring what came before the question.
        answers: list[bytes] = []
        while len(answers) < 5 and not any(b"CommandState/Pending" in content for content in answers):
            text = receive_text(pool, shell)
            answers.append(requests.post(server.url, text, auth=(server.user, server.password), timeout=30, headers=cookie(pool)).content)
        assert b"CommandState/Pending" in answers[-1]
        pool.shell.signal("powershell/signal/crtl_c", shell.id)
        assert server.service.wait_for_quiet()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param(b"no xml", 2150858817, id="no xml"),
        pytest.param(b"<a/>", 2150858817, id="no envelope"),
        pytest.param(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 2150858817, id="entities"),
    ],
)
def test_bad_requests_are_faults(shared_server: DemoServer, body: bytes, code: int) -> None:
    answer = requests.post(shared_server.url, body, auth=(shared_server.user, shared_server.password), timeout=5)
    assert answer.status_code == 500
    assert f'Code="{code}"' in answer.text


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"short", id="no fragment"),
        pytest.param(bytes(60), id="no message"),
        pytest.param(b"".join(fragments(9, bytes(40) + b"<Obj")), id="no message type"),
    ],
)
def test_fragments_that_are_none(server: DemoServer, data: bytes) -> None:
    with session(server) as pool:
        if data:
            with pytest.raises(WSManFaultError) as caught:
                pool.shell.send("stdin", data)
            assert caught.value.code == 2150858817
        assert run(pool, "Get-AcceptedDomain").state == COMPLETED


def test_a_fault_of_ours_ends_the_pipeline(pool: RunspacePool, server: DemoServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server.store, "rules", lambda: 1 / 0)
    outcome = run(pool, "Get-TransportRule")
    assert (outcome.state, outcome.errors[0].fq_error.partition(",")[0]) == (FAILED, "UnexpectedError")


def test_a_fault_of_ours_is_a_soap_fault(server: DemoServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server.service, "handle", lambda request, caller: 1 / 0)
    with pytest.raises(WSManFaultError) as caught:
        RunspacePool(wsman(server), configuration_name="Microsoft.Exchange").open()
    assert caught.value.code == 1359


def test_closed_connections_and_a_stop_leave_nothing_behind() -> None:
    server = DemoServer()
    server.start()
    with socket.create_connection(("127.0.0.1", server.port)):
        pass
    server.stop()
    server.stop()
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", server.port), timeout=1):
        pass


def test_serve_forever_ends_with_stop() -> None:
    server = DemoServer()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    with session(server) as pool:
        assert run(pool, "Get-AcceptedDomain").state == COMPLETED
    server.stop()
    thread.join(5)
    assert not thread.is_alive()


def test_each_run_has_a_password_of_its_own(shared_server: DemoServer, server: DemoServer) -> None:
    assert len(server.password) > 12
    assert server.password != shared_server.password


def test_a_store_in_a_file_keeps_what_was_changed(tmp_path: Path) -> None:
    file = tmp_path / "organization.db"
    with DemoServer(store=file) as server, session(server) as pool:
        run(pool, ("Set-MailUser", {"Identity": "ada.berg", "DisplayName": "Ada from before"}))
    with DemoServer(store=file) as server, session(server) as pool:
        assert run(pool, ("Get-MailUser", {"Identity": "ada.berg"})).names("DisplayName") == ["Ada from before"]


def test_the_key_exchange_carries_a_password(pool: RunspacePool) -> None:
    pool.exchange_keys()
    parameters: dict[str, Any] = {
        "Name": "New One",
        "MicrosoftOnlineServicesID": "new.one@contoso.com",
        "Password": TaggedValue("SS", "sécret"),
    }
    outcome = run(pool, ("New-MailUser", parameters))
    assert outcome.errors == []
    assert prop(outcome.output[0], "PrimarySmtpAddress") == "new.one@contoso.com"
