"""The PSRP state machine of one runspace pool, server side: the only file that touches psrpcore.

psrpcore puts fragments together, negotiates, and exchanges the session key. What a pipeline says and hears goes past it as raw CLIXML: its
serializer manages some 1,500 objects a second. Its running and stopping states are not used either, for a real server never sends them.
"""

from __future__ import annotations

import base64
import itertools
import struct
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from typing import Any

import psrpcore
from psrpcore._payload import PSRPMessage
from psrpcore.types import PSVersion

from eopsh.demo import messages
from eopsh.demo.clixml import load
from eopsh.demo.messages import Incoming

OURS = frozenset(
    {
        messages.CREATE_PIPELINE,
        messages.GET_COMMAND_METADATA,
        messages.PIPELINE_INPUT,
        messages.END_OF_PIPELINE_INPUT,
        messages.PIPELINE_HOST_RESPONSE,
    }
)
DAMAGE = (psrpcore.PSRPCoreError, struct.error, ET.ParseError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What psrpcore raises on data that is no PSRP."""
ANONYMOUS = frozenset({messages.SESSION_CAPABILITY, messages.ENCRYPTED_SESSION_KEY})
"""A real server sends these with an empty pool id."""


class ServerPool(psrpcore.ServerRunspacePool):
    """A runspace pool that hands the messages for pipelines on undecoded by psrpcore; `messages.Pool` says what it does."""

    def __init__(self, versions: dict[str, str], refusal: Callable[[], bytes] | None = None) -> None:
        table = {name: PSVersion(text) for name, text in versions.items()}
        super().__init__(application_private_data={"PSVersionTable": table})
        self.opened = False
        self._numbers = itertools.count(1)
        self._heard: list[Incoming] = []
        self._refusal = refusal
        self._refused: bytes | None = None

    @property
    def has_host(self) -> bool:
        """Whether the client brought a host that can be asked."""
        return self.host is not None and not self.host.IsHostNull

    def receive(self, data: bytes) -> list[Incoming]:
        """Take a client's fragments, and return the messages for pipelines that are whole with them.

        Raises:
            ValueError: they are no fragments, or no messages.
        """
        self._heard = []
        self.receive_data(psrpcore.PSRPPayload(data, psrpcore.StreamType.default, None))
        try:
            while self._incoming_messages or self._receive_buffer:
                self.next_event()
        except DAMAGE as error:
            self._receive_buffer.clear()
            raise ValueError(f"no PSRP: {error}") from error
        return self._heard

    def _process_message(self, message: PSRPMessage) -> psrpcore.PSRPEvent[Any, Any]:
        kind = message.message_type.value
        if kind in OURS:
            value = load(message.data, self.decrypt) if message.data else None
            self._heard.append(Incoming(kind, message.pipeline_id or messages.NO_ID, value))
            return message  # type: ignore[return-value]  # nothing looks at it: `receive` collects
        if kind == messages.INIT_RUNSPACE_POOL and self._refusal is not None:
            self.opened, self._refused = True, self._refusal()
            return message  # type: ignore[return-value]
        event = super()._process_message(message)
        self._react(kind, event)
        return event

    def _react(self, kind: int, event: psrpcore.PSRPEvent[Any, Any]) -> None:
        if isinstance(event, psrpcore.InitRunspacePoolEvent):
            self.opened = True
        elif isinstance(event, psrpcore.GetAvailableRunspacesEvent):
            self.runspace_availability_response(event.ci, 1)
        elif isinstance(event, psrpcore.SetMaxRunspacesEvent | psrpcore.SetMinRunspacesEvent | psrpcore.ResetRunspaceStateEvent):
            self.runspace_availability_response(event.ci, True)

    def answers(self) -> Iterator[bytes]:
        """Yield the fragments that the pool itself has to say."""
        for message in self._send_buffer:
            kind = message.message_type.value
            pool_id = messages.NO_ID if kind in ANONYMOUS else self.runspace_pool_id
            yield from self._cut(kind, message.data[40:], None, pool_id)
        self._send_buffer.clear()
        if self._refused is not None:
            yield from self.prepare(messages.RUNSPACE_POOL_STATE, self._refused)
            self._refused = None

    def prepare(self, kind: int, clixml: bytes, pipeline_id: uuid.UUID | None = None) -> Iterator[bytes]:
        """Yield a message's fragments."""
        return self._cut(kind, clixml, pipeline_id, self.runspace_pool_id)

    def _cut(self, kind: int, clixml: bytes, pipeline_id: uuid.UUID | None, pool_id: uuid.UUID) -> Iterator[bytes]:
        return messages.fragments(next(self._numbers), messages.message_bytes(kind, clixml, pool_id, pipeline_id))

    def decrypt(self, data: bytes) -> str:
        """Return the plain text of a secure string's bytes."""
        return self._cipher.decrypt(base64.b64encode(data).decode())
