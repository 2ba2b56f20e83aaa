"""Running one line: parsed, remembered, interpreted, and run once more where its session was lost and the rule allows it."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Protocol

from eopsh.engine.link import Link
from eopsh.engine.rerun import repeatable
from eopsh.engine.state import State
from eopsh.errors import Advice, EopshError, LineError, SessionLost, Stopped
from eopsh.formatting import Formatted
from eopsh.frozen import frozen
from eopsh.history import Entry, Outcome, mask
from eopsh.language import Answer, Parsed, parse
from eopsh.remote import ConnectionInfo, Record, Run, Segment, Stream
from eopsh.runtime import ExitSignal, Host, closing

if TYPE_CHECKING:
    from eopsh.engine.engine import Engine

logger = logging.getLogger(__name__)

NOT_CONNECTED = ConnectionInfo("", "", "", pipelines=True)


class Front(Host, Protocol):
    """A host that lines are run for: it also shows errors and ends what is half shown."""

    def fail(self, error: EopshError, text: str) -> None:
        """Show an error; a `LineError` or `ScriptError` marks its place in `text`."""

    def finish(self) -> None:
        """The line has ended: show what is still held back."""


@frozen
class Result:
    """How a line ended. `seconds` it took, `rows` it showed; `exit_code` is there when it asked to leave."""

    outcome: Outcome
    seconds: float = 0.0
    rows: int = 0
    error: EopshError | None = None
    exit_code: int | None = None


class Line:
    """One line under way. To the runtime it is the way to the server: segments go through it to the current connection."""

    def __init__(self, engine: Engine, text: str, front: Front, *, keep: bool, ending: str = "") -> None:
        self._engine = engine
        self._text = text
        self._front = front
        self._keep = keep
        self._ending = ending
        self._rows = 0
        self._link = engine.current

    def execute(self) -> Result:
        """Run the line and return how it ended."""
        started = time.monotonic()
        entry_id = self._remember()
        result = self._result(started)
        shown = self._lost_by_stopping() if isinstance(result.error, Stopped) else result.error
        if shown is not None:
            self._front.fail(shown, self._text)
        self._front.finish()
        if entry_id is not None:
            self._engine.history.finish(entry_id, result.outcome, result.seconds, result.rows)
        return result

    # --- the runtime's way to the server

    @property
    def info(self) -> ConnectionInfo:
        """What the runtime needs to know of the connection."""
        link = self._engine.current
        return link.info if link else NOT_CONNECTED

    def run(self, segment: Segment) -> Run:
        """Start a segment, waiting for the connection where it is not open yet.

        Raises:
            RemoteError: there is no way to the server.
        """
        link = self._link = self._connected()
        self._engine.scheduler.wire(self._idle)
        self._engine.wait_open(link, self._front)
        return self._engine.knowing.watch(segment, link.run(segment, self._engine.interrupts, lambda: self._reopen(link)))

    def _connected(self) -> Link:
        # An earlier statement of this line may have imported or removed a session.
        link = self._engine.current
        if link is None:
            raise EopshError(advice=Advice("There is no connection.", "Use `eopsh connect`, or New-PSSession and Import-PSSession."))
        return link

    def _reopen(self, link: Link) -> None:
        self._engine.wait_open(link, self._front)
        self._front.emit(Record(Stream.WARNING, "The session was lost; a new one is open."))

    # --- one line

    def _lost_by_stopping(self) -> EopshError | None:
        """Return why the session did not survive Ctrl-C; None when it did."""
        return self._link.error if self._link is not None and self._link.state is State.BROKEN else None

    def _remember(self) -> int | None:
        if not self._keep or not self._text.strip():
            return None
        masked = mask(self._text)
        info = self.info
        entry = Entry(
            masked.text,
            session=self._engine.session_id,
            organization=info.organization,
            user=info.user,
            endpoint=info.uri,
            masked=masked.changed,
        )
        return self._engine.history.append(entry)

    def _result(self, started: float) -> Result:
        parsed = parse(self._text)
        if parsed.answer is not Answer.COMPLETE:
            return Result(Outcome.REFUSED, error=_line_error(parsed))
        outcome = Outcome.OK
        error: EopshError | None = None
        exit_code: int | None = None
        try:
            with self._engine.interrupts.running():
                self._run_with_second_try(parsed)
            outcome = Outcome.OK if self._engine.interpreter.succeeded else Outcome.FAILED
        except ExitSignal as leave:
            exit_code = leave.code if isinstance(leave.code, int) else 0
        except Stopped as stopped:
            outcome, error = Outcome.STOPPED, stopped
        except EopshError as failure:
            outcome, error = Outcome.FAILED, failure
        except Exception as fault:
            # A fault of ours costs the line, never the shell with its session.
            logger.exception("a line failed by a fault of eopsh itself")
            outcome, error = Outcome.FAILED, EopshError(f"{type(fault).__name__}: {fault}")
        return Result(outcome, time.monotonic() - started, self._rows, error, exit_code)

    def _run_with_second_try(self, parsed: Parsed) -> None:
        try:
            self._run_once(parsed)
        except SessionLost:
            if self._rows or self._engine.interrupts.cancelled() or not self._may_repeat(parsed):
                raise
            self._front.emit(Record(Stream.WARNING, "The session was lost; the line runs again on a new one."))
            self._run_once(parsed)

    def _may_repeat(self, parsed: Parsed) -> bool:
        return self._link is not None and self._link.state is State.BROKEN and repeatable(parsed.tree, self._engine.catalogue.resolve)

    def _run_once(self, parsed: Parsed) -> None:
        interpreter = self._engine.interpreter
        # A replay runs lines inside a line: the outer one gets its way to the server back.
        before, interpreter.remote = interpreter.remote, self
        try:
            values = interpreter.run(parsed, self._front, ending=self._ending)
            with self._engine.scheduler.line(self._idle), closing(values):
                for value in values:
                    if self._front.cancelled():
                        # What only counts or reads along looks at no token itself: a range of a million numbers.
                        raise Stopped
                    self._rows += not (isinstance(value, Formatted) and value.ends)
                    self._front.emit(Record(Stream.OUTPUT, value))
        finally:
            interpreter.remote = before

    def _idle(self) -> None:
        if self._front.cancelled():
            # What has the wire may be asking a server that is dead.
            raise Stopped
        self._front.idle()


def _line_error(parsed: Parsed) -> LineError:
    """Make the error of a text that does not parse, or is not finished."""
    fault = parsed.errors[0]
    return LineError(fault.message, fault.start, fault.end, error_id=fault.error_id, hint=fault.hint)
