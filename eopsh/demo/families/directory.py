"""Recipients of every kind, by whatever identifies them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from eopsh.demo.cmdlets.common import ambiguous, identity_text, not_found, texts
from eopsh.demo.cmdlets.mail_user import user_object
from eopsh.demo.families.behaviour import names_of, rows_of
from eopsh.demo.families.model import Settings
from eopsh.demo.families.recipient_tables import DISTRIBUTION_GROUP, MAIL_CONTACT
from eopsh.demo.store import MailUserRow, ObjectRow, Store
from eopsh.objects import PSObject, Value, to_text

FIRST_USERS = 30


@dataclass(frozen=True, slots=True)
class Recipient:
    """A recipient: `show` makes the object that the cmdlet of its kind gives."""

    guid: str
    name: str
    show: Callable[[], PSObject]


def of_user(row: MailUserRow) -> Recipient:
    """Return a mail user as a recipient."""
    return Recipient(row.guid, row.name, partial(user_object, row))


def recipients(store: Store) -> Iterator[Recipient]:
    """Yield all recipients: mail users, contacts, groups."""
    yield from map(of_user, store.mail_users())
    yield from (found for _, found in _families(store))


def _families(store: Store) -> Iterator[tuple[frozenset[str], Recipient]]:
    """Yield what is no mail user, with all that identifies it."""
    for family in (MAIL_CONTACT, DISTRIBUTION_GROUP):
        for row in rows_of(store, family):
            keys = [*names_of(family, row), *(_bare(one) for one in texts(family.settings(row).get("EmailAddresses")))]
            yield frozenset(keys), Recipient(row.guid, row.name, partial(family.object, store, row))


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
