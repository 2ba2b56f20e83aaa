"""From what a user names to where it leads."""

from __future__ import annotations

from pathlib import Path

import pytest

from eopsh.engine import Connector, Request, StandIn
from eopsh.errors import UsageError
from eopsh.objects import Credential, SecureString
from eopsh.redaction import redact
from eopsh.remote import Ledger, parse_endpoint

KIM = Credential("kim@contoso.com", SecureString("a-long-secret"))
DEMO = StandIn("http://127.0.0.1:8123/powershell-liveid/", Credential("admin", SecureString("the-demo-secret")))


def test_a_server_by_name() -> None:
    target = Connector(None).target(Request("mail01", KIM), None)
    assert (target.uri, target.host, target.user) == ("http://mail01/powershell/", "mail01", "kim@contoso.com")
    assert target.configuration == "Microsoft.Exchange"


RETIRED = [
    pytest.param("worldwide", "October 2023", id="preset"),
    pytest.param("https://ps.protection.outlook.de/powershell-liveid/", "October 2021", id="its address"),
    pytest.param("https://ps.compliance.protection.outlook.com/powershell-liveid/", "October 2023", id="another host of the cloud"),
]


@pytest.mark.parametrize(("where", "since"), RETIRED)
def test_what_is_switched_off_is_said(where: str, since: str) -> None:
    assert since in Connector(None).retired(where)


def test_what_lives_is_not() -> None:
    assert Connector(None).retired("mail01") == ""
    with pytest.raises(UsageError):
        Connector(None).retired("no server at all!")


def test_a_stand_in_answers_with_its_own_account_and_is_said_once() -> None:
    connector = Connector(None, {"ps.protection.outlook.com": DEMO})
    said: list[str] = []
    assert connector.retired("worldwide") == ""
    first, second = (connector.target(Request("worldwide", KIM), said.append) for _ in range(2))
    assert (first.uri, first.user, first.host) == (DEMO.uri, "admin", "ps.protection.outlook.com")
    assert not first.cached
    assert second.uri == first.uri
    assert len(said) == 1
    assert "demonstration" in said[0]


def test_the_password_is_made_known_to_the_redactor() -> None:
    Connector(None).target(Request("mail01", KIM), None)
    assert "a-long-secret" not in redact("sent a-long-secret")


def test_sessions_that_cannot_be_closed_are_named(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.begin(parse_endpoint("http://127.0.0.1:1/powershell/"), "SHELL-1", "kim@contoso.com").release()
    ledger.begin(parse_endpoint("http://other/powershell/"), "SHELL-2", "lee@contoso.com").release()
    connector, request = Connector(ledger), Request("http://127.0.0.1:1/powershell/", KIM)
    said = connector.target(request, None).clean()
    assert len(said) == 2
    assert connector.target(request, None).clean() == [], "said once"
    assert all("may still be open" in sentence and "sessions close" in sentence for sentence in said)
    assert len(ledger.orphans()) == 2
