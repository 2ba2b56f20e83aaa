"""Methods and static members: what they return, and what they refuse."""

from __future__ import annotations

import pytest

from eopsh.objects import Value, get_property
from eopsh.remote import Stream
from eopsh.runtime import method_names, static_names
from tests.runtime.doubles import RecordingHost, run_line

STRINGS = [
    pytest.param("'a,b,,c'.Split(',').Count", [4], id="Split"),
    pytest.param("'a1b2c'.Split('12').Count", [1], id="Split at a text"),
    pytest.param("'a,b;c'.Split([char[]]',;')", ["a", "b", "c"], id="Split at characters"),
    pytest.param("'a--b'.Split('-', [StringSplitOptions]::RemoveEmptyEntries).Count", [2], id="without empty parts"),
    pytest.param("'a-b-c'.Split('-', 2)[1]", ["b-c"], id="limited"),
    pytest.param("'xxabxx'.Trim('x'); ' a '.Trim()", ["ab", "a"], id="Trim"),
    pytest.param("'smtp:a'.TrimStart('smtp:')", ["a"], id="TrimStart takes characters"),
    pytest.param("'abcdef'.Substring(2, 3); 'abc'.Remove(1); 'ac'.Insert(1, 'b')", ["cde", "a", "abc"], id="parts"),
    pytest.param("'Abc'.StartsWith('ab'); 'Abc'.StartsWith('ab', 'OrdinalIgnoreCase')", [False, True], id="StartsWith"),
    pytest.param("'abcabc'.IndexOf('c'); 'abcabc'.LastIndexOf('c'); 'abc'.IndexOf('x')", [2, 5, -1], id="IndexOf"),
    pytest.param("'5'.PadLeft(3, '0'); 'a'.PadRight(3) + '|'", ["005", "a  |"], id="Pad"),
    pytest.param("'aXbX'.Replace('X', '-')", ["a-b-"], id="Replace"),
    pytest.param("'abc'.ToCharArray().Count; 'abc'.Contains('b')", [3, True], id="characters"),
    pytest.param("[string]::Join('-', 'a', 'b'); [string]::Format('{0}!', 1)", ["a-b", "1!"], id="static"),
]
DATES = [
    pytest.param("$d = [datetime]'2024-02-29 13:05'; $d.AddYears(1).ToString('yyyy-MM-dd')", ["2025-02-28"], id="AddYears"),
    pytest.param(
        "([datetime]'2024-01-01').AddHours(36).Day; ([datetime]'2024-01-01').AddMinutes(-1).Year", [2, 2023], id="hours and minutes"
    ),
    pytest.param("(([datetime]'2024-03-01') - ([datetime]'2024-02-01')).Days", [29], id="a difference"),
    pytest.param("([datetime]'2024-05-01').Subtract([timespan]'1.00:00:00').Day", [30], id="Subtract"),
    pytest.param("[datetime]::DaysInMonth(2024, 2); [datetime]::IsLeapYear(2023)", [29, False], id="calendar"),
    pytest.param("[datetime]::new(2024, 5, 6).DayOfWeek.ToString()", ["Monday"], id="new"),
    pytest.param("[timespan]::FromHours(25).Days; ([timespan]'01:30:00').TotalMinutes", [1, 90.0], id="spans"),
    pytest.param("[datetime]::ParseExact('05/06/2024', 'dd/MM/yyyy', $null).Month", [6], id="ParseExact"),
]
COLLECTIONS = [
    pytest.param(
        "$l = [System.Collections.ArrayList]::new(); $null = $l.Add(1); $l.AddRange(@(2, 3)); $l.Remove(2); $l -join ','",
        ["1,3"],
        id="ArrayList",
    ),
    pytest.param("$h = @{ a = 1 }; $h.Add('b', 2); $h.ContainsKey('B'); $h.Remove('a'); $h.Count", [True, 1], id="hashtable"),
    pytest.param('(@{ a = 1 }).GetEnumerator() | % { "$($_.Key)=$($_.Value)" }', ["a=1"], id="entries"),
    pytest.param("$o = [ordered]@{ z = 1; a = 2 }; $o[0]; $o.Keys -join ','", [1, "z,a"], id="ordered"),
    pytest.param("(1..5).Where({ $_ -gt 2 }, 'First'); (1..5).Where({ $_ -gt 2 }, 'Split').Count", [3, 2], id="Where modes"),
    pytest.param("('a', 'b').ForEach('ToUpper')", ["A", "B"], id="ForEach with a method"),
    pytest.param("({ param($x) $x * 2 }).Invoke(4)", [8], id="Invoke"),
    pytest.param("([regex]'\\d+').Matches('a1b22').Value -join ','", ["1,22"], id="regex"),
    pytest.param("[guid]::NewGuid().ToString().Length; [guid]::Empty.ToString().Substring(0, 4)", [36, "0000"], id="guid"),
    pytest.param("[math]::Max(3, 7); [math]::Floor(2.7); [math]::Pow(2, 3)", [7, 2.0, 8.0], id="math"),
    pytest.param("[int]::MaxValue; [int]::Parse('5'); [convert]::ToInt32('7')", [2147483647, 5, 7], id="numbers"),
    pytest.param("[System.IO.Path]::GetExtension('a/b.csv')", [".csv"], id="paths"),
    pytest.param("(5).GetType().FullName; [int].Name; @(1).GetType().Name", ["System.Int32", "Int32", "Object[]"], id="types"),
]


@pytest.mark.parametrize(("line", "output"), [*STRINGS, *DATES, *COLLECTIONS])
def test_returns(line: str, output: list[Value]) -> None:
    assert run_line(line) == output


REFUSED = [
    pytest.param("'abc'.Substring(9)", "ArgumentOutOfRangeException", id="outside"),
    pytest.param("'abc'.Substring()", "MethodCountCouldNotFindBest", id="too few"),
    pytest.param("'abc'.Substring('x')", "MethodArgumentConversionInvalidCastArgument", id="no number"),
    pytest.param("'abc'.Sbstring(1)", "MethodNotFound", id="unknown"),
    pytest.param("@(1).Add(2)", "NotSupportedException", id="an array does not grow"),
    pytest.param("[int]::Nope()", "MethodNotFound", id="unknown static"),
    pytest.param("[nosuch.type]::X()", "TypeNotFound", id="unknown type"),
    pytest.param("[guid]::Parse('x')", "FormatException", id="a format"),
    pytest.param("'abc'.Length = 4", "PropertyAssignmentException", id="read only"),
    pytest.param("$x = $null; $x[0]", "NullArray", id="nothing to index"),
]


@pytest.mark.parametrize(("line", "error_id"), REFUSED)
def test_refuses(line: str, error_id: str) -> None:
    host = RecordingHost()
    run_line(line, host=host)
    assert [get_property(record.value, "FullyQualifiedErrorId") for record in host.records if record.stream is Stream.ERROR] == [error_id]


def test_names_are_there_for_completion() -> None:
    assert {"Substring", "ToUpper", "GetType"} <= set(method_names("text"))
    assert {"Round", "PI"} <= set(static_names("System.Math"))
