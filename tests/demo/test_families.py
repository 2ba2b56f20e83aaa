"""The families: each is listed, made, changed, warned of, found again and removed, and refuses what Exchange refuses."""

from __future__ import annotations

from typing import Any

import pytest
from pypsrp.powershell import RunspacePool

from eopsh.demo import DemoServer
from eopsh.demo.definitions import DEFINITIONS, HELPERS
from eopsh.demo.families import FAMILIES, Family
from eopsh.demo.families.behaviour import rows_of
from eopsh.demo.families.model import read_properties
from eopsh.demo.formatdata import VIEWS
from eopsh.demo.store import Store
from tests.demo.support import Answering, Step, prop, run, session

COMPLETED, FAILED = 4, 5
MISSING = "object '{}' couldn't be found on 'DC-DEMO-01.contoso.com'"

LIVES = [
    pytest.param("HostedContentFilterPolicy", {"BulkThreshold": 5}, {"SpamAction": "Quarantine"}, "Quarantine", id="content filter policy"),
    pytest.param(
        "HostedOutboundSpamFilterPolicy", {"RecipientLimitPerDay": 500}, {"AutoForwardingMode": "off"}, "Off", id="outbound policy"
    ),
    pytest.param("MalwareFilterPolicy", {"EnableFileFilter": False}, {"FileTypeAction": "Quarantine"}, "Quarantine", id="malware policy"),
    pytest.param("AntiPhishPolicy", {"Enabled": False}, {"AuthenticationFailAction": "Quarantine"}, "Quarantine", id="anti-phish policy"),
    pytest.param("QuarantinePolicy", {"EndUserQuarantinePermissionsValue": 27}, {"ESNEnabled": True}, True, id="quarantine policy"),
    pytest.param(
        "InboundConnector",
        {"ConnectorType": "Partner", "SenderDomains": ["litware.com"]},
        {"RequireTls": True},
        True,
        id="inbound connector",
    ),
    pytest.param(
        "OutboundConnector",
        {"ConnectorType": "Partner", "RecipientDomains": ["litware.com"], "UseMXRecord": True},
        {"Comment": "over there"},
        "over there",
        id="outbound connector",
    ),
    pytest.param("RemoteDomain", {"DomainName": "litware.com"}, {"AllowedOOFType": "None"}, "None", id="remote domain"),
    pytest.param("MailContact", {"ExternalEmailAddress": "x@litware.com"}, {"CustomAttribute3": "c"}, "c", id="mail contact"),
    pytest.param("DistributionGroup", {"Type": "Security"}, {"MemberJoinRestriction": "Open"}, "Open", id="distribution group"),
    pytest.param("RoleGroup", {"Roles": ["Transport Rules"]}, {"Description": "who may"}, "who may", id="role group"),
    pytest.param(
        "ManagementScope",
        {"RecipientRestrictionFilter": "City -eq 'Oslo'"},
        {"RecipientRestrictionFilter": "City -eq 'Graz'"},
        "City -eq 'Graz'",
        id="management scope",
    ),
]


@pytest.mark.parametrize(("noun", "made", "changed", "shown"), LIVES)
def test_a_life(server: DemoServer, noun: str, made: dict[str, Any], changed: dict[str, Any], shown: object) -> None:
    ui = Answering()
    with session(server, ui) as pool:
        everything = (f"Get-{noun}", {"Identity": "*"})
        before = len(run(pool, everything).output)
        (one,) = run(pool, (f"New-{noun}", {"Name": "Fresh", **made})).output
        assert prop(one, "Name") == "Fresh"
        assert len(run(pool, everything).output) == before + 1
        assert run(pool, (f"Set-{noun}", {"Identity": "fresh", **changed})).warnings == []
        (found,) = run(pool, (f"Get-{noun}", {"Identity": str(prop(one, "Guid"))})).output
        assert prop(found, next(iter(changed))) == shown
        (warning,) = run(pool, (f"Set-{noun}", {"Identity": "Fresh", **changed})).warnings
        assert warning == "The command completed successfully but no settings of 'Fresh' have been modified."
        (error,) = run(pool, (f"New-{noun}", {"Name": "FRESH", **made})).errors
        assert "already exists" in str(error)
        asks = DEFINITIONS[f"Remove-{noun}"].asks
        if asks:
            run(pool, (f"Remove-{noun}", {"Identity": "Fresh", "WhatIf": True}))
        assert run(pool, (f"Remove-{noun}", {"Identity": "Fresh"} | ({"Confirm": False} if asks else {}))).errors == []
        (gone,) = run(pool, (f"Get-{noun}", {"Identity": "Fresh"})).errors
        assert MISSING.format("Fresh") in str(gone)
    assert len(ui.told) == asks
    assert all(text.startswith("What if: Removing ") and text.endswith(' "Fresh".') for text in ui.told)


RULES = [
    pytest.param("HostedContentFilterRule", "HostedContentFilterPolicy", {"RecipientDomainIs": ["contoso.com"]}, id="content filter"),
    pytest.param("HostedOutboundSpamFilterRule", "HostedOutboundSpamFilterPolicy", {"From": ["ada.berg@contoso.com"]}, id="outbound spam"),
    pytest.param("MalwareFilterRule", "MalwareFilterPolicy", {"SentTo": ["ada.berg@contoso.com"]}, id="malware"),
    pytest.param("AntiPhishRule", "AntiPhishPolicy", {"SentToMemberOf": ["finance@contoso.com"]}, id="anti-phish"),
]


@pytest.mark.parametrize(("rule", "policy", "condition"), RULES)
def test_the_life_of_a_filter_rule(pool: RunspacePool, rule: str, policy: str, condition: dict[str, Any]) -> None:
    run(pool, (f"New-{policy}", {"Name": "P"}))
    (made,) = run(pool, (f"New-{rule}", {"Name": "R", policy: "p", "Priority": 0, **condition})).output
    assert (prop(made, "State"), prop(made, "Priority"), prop(made, policy)) == ("Enabled", 0, "P")
    assert next(iter(condition)) in str(prop(made, "Description"))
    assert run(pool, f"Get-{rule}").names("Priority") == [0, 1]
    run(pool, (f"Disable-{rule}", {"Identity": "R", "Confirm": False}))
    assert "R" in run(pool, (f"Get-{rule}", {"State": "Disabled"})).names()
    run(pool, (f"Enable-{rule}", {"Identity": "R"}))
    assert run(pool, (f"Get-{rule}", {"Identity": "R"})).names("State") == ["Enabled"]
    run(pool, (f"Set-{rule}", {"Identity": "R", "Priority": 1, "Comments": "last"}))
    assert run(pool, f"Get-{rule}").names()[1] == "R"
    remove = (f"Remove-{policy}", {"Identity": "P"} | ({"Confirm": False} if DEFINITIONS[f"Remove-{policy}"].asks else {}))
    (used,) = run(pool, remove).errors
    assert "because the rule 'R' uses it" in str(used)
    assert run(pool, (f"Remove-{rule}", {"Identity": "R", "Confirm": False})).errors == []
    assert run(pool, f"Get-{rule}").names("Priority") == [0]
    assert run(pool, remove).errors == []


REFUSED = [
    pytest.param(
        ("New-HostedContentFilterPolicy", {"Name": "x" * 65}), "maximum length is 64 and the length of the value provided is 65", id="long"
    ),
    pytest.param(("New-HostedContentFilterPolicy", {"Name": " "}), "can't be empty. Property Name: Name", id="an empty name"),
    pytest.param(("Set-HostedContentFilterPolicy", {"Identity": "Default", "BulkThreshold": 10}), "between 1 and 9", id="a range"),
    pytest.param(("Remove-HostedContentFilterPolicy", {"Identity": "Default", "Confirm": False}), "it's the default", id="the default"),
    pytest.param(("Set-HostedContentFilterPolicy", {"Identity": "none", "BulkThreshold": 1}), MISSING.format("none"), id="nothing to set"),
    pytest.param(
        ("Set-HostedContentFilterPolicy", {"Identity": "Default", "AllowedSenders": {"Plus": "a@b.example"}}),
        "'Plus' is not valid",
        id="hash key",
    ),
    pytest.param(
        ("New-AntiPhishRule", {"Name": "x", "AntiPhishPolicy": "none", "SentTo": "a"}), MISSING.format("none"), id="policy of a rule"
    ),
    pytest.param(
        ("New-AntiPhishRule", {"Name": "x", "AntiPhishPolicy": "Office365 AntiPhish Default", "SentTo": "a"}),
        "default policy",
        id="default in a rule",
    ),
    pytest.param(
        ("New-AntiPhishRule", {"Name": "x", "AntiPhishPolicy": "Finance and board", "SentTo": "a"}), "another rule", id="taken policy"
    ),
    pytest.param(("Set-AntiPhishRule", {"Identity": "Finance and board", "Priority": 7}), "priority value 7", id="priority"),
    pytest.param(
        ("Set-AntiPhishRule", {"Identity": "Finance and board", "RecipientDomainIs": None}), "at least one condition", id="no condition"
    ),
    pytest.param(("Remove-QuarantinePolicy", {"Identity": "AdminOnlyAccessPolicy"}), "built in", id="built-in quarantine policy"),
    pytest.param(
        ("Set-QuarantinePolicy", {"Identity": "DefaultFullAccessPolicy", "EndUserQuarantinePermissionsValue": 1}),
        "built in",
        id="built-in value",
    ),
    pytest.param(("New-QuarantinePolicy", {"Name": "x", "EndUserQuarantinePermissionsValue": 256}), "from 0 to 255", id="permissions"),
    pytest.param(
        ("New-InboundConnector", {"Name": "x", "ConnectorType": "Partner", "SenderDomains": []}), "SenderDomains", id="no sender domain"
    ),
    pytest.param(
        ("Set-InboundConnector", {"Identity": "From Fabrikam", "RestrictDomainsToIPAddresses": True}),
        "SenderIPAddresses",
        id="no addresses",
    ),
    pytest.param(
        ("Set-InboundConnector", {"Identity": "From our own servers", "RestrictDomainsToCertificate": True}),
        "TlsSenderCertificateName",
        id="no name",
    ),
    pytest.param(("Set-OutboundConnector", {"Identity": "To Fabrikam", "UseMXRecord": False}), "SmartHosts must be", id="no smart host"),
    pytest.param(
        ("Set-OutboundConnector", {"Identity": "To Fabrikam", "SmartHosts": "h.example"}), "SmartHosts can't be", id="smart host and MX"
    ),
    pytest.param(("Set-OutboundConnector", {"Identity": "To Fabrikam", "TlsDomain": None}), "TlsDomain must be", id="no TLS domain"),
    pytest.param(("Remove-RemoteDomain", {"Identity": "*", "Confirm": False}), "default remote domain", id="the default remote domain"),
    pytest.param(("Set-AcceptedDomain", {"Identity": "contoso.com", "MatchSubDomains": True}), "only for relay domains", id="subdomains"),
    pytest.param(
        ("New-DkimSigningConfig", {"DomainName": "strange.example", "Enabled": True}),
        MISSING.format("strange.example"),
        id="strange domain",
    ),
    pytest.param(
        ("Rotate-DkimSigningConfig", {"Identity": "contoso.com", "KeySize": 512}), "Valid values are 1024 and 2048", id="key size"
    ),
    pytest.param(("Remove-DkimSigningConfig", {"Identity": "contoso.onmicrosoft.com"}), "it's the default", id="the first domain's keys"),
    pytest.param(("Get-MailContact", {"SortBy": "Nope"}), "can't be used to sort", id="sort"),
]


@pytest.mark.parametrize(("step", "text"), REFUSED)
def test_what_is_refused(reading: RunspacePool, step: Step, text: str) -> None:
    outcome = run(reading, step)
    assert text in str(outcome.errors[0])
    assert (outcome.state, outcome.output) == (COMPLETED, [])


@pytest.mark.parametrize(
    ("step", "members"),
    [
        pytest.param(("Set-MalwareFilterPolicy", {"Identity": "Default", "FileTypeAction": "x"}), "Quarantine, Reject", id="policy"),
        pytest.param(("Set-RemoteDomain", {"Identity": "Default", "AllowedOOFType": "x"}), "External, ExternalLegacy", id="remote domain"),
        pytest.param(("Get-TenantAllowBlockListItems", {"ListType": "x"}), "FileHash, Sender, Url, IP", id="list type"),
    ],
)
def test_a_value_that_is_none_lists_those_that_are(reading: RunspacePool, step: Step, members: str) -> None:
    outcome = run(reading, step)
    assert outcome.state == FAILED
    assert f"Specify one of the following enumerator names and try again:\n{members}" in str(outcome.errors[0])


SINGLE = [
    pytest.param("OrganizationConfig", {"IsGroupFoldersAndRulesEnabled": True}, id="organization"),
    pytest.param("TransportConfig", {"ClearCategories": False}, id="transport"),
    pytest.param("AdminAuditLogConfig", {"UnifiedAuditLogIngestionEnabled": False}, id="audit log"),
]


@pytest.mark.parametrize(("noun", "change"), SINGLE)
def test_what_there_is_one_of_is_changed(pool: RunspacePool, noun: str, change: dict[str, Any]) -> None:
    (name,) = change
    assert run(pool, (f"Set-{noun}", change)).errors == []
    (one,) = run(pool, f"Get-{noun}").output
    assert str(change[name]).strip("[]'") in str(prop(one, name))
    assert len(run(pool, (f"Set-{noun}", change)).warnings) == 1


def test_a_policy_becomes_the_default(pool: RunspacePool) -> None:
    run(pool, ("Set-HostedContentFilterPolicy", {"Identity": "Executives", "MakeDefault": True}))
    everything = run(pool, "Get-HostedContentFilterPolicy").output
    assert {prop(one, "Name"): prop(one, "IsDefault") for one in everything} == {"Default": False, "Executives": True}


def test_a_domains_keys_rotate(pool: RunspacePool) -> None:
    assert run(pool, ("Rotate-DkimSigningConfig", {"Identity": "contoso.com", "KeySize": 1024})).errors == []
    (one,) = run(pool, ("Get-DkimSigningConfig", {"Identity": "contoso.com"})).output
    names = ("SelectorBeforeRotateOnDate", "SelectorAfterRotateOnDate", "Selector1KeySize", "Selector2KeySize")
    assert [prop(one, name) for name in names] == ["selector2", "selector1", 1024, 2048]
    (warning,) = run(pool, ("New-DkimSigningConfig", {"DomainName": "fabrikam.com", "Enabled": True})).warnings
    assert "selector1-fabrikam-com._domainkey.contoso.onmicrosoft.com" in warning
    assert run(pool, ("Get-DkimSigningConfig", {"Identity": "fabrikam.com"})).names("Status") == ["CnameMissing"]


def test_wildcards_find_several(reading: RunspacePool) -> None:
    assert run(reading, ("Get-InboundConnector", {"Identity": "From*"})).names() == ["From Fabrikam", "From our own servers"]
    assert run(reading, ("Get-InboundConnector", {"Identity": "Nothing*"})).output == []


WITHOUT_PARAMETERS = sorted(
    name
    for name, definition in DEFINITIONS.items()
    if name.startswith("Get-")
    and name not in HELPERS
    and not any(
        member.mandatory for one in definition.command.parameters for set_name, member in one.sets if set_name in ("__AllParameterSets",)
    )
    and name not in ("Get-QuarantineMessageHeader", "Get-DistributionGroupMember")
)


@pytest.mark.parametrize("name", WITHOUT_PARAMETERS)
def test_everything_that_can_be_listed_is(reading: RunspacePool, name: str) -> None:
    outcome = run(reading, name)
    assert (outcome.state, outcome.errors) == (COMPLETED, [])
    assert len(outcome.output) >= 1


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.noun)
def test_a_familys_table_is_sound(family: Family) -> None:
    names = [one.name for one in family.properties]
    assert len(names) == len(set(names))
    for one in family.properties:
        if one.values and one.default is not None and not one.is_list:
            assert one.default in one.values, one.name
        if one.range is not None:
            assert one.range[0] <= int(str(one.default)) <= one.range[1], one.name
    for name, settings in family.first:
        sharing = [one for one in FAMILIES if one.rows == family.rows]
        known = {each.name for one in sharing for each in one.properties} | {"Members", "FirstMembers", "Entries"}
        assert settings.keys() <= known, name
    assert family.switch in ("", "State")


def test_columns_are_properties() -> None:
    store = Store(recipients=5, messages=0, quarantined=0)
    for family in FAMILIES:
        one = family.object(store, rows_of(store, family)[0])
        assert {name for name, _ in VIEWS.get(family.type_name, ())} <= set(one.names()), family.noun
    store.close()


def test_a_line_that_is_no_property_is_refused() -> None:
    with pytest.raises(ValueError, match="no property"):
        read_properties("RemoteDomain", "= 5")
