"""Senders and connectors that the service blocked because they sent spam, and how they come free again."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator

from eopsh.demo.cmdlets.common import not_found
from eopsh.demo.definitions import DEFINITIONS
from eopsh.demo.execution import Call, Cmdlet
from eopsh.demo.families.model import DAY, GUIDS
from eopsh.demo.store import DOMAIN, ObjectRow
from eopsh.demo.values import date, guid
from eopsh.objects import PSObject, Value

KIND = "Microsoft.Exchange.Management.SystemConfigurationTasks"
SENDERS, CONNECTORS = "BlockedSenderAddress", "BlockedConnector"
FIRST = {
    SENDERS: ((f"eleni.papadakis@{DOMAIN}", "OutboundSpamLast24Hours=150;OutboundMailLast24Hours=170;OutboundSpamPercent=882"),),
    CONNECTORS: (("To our own servers", "Too much suspicious mail came through this connector."),),
}


def _rows(call: Call, family: str) -> list[ObjectRow]:
    made = int(time.time()) - 2 * DAY

    def first() -> Iterator[ObjectRow]:
        for name, reason in FIRST[family]:
            yield ObjectRow(str(uuid.uuid5(GUIDS, f"{family} {name}")), name, 0, made, made, json.dumps({"Reason": reason}))

    return call.store.objects(family, first)


def _object(family: str, row: ObjectRow) -> PSObject:
    named: dict[str, Value] = (
        {"SenderAddress": row.name} if family == SENDERS else {"ConnectorId": guid(row.guid), "ConnectorName": row.name}
    )
    properties: dict[str, Value] = {
        **named,
        "Reason": json.loads(row.settings)["Reason"],
        "CreatedDatetime": date(row.created),
        "ChangedDatetime": date(row.changed),
        "TemporaryBlock": False,
    }
    return PSObject(adapted=properties, type_names=(f"{KIND}.{family}", "System.Object"))


def _wanted(call: Call, family: str) -> Iterator[ObjectRow]:
    text = call.text("SenderAddress" if family == SENDERS else "ConnectorId")
    found = [row for row in _rows(call, family) if text is None or text.casefold() in (row.name.casefold(), row.guid)]
    if text is not None and not found:
        raise not_found(text)
    yield from found


def get_senders(call: Call) -> Iterator[Value]:
    """Get-BlockedSenderAddress."""
    yield from (_object(SENDERS, row) for row in _wanted(call, SENDERS))


def get_connectors(call: Call) -> Iterator[Value]:
    """Get-BlockedConnector."""
    yield from (_object(CONNECTORS, row) for row in _wanted(call, CONNECTORS))


def remove_sender(call: Call) -> Iterator[Value]:
    """Remove-BlockedSenderAddress, which does not ask."""
    yield from _remove(call, SENDERS)


def remove_connector(call: Call) -> Iterator[Value]:
    """Remove-BlockedConnector, which does not ask."""
    yield from _remove(call, CONNECTORS)


def _remove(call: Call, family: str) -> Iterator[Value]:
    for row in _wanted(call, family):
        call.store.remove_object(family, row.guid)
        call.log()
    yield from ()


CMDLETS = (
    Cmdlet(DEFINITIONS["Get-BlockedSenderAddress"], get_senders),
    Cmdlet(DEFINITIONS["Remove-BlockedSenderAddress"], remove_sender),
    Cmdlet(DEFINITIONS["Get-BlockedConnector"], get_connectors),
    Cmdlet(DEFINITIONS["Remove-BlockedConnector"], remove_connector),
)
