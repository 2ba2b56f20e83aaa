"""Quarantine whole, and the way of a message through message trace."""

from __future__ import annotations

import base64
import io
import zipfile
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from typing import Any

import pytest
from pypsrp.powershell import RunspacePool

from eopsh.demo import DemoServer
from tests.demo.support import Answering, Step, prop, run, session

EVERYTHING = {"PageSize": 1_000}
NOW = datetime.now(UTC)
SELECTIONS = [
    pytest.param({"Type": "Spam"}, "Type", {"Spam"}, id="type"),
    pytest.param({"PolicyTypes": ["AntiMalwarePolicy"]}, "Type", {"Malware"}, id="policy type"),
    pytest.param({"PolicyName": "Quarantine suspicious archives"}, "Type", {"TransportRule"}, id="policy name"),
    pytest.param({"Subject": "you have won!"}, "Subject", {"You have won!"}, id="subject"),
    pytest.param({"SenderAddress": ["*@bank.example"]}, "SenderAddress", {"support@bank.example"}, id="sender"),
    pytest.param({"RecipientAddress": "ada.berg@contoso.com"}, "Direction", {"Inbound"}, id="recipient"),
    pytest.param({"Domain": "lottery.example"}, "SenderAddress", {"prize@lottery.example"}, id="domain"),
    pytest.param({"ReleaseStatus": ["Released", "Requested"]}, "ReleaseStatus", {"RELEASED", "REQUESTED"}, id="release status"),
    pytest.param({"StartReceivedDate": (NOW - timedelta(days=2)).isoformat()}, "Direction", {"Inbound"}, id="received"),
    pytest.param({"EndExpiresDate": (NOW + timedelta(days=5)).isoformat()}, "Direction", {"Inbound"}, id="expires"),
    pytest.param({"EntityType": "Email", "Direction": "Inbound"}, "EntityType", {"Email"}, id="entity"),
]
NOTHING = [
    {"EntityType": "Teams"},
    {"Direction": "Outbound"},
    {"Reported": True},
    {"MyItems": True},
    {"RecipientTag": ["Priority account"]},
]


@pytest.mark.parametrize(("parameters", "name", "values"), SELECTIONS)
def test_selections(reading: RunspacePool, parameters: dict[str, Any], name: str, values: set[str]) -> None:
    outcome = run(reading, ("Get-QuarantineMessage", {**EVERYTHING, **parameters}))
    assert outcome.errors == []
    assert set(outcome.names(name)) == values
    assert len(outcome.output) < 200 or name == "EntityType"


@pytest.mark.parametrize("parameters", NOTHING, ids=str)
def test_selections_of_nothing(reading: RunspacePool, parameters: dict[str, Any]) -> None:
    outcome = run(reading, ("Get-QuarantineMessage", parameters))
    assert (outcome.errors, outcome.output) == ([], [])


def test_dates_and_pages_part_the_messages(reading: RunspacePool) -> None:
    middle = (NOW - timedelta(days=10)).isoformat()
    newer = run(reading, ("Get-QuarantineMessage", {**EVERYTHING, "StartReceivedDate": middle})).names("Identity")
    older = run(reading, ("Get-QuarantineMessage", {**EVERYTHING, "EndReceivedDate": middle})).names("Identity")
    assert len(newer) + len(older) == len({*newer, *older}) == 200
    pages = [run(reading, ("Get-QuarantineMessage", {"PageSize": 80, "Page": page})).names("Identity") for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [80, 80, 40, 0]
    assert [one for page in pages for one in page] == newer + older
    (error,) = run(reading, ("Get-QuarantineMessage", {"PageSize": 1_001})).errors
    assert "1 to 1000" in str(error)


def identity(pool: RunspacePool, **parameters: Any) -> str:
    return str(run(pool, ("Get-QuarantineMessage", {**EVERYTHING, **parameters})).names("Identity")[0])


def test_a_header(reading: RunspacePool) -> None:
    wanted = identity(reading, Type="HighConfPhish")
    (message,) = run(reading, ("Get-QuarantineMessage", {"Identity": wanted})).output
    (one,) = run(reading, ("Get-QuarantineMessageHeader", {"Identity": wanted})).output
    header = message_from_bytes(prop(one, "Header").encode())
    assert (header["From"], header["To"]) == (prop(message, "SenderAddress"), message.adapted_properties["RecipientAddress"][0])
    assert str(make_header(decode_header(header["Subject"]))) == prop(message, "Subject")
    assert header["Message-ID"] == prop(message, "MessageId")
    assert "SCL:9" in header["X-Forefront-Antispam-Report"]
    assert prop(one, "Identity") == wanted


def test_a_preview(reading: RunspacePool) -> None:
    (one,) = run(reading, ("Preview-QuarantineMessage", {"Identity": identity(reading)})).output
    assert (prop(one, "IsHtml"), prop(one, "Subject")) == (False, "Invoice 4711")
    assert "attachment" in prop(one, "Body")


def test_an_export(reading: RunspacePool) -> None:
    wanted = identity(reading)
    (plain,) = run(reading, ("Export-QuarantineMessage", {"Identity": wanted})).output
    (packed,) = run(reading, ("Export-QuarantineMessage", {"Identity": wanted, "CompressOutput": True})).output
    message = base64.b64decode(prop(plain, "Eml"))
    assert message_from_bytes(message)["Subject"] == "Invoice 4711"
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(prop(packed, "Eml")))) as archive:
        assert [archive.read(name) for name in archive.namelist()] == [message]


def test_objects_flow_to_what_they_hold(reading: RunspacePool) -> None:
    names = ["Get-QuarantineMessageHeader", "Preview-QuarantineMessage", "Export-QuarantineMessage"]
    for name in names:
        outcome = run(reading, ("Get-QuarantineMessage", {"PageSize": 3}), name)
        assert (outcome.errors, len(outcome.output)) == ([], 3), name


def test_messages_are_deleted(server: DemoServer) -> None:
    ui = Answering(0, 2)
    with session(server, ui) as pool:
        first, second, third = run(pool, ("Get-QuarantineMessage", {"PageSize": 3})).names("Identity")
        run(pool, ("Delete-QuarantineMessage", {"Identities": [first, second]}))
        run(pool, ("Delete-QuarantineMessage", {"Identity": third, "Confirm": False}))
        assert run(pool, ("Get-QuarantineMessage", {"PageSize": 3})).names("Identity")[0] == second
        (error,) = run(pool, ("Get-QuarantineMessage", {"Identity": first})).errors
        assert "couldn't be found" in str(error)
    assert ui.asked[0][1].endswith(f'Deleting quarantined message "{first}".')


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(("Export-QuarantineMessage", {"Identity": "nobody"}), id="export"),
        pytest.param(("Delete-QuarantineMessage", {"Identity": "nobody"}), id="delete"),
        pytest.param(("Release-QuarantineMessage", {"Identity": "nobody", "ReleaseToAll": True}), id="release"),
        pytest.param(("Get-QuarantineMessageHeader", {"Identity": "nobody"}), id="header"),
    ],
)
def test_a_message_that_is_not_there(reading: RunspacePool, step: Step) -> None:
    (error,) = run(reading, step).errors
    assert "object 'nobody' couldn't be found" in str(error)


def test_a_stranger_is_no_recipient(reading: RunspacePool) -> None:
    (error,) = run(reading, ("Preview-QuarantineMessage", {"Identity": identity(reading), "RecipientAddress": "x@contoso.com"})).errors
    assert "isn't a recipient" in str(error)


STATUSES = [
    pytest.param("Delivered", ["Receive", "Deliver"], id="delivered"),
    pytest.param("FilteredAsSpam", ["Receive", "Spam", "Deliver"], id="spam"),
    pytest.param("Quarantined", ["Receive", "Spam"], id="quarantined"),
    pytest.param("Failed", ["Receive", "Fail"], id="failed"),
    pytest.param("Pending", ["Receive", "Defer"], id="pending"),
    pytest.param("Expanded", ["Receive", "Expand"], id="expanded"),
]


@pytest.mark.parametrize(("status", "events"), STATUSES)
def test_what_happened_to_a_message(reading: RunspacePool, status: str, events: list[str]) -> None:
    messages = run(reading, ("Get-MessageTrace", {"Status": status, "PageSize": 1_000})).output
    one = next(
        one for one in messages if prop(one, "RecipientAddress").endswith("@contoso.com") and not prop(one, "Subject").startswith("Invoice")
    )
    wanted = {"MessageTraceId": str(prop(one, "MessageTraceId")), "RecipientAddress": prop(one, "RecipientAddress")}
    for name in ("Get-MessageTraceDetail", "Get-MessageTraceDetailV2"):
        details = run(reading, (name, wanted))
        assert details.names("Event") == events
        assert details.names("Date")[0] == prop(one, "Received")
    assert run(reading, ("Get-MessageTraceDetail", {**wanted, "Event": ["receive"]})).names("Event") == ["Receive"]


def test_traced_messages_flow_to_their_details(reading: RunspacePool) -> None:
    outcome = run(reading, ("Get-MessageTrace", {"PageSize": 3}), "Get-MessageTraceDetail")
    assert outcome.errors == []
    assert outcome.names("Event").count("Receive") == 3


def test_the_newer_trace_goes_back_further_and_on_from_the_last(reading: RunspacePool) -> None:
    first = run(reading, ("Get-MessageTraceV2", {"ResultSize": 10}))
    last = first.output[-1]
    more = {"ResultSize": 10, "StartDate": (NOW - timedelta(days=9)).isoformat(), "EndDate": prop(last, "Received")}
    second = run(reading, ("Get-MessageTraceV2", {**more, "StartingRecipientAddress": prop(last, "RecipientAddress")}))
    assert len(first.warnings) == len(second.warnings) == 1
    assert second.names("MessageTraceId")[0] == prop(last, "MessageTraceId")
    assert run(reading, ("Get-MessageTraceV2", {"StartDate": "1/1/2020", "EndDate": "1/2/2020"})).errors != []
    old = {"StartDate": (NOW - timedelta(days=40)).isoformat(), "EndDate": (NOW - timedelta(days=35)).isoformat()}
    assert run(reading, ("Get-MessageTraceV2", old)).errors == []


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [("Contains", "PORT", "Weekly backup report"), ("StartsWith", "weekly", "Weekly backup report"), ("EndsWith", "won!", "You have won!")],
)
def test_subjects_of_the_newer_trace(reading: RunspacePool, kind: str, text: str, found: str) -> None:
    outcome = run(reading, ("Get-MessageTraceV2", {"Subject": text, "SubjectFilterType": kind}))
    assert set(outcome.names("Subject")) == {found}
