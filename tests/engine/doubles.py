"""A connection and a front without sockets and without a terminal: they play what a test wrote down, and record what was asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from eopsh.binding import BoundCall
from eopsh.catalogue import CatalogueCache, Command, Kind, Parameter
from eopsh.catalogue.pages import PageStore
from eopsh.engine import Connector, Engine, Target
from eopsh.errors import EopshError
from eopsh.history import History
from eopsh.objects import Value
from eopsh.remote import ConnectionInfo, Ended, HostCall, Record, Run, Segment, Stream

Item = Record | HostCall | Ended | EopshError

COMMANDS = (
    Command("Get-User", Parameter("Identity", "System.String", position=0, from_pipeline=True), kind=Kind.REMOTE),
    Command("Set-User", Parameter("Identity", "System.String", position=0), kind=Kind.REMOTE),
)


def rows(*values: Value) -> list[Item]:
    """Return the records of a run that yields `values` and ends well."""
    return [*(Record(Stream.OUTPUT, value) for value in values), Ended.COMPLETED]


class PlayedRun:
    """A run that yields what it was given, then nothing, until it is stopped."""

    def __init__(self, items: Sequence[Item], *, deaf: bool = False) -> None:
        self._items = list(items)
        self._deaf = deaf
        self.answers: list[Value] = []
        self.stopped = threading.Event()

    def receive(self, timeout: float) -> Record | HostCall | Ended | None:
        if not self._items:
            if self.stopped.wait(min(timeout, 0.01)) and not self._deaf:
                return Ended.STOPPED
            return None
        item = self._items.pop(0)
        if isinstance(item, EopshError):
            raise item
        return item

    def send(self, value: Value) -> None: ...

    def end_input(self) -> None: ...

    def answer(self, call: HostCall, value: Value) -> None:
        self.answers.append(value)

    def stop(self) -> None:
        self.stopped.set()


class World:
    """What a server would be: how opening goes, what the runs play, how listing goes; and what was asked of it."""

    def __init__(self) -> None:
        self.plays: list[PlayedRun] = []
        self.open_errors: list[EopshError] = []
        self.may_open = threading.Event()
        self.may_open.set()
        self.may_list = threading.Event()
        self.may_list.set()
        self.may_close = threading.Event()
        self.may_close.set()
        self.opened = self.closed = self.abandoned = self.listed = 0
        self.segments: list[str] = []
        self.calls: list[BoundCall] = []
        self.said: tuple[str, ...] = ()

    def target(self, *, cached: bool = False) -> Target:
        return Target("http://server/powershell", "admin", lambda: PlayedConnection(self), host="server", cached=cached)


class PlayedConnection:
    """`seam.Connection` over a `World`."""

    idle_seconds: float | None = 60.0

    def __init__(self, world: World) -> None:
        self._world = world
        self._stopped = threading.Event()
        self.notices = world.said
        self.info = ConnectionInfo("http://server/powershell", "admin", "contoso.com", pipelines=True)

    def open(self) -> None:
        self._world.may_open.wait(10)
        if self._world.open_errors:
            raise self._world.open_errors.pop(0)
        self._world.opened += 1

    def commands(self) -> tuple[int, Iterator[Command]]:
        self._stopped.clear()
        self._world.listed += 1
        return len(COMMANDS), self._arriving()

    def _arriving(self) -> Iterator[Command]:
        yield COMMANDS[0]
        while not self._world.may_list.wait(0.005):
            if self._stopped.is_set():
                return
        yield from COMMANDS[1:]

    def views(self, type_names: tuple[str, ...]) -> Iterator[Value]:
        return iter(())

    def run(self, segment: Segment) -> Run:
        self._world.segments.append(" | ".join(call.command.name for call in segment.calls))
        self._world.calls.extend(segment.calls)
        return self._world.plays.pop(0)

    def stop(self) -> None:
        self._stopped.set()

    def abandon(self) -> bool:
        self._world.abandoned += 1
        return True

    def close(self) -> None:
        self._world.may_close.wait(10)
        self._world.closed += 1


class RecordingFront:
    """A front that keeps what it is shown."""

    def __init__(self, cancelled: Callable[[], bool] = lambda: False) -> None:
        self.records: list[Record] = []
        self.errors: list[EopshError] = []
        self.finished = 0
        self.is_cancelled = cancelled
        self.on_idle: Callable[[], None] = lambda: None
        self.replies: list[Value] = []
        self.asked: list[HostCall] = []

    def emit(self, record: Record) -> None:
        self.records.append(record)

    def ask(self, call: HostCall) -> Value:
        self.asked.append(call)
        return self.replies.pop(0)

    def idle(self) -> None:
        self.on_idle()

    def cancelled(self) -> bool:
        return self.is_cancelled()

    def fail(self, error: EopshError, text: str) -> None:
        self.errors.append(error)

    def finish(self) -> None:
        self.finished += 1

    def of(self, stream: Stream) -> list[Value]:
        return [record.value for record in self.records if record.stream is stream]


def make_engine(folder: Path, notices: list[str], connector: Connector | None = None) -> Engine:
    """Return an engine whose files lie in `folder`; what it says of itself goes to `notices`."""
    return Engine(
        History(folder / "history.sqlite", notices.append),
        CatalogueCache(folder / "catalogues"),
        connector or Connector(None),
        pages=PageStore(folder / "help.sqlite"),
        notice=notices.append,
    )


def wait_for(condition: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait until the condition holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.002)
