"""Redirections of one stage: streams merged into the output, dropped, or written to a file."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from eopsh.language import tree
from eopsh.objects import Value, to_text
from eopsh.remote import Record, Stream
from eopsh.runtime.closing import close_stage
from eopsh.runtime.compiler.unit import Evaluate, Unit, expression
from eopsh.runtime.locations import full_path, unescaped
from eopsh.runtime.message_records import record_object
from eopsh.runtime.scope import Scope
from eopsh.runtime.session_types import Sink
from eopsh.runtime.text_files import NEWLINE, FileWriter
from eopsh.runtime.text_output import lines_of

Start: TypeAlias = Callable[[Iterator[Value] | None], Iterator[Value]]
_STREAMS = {stream.name.capitalize(): stream for stream in Stream}


class Redirections:
    """The redirections of a stage, compiled. A file's name is evaluated when the stage starts."""

    def __init__(self, nodes: tuple[tree.FileRedirection | tree.MergingRedirection, ...], unit: Unit) -> None:
        self.merged: set[Stream] = set()
        self.files: list[tuple[set[Stream], bool, Evaluate | None]] = []
        for node in nodes:
            streams = _streams(node.from_stream)
            if isinstance(node, tree.MergingRedirection):
                self.merged |= streams - {Stream.OUTPUT}
            else:
                self.files.append((streams, node.append, None if _is_null(node.location) else expression(node.location, unit)))


def _streams(name: str) -> set[Stream]:
    return set(Stream) - {Stream.PROGRESS} if name == "All" else {_STREAMS[name]}


def _is_null(node: tree.Expression) -> bool:
    return isinstance(node, tree.VariableExpression) and node.name.lower() == "null"


def redirected(scope: Scope, start: Start, upstream: Iterator[Value] | None, plan: Redirections) -> Iterator[Value]:
    """Return a stage's output with its redirections applied; what feeds the stage keeps the streams of the line."""
    session = scope.session
    outer = session.sink
    inner = None if upstream is None else _Under(upstream, scope, outer)
    files: dict[Stream, list[Value] | None] = {}
    written: list[tuple[Path, bool, list[Value]]] = []
    for streams, append, location in plan.files:
        kept: list[Value] | None = None if location is None else []
        files.update(dict.fromkeys(streams, kept))
        if location is not None and kept is not None:
            written.append((full_path(unescaped(to_text(location(scope)))), append, kept))
    pending: deque[Value] = deque()

    def sink(record: Record) -> None:
        if record.stream in files:
            kept = files[record.stream]
            if kept is not None:
                kept.append(record.value)
        elif record.stream in plan.merged:
            pending.append(record_object(record))
        else:
            outer(record)

    return _run(scope, lambda: start(inner), sink, pending, files, written)


def _run(
    scope: Scope,
    start: Callable[[], Iterator[Value]],
    sink: Sink,
    pending: deque[Value],
    files: dict[Stream, list[Value] | None],
    written: list[tuple[Path, bool, list[Value]]],
) -> Iterator[Value]:
    with scope.session.diverted(sink):
        stream = _Under(start(), scope, sink)
    try:
        for value in stream:
            while pending:
                yield from _kept(pending.popleft(), files)
            yield from _kept(value, files)
        while pending:
            yield from _kept(pending.popleft(), files)
    finally:
        stream.close()
        for path, append, values in written:
            _write(path, append, values)


def _kept(value: Value, files: dict[Stream, list[Value] | None]) -> Iterator[Value]:
    if Stream.OUTPUT not in files:
        yield value
        return
    kept = files[Stream.OUTPUT]
    if kept is not None:
        kept.append(value)


def _write(path: Path, append: bool, values: list[Value]) -> None:
    with FileWriter(path, append=append, keep_partial=True) as file:
        for line in lines_of(values):
            file.write(line + NEWLINE)


class _Under:
    """An iterator that runs with a sink of its own, whoever asks it."""

    def __init__(self, stream: Iterator[Value], scope: Scope, sink: Sink) -> None:
        self._stream = stream
        self._session = scope.session
        self._sink = sink

    def __iter__(self) -> Iterator[Value]:
        return self

    def __next__(self) -> Value:
        with self._session.diverted(self._sink):
            return next(self._stream)

    def close(self) -> None:
        with self._session.diverted(self._sink):
            close_stage(self._stream)
