"""Get-MessageTrace: what happened to the mail of the last ten days."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice

from eopsh.demo.cmdlets.common import invalid, moment, texts
from eopsh.demo.definitions import DEFINITIONS
from eopsh.demo.execution import Call, Cmdlet
from eopsh.demo.store import TENANT, MessageRow
from eopsh.demo.values import date, guid
from eopsh.objects import PSObject, Value, like, to_text

TYPES = (
    "Microsoft.Exchange.Management.FfoReporting.MessageTrace",
    "Microsoft.Exchange.Management.FfoReporting.Common.FfoReportObject",
    "System.Object",
)
DAY = 86_400
STATUSES = frozenset(["none", "gettingstatus", "failed", "pending", "delivered", "expanded", "quarantined", "filteredasspam"])


def message_object(row: MessageRow, start: int, end: int, index: int) -> PSObject:
    """Return a traced message as Get-MessageTrace shows it."""
    properties: dict[str, Value] = {
        "Organization": TENANT,
        "MessageId": row.message_id,
        "Received": date(row.received),
        "SenderAddress": row.sender,
        "RecipientAddress": row.recipient,
        "Subject": row.subject,
        "Status": row.status,
        "ToIP": row.to_ip,
        "FromIP": row.from_ip,
        "Size": row.size,
        "MessageTraceId": guid(row.guid),
        "StartDate": date(start),
        "EndDate": date(end),
        "Index": index,
    }
    return PSObject(adapted=properties, type_names=TYPES)


def _page(call: Call, name: str, default: int, highest: int) -> int:
    number = int(call.text(name) or default)
    if not 1 <= number <= highest:
        message = f"Invalid {name} value. The valid range is 1 to {highest}."
        raise invalid(message, "Microsoft.Exchange.Management.FfoReporting.Common.InvalidExpressionException", str(number))
    return number


def _window(call: Call) -> tuple[int, int]:
    """Return from when to when: two days back unless said otherwise, ten at most."""
    now = int(time.time())
    start, end = moment(call, "StartDate"), moment(call, "EndDate")
    if (start is None) != (end is None):
        raise invalid(
            "Both StartDate and EndDate must be specified.", "Microsoft.Exchange.Management.FfoReporting.Common.InvalidExpressionException"
        )
    first, last = (now - 2 * DAY, now) if start is None or end is None else (start, end)
    if last < first:
        raise invalid(
            "StartDate must be earlier than EndDate.", "Microsoft.Exchange.Management.FfoReporting.Common.InvalidExpressionException"
        )
    if first < now - 10 * DAY - 3_600:
        message = "Invalid StartDate value. The StartDate can't be older than 10 days from today."
        raise invalid(message, "Microsoft.Exchange.Management.FfoReporting.Common.InvalidExpressionException")
    return first, last


def _matching(call: Call, rows: Iterator[MessageRow]) -> Iterator[MessageRow]:
    senders, recipients = texts(call.get("SenderAddress")), texts(call.get("RecipientAddress"))
    ids, statuses = texts(call.get("MessageId")), [text.casefold() for text in texts(call.get("Status"))]
    unknown = next((text for text in statuses if text not in STATUSES), None)
    if unknown is not None:
        raise invalid(f"Invalid Status value '{unknown}'.", "Microsoft.Exchange.Management.FfoReporting.Common.InvalidExpressionException")
    exact = {name: call.text(name) for name in ("FromIP", "ToIP", "MessageTraceId")}
    for row in rows:
        call.wire.check()
        if (
            _any_like(row.sender, senders)
            and _any_like(row.recipient, recipients)
            and (not ids or row.message_id.strip("<>") in [one.strip("<>") for one in ids])
            and (not statuses or row.status.casefold() in statuses)
            and all(wanted is None or wanted.casefold() == to_text(given).casefold() for wanted, given in _pairs(exact, row))
        ):
            yield row


def _pairs(exact: dict[str, str | None], row: MessageRow) -> tuple[tuple[str | None, str | None], ...]:
    return (exact["FromIP"], row.from_ip), (exact["ToIP"], row.to_ip), (exact["MessageTraceId"], row.guid)


def _any_like(text: str, patterns: list[str]) -> bool:
    return not patterns or any(like(text, pattern) for pattern in patterns)


def get_messages(call: Call) -> Iterator[Value]:
    """Get-MessageTrace."""
    page, size = _page(call, "Page", 1, 1_000), _page(call, "PageSize", 1_000, 5_000)
    start, end = _window(call)
    first = (page - 1) * size
    for index, row in enumerate(islice(_matching(call, call.store.traced(start, end)), first, first + size), first):
        yield message_object(row, start, end, index)


CMDLETS = (Cmdlet(DEFINITIONS["Get-MessageTrace"], get_messages),)
