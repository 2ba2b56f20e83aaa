"""System.Xml: documents read, searched, changed in place and written."""

from __future__ import annotations

from pathlib import Path

import pytest

from eopsh.objects import to_text
from tests.runtime.doubles import failure_of, run_line

START = '$x = [xml]\'<a><b id="1">t</b><b id="2"/></a>\'; '
CASES = [
    pytest.param("$x.a.b[0].id; $x.a.b.Count; $x.a.b[0].'#text'", ["1", "2", "t"], id="properties"),
    pytest.param("$x.OuterXml", ['<a><b id="1">t</b><b id="2" /></a>'], id="written as .NET writes"),
    pytest.param("$x.DocumentElement.Name; $x.a.FirstChild.id; $x.a.LastChild.id; $x.a.HasChildNodes", ["a", "1", "2", "True"], id="nodes"),
    pytest.param("$x.a.FirstChild.NextSibling.id; $x.a.LastChild.ParentNode.Name", ["2", "a"], id="neighbours"),
    pytest.param("$x.SelectSingleNode('//b[@id=\"2\"]').id; $x.SelectNodes('/a/b').Count", ["2", "2"], id="XPath"),
    pytest.param("$x.GetElementsByTagName('b').Count; $x.a.GetElementsByTagName('*').Count", ["2", "2"], id="by name"),
    pytest.param("$x.a.b[1].SetAttribute('id', '9'); $x.a.b[1].id; $x.a.b[0].GetAttribute('id')", ["9", "1"], id="attributes"),
    pytest.param(
        "$x.a.b[1].id = '7'; $x.a.b[1].id; $x.a.b[0].RemoveAttribute('id'); $x.a.FirstChild.HasAttributes", ["7", "False"], id="set"
    ),
    pytest.param(
        "$n = $x.CreateElement('c'); $n.InnerText = 'new'; $null = $x.a.AppendChild($n); $x.a.c; $x.OuterXml",
        ["new", '<a><b id="1">t</b><b id="2" /><c>new</c></a>'],
        id="append",
    ),
    pytest.param("$null = $x.a.RemoveChild($x.a.FirstChild); $x.OuterXml", ['<a><b id="2" /></a>'], id="remove"),
    pytest.param(
        "$null = $x.a.InsertBefore($x.CreateElement('z'), $x.a.FirstChild); $x.a.FirstChild.Name; $x.a.ChildNodes.Count",
        ["z", "3"],
        id="insert",
    ),
    pytest.param("$x.a.b[0].InnerText = '<&>'; $x.a.b[0].OuterXml", ['<b id="1">&lt;&amp;&gt;</b>'], id="escaped"),
    pytest.param("$y = $x.Clone(); $y.a.b[0].SetAttribute('id', '5'); $x.a.b[0].id", ["1"], id="a copy of its own"),
    pytest.param("$d = [xml]::new(); $d.LoadXml('<r><s/></r>'); $d.r.FirstChild.Name; $d.OuterXml", ["s", "<r><s /></r>"], id="LoadXml"),
]


@pytest.mark.parametrize(("line", "expected"), CASES)
def test_documents(line: str, expected: list[str]) -> None:
    assert [to_text(value) for value in run_line(START + line)] == expected


def test_a_document_is_saved_and_loaded(tmp_path: Path) -> None:
    line = f"$x = [xml]'<a b=\"1\"/>'; $x.Save('{tmp_path}/a.xml'); $y = [xml]::new(); $y.Load('{tmp_path}/a.xml'); $y.a.b"
    assert run_line(line) == ["1"]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("[xml]::new().LoadXml('<!DOCTYPE a [<!ENTITY b \"c\">]><a/>')", id="entities"),
        pytest.param("[xml]::new().LoadXml('<a>')", id="open"),
        pytest.param("[xml]::new().Load('/none/of/it')", id="no file"),
        pytest.param("$x = [xml]'<a><c/></a>'; $x.a.RemoveChild($x.CreateElement('b'))", id="no child"),
    ],
)
def test_what_is_no_document_is_an_error(line: str) -> None:
    assert failure_of(line).exception_type == "System.Management.Automation.MethodInvocationException"


NESTED = "$x = [xml]'<a><a><b n=\"1\">1</b></a></a>'; "
PATHS = [
    pytest.param("$x.SelectNodes('//a').Count", 2, id="everywhere, the root too"),
    pytest.param("$x.SelectNodes('/a/a/b').Count", 1, id="from the top"),
    pytest.param("$x.a.a.SelectNodes('//b').Count", 1, id="from the top, wherever one stands"),
    pytest.param("$x.a.a.SelectNodes('/a').Count", 1, id="the root"),
    pytest.param("$x.SelectNodes('/b').Count", 0, id="no such root"),
    pytest.param("$x.SelectNodes('/ab').Count", 0, id="a root that only begins so"),
    pytest.param("$x.a.a.SelectNodes('b').Count", 1, id="below"),
    pytest.param("$x.SelectNodes('/*/a').Count", 1, id="below anything"),
]


@pytest.mark.parametrize(("line", "count"), PATHS)
def test_where_a_path_starts(line: str, count: int) -> None:
    assert run_line(NESTED + line) == [count]


@pytest.mark.parametrize("path", ["//b[", "a|b", "//b[contains(@n,'1')]", "ns:b", "b[0]", "", "b/"])
def test_a_path_that_is_not_read_here_is_an_error(path: str) -> None:
    quoted = path.replace("'", "''")
    assert failure_of(f"{NESTED} $x.SelectNodes('{quoted}')").fully_qualified_id == "XPathException"


def test_a_text_that_is_no_xml_leaves_the_element_as_it_is() -> None:
    line = "$x = [xml]'<a><b>1</b></a>'; try { $x.a.InnerXml = '<' } catch { $_.FullyQualifiedErrorId }; $x.OuterXml"
    assert run_line(line) == ["CatchFromBaseAdapterSetValue", "<a><b>1</b></a>"]
