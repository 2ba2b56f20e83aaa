"""Get-MessageTraceDetail and its successor: what happened to one message, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from eopsh.demo.cmdlets.common import texts
from eopsh.demo.cmdlets.message_trace import page_number, window
from eopsh.demo.definitions import DEFINITIONS
from eopsh.demo.execution import Call, Cmdlet
from eopsh.demo.store import TENANT, MessageRow
from eopsh.demo.values import date, guid
from eopsh.objects import PSObject, Value

TYPES = (
    "Microsoft.Exchange.Management.FfoReporting.MessageTraceDetail",
    "Microsoft.Exchange.Management.FfoReporting.Common.FfoReportObject",
    "System.Object",
)
Step = tuple[int, str, str, str]
"""Seconds after the message was received, event, action, detail."""
ENDS: dict[str, tuple[Step, ...]] = {
    "Delivered": ((3, "Deliver", "", "The message was successfully delivered to the folder: DefaultFolderType:Inbox"),),
    "FilteredAsSpam": (
        (2, "Spam", "MoveToJmf", "The message was marked as spam."),
        (4, "Deliver", "", "The message was delivered to the folder: DefaultFolderType:JunkEmail"),
    ),
    "Quarantined": ((2, "Spam", "Quarantine", "The message was quarantined."),),
    "Failed": ((5, "Fail", "", "Reason: [{LED=550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup}]."),),
    "Pending": ((60, "Defer", "", "Reason: [{LED=451 4.4.62 Mail sent to the wrong Office 365 region}]."),),
    "Expanded": ((1, "Expand", "", "The distribution group was expanded."),),
}


def _steps(row: MessageRow) -> Iterator[Step]:
    yield 0, "Receive", "", f"Message received by: {TENANT} from {row.from_ip}"
    if row.sender.endswith("contoso.com"):
        yield 1, "Submit", "", "The message was submitted."
    if row.subject.startswith("Invoice"):
        yield (
            1,
            "Transport rule",
            "SetAuditSeverity",
            "Transport rule: 'Copy invoices to finance', ID: (99a7db0c-610f-49bb-9b8a-932e390fcf38)",
        )
    yield from ENDS.get(row.status, ())
    if not row.recipient.endswith("contoso.com") and row.status == "Delivered":
        yield 4, "Send external", "", f"Message sent to mail.{row.recipient.partition('@')[2]} at {row.to_ip or 'an unknown address'}."


def detail_object(row: MessageRow, step: Step, start: int, end: int, index: int) -> PSObject:
    """Return one step as Get-MessageTraceDetail shows it."""
    after, event, action, detail = step
    properties: dict[str, Value] = {
        "Organization": TENANT,
        "MessageId": row.message_id,
        "MessageTraceId": guid(row.guid),
        "Date": date(row.received + after),
        "Event": event,
        "Action": action,
        "Detail": detail,
        "Data": f'<root><MEP Name="CustomData" Blob="S:Size={row.size}" /></root>',
        "SenderAddress": row.sender,
        "RecipientAddress": row.recipient,
        "StartDate": date(start),
        "EndDate": date(end),
        "Index": index,
    }
    return PSObject(adapted=properties, type_names=TYPES)


def get_details(call: Call) -> Iterator[Value]:
    """Get-MessageTraceDetail and Get-MessageTraceDetailV2."""
    page, size = page_number(call, "Page", 1, 1_000), page_number(call, "PageSize", 1_000, 5_000)
    start, end = window(call, 10)
    yield from islice(_wanted(call, start, end), (page - 1) * size, page * size)


def _wanted(call: Call, start: int, end: int) -> Iterator[PSObject]:
    events, actions = ({one.casefold() for one in texts(call.get(name))} for name in ("Event", "Action"))
    identity, recipient = (call.text("MessageTraceId") or "").casefold(), (call.text("RecipientAddress") or "").casefold()
    for row in call.store.traced(start, end):
        call.wire.check()
        if row.guid != identity or row.recipient.casefold() != recipient:
            continue
        for index, step in enumerate(_steps(row)):
            if (not events or step[1].casefold() in events) and (not actions or step[2].casefold() in actions):
                yield detail_object(row, step, start, end, index)


CMDLETS = (Cmdlet(DEFINITIONS["Get-MessageTraceDetail"], get_details), Cmdlet(DEFINITIONS["Get-MessageTraceDetailV2"], get_details))
