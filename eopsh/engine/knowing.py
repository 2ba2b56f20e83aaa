"""What the session learns while it works, for completion: shapes of results, values that the server listed itself, live answers."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from eopsh.binding import Argument, bind
from eopsh.catalogue import Command
from eopsh.completion import Wanted
from eopsh.completion.knowledge import ArgumentQuery, Entry
from eopsh.completion.quoting import single_quoted
from eopsh.completion.shapes import Shape, merged, of_value
from eopsh.engine.passing import PassingRun
from eopsh.engine.rerun import changes
from eopsh.errors import PipelineFailed
from eopsh.frozen import frozen
from eopsh.objects import ErrorRecord, Value, get_property, to_text
from eopsh.patterns import lazy_pattern
from eopsh.remote import Connection, Ended, HostCall, Record, Run, Segment, Stream

LIVE_SECONDS = 60.0
"""How long a live answer serves."""
LIVE_COUNT = 50
"""How many values are asked for."""
MOST_OBJECTS = 500
"""After how many objects a listing that cannot be limited is stopped."""
LONGEST_SENTENCE = 20_000
"""Of how many characters an error is still read."""
LEARNT_OBJECTS = 3
"""How many objects of a result its shape is learnt from."""

_VALUE_NAMES = ("DomainName", "Name", "Identity")
_ABOUT_NAMES = ("DisplayName", "PrimarySmtpAddress", "Subject", "Description", "State")

_LISTED = lazy_pattern(
    r"(?:possible enumeration (?:values|names) are:?|enumerator names? and try again:|does not belong to the set)\s{0,9}"
    r"(?:\"([^\"]++)\"|([^\".]++)(?=[\".]|\Z))",
    re.IGNORECASE,
)
"""PowerShell's sentences for an enumeration (two of them, by version and by way of conversion) and for a set of values."""
_PARAMETER = lazy_pattern(r"parameter '([\w-]{1,100})'", re.IGNORECASE)
_MEMBER = lazy_pattern(r"\w[\w .+-]{0,99}\Z")
"""What the name of a member looks like: what a server says goes on the line when it is chosen."""
_PLAIN = lazy_pattern("[^*\u2018-\u201f]+")
"""What a server is asked for, of what was typed: how it reads an asterisk or a curly quote inside a text is not known for sure."""

Answer = tuple[tuple[str, str], ...]


@frozen
class _Kept:
    """A live answer: when it came, the values with a description each, and whether it holds everything that begins so."""

    at: float
    values: Answer
    whole: bool


class Knowing:
    """Implements `completion.Knowledge` from memory. Filled by the lines that run and by live queries; forgotten with the connection."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._outputs: dict[str, Shape] = {}
        self._values: dict[tuple[str, str], tuple[str, ...]] = {}
        self._answers: dict[tuple[str, str], _Kept] = {}
        self.open_sessions: Callable[[], Answer] = tuple
        self.completer: Callable[[ArgumentQuery], tuple[str, ...] | None] = lambda query: None

    # --- what completion asks

    def output_of(self, command: str) -> Shape | None:
        """Return the shape of what a command put out last."""
        return self._outputs.get(command.lower())

    def values_of(self, command: str, parameter: str) -> tuple[str, ...]:
        """Return the values that the server listed when it refused one."""
        return self._values.get((command.lower(), parameter.lower()), ())

    def filterable(self, command: str) -> tuple[str, ...]:
        """Return nothing: no server says which properties its filters take."""
        return ()

    def live(self, wanted: Wanted) -> Answer | None:
        """Return a fresh answer to this question, or to a wider one that held everything; None when there is none."""
        noun, prefix = wanted.noun.lower(), wanted.prefix.lower()
        for length in range(len(prefix), -1, -1):
            kept = self._answers.get((noun, prefix[:length]))
            if kept is not None and self._clock() - kept.at < LIVE_SECONDS and (kept.whole or length == len(prefix)):
                return kept.values
        return None

    def argument(self, query: ArgumentQuery) -> tuple[str, ...] | None:
        """Return what a completer script of the user's says."""
        return self.completer(query)

    def sessions(self) -> Answer:
        """Return the open sessions."""
        return self.open_sessions()

    # --- what fills it

    def forget(self) -> None:
        """Forget what belongs to the connection: another one follows."""
        self._outputs, self._values, self._answers = {}, {}, {}

    def keep_answer(self, wanted: Wanted, values: Answer, *, whole: bool) -> None:
        """Keep what the server answered."""
        now = self._clock()
        fresh = {key: kept for key, kept in self._answers.items() if now - kept.at < LIVE_SECONDS}
        # A new mapping: another thread may be reading the old one.
        self._answers = fresh | {(wanted.noun.lower(), wanted.prefix.lower()): _Kept(now, values, whole)}

    def watch(self, segment: Segment, run: Run) -> Run:
        """Return the run with an eye on it: what passes is learnt from, and nothing of it is changed."""
        return _Watched(self, segment, run)

    def learn_output(self, command: str, values: Sequence[Value]) -> None:
        """Learn the shape of what a command puts out."""
        self._outputs[command.lower()] = merged(of_value(value) for value in values)

    def learn_error(self, segment: Segment, record: Value) -> None:
        """Learn the values that an error lists, for the parameter that it names."""
        message = record.message if isinstance(record, ErrorRecord) else to_text(record)
        if len(message) > LONGEST_SENTENCE:
            return
        listed, named = _LISTED.search(message), _PARAMETER.search(message)
        if listed is None or named is None:
            return
        values = tuple(part.strip() for part in re.split(r"[,;]", listed[1] or listed[2]))
        if not all(map(_MEMBER.match, values)):
            # What is not on the list is held to be wrong, so half a list is worse than none.
            return
        for call in segment.calls:
            if any(parameter.name.lower() == named[1].lower() for parameter in call.command.parameters):
                self._values[call.command.name.lower(), named[1].lower()] = values

    def changed(self, segment: Segment) -> None:
        """Forget the live answers when a segment may have changed something: a mail user is a recipient and a user as well."""
        if any(changes(call.command) for call in segment.calls):
            self._answers = {}


class _Watched(PassingRun):
    """A run whose first objects and errors are learnt from."""

    def __init__(self, knowing: Knowing, segment: Segment, run: Run) -> None:
        super().__init__(run)
        self._knowing = knowing
        self._segment = segment
        self._seen: list[Value] = []

    def receive(self, timeout: float) -> Record | HostCall | Ended | None:
        """Return what came next, as `Run.receive` does."""
        try:
            item = super().receive(timeout)
        except PipelineFailed as error:
            self._knowing.learn_error(self._segment, error.record)
            self._knowing.changed(self._segment)
            raise
        if isinstance(item, Record):
            self._look(item)
        elif isinstance(item, Ended):
            self._knowing.changed(self._segment)
        return item

    def _look(self, record: Record) -> None:
        if record.stream is Stream.OUTPUT and len(self._seen) < LEARNT_OBJECTS:
            self._seen.append(record.value)
            self._knowing.learn_output(self._segment.calls[-1].command.name, self._seen)
        elif record.stream is Stream.ERROR:
            self._knowing.learn_error(self._segment, record.value)


# --- live queries


def ask(connection: Connection, command: Command, wanted: Wanted, stop: Callable[[], bool]) -> tuple[Answer, bool]:
    """Ask the server for values; return them and whether these are all that begin so. An error of the server is no values.

    Raises:
        SessionLost: the session is gone.
    """
    run = connection.run(Segment((bind(command, _arguments(wanted)),)))
    values: list[Value] = []
    stopped = False
    while not isinstance(item := _received(run), Ended):
        if isinstance(item, Record) and item.stream is Stream.OUTPUT:
            values.append(item.value)
        if not stopped and (isinstance(item, HostCall) or len(values) >= MOST_OBJECTS or stop()):
            run.stop()
            stopped = True
    whole = item is Ended.COMPLETED and not stopped and (not wanted.filters or len(values) < LIVE_COUNT)
    return tuple(pair for pair in map(_pair, values) if pair[0] and pair[0].isprintable()), whole


def _received(run: Run) -> Record | HostCall | Ended | None:
    try:
        return run.receive(0.05)
    except PipelineFailed:
        return Ended.COMPLETED


def _arguments(wanted: Wanted) -> list[Argument]:
    if not wanted.filters:
        return []
    arguments = [Argument("ResultSize", LIVE_COUNT, has_value=True)]
    prefix = _PLAIN.match(wanted.prefix)
    if prefix is not None:
        arguments.append(Argument("Filter", f"Name -like {single_quoted(prefix[0] + '*')}", has_value=True))
    return arguments


def _pair(value: Value) -> tuple[str, str]:
    """Return by what an object is named, and what tells it apart."""
    text = next((text for name in _VALUE_NAMES if (text := _property(value, name))), "")
    about = next((about for name in _ABOUT_NAMES if (about := _property(value, name)) and about != text), "")
    return text, about


def _property(value: Value, name: str) -> str:
    found = get_property(value, name)
    return "" if found is None else to_text(found)


def list_folder(path: str) -> Sequence[Entry]:
    """List a folder for completion: names, and whether each is a folder; nothing where it cannot be read."""
    try:
        with os.scandir(Path(path or ".").expanduser()) as entries:
            return sorted((entry.name, entry.is_dir()) for entry in entries)
    except (OSError, RuntimeError, ValueError):
        # RuntimeError: nobody has the home folder that `~name` means. ValueError: a path with a null character.
        return ()
