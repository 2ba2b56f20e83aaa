"""Fragments in, messages out (MS-PSRP 2.2.4 and 2.2.1)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from eopsh.frozen import frozen

_FRAGMENT = struct.Struct(">QQBI")
_MESSAGE = struct.Struct("<II16s16s")
_BOM = b"\xef\xbb\xbf"
START, END = 1, 2


class BrokenFragments(Exception):
    """The server's fragments do not fit together; nothing that follows can be trusted."""


@frozen
class Message:
    """One PSRP message: its type and its CLIXML. The ids in the header are not kept: one pipeline runs at a time, and servers leave the
    runspace pool's id empty in some messages."""

    type: int
    body: bytes


@dataclass(slots=True)
class _Partial:
    """The parts of a message so far; joined once, for a message can be large."""

    parts: list[bytes] = field(default_factory=list)


class Assembler:
    """Puts fragments together. One for the runspace pool and one for each pipeline."""

    def __init__(self) -> None:
        self._partial: dict[int, _Partial] = {}

    def feed(self, data: bytes) -> list[Message]:
        """Return the messages that `data` completes; a fragment may end in a later call, never inside one.

        Raises:
            BrokenFragments: a fragment is cut short or out of order.
        """
        messages = []
        offset = 0
        while offset < len(data):
            if offset + _FRAGMENT.size > len(data):
                raise BrokenFragments("a fragment's header is cut short")
            object_id, number, flags, length = _FRAGMENT.unpack_from(data, offset)
            offset += _FRAGMENT.size
            blob = data[offset : offset + length]
            if len(blob) != length:
                raise BrokenFragments("a fragment is cut short")
            offset += length
            whole = self._add(object_id, number, flags, blob)
            if whole is not None:
                messages.append(_message(whole))
        return messages

    def _add(self, object_id: int, number: int, flags: int, blob: bytes) -> bytes | None:
        if flags & START:
            partial = self._partial[object_id] = _Partial()
        else:
            known = self._partial.get(object_id)
            if known is None:
                raise BrokenFragments("a message has lost its beginning")
            partial = known
        if number != len(partial.parts):
            raise BrokenFragments("a fragment is missing")
        partial.parts.append(blob)
        if not flags & END:
            return None
        del self._partial[object_id]
        return b"".join(partial.parts)


def _message(data: bytes) -> Message:
    if len(data) < _MESSAGE.size:
        raise BrokenFragments("a message's header is cut short")
    (_, kind, _, _) = _MESSAGE.unpack_from(data)
    body = data[_MESSAGE.size :]
    return Message(kind, body[3:] if body.startswith(_BOM) else body)
