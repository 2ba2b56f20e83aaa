"""What roles and role groups do beyond a family's habits: entries, children, assignments that come and go with a group."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator
from dataclasses import replace

from eopsh.demo.cmdlets.common import exists, identity_text, invalid, limited, not_found, texts
from eopsh.demo.definitions import DEFINITIONS
from eopsh.demo.execution import Call, Cmdlet
from eopsh.demo.families.behaviour import chosen, find, new_object, packed, remove_object, rows_of
from eopsh.demo.families.roles import (
    ASSIGNMENT,
    BUILT_IN,
    CONFIGURATION,
    ROLE,
    ROLE_GROUP,
    Entries,
    assignment,
    entries_of,
    entry_text,
    roles_of,
)
from eopsh.demo.store import ObjectRow
from eopsh.demo.values import multi, types
from eopsh.objects import PSObject, Value, like, to_text

MANAGEMENT = "Microsoft.Exchange.Data.Directory.Management"


def get_roles(call: Call) -> Iterator[Value]:
    """Get-ManagementRole."""
    rows = chosen(call, ROLE)
    if call.get("GetChildren") or call.get("Recurse"):
        names = {row.name for row in rows}
        rows = [
            row
            for row in rows_of(call.store, ROLE)
            if ROLE.settings(row).get("Parent") in names or (call.get("Recurse") and row.name in names)
        ]
    kind, cmdlet = call.text("RoleType"), call.text("Cmdlet")
    wanted = {one.casefold() for one in texts(call.get("CmdletParameters"))}
    for row in rows:
        one = ROLE.object(call.store, row)
        allowed = {name: parameters for name, parameters in entries_of(row).items() if cmdlet is None or like(name, cmdlet)}
        has = any(wanted <= {name.casefold() for name in parameters} for parameters in allowed.values()) if cmdlet or wanted else True
        if has and not call.get("Script") and (kind is None or to_text(one.get("RoleType")).casefold() == kind.casefold()):
            yield one


def _split(call: Call, value: Value) -> tuple[ObjectRow, str]:
    """Return the role and the cmdlet's name, or its pattern, of `Role\\Cmdlet`."""
    text = identity_text(value)
    role, _, cmdlet = text.rpartition("\\")
    if not role:
        raise invalid(f"The identity '{text}' isn't valid. Use <role name>\\<cmdlet name>.", target=text)
    return find(call.store, ROLE, role), cmdlet


def entry_object(row: ObjectRow, cmdlet: str, parameters: list[str]) -> PSObject:
    """Return an entry as Get-ManagementRoleEntry shows it."""
    kind = types(f"{CONFIGURATION}.ExchangeRoleEntryPresentation")
    shown: dict[str, Value] = {
        "Role": row.name,
        "Type": "Cmdlet",
        "Name": cmdlet,
        "PSSnapinName": "Microsoft.Exchange.Management.PowerShell.E2010",
        "Parameters": multi(parameters),
        "Identity": f"{row.name}\\{cmdlet}",
        "IsValid": True,
        "ObjectState": "New",
    }
    return PSObject(adapted=shown, type_names=kind, text=entry_text(cmdlet, parameters))


def _roles_named(call: Call, text: str) -> Iterator[tuple[ObjectRow, str]]:
    role, _, cmdlet = text.rpartition("\\")
    if "*" not in role:
        yield _split(call, text)
        return
    yield from ((row, cmdlet) for row in rows_of(call.store, ROLE) if like(row.name, role))


def _entries(call: Call) -> Iterator[PSObject]:
    wanted = {one.casefold() for one in texts(call.get("Parameters"))}
    text, found = identity_text(call.get("Identity")), False
    for row, pattern in _roles_named(call, text):
        for cmdlet, parameters in entries_of(row).items():
            if like(cmdlet, pattern) and wanted <= {one.casefold() for one in parameters}:
                found = True
                yield entry_object(row, cmdlet, parameters)
    if not found and "*" not in text:
        raise not_found(text)


def get_entries(call: Call) -> Iterator[Value]:
    """Get-ManagementRoleEntry."""
    yield from limited(call, _entries(call))


def _own(row: ObjectRow) -> Entries:
    if row.name in BUILT_IN:
        raise invalid(
            f'The management role "{row.name}" is a built-in role and can\'t be changed.', f"{MANAGEMENT}.CannotChangeBuiltInRoleException"
        )
    return entries_of(row)


def _write(call: Call, row: ObjectRow, entries: Entries) -> None:
    settings = {**ROLE.settings(row), "Entries": entries}
    call.store.write_object(ROLE.rows, row._replace(settings=packed(ROLE, settings), changed=int(time.time())))


def _allowed(call: Call, row: ObjectRow, cmdlet: str) -> tuple[str, list[str]]:
    """Return a cmdlet and its parameters as the role's parent allows them."""
    parent = find(call.store, ROLE, ROLE.settings(row).get("Parent"))
    found = next((pair for pair in entries_of(parent).items() if pair[0].casefold() == cmdlet.casefold()), None)
    if found is None:
        raise not_found(f"{parent.name}\\{cmdlet}")
    return found


def _spelt(call: Call, allowed: list[str]) -> list[str]:
    known = {one.casefold(): one for one in allowed}
    unknown = next((one for one in texts(call.get("Parameters")) if one.casefold() not in known), None)
    if unknown is not None:
        raise invalid(f"The parameter '{unknown}' isn't in the entry of the parent role.", target=unknown)
    return [known[one.casefold()] for one in texts(call.get("Parameters"))]


def add_entry(call: Call) -> Iterator[Value]:
    """Add-ManagementRoleEntry."""
    if call.get("ParentRoleEntry") is not None:
        row, cmdlet = find(call.store, ROLE, call.get("Role")), identity_text(call.get("ParentRoleEntry")).rpartition("\\")[2]
    else:
        row, cmdlet = _split(call, call.get("Identity"))
    entries = _own(row)
    name, allowed = _allowed(call, row, cmdlet)
    if name in entries and not call.get("Overwrite"):
        raise exists(f'The entry "{row.name}\\{name}" already exists.', f"{MANAGEMENT}.RoleEntryExistsException")
    parameters = _spelt(call, allowed) or allowed
    if call.should_process(f'Adding the entry "{name}" to the management role "{row.name}".'):
        _write(call, row, {**entries, name: parameters})
    yield from ()


def _entry_of(call: Call) -> tuple[ObjectRow, Entries, str]:
    row, cmdlet = _split(call, call.get("Identity"))
    entries = _own(row)
    name = next((one for one in entries if one.casefold() == cmdlet.casefold()), None)
    if name is None:
        raise not_found(f"{row.name}\\{cmdlet}")
    return row, entries, name


def set_entry(call: Call) -> Iterator[Value]:
    """Set-ManagementRoleEntry."""
    row, entries, name = _entry_of(call)
    given = _spelt(call, _allowed(call, row, name)[1])
    old = entries[name]
    if call.get("AddParameter"):
        given = [*old, *(one for one in given if one not in old)]
    elif call.get("RemoveParameter"):
        given = [one for one in old if one not in given]
    if call.should_process(f'Setting the entry "{name}" of the management role "{row.name}".'):
        _write(call, row, {**entries, name: given})
    yield from ()


def remove_entry(call: Call) -> Iterator[Value]:
    """Remove-ManagementRoleEntry."""
    row, entries, name = _entry_of(call)
    if call.should_process(f'Removing the entry "{name}" from the management role "{row.name}".'):
        _write(call, row, {one: parameters for one, parameters in entries.items() if one != name})
    yield from ()


def new_assignment(call: Call) -> Iterator[Value]:
    """New-ManagementRoleAssignment: one without a name is named after its role and who has it."""
    names = ("User", "SecurityGroup", "Policy", "App")
    assignee = next((call.text(name) or "" for name in names if call.get(name) is not None), "")
    name = call.text("Name") or f"{call.text('Role')}-{assignee}"[:64]
    yield from new_object(ASSIGNMENT, replace(call, values={**call.values, "Name": name}))


def new_role_group(call: Call) -> Iterator[Value]:
    """New-RoleGroup, which assigns its roles."""
    for one in new_object(ROLE_GROUP, call):
        row = find(call.store, ROLE_GROUP, one)
        now = int(time.time())
        for role in texts(call.get("Roles")):
            name, settings = assignment(find(call.store, ROLE, role).name, row.name)
            call.store.write_object(ASSIGNMENT.rows, ObjectRow(str(uuid.uuid4()), name, 0, now, now, json.dumps(settings)))
        yield ROLE_GROUP.object(call.store, row)


def remove_role_group(call: Call) -> Iterator[Value]:
    """Remove-RoleGroup, and the assignments of its roles with it."""
    row = find(call.store, ROLE_GROUP, call.get("Identity"))
    names = {name for name, _ in roles_of(call.store, row)}
    yield from remove_object(ROLE_GROUP, call)
    if all(one.guid != row.guid for one in rows_of(call.store, ROLE_GROUP)):
        for one in rows_of(call.store, ASSIGNMENT):
            if one.name in names:
                call.store.remove_object(ASSIGNMENT.rows, one.guid)


CMDLETS = (
    Cmdlet(DEFINITIONS["Get-ManagementRole"], get_roles),
    Cmdlet(DEFINITIONS["Get-ManagementRoleEntry"], get_entries),
    Cmdlet(DEFINITIONS["Add-ManagementRoleEntry"], add_entry),
    Cmdlet(DEFINITIONS["Set-ManagementRoleEntry"], set_entry),
    Cmdlet(DEFINITIONS["Remove-ManagementRoleEntry"], remove_entry),
    Cmdlet(DEFINITIONS["New-ManagementRoleAssignment"], new_assignment),
    Cmdlet(DEFINITIONS["New-RoleGroup"], new_role_group),
    Cmdlet(DEFINITIONS["Remove-RoleGroup"], remove_role_group),
)
