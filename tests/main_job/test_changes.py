"""Lines that change the organization, one after the other, and what is there afterwards."""

# ruff: noqa: E501  (lines as administrators type them)

from __future__ import annotations

import pytest

from tests.main_job.conftest import Typist

GONE = "Get-TransportRule: The operation couldn't be performed because object 'T1' couldn't be found on 'DC-DEMO-01.contoso.com'."
UNCHANGED = "WARNING: The command completed successfully but no settings of 'Copy invoices to finance' have been modified."
NOBODY = "Set-MailUser: The operation couldn't be performed because object 'nobody' couldn't be found on 'DC-DEMO-01.contoso.com'."
KIM = (
    "New-MailUser -Name 'Kim Doe' -ExternalEmailAddress kim@fabrikam.example -MicrosoftOnlineServicesID kim@contoso.com "
    "-Password (ConvertTo-SecureString 'Pa$$w0rd1' -AsPlainText -Force) | % PrimarySmtpAddress"
)

STORIES = [
    pytest.param(
        [
            ("New-TransportRule T1 -SentToScope NotInOrganization -ApplyHtmlDisclaimerText hi | % Name", "T1"),
            ('Disable-TransportRule T1 -Confirm:$false; "$((Get-TransportRule T1).State)"', "Disabled"),
            ('Enable-TransportRule T1; "$((Get-TransportRule T1).State)"', "Enabled"),
            ("Set-TransportRule T1 -Priority 0; Get-TransportRule | select -First 2 | % Name", "T1\nBlock executables"),
            ("Remove-TransportRule T1 -Confirm:$false; Get-TransportRule T1", GONE),
        ],
        id="the life of a rule",
    ),
    pytest.param(
        [
            (
                "$p = @{Name='Splat'; SubjectContainsWords='a','b'; RejectMessageReasonText='no'}; "
                "(New-TransportRule @p).SubjectContainsWords -join '+'",
                "a+b",
            )
        ],
        id="splatting",
    ),
    pytest.param(
        [
            ("'ada.berg' | Get-MailUser | % Name", "Ada Berg"),
            ("[pscustomobject]@{Identity='ada.berg'} | Get-MailUser | % Name", "Ada Berg"),
            ("'nobody' | Get-MailUser", NOBODY.replace("Set-", "Get-")),
            ("Get-AntiPhishPolicy | Set-AntiPhishPolicy -AdminDisplayName both; (Get-AntiPhishPolicy).AdminDisplayName", "both\nboth"),
        ],
        id="identities from the pipeline, by value and by property name",
    ),
    pytest.param(
        [
            ("Set-MailUser ada.berg -EmailAddresses @{Add='new@contoso.com'}", ""),
            ("(Get-MailUser ada.berg).EmailAddresses[-1]", "smtp:new@contoso.com"),
            ("Set-MailUser ada.berg -EmailAddresses @{Remove='new@contoso.com'}; (Get-MailUser ada.berg).EmailAddresses.Count", "2"),
        ],
        id="add and remove an address",
    ),
    pytest.param(
        [
            (
                "Get-MailUser a* | select -f 3 | foreach { Set-MailUser -Identity $_.Identity -CustomAttribute5 $_.Alias }; "
                "Get-MailUser -Filter \"CustomAttribute5 -like '*'\" | % CustomAttribute5",
                "ada.berg\nanais.berg\nanna.ivanova",
            )
        ],
        id="a cmdlet for each object",
    ),
    pytest.param(
        [
            ("Get-MailUser -ResultSize Unlimited | Where-Object {$_.Name -like 'a*'} | Set-MailUser -DisplayName b", ""),
            ("Get-MailUser -Filter \"DisplayName -eq 'b'\" | measure | % Count", "30"),
        ],
        id="remote, local, remote",
    ),
    pytest.param(
        [
            ("'ada.berg','nobody','bruno.mueller' | Set-MailUser -DisplayName zz", NOBODY),
            ("Get-MailUser -Filter \"DisplayName -eq 'zz'\" | % Alias", "ada.berg\nbruno.mueller"),
        ],
        id="an error costs its neighbours nothing",
    ),
    pytest.param(
        [
            (KIM, "kim@contoso.com"),
            ("Remove-MailUser 'Kim Doe' -Confirm:$false; Get-MailUser -Filter \"Name -eq 'Kim Doe'\"", ""),
        ],
        id="a mail user comes and goes",
    ),
    pytest.param(
        [
            ("Get-QuarantineMessage | select -First 1 | Release-QuarantineMessage -ReleaseToAll", ""),
            ("(Get-QuarantineMessage)[0].ReleaseStatus", "RELEASED"),
        ],
        id="release a message",
    ),
    pytest.param(
        [
            ("New-HostedContentFilterPolicy Sales -SpamAction Quarantine | % Name", "Sales"),
            ("New-HostedContentFilterRule Sales -HostedContentFilterPolicy Sales -RecipientDomainIs contoso.com | % Priority", "1"),
            ("Set-HostedContentFilterRule Sales -Priority 0; (Get-HostedContentFilterRule).Name -join ' '", "Sales Executives"),
            ("Get-HostedContentFilterRule | Disable-HostedContentFilterRule -Confirm:$false", ""),
            ('"$((Get-HostedContentFilterRule).State)"', "Disabled Disabled"),
            ("Remove-HostedContentFilterRule Sales -Confirm:$false; Remove-HostedContentFilterPolicy Sales -Confirm:$false", ""),
            ("Get-HostedContentFilterPolicy | % Name", "Default\nExecutives"),
        ],
        id="a policy and its rule",
    ),
    pytest.param(
        [
            ("New-DistributionGroup Ops -Members ada.berg, 'Carla Costa' | % PrimarySmtpAddress", "Ops@contoso.com"),
            (
                "Get-MailUser -Filter \"Name -like 'Z*' -and Name -notlike '* ?'\" -ResultSize 1 -WarningAction Ignore | % { Add-DistributionGroupMember Ops -Member $_.Alias }",
                "",
            ),
            ("Get-DistributionGroupMember Ops | % Name", "Ada Berg\nCarla Costa\nZoë Núñez"),
            ("Get-DistributionGroup | ? { (Get-DistributionGroupMember $_.Identity | % Name) -contains 'Carla Costa' } | % Name", "Ops"),
            ("Get-DistributionGroup Ops | Set-DistributionGroup -MailTip 'on call'; (Get-DistributionGroup Ops).MailTip", "on call"),
        ],
        id="a group and its members",
    ),
    pytest.param(
        [
            ('Get-InboundConnector | Set-InboundConnector -Enabled $false; "$((Get-InboundConnector).Enabled)"', "False False"),
            ("Search-AdminAuditLog -Cmdlets Set-InboundConnector | % CmdletName", "Set-InboundConnector\nSet-InboundConnector"),
        ],
        id="connectors and the log",
    ),
    pytest.param(
        [
            ("Get-TransportRule | Disable-TransportRule -Confirm:$false", UNCHANGED),
            ("Get-TransportRule -State Enabled | measure | % Count", "0"),
        ],
        id="neighbours run as one pipeline",
    ),
]


@pytest.mark.parametrize("story", STORIES)
def test_a_story(own: Typist, story: list[tuple[str, str]]) -> None:
    assert [(line, own(line)) for line, _ in story] == story


def test_an_error_that_stops_leaves_the_rest_undone(own: Typist) -> None:
    own("if ($true) { Set-MailUser nobody -DisplayName x -ErrorAction Stop; Set-MailUser ada.berg -DisplayName changed }")
    assert own("(Get-MailUser ada.berg).DisplayName") == "Ada Berg"
