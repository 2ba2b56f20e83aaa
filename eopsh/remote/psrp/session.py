"""A session on a server, as the thread that owns the wire sees it: open, run one pipeline at a time, close."""

from __future__ import annotations

import time
import uuid
from dataclasses import replace

from eopsh.errors import RemoteError, SessionLost
from eopsh.objects import Credential, Value, Version, read_value, to_text, write_value
from eopsh.remote import signin
from eopsh.remote.endpoint import Endpoint
from eopsh.remote.faults import OPERATION_ABORTED, Failure, Kind, to_error
from eopsh.remote.ledger import Entry, Holding, Ledger
from eopsh.remote.options import Options
from eopsh.remote.psrp import messages as m
from eopsh.remote.psrp.failures import WireError
from eopsh.remote.psrp.fragments import Assembler, BrokenFragments, Message
from eopsh.remote.psrp.hosting import Reply, automatic
from eopsh.remote.psrp.keys import SessionKey
from eopsh.remote.psrp.pipeline import Pipeline
from eopsh.remote.psrp.records import message_text, pipeline_error
from eopsh.remote.psrp.transport import STOP, TERMINATE, Received, Wire
from eopsh.remote.redirects import follow
from eopsh.remote.signin import Auth

_NEVER_ARRIVED = (Kind.FAULT, Kind.HTTP, Kind.REDIRECT, Kind.SIGN_IN, Kind.NAME, Kind.REFUSED, Kind.TLS, Kind.PROXY, Kind.LOCAL)


class Session:
    """Not for two threads at once."""

    def __init__(self, endpoint: Endpoint, credential: Credential, options: Options, auth: Auth, ledger: Ledger | None) -> None:
        self.endpoint = endpoint
        self.key = SessionKey()
        self.broken = False
        self.notices: list[str] = []
        self.private_data: Value = None
        self.idle_seconds: float | None = None
        self.holding: Holding | None = None
        self._credential = credential
        self._options = options
        self._timings = options.timings
        self._auth = auth
        self._ledger = ledger
        self._wire: Wire | None = None
        self._pool_id = ""
        self._pool = Assembler()
        self._command_id = ""
        self._pipeline_id = ""
        self._last_receive = 0.0

    @property
    def wire(self) -> Wire:
        """The shell's wire. Raises SessionLost when there is none."""
        if self._wire is None:
            raise SessionLost(may_have_run=False)
        return self._wire

    def open(self) -> None:
        """Sign in, follow redirects by the rules, open a runspace.

        Raises:
            RemoteError: one of its leaves, see `Connection.open`.
        """
        hop = 0
        while True:
            try:
                self._open_here()
                return
            except WireError as error:
                if error.failure.kind is not Kind.REDIRECT:
                    raise to_error(error.failure, self.endpoint) from None
                hop += 1
                self.endpoint = follow(self.endpoint, error.location, hop, self._options.consent)
                signin.check(self.endpoint, self._auth, allow_unencrypted=self._options.allow_unencrypted)

    def _open_here(self) -> None:
        """Open at one address with a WSMan object of its own, so that no cookie and no sign-in state crosses to another host."""
        self._pool_id = str(uuid.uuid4()).upper()
        wire = Wire(self.endpoint, self._credential, self._options, self._auth)
        self._enter()
        opening = [(m.SESSION_CAPABILITY, m.session_capability()), (m.INIT_RUNSPACEPOOL, m.init_runspace_pool())]
        try:
            created = wire.create(self._pool_id, opening)
        except WireError as error:
            self._undo(wire, arrived=error.failure.kind not in _NEVER_ARRIVED)
            raise
        self.idle_seconds = created.idle_seconds
        if self.holding is not None:
            self.holding.update(endpoint=self.endpoint, shell_id=created.shell_id, cookies=wire.cookies)
        self._wire = wire
        try:
            self._negotiate()
        except BaseException:
            # The shell is there, and a runspace pool that broke does not take it along.
            self._wire = None
            self._undo(wire, arrived=True)
            raise
        if self.holding is not None:
            self.holding.update(endpoint=self.endpoint, shell_id=created.shell_id, cookies=wire.cookies)

    def _enter(self) -> None:
        """Write the session down before the request goes out; a folder that cannot be written is no reason not to connect."""
        if self._ledger is None:
            return
        try:
            self.holding = self._ledger.begin(self.endpoint, self._pool_id, self._credential.user, self._auth.value)
        except OSError as error:
            self.notices.append(
                f"This session cannot be written down ({error.strerror or 'no access'}): if eopsh is killed, it stays open."
            )

    def _undo(self, wire: Wire, *, arrived: bool) -> None:
        gone = not arrived
        if arrived:
            wire.shell_id = wire.shell_id or self._pool_id
            gone = _delete(wire, self._timings.close / 2)
        wire.close()
        self.settle(gone=gone)

    def _negotiate(self) -> None:
        """Receive on the pool until it is open: two Receives from most servers, three from some."""
        until = time.monotonic() + self._timings.request
        while time.monotonic() < until:
            for message in self._receive_pool():
                if message.type == m.RUNSPACEPOOL_STATE and m.pool_state(message.body) == m.POOL_OPENED:
                    return
        raise WireError(Failure(Kind.TIMEOUT))

    def _receive_pool(self) -> list[Message]:
        received = self.wire.receive()
        try:
            messages = [] if received is None else self._pool.feed(received.data)
        except BrokenFragments as error:
            raise WireError(Failure(Kind.GARBAGE, str(error))) from None
        for message in messages:
            self._note(message)
        return messages

    def _note(self, message: Message) -> None:
        """Look at what concerns the session, whatever it came with."""
        match message.type:
            case m.SESSION_CAPABILITY:
                self._agree(m.read_protocol(message.body))
            case m.APPLICATION_PRIVATE_DATA:
                self.private_data = m.read_note(message.body, "ApplicationPrivateData")
            case m.ENCRYPTED_SESSION_KEY:
                self.key.accept(to_text(m.read_note(message.body, "EncryptedSessionKey")))
            case m.PUBLIC_KEY_REQUEST:
                self._offer_key()
            case m.RUNSPACEPOOL_STATE if m.pool_state(message.body) in (m.POOL_BROKEN, m.POOL_CLOSED):
                self.broken = True
                error = pipeline_error(message.body)
                raise WireError(Failure(Kind.BROKEN, "" if error is None else error.message))
            case m.RUNSPACEPOOL_HOST_CALL if m.call_id(message.body) != m.VOID_CALL:
                self._respond(m.RUNSPACEPOOL_HOST_RESPONSE, automatic(m.read_call(message.body)), None)
            case m.WARNING_RECORD if not self._command_id:
                self.notices.append(message_text(read_value(message.body)))

    def _agree(self, protocol: Version) -> None:
        self.key.plain = protocol >= m.NO_KEY_PROTOCOL
        if protocol >= Version(2, 2):
            self.wire.widen()

    def _offer_key(self) -> None:
        body = m.public_key(self.key.offer())
        self.wire.send([(m.PUBLIC_KEY, body)], self._pool_id, None, None)

    def _need_key(self) -> None:
        """Exchange keys, unless that was done."""
        if self.key.is_ready:
            return
        self._offer_key()
        until = time.monotonic() + self._timings.request
        while not self.key.is_ready:
            if time.monotonic() > until:
                raise WireError(Failure(Kind.TIMEOUT))
            self._receive_pool()

    def run(self, pipeline: Pipeline) -> None:
        """Run a pipeline to its end. Never raises: what goes wrong is the pipeline's failure."""
        if pipeline.stop_asked:
            pipeline.finish(stopped=True)
            return
        self._command_id = ""
        try:
            self._start(pipeline)
            self._serve(pipeline, Assembler())
        except WireError as error:
            self._fail(pipeline, error.failure)
        except RemoteError as error:
            pipeline.finish(failure=error)
        except Exception as error:
            self._fail(pipeline, Failure(Kind.LOCAL, str(error)))
        pipeline.finish(stopped=pipeline.stop_asked)
        self._close_command()

    def _fail(self, pipeline: Pipeline, failure: Failure) -> None:
        started = bool(self._command_id)
        failure = replace(failure, sent=started or failure.kind in (Kind.LOST, Kind.TIMEOUT))
        if pipeline.stop_asked and started and (failure.is_missing or failure.code == OPERATION_ABORTED):
            # The server closed the command instead of stopping it: the same to whoever wanted it gone.
            self._command_id = ""
            pipeline.finish(stopped=True)
            return
        self.broken = self.broken or failure.is_lost or failure.kind in (Kind.GARBAGE, Kind.BROKEN)
        pipeline.finish(failure=to_error(failure, self.endpoint, running=True))

    def _start(self, pipeline: Pipeline) -> None:
        if pipeline.opening.has_secret:
            self._need_key()
        self._pipeline_id = str(uuid.uuid4()).upper()
        body = pipeline.opening.write(self._encrypt)
        self._command_id = self.wire.command(self._pipeline_id, self._pool_id, pipeline.opening.kind, body)

    def _serve(self, pipeline: Pipeline, assembler: Assembler) -> None:
        """Poll, and between polls obey: input first, then stop, answers, close."""
        question = False
        taking = pipeline.opening.takes_input
        while True:
            orders = pipeline.control.take()
            if orders.inputs or orders.end_input:
                taking = not orders.end_input
                self._send_input(pipeline, orders.inputs, end=orders.end_input)
            if orders.stop:
                self._signal_stop()
                question = False
            for reply in orders.answers:
                self._respond(m.PIPELINE_HOST_RESPONSE, reply, self._pipeline_id)
                question = False
            if orders.close:
                pipeline.finish(stopped=True)
                return
            patience = self._timings.question if question else self._timings.input_wait if taking else 0.0
            if patience and pipeline.control.wait(patience) and (question or not self._is_receive_due()):
                continue
            messages, done = self._poll(pipeline, assembler)
            question = question or any(_is_question(message) for message in messages)
            if done:
                return

    def _is_receive_due(self) -> bool:
        return time.monotonic() - self._last_receive > self._timings.poll

    def _poll(self, pipeline: Pipeline, assembler: Assembler) -> tuple[list[Message], bool]:
        """Receive once; hand on what came; tell whether that was the end."""
        received = self._receive(pipeline)
        self._last_receive = time.monotonic()
        if received is None:
            return [], False
        try:
            messages = assembler.feed(received.data)
        except BrokenFragments as error:
            raise WireError(Failure(Kind.GARBAGE, str(error))) from None
        for message in messages:
            self._note(message)
        pipeline.channel.put(messages)
        # A pipeline's end is in its state; a server that says Done without it has nothing more to say either.
        return messages, received.done or any(_is_end(message) for message in messages)

    def _receive(self, pipeline: Pipeline) -> Received | None:
        """Receive; repeat only what cannot have reached the server, a few times."""
        left = self._timings.retries
        while True:
            try:
                return self.wire.receive(self._command_id)
            except WireError as error:
                if error.failure.kind is not Kind.REFUSED or not left or pipeline.stop_asked:
                    raise
                left -= 1
                pipeline.control.wait(self._timings.poll)

    def _send_input(self, pipeline: Pipeline, values: list[Value], *, end: bool) -> None:
        messages = []
        for value in values:
            if m.has_secret(value):
                self._need_key()
            messages.append((m.PIPELINE_INPUT, write_value(value, encrypt=self._encrypt)))
        if end:
            messages.append((m.END_OF_PIPELINE_INPUT, b""))
        self.wire.send(messages, self._pool_id, self._pipeline_id, self._command_id)

    def _respond(self, kind: int, reply: Reply, pipeline_id: str | None) -> None:
        if m.has_secret(reply.value):
            self._need_key()
        body = m.host_response(reply.call_id, reply.method_id, reply.method, reply.value, self._encrypt)
        self.wire.respond(kind, body, self._pool_id, pipeline_id)

    def _signal_stop(self) -> None:
        try:
            self.wire.signal(self._command_id, STOP)
        except WireError as error:
            if error.failure.is_lost or error.failure.kind is Kind.SIGN_IN:
                raise
            # A server that does not know the code closes the command for any other one.
            self.wire.signal(self._command_id, TERMINATE)

    def _close_command(self) -> None:
        """Free what the server keeps of the pipeline; fifty that are not freed are fifty too many."""
        if self._command_id and not self.broken:
            try:
                self.wire.signal(self._command_id, TERMINATE)
            except WireError as error:
                self.broken = error.failure.kind in (Kind.LOST, Kind.TIMEOUT, Kind.REFUSED)
        self._command_id = ""

    def _encrypt(self, secret: str) -> bytes:
        return self.key.encrypt(secret)

    @property
    def entry(self) -> Entry:
        """What another WSMan object, or another process, needs to delete the session."""
        if self.holding is not None:
            return self.holding.entry
        cookies = () if self._wire is None else self._wire.cookies
        shell_id = self._pool_id if self._wire is None else self._wire.shell_id
        return Entry("", self.endpoint, shell_id, self._credential.user, self._auth.value, cookies=cookies)

    def close(self, seconds: float) -> bool:
        """Delete the shell; tell whether that is confirmed."""
        if self._wire is None:
            return True
        gone = _delete(self._wire, seconds)
        self._wire.close()
        if gone:
            self._wire = None
            self.settle(gone=True)
        return gone

    def drop(self) -> None:
        """Close the connections and leave the shell: somebody else deletes it."""
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    def settle(self, *, gone: bool) -> None:
        """Strike the session from the ledger, or leave it to the next eopsh."""
        if self.holding is not None:
            self.holding.finish() if gone else self.holding.release()
            self.holding = None


def _delete(wire: Wire, seconds: float) -> bool:
    try:
        wire.delete(seconds)
    except WireError as error:
        return error.failure.is_missing
    return True


def _is_end(message: Message) -> bool:
    return message.type == m.PIPELINE_STATE and m.pipeline_state(message.body) in m.ENDED_STATES


def _is_question(message: Message) -> bool:
    return message.type == m.PIPELINE_HOST_CALL and m.call_id(message.body) != m.VOID_CALL
