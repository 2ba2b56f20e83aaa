"""What the tests of the wire share: run a line, keep what came."""

from __future__ import annotations

from eopsh.binding import BoundCall
from eopsh.catalogue import Command
from eopsh.objects import Value, to_text
from eopsh.remote import Connection, Ended, HostCall, Record, Run, Segment, Stream

PATIENCE = 20.0


def segment(name: str, **values: Value) -> Segment:
    """Return a segment of one call."""
    return Segment((BoundCall(Command(name), values),))


def calls(under_way: Run, ended: list[Ended] | None = None) -> list[Record]:
    """Return the records up to the end, which goes into `ended`."""
    records = []
    while not isinstance(item := under_way.receive(PATIENCE), Ended):
        assert isinstance(item, Record), item
        records.append(item)
    if ended is not None:
        ended.append(item)
    return records


def run(connection: Connection, name: str, **values: Value) -> list[Record]:
    """Run one command to its end."""
    return calls(connection.run(segment(name, **values)))


def ask(connection: Connection, answers: list[Value], name: str, **values: Value) -> tuple[list[HostCall], list[Record]]:
    """Run one command and answer its questions in order."""
    under_way = connection.run(segment(name, **values))
    asked: list[HostCall] = []
    records: list[Record] = []
    while not isinstance(item := under_way.receive(PATIENCE), Ended):
        if isinstance(item, HostCall):
            under_way.answer(item, answers[len(asked)])
            asked.append(item)
        elif item is not None:
            records.append(item)
    return asked, records


def texts(records: list[Record]) -> list[str]:
    """Return the output among the records, as text."""
    return [to_text(record.value) for record in records if record.stream is Stream.OUTPUT]
