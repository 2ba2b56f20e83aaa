"""Modules in files and folders, with manifests; the beginning of scripts that were written for Exchange's own module."""

from __future__ import annotations

from pathlib import Path

import pytest

from eopsh.objects import to_text
from eopsh.remote import Stream
from tests.runtime.doubles import RecordedRemote, RecordingHost, run_line

SCRIPT = "function Get-Box { 'box' }; function Get-Inner { 'inner' }; $Secret = 1; Set-Alias gb Get-Box"
MANIFEST = "@{ RootModule = 'Code.psm1'; ModuleVersion = '1.2.3'; FunctionsToExport = 'Get-Box'; AliasesToExport = @(); Author = 'Ada' }"


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("Tools", "Library/Other/2.0.0", "Library/Other/1.0.0"):
        Path(folder).mkdir(parents=True)
    Path("Tools/Code.psm1").write_text(SCRIPT, encoding="utf-8")
    Path("Tools/Tools.psd1").write_text(MANIFEST, encoding="utf-8")
    for version in ("1.0.0", "2.0.0"):
        Path(f"Library/Other/{version}/Other.psm1").write_text(f"function Get-Other {{ '{version}' }}", encoding="utf-8")
    Path("Empty.psd1").write_text("@{ ModuleVersion = '1.0' }", encoding="utf-8")
    monkeypatch.setenv("PSModulePath", str(tmp_path / "Library"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("Import-Module ./Tools; Get-Box; try { Get-Inner } catch { 'hidden' }", ["box", "hidden"], id="a folder"),
        pytest.param(
            "$m = Import-Module ./Tools/Tools.psd1 -PassThru; $m.Name; $m.Version; $m.Author", ["Tools", "1.2.3", "Ada"], id="a manifest"
        ),
        pytest.param("Import-Module ./Tools/Code; gb; Get-Inner", ["box", "inner"], id="without an ending"),
        pytest.param("Import-Module ./Tools; try { gb } catch { 'no alias' }", ["no alias"], id="no aliases"),
        pytest.param("Import-Module Other; Get-Other; (Get-Module Other).Name", ["2.0.0", "Other"], id="in PSModulePath, the newest"),
        pytest.param("try { Import-Module ./Empty.psd1 } catch { $_.FullyQualifiedErrorId }", ["Modules_NoScript"], id="no script"),
        pytest.param("Import-Module ExchangeOnlineManagement; 'on'", ["on"], id="Exchange's own"),
        pytest.param("try { Import-Module Nothing -ErrorAction Stop } catch { 'none' }", ["none"], id="none"),
    ],
)
def test_import(line: str, expected: list[str]) -> None:
    assert [to_text(value) for value in run_line(line)] == expected


def test_connecting_without_a_connection() -> None:
    (found,) = run_line("try { Connect-ExchangeOnline -UserPrincipalName a@b.c } catch { $_.FullyQualifiedErrorId }")
    assert to_text(found).startswith("NotConnected")
    assert run_line("Get-ConnectionInformation; Disconnect-ExchangeOnline -Confirm:$false") == []


@pytest.mark.parametrize("name", ["Connect-ExchangeOnline", "Connect-IPPSSession"])
def test_connecting_where_there_is_a_connection(name: str) -> None:
    host = RecordingHost()
    line = f"{name} -UserPrincipalName a@b.c -ShowBanner:$false; (Get-ConnectionInformation).State"
    assert run_line(line, remote=RecordedRemote({}), host=host) == ["Connected"]
    assert host.texts(Stream.WARNING)[0].startswith(f"{name} does nothing here")


def test_a_script_property() -> None:
    line = (
        "$o = [pscustomobject]@{ a = 2 }; $p = [psscriptproperty]::new('twice', { $this.a * 2 }); $o.PSObject.Properties.Add($p); "
        "$o.twice; $o.a = 5; $o.twice; [psscriptproperty]::new('one', { 1 }).Value"
    )
    assert run_line(line) == [4, 10, 1]
