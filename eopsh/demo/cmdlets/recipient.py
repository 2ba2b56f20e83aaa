"""Get-Recipient: recipients of every kind, with what they have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from eopsh.demo.clixml import Rendered, Template
from eopsh.demo.cmdlets.common import has_wildcard, identity_text, limited, texts, wanted
from eopsh.demo.cmdlets.mail_user import FIELDS, SAMPLE, user_object
from eopsh.demo.definitions import DEFINITIONS
from eopsh.demo.execution import Call, Cmdlet
from eopsh.demo.families.behaviour import RESOLVED, sorted_objects
from eopsh.demo.families.directory import Recipient, find_recipient, of_user, others
from eopsh.demo.store import MailUserRow
from eopsh.demo.values import multi, types
from eopsh.objects import PSObject, Value, like, to_text

TYPES = types(
    "Microsoft.Exchange.Data.Directory.Management.ReducedRecipient",
    "Microsoft.Exchange.Data.Directory.Management.ADPresentationObject",
    "Microsoft.Exchange.Data.ConfigurableObject",
)
SHARED = [
    "Alias",
    "City",
    "Company",
    "CountryOrRegion",
    "CustomAttribute1",
    "CustomAttribute2",
    "CustomAttribute3",
    "CustomAttribute4",
    "CustomAttribute5",
    "CustomAttribute6",
    "CustomAttribute7",
    "CustomAttribute8",
    "CustomAttribute9",
    "CustomAttribute10",
    "CustomAttribute11",
    "CustomAttribute12",
    "CustomAttribute13",
    "CustomAttribute14",
    "CustomAttribute15",
    "Database",
    "Department",
    "DisplayName",
    "EmailAddresses",
    "EmailAddressPolicyEnabled",
    "ExternalDirectoryObjectId",
    "ExternalEmailAddress",
    "FirstName",
    "HiddenFromAddressListsEnabled",
    "LastName",
    "ManagedBy",
    "Manager",
    "Notes",
    "Office",
    "Phone",
    "PostalCode",
    "PrimarySmtpAddress",
    "RecipientType",
    "RecipientTypeDetails",
    "SamAccountName",
    "StateOrProvince",
    "Title",
    "WindowsLiveID",
    "Identity",
    "Id",
    "Name",
    "DistinguishedName",
    "Guid",
    "ObjectClass",
    "WhenChanged",
    "WhenCreated",
    "WhenChangedUTC",
    "WhenCreatedUTC",
    "OrganizationId",
    "ExchangeVersion",
    "IsValid",
    "ObjectState",
]
LISTS = frozenset({"EmailAddresses", "ManagedBy", "ObjectClass"})
TEXTS = frozenset(name for name in SHARED if name.startswith("CustomAttribute")) | {
    "City",
    "Company",
    "Department",
    "Title",
    "Office",
    "Phone",
}


def recipient_object(source: PSObject) -> PSObject:
    """Return a recipient as Get-Recipient shows it, from what the cmdlet of its kind shows."""

    def value(name: str) -> Value:
        found = source.get(name)
        if found is None:
            return multi() if name in LISTS else "" if name in TEXTS else None
        return found

    return PSObject(adapted={name: value(name) for name in SHARED}, type_names=TYPES, text=source.text)


TEMPLATE = Template(lambda row: recipient_object(user_object(row)), SAMPLE, FIELDS)
Shown = tuple[Recipient, Callable[[], Value]]
"""A recipient, and what makes it ready for the wire."""


def _render(row: MailUserRow) -> Value:
    """Return a mail user that nobody changed the fast way."""
    if row.changes is not None:
        return recipient_object(user_object(row))
    return Rendered(TEMPLATE(row), lambda: recipient_object(user_object(row)))


def _all(call: Call) -> Iterator[Shown]:
    for row in call.store.mail_users():
        call.wire.check()
        yield of_user(row), partial(_render, row)
    for found in others(call.store):
        yield found, partial(_slow, found)


def _slow(found: Recipient) -> PSObject:
    return recipient_object(found.show())


def _chosen(call: Call) -> Iterator[Shown]:
    if call.get("Identity") is None or has_wildcard(identity_text(call.get("Identity"))):
        yield from _all(call)
    else:
        found = find_recipient(call.store, call.get("Identity"))
        yield found, partial(_slow, found)


def _is_one_of(name: str, kinds: list[str]) -> Callable[[Recipient], bool]:
    wanted_kinds = {kind.casefold() for kind in kinds}
    return lambda found: to_text(found.get(name)).casefold() in wanted_kinds


def _tests(call: Call) -> Iterator[Callable[[Recipient], bool]]:
    """Yield what a recipient must be; what needs no object comes first."""
    pattern = identity_text(call.get("Identity")) if call.get("Identity") is not None else ""
    start = (call.text("Anr") or "").casefold()
    for name in ("RecipientType", "RecipientTypeDetails"):
        if name in call:
            yield _is_one_of(name, texts(call.get(name)))
    if has_wildcard(pattern):
        yield lambda found: any(like(to_text(found.get(name)), pattern) for name in RESOLVED)
    if start:
        yield lambda found: any(to_text(found.get(name)).casefold().startswith(start) for name in RESOLVED)
    predicate = wanted(call, "Recipient", SHARED)
    if predicate is not None:
        yield lambda found: predicate(found.get)


def get_recipients(call: Call) -> Iterator[Value]:
    """Get-Recipient."""
    tests = list(_tests(call))
    chosen = ((found, make) for found, make in _chosen(call) if all(test(found) for test in tests))
    if call.text("SortBy") is not None:
        yield from limited(call, sorted_objects(call, (_slow(found) for found, _ in chosen)))
        return
    for _, make in limited(call, chosen):
        yield make()


CMDLETS = (Cmdlet(DEFINITIONS["Get-Recipient"], get_recipients),)
