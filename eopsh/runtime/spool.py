"""A queue of objects that never fills the memory: beyond a limit they wait in a temporary file."""

from __future__ import annotations

import struct
import tempfile
from collections import deque
from typing import IO

from eopsh.objects import Value, read_clixml, write_clixml

MEMORY_LIMIT = 10_000
CHUNK = 256
_LENGTH = struct.Struct("<I")


class Spool:
    """First in, first out. The file is private to the user (0600) and has no name that could outlive the process.

    Objects go to the file and come back in chunks, oldest first: `head` in memory, then the file, then `tail`.
    """

    def __init__(self, limit: int = MEMORY_LIMIT) -> None:
        self._limit = limit
        self._head: deque[Value] = deque()
        self._tail: list[Value] = []
        self._file: IO[bytes] | None = None
        self._filed = 0
        self._read_at = 0

    def __len__(self) -> int:
        return len(self._head) + self._filed + len(self._tail)

    @property
    def on_disk(self) -> int:
        """How many objects wait in the file."""
        return self._filed

    def put(self, value: Value) -> None:
        """Add an object at the end."""
        if not self._filed and not self._tail and len(self._head) < self._limit:
            self._head.append(value)
            return
        self._tail.append(value)
        if len(self._tail) >= CHUNK:
            self._write()

    def get(self) -> Value:
        """Take the oldest object. Raises IndexError when there is none."""
        if not self._head:
            if self._filed:
                self._read()
            else:
                self._head.extend(self._tail)
                self._tail.clear()
        return self._head.popleft()

    def _write(self) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="eopsh-")  # noqa: SIM115  lives as long as the spool
        data = write_clixml(self._tail)
        self._file.seek(0, 2)
        self._file.write(_LENGTH.pack(len(data)) + data)
        self._filed += len(self._tail)
        self._tail.clear()

    def _read(self) -> None:
        assert self._file is not None
        self._file.seek(self._read_at)
        (length,) = _LENGTH.unpack(self._file.read(_LENGTH.size))
        values = read_clixml(self._file.read(length))
        self._read_at += _LENGTH.size + length
        self._filed -= len(values)
        self._head.extend(values)
        if not self._filed:
            self._file.seek(0)
            self._file.truncate()
            self._read_at = 0

    def close(self) -> None:
        """Forget everything and delete the file."""
        self._head.clear()
        self._tail.clear()
        self._filed = 0
        if self._file is not None:
            self._file.close()
            self._file = None
