"""What pypsrp, requests and what lies beneath them raise, as `Failure`s. With `transport`, the only file that knows these libraries."""

from __future__ import annotations

import contextlib
import logging
import ssl
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import requests
import urllib3.exceptions
from pypsrp.exceptions import AuthenticationError, WinRMError, WinRMTransportError, WSManFaultError

from eopsh.remote.faults import OPERATION_TIMED_OUT, Failure, Kind

_NOT_SENT = (urllib3.exceptions.NewConnectionError, urllib3.exceptions.NameResolutionError, ConnectionRefusedError)

logger = logging.getLogger(__name__)


class WireError(Exception):
    """A request that failed. Never reaches a user: whoever knows the circumstances makes a `RemoteError` of it."""

    def __init__(self, failure: Failure, location: str = "") -> None:
        super().__init__(failure.kind.value)
        logger.debug("failed: %s (code %s, status %s)", failure.kind.value, failure.code, failure.status)
        self.failure = failure
        self.location = location
        """Where a redirect points to."""

    @property
    def is_poll_timeout(self) -> bool:
        """Whether the server only said that it has nothing to say yet."""
        return self.failure.code == OPERATION_TIMED_OUT


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn whatever a request raises into WireError."""
    try:
        yield
    except requests.TooManyRedirects as error:
        location = "" if error.response is None else error.response.headers.get("Location", "")
        raise WireError(Failure(Kind.REDIRECT), location) from None
    except WireError:
        raise
    except Exception as error:
        raise WireError(describe(error)) from None


def describe(error: Exception) -> Failure:
    """Say what an exception of the libraries means."""
    match error:
        case AuthenticationError():
            return Failure(Kind.SIGN_IN, status=401)
        case WSManFaultError():
            return _fault(error)
        case WinRMTransportError():
            return Failure(Kind.HTTP, _plain(str(error.response_text)), status=int(error.code))
        case requests.RequestException():
            return _request(error)
        case ET.ParseError() | WinRMError() | UnicodeDecodeError():
            return Failure(Kind.GARBAGE)
        case ssl.SSLError():
            return Failure(Kind.TLS, str(error), sent=False)
        case _ if type(error).__module__.partition(".")[0] in ("spnego", "gssapi", "krb5"):
            return Failure(Kind.SIGN_IN, str(error), sent=False)
        case OSError():
            return Failure(Kind.LOCAL, str(error), sent=False)
        case _:
            return Failure(Kind.LOCAL, f"{error}", sent=False)


def _fault(error: WSManFaultError) -> Failure:
    """A fault, or a page of HTML that happened to be well-formed and was taken for one; only the context then has the HTTP status."""
    code = error.code if isinstance(error.code, int) else OPERATION_TIMED_OUT if error.code == "w:TimedOut" else None
    text = " ".join(part for part in (error.reason, error.provider_fault) if part)
    if code is None and not text:
        cause = error.__context__
        status = int(cause.code) if isinstance(cause, WinRMTransportError) else None
        return Failure(Kind.HTTP, status=status)
    return Failure(Kind.FAULT, text, code=code)


def _request(error: requests.RequestException) -> Failure:
    causes = list(_chain(error))
    text = str(causes[-1])
    match error:
        case requests.exceptions.ProxyError():
            return Failure(Kind.PROXY, text, sent=False)
        case requests.exceptions.SSLError():
            return Failure(Kind.TLS, text, sent=False)
        case requests.ConnectTimeout():
            return Failure(Kind.TIMEOUT, sent=False)
        case requests.Timeout():
            return Failure(Kind.TIMEOUT)
        case requests.exceptions.InvalidURL() | requests.exceptions.InvalidSchema():
            return Failure(Kind.NAME, sent=False)
    if any(isinstance(cause, urllib3.exceptions.NameResolutionError) for cause in causes):
        return Failure(Kind.NAME, sent=False)
    if any(isinstance(cause, _NOT_SENT) for cause in causes):
        return Failure(Kind.REFUSED, sent=False)
    return Failure(Kind.LOST)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and everything it was made of; requests wraps urllib3's as an argument, not as a cause."""
    seen: set[int] = set()
    todo: list[BaseException] = [error]
    while todo:
        current = todo.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        inner = (current.__cause__, current.__context__, getattr(current, "reason", None), *current.args)
        todo.extend(cause for cause in inner if isinstance(cause, BaseException))


def _plain(text: str) -> str:
    """Keep what a person can use of an error page: nothing of HTML."""
    text = text.strip()
    return "" if text.startswith("<") else text[:500]
