"""The WS-Management envelope: what a request says, how an answer and a fault are written (MS-WSMV 2.2, 3.1)."""

from __future__ import annotations

import base64
import binascii
import re
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

SOAP = "http://www.w3.org/2003/05/soap-envelope"
ADDRESSING = "http://schemas.xmlsoap.org/ws/2004/08/addressing"
WSMAN = "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"
SHELL = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell"
TRANSFER = "http://schemas.xmlsoap.org/ws/2004/09/transfer"
ENUMERATION = "http://schemas.xmlsoap.org/ws/2004/09/enumeration"
FAULT_ACTION = "http://schemas.dmtf.org/wbem/wsman/1/wsman/fault"
NAMESPACES = {"s": SOAP, "a": ADDRESSING, "w": WSMAN, "rsp": SHELL, "x": TRANSFER, "n": ENUMERATION}

EXCHANGE_RESOURCE = "http://schemas.microsoft.com/powershell/Microsoft.Exchange"
SHELL_RESOURCE = f"{SHELL}"
COMMAND_RESOURCE = f"{SHELL}/Command"

DEFAULT_TIMEOUT_SECONDS = 60.0
DEFAULT_ENVELOPE_BYTES = 153_600


class Fault(Exception):
    """A SOAP fault with its WSMan code; `side` is who is to blame, `Sender` or `Receiver`."""

    def __init__(self, code: int, reason: str, subcode: str = "w:InternalError", side: str = "Sender") -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.subcode = subcode
        self.side = side


def timed_out() -> Fault:
    """Nothing came within OperationTimeout."""
    text = "The WS-Management service cannot complete the operation within the time specified in OperationTimeout."
    return Fault(2150858793, text, "w:TimedOut", "Receiver")


def aborted() -> Fault:
    """A Receive whose command was closed, or that a newer Receive replaced."""
    return Fault(995, "The I/O operation has been aborted because of either a thread exit or an application request.", side="Receiver")


def wrong_resource(uri: str) -> Fault:
    """A configuration that this endpoint does not have."""
    text = (
        f"The WS-Management service cannot process the request. The resource URI ({uri}) was not found in the WS-Management catalog. "
        "The catalog contains the metadata that describes resources, or logical endpoints."
    )
    return Fault(2150858811, text, "a:DestinationUnreachable")


def internal_error() -> Fault:
    """Something that should not have happened on this side."""
    return Fault(1359, "An internal error occurred.", side="Receiver")


def invalid_schema() -> Fault:
    """A request that is no WSMan envelope."""
    text = "The SOAP XML in the message does not match the corresponding XML schema definition. Change the XML and retry."
    return Fault(2150858817, text, "w:SchemaValidationError")


def unsupported_action(action: str) -> Fault:
    """An action that the service does not know."""
    text = f"The WS-Management service cannot process the request. The service does not support the action {action}."
    return Fault(2150858771, text, "a:ActionNotSupported")


def already_exists() -> Fault:
    """A second shell or command of the same id."""
    text = "The WS-Management service cannot create the resource because it already exists."
    return Fault(2150858803, text, "w:AlreadyExists")


def shell_not_found(shell_id: str, prefix: str = "") -> Fault:
    """An unknown shell. An unknown command gives the same code: only the text tells them apart."""
    text = (
        f"{prefix}The request for the Windows Remote Shell with ShellId {shell_id} failed because the shell was not found on the server. "
        "Possible causes are: the specified ShellId is incorrect or the shell no longer exists on the server. "
        "Provide the correct ShellId or create a new shell and retry the operation."
    )
    return Fault(2150858843, text, "w:InvalidSelectors")


def command_not_found(command_id: str) -> Fault:
    """An unknown command: the code is that of an unknown shell."""
    text = (
        f"The WS-Management service cannot process the request because the request contained invalid selectors for the resource: "
        f"the command {command_id} is not known."
    )
    return Fault(2150858843, text, "w:InvalidSelectors")


@dataclass(frozen=True, slots=True)
class Request:
    """One parsed request. `verb` is the action's last word (`Receive`); `timeout` in seconds; `envelope_bytes` bounds the answer."""

    action: str
    verb: str
    message_id: str
    resource: str
    shell_id: str
    timeout: float
    envelope_bytes: int
    body: ET.Element


def parse_request(data: bytes) -> Request:
    """Read a request.

    Raises:
        Fault: the bytes are no WSMan request. Document type declarations are refused.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise invalid_schema()
    try:
        envelope = ET.fromstring(data)
    except ET.ParseError:
        raise invalid_schema() from None
    header, body = envelope.find("s:Header", NAMESPACES), envelope.find("s:Body", NAMESPACES)
    if header is None or body is None:
        raise invalid_schema()

    def text(path: str) -> str:
        return (header.findtext(path, "", NAMESPACES) or "").strip()

    size = text("w:MaxEnvelopeSize")
    return Request(
        action=text("a:Action"),
        verb=text("a:Action").rsplit("/", 1)[-1],
        message_id=text("a:MessageID"),
        resource=text("w:ResourceURI"),
        shell_id=text("w:SelectorSet/w:Selector[@Name='ShellId']").upper(),
        timeout=parse_duration(text("w:OperationTimeout")),
        envelope_bytes=int(size) if size.isdecimal() else DEFAULT_ENVELOPE_BYTES,
        body=body,
    )


DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?")


def parse_duration(text: str) -> float:
    """Return the seconds of an xs:duration without years and months; the service's default where it is none."""
    match = DURATION.fullmatch(text)
    if not match or text in ("", "P"):
        return DEFAULT_TIMEOUT_SECONDS
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds


def decode(text: str | None) -> bytes:
    """Return the bytes of base64 text; a fault where it is none."""
    try:
        return base64.b64decode((text or "").encode("ascii"), validate=False)
    except (UnicodeEncodeError, binascii.Error):
        raise invalid_schema() from None


OPEN = "".join(f" xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in NAMESPACES.items())


def envelope(action: str, relates_to: str, body: str) -> bytes:
    """Write a whole answer around `body`, which is XML already."""
    return (
        f"<s:Envelope{OPEN}><s:Header><a:Action>{escape(action)}</a:Action><a:MessageID>uuid:{str(uuid.uuid4()).upper()}</a:MessageID>"
        f"<a:To>{ADDRESSING}/role/anonymous</a:To><a:RelatesTo>{escape(relates_to)}</a:RelatesTo></s:Header><s:Body>{body}</s:Body></s:Envelope>"
    ).encode()


def fault_body(fault: Fault) -> str:
    """Write the body of a fault (MS-WSMV 2.2.4.43)."""
    reason = escape(fault.reason)
    return (
        f"<s:Fault><s:Code><s:Value>s:{fault.side}</s:Value><s:Subcode><s:Value>{fault.subcode}</s:Value></s:Subcode></s:Code>"
        f'<s:Reason><s:Text xml:lang="en-US">{reason}</s:Text></s:Reason><s:Detail>'
        f'<f:WSManFault xmlns:f="http://schemas.microsoft.com/wbem/wsman/1/wsmanfault" Code="{fault.code}" Machine="127.0.0.1">'
        f"<f:Message>{reason}</f:Message></f:WSManFault></s:Detail></s:Fault>"
    )


def shell_xml(shell_id: str, owner: str, idle_seconds: float) -> str:
    """Write a shell as Create, Get and Enumerate answer it."""
    return (
        f"<rsp:Shell><rsp:ShellId>{shell_id}</rsp:ShellId><rsp:ResourceUri>{EXCHANGE_RESOURCE}</rsp:ResourceUri>"
        f"<rsp:Owner>{escape(owner)}</rsp:Owner><rsp:ClientIP>127.0.0.1</rsp:ClientIP><rsp:IdleTimeOut>PT{idle_seconds:.3f}S</rsp:IdleTimeOut>"
        "<rsp:InputStreams>stdin pr</rsp:InputStreams><rsp:OutputStreams>stdout</rsp:OutputStreams><rsp:State>Connected</rsp:State>"
        "</rsp:Shell>"
    )


def create_response(url: str, shell_id: str, owner: str, idle_seconds: float) -> str:
    """Write the body of an answer to Create."""
    return (
        f"<x:ResourceCreated><a:Address>{escape(url)}</a:Address><a:ReferenceParameters><w:ResourceURI>{EXCHANGE_RESOURCE}</w:ResourceURI>"
        f'<w:SelectorSet><w:Selector Name="ShellId">{shell_id}</w:Selector></w:SelectorSet></a:ReferenceParameters></x:ResourceCreated>'
        + shell_xml(shell_id, owner, idle_seconds)
    )


def enumerate_response(items: str) -> str:
    """Write the body of an answer to Enumerate around the items."""
    return f"<n:EnumerateResponse><w:Items>{items}</w:Items><n:EnumerationContext/><w:EndOfSequence/></n:EnumerateResponse>"


def receive_response(fragments: Iterable[bytes], command_id: str | None, state: str) -> str:
    """Write a Receive's answer: one Stream a fragment, and the command's state (`Done`, `Pending`) where there is one."""
    command = f' CommandId="{command_id}"' if command_id else ""
    parts = ["<rsp:ReceiveResponse>"]
    for fragment in fragments:
        parts += [f'<rsp:Stream Name="stdout"{command}>', binascii.b2a_base64(fragment, newline=False).decode("ascii"), "</rsp:Stream>"]
    if state:
        code = "<rsp:ExitCode>0</rsp:ExitCode>" if state == "Done" else ""
        parts.append(f'<rsp:CommandState{command} State="{SHELL}/CommandState/{state}">{code}</rsp:CommandState>')
    parts.append("</rsp:ReceiveResponse>")
    return "".join(parts)


def payload_budget(envelope_bytes: int) -> int:
    """Return how many raw bytes an answer may carry: base64 costs a third, the envelope and its stream elements the rest."""
    return max((envelope_bytes - 4_096) * 3 // 4, 1)
