"""The tenant allow/block list: senders, addresses, files and IP addresses, and who may pretend to be whom."""

from __future__ import annotations

import ipaddress
import json
import re
import time
import uuid
from collections.abc import Callable, Iterator

from eopsh.demo.cmdlets.common import exists, invalid, moment, not_found, texts
from eopsh.demo.definitions import DEFINITIONS
from eopsh.demo.definitions.allow_block_list import NAMESPACE
from eopsh.demo.execution import Call, Cmdlet
from eopsh.demo.families.model import DAY, GUIDS
from eopsh.demo.store import ObjectRow
from eopsh.demo.values import date
from eopsh.objects import PSObject, Value, like

ITEMS, SPOOFS = "TenantAllowBlockListItems", "TenantAllowBlockListSpoofItems"
FIRST_ITEMS = (
    ("lottery.example", "Sender", "Block", "Reported by many"),
    ("orders@tailspintoys.com", "Sender", "Allow", "Orders of the shop"),
    ("bank.example/sign-in", "Url", "Block", "Phishing"),
    ("2001:db8::66", "IP", "Block", ""),
    ("768a813668695ef2483b2bde7cf5d1b2db0423a0d3e63e498f3ab6f2eb13ea3e", "FileHash", "Block", "Macro virus"),
)
FIRST_SPOOFS = (
    ("news@contoso.com", "203.0.113.0/24", "Internal", "Allow"),
    ("billing@adventure-works.com", "mail.example", "External", "Block"),
)
DOMAIN = re.compile(r"(?:[\w-]+\.)+[\w-]{2,}")
SHAPES: dict[str, Callable[[str], bool]] = {
    "Sender": lambda text: DOMAIN.fullmatch(text.rpartition("@")[2]) is not None and text.count("@") < 2,
    "Url": lambda text: DOMAIN.match(text.removeprefix("*.").removeprefix("~")) is not None,
    "FileHash": lambda text: re.fullmatch(r"[0-9A-Fa-f]{64}", text) is not None,
    "IP": lambda text: _is_ipv6(text),
}


def _is_ipv6(text: str) -> bool:
    try:
        return ipaddress.ip_network(text, strict=False).version == 6
    except ValueError:
        return False


def _first(table: str, rows: tuple[tuple[str, ...], ...], names: tuple[str, ...]) -> Iterator[ObjectRow]:
    made = int(time.time()) - 20 * DAY
    for value, *rest in rows:
        yield ObjectRow(str(uuid.uuid5(GUIDS, f"{table} {value}")), value, 0, made, made, json.dumps(dict(zip(names, rest, strict=True))))


def _items(call: Call) -> list[ObjectRow]:
    return call.store.objects(ITEMS, lambda: _first(ITEMS, FIRST_ITEMS, ("ListType", "Action", "Notes")))


def _spoofs(call: Call) -> list[ObjectRow]:
    return call.store.objects(SPOOFS, lambda: _first(SPOOFS, FIRST_SPOOFS, ("SendingInfrastructure", "SpoofType", "Action")))


def item_object(row: ObjectRow) -> PSObject:
    """Return an entry as Get-TenantAllowBlockListItems shows it."""
    settings = json.loads(row.settings)
    expires, used = settings.get("ExpirationDate"), settings.get("LastUsedDate")
    properties: dict[str, Value] = {
        "Identity": row.guid,
        "Value": row.name,
        "Action": settings["Action"],
        "ListType": settings["ListType"],
        "ListSubType": settings.get("ListSubType", "Tenant"),
        "SubmissionID": settings.get("SubmissionID", ""),
        "Notes": settings.get("Notes", ""),
        "ModifiedBy": "admin@contoso.com",
        "LastModifiedDateTime": date(row.changed),
        "CreatedDateTime": date(row.created),
        "ExpirationDate": date(expires) if isinstance(expires, int) else None,
        "LastUsedDate": date(used) if isinstance(used, int) else None,
        "RemoveAfter": settings.get("RemoveAfter"),
        "Error": None,
        "ObjectState": "Unchanged",
    }
    return PSObject(adapted=properties, type_names=(f"{NAMESPACE}.TenantAllowBlockListItem", "System.Object"))


def _of_type(call: Call) -> Iterator[tuple[ObjectRow, dict[str, Value]]]:
    subtypes = texts(call.get("ListSubType"))
    for row in _items(call):
        settings: dict[str, Value] = json.loads(row.settings)
        if settings["ListType"] == call.text("ListType") and (not subtypes or settings.get("ListSubType", "Tenant") in subtypes):
            yield row, settings


def get_items(call: Call) -> Iterator[Value]:
    """Get-TenantAllowBlockListItems."""
    until = moment(call, "ExpirationDate")
    for row, settings in _of_type(call):
        expires = settings.get("ExpirationDate")
        if (
            (not call.get("Allow") or settings["Action"] == "Allow")
            and (not call.get("Block") or settings["Action"] == "Block")
            and (call.text("Entry") is None or like(row.name, call.text("Entry") or ""))
            and (not call.get("NoExpiration") or expires is None)
            and (until is None or (isinstance(expires, int) and expires <= until))
        ):
            yield item_object(row)


def _action(call: Call) -> str:
    if bool(call.get("Allow")) == bool(call.get("Block")):
        raise invalid("You must specify either the Allow or the Block switch, and not both.")
    return "Allow" if call.get("Allow") else "Block"


def _expiration(call: Call, action: str) -> int | None:
    """Return when an entry ends: in 30 days unless said otherwise."""
    expires = moment(call, "ExpirationDate")
    if call.get("NoExpiration"):
        if action == "Allow":
            raise invalid("The NoExpiration switch can't be used for allow entries.")
        return None
    if expires is not None and expires < time.time():
        raise invalid("The ExpirationDate must be in the future.", target=call.text("ExpirationDate"))
    return int(time.time()) + 30 * DAY if expires is None else expires


def new_items(call: Call) -> Iterator[Value]:
    """New-TenantAllowBlockListItems."""
    kind, action = call.text("ListType") or "", _action(call)
    expires = _expiration(call, action)
    known = {row.name.casefold() for row, _ in _of_type(call)}
    for entry in texts(call.get("Entries")):
        if not SHAPES[kind](entry):
            raise invalid(f"The entry '{entry}' isn't valid for the list type {kind}.", target=entry)
        if entry.casefold() in known:
            raise exists(f"The entry '{entry}' is in the list already.", f"{NAMESPACE}.DuplicateEntryException")
    for entry in dict.fromkeys(texts(call.get("Entries"))):
        settings: dict[str, Value] = {"ListType": kind, "Action": action, "ExpirationDate": expires, "Notes": call.text("Notes") or ""}
        settings |= {name: call.text(name) for name in ("ListSubType", "SubmissionID") if name in call}
        settings |= {"RemoveAfter": call.get("RemoveAfter")} if "RemoveAfter" in call else {}
        now = int(time.time())
        row = ObjectRow(str(uuid.uuid4()), entry, 0, now, now, json.dumps(settings))
        call.store.write_object(ITEMS, row)
        yield item_object(row)
    call.log()


def _named(call: Call) -> Iterator[tuple[ObjectRow, dict[str, Value]]]:
    """Yield the entries of -Ids or -Entries; one that is missing is an error of its own."""
    of_type = list(_of_type(call))
    for text in texts(call.get("Ids") or call.get("Entries")):
        found = next((pair for pair in of_type if text.casefold() in (pair[0].guid, pair[0].name.casefold())), None)
        if found is None:
            call.report(not_found(text))
        else:
            yield found


def set_items(call: Call) -> Iterator[Value]:
    """Set-TenantAllowBlockListItems."""
    for row, settings in list(_named(call)):
        if call.get("Allow") or call.get("Block"):
            settings["Action"] = _action(call)
        if "ExpirationDate" in call or "NoExpiration" in call:
            settings["ExpirationDate"] = _expiration(call, str(settings["Action"]))
        settings |= {name: call.get(name) for name in ("Notes", "RemoveAfter") if name in call}
        changed = row._replace(changed=int(time.time()), settings=json.dumps(settings))
        call.store.write_object(ITEMS, changed)
        call.log()
        yield item_object(changed)


def remove_items(call: Call) -> Iterator[Value]:
    """Remove-TenantAllowBlockListItems, which does not ask."""
    for row, _ in list(_named(call)):
        call.store.remove_object(ITEMS, row.guid)
        call.log()
        yield item_object(row)


def spoof_object(row: ObjectRow) -> PSObject:
    """Return a spoofed sender as Get-TenantAllowBlockListSpoofItems shows it."""
    settings = json.loads(row.settings)
    names = ("SendingInfrastructure", "SpoofType", "Action")
    properties: dict[str, Value] = {"Identity": row.guid, "SpoofedUser": row.name, **{name: settings[name] for name in names}}
    return PSObject(adapted=properties, type_names=(f"{NAMESPACE}.TenantAllowBlockListSpoofItem", "System.Object"))


WORDS = {"Action": ("Allow", "Block"), "SpoofType": ("External", "Internal")}


def _word(call: Call, name: str) -> str | None:
    text = call.text(name)
    if text is None:
        return None
    found = next((word for word in WORDS[name] if word.casefold() == text.casefold()), None)
    if found is None:
        raise invalid(f"The value '{text}' isn't valid for {name}. Valid values are {' and '.join(WORDS[name])}.", target=text)
    return found


def get_spoofs(call: Call) -> Iterator[Value]:
    """Get-TenantAllowBlockListSpoofItems."""
    asked = {name: _word(call, name) for name in WORDS}
    for row in _spoofs(call):
        settings = json.loads(row.settings)
        if all(word is None or settings[name] == word for name, word in asked.items()):
            yield spoof_object(row)


def new_spoof(call: Call) -> Iterator[Value]:
    """New-TenantAllowBlockListSpoofItems."""
    user, sender = call.text("SpoofedUser") or "", call.text("SendingInfrastructure") or ""
    settings = {"SendingInfrastructure": sender, **{name: _word(call, name) for name in WORDS}}
    if any(row.name.casefold() == user.casefold() and json.loads(row.settings)["SendingInfrastructure"] == sender for row in _spoofs(call)):
        raise exists(f"The pair of '{user}' and '{sender}' is in the list already.", f"{NAMESPACE}.DuplicateEntryException")
    now = int(time.time())
    row = ObjectRow(str(uuid.uuid4()), user, 0, now, now, json.dumps(settings))
    if call.should_process(f'Adding the spoofed sender "{user}" of "{sender}".'):
        call.store.write_object(SPOOFS, row)
        yield spoof_object(row)


def _named_spoofs(call: Call) -> Iterator[ObjectRow]:
    rows = {row.guid: row for row in _spoofs(call)}
    for text in texts(call.get("Ids")):
        if text.casefold() in rows:
            yield rows[text.casefold()]
        else:
            call.report(not_found(text))


def set_spoofs(call: Call) -> Iterator[Value]:
    """Set-TenantAllowBlockListSpoofItems."""
    action = _word(call, "Action")
    for row in list(_named_spoofs(call)):
        if call.should_process(f'Setting the spoofed sender "{row.name}".'):
            settings = {**json.loads(row.settings), "Action": action}
            call.store.write_object(SPOOFS, row._replace(changed=int(time.time()), settings=json.dumps(settings)))
    yield from ()


def remove_spoofs(call: Call) -> Iterator[Value]:
    """Remove-TenantAllowBlockListSpoofItems."""
    for row in list(_named_spoofs(call)):
        if call.should_process(f'Removing the spoofed sender "{row.name}".'):
            call.store.remove_object(SPOOFS, row.guid)
    yield from ()


CMDLETS = tuple(
    Cmdlet(DEFINITIONS[f"{verb}-{noun}"], run)
    for noun, runs in (
        (ITEMS, (get_items, new_items, set_items, remove_items)),
        (SPOOFS, (get_spoofs, new_spoof, set_spoofs, remove_spoofs)),
    )
    for verb, run in zip(("Get", "New", "Set", "Remove"), runs, strict=True)
)
