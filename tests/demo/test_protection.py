"""The tenant allow/block list, what was blocked, the audit logs and the traffic reports."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pypsrp.powershell import RunspacePool

from tests.demo.support import Step, prop, run

NOW = datetime.now(UTC)
SENDERS = {"ListType": "Sender"}


def test_entries_come_change_and_go(pool: RunspacePool) -> None:
    made = run(
        pool, ("New-TenantAllowBlockListItems", {**SENDERS, "Block": True, "Entries": ["spam.example", "x@y.example"], "Notes": "n"})
    )
    assert (made.names("Value"), made.names("Action")) == (["spam.example", "x@y.example"], ["Block", "Block"])
    assert made.names("ExpirationDate")[0] > (NOW + timedelta(days=29)).isoformat()
    blocked = run(pool, ("Get-TenantAllowBlockListItems", {**SENDERS, "Block": True})).names("Value")
    assert blocked == ["lottery.example", "spam.example", "x@y.example"]
    assert run(pool, ("Get-TenantAllowBlockListItems", {**SENDERS, "NoExpiration": True, "Block": True})).names("Value") == [
        "lottery.example"
    ]
    ids = [str(one) for one in made.names("Identity")]
    run(pool, ("Set-TenantAllowBlockListItems", {**SENDERS, "Ids": ids[:1], "NoExpiration": True, "Notes": "kept"}))
    run(pool, ("Set-TenantAllowBlockListItems", {**SENDERS, "Entries": ["x@y.example"], "Allow": True}))
    found = {prop(one, "Value"): one for one in run(pool, ("Get-TenantAllowBlockListItems", SENDERS)).output}
    assert (prop(found["spam.example"], "ExpirationDate"), prop(found["spam.example"], "Notes")) == (None, "kept")
    assert prop(found["x@y.example"], "Action") == "Allow"
    gone = run(pool, ("Remove-TenantAllowBlockListItems", {**SENDERS, "Entries": ["spam.example", "nothing.example"]}))
    assert (gone.names("Value"), len(gone.errors)) == (["spam.example"], 1)


ENTRIES = [
    pytest.param({**SENDERS, "Entries": ["a.example"]}, "either the Allow or the Block switch", id="neither"),
    pytest.param({**SENDERS, "Entries": ["a.example"], "Allow": True, "Block": True}, "not both", id="both"),
    pytest.param({**SENDERS, "Entries": ["lottery.example"], "Block": True}, "in the list already", id="twice"),
    pytest.param({**SENDERS, "Entries": ["a@b@c.example"], "Block": True}, "isn't valid for the list type Sender", id="no sender"),
    pytest.param({"ListType": "FileHash", "Entries": ["abc"], "Block": True}, "isn't valid for the list type FileHash", id="no hash"),
    pytest.param({"ListType": "IP", "Entries": ["10.0.0.1"], "Block": True}, "isn't valid for the list type IP", id="IPv4"),
    pytest.param({"ListType": "Url", "Entries": ["no url"], "Block": True}, "isn't valid for the list type Url", id="no URL"),
    pytest.param({**SENDERS, "Entries": ["a.example"], "Allow": True, "NoExpiration": True}, "can't be used for allow", id="for ever"),
    pytest.param({**SENDERS, "Entries": ["a.example"], "Block": True, "ExpirationDate": "1/1/2020"}, "in the future", id="the past"),
]


@pytest.mark.parametrize(("parameters", "text"), ENTRIES)
def test_entries_that_are_refused(reading: RunspacePool, parameters: dict[str, Any], text: str) -> None:
    outcome = run(reading, ("New-TenantAllowBlockListItems", parameters))
    assert text in str(outcome.errors[0])
    assert outcome.output == []


def test_spoofed_senders(pool: RunspacePool) -> None:
    pair = {"Identity": "Default", "SpoofedUser": "*", "SendingInfrastructure": "mail.example", "SpoofType": "external", "Action": "Block"}
    (made,) = run(pool, ("New-TenantAllowBlockListSpoofItems", pair)).output
    assert (prop(made, "SpoofType"), prop(made, "Action")) == ("External", "Block")
    assert "in the list already" in str(run(pool, ("New-TenantAllowBlockListSpoofItems", pair)).errors[0])
    one = {"Identity": "Default", "Ids": [prop(made, "Identity")]}
    run(pool, ("Set-TenantAllowBlockListSpoofItems", {**one, "Action": "Allow"}))
    assert run(pool, ("Get-TenantAllowBlockListSpoofItems", {"Action": "Allow", "SpoofType": "External"})).names("SpoofedUser") == ["*"]
    run(pool, ("Remove-TenantAllowBlockListSpoofItems", {**one, "Confirm": False}))
    assert len(run(pool, "Get-TenantAllowBlockListSpoofItems").output) == 2
    assert "Valid values are Allow and Block" in str(run(pool, ("Get-TenantAllowBlockListSpoofItems", {"Action": "x"})).errors[0])


@pytest.mark.parametrize(("noun", "key"), [("BlockedSenderAddress", "SenderAddress"), ("BlockedConnector", "ConnectorId")])
def test_what_was_blocked_comes_free(pool: RunspacePool, noun: str, key: str) -> None:
    (one,) = run(pool, f"Get-{noun}").output
    step: Step = (f"Remove-{noun}", {key: str(prop(one, key))})
    assert run(pool, step).errors == []
    assert run(pool, f"Get-{noun}").output == []
    assert "couldn't be found" in str(run(pool, step).errors[0])


SPAN = {"StartDate": (NOW - timedelta(days=40)).isoformat(), "EndDate": (NOW + timedelta(days=1)).isoformat()}


def test_what_is_done_is_logged(pool: RunspacePool) -> None:
    before = len(run(pool, ("Search-AdminAuditLog", SPAN)).output)
    run(pool, ("Set-MailUser", {"Identity": "ada.berg", "MailTip": "logged"}))
    run(pool, ("Set-MailUser", {"Identity": "zoe.nunez", "MailTip": "not done", "WhatIf": True}))
    run(pool, ("Write-AdminAuditLog", {"Comment": "a word"}))
    events = run(pool, ("Search-AdminAuditLog", SPAN)).output
    assert len(events) == before + 2
    assert [prop(one, "CmdletName") for one in events[:2]] == ["Write-AdminAuditLog", "Set-MailUser"]
    (one,) = run(pool, ("Search-AdminAuditLog", {**SPAN, "Cmdlets": ["set-mailuser"], "Parameters": ["MailTip"]})).output
    assert (prop(one, "ObjectModified"), prop(one, "Succeeded")) == ("ada.berg", True)
    (record,) = run(pool, ("Search-UnifiedAuditLog", {**SPAN, "Operations": ["Set-MailUser"]})).output
    data = json.loads(prop(record, "AuditData"))
    assert (data["ObjectId"], data["Parameters"][1]) == ("ada.berg", {"Name": "MailTip", "Value": "logged"})


def test_passwords_are_not_logged(pool: RunspacePool) -> None:
    pool.exchange_keys()
    from pypsrp.serializer import TaggedValue

    user = {"Name": "Kim", "ExternalEmailAddress": "kim@litware.com", "MicrosoftOnlineServicesID": "kim@contoso.com"}
    assert run(pool, ("New-MailUser", {**user, "Password": TaggedValue("SS", "s3cret!")})).errors == []
    (record,) = run(pool, ("Search-UnifiedAuditLog", {**SPAN, "FreeText": "kim@litware"})).output
    assert "********" in prop(record, "AuditData")
    assert "s3cret" not in prop(record, "AuditData")


LOGS = [
    pytest.param(("Search-AdminAuditLog", {"Parameters": ["Name"]}), "only with the Cmdlets", id="parameters alone"),
    pytest.param(("Search-AdminAuditLog", {"ResultSize": 0}), "between 1 and 250000", id="size"),
    pytest.param(("Search-UnifiedAuditLog", {"StartDate": "1/2/2026", "EndDate": "1/1/2026"}), "earlier than", id="dates"),
    pytest.param(("Write-AdminAuditLog", {"Comment": "x" * 501}), "between 1 and 500", id="comment"),
    pytest.param(("Get-MailTrafficATPReport", {"StartDate": "1/1/2026"}), "Both StartDate and EndDate", id="one date"),
    pytest.param(("Get-MailTrafficATPReport", {"AggregateBy": "Year"}), "Day, Hour, Summary", id="step"),
]


@pytest.mark.parametrize(("step", "text"), LOGS)
def test_what_logs_and_reports_refuse(reading: RunspacePool, step: Step, text: str) -> None:
    assert text in str(run(reading, step).errors[0])


WEEK = {"StartDate": (NOW - timedelta(days=5)).isoformat(), "EndDate": NOW.isoformat()}


def test_reports_count_what_the_trace_has(reading: RunspacePool) -> None:
    traced = run(reading, ("Get-MessageTrace", {**WEEK, "PageSize": 5_000})).output
    statuses = Counter(prop(one, "Status") for one in traced)
    protection = run(
        reading, ("Get-MailTrafficATPReport", {**WEEK, "AggregateBy": "Summary", "SummarizeBy": ["Direction", "Action"]})
    ).output
    counted = {prop(one, "EventType"): prop(one, "MessageCount") for one in protection}
    assert sum(counted.values()) == len(traced)
    assert counted["Advanced filter"] == statuses["FilteredAsSpam"]
    flow = run(reading, ("Get-MailFlowStatusReport", {**WEEK, "EventType": ["EmailMalware"]})).output
    assert sum(prop(one, "MessageCount") for one in flow) == statuses["Failed"]
    details = run(reading, ("Get-MailDetailATPReport", {**WEEK, "EventType": ["Advanced filter"]})).output
    assert len(details) == statuses["FilteredAsSpam"]


def test_reports_by_hour_and_direction(reading: RunspacePool) -> None:
    days = run(reading, ("Get-MailTrafficATPReport", {**WEEK, "Direction": ["Outbound"]}))
    hours = run(reading, ("Get-MailTrafficATPReport", {**WEEK, "Direction": ["Outbound"], "AggregateBy": "Hour", "PageSize": 5_000}))
    assert set(days.names("Direction")) == {"Outbound"}
    assert len(hours.output) > len(days.output)
    assert sum(hours.names("MessageCount")) == sum(days.names("MessageCount"))


def test_reports_on_rules_and_the_most_frequent(reading: RunspacePool) -> None:
    hits = run(reading, ("Get-MailTrafficPolicyReport", {**WEEK, "AggregateBy": "Summary"})).names("MessageCount")
    details = run(reading, ("Get-MailDetailTransportRuleReport", {**WEEK, "PageSize": 5_000})).output
    assert sum(hits) == len(details) > 0
    assert run(reading, ("Get-MailTrafficPolicyReport", {**WEEK, "TransportRule": ["none"]})).output == []
    top = run(reading, ("Get-MailTrafficSummaryReport", {**WEEK, "Category": "topmailsender", "PageSize": 3}))
    counts = [int(one) for one in top.names("C2")]
    assert len(counts) == 3
    assert counts == sorted(counts, reverse=True)
