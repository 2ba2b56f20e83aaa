"""What the WSMan service does with a request: sessions, commands, Receives (MS-WSMV 3.1.4)."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from eopsh.demo import messages, records, soap
from eopsh.demo.clixml import dump
from eopsh.demo.faults import Faults
from eopsh.demo.messages import Pool
from eopsh.demo.organization import Organization
from eopsh.demo.pipeline import Pipeline
from eopsh.demo.shell import Shell

SESSIONS_PER_USER = 3
PIPELINE_STOP = "powershell/signal/crtl_c"
"""The spelling that clients and servers of PowerShell use (MS-PSRP 3.1.5.3.9)."""

OpenPool = Callable[[Callable[[], bytes] | None], Pool]


@dataclass(slots=True)
class Counts:
    """What tests and the curious ask: the numbers since the start, and the last pipeline's end (`Completed`, `Failed`, `Stopped`)."""

    requests: int = 0
    pipelines: int = 0
    objects: int = 0
    receives_abandoned: int = 0
    sessions_opened: int = 0
    last_state: str = ""
    last_objects: int = 0


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sends a request and how: `abandoned` tells whether the connection is gone, `cookie` is the affinity cookie that came back."""

    user: str
    url: str
    cookie: str | None
    affinity: bool
    abandoned: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of a response, as XML, and the cookie to set."""

    body: str
    cookie: str | None = None


class Service:
    """All sessions of the organization's endpoint."""

    def __init__(self, organization: Organization, faults: Faults, open_pool: OpenPool, idle_seconds: float) -> None:
        self.organization = organization
        self.faults = faults
        self.idle_seconds = idle_seconds
        self.counts = Counts()
        self._open_pool = open_pool
        self._lock = threading.Lock()
        self._shells: dict[str, Shell] = {}
        self._pipelines: dict[tuple[str, str], Pipeline] = {}
        self._started: list[Pipeline] = []

    def sessions(self, user: str | None = None) -> int:
        """Return how many sessions are open, of one user or of all; one that broke as it opened does not count."""
        with self._lock:
            return self._count(user)

    def _count(self, user: str | None) -> int:
        return sum(not shell.refused for shell in self._shells.values() if user is None or shell.user == user)

    def commands(self) -> int:
        """Return how many commands the sessions hold."""
        with self._lock:
            return sum(len(shell.command_ids()) for shell in self._shells.values())

    def handle(self, request: soap.Request, caller: Caller) -> Answer:
        """Do what a request asks.

        Raises:
            Fault: it cannot be done.
        """
        self.counts.requests += 1
        verb = getattr(self, f"_{request.verb.lower()}", None) if request.verb in VERBS else None
        if verb is None:
            raise soap.unsupported_action(request.action)
        if request.verb in ("Get", "Enumerate"):
            return Answer(verb(request, caller))
        if request.resource.rstrip("/").casefold() != soap.EXCHANGE_RESOURCE.casefold():
            raise soap.wrong_resource(request.resource)
        if request.verb == "Create":
            return self._create(request, caller)
        with self._shell(request, caller) as shell:
            return Answer(verb(shell, request, caller))

    def _shell(self, request: soap.Request, caller: Caller) -> Shell:
        with self._lock:
            shell = self._shells.get(request.shell_id)
        misrouted = caller.affinity and shell is not None and caller.cookie != shell.cookie and "no-cookie-check" not in self.faults
        if shell is None or shell.user != caller.user or misrouted:
            raise soap.shell_not_found(request.shell_id, records.front_prefix("WSMan-InvalidShellID"))
        return shell

    def _create(self, request: soap.Request, caller: Caller) -> Answer:
        node = request.body.find("rsp:Shell", soap.NAMESPACES)
        opening = node.find("{http://schemas.microsoft.com/powershell}creationXml") if node is not None else None
        if node is None or opening is None:
            raise soap.invalid_schema()
        shell_id = (node.get("ShellId") or str(uuid.uuid4())).upper()
        with self._lock:
            if shell_id in self._shells:
                raise soap.already_exists()
            refusal = self._refusal(caller.user)
            shell = Shell(shell_id, caller.user, self._open_pool(refusal))
            shell.refused = refusal is not None
            self._shells[shell_id] = shell
        self.counts.sessions_opened += 1
        with shell:
            self._feed(shell, soap.decode(opening.text))
        body = soap.create_response(caller.url, shell_id, caller.user, self.idle_seconds)
        return Answer(body, shell.cookie if caller.affinity else None)

    def _refusal(self, user: str) -> Callable[[], bytes] | None:
        if "broken-open" in self.faults:
            return lambda: dump(records.broken_pool("The runspace could not be created. Please try again later."))
        if self._count(user) >= SESSIONS_PER_USER:
            return lambda: dump(records.broken_pool(records.session_limit(user, SESSIONS_PER_USER)))
        return None

    def _delete(self, shell: Shell, request: soap.Request, caller: Caller) -> str:
        self.close_shell(shell)
        return ""

    def close_shell(self, shell: Shell) -> None:
        """End a session and whatever runs in it."""
        with self._lock:
            self._shells.pop(shell.id, None)
            running = [self._pipelines.pop(key) for key in list(self._pipelines) if key[0] == shell.id]
        for pipeline in running:
            pipeline.stop()
        shell.close()

    def _command(self, shell: Shell, request: soap.Request, caller: Caller) -> str:
        node = request.body.find("rsp:CommandLine", soap.NAMESPACES)
        if node is None:
            raise soap.invalid_schema()
        command_id = (node.get("CommandId") or str(uuid.uuid4())).upper()
        self.counts.pipelines += 1
        if "vanish" in self.faults and self.counts.pipelines % self.faults.number("vanish") == 0:
            self.close_shell(shell)
            raise soap.shell_not_found(shell.id, records.front_prefix("WSMan-InvalidShellID"))
        shell.add_command(command_id)
        data = b"".join(soap.decode(part.text) for part in node.findall("rsp:Arguments", soap.NAMESPACES))
        self._feed(shell, data)
        return f"<rsp:CommandResponse><rsp:CommandId>{command_id}</rsp:CommandId></rsp:CommandResponse>"

    def _send(self, shell: Shell, request: soap.Request, caller: Caller) -> str:
        for stream in request.body.findall("rsp:Send/rsp:Stream", soap.NAMESPACES):
            self._feed(shell, soap.decode(stream.text))
        return "<rsp:SendResponse/>"

    def _feed(self, shell: Shell, data: bytes) -> None:
        for message in shell.feed(data):
            key = (shell.id, str(message.pipeline_id).upper())
            if message.kind in (messages.CREATE_PIPELINE, messages.GET_COMMAND_METADATA):
                self._start(shell, key, message)
            elif (pipeline := self._pipelines.get(key)) is not None:
                pipeline.hear(message)

    def _start(self, shell: Shell, key: tuple[str, str], message: messages.Incoming) -> None:
        with self._lock:
            busy = any(shell_id == shell.id and other.running for (shell_id, _), other in self._pipelines.items())
            pipeline = self._pipelines[key] = Pipeline(self.organization, shell, key[1], message, self.faults, self.counts)
            self._started = [one for one in self._started if one.running] + [pipeline]
        pipeline.start(busy=busy)

    def _receive(self, shell: Shell, request: soap.Request, caller: Caller) -> str:
        desired = request.body.find("rsp:Receive/rsp:DesiredStream", soap.NAMESPACES)
        command_id = desired.get("CommandId") if desired is not None else None
        key = command_id.upper() if command_id else None
        try:
            taken, state = shell.receive(key, request.timeout, soap.payload_budget(request.envelope_bytes), caller.abandoned)
        except soap.Fault as fault:
            self.counts.receives_abandoned += fault.code == 995
            raise
        return soap.receive_response(taken, command_id, state)

    def _signal(self, shell: Shell, request: soap.Request, caller: Caller) -> str:
        node = request.body.find("rsp:Signal", soap.NAMESPACES)
        command_id = (node.get("CommandId") or "").upper() if node is not None else ""
        code = node.findtext("rsp:Code", "", soap.NAMESPACES) if node is not None else ""
        if command_id not in shell.command_ids():
            raise soap.command_not_found(command_id)
        with self._lock:
            pipeline = self._pipelines.get((shell.id, command_id))
        if code == PIPELINE_STOP:
            if pipeline is not None and "deaf-to-stop" not in self.faults:
                pipeline.stop()
        else:  # the real plug-in closes the command for any other code, pypsrp's own stop included
            self._close_command(shell, command_id)
        return "<rsp:SignalResponse/>"

    def _close_command(self, shell: Shell, command_id: str) -> None:
        with self._lock:
            pipeline = self._pipelines.pop((shell.id, command_id), None)
        shell.close_command(command_id)
        if pipeline is not None:
            pipeline.stop()

    def _get(self, request: soap.Request, caller: Caller) -> str:
        shell = self._shell(request, caller)
        return soap.shell_xml(shell.id, shell.user, self.idle_seconds)

    def _enumerate(self, request: soap.Request, caller: Caller) -> str:
        if request.resource.casefold() == soap.COMMAND_RESOURCE.casefold():
            wanted = request.body.findtext(".//w:Selector[@Name='ShellId']", "", soap.NAMESPACES).strip().upper()
            with self._lock:
                shell = self._shells.get(wanted)
            ids = shell.command_ids() if shell is not None and shell.user == caller.user else []
            items = "".join(
                f"<rsp:Command><rsp:ShellId>{wanted}</rsp:ShellId><rsp:CommandId>{one}</rsp:CommandId></rsp:Command>" for one in ids
            )
            return soap.enumerate_response(items)
        if request.resource.casefold() != soap.SHELL_RESOURCE.casefold():
            raise soap.wrong_resource(request.resource)
        with self._lock:
            mine = [shell for shell in self._shells.values() if shell.user == caller.user]
        return soap.enumerate_response("".join(soap.shell_xml(shell.id, shell.user, self.idle_seconds) for shell in mine))

    def close_idle(self) -> None:
        """End every session that no request has used for longer than it may."""
        with self._lock:
            shells = list(self._shells.values())
        for shell in shells:
            if shell.idle_seconds() > self.idle_seconds:
                self.close_shell(shell)

    def close_all(self) -> None:
        """End every session."""
        with self._lock:
            shells = list(self._shells.values())
        for shell in shells:
            self.close_shell(shell)

    def wait_for_quiet(self, seconds: float = 5.0) -> bool:
        """Wait until no pipeline runs; tell whether that came in time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with self._lock:
                if not any(pipeline.running for pipeline in self._started):
                    return True
            time.sleep(0.01)
        return False


VERBS = frozenset({"Create", "Delete", "Command", "Send", "Receive", "Signal", "Get", "Enumerate"})
