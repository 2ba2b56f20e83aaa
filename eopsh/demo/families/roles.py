"""Role groups, management roles, their assignments and scopes (RBAC)."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from eopsh.binding import is_taken_everywhere
from eopsh.demo.cmdlets.common import invalid, texts
from eopsh.demo.definitions import DEFINITIONS, HELPERS
from eopsh.demo.execution import Call
from eopsh.demo.families.behaviour import find, rows_of
from eopsh.demo.families.directory import find_recipient, members_of
from eopsh.demo.families.model import Family, Settings, read_properties
from eopsh.demo.store import ObjectRow, Store
from eopsh.demo.values import enum, multi
from eopsh.objects import Value, to_text

CONFIGURATION = "Microsoft.Exchange.Data.Directory.SystemConfiguration"
MANAGEMENT = "Microsoft.Exchange.Data.Directory.Management"
RBAC = "CN=RBAC,CN=Configuration"
SNAPIN = "(Microsoft.Exchange.Management.PowerShell.E2010)"
Entries = dict[str, list[str]]
"""The cmdlets of a role, each with its parameters."""

BUILT_IN: dict[str, str] = {
    "Audit Logs": "*-*Audit*",
    "Distribution Groups": "*-DistributionGroup* *-Group Get-Recipient",
    "Mail Recipient Creation": "New-Mail* Remove-Mail*",
    "Mail Recipients": "*-MailUser *-MailContact *-Contact *-User Get-Recipient",
    "Message Tracking": "Get-MessageTrace*",
    "Organization Configuration": "*-OrganizationConfig *-PerimeterConfig",
    "Remote and Accepted Domains": "*-RemoteDomain *-AcceptedDomain",
    "Role Management": "*-RoleGroup* *-ManagementRole* *-ManagementScope",
    "Security Admin": "*-*Filter* *-AntiPhish* *-Quarantine* *-Tenant* *-DkimSigningConfig *-Blocked*",
    "Security Reader": "Get-*Filter* Get-AntiPhish* Get-Quarantine* Get-Tenant* Get-DkimSigningConfig",
    "Transport Hygiene": "*-Hosted* *-MalwareFilter* *-Tenant* *-Quarantine*",
    "Transport Rules": "*-TransportRule",
    "View-Only Configuration": "Get-*Config Get-*Connector Get-*Domain Get-TransportRule",
    "View-Only Recipients": "Get-MailUser Get-MailContact Get-DistributionGroup* Get-Recipient Get-User Get-MessageTrace*",
}
"""Exchange's own roles, with the cmdlets that they allow."""
GROUPS: dict[str, tuple[str, tuple[str, ...], tuple[int, ...]]] = {
    "Organization Management": ("Members of this role group may manage everything in the organization.", tuple(BUILT_IN), (1,)),
    "Recipient Management": (
        "Members of this role group may manage recipients.",
        ("Distribution Groups", "Mail Recipient Creation", "Mail Recipients", "Message Tracking"),
        (2, 3),
    ),
    "Hygiene Management": ("Members of this role group may manage protection against spam and malware.", ("Transport Hygiene",), (4,)),
    "Security Administrator": ("Members of this role group may manage what protects the organization.", ("Security Admin",), ()),
    "Security Reader": ("Members of this role group may look at what protects the organization.", ("Security Reader",), ()),
    "View-Only Organization Management": (
        "Members of this role group may look at everything.",
        ("View-Only Configuration", "View-Only Recipients"),
        (5,),
    ),
    "Help Desk": ("Members of this role group may look after users.", ("View-Only Recipients",), (7, 9)),
}


def built_in_entries(role: str) -> Entries:
    """Return the cmdlets of one of Exchange's own roles."""
    patterns = BUILT_IN.get(role, "").split()
    found = (name for name in sorted(DEFINITIONS) if name not in HELPERS and any(fnmatchcase(name, one) for one in patterns))
    return {name: parameters_of(name) for name in found}


def parameters_of(cmdlet: str) -> list[str]:
    """Return the parameters that a role may allow of a cmdlet."""
    return sorted(one.name for one in DEFINITIONS[cmdlet].command.parameters if not is_taken_everywhere(one.name))


def entries_of(row: ObjectRow) -> Entries:
    """Return the cmdlets of a role."""
    kept = ROLE.settings(row).get("Entries")
    if not isinstance(kept, dict):
        return built_in_entries(row.name)
    return {to_text(name): texts(parameters) for name, parameters in kept.items()}


def entry_text(cmdlet: str, parameters: list[str]) -> str:
    """Return an entry as a role shows it."""
    return " ".join((SNAPIN, cmdlet, *(f"-{one}" for one in parameters)))


def _role(store: Store, row: ObjectRow, settings: Settings) -> dict[str, Value]:
    root = not settings.get("Parent")
    kind = to_text(settings.get("RoleType")) or row.name.replace(" ", "").replace("-", "")
    return {
        "RoleEntries": multi(entry_text(*entry) for entry in entries_of(row).items()),
        "RoleType": kind,
        "IsRootRole": root,
        "Parent": settings.get("Parent"),
        "Identity": row.name if root else f"{settings.get('Parent')}\\{row.name}",
    }


def _checked_role(call: Call, row: ObjectRow, settings: Settings) -> Settings:
    parent = find(call.store, ROLE, call.get("Parent"))
    entries = entries_of(parent)
    enabled = [one.casefold() for one in texts(call.get("EnabledCmdlets"))]
    if enabled:
        entries = {name: parameters for name, parameters in entries.items() if name.casefold() in enabled}
    kind = to_text(ROLE.settings(parent).get("RoleType")) or parent.name.replace(" ", "")
    return {**settings, "Parent": parent.name, "RoleType": kind, "Entries": entries}


def _unused_role(call: Call, row: ObjectRow, settings: Settings) -> None:
    if row.name in BUILT_IN:
        raise invalid(
            f'The management role "{row.name}" is a built-in role and can\'t be removed.', f"{MANAGEMENT}.CannotRemoveBuiltInRoleException"
        )
    used = [one.name for one in rows_of(call.store, ASSIGNMENT) if ASSIGNMENT.settings(one).get("Role") == row.name]
    children = [one.name for one in rows_of(call.store, ROLE) if ROLE.settings(one).get("Parent") == row.name]
    if used or children:
        what = f"the role assignment '{used[0]}'" if used else f"its child role '{children[0]}'"
        raise invalid(f'The management role "{row.name}" can\'t be removed because of {what}.', f"{MANAGEMENT}.RoleInUseException")


ROLE = Family(
    "ManagementRole",
    f"{CONFIGURATION}.ExchangeRole",
    "management role",
    f"CN=Roles,{RBAC}",
    read_properties(
        "ManagementRole",
        """
        RoleEntries : MultiValuedProperty
        RoleType
        ImplicitRecipientReadScope : String = Organization
        ImplicitRecipientWriteScope : String = Organization
        ImplicitConfigReadScope : String = OrganizationConfig
        ImplicitConfigWriteScope : String = OrganizationConfig
        IsRootRole : Boolean = True
        IsEndUserRole : Boolean = False
        MailboxPlanIndex
        Description
        Parent : String
        IsDeprecated : Boolean = False
        """,
        hidden="EnabledCmdlets",
    ),
    first=tuple((name, {}) for name in BUILT_IN),
    check=_checked_role,
    guard=_unused_role,
    derive=_role,
)


def _assignment(store: Store, row: ObjectRow, settings: Settings) -> dict[str, Value]:
    delegating = bool(settings.get("Delegating"))
    kinds = "User SecurityGroup RoleAssignmentPolicy RoleGroup"
    return {
        "RoleAssignmentDelegationType": enum(
            f"{CONFIGURATION}.RoleAssignmentDelegationType", "Regular Delegating", "Delegating" if delegating else "Regular"
        ),
        "RoleAssigneeType": enum(f"{CONFIGURATION}.RoleAssigneeType", kinds, to_text(settings.get("RoleAssigneeType"))),
        "RoleAssigneeName": settings.get("RoleAssignee"),
        "User": settings.get("RoleAssignee"),
        "EffectiveUserName": "All Group Members",
        "AssignmentMethod": "Direct",
    }


def _checked_assignment(call: Call, row: ObjectRow, settings: Settings) -> Settings:
    for scope in ("CustomRecipientWriteScope", "ExclusiveRecipientWriteScope"):
        if call.get(scope) is not None:
            settings = {**settings, scope: find(call.store, SCOPE, call.get(scope)).name, "RecipientWriteScope": "CustomRecipientScope"}
    if call.get("RecipientRelativeWriteScope") is not None:
        settings = {**settings, "RecipientWriteScope": call.text("RecipientRelativeWriteScope")}
    if "Role" not in call:
        return settings
    role = find(call.store, ROLE, call.get("Role"))
    kind, assignee = _assignee(call)
    return {**settings, "Role": role.name, "RoleAssignee": assignee, "RoleAssigneeType": kind}


def _assignee(call: Call) -> tuple[str, str]:
    if call.get("User") is not None:
        return "User", find_recipient(call.store, call.get("User")).name
    if call.get("SecurityGroup") is not None:
        groups = [
            one.name for one in rows_of(call.store, ROLE_GROUP) if one.name.casefold() == (call.text("SecurityGroup") or "").casefold()
        ]
        return ("RoleGroup", groups[0]) if groups else ("SecurityGroup", find_recipient(call.store, call.get("SecurityGroup")).name)
    return "RoleAssignmentPolicy", call.text("Policy") or call.text("App") or ""


def assignment(role: str, group: str) -> tuple[str, Settings]:
    """Return what assigns a role to a role group."""
    return f"{role}-{group}", {"Role": role, "RoleAssignee": group}


ASSIGNMENT = Family(
    "ManagementRoleAssignment",
    f"{MANAGEMENT}.ExchangeRoleAssignmentPresentation",
    "management role assignment",
    f"CN=Role Assignments,{RBAC}",
    read_properties(
        "ManagementRoleAssignment",
        """
        Role
        RoleAssignee : String
        RoleAssigneeType : String = RoleGroup
        RecipientReadScope : String = Organization
        ConfigReadScope : String = OrganizationConfig
        RecipientWriteScope : String = Organization
        ConfigWriteScope : String = OrganizationConfig
        CustomRecipientWriteScope
        CustomResourceScope
        Enabled = True
        Delegating : Boolean = False
        """,
        hidden="User SecurityGroup Policy App Computer RecipientRelativeWriteScope",
    ),
    first=tuple(assignment(role, group) for group, (_, roles, _) in GROUPS.items() for role in roles),
    check=_checked_assignment,
    derive=_assignment,
)


def _scope(store: Store, row: ObjectRow, settings: Settings) -> dict[str, Value]:
    return {"RecipientFilter": settings.get("RecipientRestrictionFilter"), "ScopeRestrictionType": "RecipientScope"}


def _unused_scope(call: Call, row: ObjectRow, settings: Settings) -> None:
    names = ("CustomRecipientWriteScope", "ExclusiveRecipientWriteScope")
    used = [one.name for one in rows_of(call.store, ASSIGNMENT) if row.name in (ASSIGNMENT.settings(one).get(name) for name in names)]
    if used:
        raise invalid(f"The management scope '{row.name}' can't be removed because the role assignment '{used[0]}' uses it.")


SCOPE = Family(
    "ManagementScope",
    f"{CONFIGURATION}.ManagementScope",
    "management scope",
    f"CN=Scopes,{RBAC}",
    read_properties(
        "ManagementScope",
        """
        RecipientRoot
        RecipientFilter : String
        ServerFilter : String
        DatabaseFilter : String
        TenantOrganizationFilter : String
        ScopeRestrictionType : String = RecipientScope
        Exclusive : Boolean = False
        RecipientRestrictionFilter
        """,
    ),
    first=(("Porto office", {"RecipientRestrictionFilter": "City -eq 'Porto'"}),),
    guard=_unused_scope,
    derive=_scope,
)


def _checked_role_group(call: Call, row: ObjectRow, settings: Settings) -> Settings:
    if call.get("Members") is not None:
        settings = {**settings, "Members": [find_recipient(call.store, one).guid for one in texts(call.get("Members"))]}
    roles = [find(call.store, ROLE, one).name for one in texts(call.get("Roles"))]
    return {**settings, "DisplayName": to_text(settings.get("DisplayName")) or row.name, "FirstRoles": roles} if roles else settings


def _is_own(call: Call, row: ObjectRow, settings: Settings) -> None:
    if row.name in GROUPS and row.name != "Help Desk":
        raise invalid(
            f"The role group '{row.name}' is built in and can't be removed.", f"{MANAGEMENT}.CannotRemoveBuiltInRoleGroupException"
        )


def roles_of(store: Store, group: ObjectRow) -> Iterator[tuple[str, str]]:
    """Yield the assignments and roles of a role group."""
    for row in rows_of(store, ASSIGNMENT):
        settings = ASSIGNMENT.settings(row)
        if settings.get("RoleAssignee") == group.name:
            yield row.name, to_text(settings.get("Role"))


def _role_group(store: Store, row: ObjectRow, settings: Settings) -> dict[str, Value]:
    pairs = list(roles_of(store, row))
    return {
        "RoleAssignments": multi(name for name, _ in pairs),
        "Roles": multi(role for _, role in pairs),
        "Members": multi(one.name for one in members_of(store, row)),
        "Capabilities": multi(["None"]),
        "LinkedGroup": "",
    }


ROLE_GROUP = Family(
    "RoleGroup",
    f"{MANAGEMENT}.RoleGroup",
    "role group",
    "OU=Microsoft Exchange Hosted Organizations",
    read_properties("RoleGroup", "ManagedBy = Organization Management\nDescription\nDisplayName\n", hidden="Members Roles"),
    first=tuple(
        (name, {"Description": text, "DisplayName": name, "FirstMembers": list(members)}) for name, (text, _, members) in GROUPS.items()
    ),
    check=_checked_role_group,
    guard=_is_own,
    derive=_role_group,
)


FAMILIES = (ROLE, ASSIGNMENT, SCOPE, ROLE_GROUP)
