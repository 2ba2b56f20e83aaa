"""The way from the thread that owns the wire to the one that consumes a pipeline: bounded in memory, without bound on disk."""

from __future__ import annotations

import struct
import tempfile
import threading
from collections import deque
from typing import BinaryIO

from eopsh.remote.psrp.fragments import Message

_HEADER = struct.Struct("<II")


class Channel:
    """Messages in order. A writer that finds it full waits `patience` seconds once, then goes on into a temporary file (0600, unnamed
    where the system can), until the reader has caught up."""

    def __init__(self, limit_bytes: int = 8_000_000, patience: float = 2.0) -> None:
        self._limit = limit_bytes
        self._patience = patience
        self._changed = threading.Condition()
        self._memory: deque[list[Message]] = deque()
        self._size = 0
        self._file: BinaryIO | None = None
        self._read_at = self._write_at = 0
        self._closed = False
        self._hurried = False

    @property
    def spooled_bytes(self) -> int:
        """How much lies in the file and has not been read."""
        return self._write_at - self._read_at

    def put(self, batch: list[Message]) -> None:
        """Hand over a batch; waits at most `patience` seconds."""
        size = sum(len(message.body) + _HEADER.size for message in batch)
        with self._changed:
            if self._closed:
                return
            if not self.spooled_bytes and self._size + size > self._limit and self._size:
                self._changed.wait_for(lambda: self._hurried or self._closed or self._size + size <= self._limit, self._patience)
            if self.spooled_bytes or (self._size and self._size + size > self._limit):
                self._write(batch)
            else:
                self._memory.append(batch)
                self._size += size
            self._changed.notify_all()

    def get(self, timeout: float) -> list[Message] | None:
        """Take the next batch; None when none came in time."""
        with self._changed:
            self._changed.wait_for(lambda: self._memory or self.spooled_bytes or self._closed, timeout)
            if self._memory:
                batch = self._memory.popleft()
                self._size -= sum(len(message.body) + _HEADER.size for message in batch)
            elif self.spooled_bytes:
                batch = self._read()
            else:
                return None
            self._changed.notify_all()
            return batch

    def hurry(self) -> None:
        """Never let a writer wait again: the pipeline shall stop."""
        with self._changed:
            self._hurried = True
            self._changed.notify_all()

    def close(self) -> None:
        """Drop everything; later batches are dropped as well."""
        with self._changed:
            self._closed = True
            self._memory.clear()
            self._size = self._read_at = self._write_at = 0
            if self._file is not None:
                self._file.close()
                self._file = None
            self._changed.notify_all()

    def __del__(self) -> None:
        """A consumer that lost interest leaves the file behind."""
        if self._file is not None:
            self._file.close()

    def _write(self, batch: list[Message]) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="eopsh-")  # noqa: SIM115 -- closed with the channel
        self._file.seek(self._write_at)
        for message in batch:
            self._write_at += self._file.write(_HEADER.pack(message.type, len(message.body)) + message.body)

    def _read(self) -> list[Message]:
        """Read about a Receive's worth, so that a reader never holds much of the file at once."""
        assert self._file is not None
        self._file.seek(self._read_at)
        batch = []
        size = 0
        while self.spooled_bytes and size < 400_000:
            kind, length = _HEADER.unpack(self._file.read(_HEADER.size))
            batch.append(Message(kind, self._file.read(length)))
            size += length
            self._read_at += _HEADER.size + length
        if not self.spooled_bytes:
            self._read_at = self._write_at = 0
            self._file.truncate(0)
        return batch
