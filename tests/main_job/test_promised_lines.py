"""The lines that must simply work on the demonstration organization: what each shows, and what it changes."""

# ruff: noqa: E501  (lines as administrators type them)

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from tests.main_job.conftest import Typist

SHOWN = [
    pytest.param("$r = Get-TransportRule; $r.Count; $r[0].Name", "6\nBlock executables", id="a variable, its count and first item"),
    pytest.param(
        'foreach ($d in Get-AcceptedDomain) { if ($d.Default) { "default: $($d.DomainName)" } }',
        "default: contoso.com",
        id="foreach over a cmdlet",
    ),
    pytest.param(
        "try { Get-TransportRule 'nope' -ErrorAction Stop } catch { Write-Warning $_.Exception.Message }",
        "WARNING: The operation couldn't be performed because object 'nope' couldn't be found on 'DC-DEMO-01.contoso.com'.",
        id="catch",
    ),
    pytest.param(
        "(Get-TransportRule | sort Priority)[0..2] | % Name",
        "Block executables\nBypass partner spam filter\nDisclaimer für alle",
        id="a slice of a sorted pipeline",
    ),
    pytest.param('"{0:N0} messages" -f (Get-MessageTrace).Count', "1,000 messages", id="the format operator"),
    pytest.param(
        'switch -Wildcard ((Get-AcceptedDomain).DomainName) { \'*.onmicrosoft.com\' { "tenant $_" } default { "own $_" } }',
        "own contoso.com\ntenant contoso.onmicrosoft.com\nown *.fabrikam.com\nown münchen.contoso.com",
        id="switch over members",
    ),
    pytest.param("1..3 | % { Get-MessageTrace -Page $_ -PageSize 100 } | measure | select -exp Count", "300", id="pages in a loop"),
]


@pytest.mark.parametrize(("line", "shown"), SHOWN)
def test_a_promised_line_shows(organization: Typist, line: str, shown: str) -> None:
    assert organization(line) == shown


def test_mail_users_whose_address_is_at_fabrikam(organization: Typist) -> None:
    shown = organization(
        "Get-MailUser | ? { $_.ExternalEmailAddress -like '*@fabrikam*' } | select Name, ExternalEmailAddress | ft -AutoSize"
    )
    header, _, *rows = shown.split("\n")
    assert header.split() == ["Name", "ExternalEmailAddress"]
    assert len(rows) == 100
    assert all(row.endswith("@fabrikam.com") for row in rows)


def test_messages_by_status(organization: Typist) -> None:
    shown = organization("Get-MessageTrace -StartDate (Get-Date).AddDays(-2) -EndDate (Get-Date) | group Status | sort Count -desc")
    counts = [(int(count), name) for count, name in re.findall(r"^ *(\d+) (\w+) +\{", shown, re.MULTILINE)]
    assert counts == sorted(counts, key=lambda pair: -pair[0])
    assert counts[0][1] == "Delivered"
    assert {name for _, name in counts} == {"Delivered", "FilteredAsSpam", "Quarantined", "Failed", "Pending", "Expanded"}
    assert 950 <= sum(count for count, _ in counts) <= 1_000


def test_quarantined_messages_as_text(organization: Typist) -> None:
    rows = organization('Get-QuarantineMessage | % { "$($_.Subject) from $($_.SenderAddress)" }').split("\n")
    assert len(rows) == 100
    assert rows[0] == "Invoice 4711 from news@lists.fabrikam.com"
    assert all(re.search(r" from \S+@\S+$", row) for row in rows)


def test_disabled_rules_are_enabled(own: Typist) -> None:
    assert own("Get-TransportRule | ? State -eq Disabled | % { Enable-TransportRule $_.Identity }") == ""
    assert own("Get-TransportRule | ? State -eq Disabled | measure | % Count") == "0"


def test_mail_users_from_a_file_whatif(own: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("users.csv").write_text("Name,Mail\nIrma Klee,irma@fabrikam.com\nTom Reed,tom@litware.com\n", encoding="utf-8")
    assert own("Import-Csv users.csv | foreach { New-MailUser -Name $_.Name -ExternalEmailAddress $_.Mail -WhatIf }").split("\n") == [
        'What if: Creating mail user "Irma Klee" with external e-mail address "irma@fabrikam.com".',
        'What if: Creating mail user "Tom Reed" with external e-mail address "tom@litware.com".',
    ]
    assert own("Get-MailUser -Filter \"Name -eq 'Irma Klee' -or Name -eq 'Tom Reed'\"") == ""


def test_recipients_in_full(organization: Typist) -> None:
    blocks = organization("Get-Recipient -ResultSize Unlimited | select -First 3 | fl *").split("\n\n")
    shown = [dict(re.findall(r"^(\w+) +:(?: (.*))?$", block, re.MULTILINE)) for block in blocks]
    assert [one["Name"] for one in shown] == ["Ada Berg", "Bruno Müller", "Zoë Núñez"]
    assert all(one["RecipientType"] == "MailUser" and len(one) > 50 for one in shown)
    assert organization('Get-Recipient -ResultSize Unlimited | group RecipientType | % { "$($_.Name) $($_.Count)" }').split("\n") == [
        "MailUser 300",
        "MailContact 4",
        "MailUniversalDistributionGroup 4",
        "MailUniversalSecurityGroup 1",
    ]


def test_allowed_senders_are_edited(own: Typist) -> None:
    senders = "(Get-HostedContentFilterPolicy Default).AllowedSenders -join ' '"
    assert own(senders) == "b@contoso.com orders@tailspintoys.com"
    assert own("Set-HostedContentFilterPolicy Default -AllowedSenders @{Add='a@contoso.com'; Remove='b@contoso.com'}") == ""
    assert own(senders) == "orders@tailspintoys.com a@contoso.com"


def test_a_rule_by_splatting(own: Typist) -> None:
    line = (
        "$p = @{ Name = 'Block exe'; AttachmentExtensionMatchesWords = 'exe','com'; RejectMessageReasonText = 'no' }; New-TransportRule @p"
    )
    assert own(line).split("\n")[-1].split() == ["Block", "exe", "Enabled", "Enforce", "6"]
    made = "$x = Get-TransportRule 'Block exe'; $x.AttachmentExtensionMatchesWords -join '+'; $x.RejectMessageReasonText"
    assert own(made) == "exe+com\nno"


def test_filtered_mail_users_go_to_a_csv_file(own: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert own("Get-MailUser -Filter \"Name -like 'A*'\" | Export-Csv out.csv -NoTypeInformation") == ""
    with Path("out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 30
    assert all(row["Name"].startswith("A") and row["RecipientType"] == "MailUser" for row in rows)


def test_a_function_of_ones_own(organization: Typist) -> None:
    line = "function Get-Spam([int]$Days = 7) { Get-MessageTrace -StartDate (Get-Date).AddDays(-$Days) | where { $_.Status -eq 'FilteredAsSpam' } }; Get-Spam 3 | measure"
    found = re.search(r"^Count +: (\d+)$", organization(line), re.MULTILINE)
    assert found is not None
    assert 40 <= int(found[1]) <= 60


def test_the_last_newsletters(organization: Typist) -> None:
    shown = organization(
        "$trace = Get-MessageTrace -PageSize 1000; $trace | ? SenderAddress -match '^news' | sort Received | select -Last 5"
    )
    header, _, *rows = shown.split("\n")
    assert header.split() == ["Received", "SenderAddress", "RecipientAddress", "Subject", "Status"]
    assert len(rows) == 5
    assert all(" news@lists.fabrikam.com " in row for row in rows)


def test_spam_by_day(organization: Typist) -> None:
    shown = organization(
        "Get-QuarantineMessage -Type Spam | select @{n='When';e={$_.ReceivedTime.ToString('yyyy-MM-dd')}}, Subject | group When | ft Name, Count"
    )
    header, _, *rows = shown.split("\n")
    assert header.split() == ["Name", "Count"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d +\d", row) for row in rows)
    assert sum(int(row.split()[1]) for row in rows) == 57


def test_domains_go_to_a_json_file(own: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    line = "Get-MailUser | select Name, @{n='Domain';e={($_.PrimarySmtpAddress -split '@')[1]}} | ConvertTo-Json -Depth 3 | Set-Content out.json"
    assert own(line) == ""
    users = json.loads(Path("out.json").read_text(encoding="utf-8-sig"))
    assert len(users) == 300
    assert users[0] == {"Name": "Ada Berg", "Domain": "contoso.com"}
