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
    assert ids("1 | Format-List A -GroupBy ''") == ["ExpressionEmptyString2"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("$o | ft -ExcludeProperty Al*", ["Beta", "----", "   2"], id="of all"),
        pytest.param("$o | fl Beta, Alef -ExcludeProperty Al*", ["Beta : 2"], id="of those that are named"),
    ],
)
def test_properties_are_left_out(line: str, expected: list[str]) -> None:
    assert shown("$o = [pscustomobject]@{Alpha=1; Beta=2; Alef=3}; " + line) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("@{X=1,2}", "A : {[X, System.Object[]]}", id="a pair writes itself as .NET does"),
        pytest.param("[ordered]@{X=1; Z=$null}", "A : {[X, 1], [Z, ]}", id="nothing in a pair"),
        pytest.param("@(,@())", "A : {System.Object[]}", id="an empty list in a list"),
        pytest.param("[regex]::Matches('abab','a')", "A : {0, 0}", id="matches by their names"),
        pytest.param("@([IO.FileInfo]'/tmp/a.txt')", "A : {a.txt}", id="files by their names"),
        pytest.param("[xml]'<a/>'", "A : #document", id="a document"),
    ],
)
def test_values_in_a_list(value: str, expected: str) -> None:
    assert shown(f"[pscustomobject]@{{A={value}}} | fl") == [expected]


def test_a_date_has_its_text_first_where_all_is_asked_for() -> None:
    assert shown("[datetime]'2024-05-06' | fl *")[0] == "DateTime    : Monday, May 6, 2024 12:00:00 AM"
    assert shown("[timespan]'1:00'; [datetime]'2024-05-06'")[-1] == "DateTime    : Monday, May 6, 2024 12:00:00 AM"


def test_returns_widen_a_column() -> None:
    assert shown('[pscustomobject]@{A="l1`r`nl2";B=1} | ft')[0] == "A      B"


def test_a_document_is_shown_by_its_root() -> None:
    assert shown("[xml]'<a><b>1</b></a>'") == ["a", "-", "a"]


def test_groups_are_told_apart_by_text_where_nothing_else_compares() -> None:
    assert shown("1..2 | % { [pscustomobject]@{G=1,2; V=$_} } | ft V -GroupBy G") == ["   G: {1, 2}", "V", "-", "1", "2"]
    assert shown("[pscustomobject]@{G=1.5} | ft -GroupBy G")[0] == "   G: 1.5"


def test_a_table_ends_with_its_pipeline() -> None:
    lines = shown("[pscustomobject]@{A=1} | ft -AutoSize; Write-Warning w; Get-Nothing")
    assert lines[:4] == ["A", "-", "1", "WARNING: w"]


def test_an_error_keeps_its_place_among_rows() -> None:
    assert shown("1..2 | % { if ($_ -eq 2) { Write-Error e }; [pscustomobject]@{N=$_} } | ft") == ["N", "-", "1", "Write-Error: e", "2"]


def test_format_custom() -> None:
    assert shown("[pscustomobject]@{A=[pscustomobject]@{B=1}} | Format-Custom -Depth 1")[1:4] == ["{", "  A =", "    class PSCustomObject"]


GROUPED = "$o = [pscustomobject]@{G=1;V='a'}, [pscustomobject]@{V='b'}, [pscustomobject]@{G=2;V='c'}; "


def test_an_object_without_the_property_stays_in_its_group() -> None:
    assert shown(GROUPED + "$o | ft V -GroupBy G -HideTableHeaders") == ["   G: 1", "a", "b", "   G: 2", "c"]
    assert shown(GROUPED + "$o | fl V -GroupBy G") == ["   G: 1", "V : a", "V : b", "   G: 2", "V : c"]


def test_a_group_of_several_lines_is_headed_by_all() -> None:
    assert shown('[pscustomobject]@{G="a`nb";V=1} | ft V -GroupBy G')[:2] == ["   G: a", "b"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("[pscustomobject]@{Id=1;Name='x'}, [pscustomobject]@{Id=2;B=3} | fw -Column 1", ["x", "2"], id="each by its own name"),
        pytest.param("[timespan]'1:00' | fw -Column 1", ["3600000"], id="a span"),
        pytest.param("1 | select @{n='V';e={1,2}} | ft @{n='C';e='V';f='{0}!'}", ["C", "-", "1 2!"], id="a list under a format"),
        pytest.param(
            "$true, [consolecolor]'Red' | % { [pscustomobject]@{V=$_} } | ft -GroupBy V",
            ["   V: True", "   V", "   -", "True", " Red"],
            id="what compares",
        ),
        pytest.param(
            "'{0:X}' -f [guid]'11111111-2222-3333-4455-66778899aabb'",
            ["{0x11111111,0x2222,0x3333,{0x44,0x55,0x66,0x77,0x88,0x99,0xaa,0xbb}}"],
            id="a guid in hexadecimal",
        ),
        pytest.param("[pscustomobject]@{V=$null} | ft @{n='C';e='V';f='{0}!'}", ["C", "-", "!"], id="nothing under a format"),
        pytest.param("[pscustomobject]@{V=@()} | fl @{n='C';e={$_.V}}", ["C :"], id="an empty list of a script"),
    ],
)
def test_what_is_shown_of_an_object(line: str, expected: list[str]) -> None:
    assert shown(line) == expected


def test_groups_are_alike_from_either_side() -> None:
    assert shown("'5.0', 5, $true, 'x' | % { [pscustomobject]@{G=$_;V=1} } | ft V -GroupBy G -HideTableHeaders") == [
        "   G: 5.0",
        "1",
        "1",
        "1",
        "1",
    ]


def test_a_servers_object_is_named_by_its_own() -> None:
    item = "[pscustomobject]@{PSComputerName='h'; RunspaceId='r'; MessageId='m'}"
    assert shown(f"{item} | fw") == ["m"]


def test_a_text_stays_one_in_a_stream() -> None:
    assert shown('\'a\', "c`nd" | Out-String -Stream | % { "[$_]" }') == ["[a]", "[c", "d]"]


def test_an_alias_is_shown_with_what_it_means() -> None:
    assert shown("Get-Alias ft")[-1].split() == ["Alias", "ft", "->", "Format-Table"]
    assert shown("Get-Command Get-Date")[-1].split()[:2] == ["Cmdlet", "Get-Date"]
