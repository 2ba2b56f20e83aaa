"""Recipients of every kind, by whatever identifies them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import islice

from eopsh.demo.cmdlets.common import ambiguous, identity_text, not_found, texts
from eopsh.demo.cmdlets.mail_user import FOLDED_COLUMNS, user_object
from eopsh.demo.families.behaviour import names_of, rows_of
from eopsh.demo.families.model import Family, Settings
from eopsh.demo.families.recipient_tables import CONTACT, DISTRIBUTION_GROUP, MAIL_CONTACT
from eopsh.demo.store import MailUserRow, ObjectRow, Store
from eopsh.objects import PSObject, Value, to_text

FIRST_USERS = 30


class Recipient:
    """A recipient: GUID and name, and any property of the object that the cmdlet of its kind shows (made when it is needed)."""

    def __init__(self, guid: str, name: str, show: Callable[[], PSObject], quick: Mapping[str, Value] | None = None) -> None:
        self.guid = guid
        self.name = name
        self.show = show
        self._quick = quick or {}
        self._bag: PSObject | None = None

    def get(self, name: str) -> Value:
        """Return the value of a property, by name in any case."""
        key = name.casefold()
        if key in self._quick:
            return self._quick[key]
        if self._bag is None:
            self._bag = self.show()
        return self._bag.get(name)


def of_user(row: MailUserRow) -> Recipient:
    """Return a mail user as a recipient."""
    quick = {name: getattr(row, column) for name, column in FOLDED_COLUMNS}
    return Recipient(
        row.guid, row.name, partial(user_object, row), {**quick, "recipienttype": "MailUser", "recipienttypedetails": "MailUser"}
    )


def others(store: Store) -> Iterator[Recipient]:
    """Yield the recipients that are no mail users: contacts and groups."""
    return (found for _, found in _families(store))


def _families(store: Store) -> Iterator[tuple[frozenset[str], Recipient]]:
    """Yield what is no mail user, with all that identifies it."""
    for family in (MAIL_CONTACT, DISTRIBUTION_GROUP):
        for row in rows_of(store, family):
            keys = [*names_of(family, row), *(_bare(one) for one in texts(family.settings(row).get("EmailAddresses")))]
            yield frozenset(keys), Recipient(row.guid, row.name, partial(_whole, store, family, row))


def _whole(store: Store, family: Family, row: ObjectRow) -> PSObject:
    """Return the object of a recipient; a mail contact with what Get-Contact shows of it."""
    bag = family.object(store, row)
    if family is MAIL_CONTACT:
        for name, value in CONTACT.object(store, row).items():
            bag.adapted.setdefault(name, value)
    return bag


def _bare(address: str) -> str:
    return (address.partition(":")[2] or address).casefold()


def matching(store: Store, value: Value) -> list[Recipient]:
    """Return the recipients that a name, alias, address, GUID, DN or object means."""
    identity = identity_text(value)
    key = identity.casefold().removeprefix("smtp:").strip("{}")
    users = [of_user(row) for row in store.find_mail_users(identity)]
    return users + [found for keys, found in _families(store) if key in keys]


def find_recipient(store: Store, value: Value) -> Recipient:
    """Return the one recipient that an identity means.

    Raises:
        CmdletError: there is none, or there are several.
    """
    found = matching(store, value)
    if not found:
        raise not_found(identity_text(value))
    if len(found) > 1:
        raise ambiguous(identity_text(value))
    return found[0]


def owner_of_address(store: Store, address: str) -> Recipient | None:
    """Return who has this address, None where nobody has."""
    user = store.address_owner(address)
    if user is not None:
        return of_user(user)
    return next((found for keys, found in _families(store) if address.casefold() in keys), None)


def members_of(store: Store, row: ObjectRow) -> list[Recipient]:
    """Return a group's members that are still there, in the order in which they came."""
    wanted = member_guids(store, json.loads(row.settings))
    known = {found.guid: found for _, found in _families(store)}
    users = (store.find_mail_users(guid) for guid in wanted if guid not in known)
    known.update((found[0].guid, of_user(found[0])) for found in users if found)
    return [known[guid] for guid in wanted if guid in known]


def member_guids(store: Store, settings: Settings) -> list[str]:
    """Return the GUIDs of a group's members; one that nobody has changed has the organization's first users."""
    if "Members" in settings:
        return texts(settings["Members"])
    numbers = {to_text(number) for number in texts(settings.get("FirstMembers"))}
    return [row.guid for row in islice(store.mail_users(), FIRST_USERS) if str(row.id) in numbers]
