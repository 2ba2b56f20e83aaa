"""The rows of the tables, as the cmdlets see them."""

from __future__ import annotations

from typing import NamedTuple


class MailUserRow(NamedTuple):
    """A mail user; `changes` is JSON of what was set beyond the columns, None for one that nobody touched."""

    id: int
    guid: str
    name: str
    alias: str
    display_name: str
    first_name: str
    last_name: str
    address: str
    external: str
    created: int
    changes: str | None


class RuleRow(NamedTuple):
    """A transport rule; `settings` is JSON of its conditions, exceptions, actions and options."""

    guid: str
    name: str
    priority: int
    enabled: int
    changed: int
    settings: str


class ObjectRow(NamedTuple):
    """An object of a family; `rank` is its place among those that have an order, `settings` JSON of what differs from the defaults."""

    guid: str
    name: str
    rank: int
    created: int
    changed: int
    settings: str


class MessageRow(NamedTuple):
    """A traced message."""

    id: int
    guid: str
    message_id: str
    received: int
    sender: str
    recipient: str
    subject: str
    status: str
    to_ip: str | None
    from_ip: str
    size: int


class QuarantineRow(NamedTuple):
    """A quarantined message."""

    id: int
    guid: str
    message_id: str
    received: int
    sender: str
    recipient: str
    subject: str
    size: int
    type: str
    policy_type: str
    policy: str
    status: str
    released_by: str
    expires: int
