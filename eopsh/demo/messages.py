"""PSRP messages and fragments as a server writes them, without the machinery that negotiates (MS-PSRP 2.2.1, 2.2.4)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from eopsh.errors import Advice, EopshError
from eopsh.objects import Value

FRAGMENT_BYTES = 32_768
HEADER_BYTES = 21
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
NO_ID = uuid.UUID(int=0)

# Message types (MS-PSRP 2.2.1)
SESSION_CAPABILITY = 0x00010002
INIT_RUNSPACE_POOL = 0x00010004
ENCRYPTED_SESSION_KEY = 0x00010006
SET_MAX_RUNSPACES = 0x00021002
SET_MIN_RUNSPACES = 0x00021003
RUNSPACE_POOL_STATE = 0x00021005
GET_AVAILABLE_RUNSPACES = 0x00021007
CREATE_PIPELINE = 0x00021006
GET_COMMAND_METADATA = 0x0002100A
RESET_RUNSPACE_STATE = 0x0002100C
PIPELINE_INPUT = 0x00041002
END_OF_PIPELINE_INPUT = 0x00041003
PIPELINE_OUTPUT = 0x00041004
ERROR_RECORD = 0x00041005
PIPELINE_STATE = 0x00041006
DEBUG_RECORD = 0x00041007
VERBOSE_RECORD = 0x00041008
WARNING_RECORD = 0x00041009
PROGRESS_RECORD = 0x00041010
INFORMATION_RECORD = 0x00041011
PIPELINE_HOST_CALL = 0x00041100
PIPELINE_HOST_RESPONSE = 0x00041101

OURS = frozenset({CREATE_PIPELINE, GET_COMMAND_METADATA, PIPELINE_INPUT, END_OF_PIPELINE_INPUT, PIPELINE_HOST_RESPONSE})


class MissingDependency(EopshError):
    """The demonstration organization needs a package that is not installed."""

    advice = Advice("The demonstration organization needs the package psrpcore.", "Install it with: pip install 'eopsh[demo]'")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message of a client that concerns a pipeline."""

    kind: int
    pipeline_id: uuid.UUID
    value: Value


class Pool(Protocol):
    """A runspace pool as the shell sees it; not safe for threads but for `prepare`."""

    @property
    def opened(self) -> bool:
        """Whether the client's opening message has come."""

    @property
    def has_host(self) -> bool:
        """Whether the client brought a host that can be asked."""

    def receive(self, data: bytes) -> list[Incoming]:
        """Take a client's fragments, and return the messages for pipelines that are whole with them; ValueError where they are none."""

    def answers(self) -> Iterator[bytes]:
        """Yield the fragments that the pool itself has to say."""

    def prepare(self, kind: int, clixml: bytes, pipeline_id: uuid.UUID | None = None) -> Iterator[bytes]:
        """Yield a message's fragments."""

    def decrypt(self, data: bytes) -> str:
        """Return the plain text of a secure string's bytes."""


def fragments(object_id: int, message: bytes) -> Iterator[bytes]:
    """Cut a message into fragments (MS-PSRP 2.2.4), as large as a Windows server makes them."""
    step = FRAGMENT_BYTES - HEADER_BYTES
    last = max((len(message) - 1) // step, 0)
    for number in range(last + 1):
        part = message[number * step : (number + 1) * step]
        flags = (number == 0) | (number == last) << 1
        yield b"".join((object_id.to_bytes(8, "big"), number.to_bytes(8, "big"), bytes((flags,)), len(part).to_bytes(4, "big"), part))


def message_bytes(kind: int, clixml: bytes, pool_id: uuid.UUID, pipeline_id: uuid.UUID | None) -> bytes:
    """Write a message to a client (MS-PSRP 2.2.1); a real server starts its data with a byte order mark."""
    target = (pipeline_id or NO_ID).bytes_le
    return b"".join((b"\x01\x00\x00\x00", kind.to_bytes(4, "little"), pool_id.bytes_le, target, BYTE_ORDER_MARK, clixml))
