"""Preference variables that travel with calls, and blocks that run on a second session."""

from __future__ import annotations

import pytest

from tests.main_job.conftest import Typist

WOULD = 'What if: Setting mail user "Ada Berg".'
SESSION = (
    "New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri http://demo/PowerShell/ -Authentication Basic "
    "-Credential ([pscredential]::new('admin@contoso.com', (ConvertTo-SecureString x -AsPlainText -Force)))"
)
NAME = "(Get-MailUser ada.berg).DisplayName"

PREFERENCES = [
    pytest.param(
        [("$WhatIfPreference = $true; Set-MailUser ada.berg -DisplayName x", WOULD), (f"$WhatIfPreference = $false; {NAME}", "Ada Berg")],
        id="$WhatIfPreference goes along",
    ),
    pytest.param(
        [("$WhatIfPreference = $true; Set-MailUser ada.berg -DisplayName x -WhatIf:$false", ""), (NAME, "x")],
        id="what the call says comes first",
    ),
    pytest.param(
        [("$WhatIfPreference = $true; (Get-AcceptedDomain).Count", "4")],
        id="a cmdlet that does not take it gets none",
    ),
    pytest.param(
        [
            ("function f { [CmdletBinding(SupportsShouldProcess)] param() Set-MailUser ada.berg -DisplayName y }; f -WhatIf", WOULD),
            (f"f; {NAME}", "y"),
        ],
        id="a function's -WhatIf reaches the calls in it",
    ),
    pytest.param(
        [
            ("$ConfirmPreference = 'None'; $n = (Get-TransportRule)[0].Name; Remove-TransportRule $n", ""),
            ("(Get-TransportRule $n -ErrorAction Ignore) -eq $null", "True"),
        ],
        id="$ConfirmPreference None asks for nothing",
    ),
]

SESSIONS = [
    pytest.param([("Invoke-Command -Session $t { (Get-AcceptedDomain).Count }", "4"), (NAME, "Ada Berg")], id="the own session is back"),
    pytest.param([("Invoke-Command -Session $s, $t { (Get-AcceptedDomain).Count }", "4\n4")], id="two sessions"),
    pytest.param([("$x = 'ada.berg'; Invoke-Command -Session $t { (Get-MailUser $using:x).Alias }", "ada.berg")], id="$using:"),
    pytest.param([("Invoke-Command -Session $t { param($w) (Get-MailUser $w).Alias } -ArgumentList ada.berg", "ada.berg")], id="arguments"),
    pytest.param(
        [
            ("try { Invoke-Command -Session $t { Get-TransportRule nope -ErrorAction Stop } } catch { 'caught' }", "caught"),
            (NAME, "Ada Berg"),
        ],
        id="an error leaves the own session where it was",
    ),
    pytest.param(
        [
            ("Remove-PSSession $t; Invoke-Command -Session $t { 1 }", "Invoke-Command: This is no session of this shell."),
            (NAME, "Ada Berg"),
        ],
        id="a closed session",
    ),
]


@pytest.mark.parametrize("story", PREFERENCES)
def test_preferences_travel_with_calls(own: Typist, story: list[tuple[str, str]]) -> None:
    assert [(line, own(line)) for line, _ in story] == story


@pytest.mark.parametrize("story", SESSIONS)
def test_a_block_runs_on_another_session(own: Typist, story: list[tuple[str, str]]) -> None:
    own(f"$s = {SESSION}; $t = {SESSION}")
    assert [(line, own(line)) for line, _ in story] == story
