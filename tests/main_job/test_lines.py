"""What an administrator types all day, against the demonstration organization, to the letter of what is shown.

None of these lines changes anything. Errors and warnings stand among the output, in the order in which they were shown.
"""

# ruff: noqa: E501  (what is shown is as wide as it is)

from __future__ import annotations

from pathlib import Path

import pytest

from tests.main_job.conftest import Typist

LINES = [
    ("Get-TransportRule | Where {$_.DlpPolicy -ne $null}", ""),
    (
        "Get-TransportRule",
        (
            "Name                             State    Mode           Priority Comments\n"
            "----                             -----    ----           -------- --------\n"
            "Block executables                Enabled  Enforce               0 Asked for by security\n"
            "Bypass partner spam filter       Enabled  Audit                 1 Contract 2291\n"
            "Disclaimer für alle              Enabled  Enforce               2 Handelsrechtliche Pflichtangaben\n"
            "Quarantine suspicious archives   Enabled  Enforce               3\n"
            "Copy invoices to finance         Disabled Enforce               4 Off since the move\n"
            "Large messages to moderation     Enabled  AuditAndNotify        5"
        ),
    ),
    (
        "Get-TransportRule | Where-Object {$_.State -eq 'Enabled'} | Select-Object Name,Priority | Sort-Object Priority -Descending",
        (
            "Name                           Priority\n"
            "----                           --------\n"
            "Large messages to moderation          5\n"
            "Quarantine suspicious archives        3\n"
            "Disclaimer für alle                   2\n"
            "Bypass partner spam filter            1\n"
            "Block executables                     0"
        ),
    ),
    (
        "Get-TransportRule | ? State -eq Disabled | % Name",
        "Copy invoices to finance",
    ),
    (
        "Get-TransportRule 'B*' | % { \"{0,-30}{1}\" -f $_.Name,$_.Priority }",
        ("Block executables             0\nBypass partner spam filter    1"),
    ),
    (
        "Get-TransportRule | Format-Table -Property Name -HideTableHeaders",
        (
            "Block executables\n"
            "Bypass partner spam filter\n"
            "Disclaimer für alle\n"
            "Quarantine suspicious archives\n"
            "Copy invoices to finance\n"
            "Large messages to moderation"
        ),
    ),
    (
        "Get-TransportRule | Sort-Object State,@{e='Priority';Descending=$true} | ft State,Priority",
        (
            "State    Priority\n"
            "-----    --------\n"
            "Disabled        4\n"
            "Enabled         5\n"
            "Enabled         3\n"
            "Enabled         2\n"
            "Enabled         1\n"
            "Enabled         0"
        ),
    ),
    (
        "Get-TransportRule | Select-Object -Skip 4 -Property Name | Format-List",
        ("Name : Copy invoices to finance\n\nName : Large messages to moderation"),
    ),
    (
        "Get-TransportRule -State Disabled | measure | % Count",
        "1",
    ),
    (
        "$x = Get-TransportRule; $x[0].Name; $x.Count; $x[-1].Name; $x.Name -contains 'Block executables'",
        ("Block executables\n6\nLarge messages to moderation\nTrue"),
    ),
    (
        '"Rules: $((Get-TransportRule).Count)"',
        "Rules: 6",
    ),
    (
        "foreach ($r in Get-TransportRule) { if ($r.State -eq 'Disabled') { \"$($r.Name) is off\" } }",
        "Copy invoices to finance is off",
    ),
    (
        "function Get-Off { param($s='Disabled') Get-TransportRule | ? State -eq $s }; Get-Off | % Name",
        "Copy invoices to finance",
    ),
    (
        "Get-MailUser ada.berg | fl Name,EmailAddresses",
        ("Name           : Ada Berg\nEmailAddresses : {SMTP:ada.berg@contoso.com, smtp:ada.berg@contoso.onmicrosoft.com}"),
    ),
    (
        "Get-MailUser -ResultSize 3 | Format-Table Name,@{n='Addr';e={$_.PrimarySmtpAddress}},@{Label='Len';Expression={$_.Name.Length}} -AutoSize",
        (
            "WARNING: There are more results available than are currently displayed. To view them, increase the value for the ResultSize parameter.\n"
            "Name         Addr                      Len\n"
            "----         ----                      ---\n"
            "Ada Berg     ada.berg@contoso.com        8\n"
            "Bruno Müller bruno.mueller@contoso.com  12\n"
            "Zoë Núñez    zoe.nunez@contoso.com       9"
        ),
    ),
    (
        "Get-MailUser ada.berg | select Name,@{n='A';e={$_.EmailAddresses -join ';'}} | fl",
        ("Name : Ada Berg\nA    : SMTP:ada.berg@contoso.com;smtp:ada.berg@contoso.onmicrosoft.com"),
    ),
    (
        "Get-MailUser ada.berg | Select-Object -ExpandProperty EmailAddresses | % { $_.Split(':')[1].ToUpper() }",
        ("ADA.BERG@CONTOSO.COM\nADA.BERG@CONTOSO.ONMICROSOFT.COM"),
    ),
    (
        "Get-MailUser | Group-Object {$_.Name.Substring(0,1)} | Sort Count -desc | select -First 2 Name,Count",
        ("Name Count\n---- -----\nA       30\nB       15"),
    ),
    (
        "(Get-MailUser -ResultSize Unlimited).Count",
        "300",
    ),
    (
        "Get-MailUser -Filter \"Name -like 'ada*'\" | measure | % Count",
        "15",
    ),
    (
        "Get-MailUser -Filter {DisplayName -like 'A*' -and -not (Alias -like 'a*')} | % Alias",
        "",
    ),
    (
        "Get-MailUser -Filter \"CustomAttribute5 -like '*'\"",
        "",
    ),
    (
        "Get-MailUser -Filter \"CustomAttribute5 -notlike '*'\" | measure | % Count",
        "300",
    ),
    (
        "Get-MailUser -Filter \"Nope -eq 'x'\"",
        (
            'Get-MailUser: Cannot bind parameter \'Filter\' to the target. Exception setting "Filter": ""Nope" is not a recognized filterable property. For a complete list of filterable properties see the command help.\n'
            '"Nope -eq \'x\'" at position 1."'
        ),
    ),
    (
        'Get-MailUser -Filter "Name -like \'a*"',
        (
            'Get-MailUser: Cannot bind parameter \'Filter\' to the target. Exception setting "Filter": "Invalid filter syntax. For a description of the filter parameter syntax see the command help.\n'
            '"Name -like \'a*" at position 12."'
        ),
    ),
    (
        "Get-MailUser -Ident ada.berg | % name",
        "Ada Berg",
    ),
    (
        "Get-MailUser -ResultSize 2 | % { $_.Name; Get-MailUser $_.Alias | select -exp Alias }",
        (
            "Ada Berg\n"
            "WARNING: There are more results available than are currently displayed. To view them, increase the value for the ResultSize parameter.\n"
            "ada.berg\n"
            "Bruno Müller\n"
            "bruno.mueller"
        ),
    ),
    (
        "Get-AcceptedDomain | ? { $_.DomainType -eq 'Authoritative' } | select Name",
        ("Name\n----\ncontoso.com\ncontoso.onmicrosoft.com"),
    ),
    (
        "Get-OrganizationConfig | fl Name,DisplayName",
        ("Name        : contoso.onmicrosoft.com\nDisplayName : Contoso"),
    ),
    (
        "Get-MessageTrace -SenderAddress nobody@x.example",
        "",
    ),
    (
        "Get-MessageTrace -StartDate 1/1/2020 -EndDate 1/2/2020",
        "Get-MessageTrace: Invalid StartDate value. The StartDate can't be older than 10 days from today.",
    ),
    (
        "Get-MessageTrace -PageSize 6000",
        "Get-MessageTrace: Invalid PageSize value. The valid range is 1 to 5000.",
    ),
    (
        "Get-MessageTrace -StartDate (Get-Date).AddDays(-2) -EndDate (Get-Date) -PageSize 5 | measure | % Count",
        "5",
    ),
    (
        "Get-MessageTrace -StartDate (Get-Date).AddHours(-48) -EndDate (Get-Date) | select -First 1 @{n='Days';e={((Get-Date)-$_.Received).Days}} | % Days",
        "0",
    ),
    (
        "Get-Command -Noun TransportRule | ft Name",
        (
            "Name\n"
            "----\n"
            "Disable-TransportRule\n"
            "Enable-TransportRule\n"
            "Get-TransportRule\n"
            "New-TransportRule\n"
            "Remove-TransportRule\n"
            "Set-TransportRule"
        ),
    ),
    (
        "gcm get-tr*rule | % Name",
        "Get-TransportRule",
    ),
    (
        "Get-MailUser nobody; $?",
        ("Get-MailUser: The operation couldn't be performed because object 'nobody' couldn't be found on 'DC-DEMO-01.contoso.com'.\nFalse"),
    ),
    (
        "Get-MailUser nobody -ErrorAction SilentlyContinue; $?",
        "True",
    ),
    (
        'try { Get-MailUser nobody -ErrorAction Stop } catch { "caught: $($_.Exception.Message)" }',
        "caught: The operation couldn't be performed because object 'nobody' couldn't be found on 'DC-DEMO-01.contoso.com'.",
    ),
    (
        "try { Get-MailUser nobody } catch { 'not caught' }",
        "Get-MailUser: The operation couldn't be performed because object 'nobody' couldn't be found on 'DC-DEMO-01.contoso.com'.",
    ),
    (
        "try { Set-MailUser nobody -DisplayName x -ErrorAction Stop } catch { $_.CategoryInfo.Reason } finally { 'fin' }",
        ("ManagementObjectNotFoundException\nfin"),
    ),
    (
        "if ($true) { Get-MailUser nobody -ErrorAction Stop; 'no' }; 'neither'",
        "Get-MailUser: The operation couldn't be performed because object 'nobody' couldn't be found on 'DC-DEMO-01.contoso.com'.",
    ),
    (
        "Get-MailUser ada.berg -OutVariable ov | Out-Null; $ov.Name",
        "Ada Berg",
    ),
    (
        'Get-MailUser nobody -ErrorVariable ev; "$($ev.Count): $($ev[0].CategoryInfo.Reason)"',
        (
            "Get-MailUser: The operation couldn't be performed because object 'nobody' couldn't be found on 'DC-DEMO-01.contoso.com'.\n"
            "1: ManagementObjectNotFoundException"
        ),
    ),
    (
        "Get-MailUser ada.berg -OutVariable o | Get-OrganizationConfig 2>$null; $o.Alias",
        "ada.berg",
    ),
    (
        "Get-MailUser -ResultSize 1 -WarningVariable w | % Name; $w.Count",
        (
            "Ada Berg\n"
            "WARNING: There are more results available than are currently displayed. To view them, increase the value for the ResultSize parameter.\n"
            "1"
        ),
    ),
    (
        "Get-MailUser nobody 2>&1 | % { $_.GetType().Name }",
        "ErrorRecord",
    ),
    (
        "Get-MailUser nobody 2>$null; $Error[0].CategoryInfo.Reason",
        "ManagementObjectNotFoundException",
    ),
    (
        "Get-MailUser -S x",
        (
            "Get-MailUser: Parameter cannot be processed because the parameter name 'S' is ambiguous. Possible matches include: -SharedWithMailUser -SortBy -SoftDeletedMailUser.\n"
            "  Get-MailUser -S x\n"
            "               ~~\n"
            "  Type more of the name."
        ),
    ),
    (
        "Get-MailUser ada.berg extra",
        "Get-MailUser: A positional parameter cannot be found that accepts argument 'extra'.",
    ),
    (
        "Get-MailUser -Identity",
        (
            "Get-MailUser: Missing an argument for parameter 'Identity'. Specify a parameter of type 'Microsoft.Exchange.Configuration.Tasks.MailUserIdParameter' and try again.\n"
            "  Get-MailUser -Identity\n"
            "               ~~~~~~~~~\n"
            "  Write a value after -Identity."
        ),
    ),
    (
        "Get-MailUser -ResultSize abc",
        'Get-MailUser: Cannot bind parameter \'ResultSize\'. Cannot convert value "abc" to type "Microsoft.Exchange.Data.Unlimited`1[System.UInt32]".',
    ),
    (
        "Set-MailUser ada.berg -Office 1",
        (
            "Set-MailUser: A parameter cannot be found that matches parameter name 'Office'.\n"
            "  Set-MailUser ada.berg -Office 1\n"
            "                        ~~~~~~~"
        ),
    ),
    (
        "New-TransportRule -Name T1 -Bogus 3",
        (
            "New-TransportRule: A parameter cannot be found that matches parameter name 'Bogus'.\n"
            "  New-TransportRule -Name T1 -Bogus 3\n"
            "                             ~~~~~~"
        ),
    ),
    (
        "Set-TransportRule nope -Priority 1",
        "Set-TransportRule: The operation couldn't be performed because object 'nope' couldn't be found on 'DC-DEMO-01.contoso.com'.",
    ),
    (
        "Set-TransportRule 'Block executables' -Mode Nope",
        (
            'Set-TransportRule: Cannot bind parameter \'Mode\'. Cannot convert value "Nope" to type "Microsoft.Exchange.MessagingPolicies.Rules.Tasks.RuleMode". Error: "Unable to match the identifier name Nope to a valid enumerator name. Specify one of the following enumerator names and try again:\n'
            'Audit, AuditAndNotify, Enforce"'
        ),
    ),
    (
        "New-TransportRule -Name 'Block executables' -From a@b.example",
        'New-TransportRule: The transport rule can\'t be created or renamed because there is already a rule with the name "Block executables".',
    ),
    (
        "New-MailUser -Name 'Ada Berg' -ExternalEmailAddress ada@fabrikam.example",
        'New-MailUser: The name "Ada Berg" is already being used. Please try another name.',
    ),
    (
        "Remove-TransportRule 'Disclaimer für alle' -WhatIf",
        'What if: Removing transport rule "Disclaimer für alle".',
    ),
    (
        "Get-TransportRule 'B*' | Remove-TransportRule -WhatIf",
        ('What if: Removing transport rule "Block executables".\nWhat if: Removing transport rule "Bypass partner spam filter".'),
    ),
    (
        "Get-MailUsr",
        (
            "Get-MailUsr: The term 'Get-MailUsr' is not recognized as a name of a cmdlet, function, script file, or executable program.\n"
            "Check the spelling of the name, or if a path was included, verify that the path is correct and try again.\n"
            "  Get-MailUsr\n"
            "  ~~~~~~~~~~~\n"
            "  Did you mean Get-MailUser or Set-MailUser or New-MailUser?"
        ),
    ),
    (
        "throw 'x'",
        ("Exception: x\n  throw 'x'\n  ~~~~~~~~~"),
    ),
    (
        "1/0",
        ("RuntimeException: Attempted to divide by zero.\n  1/0\n  ~~~"),
    ),
    (
        "[int]'abc'",
        (
            'InvalidArgument: Cannot convert value "abc" to type "System.Int32". Error: "The input string \'abc\' was not in a correct format."\n'
            "  [int]'abc'\n"
            "  ~~~~~~~~~~"
        ),
    ),
    (
        "& { $ErrorActionPreference = 'Stop'; Get-MailUser nobody; 'not here' }",
        "Get-MailUser: The operation couldn't be performed because object 'nobody' couldn't be found on 'DC-DEMO-01.contoso.com'.",
    ),
    (
        "& { $ErrorActionPreference = 'Stop'; try { Get-MailUser nobody; 'no' } catch { 'caught' }; 'after' }",
        ("caught\nafter"),
    ),
    (
        "& { $ErrorActionPreference = 'SilentlyContinue'; Get-MailUser nobody; $? }",
        "False",
    ),
    (
        "& { $ErrorActionPreference = 'Stop'; Get-MailUser nobody -ErrorAction Continue; 'goes on' }",
        (
            "Get-MailUser: The operation couldn't be performed because object 'nobody' couldn't be found on 'DC-DEMO-01.contoso.com'.\n"
            "goes on"
        ),
    ),
    (
        "& { $ErrorActionPreference = 'Ignore'; $before = $Error.Count; Get-MailUser nobody; $Error.Count - $before }",
        "0",
    ),
    (
        "'ada.berg','nobody' | Set-MailUser -WhatIf",
        (
            'What if: Setting mail user "Ada Berg".\n'
            "Set-MailUser: The operation couldn't be performed because object 'nobody' couldn't be found on 'DC-DEMO-01.contoso.com'."
        ),
    ),
]


@pytest.mark.parametrize(("line", "shown"), LINES, ids=[line for line, _ in LINES])
def test_a_line_shows(organization: Typist, line: str, shown: str) -> None:
    assert organization(line) == shown


def test_variables_of_calls_stay_here(organization: Typist) -> None:
    assert organization("Get-MailUser ada.berg -OutVariable kept -OutBuffer 1 | Set-MailUser -WhatIf; $kept.Alias") == (
        'What if: Setting mail user "Ada Berg".\nada.berg'
    )


def test_output_goes_to_a_file(organization: Typist, tmp_path: Path) -> None:
    file = tmp_path / "rules.txt"
    assert organization(f"Get-TransportRule 'B*' | % Name > '{file}'; $?") == "True"
    assert file.read_text(encoding="utf-8-sig").split() == ["Block", "executables", "Bypass", "partner", "spam", "filter"]
