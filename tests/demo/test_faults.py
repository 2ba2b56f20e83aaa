"""Each fault, as a client meets it."""

from __future__ import annotations

import time

import pytest
import requests
from pypsrp.exceptions import AuthenticationError, InvalidPSRPOperation, WSManFaultError
from pypsrp.powershell import RunspacePool

from eopsh.demo import FAULTS, DemoServer
from eopsh.demo.faults import parse_faults
from eopsh.errors import UsageError
from tests.demo.support import cookies, pipeline, run, session, wsman


def test_every_fault_has_one_line() -> None:
    assert len({kind.name for kind in FAULTS}) == len(FAULTS)
    assert all(kind.doc and "\n" not in kind.doc and not kind.doc.endswith(".") for kind in FAULTS)


@pytest.mark.parametrize(
    ("word", "says"),
    [pytest.param("sloww", "no fault named 'sloww'", id="unknown"), pytest.param("slow=fast", "whole number", id="no number")],
)
def test_wrong_faults_are_refused(word: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        parse_faults([word])


def test_values_and_defaults() -> None:
    faults = parse_faults(["slow", "drop-after=7", "redirect=https://x.example/"])
    assert (faults.seconds("slow"), faults.number("drop-after"), faults.text("redirect")) == (0.1, 7, "https://x.example/")
    assert "dead" not in faults


def post(server: DemoServer) -> requests.Response:
    return requests.post(server.url, auth=(server.user, server.password), timeout=5, allow_redirects=False)


def test_auth() -> None:
    with DemoServer(faults=["auth"]) as server, pytest.raises(AuthenticationError), session(server):
        pass


def test_redirect() -> None:
    with DemoServer(faults=["redirect=https://other.example/powershell-liveid/"]) as server:
        answer = post(server)
        assert (answer.status_code, answer.headers["Location"]) == (302, "https://other.example/powershell-liveid/")


def test_http_503() -> None:
    with DemoServer(faults=["http-503=2"]) as server:
        assert [post(server).status_code for _ in range(3)] == [503, 503, 500]


def test_dead() -> None:
    with DemoServer(faults=["dead"]) as server, pytest.raises(requests.exceptions.ReadTimeout):
        requests.post(server.url, timeout=0.3)


def test_broken_open() -> None:
    with DemoServer(faults=["broken-open"]) as server:
        pool = RunspacePool(wsman(server), configuration_name="Microsoft.Exchange")
        with pytest.raises(InvalidPSRPOperation):
            pool.open()
        assert server.sessions() == 0


def test_vanish() -> None:
    with DemoServer(faults=["vanish=2"]) as server:
        pool = RunspacePool(wsman(server), configuration_name="Microsoft.Exchange")
        pool.open()
        run(pool, "Get-AcceptedDomain")
        with pytest.raises(WSManFaultError) as caught:
            run(pool, "Get-AcceptedDomain")
        assert caught.value.code == 0x8033805B
        assert server.sessions() == 0


def test_drop_after() -> None:
    with DemoServer(faults=["drop-after=50"]) as server, session(server) as pool:
        shell = pipeline(pool, "Get-MailUser")
        with pytest.raises(requests.exceptions.RequestException):
            shell.invoke()


def test_no_cookie_check() -> None:
    with DemoServer(faults=["no-cookie-check"]) as server, session(server) as pool:
        cookies(pool).clear()
        assert len(run(pool, "Get-AcceptedDomain").output) == 4


def test_slow() -> None:
    with DemoServer(faults=["slow=50"]) as server, session(server) as pool:
        began = time.monotonic()
        assert len(run(pool, "Get-AcceptedDomain").output) == 4
        assert time.monotonic() - began >= 0.2


def test_throttle() -> None:
    with DemoServer(faults=["throttle=10"]) as server, session(server) as pool:
        (warning,) = run(pool, "Get-AcceptedDomain").warnings
        assert warning.startswith("Micro delay applied. Actual delayed: 10 msecs")


def test_bad_object() -> None:
    with DemoServer(faults=["bad-object=2"]) as server, session(server) as pool:
        output = run(pool, "Get-AcceptedDomain").output
    assert [isinstance(one, str) for one in output] == [False, True, False, False], "pypsrp hands on what it cannot read as text"


def test_escape() -> None:
    with DemoServer(faults=["escape"]) as server, session(server) as pool:
        (name,) = run(pool, ("Get-MailUser", {"Identity": "ada.berg"})).names("DisplayName")
        assert "\x1b[31m" in name
        assert "\x07" in name


def test_no_formatdata() -> None:
    with DemoServer(faults=["no-formatdata"]) as server, session(server) as pool:
        assert run(pool, "Get-FormatData").errors[0].fq_error == "CommandNotFoundException"


def test_slow_metadata() -> None:
    with DemoServer(faults=["slow-metadata=20"]) as server, session(server) as pool:
        began = time.monotonic()
        assert len(pool.get_command_metadata("*-TransportRule")) == 6
        assert time.monotonic() - began >= 0.12


def test_deaf_to_stop() -> None:
    with DemoServer(faults=["slow=100", "deaf-to-stop"]) as server, session(server) as pool:
        shell = pipeline(pool, ("Get-MailUser", {"ResultSize": 8}))
        shell.begin_invoke()
        pool.shell.signal("powershell/signal/crtl_c", shell.id)
        shell.end_invoke()
        assert (shell.state, len(shell.output)) == (4, 8)
