"""Mail traffic reports: the traced messages, counted."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from eopsh.demo.cmdlets.common import invalid, moment, texts
from eopsh.demo.cmdlets.message_trace import EXPRESSION, page_number
from eopsh.demo.definitions import DEFINITIONS
from eopsh.demo.execution import Call, Cmdlet
from eopsh.demo.families.model import DAY
from eopsh.demo.store import DOMAIN, TENANT, MessageRow
from eopsh.demo.values import date, guid
from eopsh.objects import PSObject, Value

KIND = "Microsoft.Exchange.Management.FfoReporting"
HOUR = 3_600
VERDICTS = {
    "FilteredAsSpam": ("Advanced filter", "MoveToJmf", "SpamDetections"),
    "Quarantined": ("URL malicious reputation", "Quarantine", "EmailPhish"),
    "Failed": ("Anti-malware Engine", "BlockAccess", "EmailMalware"),
}
"""What the protection said of a message with this status, what it did, and what the flow counts it as."""
RULE = "Copy invoices to finance"
STEPS = {"hour": HOUR, "day": DAY, "summary": 0}


@dataclass(frozen=True, slots=True)
class Mail:
    """A traced message as the reports look at it."""

    row: MessageRow
    direction: str
    event: str
    action: str

    @property
    def flow(self) -> str:
        """Return what the mail flow report counts it as."""
        return VERDICTS.get(self.row.status, ("", "", "GoodMail"))[2]

    @property
    def by_rule(self) -> bool:
        """Whether a transport rule acted on it."""
        return self.row.subject.startswith("Invoice")


def _direction(row: MessageRow) -> str:
    ours = row.sender.endswith(f"@{DOMAIN}"), row.recipient.endswith(f"@{DOMAIN}")
    return "IntraOrg" if all(ours) else "Outbound" if ours[0] else "Inbound"


def _window(call: Call) -> tuple[int, int]:
    now = int(time.time())
    start, end = moment(call, "StartDate"), moment(call, "EndDate")
    if (start is None) != (end is None):
        raise invalid("Both StartDate and EndDate must be specified.", EXPRESSION)
    first, last = (now - 7 * DAY, now) if start is None or end is None else (start, end)
    if last < first:
        raise invalid("StartDate must be earlier than EndDate.", EXPRESSION)
    return first, last


def _words(call: Call, name: str) -> set[str]:
    return {one.casefold() for one in texts(call.get(name))}


def _mails(call: Call) -> Iterator[Mail]:
    """Yield the messages of the time, direction, sender, recipient and ids asked for."""
    asked = {
        name: _words(call, name) for name in ("Direction", "SenderAddress", "RecipientAddress", "MessageId", "MessageTraceId", "Domain")
    }
    for row in call.store.traced(*_window(call)):
        call.wire.check()
        event, action, _ = VERDICTS.get(row.status, ("Message passed", "", ""))
        mail = Mail(row, _direction(row), event, action)
        domain = (row.sender if mail.direction == "Outbound" else row.recipient).partition("@")[2]
        given = (mail.direction, row.sender, row.recipient, row.message_id, row.guid, domain)
        if all(not words or one.casefold() in words for words, one in zip(asked.values(), given, strict=True)):
            yield mail


def _paged(call: Call, rows: Iterator[PSObject]) -> Iterator[PSObject]:
    page, size = page_number(call, "Page", 1, 1_000), page_number(call, "PageSize", 1_000, 5_000)
    yield from islice(rows, (page - 1) * size, page * size)


def _report(kind: str, **properties: Value) -> PSObject:
    names = (f"{KIND}.{kind}", f"{KIND}.Common.FfoReportObject", "System.Object")
    return PSObject(adapted={"Organization": TENANT, **properties}, type_names=names)


def _step(call: Call) -> int:
    """Return the seconds that one row stands for, 0 for all of them."""
    word = call.text("AggregateBy") or "Day"
    if word.casefold() not in STEPS:
        raise invalid(f"Invalid AggregateBy value '{word}'. Valid values are Day, Hour, Summary.", EXPRESSION)
    return STEPS[word.casefold()]


def _counted(call: Call, mails: Iterator[Mail], keys: Callable[[Mail], tuple[str, ...]]) -> Iterator[tuple[int, tuple[str, ...], int]]:
    """Yield time, words and count; -SummarizeBy and the step decide what is counted together."""
    step, counts = _step(call), Counter[tuple[int, tuple[str, ...]]]()
    for mail in mails:
        counts[(mail.row.received // step * step if step else 0, keys(mail))] += 1
    for (when, words), count in sorted(counts.items(), key=lambda item: (-item[0][0], item[0][1])):
        yield when, words, count


def _wanted(call: Call, mails: Iterator[Mail]) -> Iterator[Mail]:
    events, actions = _words(call, "EventType"), _words(call, "Action")
    return (one for one in mails if (not events or one.event.casefold() in events) and (not actions or one.action.casefold() in actions))


def protection(call: Call) -> Iterator[Value]:
    """Get-MailTrafficATPReport."""
    together = _words(call, "SummarizeBy")

    def keys(mail: Mail) -> tuple[str, ...]:
        parts = {"Direction": mail.direction, "EventType": mail.event, "Action": mail.action}
        return tuple("" if name.casefold() in together else word for name, word in parts.items())

    rows = (
        _report(
            "MailTrafficATPReport",
            Domain="",
            Date=date(when) if when else None,
            EventType=event,
            Direction=direction,
            VerdictSource="",
            Action=action,
            SubType="",
            MessageCount=count,
        )
        for when, (direction, event, action), count in _counted(call, _wanted(call, _mails(call)), keys)
    )
    yield from _paged(call, rows)


def _ruled(call: Call) -> Iterator[Mail]:
    rules, events = _words(call, "TransportRule"), _words(call, "EventType")
    if (
        texts(call.get("DlpPolicy"))
        or (rules and RULE.casefold() not in rules)
        or (events and not any(one.startswith("transportrule") for one in events))
    ):
        return iter(())
    return (mail for mail in _mails(call) if mail.by_rule)


def policies(call: Call) -> Iterator[Value]:
    """Get-MailTrafficPolicyReport."""
    rows = (
        _report(
            "MailTrafficPolicyReport",
            Domain=TENANT,
            Date=date(when) if when else None,
            DlpPolicy="",
            TransportRule=RULE,
            EventType="TransportRuleHits",
            Direction=direction,
            MessageCount=count,
        )
        for when, (direction,), count in _counted(call, _ruled(call), lambda mail: (mail.direction,))
    )
    yield from _paged(call, rows)


SUMMARIES: dict[str, tuple[Callable[[Mail], bool], Callable[[Mail], str]]] = {
    "InboundTransportRuleHits": (lambda mail: mail.by_rule and mail.direction == "Inbound", lambda mail: RULE),
    "OutboundTransportRuleHits": (lambda mail: mail.by_rule and mail.direction == "Outbound", lambda mail: RULE),
    "TopMailSender": (lambda mail: mail.direction == "Outbound", lambda mail: mail.row.sender),
    "TopMailRecipient": (lambda mail: mail.direction == "Inbound", lambda mail: mail.row.recipient),
    "TopSpamRecipient": (lambda mail: mail.flow == "SpamDetections", lambda mail: mail.row.recipient),
    "TopMalwareRecipient": (lambda mail: mail.flow == "EmailMalware", lambda mail: mail.row.recipient),
    "TopPhishRecipient": (lambda mail: mail.flow == "EmailPhish", lambda mail: mail.row.recipient),
}


def summary(call: Call) -> Iterator[Value]:
    """Get-MailTrafficSummaryReport: the most frequent ones of a category."""
    wanted = (call.text("Category") or "TopMailSender").casefold()
    which, name = next((pair for key, pair in SUMMARIES.items() if key.casefold() == wanted), (lambda mail: False, lambda mail: ""))
    counts = Counter(name(mail) for mail in _mails(call) if which(mail))
    rows = (_report("MailTrafficSummaryReport", C1=one, C2=str(count), C3="") for one, count in counts.most_common())
    yield from _paged(call, rows)


def flow(call: Call) -> Iterator[Value]:
    """Get-MailFlowStatusReport."""
    events = _words(call, "EventType")
    counts = Counter((mail.row.received // DAY * DAY, mail.direction, mail.flow) for mail in _mails(call))
    listed = sorted(counts.items(), key=lambda item: (-item[0][0], item[0][1:]))
    rows = (
        _report("MailFlowStatusReport", Date=date(when), Direction=direction, EventType=event, MessageCount=count)
        for (when, direction, event), count in listed
        if not events or event.casefold() in events
    )
    yield from _paged(call, rows)


def _details(kind: str, mails: Iterator[Mail], event: Callable[[Mail], str], **more: Value) -> Iterator[PSObject]:
    for mail in mails:
        yield _report(
            kind,
            Date=date(mail.row.received),
            MessageId=mail.row.message_id,
            MessageTraceId=guid(mail.row.guid),
            Domain=mail.row.recipient.partition("@")[2],
            Subject=mail.row.subject,
            MessageSize=mail.row.size,
            Direction=mail.direction,
            SenderAddress=mail.row.sender,
            RecipientAddress=mail.row.recipient,
            EventType=event(mail),
            Action=mail.action,
            **more,
        )


def protection_details(call: Call) -> Iterator[Value]:
    """Get-MailDetailATPReport."""
    mails = (mail for mail in _wanted(call, _mails(call)) if mail.row.status in VERDICTS)
    yield from _paged(call, _details("MailDetailATPReport", mails, lambda mail: mail.event, DataSource="EOP"))


def rule_details(call: Call) -> Iterator[Value]:
    """Get-MailDetailTransportRuleReport."""
    found = _details("MailDetailTransportRuleReport", _ruled(call), lambda mail: "TransportRuleHits", TransportRule=RULE, DlpPolicy="")
    yield from _paged(call, found)


CMDLETS = (
    Cmdlet(DEFINITIONS["Get-MailTrafficATPReport"], protection),
    Cmdlet(DEFINITIONS["Get-MailTrafficPolicyReport"], policies),
    Cmdlet(DEFINITIONS["Get-MailTrafficSummaryReport"], summary),
    Cmdlet(DEFINITIONS["Get-MailFlowStatusReport"], flow),
    Cmdlet(DEFINITIONS["Get-MailDetailATPReport"], protection_details),
    Cmdlet(DEFINITIONS["Get-MailDetailTransportRuleReport"], rule_details),
)
