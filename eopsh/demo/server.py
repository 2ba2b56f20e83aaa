"""The demonstration organization's HTTP server on loopback."""

from __future__ import annotations

import base64
import binascii
import contextlib
import select
import socket
import struct
import sys
import threading
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from secrets import compare_digest, token_urlsafe
from types import TracebackType
from typing import ClassVar

from eopsh.demo import soap
from eopsh.demo.faults import Faults, parse_faults
from eopsh.demo.messages import MissingDependency, Pool
from eopsh.demo.organization import Organization
from eopsh.demo.service import Caller, Counts, OpenPool, Service
from eopsh.demo.store import Store

CLOUD_PATH = "powershell-liveid"
SERVER_PATH = "powershell"
COOKIE = "MS-WSMAN"
MAX_REQUEST_BYTES = 64 * 1024 * 1024
SOAP_TYPE = "application/soap+xml;charset=UTF-8"
VERSIONS = {"PSVersion": "5.1.17763.6414", "WSManStackVersion": "3.0", "CLRVersion": "4.0.30319.42000", "BuildVersion": "10.0.17763.6414"}


class Front(BaseHTTPRequestHandler):
    """One client connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Listener
    HEADERS: ClassVar = {401: {"WWW-Authenticate": 'Basic realm="demo"'}}

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: requests are counted, not printed."""

    def do_POST(self) -> None:
        """Serve one request."""
        size = self.headers.get("Content-Length", "0")
        if not size.isdecimal() or int(size) > MAX_REQUEST_BYTES:
            self.close_connection = True
            return self._answer(413)
        data = self.rfile.read(int(size))
        if self._misbehave():
            return None
        user = self.server.demo.user_of(self.headers.get("Authorization", ""))
        if user is None or "auth" in self.server.faults:
            return self._answer(401)
        path = self.path.split("?")[0].strip("/").casefold()
        if path not in (CLOUD_PATH, SERVER_PATH):
            return self._answer(404, b"<html><body>Not found</body></html>", "text/html")
        return self._serve(data, user, path)

    def _misbehave(self) -> bool:
        """Do what the faults of the connection say; tell whether that was all."""
        faults = self.server.faults
        if "dead" in faults:
            self.server.closing.wait()
            self.close_connection = True
        elif "http-503" in faults and self.server.refuses():
            self._answer(503, b"<html><body>Service Unavailable</body></html>", "text/html")
        elif "redirect" in faults:
            self._answer(302, b"<html><body>Object moved</body></html>", "text/html", {"Location": faults.text("redirect")})
        else:
            return False
        return True

    def _serve(self, data: bytes, user: str, path: str) -> None:
        relates_to, cookie = "", None
        try:
            request = soap.parse_request(data)
            relates_to = request.message_id
            caller = Caller(user, self.server.demo.url, self._cookie(), path == CLOUD_PATH, self._abandoned)
            answer = self.server.service.handle(request, caller)
            status, action, body, cookie = 200, f"{request.action}Response", answer.body, answer.cookie
        except soap.Fault as fault:
            status, action, body = 500, soap.FAULT_ACTION, soap.fault_body(fault)
        except Exception:
            status, action, body = 500, soap.FAULT_ACTION, soap.fault_body(soap.internal_error())
        headers = {"Set-Cookie": f"{COOKIE}={cookie}; path=/{path}; HttpOnly"} if cookie else {}
        return self._answer(status, soap.envelope(action, relates_to, body), SOAP_TYPE, headers)

    def _answer(self, status: int, body: bytes = b"", kind: str = SOAP_TYPE, headers: dict[str, str] | None = None) -> None:
        """Write status, headers and body in one piece, so that no delayed acknowledgement stands between them."""
        named = {"Content-Type": kind, "Content-Length": str(len(body)), **self.HEADERS.get(status, {}), **(headers or {})}
        lines = [f"HTTP/1.1 {status} {self.responses[status][0]}", *(f"{name}: {value}" for name, value in named.items())]
        data = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body
        drops = self.server.drops()
        try:
            self.wfile.write(data[: len(data) // 2] if drops else data)
        except OSError:
            self.close_connection = True
        if drops:
            self._reset()

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def _cookie(self) -> str | None:
        with contextlib.suppress(CookieError):
            morsel = SimpleCookie(self.headers.get("Cookie", "")).get(COOKIE)
            return morsel.value if morsel is not None else None
        return None

    def _abandoned(self) -> bool:
        """Tell whether the client has hung up while its request waits."""
        try:
            readable, _, _ = select.select([self.connection], [], [], 0)
            return bool(readable) and self.connection.recv(1, socket.MSG_PEEK) == b""
        except (OSError, ValueError):
            return True


class Listener(ThreadingHTTPServer):
    """The socket, one thread a connection."""

    daemon_threads = True
    request_queue_size = 128
    block_on_close = False

    def __init__(self, port: int, demo: DemoServer, service: Service, faults: Faults) -> None:
        super().__init__(("127.0.0.1", port), Front)
        self.demo = demo
        self.service = service
        self.faults = faults
        self.closing = threading.Event()
        self._refused = 0
        self._dropped = False

    def refuses(self) -> bool:
        """Tell whether the next request is answered with 503."""
        self._refused += 1
        limit = self.faults.number("http-503")
        return limit == 0 or self._refused <= limit

    def drops(self) -> bool:
        """Tell whether this answer is cut off; once only."""
        if self._dropped or "drop-after" not in self.faults or self.service.counts.objects < self.faults.number("drop-after"):
            return False
        self._dropped = True
        return True

    def service_actions(self) -> None:
        """End idle sessions, between requests."""
        self.service.close_idle()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no news."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class DemoServer:
    """An organization that lives in this process, reached over WSMan and PSRP on loopback.

    Serves `url` (and `/PowerShell/` beside it) to `user` with `password`, which is random. The store is in memory unless `store` names a
    SQLite file; `recipients`, `messages` and `quarantined` are what a new store starts with. `faults` are `NAME` or `NAME=VALUE` words
    (`faults.FAULTS`). A context manager: leaving it ends every session.

    Raises:
        MissingDependency: psrpcore is not installed.
        UsageError: an unknown fault, or a store that cannot be opened.
    """

    def __init__(
        self,
        port: int = 0,
        store: str | Path | None = None,
        *,
        recipients: int = 300,
        messages: int = 5_000,
        quarantined: int = 200,
        faults: Iterable[str] = (),
        idle_seconds: float = 900,
        user: str = "admin@contoso.com",
        password: str | None = None,
        extra_commands: int = 0,
    ) -> None:
        self.user = user
        self.password = password or token_urlsafe(16)
        self._faults = parse_faults(faults)
        self._open_pool = _pool_opener()
        self.store = Store(store, recipients=recipients, messages=messages, quarantined=quarantined)
        self.organization = Organization(self.store, self._faults, extra_commands)
        self.service = Service(self.organization, self._faults, self._open_pool, idle_seconds)
        self._listener = Listener(port, self, self.service, self._faults)
        self._thread: threading.Thread | None = None
        self._serving = False

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._listener.server_address[1])

    @property
    def url(self) -> str:
        """Where to connect, as the cloud's address looks; with an affinity cookie."""
        return f"http://127.0.0.1:{self.port}/{CLOUD_PATH}/"

    @property
    def server_url(self) -> str:
        """The same organization at an Exchange Server's path; without cookies."""
        return f"http://127.0.0.1:{self.port}/PowerShell/"

    @property
    def counts(self) -> Counts:
        """The numbers since the start."""
        return self.service.counts

    def sessions(self, user: str | None = None) -> int:
        """Return how many sessions are open."""
        return self.service.sessions(user)

    def user_of(self, authorization: str) -> str | None:
        """Return who an Authorization header names, None where name or password is wrong."""
        scheme, _, token = authorization.partition(" ")
        if scheme.casefold() != "basic":
            return None
        try:
            given = base64.b64decode(token, validate=True)
        except (binascii.Error, ValueError):
            return None
        return self.user if compare_digest(given, f"{self.user}:{self.password}".encode()) else None

    def start(self) -> None:
        """Serve in the background; returns at once."""
        self._serving = True
        self._thread = threading.Thread(target=self._listener.serve_forever, args=(0.1,), name="demo-listener", daemon=True)
        self._thread.start()

    def serve_forever(self) -> None:
        """Serve in this thread until it is interrupted or `stop` is called elsewhere."""
        self._serving = True
        try:
            self._listener.serve_forever(0.5)
        finally:
            self._serving = False
            self._close()

    def stop(self) -> None:
        """End every session and the server; safe to call twice."""
        if self._serving:
            self._serving = False
            self._listener.shutdown()
        if self._thread is not None:
            self._thread.join()
        self._close()

    def _close(self) -> None:
        self._listener.closing.set()
        self.service.close_all()
        self._listener.server_close()
        self.store.close()

    def __enter__(self) -> DemoServer:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()


def _pool_opener() -> OpenPool:
    try:
        from eopsh.demo.psrp import ServerPool
    except ImportError as error:
        if (error.name or "").partition(".")[0] == "psrpcore":
            raise MissingDependency from None
        raise

    def open_pool(refusal: object) -> Pool:
        return ServerPool(VERSIONS, refusal)  # type: ignore[arg-type]

    return open_pool
