"""A queue of objects that never fills the memory: beyond a limit they wait in a temporary file."""

from __future__ import annotations

import struct
import tempfile
from collections import deque
from typing import IO

from eopsh.objects import Value, read_value, write_value

MEMORY_LIMIT = 10_000
_LENGTH = struct.Struct("<I")


class Spool:
    """First in, first out. The file is private to the user (0600) and has no name that could outlive the process."""

    def __init__(self, limit: int = MEMORY_LIMIT) -> None:
        self._limit = limit
        self._memory: deque[Value] = deque()
        self._file: IO[bytes] | None = None
        self._filed = 0
        self._read_at = 0

    def __len__(self) -> int:
        return len(self._memory) + self._filed

    @property
    def on_disk(self) -> int:
        """How many objects wait in the file."""
        return self._filed

    def put(self, value: Value) -> None:
        """Add an object at the end."""
        if self._filed == 0 and len(self._memory) < self._limit:
            self._memory.append(value)
            return
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="eopsh-")  # noqa: SIM115  lives as long as the spool
        data = write_value(value)
        self._file.seek(0, 2)
        self._file.write(_LENGTH.pack(len(data)) + data)
        self._filed += 1

    def get(self) -> Value:
        """Take the oldest object. Raises IndexError when there is none."""
        if self._memory or self._file is None or not self._filed:
            return self._memory.popleft()
        self._file.seek(self._read_at)
        (length,) = _LENGTH.unpack(self._file.read(_LENGTH.size))
        data = self._file.read(length)
        self._read_at += _LENGTH.size + length
        self._filed -= 1
        if not self._filed:
            self._file.seek(0)
            self._file.truncate()
            self._read_at = 0
        return read_value(data)

    def close(self) -> None:
        """Forget everything and delete the file."""
        self._memory.clear()
        self._filed = 0
        if self._file is not None:
            self._file.close()
            self._file = None
