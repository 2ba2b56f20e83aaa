"""Each failure's error, in one sentence of cause and one of what to do."""

from __future__ import annotations

import pytest

from eopsh.errors import EndpointRetired, HostUnreachable, RemoteError, SessionLimitReached, SessionLost, SignInFailed
from eopsh.remote import parse_endpoint
from eopsh.remote.faults import RULES, Failure, Kind, request_id, split_prefixes, to_error

SERVER = parse_endpoint("https://ex01.contoso.com:8443/powershell/")
LIMIT = (
    "[AuthZRequestId=11-22][FailureCategory=AuthZ-AuthorizationException] Fail to create a runspace because you have exceeded the maximum "
    "number of connections allowed : 3 for the policy party : MaxConcurrency. Please close existing runspace and try again."
)
BUDGET = "Fail to create runspace because you have exceeded your budget to create runspace. Please wait for 2 seconds."
SHELLS = "This user is allowed a maximum number of 3 concurrent shells, which has been exceeded."
MISSING = "[RequestId=9-9,TimeStamp=x] [FailureCategory=WSMan-InvalidShellID] The request for the Windows Remote Shell failed."

CASES = [
    pytest.param(Failure(Kind.SIGN_IN, status=401), SignInFailed, "user name and password", id="wrong password"),
    pytest.param(Failure(Kind.NAME, sent=False), HostUnreachable, "ex01.contoso.com", id="unknown host"),
    pytest.param(Failure(Kind.REFUSED, sent=False), HostUnreachable, "port 8443", id="closed port"),
    pytest.param(Failure(Kind.TIMEOUT), HostUnreachable, "does not answer", id="no answer"),
    pytest.param(Failure(Kind.LOST), HostUnreachable, "broke", id="reset"),
    pytest.param(Failure(Kind.TLS, "self-signed certificate"), HostUnreachable, "issuer is unknown", id="self-signed"),
    pytest.param(Failure(Kind.TLS, "certificate has expired"), HostUnreachable, "out of date", id="expired"),
    pytest.param(
        Failure(Kind.TLS, "Hostname mismatch, certificate is not valid for 'a'"), HostUnreachable, "another name", id="wrong name"
    ),
    pytest.param(Failure(Kind.TLS, "[SSL: WRONG_VERSION_NUMBER] wrong version number"), HostUnreachable, "does not speak TLS", id="no TLS"),
    pytest.param(Failure(Kind.TLS, "tlsv1 alert protocol version"), HostUnreachable, "too old", id="old TLS"),
    pytest.param(Failure(Kind.TLS, "?"), HostUnreachable, "No trusted encrypted connection", id="other TLS"),
    pytest.param(Failure(Kind.PROXY, "Cannot connect to proxy."), HostUnreachable, "proxy", id="proxy"),
    pytest.param(Failure(Kind.HTTP, status=407), HostUnreachable, "proxy wants a sign-in", id="proxy sign-in"),
    pytest.param(Failure(Kind.BROKEN, LIMIT), SessionLimitReached, "in use", id="fourth session, Exchange"),
    pytest.param(Failure(Kind.FAULT, SHELLS, code=2150859173), SessionLimitReached, "in use", id="fourth session, WinRM"),
    pytest.param(Failure(Kind.FAULT, "?", code=2150859236), SessionLimitReached, "in use", id="limit by its code"),
    pytest.param(Failure(Kind.BROKEN, BUDGET), SessionLimitReached, "no more sessions", id="budget"),
    pytest.param(Failure(Kind.FAULT, MISSING, code=2150858843), SessionLost, "no longer knows", id="vanished session"),
    pytest.param(Failure(Kind.FAULT, code=995), SessionLost, "ended the session", id="ended by the server"),
    pytest.param(
        Failure(Kind.BROKEN, 'The user "x" isn\'t assigned to any management roles.'), SignInFailed, "no management role", id="no role"
    ),
    pytest.param(
        Failure(Kind.BROKEN, "[FailureCategory=AuthZ-CmdletAccessDeniedException] x"), SignInFailed, "does not let", id="no right"
    ),
    pytest.param(Failure(Kind.FAULT, "Access is denied.", code=2150858819), SignInFailed, "denies", id="access denied"),
    pytest.param(Failure(Kind.FAULT, "[FailureCategory=Cafe-SendFailure] x"), HostUnreachable, "front end", id="front end"),
    pytest.param(Failure(Kind.FAULT, code=2150858811), HostUnreachable, "no Exchange behind", id="WinRM, not Exchange"),
    pytest.param(Failure(Kind.HTTP, status=403), SignInFailed, "forbids", id="403"),
    pytest.param(Failure(Kind.HTTP, status=404), HostUnreachable, "path /powershell/", id="404"),
    pytest.param(Failure(Kind.HTTP, status=503), HostUnreachable, "busy", id="503"),
    pytest.param(Failure(Kind.HTTP, status=500), HostUnreachable, "HTTP status 500", id="500"),
    pytest.param(Failure(Kind.HTTP, status=400), HostUnreachable, "without a reason", id="400"),
    pytest.param(Failure(Kind.GARBAGE), HostUnreachable, "does not speak", id="a web page"),
    pytest.param(Failure(Kind.LOCAL, "No module named 'gssapi'"), SignInFailed, "Kerberos", id="no Kerberos"),
    pytest.param(Failure(Kind.BROKEN, "?"), HostUnreachable, "runspace", id="broken runspace"),
    pytest.param(Failure(Kind.FAULT, "odd"), RemoteError, "fault", id="anything else"),
]


@pytest.mark.parametrize(("failure", "kind", "words"), CASES)
def test_each_failure_has_cause_and_next_step(failure: Failure, kind: type[RemoteError], words: str) -> None:
    error = to_error(failure, SERVER)
    assert type(error) is kind
    assert words in error.advice.cause
    for sentence in (error.advice.cause, error.advice.next_step):
        assert sentence.endswith(".")
        assert "{" not in sentence
        assert "Error" not in sentence


def test_a_budget_says_how_long_to_wait() -> None:
    assert to_error(Failure(Kind.BROKEN, BUDGET), SERVER).advice.next_step == "Wait 2 seconds, then connect again."


def test_every_rule_is_reached() -> None:
    firsts = {next((index for index, rule in enumerate(RULES) if rule.fits(case.values[0])), -1) for case in CASES}  # type: ignore[arg-type]
    assert firsts >= set(range(len(RULES)))


@pytest.mark.parametrize(
    ("text", "pairs", "rest"),
    [
        pytest.param("plain", {}, "plain", id="none"),
        pytest.param(
            "[ClientAccessServer=A,BackEndServer=b.c,RequestId=1-2,TimeStamp=9/1/2023 1:02:03 AM] [FailureCategory=X] Text [a=b]",
            {
                "ClientAccessServer": "A",
                "BackEndServer": "b.c",
                "RequestId": "1-2",
                "TimeStamp": "9/1/2023 1:02:03 AM",
                "FailureCategory": "X",
            },
            "Text [a=b]",
            id="two groups",
        ),
        pytest.param("[not a pair] x", {}, "[not a pair] x", id="brackets of the text"),
        pytest.param("[a=b]", {"a": "b"}, "", id="nothing else"),
    ],
)
def test_splits_prefixes(text: str, pairs: dict[str, str], rest: str) -> None:
    assert split_prefixes(text) == (pairs, rest)


@pytest.mark.parametrize("text", ["[" + "=" * 200_000, "[a" * 100_000, "[a=b," * 50_000])
def test_a_message_without_end_is_read_in_its_time(text: str) -> None:
    assert split_prefixes(text) == ({}, text)


def test_the_request_id_is_kept_and_the_prefix_is_not_shown() -> None:
    error = to_error(Failure(Kind.BROKEN, LIMIT), SERVER)
    assert error.request_id == "11-22"
    assert error.detail.startswith("Fail to create")
    assert request_id({"RequestId": "a", "AuthZRequestId": "b"}) == "a"


@pytest.mark.parametrize(
    "failure",
    [
        pytest.param(Failure(Kind.HTTP, status=400), id="400 with an empty body"),
        pytest.param(Failure(Kind.SIGN_IN, status=401), id="401"),
        pytest.param(Failure(Kind.HTTP, status=403), id="403"),
        pytest.param(Failure(Kind.NAME), id="name gone"),
    ],
)
def test_a_retired_cloud_says_so(failure: Failure) -> None:
    cloud = parse_endpoint("https://outlook.office365.com/powershell-liveid/")
    error = to_error(failure, cloud)
    assert isinstance(error, EndpointRetired)
    assert "October 2023" in error.advice.cause
    assert not isinstance(to_error(failure, SERVER), EndpointRetired)


@pytest.mark.parametrize(
    ("failure", "may_have_run"),
    [
        pytest.param(Failure(Kind.FAULT, MISSING, code=2150858843, sent=False), False, id="shell not found at the command"),
        pytest.param(Failure(Kind.REFUSED, sent=False), False, id="never sent"),
        pytest.param(Failure(Kind.TIMEOUT, sent=True), True, id="no answer"),
        pytest.param(Failure(Kind.LOST, sent=True), True, id="broke"),
    ],
)
def test_a_running_session_is_lost(failure: Failure, may_have_run: bool) -> None:
    error = to_error(failure, SERVER, running=True)
    assert isinstance(error, SessionLost)
    assert error.may_have_run is may_have_run
