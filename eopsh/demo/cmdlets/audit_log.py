"""The audit logs: what administrators did to this organization, in these sessions and before."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator
from itertools import islice

from eopsh.demo.cmdlets.common import invalid, moment, texts
from eopsh.demo.definitions import DEFINITIONS
from eopsh.demo.execution import Call, Cmdlet
from eopsh.demo.families.model import DAY, GUIDS
from eopsh.demo.records import SERVER
from eopsh.demo.store import TENANT, ObjectRow
from eopsh.demo.values import date, guid, multi
from eopsh.objects import PSObject, Value, like

LOG = "AuditLog"
ADMIN = "admin@contoso.com"
CONFIG = "Microsoft.Exchange.Management.SystemConfigurationTasks"
FIRST: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("New-TransportRule", "Block executables", {"Name": "Block executables", "AttachmentExtensionMatchesWords": "exe scr js"}),
    ("Set-HostedContentFilterPolicy", "Default", {"Identity": "Default", "BlockedSenderDomains": "lottery.example"}),
    ("Disable-TransportRule", "Copy invoices to finance", {"Identity": "Copy invoices to finance"}),
    ("New-MailContact", "Carla Costa", {"Name": "Carla Costa", "ExternalEmailAddress": "carla@fabrikam.com"}),
    ("Add-RoleGroupMember", "Help Desk", {"Identity": "Help Desk", "Member": "zoe.nunez"}),
    ("Set-OrganizationConfig", TENANT, {"IsGroupFoldersAndRulesEnabled": "False"}),
)


def _first() -> Iterator[ObjectRow]:
    for index, (cmdlet, target, parameters) in enumerate(FIRST):
        made = int(time.time()) - (25 - 4 * index) * DAY
        yield ObjectRow(
            str(uuid.uuid5(GUIDS, f"{LOG} {index}")), cmdlet, 0, made, made, json.dumps({"Parameters": parameters, "Object": target})
        )


def _between(call: Call, start: int, end: int) -> list[ObjectRow]:
    """Return what was done in this time, the newest first."""
    rows = [row for row in call.store.objects(LOG, _first) if start <= row.created <= end]
    rows.reverse()  # of what was done in the same second the later comes first
    return sorted(rows, key=lambda row: -row.created)


def _window(call: Call) -> tuple[int, int]:
    start, end = moment(call, "StartDate"), moment(call, "EndDate")
    if start is not None and end is not None and start > end:
        raise invalid("The StartDate must be earlier than the EndDate.", f"{CONFIG}.AuditLogSearchArgumentException")
    now = int(time.time())
    return now - 14 * DAY if start is None else start, now + 1 if end is None else end


def _count(call: Call, default: int, highest: int) -> int:
    text = call.text("ResultSize") or str(default)
    if not text.isdecimal() or not 1 <= int(text) <= highest:
        raise invalid(f"The ResultSize value '{text}' isn't valid. The value must be between 1 and {highest}.", target=text)
    return int(text)


def _bag(kind: str, properties: dict[str, Value]) -> PSObject:
    return PSObject(adapted=properties, type_names=(f"Microsoft.Exchange.Management.SystemConfigurationTasks.{kind}", "System.Object"))


def event_object(row: ObjectRow) -> PSObject:
    """Return an entry as Search-AdminAuditLog shows it."""
    settings = json.loads(row.settings)
    given = [
        PSObject(
            adapted={"Name": name, "Value": value},
            type_names=("Microsoft.Exchange.Management.SystemConfigurationTasks.AdminAuditLogCmdletParameter",),
            text=name,
        )
        for name, value in settings["Parameters"].items()
    ]
    return _bag(
        "AdminAuditLogEvent",
        {
            "ObjectModified": settings["Object"],
            "CmdletName": row.name,
            "CmdletParameters": multi(given),
            "ModifiedProperties": multi(),
            "Caller": ADMIN,
            "ExternalAccess": False,
            "Succeeded": True,
            "Error": "None",
            "RunDate": date(row.created),
            "OriginatingServer": f"{SERVER} (15.20.8000.020)",
            "Identity": row.guid,
            "IsValid": True,
            "ObjectState": "New",
        },
    )


def _matches(call: Call, row: ObjectRow, cmdlets: str) -> bool:
    settings = json.loads(row.settings)
    names = {name.casefold() for name in settings["Parameters"]}
    wanted = texts(call.get(cmdlets))
    return (
        (not wanted or any(like(row.name, one) for one in wanted))
        and all(one.casefold() in names for one in texts(call.get("Parameters")))
        and (not texts(call.get("ObjectIds")) or any(like(settings["Object"], one) for one in texts(call.get("ObjectIds"))))
        and (not texts(call.get("UserIds")) or any(one.casefold() in (ADMIN, "admin") for one in texts(call.get("UserIds"))))
    )


def search_admin_log(call: Call) -> Iterator[Value]:
    """Search-AdminAuditLog."""
    if texts(call.get("Parameters")) and not texts(call.get("Cmdlets")):
        raise invalid("The Parameters parameter can be used only with the Cmdlets parameter.", f"{CONFIG}.AuditLogSearchArgumentException")
    first = int(call.text("StartIndex") or 0)
    if call.get("ExternalAccess") or call.get("IsSuccess") is False:
        return
    rows = (row for row in _between(call, *_window(call)) if _matches(call, row, "Cmdlets"))
    yield from map(event_object, islice(rows, first, first + _count(call, 1_000, 250_000)))


def record_object(row: ObjectRow, index: int, count: int) -> PSObject:
    """Return an entry as Search-UnifiedAuditLog shows it."""
    settings = json.loads(row.settings)
    when = date(row.created)
    data = {
        "CreationTime": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(row.created)),
        "Id": row.guid,
        "Operation": row.name,
        "OrganizationName": TENANT,
        "RecordType": 1,
        "ResultStatus": "True",
        "UserId": ADMIN,
        "Workload": "Exchange",
        "ObjectId": settings["Object"],
        "Parameters": [{"Name": name, "Value": value} for name, value in settings["Parameters"].items()],
    }
    return _bag(
        "UnifiedAuditLogRecord",
        {
            "RecordType": "ExchangeAdmin",
            "CreationDate": when,
            "UserIds": ADMIN,
            "Operations": row.name,
            "AuditData": json.dumps(data, ensure_ascii=False, separators=(",", ":")),
            "ResultIndex": index,
            "ResultCount": count,
            "Identity": guid(row.guid),
            "IsValid": True,
            "ObjectState": "Unchanged",
        },
    )


def search_unified_log(call: Call) -> Iterator[Value]:
    """Search-UnifiedAuditLog."""
    if (call.text("RecordType") or "ExchangeAdmin").casefold() != "exchangeadmin":
        return
    text = (call.text("FreeText") or "").casefold()
    rows = [
        row
        for row in _between(call, *_window(call))
        if _matches(call, row, "Operations") and text in f"{row.name} {row.settings}".casefold()
    ]
    for index, row in enumerate(rows[: _count(call, 100, 5_000)], 1):
        yield record_object(row, index, len(rows))


def write_log(call: Call) -> Iterator[Value]:
    """Write-AdminAuditLog: the comment is a parameter of the entry, which is all that is written."""
    if len(call.text("Comment") or "") > 500:
        raise invalid("The length of the comment must be between 1 and 500 characters.")
    call.should_process(f'Writing the comment "{call.text("Comment")}" to the admin audit log.')
    yield from ()


CMDLETS = (
    Cmdlet(DEFINITIONS["Search-AdminAuditLog"], search_admin_log),
    Cmdlet(DEFINITIONS["Search-UnifiedAuditLog"], search_unified_log),
    Cmdlet(DEFINITIONS["Write-AdminAuditLog"], write_log),
)
