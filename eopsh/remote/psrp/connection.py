"""A connection over PSRP (`seam.Connection`)."""

from __future__ import annotations

import enum
import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import TYPE_CHECKING

from eopsh.binding import BoundCall
from eopsh.catalogue import Command, Parameter
from eopsh.errors import EopshError, InvalidState, PipelineFailed, RemoteError, SessionLost
from eopsh.objects import Credential, PSDict, PSObject, Value, to_text
from eopsh.remote import signin
from eopsh.remote.endpoint import Endpoint
from eopsh.remote.faults import Failure, Kind, to_error
from eopsh.remote.ledger import Ledger
from eopsh.remote.options import Options
from eopsh.remote.psrp import messages as m
from eopsh.remote.psrp.listing import Listing
from eopsh.remote.psrp.pipeline import Opening, Pipeline
from eopsh.remote.psrp.run import PsrpRun, Reader
from eopsh.remote.psrp.spool import Channel
from eopsh.remote.psrp.worker import Worker
from eopsh.remote.seam import ConnectionInfo, Ended, HostCall, Run, Segment, Stream

if TYPE_CHECKING:
    from eopsh.remote.psrp.session import Session

logger = logging.getLogger(__name__)

_SLICE = 0.1
_FORMAT_DATA = Command("Get-FormatData", Parameter("TypeName", "System.String[]"))


class State(enum.Enum):
    """Where a connection is in its life."""

    CLOSED = "closed"
    OPENING = "opening"
    OPEN = "open"
    CLOSING = "closing"
    BROKEN = "broken"


class PsrpConnection:
    """A signed-in runspace on a server. Methods may be called from any thread; a run is consumed by one.

    pypsrp is imported by the worker when the connection opens, never before.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        credential: Credential,
        options: Options | None = None,
        *,
        ledger: Ledger | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.endpoint = endpoint
        self.options = options or Options()
        self.auth = self.options.auth or signin.default_auth(endpoint)
        self.state = State.CLOSED
        self.info = _info(endpoint, credential)
        self.opened_at: float | None = None
        self._clock = clock
        self._credential = credential
        self._ledger = ledger
        self._worker: Worker | None = None
        self._session: Session | None = None
        self._pipelines: list[Pipeline] = []
        self._guard = threading.Lock()

    def open(self) -> None:
        """Sign in and open a runspace; see `Connection.open`.

        Raises:
            InvalidState: it is open already, or on the way.
            PlainTextRefused: Basic over http.
            RedirectRefused: the server points to a place that the rules do not allow.
            HostUnreachable: no way to the server.
        """
        if self.state not in (State.CLOSED, State.BROKEN):
            raise InvalidState("open a session", self.state.value, ("closed",))
        signin.check(self.endpoint, self.auth, allow_unencrypted=self.options.allow_unencrypted)
        if self.state is State.BROKEN:
            self.abandon()
        self.state = State.OPENING
        self._worker = worker = Worker(f"eopsh wire {self.endpoint.host}")
        try:
            session = self._await(worker, worker.submit(self._open))
        except BaseException:
            if self._worker is worker:
                self._worker, self.state = None, State.CLOSED
            worker.end()
            raise
        with self._guard:
            if self._worker is worker:
                self._session, self.state = session, State.OPEN
        if self._session is not session:
            # Closed meanwhile: what was opened too late goes away again.
            worker.submit(lambda: session.close(self.options.timings.close))
            worker.end()
            raise SessionLost(may_have_run=False)
        self.info = _info(session.endpoint, self._credential)
        self.opened_at = self._clock()

    def _await(self, worker: Worker, opening: Future[Session]) -> Session:
        """Wait for the session; no longer than anybody wants it."""
        while True:
            try:
                return opening.result(_SLICE)
            except TimeoutError:
                if self._worker is worker:
                    continue
            worker.submit(lambda: opening.result().close(self.options.timings.close))
            raise SessionLost(may_have_run=False)

    def _open(self) -> Session:
        try:
            from eopsh.remote.psrp.session import Session

            session = Session(self.endpoint, self._credential, self.options, self.auth, self._ledger)
            session.open()
        except EopshError:
            raise
        except Exception as error:
            # What no rule foresees must not reach the user as a traceback; the log has it.
            logger.debug("opening failed", exc_info=True)
            raise to_error(Failure(Kind.LOCAL, str(error)), self.endpoint) from None
        return session

    @property
    def idle_seconds(self) -> float | None:
        """How long the server keeps an idle session, where it says so."""
        return None if self._session is None else self._session.idle_seconds

    @property
    def notices(self) -> tuple[str, ...]:
        """What the server warned of while the session opened."""
        return () if self._session is None else tuple(self._session.notices)

    @property
    def _skipped_commands(self) -> tuple[str, ...]:
        """The helpers that the server itself says to skip (ApplicationPrivateData); usually none."""
        data = None if self._session is None else self._session.private_data
        remoting = data.get("ImplicitRemoting") if isinstance(data, PSDict) else None
        skipped = remoting.get("CommandsToSkip") if isinstance(remoting, PSDict) else None
        return tuple(to_text(name) for name in skipped) if isinstance(skipped, list) else ()

    def commands(self) -> tuple[int, Listing]:
        """Return how many commands this account sees, and the commands as they arrive (MS-PSRP 2.2.2.14).

        Closing or stopping the listing stops the server; what has arrived stays. Stopped before the count, that is 0 and nothing.

        Raises:
            PipelineFailed, SessionLost: as `Run.receive`.
        """
        opening = Opening(m.GET_COMMAND_METADATA, lambda _: m.get_command_metadata())
        listing = Listing(self._begin(opening), self.options.timings.poll, self._skipped_commands)
        return listing.count(), listing

    def views(self, type_names: tuple[str, ...]) -> Iterator[Value]:
        """Yield the server's format data for these types; nothing where it has none."""
        run = self.run(Segment((BoundCall(_FORMAT_DATA, {"TypeName": list(type_names)}),)))
        ended = False
        try:
            while True:
                item = run.receive(self.options.timings.poll)
                if isinstance(item, Ended):
                    ended = True
                    return
                if isinstance(item, HostCall):
                    run.answer(item, None)
                elif item is not None and item.stream is Stream.OUTPUT and isinstance(item.value, PSObject):
                    yield item.value
        except PipelineFailed:
            ended = True
        finally:
            if not ended:
                run.stop()

    def run(self, segment: Segment) -> Run:
        """Start a segment; it begins when the wire is free."""
        opening = Opening(
            m.CREATE_PIPELINE,
            lambda encrypt: m.create_pipeline(segment.calls, takes_input=segment.takes_input, encrypt=encrypt),
            has_secret=any(m.has_secret(value) for call in segment.calls for value in _values(call)),
            takes_input=segment.takes_input,
        )
        reader = self._begin(opening)
        return PsrpRun(reader, self._decrypt)

    def _begin(self, opening: Opening) -> Reader:
        worker, session = self._worker, self._session
        if self.state is State.BROKEN:
            raise SessionLost(may_have_run=False)
        if self.state is not State.OPEN or worker is None or session is None:
            raise InvalidState("run a command", self.state.value, ("open",))
        timings = self.options.timings
        pipeline = Pipeline(opening, Channel(self.options.queue_bytes, timings.full_queue), timings.stop)
        self._pipelines = [*self._live(), pipeline]
        worker.submit(lambda: self._work(session, pipeline))
        return Reader(pipeline, self._give_up)

    def _work(self, session: Session, pipeline: Pipeline) -> None:
        if session.broken:
            pipeline.finish(failure=SessionLost(may_have_run=False))
        else:
            session.run(pipeline)
        if session.broken and self._session is session and self.state is State.OPEN:
            self.state = State.BROKEN

    def _decrypt(self, data: bytes) -> str:
        if self._session is None:
            raise ValueError("the session is closed")
        return self._session.key.decrypt(data)

    def _give_up(self) -> None:
        if self.state is State.OPEN:
            self.state = State.BROKEN

    def stop(self) -> None:
        """Stop whatever runs or waits to run; from any thread. Its consumer sees the end."""
        for pipeline in self._live():
            pipeline.stop()

    def _live(self) -> list[Pipeline]:
        return [pipeline for pipeline in self._pipelines if not pipeline.ended.is_set()]

    def close(self) -> None:
        """Delete the session on the server within five seconds. Never raises; safe to call twice.

        A worker that sits on a dead wire gets most of the time, a fresh Delete the rest; when neither is confirmed, the ledger keeps the
        session for the next eopsh.
        """
        with self._guard:
            if self.state in (State.CLOSED, State.CLOSING):
                return
            self.state = State.CLOSING
            worker, self._worker = self._worker, None
        try:
            self._close(worker, self._session)
        finally:
            self._session = None
            self._pipelines = []
            self.state = State.CLOSED

    def _close(self, worker: Worker | None, session: Session | None) -> None:
        seconds = self.options.timings.close
        if worker is None or session is None:
            return
        for pipeline in self._live():
            pipeline.stop_asked = True
            pipeline.control.give(lambda orders: setattr(orders, "close", True))
            pipeline.channel.hurry()
        done = worker.submit(lambda: session.close(seconds * 0.55))
        worker.submit(session.drop)
        worker.end()
        try:
            gone = done.result(seconds * 0.6)
        except Exception:
            # The worker sits on a dead wire, or could not delete the session.
            done.cancel()
            gone = False
        if not gone:
            self._delete_afresh(session, seconds * 0.15)

    def abandon(self) -> bool:
        """Drop the worker, whatever it waits for, and delete the session from a fresh WSMan object. Never raises.

        Returns whether the server confirmed; otherwise the ledger keeps the session. The connection can be opened again.
        """
        session, worker = self._session, self._worker
        self._session, self._worker, self.state = None, None, State.CLOSED
        for pipeline in self._live():
            pipeline.finish(failure=SessionLost(may_have_run=True))
        self._pipelines = []
        if worker is not None and session is not None:
            worker.submit(session.drop)
            worker.end()
        return session is None or self._delete_afresh(session, self.options.timings.close * 0.4)

    def _delete_afresh(self, session: Session, seconds: float) -> bool:
        from eopsh.remote.psrp.orphans import delete_session

        gone = True
        try:
            delete_session(session.entry, self._credential, self.options, seconds=seconds)
        except RemoteError:
            gone = False
        session.settle(gone=gone)
        return gone


def _info(endpoint: Endpoint, credential: Credential) -> ConnectionInfo:
    _, at, domain = credential.user.partition("@")
    return ConnectionInfo(uri=endpoint.uri, user=credential.user, organization=domain if at else endpoint.host, pipelines=True)


def _values(call: BoundCall) -> Iterator[Value]:
    yield from call.values.values()
    yield from call.positionals
