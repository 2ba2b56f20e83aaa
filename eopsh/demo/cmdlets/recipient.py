"""Get-Recipient: recipients of every kind, with what they have in common."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.demo.cmdlets.common import has_wildcard, identity_text, limited, texts, wanted
from eopsh.demo.definitions import DEFINITIONS
from eopsh.demo.execution import Call, Cmdlet
from eopsh.demo.families.behaviour import RESOLVED, sorted_objects
from eopsh.demo.families.directory import Recipient, find_recipient, recipients
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


def _chosen(call: Call) -> Iterator[Recipient]:
    if call.get("Identity") is None or has_wildcard(identity_text(call.get("Identity"))):
        yield from recipients(call.store)
    else:
        yield find_recipient(call.store, call.get("Identity"))


def _objects(call: Call) -> Iterator[PSObject]:
    """Yield the recipients that -Identity, -Anr and the types let through."""
    pattern = identity_text(call.get("Identity")) if call.get("Identity") is not None else "*"
    start = (call.text("Anr") or "").casefold()
    asked = {
        name: {text.casefold() for text in texts(call.get(name))} for name in ("RecipientType", "RecipientTypeDetails") if name in call
    }
    for found in _chosen(call):
        call.wire.check()
        one = recipient_object(found.show())
        words = [to_text(one.get(name)) for name in RESOLVED]
        if (
            (not has_wildcard(pattern) or any(like(word, pattern) for word in words))
            and (not start or any(word.casefold().startswith(start) for word in words))
            and all(to_text(one.get(name)).casefold() in values for name, values in asked.items())
        ):
            yield one


def get_recipients(call: Call) -> Iterator[Value]:
    """Get-Recipient."""
    predicate = wanted(call, "Recipient", SHARED)
    objects = sorted_objects(call, _objects(call))
    yield from limited(call, objects if predicate is None else (one for one in objects if predicate(one.get)))


CMDLETS = (Cmdlet(DEFINITIONS["Get-Recipient"], get_recipients),)
