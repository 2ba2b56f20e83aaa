"""A pipeline under way: what its consumer and the thread of the wire share."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from eopsh.errors import RemoteError
from eopsh.frozen import frozen
from eopsh.objects import Value
from eopsh.remote.psrp.fragments import Message
from eopsh.remote.psrp.hosting import Reply
from eopsh.remote.psrp.messages import Encrypt
from eopsh.remote.psrp.spool import Channel

END = 0
"""The type of the message that stands for a pipeline's end; none of the protocol's."""
_CROWDED = 10_000


@frozen
class Opening:
    """The message that starts a pipeline, written by the thread of the wire once it has the session key, where it needs one."""

    kind: int
    write: Callable[[Encrypt | None], bytes]
    has_secret: bool = False
    takes_input: bool = False


@dataclass(slots=True)
class Orders:
    """What a consumer wants of the wire; given in this order."""

    inputs: list[Value] = field(default_factory=list)
    end_input: bool = False
    stop: bool = False
    answers: list[Reply] = field(default_factory=list)
    close: bool = False

    def __bool__(self) -> bool:
        return bool(self.inputs or self.end_input or self.stop or self.answers or self.close)


class Control:
    """The control channel: orders wait here until the wire is between two requests."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._orders = Orders()

    def give(self, change: Callable[[Orders], None]) -> None:
        """Add to the orders. Slows a producer down that is far ahead of the wire, without ever holding it for long."""
        with self._changed:
            if len(self._orders.inputs) > _CROWDED:
                self._changed.wait(0.05)
            change(self._orders)
            self._changed.notify_all()

    def take(self) -> Orders:
        """Take all orders."""
        with self._changed:
            orders, self._orders = self._orders, Orders()
            self._changed.notify_all()
            return orders

    def wait(self, seconds: float) -> bool:
        """Wait for an order; tell whether there is one."""
        with self._changed:
            return bool(self._changed.wait_for(lambda: bool(self._orders), seconds))


class Pipeline:
    """One segment, from its start to its end."""

    def __init__(self, opening: Opening, channel: Channel, stop_seconds: float) -> None:
        self.opening = opening
        self.channel = channel
        self.control = Control()
        self.failure: RemoteError | None = None
        self.was_stopped = False
        self.stop_asked = False
        self.ended = threading.Event()
        self._stop_seconds = stop_seconds
        self._give_up_at: float | None = None

    def stop(self) -> None:
        """Ask for the end; from any thread, any number of times."""
        if self.stop_asked or self.ended.is_set():
            return
        self.stop_asked = True
        self._give_up_at = time.monotonic() + self._stop_seconds
        self.channel.hurry()
        self.control.give(lambda orders: setattr(orders, "stop", True))

    def is_overdue(self) -> bool:
        """Whether the server let the time pass that a stop may take."""
        return self._give_up_at is not None and time.monotonic() >= self._give_up_at and not self.ended.is_set()

    def finish(self, *, failure: RemoteError | None = None, stopped: bool = False) -> None:
        """Mark the end; the first one counts."""
        if self.ended.is_set():
            return
        self.failure = failure
        self.was_stopped = stopped
        self.ended.set()
        self.channel.hurry()
        self.channel.put([Message(END, b"")])
