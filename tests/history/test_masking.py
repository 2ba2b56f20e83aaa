"""Which literals are taken out of a line, which stay, and that no secret is ever left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.history import MASK, is_secret_name, mask
from eopsh.language import Answer, parse

MASKED = [
    pytest.param("ConvertTo-SecureString hunter2 -AsPlainText -Force", "ConvertTo-SecureString '********' -AsPlainText -Force", id="bare"),
    pytest.param("ConvertTo-SecureString -String 'hunter2' -a -f", "ConvertTo-SecureString -String '********' -a -f", id="named"),
    pytest.param("convertto-securestring -String:hunter2", "convertto-securestring -String:'********'", id="colon"),
    pytest.param(
        "Microsoft.PowerShell.Security\\ConvertTo-SecureString 'hunter2'",
        "Microsoft.PowerShell.Security\\ConvertTo-SecureString '********'",
        id="with its module",
    ),
    pytest.param("ConvertTo-SecureString 12345 -AsPlainText", "ConvertTo-SecureString '********' -AsPlainText", id="a number"),
    pytest.param(
        "'hunter2' | ConvertTo-SecureString -AsPlainText -Force", "'********' | ConvertTo-SecureString -AsPlainText -Force", id="piped"
    ),
    pytest.param(
        "Write-Output hunter2 | ConvertTo-SecureString", "Write-Output '********' | ConvertTo-SecureString", id="piped by a command"
    ),
    pytest.param(
        "New-MailUser kim -Password (ConvertTo-SecureString 'hunter2' -AsPlainText -Force)",
        "New-MailUser kim -Password (ConvertTo-SecureString '********' -AsPlainText -Force)",
        id="nested",
    ),
    pytest.param("Set-X -Password hunter2 -Name kim", "Set-X -Password '********' -Name kim", id="password"),
    pytest.param("Set-X -Pass hunter2", "Set-X -Pass '********'", id="abbreviated"),
    pytest.param("Set-X -NewPassword ('hun' + 'ter2')", "Set-X -NewPassword ('********' + '********')", id="put together"),
    pytest.param("Set-UMMailboxPIN kim -Pin 1985848", "Set-UMMailboxPIN kim -Pin '********'", id="pin"),
    pytest.param("Connect-X -AccessToken abc -ClientSecret $x", "Connect-X -AccessToken '********' -ClientSecret $x", id="token"),
    pytest.param("Get-X -Credential admin", "Get-X -Credential '********'", id="credential as literal"),
    pytest.param("$password = 'hunter2'", "$password = '********'", id="variable"),
    pytest.param("$script:adminPassword = 'hunter2'", "$script:adminPassword = '********'", id="scoped variable"),
    pytest.param('[string]$pw = "hunter2"', "[string]$pw = '********'", id="typed variable"),
    pytest.param("$x.Password = 'hunter2'", "$x.Password = '********'", id="property"),
    pytest.param("$h['Client Secret'] = 'hunter2'", "$h['Client Secret'] = '********'", id="key"),
    pytest.param("$env:API_KEY = 'hunter2'", "$env:API_KEY = '********'", id="environment"),
    pytest.param("$p = @{Name='kim'; Password='hunter2'}", "$p = @{Name='kim'; Password='********'}", id="hashtable"),
    pytest.param("if ($password -eq 'hunter2') { 1 }", "if ($password -eq '********') { 1 }", id="comparison"),
    pytest.param("Set-Variable password hunter2", "Set-Variable password '********'", id="set-variable"),
    pytest.param("Set-Variable -Name pw -Value hunter2", "Set-Variable -Name pw -Value '********'", id="set-variable, named"),
    pytest.param(
        "[System.Net.NetworkCredential]::new('kim', 'hunter2').SecurePassword",
        "[System.Net.NetworkCredential]::new('kim', '********').SecurePassword",
        id="constructor",
    ),
    pytest.param(
        "New-Object System.Net.NetworkCredential('kim', 'hunter2')",
        "New-Object System.Net.NetworkCredential('kim', '********')",
        id="new-object",
    ),
    pytest.param(
        "New-Object PSCredential -ArgumentList 'kim', (ConvertTo-SecureString hunter2)",
        "New-Object PSCredential -ArgumentList 'kim', (ConvertTo-SecureString '********')",
        id="new-object, named",
    ),
    pytest.param("[X.Y]::ToSecureString('hunter2')", "[X.Y]::ToSecureString('********')", id="method that speaks of it"),
    pytest.param(
        "'hunter2'.ToCharArray() | % { $s.AppendChar($_) }", "'********'.ToCharArray() | % { $s.AppendChar($_) }", id="append char"
    ),
    pytest.param("$s.AppendChar('h')", "$s.AppendChar('********')", id="one char"),
    pytest.param("Invoke-X -Headers @{A='Bearer abc.def'}", "Invoke-X -Headers @{A='********'}", id="bearer"),
    pytest.param("Invoke-X 'Server=a;Password=hunter2;'", "Invoke-X '********'", id="connection string"),
    pytest.param("Invoke-X https://kim:hunter2@x.example/", "Invoke-X '********'", id="user info"),
    pytest.param("Get-X # password: hunter2", "Get-X # ********", id="comment"),
    pytest.param("$password = 'hunter2' |", "$password = '********' |", id="does not parse"),
    pytest.param("Set-X -Password hunter2 )", "Set-X -Password '********' )", id="wrong"),
    pytest.param("ConvertTo-SecureString 'hunter2", "ConvertTo-SecureString '********'", id="open quote"),
    pytest.param("function f($Password = 'hunter2') { }", "function f($Password = '********') { }", id="default of a parameter"),
]


@pytest.mark.parametrize(("line", "stored"), MASKED)
def test_masks(line: str, stored: str) -> None:
    assert (mask(line).text, mask(line).changed) == (stored, True)


REACHED = [
    "$plain = '{}'; ConvertTo-SecureString $plain -AsPlainText -Force",
    "$a = '{}'; $b = $a; $c = $b; Set-X -Password $c",
    "foreach ($p in '{}', 'b') {{ ConvertTo-SecureString $p -AsPlainText -Force }}",
    "'{}', 'b' | ForEach-Object {{ ConvertTo-SecureString $_ -AsPlainText -Force }}",
    "'{}', 'b' | % {{ $_ | ConvertTo-SecureString -AsPlainText -Force }}",
    "'{}', 'b' | % {{ Set-X kim -Password $_ }}",
    "foreach ($c in '{}'.ToCharArray()) {{ $secure.AppendChar($c) }}",
    "switch ($password) {{ '{}' {{ 1 }} }}",
    "class A {{ [string]$Password = '{}' }}",
    "$user, $password = 'kim', '{}'",
    "$password = if ($x) {{ '{}' }} else {{ 'b' }}",
    "$password = '{}' -replace 'a', 'b'",
    "$h = @{{ creds = @{{ password = @('{}') }} }}",
    "$PSDefaultParameterValues['*:Password'] = '{}'",
    'Set-X -Password "$(Get-X){}"',
    "Set-X -Password a,{},c",
    "Set-X -Password -{}",
    'Set-X -Password "a b"{}',
    "ConvertTo-SecureString `\n {} -AsPlainText",
    "& ConvertTo-SecureString (('{}'))",
    "$x = @'\npassword={}\n'@",
    "Write-Host 'The password is {}'",
    "# password {}",
    "<# the secret is {} #> Get-X",
]


@pytest.mark.parametrize("template", REACHED)
def test_secrets_are_found_where_they_are_hidden(template: str) -> None:
    assert "hunter2" not in mask(template.format("hunter2")).text


KEPT = [
    "Get-TransportRule",
    "Get-MailUser kim -ResultSize 5",
    "$UserCredential = Get-Credential",
    "Set-X -Password $password",
    "Set-X -Password (Read-Host -AsSecureString 'Password')",
    "New-MailUser kim -ResetPasswordOnNextLogon $true",
    "New-MobileDeviceMailboxPolicy x -MinPasswordLength 8 -PasswordHistory 5 -PasswordEnabled $true",
    "Get-X | Where-Object { $_.PasswordLastSet -gt '2024-01-01' }",
    "Set-X -BypassOwnerCheck -TokenLifetime 5",
    "$cred.UserName -eq 'kim'",
    "$plain = $cred.GetNetworkCredential().Password",
    "New-Object PSCredential ('kim', $secure)",
    "'kim','lee' | ForEach-Object { New-MailUser $_ -Password (ConvertTo-SecureString $pw -AsPlainText -Force) }",
    "$name = 'kim'; New-MailUser $name -Password $secure",
    "Set-X -ResetPassword -Confirm:$false -Comments 'Basic authentication is off'",
    "Get-Content secret.txt | ConvertTo-SecureString",
    'Set-X -Password "$pw"',
    "Get-X -Filter 'Name -eq ''Basic''' # about the basics",
    "",
    "Get-MailUser 'Passow'",
]


@pytest.mark.parametrize("line", KEPT)
def test_keeps(line: str) -> None:
    assert (mask(line).text, mask(line).changed) == (line, False)


NAMES = [
    ("Password", True),
    ("roomMailboxPassword", True),
    ("Password2", True),
    ("api_key", True),
    ("client-secret", True),
    ("Etoken", True),
    ("pwd", True),
    ("PIN", True),
    ("Credentials", True),
    ("Bypass", False),
    ("Compass", False),
    ("PasswordExpirationDays", False),
    ("AppSecretKeyVaultUrl", False),
    ("KeyMappings", False),
    ("Name", False),
]


@pytest.mark.parametrize(("name", "secret"), NAMES)
def test_secret_names(name: str, secret: bool) -> None:
    assert is_secret_name(name) is secret


SECRETS = st.text(st.characters(codec="utf-8", exclude_characters="'\u2018\u2019\u201a\u201b\0\r\n"), min_size=4).filter(
    lambda secret: secret.strip("* ") and secret not in MASK
)
TEMPLATES = [
    "ConvertTo-SecureString '{}' -AsPlainText -Force",
    "'{}' | ConvertTo-SecureString -AsPlainText -Force",
    "New-MailUser x -Password (ConvertTo-SecureString -String '{}')",
    "$password = '{}'",
    "$x = @{{ ClientSecret = '{}' }}",
    "[pscredential]::new('kim', '{}')",
    "Set-X -Password:'{}'",
    "Set-X -Password 'a', '{}' )",
    "ConvertTo-SecureString '{}",
    "if ($x) {{ $password = '{}'",
]
UNLIKELY = "\U0001f511key\U0001f511"


@given(SECRETS, st.sampled_from(TEMPLATES))
def test_a_secret_never_stays(secret: str, template: str) -> None:
    marked = UNLIKELY + secret + UNLIKELY
    stored = mask(template.format(marked)).text
    assert marked not in stored
    assert UNLIKELY not in stored


@given(st.lists(st.sampled_from([*"(){}[]|;,'\"$@#-=: \n`", "password", "ConvertTo-SecureString", "-Password", "hunter2", "$pw", "Get-X"])))
def test_any_text_is_masked_once_and_for_all(parts: list[str]) -> None:
    once = mask("".join(parts)).text
    assert mask(once).text == once


@pytest.mark.parametrize(("line", "stored"), MASKED)
def test_what_parsed_parses_still(line: str, stored: str) -> None:
    assert parse(line).answer is not Answer.COMPLETE or parse(stored).answer is Answer.COMPLETE


def test_a_deep_line_is_no_trouble() -> None:
    line = "$password = " + "(" * 200 + "'hunter2'" + ")" * 200
    assert "hunter2" not in mask(line).text
