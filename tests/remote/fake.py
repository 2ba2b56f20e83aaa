"""A small WSMan server that says exactly what a test wants: canned PSRP messages, faults, redirects, or nothing at all.

It knows nothing of PowerShell. By default it opens a runspace pool, accepts every command, and lets a Receive wait as long as the client
allows, unless `say` has put something there.
"""

from __future__ import annotations

import base64
import itertools
import re
import ssl
import struct
import threading
import time
import uuid
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape

from eopsh.objects import Credential, SecureString
from eopsh.remote import Endpoint, Options, Timings, parse_endpoint

RSP = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell"
NAMESPACES = (
    'xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" '
    'xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd" xmlns:x="http://schemas.xmlsoap.org/ws/2004/09/transfer" '
    f'xmlns:rsp="{RSP}"'
)
POOL = ""
USER = Credential("admin@contoso.com", SecureString("Pa$$w0rd-ä€"))
QUICK = Timings(poll=0.2, unanswered=2.0, connect=2.0, request=5.0, full_queue=0.1, stop=1.0, close=2.0, question=0.3, input_wait=0.02)

CAPABILITY = (
    '<Obj RefId="0"><MS><Version N="protocolversion">{}</Version><Version N="PSVersion">2.0</Version>'
    '<Version N="SerializationVersion">1.1.0.1</Version></MS></Obj>'
)
STATE = '<Obj RefId="0"><MS><I32 N="RunspaceState">{}</I32></MS></Obj>'
COMPLETED = '<Obj RefId="0"><MS><I32 N="PipelineState">4</I32></MS></Obj>'
STOPPED = '<Obj RefId="0"><MS><I32 N="PipelineState">3</I32></MS></Obj>'


@dataclass(frozen=True)
class Request:
    """What a client sent."""

    action: str
    path: str
    headers: dict[str, str]
    body: str
    number: int

    @property
    def message_id(self) -> str:
        return _inside(self.body, "MessageID")

    @property
    def shell_id(self) -> str:
        found = re.search(r'Name="ShellId">([^<]*)<', self.body)
        return found[1] if found else ""

    @property
    def command_id(self) -> str:
        found = re.search(r'CommandId="([^"]*)"', self.body)
        return found[1] if found else ""

    @property
    def code(self) -> str:
        return _inside(self.body, "Code")

    @property
    def timeout(self) -> float:
        found = re.search(r"OperationTimeout>PT([\d.]+)S<", self.body)
        return float(found[1]) if found else 20.0

    def messages(self) -> list[tuple[int, str]]:
        """The PSRP messages in it; each fits in one fragment here."""
        found = re.findall(r">([A-Za-z0-9+/=]{40,})<", self.body)
        return [message for text in found for message in unpack(base64.b64decode(text))]


@dataclass
class Answer:
    """What the server answers. `silent`: nothing, with the connection open."""

    body: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    silent: bool = False


@dataclass(frozen=True)
class Said:
    """Something that a Receive fetches."""

    data: bytes = b""
    done: bool = False


_ids = itertools.count(1)


def message(kind: int, clixml: str, *, size: int = 32_747, bom: bool = True, empty_pool: bool = False) -> list[bytes]:
    """Return a message's fragments, as Windows writes them."""
    pool = bytes(16) if empty_pool else uuid.uuid4().bytes_le
    data = struct.pack("<II", 1, kind) + pool + uuid.uuid4().bytes_le + (b"\xef\xbb\xbf" if bom else b"") + clixml.encode()
    number = next(_ids)
    parts = [data[start : start + size] for start in range(0, len(data), size)]
    last = len(parts) - 1
    return [struct.pack(">QQBI", number, at, (at == 0) | (at == last) << 1, len(part)) + part for at, part in enumerate(parts)]


def unpack(data: bytes) -> list[tuple[int, str]]:
    """Return the messages of whole fragments."""
    found = []
    while data:
        (length,) = struct.unpack(">I", data[17:21])
        blob = data[21 : 21 + length]
        data = data[21 + length :]
        found.append((struct.unpack("<I", blob[4:8])[0], blob[40:].decode(errors="replace")))
    return found


def fault(code: int, text: str, subcode: str = "w:InternalError") -> Answer:
    """Return a WSMan fault."""
    body = (
        f"<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>{subcode}</s:Value></s:Subcode></s:Code>"
        f'<s:Reason><s:Text xml:lang="en-US">{escape(text)}</s:Text></s:Reason><s:Detail><f:WSManFault '
        f'xmlns:f="http://schemas.microsoft.com/wbem/wsman/1/wsmanfault" Code="{code}" Machine="x">'
        f"<f:Message>{escape(text)}</f:Message></f:WSManFault></s:Detail></s:Fault>"
    )
    return Answer(body, 500)


NOT_FOUND = (
    2150858843,
    "[FailureCategory=WSMan-InvalidShellID] The request for the Windows Remote Shell with ShellId X failed: the shell was not found.",
)
NOTHING_YET = fault(2150858793, "The WS-Management service cannot complete the operation within the time specified.", "w:TimedOut")

Handler = Callable[[Request], "Answer | None"]


class FakeServer:
    """See the module. `on[ACTION]` answers instead of the default; None leaves it to the default."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.on: dict[str, Handler] = {}
        self.requests: list[Request] = []
        self.protocol = "2.3"
        self.shells: set[str] = set()
        self.cookies: list[str] = []
        self.own_shell_id: str | None = None
        self.own_command_id: str | None = None
        self._output: defaultdict[str, deque[Said]] = defaultdict(deque)
        self._changed = threading.Condition()
        self._closing = False
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self._scheme = "https" if tls else "http"
        if tls is not None:
            self._http.socket = tls.wrap_socket(self._http.socket, server_side=True, do_handshake_on_connect=False)
            self._http.handle_error = lambda *_: None  # type: ignore[method-assign]  # a client that hangs up is no news
        threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def uri(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._http.server_port}/powershell-liveid/"

    @property
    def endpoint(self) -> Endpoint:
        return parse_endpoint(self.uri)

    def close(self) -> None:
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._http.shutdown()
        self._http.server_close()

    def say(self, *messages: tuple[int, str], command: str | None = "*", done: bool = False) -> None:
        """Let the next Receive of a command (`*`: of any) or of the pool (None) bring these."""
        data = b"".join(fragment for kind, text in messages for fragment in message(kind, text))
        self.say_raw(data, command=command, done=done)

    def say_raw(self, data: bytes, command: str | None = "*", done: bool = False) -> None:
        with self._changed:
            self._output[POOL if command is None else command].append(Said(data, done))
            self._changed.notify_all()

    def count(self, action: str) -> int:
        return sum(request.action == action for request in self.requests)

    def sent(self, action: str) -> list[Request]:
        return [request for request in self.requests if request.action == action]

    def wait_for(self, condition: Callable[[], bool], seconds: float = 5.0) -> bool:
        """Wait until something is so; tell whether it came to that."""
        until = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > until:
                return False
            time.sleep(0.01)
        return True

    def default(self, request: Request) -> Answer:
        return getattr(self, f"_on_{request.action.lower()}", self._on_nothing)(request)

    def _on_nothing(self, request: Request) -> Answer:
        return fault(2150858771, "not supported")

    def _on_create(self, request: Request) -> Answer:
        asked = re.search(r'ShellId="([^"]*)"', request.body)
        shell_id = self.own_shell_id or (asked[1] if asked else "")
        self.shells.add(shell_id)
        self.say((0x00010002, CAPABILITY.format(self.protocol)), command=None)
        self.say((0x00021005, STATE.format(2)), command=None)
        shell = (
            ""
            if self.own_shell_id
            else f"<rsp:Shell><rsp:ShellId>{shell_id}</rsp:ShellId><rsp:IdleTimeOut>PT900.000S</rsp:IdleTimeOut></rsp:Shell>"
        )
        return Answer(
            "<x:ResourceCreated><a:ReferenceParameters><w:SelectorSet>"
            f'<w:Selector Name="ShellId">{shell_id}</w:Selector></w:SelectorSet></a:ReferenceParameters></x:ResourceCreated>{shell}'
        )

    def _on_command(self, request: Request) -> Answer:
        if request.shell_id not in self.shells:
            return fault(*NOT_FOUND)
        return Answer(
            f"<rsp:CommandResponse><rsp:CommandId>{self.own_command_id or request.command_id}</rsp:CommandId></rsp:CommandResponse>"
        )

    def _on_receive(self, request: Request) -> Answer:
        if request.shell_id not in self.shells:
            return fault(*NOT_FOUND)
        with self._changed:
            keys = [POOL] if not request.command_id else [request.command_id, "*"]
            self._changed.wait_for(lambda: self._closing or any(self._output[key] for key in keys), request.timeout)
            said = next((self._output[key].popleft() for key in keys if self._output[key]), None)
        if said is None:
            return NOTHING_YET
        attribute = f' CommandId="{request.command_id}"' if request.command_id else ""
        stream = f'<rsp:Stream Name="stdout"{attribute}>{base64.b64encode(said.data).decode()}</rsp:Stream>' if said.data else ""
        state = f'<rsp:CommandState{attribute} State="{RSP}/CommandState/Done"/>' if said.done else ""
        return Answer(f"<rsp:ReceiveResponse>{stream}{state}</rsp:ReceiveResponse>")

    def _on_send(self, request: Request) -> Answer:
        return Answer("<rsp:SendResponse/>")

    def _on_signal(self, request: Request) -> Answer:
        if request.code == "powershell/signal/crtl_c":
            self.say((0x00041006, STOPPED), done=True)
        return Answer("<rsp:SignalResponse/>")

    def _on_delete(self, request: Request) -> Answer:
        if request.shell_id not in self.shells:
            return fault(*NOT_FOUND)
        self.shells.discard(request.shell_id)
        return Answer("")

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handling(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def log_message(self, *args: object) -> None:
                """Say nothing."""

            def do_GET(self) -> None:
                self.do_POST()

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                action = _inside(body, "Action").rpartition("/")[2] or self.command
                request = Request(action, self.path, dict(self.headers), body, len(server.requests))
                server.requests.append(request)
                special = server.on.get(action)
                answer = (special(request) if special else None) or server.default(request)
                self._answer(request, answer)

            def _answer(self, request: Request, answer: Answer) -> None:
                if answer.silent:
                    with server._changed:
                        server._changed.wait_for(lambda: server._closing, 60)
                    self.close_connection = True
                    return
                data = answer.raw
                if data is None:
                    data = (
                        f"<s:Envelope {NAMESPACES}><s:Header><a:RelatesTo>{request.message_id}</a:RelatesTo></s:Header>"
                        f"<s:Body>{answer.body}</s:Body></s:Envelope>"
                    ).encode()
                head = [f"HTTP/1.1 {answer.status} X", f"Content-Length: {len(data)}"]
                headers = {"Content-Type": "application/soap+xml;charset=UTF-8"} | answer.headers
                head += [f"{name}: {value}" for name, value in headers.items()]
                head += [f"Set-Cookie: {cookie}" for cookie in server.cookies if request.action == "Create"]
                self.wfile.write("\r\n".join(head).encode() + b"\r\n\r\n" + data)

        return Handling


def _inside(body: str, tag: str) -> str:
    found = re.search(rf"<[\w]*:?{tag}\b[^>]*>([^<]*)</", body)
    return found[1] if found else ""


@contextmanager
def fake_server(tls: ssl.SSLContext | None = None) -> Iterator[FakeServer]:
    """A server for one test."""
    server = FakeServer(tls)
    try:
        yield server
    finally:
        server.close()


def quick(**changes: object) -> Options:
    """Options whose waits suit a test."""
    return Options(timings=QUICK, **changes)  # type: ignore[arg-type]
