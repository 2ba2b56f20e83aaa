"""Which redirects are followed, and to where."""

from __future__ import annotations

import pytest

from eopsh.errors import RedirectRefused
from eopsh.remote import parse_endpoint
from eopsh.remote.redirects import MAX_HOPS, follow

HERE = parse_endpoint("https://ps.protection.outlook.com/powershell-liveid/?BasicAuthToOAuthConversion=true")


@pytest.mark.parametrize(
    ("location", "uri"),
    [
        pytest.param(
            "https://nam.outlook.com/powershell-liveid?PSVersion=6", "https://nam.outlook.com/powershell-liveid?PSVersion=6", id="trusted"
        ),
        pytest.param(
            "https://outlook.office365.com/PowerShell-LiveID/",
            "https://outlook.office365.com/powershell-liveid/?BasicAuthToOAuthConversion=true",
            id="query kept, path lowered",
        ),
        pytest.param("https://ps.protection.outlook.com/other?a=b", "https://ps.protection.outlook.com/other?a=b", id="same host"),
    ],
)
def test_follows(location: str, uri: str) -> None:
    assert follow(HERE, location, 1).uri == uri


@pytest.mark.parametrize(
    ("location", "hop"),
    [
        pytest.param("http://outlook.office365.com/powershell-liveid", 1, id="to http"),
        pytest.param("https://evil.example/powershell-liveid", 1, id="unknown host"),
        pytest.param("https://outlook.com.evil.example/", 1, id="suffix in the middle"),
        pytest.param("https://notoutlook.com/", 1, id="suffix without a dot"),
        pytest.param("https://user:secret@outlook.office365.com/", 1, id="with a password"),
        pytest.param("/powershell", 1, id="relative"),
        pytest.param("", 1, id="empty"),
        pytest.param("https://nam.outlook.com/", MAX_HOPS + 1, id="too many"),
    ],
)
def test_refuses(location: str, hop: int) -> None:
    with pytest.raises(RedirectRefused):
        follow(HERE, location, hop)


def test_only_microsoft_is_trusted_by_microsoft() -> None:
    own = parse_endpoint("https://mail.contoso.com/powershell/")
    with pytest.raises(RedirectRefused):
        follow(own, "https://outlook.office365.com/powershell-liveid/", 1)


def test_consent_is_asked_with_the_address() -> None:
    asked: list[str] = []

    def consent(uri: str) -> bool:
        asked.append(uri)
        return True

    target = follow(HERE, "https://mail.contoso.com/powershell/", 1, consent)
    assert target.host == "mail.contoso.com"
    assert asked == ["https://mail.contoso.com/powershell/?BasicAuthToOAuthConversion=true"]


def test_consent_never_allows_to_give_up_tls() -> None:
    with pytest.raises(RedirectRefused, match="Redirect location reported"):
        follow(HERE, "http://outlook.office365.com/", 1, lambda _: True)


def test_the_same_host_may_ask_for_tls() -> None:
    assert follow(parse_endpoint("http://ex01/powershell/"), "https://ex01/powershell/", 1).ssl


def test_another_port_is_another_place() -> None:
    with pytest.raises(RedirectRefused):
        follow(parse_endpoint("http://127.0.0.1:80/powershell/"), "http://127.0.0.1:8080/powershell/", 1)
