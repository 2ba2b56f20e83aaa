"""One connection and its life: opened in the background, used by one line at a time, given up when it must be, always closed."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable

from eopsh.engine.interrupts import Interrupts
from eopsh.engine.passing import PassingRun
from eopsh.engine.state import State, StateMachine
from eopsh.errors import Advice, EopshError, InvalidState, SessionLost
from eopsh.frozen import frozen
from eopsh.remote import Connection, ConnectionInfo, Ended, HostCall, Record, Run, Segment

logger = logging.getLogger(__name__)

CLOSE_SECONDS = 5.0
IDLE_SECONDS = 900.0
"""Exchange's own default."""


@frozen
class Target:
    """Where a connection leads, and how to make one. `connect` makes a fresh, unopened connection each time it is called."""

    uri: str
    user: str
    connect: Callable[[], Connection]
    clean: Callable[[], list[str]] = list
    """Delete the sessions that dead processes left behind there; returns what to tell the user. Bounded in time."""
    configuration: str = "Microsoft.Exchange"
    host: str = ""
    cached: bool = True
    """Whether its commands are worth keeping for the next start."""


class Link:
    """A connection with its state. `number` is the id that Get-PSSession shows."""

    def __init__(self, number: int, target: Target, name: str = "", clock: Callable[[], float] = time.monotonic) -> None:
        self.number = number
        self.name = name or f"Session{number}"
        self.target = target
        self.error: EopshError | None = None
        self.opened_at: float | None = None
        self.used_at: float | None = None
        self._clock = clock
        self._states = StateMachine()
        self._connection: Connection | None = None
        self._closed = threading.Event()

    @property
    def state(self) -> State:
        """Where the connection is in its life."""
        return self._states.state

    @property
    def info(self) -> ConnectionInfo:
        """What is known of the server; before it is open, what the target says."""
        if self._connection is not None:
            return self._connection.info
        return ConnectionInfo(self.target.uri, self.target.user, "", pipelines=True)

    @property
    def notices(self) -> tuple[str, ...]:
        """What the server warned of when it was opened."""
        return () if self._connection is None else self._connection.notices

    @property
    def idle_seconds(self) -> float:
        """How long the server keeps the session when nothing runs; an assumption where it does not say."""
        said = None if self._connection is None else self._connection.idle_seconds
        return IDLE_SECONDS if said is None else said

    @property
    def connection(self) -> Connection:
        """The open connection.

        Raises:
            SessionLost: there is none (any more).
        """
        if self._connection is None:
            raise self.error or SessionLost(may_have_run=False)
        return self._connection

    def open(self) -> None:
        """Sign in. Called on the scheduler's thread.

        Raises:
            RemoteError: the way to the server failed; the link is broken then and can be opened again.
        """
        self._states.move("connect", State.OPENING)
        lost, connection = self._connection, self.target.connect()
        if lost is not None:
            # The server may still hold it; it counts against what the account may open.
            lost.close()
        self._connection = connection
        try:
            connection.open()
        except EopshError as error:
            self._break(error)
            connection.close()
            raise
        if self.state is not State.OPENING:
            connection.close()
            return
        self.error = None
        self.opened_at = self.used_at = self._clock()
        self._states.move("connect", State.IDLE)

    def run(self, segment: Segment, interrupts: Interrupts, reopen: Callable[[], None]) -> Run:
        """Start a segment; the link is busy until its run has ended.

        `reopen` opens the link again. It is called when the session turns out to be gone before the server took the segment: then the
        segment starts once more, and nobody is bothered.
        """

        def start() -> Run:
            self._states.move("run a line", State.BUSY)
            try:
                return self.connection.run(segment)
            except EopshError as error:
                self.ended(error)
                raise

        def again() -> Run:
            reopen()
            return start()

        try:
            run = start()
        except SessionLost as error:
            if error.may_have_run:
                raise
            return LinkRun(self, again(), interrupts, None)
        return LinkRun(self, run, interrupts, None if segment.takes_input else again)

    def ended(self, error: EopshError | None = None) -> None:
        """Note that the wire is free again; a lost session breaks the link."""
        self.used_at = self._clock()
        if isinstance(error, SessionLost):
            self._break(error)
        elif self.state is State.BUSY:
            self._states.move("end a line", State.IDLE)

    def stop(self) -> None:
        """Stop whatever runs on the wire; from any thread."""
        connection = self._connection
        if connection is not None:
            connection.stop()

    def give_up(self) -> None:
        """Abandon the session: it is deleted from a fresh connection, in the background."""
        connection, self._connection = self._connection, None
        self._break(SessionLost(advice=GIVEN_UP))
        if connection is not None:
            threading.Thread(target=connection.abandon, name="eopsh-abandon", daemon=True).start()

    def close(self) -> None:
        """Delete the session on the server, within five seconds. Never raises; safe to call twice."""
        if self.state is State.CLOSED:
            return
        try:
            self._states.move("close", State.CLOSING)
        except InvalidState:
            # Somebody else closes it: who leaves the process must not overtake him.
            self._closed.wait(CLOSE_SECONDS)
            return
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
        self._states.move("close", State.CLOSED)
        self._closed.set()

    def _break(self, error: EopshError) -> None:
        logger.info("connection %d is broken: %s", self.number, error)
        self.error = error
        with contextlib.suppress(InvalidState):
            self._states.move("break", State.BROKEN)


GIVEN_UP = Advice("The server did not answer the stop, so its session was given up.", "Run the next line; a new session is opened for it.")


class LinkRun(PassingRun):
    """A run that ends when Ctrl-C asks twice, whatever the server does, and tells its link how it ended."""

    def __init__(self, link: Link, run: Run, interrupts: Interrupts, again: Callable[[], Run] | None) -> None:
        super().__init__(run)
        self._link = link
        self._interrupts = interrupts
        self._again = again

    def receive(self, timeout: float) -> Record | HostCall | Ended | None:
        """Return what came next, as `Run.receive` does.

        Raises:
            SessionLost: also when the user gave the session up.
        """
        if self._interrupts.given_up():
            self._link.give_up()
            raise SessionLost(advice=GIVEN_UP)
        try:
            item = self._run.receive(timeout)
        except EopshError as error:
            self._link.ended(error)
            if self._again is None or not isinstance(error, SessionLost) or error.may_have_run:
                raise
            again, self._again = self._again, None
            self._run = again()
            return None
        if item is not None:
            self._again = None
        if isinstance(item, Ended):
            self._link.ended()
        return item
