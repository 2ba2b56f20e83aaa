"""A recorded double of a connection, a host that keeps what it is shown, and `run_line`."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from eopsh.binding import BoundCall
from eopsh.catalogue import ALL_SETS, Catalogue, Command, Kind, Membership, Parameter
from eopsh.errors import NoAnswer
from eopsh.language import parse
from eopsh.objects import ErrorRecord, PSObject, Value, to_text
from eopsh.remote import ConnectionInfo, Ended, HostCall, Record, Segment, Stream
from eopsh.runtime import Interpreter

Item: TypeAlias = Record | HostCall | BaseException
Answer: TypeAlias = Callable[[BoundCall, list[Value]], Iterable[Item | Value]]


class RecordingHost:
    """Keeps every record; answers questions from a list; is cancelled after so many looks."""

    def __init__(self, answers: Iterable[Value] = (), cancel_after: int | None = None) -> None:
        self.records: list[Record] = []
        self.asked: list[HostCall] = []
        self.idles = 0
        self._answers = deque(answers)
        self._looks_left = cancel_after

    def emit(self, record: Record) -> None:
        self.records.append(record)

    def ask(self, call: HostCall) -> Value:
        self.asked.append(call)
        if not self._answers:
            raise NoAnswer
        answer = self._answers.popleft()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def idle(self) -> None:
        self.idles += 1

    def cancelled(self) -> bool:
        if self._looks_left is None:
            return False
        self._looks_left -= 1
        return self._looks_left < 0

    def texts(self, stream: Stream) -> list[str]:
        """Return what one stream said."""
        return [to_text(record.value) for record in self.records if record.stream is stream]


class RecordedRun:
    """One segment under way: its items are made from the calls and the input, as a server would."""

    def __init__(self, remote: RecordedRemote, segment: Segment) -> None:
        self.segment = segment
        self.sent: list[Value] = []
        self.answered: list[Value] = []
        self.stopped = False
        self.state = "running"
        self._remote = remote
        self._items: Iterator[Item | Value] | None = None if segment.takes_input else iter(remote.replies(segment, []))

    def receive(self, timeout: float) -> Record | HostCall | Ended | None:
        if self.stopped:
            return self._end(Ended.STOPPED)
        if self._items is None:
            return None
        item = next(self._items, _DONE)
        if item is _DONE:
            return self._end(Ended.COMPLETED)
        if isinstance(item, BaseException):
            self._end(Ended.COMPLETED)
            raise item
        if isinstance(item, Record | HostCall):
            return item
        self._remote.objects_sent += 1
        return Record(Stream.OUTPUT, item)

    def _end(self, how: Ended) -> Ended:
        self.state = "stopped" if how is Ended.STOPPED else "completed"
        self._remote.running = None
        return how

    def send(self, value: Value) -> None:
        assert self.segment.takes_input
        assert self._items is None, "input after its end"
        self.sent.append(value)

    def end_input(self) -> None:
        if self.segment.takes_input and self._items is None:
            self._items = iter(self._remote.replies(self.segment, self.sent))

    def answer(self, call: HostCall, value: Value) -> None:
        self.answered.append(value)

    def stop(self) -> None:
        self.stopped = True


_DONE = object()


class RecordedRemote:
    """A server that refuses a second pipeline while one runs, as Exchange does."""

    def __init__(self, answers: dict[str, Answer], *, pipelines: bool = True) -> None:
        self.info = ConnectionInfo("http://127.0.0.1/PowerShell/", "admin", "contoso.com", pipelines)
        self.answers = answers
        self.runs: list[RecordedRun] = []
        self.running: RecordedRun | None = None
        self.objects_sent = 0

    def run(self, segment: Segment) -> RecordedRun:
        assert self.running is None, "Pipelines cannot be executed concurrently."
        self.running = RecordedRun(self, segment)
        self.runs.append(self.running)
        return self.running

    def replies(self, segment: Segment, objects: list[Value]) -> Iterable[Item | Value]:
        """Answer the calls one after another, the output of each the input of the next."""
        for call in segment.calls[:-1]:
            objects = list(self.answers[call.command.name](call, objects))
        return self.answers[segment.calls[-1].command.name](segment.calls[-1], objects)

    @property
    def names(self) -> list[list[str]]:
        """The commands of each run."""
        return [[call.command.name for call in run.segment.calls] for run in self.runs]


IDENTITY = Membership(mandatory=True, position=0, from_pipeline=True, from_property=True)
GET_MAIL_USER = Command("Get-MailUser", Parameter("Identity", "String", position=0), Parameter("ResultSize", "String"), kind=Kind.REMOTE)
SET_MAIL_USER = Command(
    "Set-MailUser",
    Parameter("Identity", "String", sets={ALL_SETS: IDENTITY}),
    Parameter("DisplayName", "String"),
    kind=Kind.REMOTE,
    should_process=True,
)
GET_RULE = Command("Get-TransportRule", Parameter("Identity", "String", position=0), kind=Kind.REMOTE)
CATALOGUE = Catalogue.of((GET_MAIL_USER, SET_MAIL_USER, GET_RULE))


def user(number: int) -> PSObject:
    """Return a mail user as a server sends it."""
    name = f"{'abc'[number % 3]}{number}"
    return PSObject(
        {"Name": name, "Alias": name, "Number": number},
        type_names=("Deserialized.Microsoft.Exchange.Data.Directory.Management.MailUser",),
        text=name,
    )


def run_line(
    text: str,
    *,
    host: RecordingHost | None = None,
    remote: RecordedRemote | None = None,
    interpreter: Interpreter | None = None,
) -> list[Value]:
    """Run a line and return its output objects."""
    runs = interpreter or Interpreter(catalogue=CATALOGUE if remote is not None else None, remote=remote)
    return list(runs.run(parse(text), host or RecordingHost()))


def failure_of(text: str) -> ErrorRecord:
    """Run a line that must fail, and return what `catch` gets."""
    record = run_line(f"try {{ {text} }} catch {{ $_ }}")[-1]
    assert isinstance(record, ErrorRecord), record
    return record
