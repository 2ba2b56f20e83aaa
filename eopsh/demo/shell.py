"""One WSMan shell: the runspace pool of a session, its commands, and what they have said that no Receive has fetched yet."""

from __future__ import annotations

import threading
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from eopsh.demo import soap
from eopsh.demo.messages import Incoming, Pool

OUTBOX_BYTES = 1_500_000
"""How far a pipeline runs ahead of its client: four Receives' worth."""
LOOK_SECONDS = 0.2
"""How often a waiting Receive looks whether its client is still there."""


class Closed(Exception):
    """The command or its shell is gone; whoever writes to it should end."""


@dataclass(slots=True)
class Outbox:
    """What one command, or the pool itself, has to say. `turn` counts Receives: the newest is the only one that is served."""

    fragments: deque[bytes] = field(default_factory=deque)
    size: int = 0
    ended: bool = False
    asking: int = 0
    turn: int = 0
    closed: bool = False

    def take(self, budget: int) -> list[bytes]:
        """Take whole fragments up to `budget` bytes, at least one."""
        taken: list[bytes] = []
        while self.fragments and (not taken or len(self.fragments[0]) <= budget):
            budget -= len(self.fragments[0])
            taken.append(self.fragments.popleft())
        self.size -= sum(map(len, taken))
        return taken


class Shell:
    """A session. `changed` guards all of it; no cmdlet runs while it is held."""

    def __init__(self, shell_id: str, user: str, pool: Pool) -> None:
        self.id = shell_id
        self.user = user
        self.pool = pool
        self.refused = False
        self.cookie = uuid.uuid4().hex
        self.changed = threading.Condition()
        self.last_used = time.monotonic()
        self.closed = False
        self._requests = 0
        self._pipelines = 0
        self._outboxes: dict[str | None, Outbox] = {None: Outbox()}

    def __enter__(self) -> Shell:
        with self.changed:
            self._requests += 1
        return self

    def __exit__(self, *_: object) -> None:
        with self.changed:
            self._requests -= 1
            self.last_used = time.monotonic()

    def idle_seconds(self) -> float:
        """Return how long no request has used this shell."""
        with self.changed:
            return 0.0 if self._requests else time.monotonic() - self.last_used

    def add_command(self, command_id: str) -> None:
        """Make room for a command.

        Raises:
            Fault: there is a command of this id.
        """
        with self.changed:
            if command_id in self._outboxes:
                raise soap.already_exists()
            self._outboxes[command_id] = Outbox()

    def command_ids(self) -> list[str]:
        """Return the ids of the commands that are not closed yet."""
        with self.changed:
            return [command for command in self._outboxes if command is not None]

    def is_first_pipeline(self) -> bool:
        """Tell whether no pipeline has asked before."""
        with self.changed:
            self._pipelines += 1
            return self._pipelines == 1

    def feed(self, data: bytes) -> list[Incoming]:
        """Hand a client's fragments to the pool, and queue what the pool answers.

        Raises:
            Fault: they are no fragments, or no messages.
        """
        with self.changed:
            try:
                heard = self.pool.receive(data)
            except ValueError:
                raise soap.invalid_schema() from None
            outbox = self._outboxes[None]
            answers = list(self.pool.answers())
            outbox.fragments.extend(answers)
            outbox.size += sum(map(len, answers))
            self.changed.notify_all()
        return heard

    def post(self, command_id: str, fragments: Iterable[bytes], *, asks: bool = False) -> None:
        """Queue fragments of a command without waiting; `asks` marks a host call that wants an answer.

        Raises:
            Closed: nobody will fetch them.
        """
        with self.changed:
            outbox = self._outbox(command_id)
            for fragment in fragments:
                outbox.fragments.append(fragment)
                outbox.size += len(fragment)
            outbox.asking += asks
            self.changed.notify_all()

    def wait_for_room(self, command_id: str, stopping: Callable[[], bool]) -> None:
        """Wait until the client has fetched enough of what a command has said, or `stopping`.

        Raises:
            Closed: the command is gone.
        """
        with self.changed:
            outbox = self._outbox(command_id)
            self.changed.wait_for(lambda: outbox.size < OUTBOX_BYTES or outbox.closed or stopping())
            if outbox.closed:
                raise Closed

    def answered(self, command_id: str) -> None:
        """Note that a host call of a command has its answer."""
        with self.changed:
            if (outbox := self._outboxes.get(command_id)) is not None:
                outbox.asking = max(outbox.asking - 1, 0)

    def end_command(self, command_id: str) -> None:
        """Note that a command has said all it had to say."""
        with self.changed:
            if (outbox := self._outboxes.get(command_id)) is not None:
                outbox.ended = True
            self.changed.notify_all()

    def _outbox(self, command_id: str) -> Outbox:
        outbox = self._outboxes.get(command_id)
        if outbox is None or outbox.closed:
            raise Closed
        return outbox

    def receive(self, command_id: str | None, seconds: float, budget: int, abandoned: Callable[[], bool]) -> tuple[list[bytes], str]:
        """Wait for fragments of a command (or of the pool) and take what fits; return them with the command's state.

        Raises:
            Fault: nothing came in time, the command is unknown or was closed, or the client is gone.
        """
        with self.changed:
            outbox = self._outboxes.get(command_id)
            if outbox is None:
                raise soap.command_not_found(command_id or "")
            outbox.turn += 1
            turn = outbox.turn
            self.changed.notify_all()
            self._await(outbox, turn, seconds, abandoned)
            taken = outbox.take(budget)
            self.changed.notify_all()
            if outbox.ended and not outbox.fragments:
                return taken, "Done"
            return taken, "Pending" if outbox.asking and not outbox.fragments else ""

    def _await(self, outbox: Outbox, turn: int, seconds: float, abandoned: Callable[[], bool]) -> None:
        deadline = time.monotonic() + seconds
        while not (outbox.fragments or outbox.ended):
            if outbox.closed or self.closed or outbox.turn != turn or abandoned():
                raise soap.aborted()
            left = deadline - time.monotonic()
            if left <= 0:
                raise soap.timed_out()
            self.changed.wait(min(left, LOOK_SECONDS))
        if outbox.turn != turn:
            raise soap.aborted()

    def close_command(self, command_id: str) -> None:
        """Drop a command; whoever waits for it is let go.

        Raises:
            Fault: there is no such command.
        """
        with self.changed:
            outbox = self._outboxes.pop(command_id, None)
            if outbox is None:
                raise soap.command_not_found(command_id)
            outbox.closed = True
            outbox.fragments.clear()
            self.changed.notify_all()

    def close(self) -> None:
        """Drop everything; whoever waits is let go."""
        with self.changed:
            self.closed = True
            for outbox in self._outboxes.values():
                outbox.closed = True
                outbox.fragments.clear()
            self.changed.notify_all()

    def prepare(self, kind: int, clixml: bytes, pipeline_id: uuid.UUID) -> Iterable[bytes]:
        """Return the fragments of a message for a pipeline."""
        return self.pool.prepare(kind, clixml, pipeline_id)
