"""How scripts change how objects look: format files, type data, named views, and errors of columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.oracle import answer

FILE = """<Configuration><ViewDefinitions><View><Name>Mine</Name><ViewSelectedBy><TypeName>My.Box</TypeName></ViewSelectedBy>
<TableControl><TableHeaders><TableColumnHeader><Label>Who</Label></TableColumnHeader></TableHeaders><TableRowEntries><TableRowEntry>
<TableColumnItems><TableColumnItem><ScriptBlock>$_.Name.ToUpper()</ScriptBlock></TableColumnItem></TableColumnItems></TableRowEntry>
</TableRowEntries></TableControl></View></ViewDefinitions></Configuration>"""
BOX = "$box = [pscustomobject]@{PSTypeName='My.Box';Name='ada';Size=3;A=1;B=2;C=3}"


@pytest.fixture
def view_file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.format.ps1xml"
    path.write_text(FILE, encoding="utf-8")
    return path


def shown(script: str) -> list[str]:
    """Return the lines that a script shows, without blank ones."""
    text = str(answer("run", {"id": "case", "script": script})["text"])
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def ids(script: str) -> list[str]:
    """Return the ids of a script's errors."""
    errors = answer("run", {"id": "case", "script": script}).get("errors", [])
    assert isinstance(errors, list)
    return [error["id"].split(",")[0] for error in errors]


@pytest.mark.parametrize("parameter", ["PrependPath", "AppendPath"])
def test_update_format_data(view_file: Path, parameter: str) -> None:
    script = f"Update-FormatData -{parameter} '{view_file}'; {BOX}; $box; $box | Format-Table -View mine; $box | Out-String -Width 30"
    assert shown(script) == ["Who", "---", "ADA"] * 3


def test_files_that_are_no_views(tmp_path: Path) -> None:
    path = tmp_path / "other.ps1xml"
    path.write_text("<Other/>", encoding="utf-8")
    assert ids(f"Update-FormatData '{path}'") == ["FormatXmlUpdateException"]
    assert ids("Update-FormatData nope.ps1xml") == ["PathNotFound"]


def test_update_and_remove_type_data() -> None:
    script = f"{BOX}; Update-TypeData -TypeName My.Box -DefaultDisplayPropertySet Name,Size"
    assert shown(f"{script}; $box; $box | fl") == ["Name Size", "---- ----", "ada     3", "Name : ada", "Size : 3"]
    assert len(shown(f"{script}; Remove-TypeData My.Box; $box")) == 5
    assert ids("Remove-TypeData My.Box") == ["TypesDynamicRemoveException"]


def test_a_view_that_is_not_there() -> None:
    assert shown("[timespan]1 | Format-Table -View x") == [
        "Format-Table: The view name x cannot be found. Specify one of the following Table views and try again: System.TimeSpan."
    ]
    assert ids("[pscustomobject]@{A=1} | Format-List -View x; 'x' | Format-Wide -View y") == ["FormatViewNotFound"] * 2


def test_a_column_that_fails_is_remembered() -> None:
    script = "[pscustomobject]@{N=0} | Format-List @{n='Bad';e={ 1 / $_.N }}"
    assert (shown(script), ids(script)) == (["Bad :"], ["RuntimeException"])
    assert shown(script + " -DisplayError") == ["Bad : #ERR"]


def test_nothing_is_no_property() -> None:
    assert ids("[pscustomobject]@{A=1} | Format-Table -Property $null; 1 | Format-List ''") == ["ParameterArgumentValidationError"] * 2


def test_a_table_ends_with_its_pipeline() -> None:
    lines = shown("[pscustomobject]@{A=1} | ft -AutoSize; Write-Warning w; Get-Nothing")
    assert lines[:4] == ["A", "-", "1", "WARNING: w"]


def test_an_error_keeps_its_place_among_rows() -> None:
    assert shown("1..2 | % { if ($_ -eq 2) { Write-Error e }; [pscustomobject]@{N=$_} } | ft") == ["N", "-", "1", "Write-Error: e", "2"]


def test_format_custom() -> None:
    assert shown("[pscustomobject]@{A=[pscustomobject]@{B=1}} | Format-Custom -Depth 1")[1:4] == ["{", "  A =", "    class PSCustomObject"]
