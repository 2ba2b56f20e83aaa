"""The commands of a server, as they arrive."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.catalogue import Command
from eopsh.errors import RemoteError
from eopsh.remote.psrp import messages as m
from eopsh.remote.psrp.fragments import Message
from eopsh.remote.psrp.hosting import automatic
from eopsh.remote.psrp.metadata import read_command, read_count
from eopsh.remote.psrp.pipeline import END
from eopsh.remote.psrp.records import pipeline_error
from eopsh.remote.psrp.run import Reader, failed


class Listing(Iterator[Command]):
    """An iterator over commands. `stop` ends it early, from any thread: it still yields what has arrived, then ends.

    A damaged command is passed over, and counted in `damaged`; one that the server itself says to skip is passed over, too.
    """

    def __init__(self, reader: Reader, poll: float, skipped: tuple[str, ...] = ()) -> None:
        self._skipped = frozenset(map(str.casefold, skipped))
        self._reader = reader
        self._poll = poll
        self._over = False
        self.damaged = 0

    def count(self) -> int:
        """Wait for the first message, which says how many commands follow.

        Raises:
            PipelineFailed: the server refuses to list its commands, with its error.
            SessionLost: the session is gone.
        """
        message = self._output()
        return 0 if message is None else read_count(message.body)

    def __next__(self) -> Command:
        while (message := self._output()) is not None:
            try:
                command = read_command(message.body)
            except ValueError:
                command = None
            if command is None:
                self.damaged += 1
            elif command.name.casefold() not in self._skipped:
                return command
        raise StopIteration

    def stop(self) -> None:
        """Ask the server to stop."""
        self._reader.pipeline.stop()

    def close(self) -> None:
        """Stop and wait for the end, so that the wire is free for the next segment."""
        self.stop()
        try:
            while self._output() is not None:
                pass
        except RemoteError:
            self._over = True

    def _output(self) -> Message | None:
        """Return the next output object; None at the end."""
        while not self._over:
            message = self._reader.next(self._poll)
            if message is None:
                continue
            if message.type == m.PIPELINE_OUTPUT:
                return message
            if message.type == m.PIPELINE_HOST_CALL:
                self._answer(message)
            elif message.type == END:
                self._over = True
            elif message.type == m.PIPELINE_STATE:
                self._conclude(message)
        self._reader.close()
        return None

    def _conclude(self, message: Message) -> None:
        state = m.pipeline_state(message.body)
        self._over = state in m.ENDED_STATES
        if state == m.FAILED and not self._reader.pipeline.stop_asked:
            self._reader.close()
            raise failed(pipeline_error(message.body))

    def _answer(self, message: Message) -> None:
        """Nobody is asked while commands are listed: every question gets its default."""
        if m.call_id(message.body) != m.VOID_CALL:
            reply = automatic(m.read_call(message.body))
            self._reader.pipeline.control.give(lambda orders: orders.answers.append(reply))
