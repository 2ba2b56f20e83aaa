"""Loading the commands of a connection: streamed, with progress, given way to a line, kept on disk."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from eopsh.catalogue import Catalogue, CatalogueBuilder
from eopsh.engine.scheduler import Stop
from eopsh.errors import Stopped
from eopsh.objects import PSObject
from eopsh.remote import Connection, Record, Stream

T = TypeVar("T")

ACTIVITY = "Loading commands"


@dataclass(slots=True)
class Loading:
    """How far a load is. Written by the scheduler's thread, read by the one that shows it."""

    clock: Callable[[], float] = time.monotonic
    pause: Callable[[], None] = lambda: None
    """Called before each thing that is taken from the server; it may wait."""
    total: int = 0
    builder: CatalogueBuilder = field(default_factory=CatalogueBuilder)
    arrived: int = 0
    complete: bool = False
    started: float = 0.0

    def run(self, connection: Connection, stop: Stop) -> None:
        """Fetch all commands into the builder.

        Raises:
            Stopped: `stop` says that the connection was stopped; what has arrived stays in the builder.
            RemoteError: the server failed.
        """
        self.builder, self.arrived, self.complete = CatalogueBuilder(), 0, False
        self.started = self.clock()
        self.total, commands = connection.commands()
        for command in self.unhurried(commands):
            self.builder.add(command)
            self.arrived += 1
            if stop():
                # The interruption may have come before there was anything on the wire to stop.
                connection.stop()
        if stop():
            raise Stopped
        self.complete = True

    def unhurried(self, items: Iterable[T]) -> Iterator[T]:
        """Yield what a server sends, with a pause before each where one is wanted."""
        for item in items:
            self.pause()
            yield item

    def sentences(self, host: str) -> list[str]:
        """Say what was loaded, and what was not."""
        if self.complete:
            said = [f"{len(self.builder):,} commands of {host} are ready."]
        else:
            said = [f"Stopped after {self.arrived:,} of {self.total:,} commands of {host}; these are ready. Import-PSSession loads all."]
        if self.builder.dropped:
            said.append(f"{len(self.builder.dropped)} commands were left out: what the server calls them is no valid name.")
        return said

    @property
    def catalogue(self) -> Catalogue:
        """What has arrived so far."""
        return self.builder.build()

    def record(self) -> Record:
        """Return the state as a progress record, in the shape of the server's own (MS-PSRP 2.2.2.25)."""
        seconds = self.clock() - self.started if self.started else 0.0
        left = int(seconds * (self.total - self.arrived) / self.arrived) if self.arrived and seconds >= 1 else -1
        return progress_record(
            ACTIVITY,
            f"{self.arrived:,} of {self.total:,} commands" if self.total else "waiting for the server",
            percent=100 * self.arrived // self.total if self.total else -1,
            seconds=int(seconds),
            left=left,
            done=self.complete,
        )


def progress_record(activity: str, status: str, *, percent: int = -1, seconds: int = -1, left: int = -1, done: bool = False) -> Record:
    """Make a progress record of our own; `seconds` elapsed and `left`, -1 where unknown."""
    notes = {
        "Activity": activity,
        "ActivityId": 0,
        "StatusDescription": status,
        "CurrentOperation": None,
        "PercentComplete": percent,
        "SecondsElapsed": seconds,
        "SecondsRemaining": left,
        "Type": "Completed" if done else "Processing",
    }
    return Record(Stream.PROGRESS, PSObject(notes, type_names=("System.Management.Automation.ProgressRecord",)))
