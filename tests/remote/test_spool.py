"""The channel between the wire's thread and the consumer's."""

from __future__ import annotations

import threading
import time

from hypothesis import given
from hypothesis import strategies as st

from eopsh.remote.psrp.fragments import Message
from eopsh.remote.psrp.spool import Channel


def drain(channel: Channel) -> list[Message]:
    found = []
    while batch := channel.get(0):
        found.extend(batch)
    return found


@given(st.lists(st.one_of(st.binary(min_size=1, max_size=300), st.none()), max_size=40))
def test_order_survives_the_spool(steps: list[bytes | None]) -> None:
    channel = Channel(limit_bytes=400, patience=0)
    written, read = [], []
    for number, step in enumerate(steps):
        if step is None:
            read.extend(channel.get(0) or [])
        else:
            message = Message(number, step)
            written.append(message)
            channel.put([message])
    assert read + drain(channel) == written
    channel.close()


def test_a_full_queue_waits_once_then_spools() -> None:
    channel = Channel(limit_bytes=100, patience=0.2)
    messages = [Message(number, b"x" * 90) for number in range(10)]
    began = time.monotonic()
    for message in messages:
        channel.put([message])
    assert 0.15 < time.monotonic() - began < 1.5
    assert channel.spooled_bytes > 800
    assert drain(channel) == messages
    assert channel.spooled_bytes == 0
    channel.close()


def test_a_reader_frees_a_waiting_writer() -> None:
    channel = Channel(limit_bytes=100, patience=30)
    channel.put([Message(1, b"x" * 90)])
    writer = threading.Thread(target=channel.put, args=([Message(2, b"y" * 90)],))
    writer.start()
    assert channel.get(1) == [Message(1, b"x" * 90)]
    writer.join(5)
    assert not writer.is_alive()
    assert drain(channel) == [Message(2, b"y" * 90)]


def test_a_stop_frees_a_waiting_writer() -> None:
    channel = Channel(limit_bytes=100, patience=30)
    channel.put([Message(1, b"x" * 90)])
    writer = threading.Thread(target=channel.put, args=([Message(2, b"y" * 90)],))
    writer.start()
    channel.hurry()
    writer.join(5)
    assert not writer.is_alive()
    assert [message.type for message in drain(channel)] == [1, 2]
    channel.close()


def test_a_closed_channel_keeps_nothing() -> None:
    channel = Channel(limit_bytes=10, patience=0)
    channel.put([Message(1, b"x" * 90)])
    channel.put([Message(2, b"x" * 90)])
    channel.close()
    channel.put([Message(3, b"x")])
    assert channel.get(0) is None
