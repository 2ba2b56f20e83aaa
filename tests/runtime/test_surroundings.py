"""What scripts ask of the shell and the machine around them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from eopsh.objects import PSObject, to_text
from tests.runtime.doubles import RecordingHost, run_line


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def texts(script: str) -> list[str]:
    return [to_text(value) for value in run_line(script)]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param("(Get-Host).Name", ["eopsh"], id="host"),
        pytest.param("(Get-PSDrive Env).Provider", ["Environment"], id="a drive"),
        pytest.param("(Get-PSDrive -PSProvider Variable).Name", ["Variable"], id="drives of a provider"),
        pytest.param("(Get-PSProvider Alias).Drives", ["Alias"], id="a provider"),
        pytest.param("Get-ExecutionPolicy; Set-ExecutionPolicy Bypass -Scope Process -Force", ["Unrestricted"], id="policy"),
        pytest.param("(Get-ExecutionPolicy -List).Count", ["5"], id="policies"),
        pytest.param("(Get-UICulture).Name", ["en-US"], id="culture"),
        pytest.param("(Get-TimeZone -Id 'W. Europe Standard Time').Id", ["W. Europe Standard Time"], id="a zone"),
        pytest.param("(Get-TimeZone) -ne $null; (Get-TimeZone -ListAvailable).Count -gt 100", ["True", "True"], id="zones"),
        pytest.param("(Get-Uptime) -is [timespan]; (Get-Uptime -Since) -lt (Get-Date)", ["True", "True"], id="uptime"),
        pytest.param("function f { g }; function g { (Get-PSCallStack).Command }; f", ["g", "f", "<ScriptBlock>"], id="calls"),
        pytest.param("Add-Type -AssemblyName System.Web; 'on'", ["on"], id="an assembly"),
        pytest.param(
            "try { Add-Type 'class X {}' } catch { $_.FullyQualifiedErrorId -split ',' | select -First 1 }", ["NotSupported"], id="code"
        ),
        pytest.param("'x' > a.txt; Unblock-File a.txt; Test-Path a.txt", ["True"], id="unblock"),
        pytest.param("(New-TemporaryFile).Length", ["0"], id="a temporary file"),
        pytest.param("'x' > a.txt; Get-ItemPropertyValue a.txt Length; (Get-ItemProperty a.txt).Name", ["2", "a.txt"], id="properties"),
        pytest.param("$x = 1; Clear-Item variable:x; $null -eq $x", ["True"], id="clear"),
        pytest.param("Test-Json '{\"a\": 1}'; Test-Json '{' -ErrorAction SilentlyContinue", ["True", "False"], id="JSON"),
        pytest.param("try { 1/0 } catch { }; (Get-Error).FullyQualifiedErrorId", ["RuntimeException"], id="the newest error"),
        pytest.param("try { 1/0 } catch { ($_ | Get-Error).Type }", ["System.Management.Automation.RuntimeException"], id="a given error"),
        pytest.param(
            "Set-Alias q Get-Date; Export-Alias a.csv q; Remove-Alias q; Import-Alias a.csv; (Get-Alias q).Definition",
            ["Get-Date"],
            id="aliases",
        ),
        pytest.param(
            "Set-Alias q Get-Date; Export-Alias a.ps1 q -As Script; (Get-Content a.ps1)[-1] -like 'set-alias*q*'", ["True"], id="a script"
        ),
    ],
)
def test_asked(script: str, expected: list[str]) -> None:
    assert texts(script) == expected


def test_hash() -> None:
    Path("a.bin").write_bytes(b"abc")
    (found,) = run_line("Get-FileHash a.bin -Algorithm MD5")
    assert isinstance(found, PSObject)
    assert found.get("Hash") == hashlib.md5(b"abc", usedforsecurity=False).hexdigest().upper()


@pytest.mark.parametrize("name", ["Start-Job", "Send-MailMessage", "Get-Process", "Invoke-WebRequest", "Get-WmiObject"])
def test_what_is_not_here_says_so(name: str) -> None:
    host = RecordingHost()
    run_line(f"$r = try {{ {name} x }} catch {{ $_.FullyQualifiedErrorId }}; Write-Output $r", host=host)
    (found,) = run_line(f"try {{ {name} x }} catch {{ $_.Exception.Message }}")
    assert to_text(found).startswith(name)
    assert "\n" not in to_text(found)
