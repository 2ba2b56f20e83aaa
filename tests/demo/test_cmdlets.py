"""What the cmdlets of the mail users, rules, traces and quarantine do, over the wire."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pypsrp.powershell import RunspacePool

from eopsh.demo import DemoServer
from eopsh.demo.formatdata import VIEWS
from tests.demo.support import Answering, pipeline, prop, run, session

COMPLETED, FAILED = 4, 5
NOT_FOUND = "couldn't be performed because object '{}' couldn't be found on '"

IDENTITIES = [
    pytest.param("Get-MailUser", lambda one: prop(one, "Name"), id="mail user by name"),
    pytest.param("Get-MailUser", lambda one: prop(one, "Alias").upper(), id="mail user by alias"),
    pytest.param("Get-MailUser", lambda one: prop(one, "PrimarySmtpAddress"), id="mail user by address"),
    pytest.param("Get-MailUser", lambda one: f"{prop(one, 'Alias')}@contoso.onmicrosoft.com", id="mail user by its other address"),
    pytest.param("Get-MailUser", lambda one: str(prop(one, "Guid")), id="mail user by GUID"),
    pytest.param("Get-MailUser", lambda one: prop(one, "DistinguishedName"), id="mail user by DN"),
    pytest.param("Get-TransportRule", lambda one: prop(one, "Name").lower(), id="rule by name"),
    pytest.param("Get-TransportRule", lambda one: str(prop(one, "Guid")), id="rule by GUID"),
    pytest.param("Get-TransportRule", lambda one: prop(one, "DistinguishedName"), id="rule by DN"),
    pytest.param("Get-AcceptedDomain", lambda one: prop(one, "Name"), id="domain by name"),
    pytest.param("Get-AcceptedDomain", lambda one: str(prop(one, "Guid")), id="domain by GUID"),
    pytest.param("Get-QuarantineMessage", lambda one: prop(one, "Identity"), id="quarantined message"),
]


@pytest.mark.parametrize(("command", "identity"), IDENTITIES)
def test_identities(reading: RunspacePool, command: str, identity: Callable[[Any], str]) -> None:
    everything = run(reading, command).output
    wanted = everything[2]
    (found,) = run(reading, (command, {"Identity": identity(wanted)})).output
    assert prop(found, "Identity") == prop(wanted, "Identity")


@pytest.mark.parametrize("command", ["Get-MailUser", "Get-TransportRule", "Get-AcceptedDomain", "Get-QuarantineMessage"])
def test_missing_objects(reading: RunspacePool, command: str) -> None:
    outcome = run(reading, (command, {"Identity": "nobody"}))
    (error,) = outcome.errors
    assert (outcome.state, outcome.output) == (COMPLETED, [])
    assert NOT_FOUND.format("nobody") in str(error)
    assert error.fq_error.startswith("[Server=")
    assert "[FailureCategory=Cmdlet-ManagementObjectNotFoundException]" in error.fq_error
    assert error.fq_error.endswith(f".{command.replace('-', '')}")
    assert error.message == f"NotSpecified: (:) [{command}], ManagementObjectNotFoundException"


COUNTS = [
    pytest.param(
        "Get-MailUser", {"Identity": "*Dvo*"}, lambda names: len(names) > 6 and all("Dvořák" in name for name in names), id="wildcard"
    ),
    pytest.param("Get-MailUser", {"Identity": "a*.berg"}, lambda names: names == ["Ada Berg", "Anaïs Berg"], id="wildcard on the alias"),
    pytest.param("Get-MailUser", {"Anr": "шев"}, lambda names: names and all("Шевченко" in name for name in names), id="anr"),
    pytest.param(
        "Get-MailUser", {"Filter": "Name -like 'a*' -and -not (Alias -eq 'ada.berg')"}, lambda names: "Ada Berg" not in names, id="filter"
    ),
    pytest.param("Get-MailUser", {"Filter": "RecipientType -eq 'MailUser'"}, lambda names: len(names) == 300, id="filter on a property"),
    pytest.param(
        "Get-MailUser", {"Filter": "FirstName -eq 'Ελένη' -or LastName -eq '王'"}, lambda names: len(names) > 3, id="filter in scripts"
    ),
    pytest.param("Get-MailUser", {"ResultSize": 7}, lambda names: len(names) == 7, id="result size"),
    pytest.param("Get-MailUser", {"ResultSize": "Unlimited"}, lambda names: len(set(names)) == 300, id="unlimited"),
    pytest.param("Get-MailUser", {"SortBy": "DisplayName"}, lambda names: names == sorted(names, key=str.casefold), id="sorted"),
    pytest.param("Get-TransportRule", {"State": "Disabled"}, lambda names: names == ["Copy invoices to finance"], id="state"),
    pytest.param("Get-TransportRule", {"Identity": "*a*"}, lambda names: len(names) >= 4, id="rule wildcard"),
    pytest.param(
        "Get-TransportRule", {"Filter": "Mode -eq 'Audit'"}, lambda names: names == ["Bypass partner spam filter"], id="rule filter"
    ),
]


@pytest.mark.parametrize(("command", "parameters", "holds"), COUNTS)
def test_selections(reading: RunspacePool, command: str, parameters: dict[str, Any], holds: Callable[[list[str]], bool]) -> None:
    outcome = run(reading, (command, parameters))
    assert outcome.errors == []
    assert holds(outcome.names())


def test_names_are_written_in_many_scripts(reading: RunspacePool) -> None:
    letters = {ord(letter) for name in run(reading, ("Get-MailUser", {"ResultSize": 60})).names() for letter in name}
    for first, last in (
        (0x370, 0x3FF),
        (0x400, 0x4FF),
        (0x590, 0x5FF),
        (0x600, 0x6FF),
        (0x900, 0x97F),
        (0xE00, 0xE7F),
        (0x3040, 0x30FF),
        (0xAC00, 0xD7A3),
    ):
        assert any(first <= letter <= last for letter in letters), hex(first)


def test_truncation_is_warned_of(reading: RunspacePool) -> None:
    assert run(reading, ("Get-MailUser", {"ResultSize": 300})).warnings == []
    (warning,) = run(reading, ("Get-MailUser", {"ResultSize": 299})).warnings
    assert warning == (
        "There are more results available than are currently displayed. To view them, increase the value for the ResultSize parameter."
    )
    assert run(reading, ("Get-MailUser", {"ResultSize": 5, "WarningAction": "SilentlyContinue"})).warnings == []


def test_the_default_result_size_is_a_thousand() -> None:
    with DemoServer(recipients=1_001) as server, session(server) as pool:
        outcome = run(pool, "Get-MailUser")
        assert (len(outcome.output), len(outcome.warnings)) == (1_000, 1)
        assert len({prop(one, "Guid") for one in outcome.output}) == 1_000


def test_a_mail_user_has_exchanges_shape(reading: RunspacePool) -> None:
    (user,) = run(reading, ("Get-MailUser", {"Identity": "zoe.nunez"})).output
    assert user.types[0] == "Deserialized.Microsoft.Exchange.Data.Directory.Management.MailUser"
    assert len(user.adapted_properties) > 40
    assert user.adapted_properties["RecipientType"].to_string == "MailUser"
    assert user.adapted_properties["RecipientType"].property_sets == [3]
    assert user.adapted_properties["EmailAddresses"].types[0].startswith("Deserialized.Microsoft.Exchange.Data.MultiValuedProperty`1")
    assert "SMTP:zoe.nunez@contoso.com" in user.adapted_properties["EmailAddresses"].property_sets[0]


def test_the_fast_way_writes_what_the_slow_one_does(pool: RunspacePool) -> None:
    (fast,) = run(pool, ("Get-MailUser", {"Identity": "bruno.mueller"})).output
    run(pool, ("Set-MailUser", {"Identity": "bruno.mueller", "CustomAttribute1": "x"}))
    (slow,) = run(pool, ("Get-MailUser", {"Identity": "bruno.mueller"})).output
    changed = {name for name in fast.adapted_properties if str(prop(fast, name)) != str(prop(slow, name))}
    shown = {name for name in changed if not hasattr(prop(fast, name), "property_sets")}
    assert shown == {"CustomAttribute1", "WhenChanged"}


def test_set_changes_and_says_when_nothing_changed(pool: RunspacePool) -> None:
    change = ("Set-MailUser", {"Identity": "ada.berg", "DisplayName": "Ada B.", "HiddenFromAddressListsEnabled": True})
    assert run(pool, change).warnings == []
    (user,) = run(pool, ("Get-MailUser", {"Identity": "ada.berg"})).output
    assert (prop(user, "DisplayName"), prop(user, "HiddenFromAddressListsEnabled")) == ("Ada B.", True)


def test_lists_are_replaced_and_edited(pool: RunspacePool) -> None:
    def edit(value: Any) -> str:
        outcome = run(pool, ("Set-MailUser", {"Identity": "ada.berg", "ExtensionCustomAttribute1": value}))
        assert outcome.errors == []
        (user,) = run(pool, ("Get-MailUser", {"Identity": "ada.berg"})).output
        return str(user.adapted_properties["ExtensionCustomAttribute1"].property_sets[0])

    assert edit(["a", "b"]) == "<LST><S>a</S><S>b</S></LST>"
    assert edit({"Add": "c", "Remove": ["A"]}) == "<LST><S>b</S><S>c</S></LST>"
    assert edit({"add": ["c", "d"]}) == "<LST><S>b</S><S>c</S><S>d</S></LST>"


def test_addresses(pool: RunspacePool) -> None:
    run(pool, ("Set-MailUser", {"Identity": "ada.berg", "EmailAddresses": {"Add": "smtp:second@contoso.com"}}))
    assert run(pool, ("Get-MailUser", {"Identity": "SECOND@contoso.com"})).names() == ["Ada Berg"]
    run(pool, ("Set-MailUser", {"Identity": "ada.berg", "EmailAddresses": ["SMTP:second@contoso.com", "smtp:ada.berg@contoso.com"]}))
    assert run(pool, ("Get-MailUser", {"Identity": "ada.berg"})).names("PrimarySmtpAddress") == ["second@contoso.com"]
    (error,) = run(pool, ("Set-MailUser", {"Identity": "zoe.nunez", "PrimarySmtpAddress": "ada.berg@contoso.com"})).errors
    assert 'The proxy address "SMTP:ada.berg@contoso.com" is already being used' in str(error)
    (error,) = run(pool, ("Set-MailUser", {"Identity": "zoe.nunez", "PrimarySmtpAddress": "no address"})).errors
    assert "is not a valid SMTP address" in str(error)


def test_new_and_remove_mail_user(pool: RunspacePool) -> None:
    made = run(pool, ("New-MailUser", {"Name": "Pilar Pinilla", "ExternalEmailAddress": "pilar@tailspintoys.com"}))
    (user,) = made.output
    assert (prop(user, "Alias"), prop(user, "ExternalEmailAddress")) == ("Pilar.Pinilla", "SMTP:pilar@tailspintoys.com")
    again = run(pool, ("New-MailUser", {"Name": "pilar pinilla", "ExternalEmailAddress": "other@tailspintoys.com"}))
    assert 'The name "pilar pinilla" is already being used.' in str(again.errors[0])
    assert "FailureCategory=Cmdlet-NameExistsException" in again.errors[0].fq_error
    assert run(pool, ("Remove-MailUser", {"Identity": "Pilar Pinilla", "Confirm": False})).errors == []
    assert run(pool, ("Get-MailUser", {"Identity": "Pilar Pinilla"})).output == []


def test_live_objects_flow_from_command_to_command(pool: RunspacePool) -> None:
    outcome = run(pool, ("Get-MailUser", {"Identity": "a*.berg"}), ("Set-MailUser", {"DisplayName": "Berg"}))
    assert (outcome.output, outcome.errors) == ([], [])
    assert run(pool, ("Get-MailUser", {"Filter": "DisplayName -eq 'Berg'"})).names() == ["Ada Berg", "Anaïs Berg"]


def test_objects_that_the_client_sends_back_bind(pool: RunspacePool) -> None:
    users = run(pool, ("Get-MailUser", {"ResultSize": 3})).output
    assert run(pool, ("Set-MailUser", {"MailTip": "back"}), given=users).errors == []
    assert run(pool, ("Get-MailUser", {"Filter": "MailTip -eq 'back'"})).names() == [prop(one, "Name") for one in users]


def test_a_failed_object_does_not_cost_its_neighbours(pool: RunspacePool) -> None:
    outcome = run(pool, ("Set-MailUser", {"MailTip": "x"}), given=["ada.berg", "nobody", "zoe.nunez"])
    assert (outcome.state, len(outcome.errors)) == (COMPLETED, 1)
    assert len(run(pool, ("Get-MailUser", {"Filter": "MailTip -eq 'x'"})).output) == 2


@pytest.mark.parametrize(
    ("action", "state", "errors"),
    [("SilentlyContinue", COMPLETED, 0), ("Ignore", COMPLETED, 0), ("Continue", COMPLETED, 1), ("Stop", FAILED, 1)],
)
def test_error_action(reading: RunspacePool, action: str, state: int, errors: int) -> None:
    outcome = run(reading, ("Get-MailUser", {"Identity": "nobody", "ErrorAction": action}))
    assert (outcome.state, len(outcome.errors)) == (state, errors)


BINDING_FAULTS = [
    pytest.param(
        ("Get-MailUser", {"Foo": 1}), "NamedParameterNotFound,Get-MailUser", "matches parameter name 'Foo'", id="unknown parameter"
    ),
    pytest.param(
        ("Get-MailUser", {"Identity": "a", "Anr": "b"}), "AmbiguousParameterSet,Get-MailUser", "Parameter set cannot", id="two sets"
    ),
    pytest.param(
        ("Get-TransportRule", {"State": "On"}),
        "CannotConvertArgumentNoMessage,Get-TransportRule",
        "Enabled, Disabled",
        id="enum lists its values",
    ),
    pytest.param(
        ("Set-TransportRule", {"Identity": "x", "MessageSizeOver": "huge"}),
        "CannotConvertArgumentNoMessage",
        "MB",
        id="a size that is none",
    ),
]


@pytest.mark.parametrize(("step", "error_id", "text"), BINDING_FAULTS)
def test_binding_faults_end_the_pipeline(reading: RunspacePool, step: tuple[str, dict[str, Any]], error_id: str, text: str) -> None:
    outcome = run(reading, step)
    (error,) = outcome.errors
    assert outcome.state == FAILED
    assert error.fq_error.startswith(error_id)
    assert text in str(error)


def test_rules_are_made_ordered_changed_and_removed(pool: RunspacePool) -> None:
    made = run(
        pool,
        ("New-TransportRule", {"Name": "First", "Priority": 0, "SubjectContainsWords": ["a", "b"], "Quarantine": True, "Mode": "audit"}),
    )
    (rule,) = made.output
    assert [prop(rule, name) for name in ("Priority", "State", "Mode", "Quarantine")] == [0, "Enabled", "Audit", True]
    assert "'a' or 'b'" in prop(rule, "Description")
    names = run(pool, "Get-TransportRule").names()
    assert names[:2] == ["First", "Block executables"]
    run(pool, ("Set-TransportRule", {"Identity": "First", "Priority": 2, "Name": "Third", "Comments": "moved"}))
    rules = run(pool, "Get-TransportRule")
    assert rules.names()[:3] == ["Block executables", "Bypass partner spam filter", "Third"]
    assert rules.names("Priority") == list(range(7))
    assert run(pool, ("Remove-TransportRule", {"Identity": "Third", "Confirm": False})).errors == []
    assert run(pool, "Get-TransportRule").names("Priority") == list(range(6))


RULE_FAULTS = [
    pytest.param({"Name": "block EXECUTABLES", "Quarantine": True}, "already a rule with the name", id="duplicate"),
    pytest.param({"Name": "x", "SubjectContainsWords": "a"}, "at least one action", id="no action"),
    pytest.param({"Name": "x", "Quarantine": True, "Priority": 99}, "priority value 99", id="priority"),
    pytest.param({"Name": "x", "SetSCL": 12}, "SCL value '12'", id="score"),
]


@pytest.mark.parametrize(("parameters", "text"), RULE_FAULTS)
def test_rules_that_are_refused(reading: RunspacePool, parameters: dict[str, Any], text: str) -> None:
    outcome = run(reading, ("New-TransportRule", parameters))
    assert text in str(outcome.errors[0])
    assert outcome.output == []


def test_enable_and_disable(pool: RunspacePool) -> None:
    run(pool, ("Disable-TransportRule", {"Identity": "Block executables", "Confirm": False}))
    assert run(pool, ("Get-TransportRule", {"Identity": "Block executables"})).names("State") == ["Disabled"]
    (warning,) = run(pool, ("Disable-TransportRule", {"Identity": "Block executables", "Confirm": False})).warnings
    assert "no settings of 'Block executables' have been modified" in warning
    run(pool, ("Enable-TransportRule", {"Identity": "Block executables", "Mode": "AuditAndNotify"}))
    (rule,) = run(pool, ("Get-TransportRule", {"Identity": "Block executables"})).output
    assert (prop(rule, "State"), prop(rule, "Mode")) == ("Enabled", "AuditAndNotify")


def test_every_documented_setting_of_a_rule_is_kept(pool: RunspacePool) -> None:
    settings = {"From": ["a@contoso.com"], "ExceptIfSubjectMatchesPatterns": ["^x"], "MessageSizeOver": "10MB", "PrependSubject": "[x] "}
    run(pool, ("New-TransportRule", {"Name": "All kinds", **settings}))
    (rule,) = run(pool, ("Get-TransportRule", {"Identity": "All kinds"})).output
    assert prop(rule, "MessageSizeOver") == "10 MB (10,485,760 bytes)"
    assert prop(rule, "PrependSubject") == "[x] "
    parts = [[one.rpartition(".")[2] for one in rule.adapted_properties[name]] for name in ("Conditions", "Exceptions", "Actions")]
    assert parts == [["From", "MessageSizeOver"], ["ExceptIfSubjectMatchesPatterns"], ["PrependSubject"]]


def test_message_trace_pages_and_filters(reading: RunspacePool) -> None:
    now = datetime.now(UTC)
    window = {"StartDate": (now - timedelta(days=10)).isoformat(), "EndDate": now.isoformat()}
    first = run(reading, ("Get-MessageTrace", {**window, "PageSize": 1_500})).names("MessageTraceId")
    second = run(reading, ("Get-MessageTrace", {**window, "PageSize": 1_500, "Page": 2})).names("MessageTraceId")
    assert (len(first), len(second), len(set(first + second))) == (1_500, 1_500, 3_000)
    failed = run(reading, ("Get-MessageTrace", {**window, "Status": "Failed"}))
    assert set(failed.names("Status")) == {"Failed"}
    to = run(reading, ("Get-MessageTrace", {**window, "RecipientAddress": ["ada.berg@*"]}))
    assert set(to.names("RecipientAddress")) == {"ada.berg@contoso.com"}
    times = run(reading, ("Get-MessageTrace", {"PageSize": 50})).names("Received")
    assert times == sorted(times, reverse=True)
    assert times[-1] > (now - timedelta(days=2, minutes=1)).isoformat()


TRACE_FAULTS = [
    pytest.param({"StartDate": "1/1/2020", "EndDate": "1/2/2020"}, "older than 10 days", id="too old"),
    pytest.param({"EndDate": "1/1/2020"}, "StartDate must be specified", id="an end without a start"),
    pytest.param({"StartDate": "1/2/2026", "EndDate": "1/1/2026"}, "earlier than EndDate", id="the wrong way round"),
    pytest.param({"PageSize": 6_000}, "1 to 5000", id="page size"),
    pytest.param({"Status": "Lost"}, "None, GettingStatus, Failed", id="status"),
]


@pytest.mark.parametrize(("parameters", "text"), TRACE_FAULTS)
def test_message_trace_refuses(reading: RunspacePool, parameters: dict[str, Any], text: str) -> None:
    assert text in str(run(reading, ("Get-MessageTrace", parameters)).errors[0])


def test_quarantine_filters(reading: RunspacePool) -> None:
    assert len(run(reading, "Get-QuarantineMessage").output) == 100
    assert len(run(reading, ("Get-QuarantineMessage", {"PageSize": 150, "Page": 2})).output) == 50
    spam = run(reading, ("Get-QuarantineMessage", {"QuarantineTypes": ["Spam", "Bulk"], "PageSize": 1_000}))
    assert set(spam.names("Type")) == {"Spam", "Bulk"}
    kept = run(reading, ("Get-QuarantineMessage", {"ReleaseStatus": "NotReleased", "PageSize": 1_000}))
    assert set(kept.names("ReleaseStatus")) == {"NOTRELEASED"}
    assert len(run(reading, ("Get-QuarantineMessage", {"SenderAddress": "nobody@contoso.com"})).output) == 0


def test_release(pool: RunspacePool) -> None:
    held = run(pool, ("Get-QuarantineMessage", {"ReleaseStatus": "NotReleased", "PageSize": 5})).names("Identity")
    outcome = run(pool, ("Release-QuarantineMessage", {"Identities": held[:3]}))
    assert (outcome.errors, len(outcome.progress)) == ([], 4)
    run(pool, ("Get-QuarantineMessage", {"Identity": held[3]}), ("Release-QuarantineMessage", {"ReleaseToAll": True}))
    states = [run(pool, ("Get-QuarantineMessage", {"Identity": one})).names("ReleaseStatus")[0] for one in held]
    assert states == ["RELEASED"] * 4 + ["NOTRELEASED"]
    (warning,) = run(pool, ("Release-QuarantineMessage", {"Identity": held[0]})).warnings
    assert "has been released already" in warning
    (error,) = run(pool, ("Release-QuarantineMessage", {"Identity": held[4], "User": ["x@contoso.com"]})).errors
    assert "isn't a recipient" in str(error)


def test_organization_config(reading: RunspacePool) -> None:
    (organization,) = run(reading, "Get-OrganizationConfig").output
    assert prop(organization, "DisplayName") == "Contoso"


CONFIRM = "Are you sure you want to perform this action?\n{}"


@pytest.mark.parametrize(
    ("choices", "left", "asked"),
    [
        pytest.param([0, 2], 1, 2, id="yes, no"),
        pytest.param([1], 0, 1, id="yes to all"),
        pytest.param([3], 2, 1, id="no to all"),
        pytest.param([2, 0], 1, 2, id="no, yes"),
    ],
)
def test_removing_asks(server: DemoServer, choices: list[int], left: int, asked: int) -> None:
    ui = Answering(*choices)
    with session(server, ui) as pool:
        run(pool, ("Get-MailUser", {"Identity": "a*.berg"}), "Remove-MailUser")
        assert len(run(pool, ("Get-MailUser", {"Identity": "a*.berg"})).output) == left
    caption, message, labels, default = ui.asked[0]
    assert (caption, default, len(ui.asked)) == ("Confirm", 0, asked)
    assert message == CONFIRM.format('Removing mail user Identity "Ada Berg".')
    assert labels == ["&Yes", "Yes to &All", "&No", "No to A&ll"]


def test_confirm_makes_any_change_ask(server: DemoServer) -> None:
    ui = Answering(2)
    with session(server, ui) as pool:
        run(pool, ("Set-MailUser", {"Identity": "ada.berg", "DisplayName": "x", "Confirm": True}))
        assert run(pool, ("Get-MailUser", {"Identity": "ada.berg"})).names("DisplayName") == ["Ada Berg"]
    assert ui.asked[0][1] == CONFIRM.format('Setting mail user "Ada Berg".')


def test_what_if_tells_and_does_nothing(server: DemoServer) -> None:
    ui = Answering()
    with session(server, ui) as pool:
        run(pool, ("Remove-TransportRule", {"Identity": "Block executables", "WhatIf": True}))
        assert len(run(pool, "Get-TransportRule").output) == 6
    assert ui.told == ['What if: Removing transport rule "Block executables".']


def test_without_a_host_a_question_fails(pool: RunspacePool) -> None:
    outcome = run(pool, ("Remove-TransportRule", {"Identity": "Block executables"}))
    assert outcome.state == FAILED
    assert "does not support user interaction" in str(outcome.errors[0])


def test_missing_mandatory_parameters_are_asked_for(server: DemoServer) -> None:
    ui = Answering(Identity="Block executables")
    with session(server, ui) as pool:
        run(pool, "Enable-TransportRule", given=None)
    assert ui.asked == [
        ("cmdlet Enable-TransportRule at command pipeline position 1", "Supply values for the following parameters:", ["Identity"], -1)
    ]


def test_missing_mandatory_parameters_without_a_host(reading: RunspacePool) -> None:
    outcome = run(reading, "Enable-TransportRule")
    assert outcome.state == FAILED
    assert outcome.errors[0].fq_error.startswith("MissingMandatoryParameter")


def test_helpers(reading: RunspacePool) -> None:
    assert run(reading, ("Get-MailUser", {"ResultSize": "Unlimited"}), "Measure-Object").names("Count") == [300]
    assert run(reading, "Get-TransportRule", ("Select-Object", {"ExpandProperty": "Name", "First": 2})).output == [
        "Block executables",
        "Bypass partner spam filter",
    ]
    (one,) = run(reading, "Get-TransportRule", ("Select-Object", {"Property": ["name", "Sta*"], "Last": 1})).output
    assert list(one.extended_properties) == ["Name", "State"]
    assert run(reading, ("Get-Command", {"Name": "*-MailUser"})).names() == [
        "Get-MailUser",
        "New-MailUser",
        "Remove-MailUser",
        "Set-MailUser",
    ]
    assert run(reading, ("Get-Help", {"Name": "Get-MailUser"})).names() == ["Get-MailUser"]
    assert len(run(reading, "Get-AcceptedDomain", "Out-Default").output) == 4
    assert run(reading, "Exit-PSSession").state == COMPLETED
    assert run(reading, "Get-TransportRule", ("Select-Object", {"Property": "DlpPolicy", "Unique": True})).names("DlpPolicy") == [None]


def test_select_first_ends_the_commands_before_it() -> None:
    with DemoServer(recipients=50_000) as server, session(server) as pool:
        assert len(run(pool, ("Get-MailUser", {"ResultSize": "Unlimited"}), ("Select-Object", {"First": 2})).output) == 2
        assert server.counts.last_objects == 2


def test_format_data(reading: RunspacePool) -> None:
    (rule,) = run(reading, ("Get-FormatData", {"TypeName": "*.TransportRule"})).output
    assert rule.types[0] == "System.Management.Automation.ExtendedTypeDefinition"
    text = str(rule.adapted_properties["FormatViewDefinition"])
    assert len(run(reading, "Get-FormatData").output) == len(VIEWS)
    assert text


def test_verbose(reading: RunspacePool) -> None:
    shell = pipeline(reading, ("Get-OrganizationConfig", {"Verbose": True}))
    shell.invoke()
    (record,) = shell.streams.verbose
    assert "Get-OrganizationConfig : Beginning processing." in str(record.message)


def test_the_first_pipeline_of_a_session_prepares_modules(pool: RunspacePool) -> None:
    (record,) = run(pool, "Get-AcceptedDomain").progress
    assert (record.activity, record.percent_complete, record.description) == ("Preparing modules for first use.", -1, " ")
    assert run(pool, "Get-AcceptedDomain").progress == []
