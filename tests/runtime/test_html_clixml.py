"""ConvertTo-Html, ConvertTo-Xml, and objects in files."""

from __future__ import annotations

from pathlib import Path

import pytest

from eopsh.objects import PSObject, Value
from tests.runtime.doubles import failure_of, run_line


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


ROWS = "$r = [pscustomobject]@{N='<a>';V=1}, [pscustomobject]@{N='é';V=$null}; "
HTML = [
    pytest.param(
        "$r | ConvertTo-Html -Fragment",
        [
            "<table>",
            "<colgroup><col/><col/></colgroup>",
            "<tr><th>N</th><th>V</th></tr>",
            "<tr><td>&lt;a&gt;</td><td>1</td></tr>",
            "<tr><td>&#233;</td><td></td></tr>",
            "</table>",
        ],
        id="table",
    ),
    pytest.param(
        "$r | ConvertTo-Html -Fragment -As List N",
        ["<table>", "<tr><td>N:</td><td>&lt;a&gt;</td></tr>", "<tr><td><hr></td></tr>", "<tr><td>N:</td><td>&#233;</td></tr>", "</table>"],
        id="list",
    ),
    pytest.param(
        "$r[0] | ConvertTo-Html -Fragment @{l='X';e={$_.V + 1};width='9'}, Nope",
        ["<table>", '<colgroup><col width="9"/></colgroup>', "<tr><th>X</th></tr>", "<tr><td>2</td></tr>", "</table>"],
        id="calculated, and one that is not there",
    ),
    pytest.param("1 | ConvertTo-Html -Fragment -Pre a, b -Post c", ["a", "b", "<table>", "</table>", "c"], id="around"),
    pytest.param(
        "(1 | ConvertTo-Html -Title 'a&b' -CssUri s.css -Body x -Charset utf-8)[2..7]",
        [
            "<head>",
            '<meta charset="utf-8">',
            "<title>a&amp;b</title>",
            '<link rel="stylesheet" type="text/css" href="s.css" />',
            "</head><body>",
            "x",
        ],
        id="page",
    ),
    pytest.param(
        "(1 | ConvertTo-Html -Head '<x/>')[3]; (1 | ConvertTo-Html -Transitional)[0] -like '*Transitional*'", ["<x/>", True], id="head"
    ),
]


@pytest.mark.parametrize(("line", "output"), HTML)
def test_html(line: str, output: list[Value]) -> None:
    assert run_line(ROWS + line) == output


XML = [
    pytest.param(
        "([pscustomobject]@{L=1,2;H=@{k='v'}} | ConvertTo-Xml -NoTypeInformation).OuterXml",
        [
            '<?xml version="1.0" encoding="utf-8"?><Objects><Object><Property Name="L"><Property>1</Property><Property>2</Property>'
            '</Property><Property Name="H"><Property Name="Key">k</Property><Property Name="Value">v</Property></Property>'
            "</Object></Objects>"
        ],
        id="document",
    ),
    pytest.param(
        "1 | ConvertTo-Xml -As String",
        ['<?xml version="1.0" encoding="utf-8"?>\n<Objects>\n  <Object Type="System.Int32">1</Object>\n</Objects>'],
        id="text",
    ),
    pytest.param("('<&>' | ConvertTo-Xml -As Stream -NoTypeInformation)[2]", ["<Object>&lt;&amp;&gt;</Object>"], id="texts"),
    pytest.param(
        "([pscustomobject]@{A=[pscustomobject]@{B=1}} | ConvertTo-Xml -As Stream -NoTypeInformation)[2] -match '@{B=1}'", [True], id="depth"
    ),
]


@pytest.mark.parametrize(("line", "output"), XML)
def test_xml(line: str, output: list[Value]) -> None:
    assert run_line(line) == output


KEPT = [
    pytest.param("1, 'a', $true, 2.5 | Export-Clixml o; Import-Clixml o", [1, "a", True, 2.5], id="plain values"),
    pytest.param("@{a=@(1,2)} | Export-Clixml o; $h = Import-Clixml o; $h.a.GetType().Name; $h.A.Count", ["ArrayList", 2], id="a table"),
    pytest.param("[ordered]@{z=1;a=2} | Export-Clixml o; (Import-Clixml o).Keys -join ','", ["z,a"], id="in order"),
    pytest.param("1, 'a' | ConvertTo-CliXml | ConvertFrom-CliXml", [1, "a"], id="as a text"),
    pytest.param("((@{a=1} | ConvertTo-CliXml) -split '\n' | ConvertFrom-CliXml).a", [1], id="as lines"),
    pytest.param("1..5 | Export-Clixml o; Import-Clixml o -Skip 1 -First 2", [2, 3], id="some"),
    pytest.param("1 | Export-Clixml o; 2 | Export-Clixml o -WhatIf; Import-Clixml o", [1], id="-WhatIf"),
    pytest.param("@{a=@{b=@{c=@{d=1}}}} | Export-Clixml o -Depth 1; (Import-Clixml o).a.b", ["System.Collections.Hashtable"], id="depth"),
]


@pytest.mark.parametrize(("line", "output"), KEPT)
def test_objects_in_files(line: str, output: list[Value]) -> None:
    assert run_line(line) == output


def test_what_is_read_is_named_as_read() -> None:
    (found,) = run_line("[pscustomobject]@{N=1} | Export-Clixml o; Import-Clixml o")
    assert isinstance(found, PSObject)
    assert found.type_names[0] == "Deserialized.System.Management.Automation.PSCustomObject"
    assert found.get("N") == 1


ERRORS = [
    pytest.param("Import-Clixml nope", "FileOpenFailure", id="no file"),
    pytest.param("Set-Content o '<x'; Import-Clixml o", "System.Xml.XmlException", id="no objects"),
    pytest.param("1 | Export-Clixml o; 1 | Export-Clixml o -NoClobber", "NoClobber", id="there already"),
    pytest.param("ConvertTo-SecureString s3cret -AsPlainText -Force | Export-Clixml o", "SecretNotWritten", id="a secret"),
]


@pytest.mark.parametrize(("line", "error_id"), ERRORS)
def test_errors(line: str, error_id: str) -> None:
    assert failure_of(line).fully_qualified_id.split(",")[0] == error_id


def test_a_secret_reaches_no_file() -> None:
    failure_of("ConvertTo-SecureString s3cret -AsPlainText -Force | Export-Clixml o")
    assert list(Path.cwd().iterdir()) == []
