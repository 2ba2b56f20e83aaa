"""Delimited text: what stands in quotes, what a reader forgives, and files that are whole or not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.objects import EnumValue, PSList, PSObject, Value, get_property
from eopsh.remote import Stream
from eopsh.runtime import Interpreter
from eopsh.runtime.csv_text import CsvReader, CsvWriter, Quotes, lines_of
from tests.runtime.doubles import RecordingHost, failure_of, run_line

TWO = "$o = [pscustomobject]@{A='x';B='a,b';C=$null}; "


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


WRITTEN = [
    pytest.param("$o | ConvertTo-Csv", ['"A","B","C"', '"x","a,b",'], id="everything in quotes but nothing"),
    pytest.param("$o | ConvertTo-Csv -UseQuotes AsNeeded", ["A,B,C", 'x,"a,b",'], id="as needed"),
    pytest.param("$o | ConvertTo-Csv -UseQuotes Never", ["A,B,C", "x,a,b,"], id="never"),
    pytest.param("$o | ConvertTo-Csv -QuoteFields a, c", ['"A",B,"C"', '"x",a,b,'], id="chosen columns in any case"),
    pytest.param("$o | ConvertTo-Csv -Delimiter ';' -UseQuotes AsNeeded", ["A;B;C", "x;a,b;"], id="another delimiter"),
    pytest.param("$o | ConvertTo-Csv -UseCulture -NoHeader", ['"x","a,b",'], id="no header"),
    pytest.param(
        "$o | ConvertTo-Csv -IncludeTypeInformation | select -First 1", ["#TYPE System.Management.Automation.PSCustomObject"], id="type"
    ),
    pytest.param("@{k=1} | ConvertTo-Csv", ['"k"', '"1"'], id="a hashtable's keys"),
    pytest.param("1, 2 | ConvertTo-Csv", [], id="nothing to show"),
    pytest.param("[pscustomobject]@{A=1}, [pscustomobject]@{B=2} | ConvertTo-Csv", ['"A"', '"1"', ""], id="the first object's columns"),
    pytest.param("[pscustomobject]@{A='say \"hi\"'} | ConvertTo-Csv", ['"A"', '"say ""hi"""'], id="quotes doubled"),
    pytest.param(
        "[pscustomobject]@{A=[pscustomobject]@{q=1};B=1,2} | ConvertTo-Csv", ['"A","B"', '"@{q=1}","System.Object[]"'], id="nested"
    ),
    pytest.param(
        "[pscustomobject]@{A=[System.Collections.Generic.List[int]](1, 2)} | ConvertTo-Csv -NoHeader",
        ['"System.Collections.Generic.List`1[System.Int32]"'],
        id="a typed list",
    ),
]


@pytest.mark.parametrize(("line", "output"), WRITTEN)
def test_written(line: str, output: list[Value]) -> None:
    assert run_line(TWO + line) == output


def test_the_values_of_a_server_stay_readable() -> None:
    interpreter = Interpreter()
    kind = "Deserialized.Microsoft.Exchange.Data.ProxyAddressCollection"
    enum = EnumValue(("Deserialized.Microsoft.Exchange.Data.Directory.Recipient.RecipientTypeDetails",), "UserMailbox", 1)
    server = PSObject(adapted={"Addresses": PSList(["SMTP:a@x", "smtp:b@x"], (kind, "System.Object")), "Type": enum})
    interpreter.scope.set("m", server)
    assert run_line("$m | ConvertTo-Csv | select -Last 1", interpreter=interpreter) == ['"SMTP:a@x smtp:b@x","UserMailbox"']


READ = [
    pytest.param("'A,B','1,2'", ["A=1", "B=2"], id="plain"),
    pytest.param("'A,B','1,'", ["A=1", "B=null"], id="an empty field at the end is null"),
    pytest.param('"A,B`n1,`n"', ["A=1", "B="], id="a line end makes it empty"),
    pytest.param("'A,B','1'", ["A=1", "B=null"], id="a missing field is null"),
    pytest.param("'A','1,2,3'", ["A=1"], id="more fields than columns"),
    pytest.param("' a , b ','  1  , 2 '", ["a =1 ", "b =2 "], id="one blank behind a word stays"),
    pytest.param("'a','x y  '", ["a=x y  "], id="blanks between words stay"),
    pytest.param("'a,b','\"1\" x,\"2\"y'", ["a=1 x", "b=2y"], id="text behind a closing quote"),
    pytest.param("'a,b','\"1\"  ,2'", ["a=1", "b=2"], id="blanks behind a closing quote"),
    pytest.param("'a','x\"y,z\"'", ['a=x"y'], id="a quote inside a word is a character"),
    pytest.param('"a,b`n`"one`ntwo`",3"', ["a=one\ntwo", "b=3"], id="a record over two lines"),
    pytest.param('"a`r`n`"one`r`ntwo`"`r`n"', ["a=one\r\ntwo"], id="carriage returns inside quotes stay"),
    pytest.param("'a','\"it\"\"s\"'", ['a=it"s'], id="doubled quotes"),
    pytest.param('"#Software`n#Fields: x,y`n1,2"', ["x=1", "y=2"], id="a log of the W3C"),
    pytest.param("'A,B,,','1,2,3,4'", ["A=1", "B=2"], id="delimiters behind the last column"),
    pytest.param("'A,B','','1,2'", ["A=1", "B=2"], id="blank lines"),
]


def _shown(item: Value) -> list[str]:
    assert isinstance(item, PSObject)
    return [f"{name}={'null' if value is None else value}" for name, value in item.items()]


@pytest.mark.parametrize(("texts", "shown"), READ)
def test_read(texts: str, shown: list[str]) -> None:
    (item,) = run_line(f"{texts} | ConvertFrom-Csv")
    assert _shown(item) == shown


def test_read_with_columns_of_the_call() -> None:
    (item,) = run_line("'1;2' | ConvertFrom-Csv -Header a, b -Delimiter ';'")
    assert _shown(item) == ["a=1", "b=2"]


def test_a_type_line_names_the_type() -> None:
    (item,) = run_line("'#TYPE My.User','Name','ann' | ConvertFrom-Csv")
    assert isinstance(item, PSObject)
    assert item.type_names == ("My.User", "CSV:My.User")


def test_columns_without_a_name_get_one_and_a_warning() -> None:
    host = RecordingHost()
    found = run_line("'A,,C,,E','1,2,3,4,5','6,7,8,9,0' | ConvertFrom-Csv", host=host)
    assert _shown(found[0]) == ["A=1", "H1=2", "C=3", "H2=4", "E=5"]
    assert len(found) == 2
    assert len(host.texts(Stream.WARNING)) == 1


ERRORS = [
    pytest.param("'a,A','1,2' | ConvertFrom-Csv", "AlreadyPresentPSMemberInfoInternalCollectionAdd", id="two columns of one name"),
    pytest.param("Import-Csv nope.csv", "FileOpenFailure", id="no such file"),
    pytest.param("1 | Export-Csv", "CannotSpecifyPathAndLiteralPath", id="no path"),
    pytest.param("1 | Export-Csv a -LiteralPath b", "CannotSpecifyPathAndLiteralPath", id="two paths"),
    pytest.param("1 | ConvertTo-Csv -UseQuotes Always -QuoteFields a", "CannotSpecifyQuoteFieldsAndUseQuotes", id="two rules for quotes"),
    pytest.param("1 | ConvertTo-Csv -NoType -ITI", "CannotSpecifyIncludeTypeInformationAndNoTypeInformation", id="type or no type"),
    pytest.param("1 | Export-Csv a -Encoding foo", "ParameterArgumentTransformationError", id="no such encoding"),
    pytest.param("'' > a; 1 | Export-Csv a -NoClobber", "NoClobber", id="the file is there"),
    pytest.param("1 | Export-Csv no/such/folder.csv", "FileOpenFailure", id="no such folder"),
]


@pytest.mark.parametrize(("line", "error_id"), ERRORS)
def test_errors(line: str, error_id: str) -> None:
    assert failure_of(line).fully_qualified_id.split(",")[0] == error_id


ROW = "[pscustomobject]@{A=1;B=2} | Export-Csv o.csv; "
APPENDED = [
    pytest.param("[pscustomobject]@{B=4;A=3;Z=9} | Export-Csv o.csv -Append", '"A","B"\n"1","2"\n"3","4"\n', id="in the file's order"),
    pytest.param("[pscustomobject]@{A=3} | Export-Csv o.csv -Append -Force", '"A","B"\n"1","2"\n"3",\n', id="forced"),
    pytest.param("@() | Export-Csv o.csv", "", id="nothing makes an empty file"),
    pytest.param("[pscustomobject]@{A=3} | Export-Csv o.csv -WhatIf", '"A","B"\n"1","2"\n', id="-WhatIf leaves it"),
]


@pytest.mark.parametrize(("line", "text"), APPENDED)
def test_files(line: str, text: str) -> None:
    run_line(ROW + line)
    assert Path("o.csv").read_text(encoding="utf-8") == text


def test_rows_that_lack_a_column_are_refused() -> None:
    found = failure_of(ROW + "[pscustomobject]@{A=3;C=4} | Export-Csv o.csv -Append")
    assert found.fully_qualified_id.startswith("CannotAppendCsvWithMismatchedPropertyNames,")
    assert found.target == "B"
    assert Path("o.csv").read_text(encoding="utf-8") == '"A","B"\n"1","2"\n'


def test_appending_ends_the_last_line_and_keeps_the_encoding() -> None:
    Path("o.csv").write_bytes(b"\xff\xfe" + '"A"\n"1"'.encode("utf-16-le"))
    run_line("[pscustomobject]@{A='é'} | Export-Csv o.csv -Append")
    assert Path("o.csv").read_text(encoding="utf-16") == '"A"\n"1"\n"é"\n'


def test_an_export_that_fails_leaves_the_old_file_and_no_other() -> None:
    run_line(ROW)
    failure_of("1..3 | % { if ($_ -eq 3) { throw 'x' }; [pscustomobject]@{A=$_} } | Export-Csv o.csv")
    assert Path("o.csv").read_text(encoding="utf-8") == '"A","B"\n"1","2"\n'
    assert [path.name for path in Path.cwd().iterdir()] == ["o.csv"]


def test_a_file_may_be_read_and_written_in_one_pipeline() -> None:
    run_line(ROW + "Import-Csv o.csv | select A | Export-Csv o.csv")
    assert Path("o.csv").read_text(encoding="utf-8") == '"A"\n"1"\n'


def test_several_files_by_wildcard() -> None:
    run_line("Set-Content a.csv 'A','1'; Set-Content b.csv 'A','2'")
    assert [get_property(row, "A") for row in run_line("Import-Csv *.csv")] == ["1", "2"]


@given(
    st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r")), min_size=2, max_size=4)),
    st.sampled_from(",;\t"),
)
def test_what_is_written_is_read(rows: list[list[str]], delimiter: str) -> None:
    writer = CsvWriter(delimiter, Quotes.ALWAYS)
    text = "".join(writer.line(row, row) + "\n" for row in rows)
    reader = CsvReader(lines_of(text), delimiter)
    assert [reader.record() for _ in rows] == rows
    assert reader.record() == []


@given(st.text('ab",;\n\r \t', max_size=40))
def test_any_text_is_read_to_its_end(text: str) -> None:
    reader = CsvReader(lines_of(text), ",")
    records = 0
    while reader.record():
        records += 1
        assert records <= len(text) + 1
    assert reader.peek() == ""


@given(st.text("ab, \t", max_size=20))
def test_lines_without_quotes_are_read_alike_both_ways(line: str) -> None:
    plain, slow = CsvReader(iter([line + "\n"])), CsvReader(iter([line + "\n"]))
    slow.peek()
    assert plain.record() == slow._any_record()
