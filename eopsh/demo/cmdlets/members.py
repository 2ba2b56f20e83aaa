"""*-DistributionGroupMember and *-RoleGroupMember: who is in a group."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from functools import partial

from eopsh.demo.cmdlets.common import edited, exists, identity_text, invalid, limited
from eopsh.demo.cmdlets.recipient import recipient_object
from eopsh.demo.definitions import DEFINITIONS
from eopsh.demo.execution import Call, Cmdlet
from eopsh.demo.families.behaviour import find
from eopsh.demo.families.directory import Recipient, find_recipient, member_guids, members_of
from eopsh.demo.families.model import Family
from eopsh.demo.families.recipient_tables import DISTRIBUTION_GROUP
from eopsh.demo.families.roles import ROLE_GROUP
from eopsh.demo.store import ObjectRow
from eopsh.objects import Value

OPERATION = "Microsoft.Exchange.Configuration.Tasks"


def get_members(family: Family, call: Call) -> Iterator[Value]:
    """Get: the members as recipients."""
    row = find(call.store, family, call.get("Identity"))
    yield from limited(call, (recipient_object(one.show()) for one in members_of(call.store, row)))


def _write(family: Family, call: Call, row: ObjectRow, guids: list[str]) -> None:
    settings = {**json.loads(row.settings), "Members": guids}
    call.store.write_object(family.rows, row._replace(settings=json.dumps(settings), changed=int(time.time())))


def _given(call: Call) -> Recipient:
    if call.get("Member") is None:
        raise invalid("The Member parameter must be specified.")
    return find_recipient(call.store, call.get("Member"))


def add_member(family: Family, call: Call) -> Iterator[Value]:
    """Add."""
    row = find(call.store, family, call.get("Identity"))
    member = _given(call)
    guids = member_guids(call.store, json.loads(row.settings))
    if member.guid in guids:
        raise exists(
            f'The recipient "{member.name}" is already a member of the group "{row.name}".', f"{OPERATION}.MemberAlreadyExistsException"
        )
    if call.should_process(f'Adding {family.words} member "{member.name}" on {family.words} "{row.name}".'):
        _write(family, call, row, [*guids, member.guid])
    yield from ()


def remove_member(family: Family, call: Call) -> Iterator[Value]:
    """Remove."""
    row = find(call.store, family, call.get("Identity"))
    member = _given(call)
    guids = member_guids(call.store, json.loads(row.settings))
    if member.guid not in guids:
        raise invalid(f'The recipient "{member.name}" isn\'t a member of the group "{row.name}".', f"{OPERATION}.MemberNotFoundException")
    if call.should_process(f'Removing {family.words} member "{member.name}" on {family.words} "{row.name}".'):
        _write(family, call, row, [guid for guid in guids if guid != member.guid])
    yield from ()


def update_members(family: Family, call: Call) -> Iterator[Value]:
    """Update: put these members in the place of those that are there."""
    row = find(call.store, family, call.get("Identity"))
    old = [one.name for one in members_of(call.store, row)]
    value = call.get("Members")
    named = (
        edited(old, value)
        if isinstance(value, dict)
        else [identity_text(one) for one in (value if isinstance(value, list) else [value]) if one]
    )
    guids = list(dict.fromkeys(find_recipient(call.store, one).guid for one in named))
    if call.should_process(f'Updating {family.words} members on {family.words} "{row.name}".'):
        _write(family, call, row, guids)
    yield from ()


VERBS: dict[str, Callable[[Family, Call], Iterator[Value]]] = {
    "Get": get_members,
    "Add": add_member,
    "Remove": remove_member,
    "Update": update_members,
}
CMDLETS = tuple(
    Cmdlet(DEFINITIONS[f"{verb}-{family.noun}Member"], partial(run, family))
    for family in (DISTRIBUTION_GROUP, ROLE_GROUP)
    for verb, run in VERBS.items()
)
