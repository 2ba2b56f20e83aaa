"""WSMan through pypsrp: one shell, one request at a time (MS-WSMV 3.1.4)."""

from __future__ import annotations

import base64
import logging
import xml.etree.ElementTree as ET
from typing import Any

import requests
from pypsrp.powershell import Fragmenter
from pypsrp.wsman import NAMESPACES, OptionSet, SelectorSet, WSMan, WSManAction

from eopsh.frozen import frozen
from eopsh.objects import Credential
from eopsh.remote.endpoint import Endpoint
from eopsh.remote.ledger import Cookie
from eopsh.remote.options import Options, Timings
from eopsh.remote.psrp.failures import WireError, translated
from eopsh.remote.psrp.messages import PROTOCOL
from eopsh.remote.signin import Auth

STOP = "powershell/signal/crtl_c"
"""The code that servers understand (MS-PSRP 3.1.5.3.9, sic). For any other one, pypsrp's own `ctrl_c` included, they close the command."""
TERMINATE = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/signal/Terminate"

_RSP = NAMESPACES["rsp"]
_DONE = f"{_RSP}/CommandState/Done"
_LARGE_ENVELOPE = 512_000

# pypsrp logs whole envelopes, parameters and passwords included, and tracebacks of what is reported properly above it.
logging.getLogger("pypsrp").addHandler(logging.NullHandler())
logging.getLogger("pypsrp").propagate = False
logging.getLogger("pypsrp").setLevel(logging.CRITICAL)


logger = logging.getLogger(__name__)


@frozen
class Created:
    """A server's answer to Create: its own id of the shell, and how long it may idle where the server says so."""

    shell_id: str
    idle_seconds: float | None


@frozen
class Received:
    """What a Receive brought: fragments, and whether the command is done."""

    data: bytes
    done: bool


@frozen
class _Outgoing:
    """A message as pypsrp's fragmenter wants it."""

    MESSAGE_TYPE: int
    data: bytes


class _Written:
    """pypsrp's fragmenter asks a serializer for a message's bytes; ours are written already."""

    def serialize(self, value: _Outgoing | bytes) -> bytes:
        """Return the bytes as they are."""
        return value if isinstance(value, bytes) else value.data


class _BoundedTransport:
    """pypsrp's HTTP transport with our own bounds: no silent repetition of a Receive, no silent redirect, our own timeouts."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.connect_seconds = 10.0
        self.read_seconds = 60.0
        if inner.session is None:
            inner.session = inner._build_session()
        self.session: requests.Session = inner.session
        # requests would send the next address a GET without body, and Basic's header with it on the same host.
        self.session.max_redirects = 0

    @property
    def endpoint(self) -> str:
        """The address, as WSMan writes it into every request."""
        return str(self._inner.endpoint)

    def send(self, message: bytes, *, retries_on_read_timeout: int = 0, timeout: object = None) -> bytes:
        """Send one request once."""
        answer = self._inner.send(message, retries_on_read_timeout=0, timeout=(self.connect_seconds, self.read_seconds))
        return bytes(answer)

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


class Wire:
    """A shell on a server. Not for two threads at once.

    Every method raises WireError when the request fails.
    """

    def __init__(self, endpoint: Endpoint, credential: Credential, options: Options, auth: Auth) -> None:
        self.endpoint = endpoint
        self._timings: Timings = options.timings
        self._idle_timeout = options.idle_timeout
        with translated():
            self._wsman = WSMan(endpoint.host, **_arguments(endpoint, credential, options, auth))
            self._transport = _BoundedTransport(self._wsman.transport)
        self._wsman.transport = self._transport  # type: ignore[assignment]  # it has what WSMan uses
        self._fragmenter = Fragmenter(self._wsman.max_payload_size, _Written())  # type: ignore[arg-type]  # only asked to serialize
        self.shell_id = ""

    def create(self, shell_id: str, messages: list[tuple[int, bytes]]) -> Created:
        """Create a shell that opens a runspace pool with these messages."""
        shell = ET.Element(f"{{{_RSP}}}Shell", {"ShellId": shell_id})
        ET.SubElement(shell, f"{{{_RSP}}}InputStreams").text = "stdin pr"
        ET.SubElement(shell, f"{{{_RSP}}}OutputStreams").text = "stdout"
        if self._idle_timeout is not None:
            ET.SubElement(shell, f"{{{_RSP}}}IdleTimeOut").text = f"PT{self._idle_timeout}S"
        opening = ET.SubElement(shell, "creationXml", xmlns="http://schemas.microsoft.com/powershell")
        opening.text = _text(b"".join(fragment for kind, body in messages for fragment in self._cut(kind, body, shell_id, None)))
        options = OptionSet()
        options.add_option("protocolversion", str(PROTOCOL), {"MustComply": "true"})
        answer = self._invoke(WSManAction.CREATE, shell, options=options)
        self.shell_id = _find(answer, ".//wsman:Selector[@Name='ShellId']") or _find(answer, ".//rsp:Shell/rsp:ShellId") or shell_id
        return Created(self.shell_id, _seconds(_find(answer, ".//rsp:Shell/rsp:IdleTimeOut")))

    def command(self, pipeline_id: str, pool_id: str, kind: int, body: bytes) -> str:
        """Start a pipeline; return the server's own id of the command."""
        first, *rest = self._cut(kind, body, pool_id, pipeline_id)
        line = ET.Element(f"{{{_RSP}}}CommandLine", {"CommandId": pipeline_id})
        ET.SubElement(line, f"{{{_RSP}}}Command")
        ET.SubElement(line, f"{{{_RSP}}}Arguments").text = _text(first)
        options = OptionSet()
        options.add_option("WINRS_SKIP_CMD_SHELL", "False")
        answer = self._invoke(WSManAction.COMMAND, line, options=options)
        command_id = _find(answer, ".//rsp:CommandId") or pipeline_id
        for fragment in rest:
            self._send(fragment, command_id)
        return command_id

    def send(self, messages: list[tuple[int, bytes]], pool_id: str, pipeline_id: str | None, command_id: str | None) -> None:
        """Send messages to the pool or to a command, as few requests as they fit in."""
        data = b""
        for kind, body in messages:
            for fragment in self._cut(kind, body, pool_id, pipeline_id):
                if data and len(data) + len(fragment) > self._wsman.max_payload_size:
                    self._send(data, command_id)
                    data = b""
                data += fragment
        if data:
            self._send(data, command_id)

    def respond(self, kind: int, body: bytes, pool_id: str, pipeline_id: str | None) -> None:
        """Answer a host call: on a stream of its own, and without the command's id."""
        for fragment in self._cut(kind, body, pool_id, pipeline_id):
            self._send(fragment, None, stream="pr")

    def receive(self, command_id: str | None = None) -> Received | None:
        """Fetch what a command, or the pool, has to say; None when that was nothing."""
        receive = ET.Element(f"{{{_RSP}}}Receive")
        stream = ET.SubElement(receive, f"{{{_RSP}}}DesiredStream", {"CommandId": command_id} if command_id else {})
        stream.text = "stdout"
        options = OptionSet()
        options.add_option("WSMAN_CMDSHELL_OPTION_KEEPALIVE", "True")
        poll = self._timings.poll
        try:
            answer = self._invoke(WSManAction.RECEIVE, receive, options=options, operation=poll, read=poll + self._timings.unanswered)
        except WireError as error:
            if error.is_poll_timeout:
                return None
            raise
        state = answer.find("rsp:ReceiveResponse/rsp:CommandState", NAMESPACES)
        streams = answer.iterfind("rsp:ReceiveResponse/rsp:Stream", NAMESPACES)
        data = b"".join(base64.b64decode(stream.text) for stream in streams if stream.text)
        return Received(data, state is not None and state.get("State") == _DONE)

    def signal(self, command_id: str, code: str) -> None:
        """Stop a command or close it."""
        signal = ET.Element(f"{{{_RSP}}}Signal", {"CommandId": command_id})
        ET.SubElement(signal, f"{{{_RSP}}}Code").text = code
        self._invoke(WSManAction.SIGNAL, signal, read=self._timings.unanswered)

    def delete(self, seconds: float) -> None:
        """Delete the shell, within about so many seconds."""
        self._transport.connect_seconds = min(seconds, self._timings.connect)
        self._invoke(WSManAction.DELETE, None, read=seconds)

    def widen(self) -> None:
        """Allow the larger envelopes that servers since protocol 2.2 accept, which saves round trips both ways."""
        self._wsman.update_max_payload_size(_LARGE_ENVELOPE)
        self._fragmenter.max_size = self._wsman.max_payload_size - 21

    @property
    def cookies(self) -> tuple[Cookie, ...]:
        """The session's cookies."""
        jar = self._transport.session.cookies
        return tuple(Cookie(cookie.name, cookie.value or "", cookie.domain, cookie.path, cookie.secure) for cookie in jar)

    def restore(self, shell_id: str, cookies: tuple[Cookie, ...]) -> None:
        """Become the client of a shell that another process opened."""
        self.shell_id = shell_id
        for cookie in cookies:
            self._transport.session.cookies.set(cookie.name, cookie.value, domain=cookie.domain, path=cookie.path, secure=cookie.secure)

    def close(self) -> None:
        """Close the connections; the shell stays."""
        self._transport.close()

    def _send(self, data: bytes, command_id: str | None, stream: str = "stdin") -> None:
        send = ET.Element(f"{{{_RSP}}}Send")
        attributes = {"Name": stream} | ({"CommandId": command_id} if command_id else {})
        ET.SubElement(send, f"{{{_RSP}}}Stream", attributes).text = _text(data)
        self._invoke(WSManAction.SEND, send)

    def _cut(self, kind: int, body: bytes, pool_id: str, pipeline_id: str | None) -> list[bytes]:
        message = _Outgoing(kind, body)
        return self._fragmenter.fragment(message, pool_id, pipeline_id)  # type: ignore[arg-type]

    def _invoke(
        self,
        action: str,
        resource: ET.Element | None,
        *,
        options: OptionSet | None = None,
        operation: float | None = None,
        read: float | None = None,
    ) -> ET.Element:
        selectors = None
        if self.shell_id:
            selectors = SelectorSet()
            selectors.add_option("ShellId", self.shell_id)
        self._transport.read_seconds = self._timings.request if read is None else read
        # The header wants whole seconds where they are whole; pypsrp only writes the number down.
        seconds = int(operation) if operation is not None and operation == int(operation) else operation
        logger.debug("%s %s", action.rpartition("/")[2], self.endpoint.uri)
        with translated():
            envelope = self._wsman.invoke(
                action,
                self.endpoint.resource_uri,
                resource,
                options,
                selectors,
                seconds,  # type: ignore[arg-type]
            )
            body = envelope.find("s:Body", NAMESPACES)
        return ET.Element("Body") if body is None else body


def _arguments(endpoint: Endpoint, credential: Credential, options: Options, auth: Auth) -> dict[str, Any]:
    basic = auth is Auth.BASIC
    user, password = credential.user, credential.password.reveal()
    return {
        "port": endpoint.port,
        "ssl": endpoint.ssl,
        "path": endpoint.path_and_query,
        "auth": auth.value,
        # requests would write text as Latin-1, or fail; servers read UTF-8.
        "username": user.encode() if basic else user,
        "password": password.encode() if basic else password,
        "encryption": "never" if basic and not endpoint.ssl else "auto",
        "cert_validation": options.verify,
        "proxy": options.proxy,
        "no_proxy": endpoint.is_loopback,
        # Behind a load-balanced name only http/NAME is registered, never pypsrp's default host/NAME.
        "negotiate_service": "HTTP",
    }


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _find(element: ET.Element, path: str) -> str | None:
    return element.findtext(path, namespaces=NAMESPACES)


def _seconds(duration: str | None) -> float | None:
    """Read an XML Schema duration of seconds, as servers write IdleTimeOut."""
    if duration is None or not duration.startswith("PT") or not duration.endswith("S"):
        return None
    try:
        return float(duration[2:-1])
    except ValueError:
        return None
