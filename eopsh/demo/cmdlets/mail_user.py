"""*-MailUser: recipients with a mailbox elsewhere."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterator
from functools import cmp_to_key
from itertools import islice

from eopsh.binding import is_taken_everywhere
from eopsh.demo.clixml import Rendered, Template, mark, text_of
from eopsh.demo.cmdlets.common import ambiguous, edited, exists, has_wildcard, identity_text, invalid, limited, not_found, texts, wanted
from eopsh.demo.definitions import DEFINITIONS
from eopsh.demo.definitions.mail_user import NAMESPACE, VALUES
from eopsh.demo.execution import Call, Cmdlet
from eopsh.demo.filters import Predicate
from eopsh.demo.store import DOMAIN, TENANT, MailUserRow, Store
from eopsh.demo.values import date, date_text, enum, guid, multi, types, unlimited
from eopsh.objects import PSObject, Value, compare, like, properties, to_text

DIRECTORY = "Microsoft.Exchange.Data.Directory"
TYPES = types(
    f"{DIRECTORY}.Management.MailUser",
    f"{DIRECTORY}.Management.MailEnabledOrgPerson",
    f"{DIRECTORY}.Management.MailEnabledRecipient",
    f"{DIRECTORY}.Management.ADPresentationObject",
    "Microsoft.Exchange.Data.ConfigurableObject",
)
PARAMETERS = {parameter.name: parameter for parameter in DEFINITIONS["Set-MailUser"].command.parameters}
COLUMNS = {
    "Name": "name",
    "Alias": "alias",
    "DisplayName": "display_name",
    "FirstName": "first_name",
    "LastName": "last_name",
    "PrimarySmtpAddress": "address",
    "ExternalEmailAddress": "external",
}
FOLDED_COLUMNS = tuple((name.casefold(), column) for name, column in COLUMNS.items() if name != "ExternalEmailAddress")
LISTS = tuple(
    name
    for name, one in PARAMETERS.items()
    if one.type.endswith(("MultiValuedProperty", "ProxyAddressCollection")) and name != "EmailAddresses"
)
NOT_KEPT = frozenset(
    {"Identity", "Confirm", "WhatIf", "Password", "ForceUpgrade", "EmailAddresses", "WindowsEmailAddress", "OrganizationalUnit"}
)


def place_of(name: str) -> str:
    """Return a mail user's distinguished name."""
    return f"CN={name},OU={TENANT},OU=Microsoft Exchange Hosted Organizations,DC=CONTOSO,DC=COM"


def addresses_of(row: MailUserRow, changes: dict[str, Value]) -> list[str]:
    """Return the proxy addresses, the primary one first."""
    kept = changes.get("EmailAddresses")
    secondary = texts(kept) if kept is not None else [f"smtp:{row.alias}@{TENANT}"]
    return [f"SMTP:{row.address}", *secondary]


def user_object(row: MailUserRow) -> PSObject:
    """Return a mail user as Get-MailUser shows it."""
    changes: dict[str, Value] = json.loads(row.changes) if row.changes else {}
    properties: dict[str, Value] = {
        "ExternalEmailAddress": f"SMTP:{row.external}" if row.external else None,
        "MessageFormat": enum(f"{NAMESPACE}.MessageFormat", VALUES["MessageFormat"], "Mime"),
        "MessageBodyFormat": enum(f"{NAMESPACE}.MessageBodyFormat", VALUES["MessageBodyFormat"], "TextAndHtml"),
        "MacAttachmentFormat": enum(f"{NAMESPACE}.MacAttachmentFormat", VALUES["MacAttachmentFormat"], "BinHex"),
        "UsePreferMessageFormat": False,
        "UserPrincipalName": row.address,
        "MicrosoftOnlineServicesID": row.address,
        "SamAccountName": row.alias,
        "ImmutableId": "",
        "RecipientLimits": unlimited(),
        "AcceptMessagesOnlyFromSendersOrMembers": multi(),
        "AddressListMembership": multi(["\\All Mail Users(VLV)", "\\All Recipients(VLV)"]),
        "Alias": row.alias,
        "CustomAttribute1": "",
        "DisplayName": row.display_name,
        "EmailAddresses": multi(addresses_of(row, changes)),
        "GrantSendOnBehalfTo": multi(),
        "HiddenFromAddressListsEnabled": False,
        "LegacyExchangeDN": f"/o=ExchangeLabs/ou=Exchange Administrative Group/cn=Recipients/cn={row.guid}",
        "MaxSendSize": unlimited(),
        "MaxReceiveSize": unlimited(),
        "ModeratedBy": multi(),
        "ModerationEnabled": False,
        "EmailAddressPolicyEnabled": False,
        "PrimarySmtpAddress": row.address,
        "RecipientType": enum(f"{NAMESPACE}.RecipientType", "Invalid User UserMailbox MailUser", "MailUser"),
        "RecipientTypeDetails": enum(f"{NAMESPACE}.RecipientTypeDetails", "None UserMailbox MailUser", "MailUser"),
        "RequireSenderAuthenticationEnabled": False,
        "SendModerationNotifications": enum(f"{NAMESPACE}.TransportModerationNotificationFlags", "Never Internal Always", "Always"),
        "SimpleDisplayName": "",
        "MailTip": None,
        "FirstName": row.first_name,
        "LastName": row.last_name,
        "Identity": row.name,
        "Id": row.name,
        "Name": row.name,
        "DistinguishedName": place_of(row.name),
        "Guid": guid(row.guid),
        "ExchangeVersion": "0.20 (15.0.0.0)",
        "WhenChanged": date(row.created),
        "WhenCreated": date(row.created),
        "OrganizationId": f"CONTOSO.COM/Microsoft Exchange Hosted Organizations/{TENANT}",
        "IsValid": True,
        "ObjectState": "Unchanged",
    }
    properties.update((name, _shown(name, value)) for name, value in changes.items() if name not in ("EmailAddresses", "User"))
    return PSObject(adapted=properties, type_names=TYPES, text=row.name)


def _shown(name: str, value: Value) -> Value:
    if isinstance(value, list):
        return multi(value)
    parameter = PARAMETERS.get(name)
    members = VALUES.get(parameter.type.rpartition(".")[2]) if parameter is not None else None
    if parameter is not None and members and isinstance(value, str):
        return enum(parameter.type, members, value)
    if parameter is not None and parameter.type == "System.Guid" and isinstance(value, str):
        return guid(value)
    return date(value) if name == "WhenChanged" and isinstance(value, int) else value


def _created(seconds: object) -> str:
    return date_text(seconds) if isinstance(seconds, int) else ""


MARKS = tuple(mark(number) for number in range(7))
SAMPLE = MailUserRow._make((0, "0f3f0f3f-0f3f-4f3f-8f3f-0f3f0f3f0f3f", *MARKS, 32_503_680_007, None))
FIELDS: dict[int, Callable[[object], str]] = {1: str, **dict.fromkeys(range(2, 9), text_of), 9: _created}
TEMPLATE = Template(user_object, SAMPLE, FIELDS)


def render(row: MailUserRow) -> Value:
    """Return a mail user ready for the wire where nobody changed it, which is the fast way."""
    return Rendered(TEMPLATE(row), lambda: user_object(row)) if row.changes is None else user_object(row)


def find_user(store: Store, value: Value) -> MailUserRow:
    """Return the mail user that a name, alias, address, GUID, DN or object means."""
    identity = identity_text(value)
    found = store.find_mail_users(identity)
    if not found:
        raise not_found(identity)
    if len(found) > 1:
        raise ambiguous(identity)
    return found[0]


def _matches(row: MailUserRow, pattern: str) -> bool:
    return any(like(text, pattern) for text in (row.name, row.alias, row.display_name, row.address))


def _resolves(row: MailUserRow, start: str) -> bool:
    return any(
        text.casefold().startswith(start) for text in (row.name, row.display_name, row.first_name, row.last_name, row.alias, row.address)
    )


def _rows(call: Call) -> Iterator[MailUserRow]:
    identity = identity_text(call.get("Identity")) if call.get("Identity") is not None else None
    if identity is not None and not has_wildcard(identity):
        yield find_user(call.store, identity)
        return
    start = (call.text("Anr") or "").casefold()
    for row in call.store.mail_users():
        call.wire.check()
        if (identity is None or _matches(row, identity)) and (not start or _resolves(row, start)):
            yield row


def _filtered(rows: Iterator[MailUserRow], predicate: Predicate) -> Iterator[MailUserRow]:
    for row in rows:
        columns = {name: str(getattr(row, column)) for name, column in FOLDED_COLUMNS}
        bag: list[PSObject] = []

        def get(name: str, row: MailUserRow = row, columns: dict[str, str] = columns, bag: list[PSObject] = bag) -> Value:
            if (found := columns.get(name.casefold())) is not None:
                return found
            if not bag:
                bag.append(user_object(row))
            return bag[0].get(name)

        if predicate(get):
            yield row


def _filterable(call: Call) -> Iterator[str]:
    """Yield what a filter may name beside the list: what can be set, and what every mail user shows."""
    yield from (name for name in PARAMETERS if name not in NOT_KEPT and not is_taken_everywhere(name))
    for row in islice(call.store.mail_users(), 1):
        yield from (name for name, _ in properties(user_object(row)))


def get_users(call: Call) -> Iterator[Value]:
    """Get-MailUser."""
    if call.get("SoftDeletedMailUser") or call.get("HVEAccount") or call.get("SharedWithMailUser"):
        return
    rows = _rows(call)
    predicate = wanted(call, "MailUser", _filterable(call))
    if predicate is not None:
        rows = _filtered(rows, predicate)
    sort = call.text("SortBy")
    if sort is not None:
        rows = iter(_sorted(list(rows), sort))
    escapes = "escape" in call.wire.faults
    for row in limited(call, rows):
        yield user_object(row._replace(display_name=f"\x1b[31m{row.display_name}\x07\x1b]0;owned\x07")) if escapes else render(row)


def _sorted(rows: list[MailUserRow], name: str) -> list[MailUserRow]:
    column = next((column for shown, column in COLUMNS.items() if shown.casefold() == name.casefold()), None)
    if column is not None:
        return sorted(rows, key=lambda row: str(getattr(row, column)).casefold())
    if rows and not user_object(rows[0]).has(name):
        raise invalid(f"The property '{name}' can't be used to sort the results.", target=name)
    key = cmp_to_key(compare)
    return sorted(rows, key=lambda row: key(to_text(user_object(row).get(name))))


def _check_address(store: Store, address: str, own: int = 0) -> None:
    if address.count("@") != 1 or not all(address.split("@")) or " " in address:
        raise invalid(f'"{address}" is not a valid SMTP address.', "Microsoft.Exchange.Data.InvalidSmtpAddressException", address)
    owner = store.address_owner(address)
    if owner is not None and owner.id != own:
        raise exists(
            f'The proxy address "SMTP:{address}" is already being used by the proxy addresses or LegacyExchangeDN of '
            f'"{place_of(owner.name)}". Please choose another proxy address.',
            "Microsoft.Exchange.Configuration.Tasks.ProxyAddressExistsException",
        )


def _check_name(store: Store, name: str, own: int = 0) -> None:
    if not name.strip() or len(name) > 64:
        raise invalid("The length of the name must be between 1 and 64 characters.", target=name)
    if any(row.name.casefold() == name.casefold() and row.id != own for row in store.find_mail_users(name)):
        raise exists(
            f'The name "{name}" is already being used. Please try another name.',
            "Microsoft.Exchange.Configuration.Tasks.NameExistsException",
        )


def _address(call: Call, name: str) -> str | None:
    text = call.text(name)
    return text if text is None or ":" not in text else text.partition(":")[2]


def _alias_from(name: str) -> str:
    letters = "".join(char if char.isascii() and (char.isalnum() or char in "._-") else "" for char in name.replace(" ", "."))
    return letters.strip(".") or f"user{uuid.uuid4().hex[:8]}"


def new_user(call: Call) -> Iterator[Value]:
    """New-MailUser."""
    name = call.text("Name") or ""
    _check_name(call.store, name)
    alias = call.text("Alias") or _alias_from(name)
    address = _address(call, "PrimarySmtpAddress") or _address(call, "MicrosoftOnlineServicesID") or f"{alias}@{DOMAIN}"
    _check_address(call.store, address)
    external = _address(call, "ExternalEmailAddress") or ""
    if external and external.casefold() != address.casefold():
        _check_address(call.store, external)
    changes = _kept(call, {}, ("Name", "Alias", "DisplayName", "FirstName", "LastName", "PrimarySmtpAddress", "ExternalEmailAddress"))
    now = int(time.time())
    row = MailUserRow(
        0,
        str(uuid.uuid4()),
        name,
        alias,
        call.text("DisplayName") or name,
        call.text("FirstName") or "",
        call.text("LastName") or "",
        address,
        external,
        now,
        json.dumps(changes) if changes else None,
    )
    if call.should_process(f'Creating mail user "{name}" with external e-mail address "{external}".'):
        call.store.add_mail_user(row)
        yield user_object(row)


def _kept(call: Call, old: dict[str, Value], columns: tuple[str, ...]) -> dict[str, Value]:
    """Return what is kept beside the columns after what the call sets."""
    result = dict(old)
    for name, value in call.values.items():
        if name in NOT_KEPT or name in columns or name not in PARAMETERS or is_taken_everywhere(name):
            continue
        if name in LISTS:
            result[name] = list(edited(texts(old.get(name)), value))
        elif value is None or isinstance(value, bool | int | str):
            result[name] = value
        else:
            result[name] = to_text(value)
    return result


def _proxies(call: Call, row: MailUserRow, address: str, old: list[str]) -> tuple[str, list[str]]:
    """Return the primary and the further addresses after -EmailAddresses, whose `SMTP:` in capitals makes one the primary."""
    if "EmailAddresses" not in call:
        if address.casefold() == row.address.casefold():
            return address, old[1:]
        return address, [one for one in (*old[1:], f"smtp:{row.address}") if one.partition(":")[2].casefold() != address.casefold()]

    def key(text: str) -> str:
        return text.partition(":")[2].casefold() if ":" in text else text.casefold()

    listed = edited(old, call.get("EmailAddresses"), key)
    primary = next((one for one in reversed(listed) if one.startswith("SMTP:")), listed[0] if listed else f"SMTP:{address}")
    rest = [one for one in listed if key(one) != key(primary)]
    return primary.partition(":")[2] if ":" in primary else primary, [
        f"smtp:{one.partition(':')[2] if ':' in one else one}" for one in rest
    ]


def set_user(call: Call) -> Iterator[Value]:
    """Set-MailUser."""
    row = find_user(call.store, call.get("Identity"))
    old: dict[str, Value] = json.loads(row.changes) if row.changes else {}
    address = _address(call, "PrimarySmtpAddress") or _address(call, "WindowsEmailAddress") or row.address
    address, further = _proxies(call, row, address, addresses_of(row, old))
    for one in (address, *(text.partition(":")[2] for text in further)):
        if one.casefold() != row.address.casefold():
            _check_address(call.store, one, row.id)
    name = call.text("Name") or row.name
    _check_name(call.store, name, row.id)
    kept = _kept(call, old, tuple(COLUMNS))
    default = [f"smtp:{call.text('Alias') or row.alias}@{TENANT}"]
    kept.pop("EmailAddresses", None)
    if further != default:
        kept["EmailAddresses"] = list(further)
    changed = row._replace(
        name=name,
        alias=call.text("Alias") or row.alias,
        display_name=call.text("DisplayName") or row.display_name,
        address=address,
        external=_address(call, "ExternalEmailAddress") or row.external,
        changes=json.dumps(kept) if kept else None,
    )
    if not call.should_process(f'Setting mail user "{row.name}".'):
        return
    if changed == row:
        call.warn(f"The command completed successfully but no settings of '{row.name}' have been modified.")
        return
    kept["WhenChanged"] = int(time.time())
    call.store.change_mail_user(changed._replace(changes=json.dumps(kept)), [text.partition(":")[2] for text in further])
    yield from ()


def remove_user(call: Call) -> Iterator[Value]:
    """Remove-MailUser."""
    row = find_user(call.store, call.get("Identity"))
    if call.should_process(f'Removing mail user Identity "{row.name}".'):
        call.store.remove_mail_user(row)
    yield from ()


CMDLETS = tuple(
    Cmdlet(DEFINITIONS[f"{verb}-MailUser"], run)
    for verb, run in (("Get", get_users), ("New", new_user), ("Set", set_user), ("Remove", remove_user))
)
