"""Addresses, presets, the default sign-in, and what is refused."""

from __future__ import annotations

import pytest

from eopsh.errors import UsageError
from eopsh.remote import Auth, PlainTextRefused, default_auth, find_preset, parse_auth, parse_endpoint, resolve, retired_since, signin

PARSED = [
    pytest.param(
        "https://ps.protection.outlook.com/powershell-liveid/",
        ("ps.protection.outlook.com", 443, True, "powershell-liveid/", ""),
        id="cloud",
    ),
    pytest.param(
        "https://outlook.office365.com/PowerShell-LiveId", ("outlook.office365.com", 443, True, "powershell-liveid", ""), id="lower-case"
    ),
    pytest.param("http://ex01//PowerShell/", ("ex01", 80, False, "powershell/", ""), id="no leading slash"),
    pytest.param("ex01.contoso.local", ("ex01.contoso.local", 80, False, "powershell/", ""), id="server name"),
    pytest.param("[::1]:8080", ("::1", 8080, False, "powershell/", ""), id="address of version 6"),
    pytest.param("https://h/p?DelegatedOrg=A.com;X=Y", ("h", 443, True, "p", "DelegatedOrg=A.com;X=Y"), id="query keeps its case"),
]


@pytest.mark.parametrize(("text", "parts"), PARSED)
def test_parses(text: str, parts: tuple[str, int, bool, str, str]) -> None:
    found = parse_endpoint(text)
    assert (found.host, found.port, found.ssl, found.path, found.query) == parts


@pytest.mark.parametrize("text", [pytest.param(case.values[0], id=str(case.id)) for case in PARSED])
def test_uri_leads_back(text: object) -> None:
    found = parse_endpoint(str(text))
    assert parse_endpoint(found.uri) == found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("ftp://server/x", id="scheme"),
        pytest.param("https:///x", id="no host"),
        pytest.param("https://server:99999/", id="port"),
        pytest.param("two words", id="blank"),
        pytest.param("https://admin:secret@server/", id="password in the address"),
    ],
)
def test_refuses(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_endpoint(text)
    assert "secret" not in str(caught.value) + caught.value.advice.cause + caught.value.advice.next_step


def test_wsman_is_an_ordinary_session() -> None:
    assert parse_endpoint("http://server:5985/wsman").resource_uri.endswith("/Microsoft.PowerShell")
    assert parse_endpoint("https://server/powershell").resource_uri.endswith("/Microsoft.Exchange")


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        pytest.param("worldwide", "https://ps.protection.outlook.com/powershell-liveid/", id="worldwide"),
        pytest.param("Germany", "https://ps.protection.outlook.de/powershell-liveid/", id="germany"),
        pytest.param("hybrid", "https://outlook.office365.com/powershell-liveid/", id="hybrid"),
    ],
)
def test_presets_are_the_documentations(name: str, uri: str) -> None:
    endpoint, preset = resolve(name)
    assert endpoint.uri == uri
    assert preset is not None
    assert preset.retired
    assert preset.advice
    assert retired_since(endpoint) == preset.retired


def test_a_presets_uri_is_the_preset() -> None:
    assert resolve("https://OUTLOOK.office365.com/PowerShell-LiveID/")[1] == find_preset("hybrid")
    assert resolve("ex01") == (parse_endpoint("ex01"), None)


@pytest.mark.parametrize(
    "host", ["ps.compliance.protection.outlook.com", "partner.outlook.cn", "nam03b.ps.compliance.protection.outlook.com"]
)
def test_every_cloud_host_is_retired(host: str) -> None:
    assert retired_since(parse_endpoint(f"https://{host}/powershell-liveid"))


def test_no_server_is_named() -> None:
    with pytest.raises(UsageError, match="No server"):
        resolve(" ")


@pytest.mark.parametrize(
    ("uri", "auth"),
    [
        pytest.param("https://outlook.office365.com/powershell-liveid/", Auth.BASIC, id="cloud"),
        pytest.param("http://ex01.contoso.com/powershell/", Auth.NEGOTIATE, id="http encrypts by itself"),
        pytest.param("https://ex01/powershell/", Auth.NEGOTIATE, id="one label"),
        pytest.param("https://ex01.corp/powershell/", Auth.NEGOTIATE, id="private suffix"),
        pytest.param("https://10.1.2.3/powershell/", Auth.NEGOTIATE, id="private address"),
        pytest.param("http://127.0.0.1:8080/powershell/", Auth.BASIC, id="this computer"),
    ],
)
def test_default_sign_in(uri: str, auth: Auth) -> None:
    assert default_auth(parse_endpoint(uri)) is auth


def test_parses_the_kind_of_sign_in() -> None:
    assert parse_auth("Basic") is Auth.BASIC
    assert parse_auth("Default") is Auth.NEGOTIATE
    with pytest.raises(UsageError, match="digest"):
        parse_auth("digest")


def test_basic_over_http_is_refused() -> None:
    endpoint = parse_endpoint("http://ex01.contoso.com/powershell/")
    with pytest.raises(PlainTextRefused):
        signin.check(endpoint, Auth.BASIC)


@pytest.mark.parametrize(
    ("uri", "auth", "allow"),
    [
        pytest.param("http://ex01/powershell/", Auth.BASIC, True, id="asked for"),
        pytest.param("http://localhost/powershell/", Auth.BASIC, False, id="this computer"),
        pytest.param("http://ex01/powershell/", Auth.NEGOTIATE, False, id="negotiate"),
        pytest.param("https://ex01/powershell/", Auth.BASIC, False, id="TLS"),
    ],
)
def test_sign_in_is_allowed(uri: str, auth: Auth, allow: bool) -> None:
    signin.check(parse_endpoint(uri), auth, allow_unencrypted=allow)
    assert parse_endpoint(uri).uri == uri
