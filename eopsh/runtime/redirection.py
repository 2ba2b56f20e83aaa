"""Redirections of one stage: streams merged into the output, dropped, or written to a file."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack
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
from eopsh.runtime.text_files import FileWriter
from eopsh.runtime.text_output import TextSink

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


class _File:
    """A file that a redirection writes as objects come; it takes its name at the end, or when the stage is left."""

    def __init__(self, path: Path, append: bool, scope: Scope) -> None:
        self._writer = FileWriter(path, append=append, keep_partial=True)
        self._sink = TextSink(self._writer.write, scope)
        self.put = self._sink.put

    def close(self) -> None:
        """Write what is left, and put the file in place."""
        with self._writer:
            self._sink.finish()


Files: TypeAlias = dict[Stream, _File | None]


def redirected(scope: Scope, start: Start, upstream: Iterator[Value] | None, plan: Redirections) -> Iterator[Value]:
    """Return a stage's output with its redirections applied; what feeds the stage keeps the streams of the line."""
    outer = scope.session.sink
    inner = None if upstream is None else _Under(upstream, scope, outer)
    paths = [None if location is None else full_path(unescaped(to_text(location(scope)))) for _, _, location in plan.files]
    files: Files = {}
    pending: deque[Value] = deque()

    def sink(record: Record) -> None:
        if record.stream in files:
            file = files[record.stream]
            if file is not None:
                file.put(record.value)
        elif record.stream in plan.merged:
            pending.append(record_object(record))
        else:
            outer(record)

    return _run(scope, lambda: start(inner), sink, pending, _Opening(plan, paths, files))


class _Opening:
    """The files of a redirection, opened when the stage starts to run."""

    def __init__(self, plan: Redirections, paths: list[Path | None], files: Files) -> None:
        self.files = files
        self._plan = plan
        self._paths = paths
        self._opened: list[_File] = []

    def open(self, scope: Scope) -> None:
        """Open every file. Raises OSError."""
        for (streams, append, _), path in zip(self._plan.files, self._paths, strict=True):
            file = None if path is None else _File(path, append, scope)
            if file is not None:
                self._opened.append(file)
            self.files.update(dict.fromkeys(streams, file))

    def close(self) -> None:
        """Put every file in place."""
        with ExitStack() as stack:
            for file in self._opened:
                stack.callback(file.close)


def _run(scope: Scope, start: Callable[[], Iterator[Value]], sink: Sink, pending: deque[Value], opening: _Opening) -> Iterator[Value]:
    try:
        opening.open(scope)
        with scope.session.diverted(sink):
            stream = _Under(start(), scope, sink)
        try:
            for value in stream:
                while pending:
                    yield from _kept(pending.popleft(), opening.files)
                yield from _kept(value, opening.files)
            while pending:
                yield from _kept(pending.popleft(), opening.files)
        finally:
            stream.close()
    finally:
        opening.close()


def _kept(value: Value, files: Files) -> Iterator[Value]:
    if Stream.OUTPUT not in files:
        yield value
        return
    file = files[Stream.OUTPUT]
    if file is not None:
        file.put(value)


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
        """Close the stream while its last records still go where they are redirected to."""
        with self._session.diverted(self._sink):
            close_stage(self._stream)
