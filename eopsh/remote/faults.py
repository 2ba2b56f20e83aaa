"""What goes wrong on the way to a server, and which error with which advice stands for it: one table.

A transport describes what happened as a `Failure`, in words of no library; `to_error` finds the first rule that fits.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable

from eopsh.errors import (
    Advice,
    EndpointRetired,
    HostUnreachable,
    RemoteError,
    SessionLimitReached,
    SessionLost,
    SignInFailed,
)
from eopsh.frozen import frozen
from eopsh.remote.endpoint import Endpoint
from eopsh.remote.presets import retired_since

# WSMan fault codes, MS-WSMV 2.2.4.43 and wsmerror.h
OPERATION_TIMED_OUT = 2150858793
SHELL_NOT_FOUND = 2150858843
RESOURCE_NOT_FOUND = 2150858811
ACCESS_DENIED = (2150858819, 5)
MAX_SHELLS = (2150859173, 2150859236, 2150859179, 2150859174)
HOST_PROCESS_GONE = 2150859194
OPERATION_ABORTED = 995


class Kind(enum.Enum):
    """What happened, before anybody asked what it means."""

    FAULT = "the server answered with a WSMan fault"
    HTTP = "the server answered with an HTTP error"
    REDIRECT = "the server answered with another address"
    SIGN_IN = "the sign-in was refused"
    NAME = "the host name is unknown"
    REFUSED = "nobody listens at the port"
    LOST = "the connection broke"
    TIMEOUT = "the server did not answer in time"
    TLS = "no trusted encrypted connection"
    PROXY = "the proxy failed"
    GARBAGE = "the answer is no WSMan"
    BROKEN = "the runspace broke"
    LOCAL = "the request could not be made on this side"


@frozen
class Failure:
    """One failed request. `text`: the server's own words; `code`: of a fault; `status`: of HTTP; `sent`: whether it may have arrived."""

    kind: Kind
    text: str = ""
    code: int | None = None
    status: int | None = None
    sent: bool = True

    @property
    def is_missing(self) -> bool:
        """Whether the server does not know the shell, or the command of it (one code for both, only the text tells)."""
        return self.code == SHELL_NOT_FOUND or "WSMan-InvalidShellID" in self.text

    @property
    def is_lost(self) -> bool:
        """Whether the session is gone, as far as one can tell from here."""
        return self.is_missing or self.code in (OPERATION_ABORTED, HOST_PROCESS_GONE) or self.kind in _NO_ANSWER


_NO_ANSWER = (Kind.LOST, Kind.TIMEOUT, Kind.REFUSED, Kind.NAME)
_PREFIX = re.compile(r"\s*\[([^\[\]=]*=[^\[\]]*)\]")


def split_prefixes(text: str) -> tuple[dict[str, str], str]:
    """Cut `[Key=Value,Key=Value] [Key=Value]` from the front of one of Exchange's messages; return the pairs and what is left."""
    pairs: dict[str, str] = {}
    end = 0
    while match := _PREFIX.match(text, end):
        for pair in match[1].split(","):
            key, _, value = pair.partition("=")
            pairs[key.strip()] = value.strip()
        end = match.end()
    return pairs, text[end:].strip()


def request_id(pairs: dict[str, str]) -> str | None:
    """Return the id by which Microsoft's support finds the request."""
    return next((pairs[key] for key in ("RequestId", "AuthZRequestId") if pairs.get(key)), None)


@frozen
class _Rule:
    fits: Callable[[Failure], bool]
    error: type[RemoteError]
    cause: str = ""
    next_step: str = ""


def _says(*words: str) -> Callable[[Failure], bool]:
    pattern = re.compile("|".join(words), re.IGNORECASE)
    return lambda failure: pattern.search(failure.text) is not None


def _code(*codes: int) -> Callable[[Failure], bool]:
    return lambda failure: failure.code in codes


def _status(*statuses: int) -> Callable[[Failure], bool]:
    return lambda failure: failure.status in statuses


def _kind(kind: Kind, *words: str) -> Callable[[Failure], bool]:
    says = _says(*words) if words else lambda _: True
    return lambda failure: failure.kind is kind and says(failure)


_READ = "Read the server's words beneath this."
_TRUST = "The server's certificate is not trusted"
RULES = (
    _Rule(
        _says("exceeded your budget"),
        SessionLimitReached,
        "The server lets this account open no more sessions for the moment.",
        "Wait {wait}, then connect again.",
    ),
    _Rule(_says("exceeded the maximum number of connections allowed", "concurrent shells", "AuthZ-MaxConcurrency"), SessionLimitReached),
    _Rule(_code(*MAX_SHELLS), SessionLimitReached),
    _Rule(lambda failure: failure.is_missing, SessionLost),
    _Rule(
        _says("isn't assigned to any management roles"),
        SignInFailed,
        "The server knows this account, but it holds no management role.",
        "Ask an administrator of the organization for a role, then connect again.",
    ),
    _Rule(
        _says("FailureCategory=AuthZ", "role assigned to application"),
        SignInFailed,
        "The server does not let this account use remote PowerShell.",
        "Ask an administrator for a management role, or whether Set-User -RemotePowerShellEnabled is off for it.",
    ),
    _Rule(_kind(Kind.SIGN_IN), SignInFailed),
    _Rule(
        _code(*ACCESS_DENIED),
        SignInFailed,
        "The server denies this account access.",
        "Check that remote PowerShell is enabled for it, and the server's address.",
    ),
    _Rule(
        _code(RESOURCE_NOT_FOUND),
        HostUnreachable,
        "There is no Exchange behind this address, only Windows' own remote management.",
        "Use http(s)://SERVER/PowerShell/ without a port; another session configuration is named with New-PSSession -ConfigurationName.",
    ),
    _Rule(
        _says("FailureCategory=Cafe-"),
        HostUnreachable,
        "Exchange's front end could not reach the server behind it.",
        "Wait a minute and connect again; if it stays, look at the health of the Exchange servers.",
    ),
    _Rule(_code(OPERATION_ABORTED, HOST_PROCESS_GONE), SessionLost, "The server ended the session.", SessionLost.advice.next_step),
    _Rule(
        _kind(Kind.NAME),
        HostUnreachable,
        "No host of the name {host} is known.",
        "Check the spelling, and whether this computer's DNS or VPN knows the name.",
    ),
    _Rule(
        _kind(Kind.REFUSED),
        HostUnreachable,
        "Nothing listens at {host}, port {port}.",
        "Check the address, http against https, and any firewall between.",
    ),
    _Rule(
        _kind(Kind.TLS, "self.signed", "unable to get local issuer", "unknown ca"),
        HostUnreachable,
        f"{_TRUST}: its issuer is unknown to this computer.",
        "Install the issuer's certificate on this computer, or name a file that holds it in REQUESTS_CA_BUNDLE.",
    ),
    _Rule(
        _kind(Kind.TLS, "has expired", "not yet valid"),
        HostUnreachable,
        f"{_TRUST}: it is out of date.",
        "Check this computer's clock; if it is right, the server needs a new certificate.",
    ),
    _Rule(
        _kind(Kind.TLS, "hostname mismatch", "doesn't match", "not valid for", "IP address mismatch"),
        HostUnreachable,
        f"{_TRUST}: it was made for another name than {{host}}.",
        "Connect by the name that stands in the certificate.",
    ),
    _Rule(
        _kind(Kind.TLS, "wrong version number", "record layer", "unexpected eof", "http request"),
        HostUnreachable,
        "The server does not speak TLS at port {port}.",
        "Check the port, and http against https.",
    ),
    _Rule(
        _kind(Kind.TLS, "unsupported protocol", "no protocols", "alert protocol version", "handshake failure"),
        HostUnreachable,
        "The server's TLS is too old to be safe, or has no cipher in common with this computer.",
        "The server needs TLS 1.2 or newer.",
    ),
    _Rule(
        _kind(Kind.TLS),
        HostUnreachable,
        "No trusted encrypted connection could be made to {host}.",
        _READ,
    ),
    _Rule(
        _kind(Kind.PROXY),
        HostUnreachable,
        "The proxy that this computer is set to use failed.",
        "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY, or put {host} into NO_PROXY.",
    ),
    _Rule(
        _status(407),
        HostUnreachable,
        "The proxy wants a sign-in of its own.",
        "Put user name and password of the proxy into HTTPS_PROXY, or {host} into NO_PROXY.",
    ),
    _Rule(
        _kind(Kind.TIMEOUT),
        HostUnreachable,
        "The server {host} does not answer.",
        "Check that it runs, and any firewall or VPN between; then connect again.",
    ),
    _Rule(
        _status(400),
        HostUnreachable,
        "The server rejects the request without a reason.",
        "Check the address; remote PowerShell may be off there.",
    ),
    _Rule(
        _status(403),
        SignInFailed,
        "The server forbids this account, or this address, to use remote PowerShell.",
        "Check that remote PowerShell is enabled for the account, and https against http.",
    ),
    _Rule(
        _status(404, 405),
        HostUnreachable,
        "The server has no remote PowerShell at the path /{path}.",
        "Exchange answers at /PowerShell/; check the address.",
    ),
    _Rule(
        _status(429, 503, 502, 504),
        HostUnreachable,
        "The server is too busy, or its application pool is down.",
        "Wait {wait}, then connect again.",
    ),
    _Rule(
        _kind(Kind.HTTP),
        HostUnreachable,
        "The server answered with HTTP status {status}.",
        "Check the address; if it is right, tell whoever runs the server.",
    ),
    _Rule(
        _kind(Kind.LOST),
        HostUnreachable,
        "The connection to {host} broke.",
        "Check the network, http against https, and connect again.",
    ),
    _Rule(
        _kind(Kind.GARBAGE),
        HostUnreachable,
        "Something answers at {host}, but it does not speak remote PowerShell.",
        "Check the address; a proxy or a sign-in page may answer in the server's place.",
    ),
    _Rule(
        _kind(Kind.LOCAL, "kerberos", "gssapi", "krb5"),
        SignInFailed,
        "This computer cannot sign in with Kerberos.",
        "Install eopsh[kerberos] and get a ticket with kinit, or use --auth basic over https.",
    ),
    _Rule(_kind(Kind.BROKEN), HostUnreachable, "The server could not open a runspace.", _READ),
)
"""First fit wins; an error class alone means its own advice."""

_RETIRED_SIGNS = (Kind.NAME, Kind.REFUSED, Kind.TIMEOUT, Kind.SIGN_IN, Kind.HTTP, Kind.GARBAGE)


def to_error(failure: Failure, endpoint: Endpoint, *, running: bool = False) -> RemoteError:
    """Return the error that tells a person what happened.

    `running`: a session was open. Whatever ends it then is SessionLost, with `may_have_run` as far as this side knows.
    """
    pairs, words = split_prefixes(failure.text)
    if running and failure.is_lost:
        return SessionLost(words, may_have_run=failure.sent, advice=_lost_advice(failure), request_id=request_id(pairs))
    since = "" if running else retired_since(endpoint)
    if since and failure.kind in _RETIRED_SIGNS:
        cause = f"Microsoft switched remote PowerShell at {endpoint.host} off in {since}."
        return EndpointRetired(words, advice=Advice(cause, "Use an Exchange Server address instead."), request_id=request_id(pairs))
    rule = next((rule for rule in RULES if rule.fits(failure)), None)
    if rule is None:
        cause = failure.kind.value[:1].upper() + failure.kind.value[1:]
        return RemoteError(words, advice=Advice(f"{cause}.", _READ), request_id=request_id(pairs))
    return rule.error(words, advice=_fill(rule, failure, endpoint), request_id=request_id(pairs))


def _fill(rule: _Rule, failure: Failure, endpoint: Endpoint) -> Advice:
    if not rule.cause:
        return rule.error.advice
    facts = {"host": endpoint.host, "port": endpoint.port, "path": endpoint.path, "wait": _wait(failure.text), "status": failure.status}
    return Advice(rule.cause.format(**facts), rule.next_step.format(**facts))


def _wait(text: str) -> str:
    match = re.search(r"wait for (\d+) second", text, re.IGNORECASE)
    return "a minute" if match is None else f"{match[1]} second{'' if match[1] == '1' else 's'}"


def _lost_advice(failure: Failure) -> Advice:
    if failure.kind in _NO_ANSWER:
        return Advice("The server no longer answers.", SessionLost.advice.next_step)
    return SessionLost.advice
