"""Get-MessageTrace and its successor: what happened to the mail of the last days."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
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
EXPRESSION = "Microsoft.Exchange.Management.FfoReporting.Common.InvalidExpressionException"
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


def page_number(call: Call, name: str, default: int, highest: int) -> int:
    """Return the value of -Page, -PageSize or -ResultSize."""
    number = int(call.text(name) or default)
    if not 1 <= number <= highest:
        message = f"Invalid {name} value. The valid range is 1 to {highest}."
        raise invalid(message, EXPRESSION, str(number))
    return number


def window(call: Call, days: int) -> tuple[int, int]:
    """Return from when to when: two days back unless said otherwise, `days` at most; without an end it is now."""
    now = int(time.time())
    start, end = moment(call, "StartDate"), moment(call, "EndDate")
    if start is None and end is not None:
        raise invalid("The StartDate must be specified where the EndDate is.", EXPRESSION)
    first, last = now - 2 * DAY if start is None else start, now if end is None else end
    if last < first:
        raise invalid("StartDate must be earlier than EndDate.", EXPRESSION)
    if first < now - days * DAY - 3_600:
        raise invalid(f"Invalid StartDate value. The StartDate can't be older than {days} days from today.", EXPRESSION)
    return first, last


def _matching(call: Call, rows: Iterator[MessageRow]) -> Iterator[MessageRow]:
    senders, recipients = texts(call.get("SenderAddress")), texts(call.get("RecipientAddress"))
    ids, statuses = texts(call.get("MessageId")), [text.casefold() for text in texts(call.get("Status"))]
    unknown = next((text for text in statuses if text not in STATUSES), None)
    if unknown is not None:
        raise invalid(f"Invalid Status value '{unknown}'.", EXPRESSION)
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
    page, size = page_number(call, "Page", 1, 1_000), page_number(call, "PageSize", 1_000, 5_000)
    start, end = window(call, 10)
    first = (page - 1) * size
    for index, row in enumerate(islice(_matching(call, call.store.traced(start, end)), first, first + size), first):
        yield message_object(row, start, end, index)


SUBJECTS: dict[str, Callable[[str, str], bool]] = {
    "contains": lambda subject, text: text in subject,
    "startswith": str.startswith,
    "endswith": str.endswith,
}
V2_DAYS = 90


def get_messages_v2(call: Call) -> Iterator[Value]:
    """Get-MessageTraceV2: without pages; what is left over starts at the last recipient shown."""
    size = page_number(call, "ResultSize", 1_000, 5_000)
    start, end = window(call, V2_DAYS)
    if end - start > 10 * DAY + 3_600:
        raise invalid("The difference between StartDate and EndDate can't be more than 10 days.", EXPRESSION)
    kind = (call.text("SubjectFilterType") or "Contains").casefold()
    if kind not in SUBJECTS:
        raise invalid(
            f"Invalid SubjectFilterType value '{call.text('SubjectFilterType')}'. Valid values are Contains, EndsWith, StartsWith.",
            EXPRESSION,
        )
    text, first = (call.text("Subject") or "").casefold(), (call.text("StartingRecipientAddress") or "").casefold()
    rows = (row for row in _matching(call, call.store.traced(start, end)) if SUBJECTS[kind](row.subject.casefold(), text))
    later = rows if not first else _after(rows, first)
    for index, row in enumerate(islice(later, size)):
        yield message_object(row, start, end, index)
    if next(later, None) is not None:
        call.warn("There are more results. To get them, use the last one's recipient and time for StartingRecipientAddress and EndDate.")


def _after(rows: Iterator[MessageRow], recipient: str) -> Iterator[MessageRow]:
    """Leave out what came at the very time of the end for recipients that were shown already."""
    newest: int | None = None
    for row in rows:
        newest = row.received if newest is None else newest
        if row.received < newest or row.recipient.casefold() >= recipient:
            yield row


CMDLETS = (Cmdlet(DEFINITIONS["Get-MessageTrace"], get_messages), Cmdlet(DEFINITIONS["Get-MessageTraceV2"], get_messages_v2))
