"""How pypsrp is set up, and that nobody loads it before a connection opens."""

from __future__ import annotations

import subprocess
import sys

import pytest

from eopsh.errors import HostUnreachable
from eopsh.remote import Auth, Options, parse_endpoint
from eopsh.remote.psrp import PsrpConnection
from eopsh.remote.psrp.transport import Wire, _arguments
from tests.remote.fake import USER, FakeServer, fake_server, quick

ARGUMENTS = [
    pytest.param(
        "https://ex01.contoso.com/powershell/", Auth.BASIC, {"encryption": "auto", "ssl": True, "port": 443, "no_proxy": False}, id="basic"
    ),
    pytest.param("http://ex01.contoso.com/powershell/", Auth.BASIC, {"encryption": "never", "ssl": False, "port": 80}, id="unencrypted"),
    pytest.param(
        "http://ex01/powershell/", Auth.NEGOTIATE, {"encryption": "auto", "negotiate_service": "HTTP", "auth": "negotiate"}, id="negotiate"
    ),
    pytest.param("http://ex01/powershell/", Auth.KERBEROS, {"auth": "kerberos", "username": USER.user}, id="kerberos"),
    pytest.param("http://127.0.0.1:8080/PowerShell/?a=B", Auth.BASIC, {"path": "powershell/?a=B", "no_proxy": True}, id="loopback"),
]


@pytest.mark.parametrize(("uri", "auth", "facts"), ARGUMENTS)
def test_arguments(uri: str, auth: Auth, facts: dict[str, object]) -> None:
    found = _arguments(parse_endpoint(uri), USER, Options(), auth)
    assert {name: found[name] for name in facts} == facts
    assert found["cert_validation"] is True


def test_basic_goes_as_bytes() -> None:
    found = _arguments(parse_endpoint("https://ex01/powershell/"), USER, Options(), Auth.BASIC)
    assert (found["username"], found["password"]) == (USER.user.encode(), USER.password.reveal().encode())


def test_negotiate_can_be_set_up() -> None:
    wire = Wire(parse_endpoint("http://ex01/powershell/"), USER, Options(), Auth.NEGOTIATE)
    assert wire.cookies == ()
    wire.close()


def test_an_idle_timeout_is_asked_for(server: FakeServer) -> None:
    connection = PsrpConnection(server.endpoint, USER, quick(idle_timeout=600))
    connection.open()
    connection.close()
    assert "IdleTimeOut>PT600S<" in server.sent("Create")[0].body


def test_larger_envelopes_since_protocol_2_2(server: FakeServer) -> None:
    connection = PsrpConnection(server.endpoint, USER, quick())
    connection.open()
    connection.close()
    sizes = [request.body.partition("MaxEnvelopeSize")[2].partition(">")[2].partition("<")[0] for request in server.requests]
    assert (sizes[0], sizes[-1]) == ("153600", "512000")


def test_a_proxy_that_is_not_there() -> None:
    with fake_server() as gone:
        proxy = f"http://127.0.0.1:{gone.endpoint.port}"
    connection = PsrpConnection(parse_endpoint("https://ex01.contoso.com/powershell/"), USER, quick(proxy=proxy, auth=Auth.BASIC))
    with pytest.raises(HostUnreachable) as caught:
        connection.open()
    assert "proxy" in caught.value.advice.cause


@pytest.mark.parametrize("module", ["eopsh.remote", "eopsh.remote.psrp"])
def test_nothing_heavy_is_imported_before_it_is_needed(module: str) -> None:
    code = f"import sys, {module}; print([name for name in ('pypsrp', 'requests', 'cryptography', 'urllib3') if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert result.stdout.strip() == "[]"
