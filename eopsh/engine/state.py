"""The states of a connection and the moves between them."""

from __future__ import annotations

import enum
import threading

from eopsh.errors import InvalidState


class State(enum.Enum):
    """What a connection is doing. `IDLE` and `BUSY` are the two ways of being open."""

    CLOSED = "closed"
    OPENING = "opening"
    IDLE = "idle"
    BUSY = "busy"
    CLOSING = "closing"
    BROKEN = "broken"


_MOVES = {
    State.CLOSED: {State.OPENING},
    State.OPENING: {State.IDLE, State.CLOSING, State.BROKEN},
    State.IDLE: {State.BUSY, State.CLOSING, State.BROKEN},
    State.BUSY: {State.IDLE, State.CLOSING, State.BROKEN},
    State.CLOSING: {State.CLOSED},
    State.BROKEN: {State.OPENING, State.CLOSING, State.BROKEN},
}
"""From which state one can go where; to BROKEN from all but the ones that end a connection."""


class StateMachine:
    """The state of one connection. Moves are atomic: two threads cannot both take an idle connection."""

    def __init__(self) -> None:
        self._state = State.CLOSED
        self._lock = threading.Lock()

    @property
    def state(self) -> State:
        """Return the present state."""
        return self._state

    def move(self, action: str, to: State) -> None:
        """Go to another state.

        Raises:
            InvalidState: the present state does not allow it.
        """
        with self._lock:
            if to not in _MOVES[self._state]:
                allowed = tuple(state.value for state, targets in _MOVES.items() if to in targets)
                raise InvalidState(action, self._state.value, allowed)
            self._state = to
