"""Recipients of every kind, users, groups and their members, and who may do what."""

from __future__ import annotations

from typing import Any

import pytest
from pypsrp.powershell import RunspacePool

from tests.demo.support import Step, items, prop, run

RECIPIENTS = [
    pytest.param({"RecipientType": ["MailContact"]}, 4, id="type"),
    pytest.param({"RecipientTypeDetails": ["MailUniversalSecurityGroup", "MailContact"]}, 5, id="details"),
    pytest.param({"ResultSize": "Unlimited"}, 309, id="all"),
    pytest.param({"Identity": "*berg*"}, 18, id="wildcard"),
    pytest.param({"Identity": "finance@contoso.com"}, 1, id="address of a group"),
    pytest.param({"Identity": "allstaff@contoso.onmicrosoft.com"}, 1, id="second address of a group"),
    pytest.param({"Identity": "Carla.Costa"}, 1, id="alias of a contact"),
    pytest.param({"Anr": "fin"}, 1, id="anr"),
    pytest.param({"Filter": "EmailAddresses -like '*@litware.com'"}, 1, id="filter on a list"),
    pytest.param({"Filter": "RecipientType -ne 'MailUser'"}, 9, id="filter on the type"),
    pytest.param({"Filter": "Company -eq 'Fabrikam' -or City -eq 'Pune'"}, 2, id="filter on what contacts have"),
]


@pytest.mark.parametrize(("parameters", "count"), RECIPIENTS)
def test_recipients(reading: RunspacePool, parameters: dict[str, Any], count: int) -> None:
    outcome = run(reading, ("Get-Recipient", parameters))
    assert (outcome.errors, len(outcome.output)) == ([], count)


def test_a_changed_recipient_shows_what_a_fresh_one_does(pool: RunspacePool) -> None:
    (fast,) = run(pool, ("Get-Recipient", {"Filter": "Alias -eq 'ada.berg'"})).output
    run(pool, ("Set-MailUser", {"Identity": "ada.berg", "CustomAttribute7": "x"}))
    (slow,) = run(pool, ("Get-Recipient", {"Filter": "CustomAttribute7 -eq 'x'"})).output
    differ = {name for name in fast.adapted_properties if str(prop(fast, name)) != str(prop(slow, name))}
    assert differ == {"CustomAttribute7", "WhenChanged"}


def test_recipients_in_order(reading: RunspacePool) -> None:
    names = run(reading, ("Get-Recipient", {"SortBy": "DisplayName", "ResultSize": "Unlimited"})).names("DisplayName")
    assert names[0].startswith("Ada")
    assert len(names) == 309


def test_users(pool: RunspacePool) -> None:
    (before,) = run(pool, ("Get-User", {"Identity": "ada.berg"})).output
    assert (prop(before, "Title"), prop(before, "UserPrincipalName")) == ("Buyer", "ada.berg@contoso.com")
    change = {"Identity": "ada.berg", "Title": "Head", "Manager": "zoe.nunez", "DisplayName": "Ada B."}
    assert run(pool, ("Set-User", change)).errors == []
    (after,) = run(pool, ("Get-User", {"Filter": "Title -eq 'Head'"})).output
    assert [prop(after, name) for name in ("Name", "Manager", "DisplayName")] == ["Ada Berg", "Zoë Núñez", "Ada B."]
    (user,) = run(pool, ("Get-MailUser", {"Identity": "ada.berg"})).output
    assert prop(user, "DisplayName") == "Ada B."
    assert "Title" not in user.adapted_properties
    assert len(run(pool, ("Set-User", change)).warnings) == 1
    assert len(run(pool, ("Get-User", {"Identity": "*berg*"})).output) == 18


def test_contacts_are_mail_contacts(pool: RunspacePool) -> None:
    assert run(pool, "Get-Contact").names() == run(pool, "Get-MailContact").names()
    run(pool, ("Set-Contact", {"Identity": "Emil Nord", "Title": "Auditor"}))
    assert run(pool, ("Get-Contact", {"Filter": "Title -eq 'Auditor'"})).names() == ["Emil Nord"]
    run(pool, ("Set-MailContact", {"Identity": "Emil Nord", "ExternalEmailAddress": "emil@wingtiptoys.com"}))
    (changed,) = run(pool, ("Get-MailContact", {"Identity": "emil@wingtiptoys.com"})).output
    assert prop(changed, "ExternalEmailAddress") == "SMTP:emil@wingtiptoys.com"
    assert run(pool, ("Get-Recipient", {"Identity": "Emil Nord"})).names("PrimarySmtpAddress") == ["emil@wingtiptoys.com"]


GROUPS = [
    pytest.param("DistributionGroup", "Finance", 3, id="distribution group"),
    pytest.param("RoleGroup", "Help Desk", 2, id="role group"),
]


@pytest.mark.parametrize(("noun", "name", "count"), GROUPS)
def test_members_come_and_go(pool: RunspacePool, noun: str, name: str, count: int) -> None:
    def members() -> list[Any]:
        return run(pool, (f"Get-{noun}Member", {"Identity": name})).names()

    first = members()
    assert len(first) == count
    assert run(pool, (f"Add-{noun}Member", {"Identity": name, "Member": "carla@fabrikam.com"})).errors == []
    (twice,) = run(pool, (f"Add-{noun}Member", {"Identity": name, "Member": "Carla Costa"})).errors
    assert "is already a member" in str(twice)
    assert members() == [*first, "Carla Costa"]
    assert run(pool, (f"Remove-{noun}Member", {"Identity": name, "Member": first[0], "Confirm": False})).errors == []
    (gone,) = run(pool, (f"Remove-{noun}Member", {"Identity": name, "Member": first[0], "Confirm": False})).errors
    assert "isn't a member" in str(gone)
    run(pool, (f"Update-{noun}Member", {"Identity": name, "Members": ["zoe.nunez", "Devi Rao"], "Confirm": False}))
    assert members() == ["Zoë Núñez", "Devi Rao"]
    run(pool, (f"Update-{noun}Member", {"Identity": name, "Members": {"Remove": "Devi Rao"}, "Confirm": False}))
    assert members() == ["Zoë Núñez"]
    run(pool, ("Remove-MailUser", {"Identity": "zoe.nunez", "Confirm": False}))
    assert members() == []


def test_groups_are_made_with_their_members(pool: RunspacePool) -> None:
    (made,) = run(
        pool, ("New-DistributionGroup", {"Name": "Ops Team", "Members": ["ada.berg", "Finance"], "ManagedBy": "zoe.nunez"})
    ).output
    assert [prop(made, name) for name in ("Alias", "PrimarySmtpAddress")] == ["Ops.Team", "Ops.Team@contoso.com"]
    assert items(made, "ManagedBy") == ["Zoë Núñez"]
    assert run(pool, ("Get-DistributionGroupMember", {"Identity": "Ops.Team"})).names() == ["Ada Berg", "Finance"]
    assert run(pool, ("Get-Group", {"Identity": "Ops Team"})).names("RecipientTypeDetails") == ["MailUniversalDistributionGroup"]


ADDRESSES = [
    pytest.param(("New-DistributionGroup", {"Name": "x", "PrimarySmtpAddress": "ada.berg@contoso.com"}), "already being used", id="taken"),
    pytest.param(("New-MailContact", {"Name": "x", "ExternalEmailAddress": "nowhere"}), "not a valid SMTP address", id="none"),
    pytest.param(("New-MailContact", {"Name": "x", "ExternalEmailAddress": "finance@contoso.com"}), "already being used", id="a group's"),
    pytest.param(("New-DistributionGroup", {"Name": "x", "ManagedBy": "nobody"}), "object 'nobody' couldn't be found", id="owner"),
    pytest.param(("Add-DistributionGroupMember", {"Identity": "Finance"}), "Member parameter must be", id="no member"),
    pytest.param(("Add-DistributionGroupMember", {"Identity": "Finance", "Member": "nobody"}), "object 'nobody'", id="unknown member"),
    pytest.param(("Set-User", {"Identity": "nobody", "Title": "x"}), "object 'nobody' couldn't be found", id="unknown user"),
    pytest.param(("Get-Recipient", {"Identity": "nobody"}), "object 'nobody' couldn't be found", id="unknown recipient"),
]


@pytest.mark.parametrize(("step", "text"), ADDRESSES)
def test_what_is_refused(reading: RunspacePool, step: Step, text: str) -> None:
    outcome = run(reading, step)
    assert text in str(outcome.errors[0])
    assert outcome.output == []


def test_a_role_group_brings_its_assignments(pool: RunspacePool) -> None:
    made = {"Name": "Rule keepers", "Roles": ["Transport Rules", "Message Tracking"], "Members": ["ada.berg"]}
    (group,) = run(pool, ("New-RoleGroup", made)).output
    assert items(group, "Roles") == ["Transport Rules", "Message Tracking"]
    assert items(group, "Members") == ["Ada Berg"]
    names = run(pool, ("Get-ManagementRoleAssignment", {"RoleAssignee": "Rule keepers"})).names()
    assert names == ["Transport Rules-Rule keepers", "Message Tracking-Rule keepers"]
    (used,) = run(pool, ("Remove-RoleGroup", {"Identity": "Organization Management", "Confirm": False})).errors
    assert "built in" in str(used)
    run(pool, ("Remove-RoleGroup", {"Identity": "Rule keepers", "Confirm": False}))
    assert run(pool, ("Get-ManagementRoleAssignment", {"RoleAssignee": "Rule keepers"})).output == []


def test_a_role_of_ones_own(pool: RunspacePool) -> None:
    (role,) = run(pool, ("New-ManagementRole", {"Name": "Rule readers", "Parent": "Transport Rules"})).output
    assert (prop(role, "Parent"), prop(role, "IsRootRole"), prop(role, "RoleType")) == ("Transport Rules", False, "TransportRules")
    entries = "Rule readers\\*"
    for name in ("New", "Set", "Remove", "Enable", "Disable"):
        gone = {"Identity": f"Rule readers\\{name}-TransportRule", "Confirm": False}
        assert run(pool, ("Remove-ManagementRoleEntry", gone)).errors == []
    assert run(pool, ("Get-ManagementRoleEntry", {"Identity": entries})).names() == ["Get-TransportRule"]
    add = {"Identity": "Rule readers\\Enable-TransportRule", "Parameters": ["identity"]}
    assert run(pool, ("Add-ManagementRoleEntry", add)).errors == []
    assert "already exists" in str(run(pool, ("Add-ManagementRoleEntry", add)).errors[0])
    change = {"Identity": "Rule readers\\Enable-TransportRule", "Parameters": ["Mode"], "AddParameter": True}
    run(pool, ("Set-ManagementRoleEntry", change))
    (one,) = run(pool, ("Get-ManagementRoleEntry", {"Identity": "Rule readers\\Enable-*", "Parameters": ["Mode"]})).output
    assert items(one, "Parameters") == ["Identity", "Mode"]
    assert run(pool, ("Get-ManagementRole", {"Identity": "Transport Rules", "GetChildren": True})).names() == ["Rule readers"]
    (assigned,) = run(pool, ("New-ManagementRoleAssignment", {"Role": "Rule readers", "User": "ada.berg"})).output
    assert prop(assigned, "Name") == "Rule readers-ada.berg"
    (used,) = run(pool, ("Remove-ManagementRole", {"Identity": "Rule readers", "Confirm": False})).errors
    assert "role assignment 'Rule readers-ada.berg'" in str(used)
    run(pool, ("Set-ManagementRoleAssignment", {"Identity": "Rule readers-ada.berg", "CustomRecipientWriteScope": "Porto office"}))
    (scope,) = run(pool, ("Remove-ManagementScope", {"Identity": "Porto office", "Confirm": False})).errors
    assert "uses it" in str(scope)
    run(pool, ("Remove-ManagementRoleAssignment", {"Identity": "Rule readers-ada.berg", "Confirm": False}))
    assert run(pool, ("Remove-ManagementRole", {"Identity": "Rule readers", "Confirm": False})).errors == []


def test_which_roles_allow_a_cmdlet(reading: RunspacePool) -> None:
    roles = run(reading, ("Get-ManagementRole", {"Cmdlet": "New-TransportRule"})).names()
    assert roles == ["Transport Rules"]
    assert (
        "Mail Recipients"
        in run(reading, ("Get-ManagementRole", {"Cmdlet": "Set-MailUser", "CmdletParameters": ["CustomAttribute1"]})).names()
    )
    assert len(run(reading, ("Get-ManagementRoleEntry", {"Identity": "*\\Get-MessageTrace"})).output) == 2


ROLES = [
    pytest.param(("Remove-ManagementRole", {"Identity": "Audit Logs", "Confirm": False}), "built-in role", id="built in"),
    pytest.param(("Set-ManagementRoleEntry", {"Identity": "Audit Logs\\Search-UnifiedAuditLog"}), "built-in role", id="its entries"),
    pytest.param(("Get-ManagementRoleEntry", {"Identity": "Audit Logs"}), "Use <role name>\\<cmdlet name>", id="no entry"),
    pytest.param(("Get-ManagementRoleEntry", {"Identity": "Audit Logs\\Get-Nothing"}), "couldn't be found", id="missing entry"),
    pytest.param(("New-ManagementRoleAssignment", {"Role": "nope", "User": "ada.berg"}), "object 'nope'", id="missing role"),
]


@pytest.mark.parametrize(("step", "text"), ROLES)
def test_what_roles_refuse(reading: RunspacePool, step: Step, text: str) -> None:
    assert text in str(run(reading, step).errors[0])
