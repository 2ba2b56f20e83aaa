"""Get- and Release-QuarantineMessage."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from itertools import islice

from eopsh.demo.cmdlets.common import identity_text, invalid, moment, not_found, texts
from eopsh.demo.definitions import DEFINITIONS
from eopsh.demo.definitions.quarantine_message import NAMESPACE
from eopsh.demo.execution import Call, Cmdlet
from eopsh.demo.records import CmdletError
from eopsh.demo.store import TENANT, QuarantineRow, Store
from eopsh.demo.values import date, strings
from eopsh.objects import EnumValue, PSObject, Value, like

TYPES = (f"{NAMESPACE}.QuarantineMessage", "System.Object")
POLICY_TYPES = [
    "HostedContentFilterPolicy",
    "AntiPhishPolicy",
    "AntiMalwarePolicy",
    "SafeAttachmentPolicy",
    "ExchangeTransportRule",
    "DataLossPreventionRule",
]
STATUSES = ["RELEASED", "NOTRELEASED", "REQUESTED", "APPROVED", "DENIED", "ERROR", "PREPARINGTORELEASE"]
ADMIN = "admin@contoso.com"
MESSAGES = uuid.UUID("7b1a52de-0000-4000-8000-000000000002")


def _enum(name: str, members: list[str], text: str) -> EnumValue:
    return EnumValue((f"{NAMESPACE}.{name}", "System.Enum", "System.ValueType", "System.Object"), text, members.index(text))


def identity_of(row: QuarantineRow) -> str:
    """Return the identity: the message's id, a backslash, and the id of this recipient's copy."""
    return f"{row.guid}\\{uuid.uuid5(MESSAGES, row.guid)}"


def quarantine_object(row: QuarantineRow) -> PSObject:
    """Return a message as Get-QuarantineMessage shows it."""
    released = row.status == "RELEASED"
    only_admin = row.type in ("HighConfPhish", "Malware")
    properties: dict[str, Value] = {
        "Identity": identity_of(row),
        "ReceivedTime": date(row.received),
        "Organization": TENANT,
        "MessageId": row.message_id,
        "SenderAddress": row.sender,
        "RecipientAddress": strings([row.recipient]),
        "Subject": row.subject,
        "Size": row.size,
        "Type": row.type,
        "PolicyType": _enum("QuarantinePolicyTypeEnum", POLICY_TYPES, row.policy_type),
        "PolicyName": row.policy,
        "TagName": "AdminOnlyAccessPolicy" if only_admin else "DefaultFullAccessPolicy",
        "PermissionToBlockSender": not only_admin,
        "PermissionToDelete": True,
        "PermissionToPreview": True,
        "PermissionToRelease": not only_admin,
        "PermissionToRequestRelease": only_admin,
        "PermissionToViewHeader": True,
        "PermissionToDownload": True,
        "PermissionToAllowSender": True,
        "Released": released,
        "ReleaseStatus": _enum("ReleaseStatus", STATUSES, row.status),
        "SystemReleased": False,
        "RecipientCount": 1,
        "QuarantineTypes": row.type,
        "Expires": date(row.expires),
        "RecipientTag": strings([""]),
        "DeletedForRecipients": strings(),
        "QuarantinedUser": strings([] if released else [row.recipient]),
        "ReleasedUser": strings([row.recipient] if released else []),
        "ReleasedBy": strings([row.released_by] if row.released_by else []),
        "Reported": False,
        "Direction": _enum("QuarantineMessageDirectionEnum", ["Inbound", "Outbound"], "Inbound"),
        "EntityType": "Email",
        "MoveToQuarantineAdminActionTakenBy": "",
        "MoveToQuarantineApprovalId": "",
        "OverrideReasonIntValue": 0,
        "OverrideReason": "None",
        "ReasonDetails": "",
        "CustomData": None,
        "TeamsConversationType": None,
    }
    return PSObject(adapted=properties, type_names=TYPES)


def find_message(store: Store, value: Value) -> QuarantineRow:
    """Return the message that an identity or an object means."""
    identity = value.get("Identity") if isinstance(value, PSObject) else value
    text = identity_text(identity)
    row = store.find_quarantined(text.partition("\\")[0])
    if row is None or ("\\" in text and text.casefold() != identity_of(row)):
        raise not_found(text)
    return row


def _page(call: Call, name: str, default: int) -> int:
    number = int(call.text(name) or default)
    if not 1 <= number <= 1_000:
        raise invalid(f"Invalid {name} value. The valid range is 1 to 1000.", target=str(number))
    return number


Test = Callable[[QuarantineRow], bool]


def _likes(column: str, patterns: list[str]) -> Test:
    return lambda row: any(like(getattr(row, column), pattern) for pattern in patterns)


def _is_one_of(column: str, words: list[str]) -> Test:
    wanted = {word.casefold().strip("<>") for word in words}
    return lambda row: getattr(row, column).casefold().strip("<>") in wanted


def _lies_between(column: str, first: int | None, last: int | None) -> Test:
    return lambda row: (first is None or getattr(row, column) >= first) and (last is None or getattr(row, column) <= last)


WORDS = {
    "PolicyTypes": "policy_type",
    "QuarantineTypes": "type",
    "Type": "type",
    "ReleaseStatus": "status",
    "MessageId": "message_id",
    "Subject": "subject",
    "PolicyName": "policy",
}


def _tests(call: Call) -> Iterator[Test]:
    """Yield what a message must be."""
    yield _lies_between("received", moment(call, "StartReceivedDate"), moment(call, "EndReceivedDate"))
    yield _lies_between("expires", moment(call, "StartExpiresDate"), moment(call, "EndExpiresDate"))
    for name, column in (("SenderAddress", "sender"), ("RecipientAddress", "recipient")):
        if call.get(name) is not None:
            yield _likes(column, texts(call.get(name)))
    for name, column in WORDS.items():
        if call.get(name) is not None:
            yield _is_one_of(column, texts(call.get(name)))
    domains = [f"*@{one}" for one in texts(call.get("Domain"))]
    if domains:
        yield lambda row: _likes("sender", domains)(row) or _likes("recipient", domains)(row)
    if call.get("MyItems"):
        yield _is_one_of("recipient", [ADMIN])
    if call.text("Direction") == "Outbound" or call.get("Reported") or any(texts(call.get("RecipientTag"))):
        yield lambda row: False


def get_messages(call: Call) -> Iterator[Value]:
    """Get-QuarantineMessage."""
    if call.get("Identity") is not None:
        yield quarantine_object(find_message(call.store, call.get("Identity")))
        return
    if (call.text("EntityType") or "Email") != "Email":
        return
    page, size = _page(call, "Page", 1), _page(call, "PageSize", 100)
    tests = list(_tests(call))
    rows = (row for row in call.store.quarantined() if all(test(row) for test in tests))
    yield from map(quarantine_object, islice(rows, (page - 1) * size, page * size))


def release_messages(call: Call) -> Iterator[Value]:
    """Release-QuarantineMessage."""
    listed = call.get("Identities")
    given = listed if isinstance(listed, list) and listed else [call.get("Identity")]
    if given == [None]:
        raise invalid("Either Identity or Identities must be specified.")
    for index, identity in enumerate(given):
        if len(given) > 1:
            call.wire.progress("Releasing quarantined messages", f"{index + 1} of {len(given)}", index * 100 // len(given))
        try:
            _release(call, find_message(call.store, identity))
        except CmdletError as error:
            call.report(error)
    if len(given) > 1:
        call.wire.progress("Releasing quarantined messages", "Completed", 100, done=True)
    yield from ()


def _release(call: Call, row: QuarantineRow) -> None:
    strangers = [user for user in texts(call.get("User")) if user.casefold() != row.recipient.casefold()]
    if strangers:
        raise invalid(f"The user '{strangers[0]}' isn't a recipient of the quarantined message.", target=strangers[0])
    if row.status == "RELEASED" and not call.get("Force"):
        call.warn(f"The message '{identity_of(row)}' has been released already. Use the Force switch to release it again.")
        return
    status = {"Deny": "DENIED", "Request": "REQUESTED"}.get(call.text("ActionType") or "", "RELEASED")
    if call.should_process(f'Releasing quarantined message "{identity_of(row)}".'):
        call.store.set_quarantine_status(row.guid, status, ADMIN if status == "RELEASED" else row.released_by)


CMDLETS = (
    Cmdlet(DEFINITIONS["Get-QuarantineMessage"], get_messages),
    Cmdlet(DEFINITIONS["Release-QuarantineMessage"], release_messages),
)
