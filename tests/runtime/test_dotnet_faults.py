"""What .NET's members say of arguments that they refuse, and the types beside the tables: hashes, pairs, tuples."""

from __future__ import annotations

import pytest

from eopsh.objects import to_text
from tests.runtime.doubles import failure_of, run_line


@pytest.mark.parametrize(
    ("line", "error_id", "message"),
    [
        pytest.param("'abc'.Remove(9)", "ArgumentOutOfRangeException", "startIndex cannot be larger than length of string.", id="Remove"),
        pytest.param("'abc'.Remove(1, -1)", "ArgumentOutOfRangeException", "count ('-1') must be a non-negative value.", id="a count"),
        pytest.param(
            "'abc'.Insert(9, 'x')", "ArgumentOutOfRangeException", "startIndex ('9') must be less than or equal to '3'.", id="Insert"
        ),
        pytest.param("'abc'.PadLeft(-2)", "ArgumentOutOfRangeException", "totalWidth ('-2') must be a non-negative value.", id="PadLeft"),
        pytest.param("'abc'.Replace('', 'x')", "ArgumentException", "The value cannot be an empty string.", id="Replace"),
        pytest.param("'abc'.IndexOf('b', 9)", "ArgumentOutOfRangeException", "Index was out of range.", id="IndexOf"),
        pytest.param("[string]::Format('{1}', 'a')", "FormatException", "Index (zero based) must be greater", id="Format"),
        pytest.param("(5).ToString('Q')", "FormatException", "Format specifier was invalid.", id="a number's format"),
        pytest.param(
            "([datetime]'2024-05-06').ToString('q')", "FormatException", "Input string was not in a correct", id="a date's format"
        ),
        pytest.param("([DayOfWeek]1).ToString('q')", "FormatException", "Format string can be only", id="an enum's format"),
        pytest.param(
            "([datetime]'2024-05-06').AddDays(1e9)", "ArgumentOutOfRangeException", "Value to add was out of range.", id="AddDays"
        ),
        pytest.param("([datetime]'2024-05-06').AddYears(99999)", "ArgumentOutOfRangeException", "Years value must be", id="AddYears"),
        pytest.param("[datetime]::new(2024, 1, 1, 25, 0, 0)", "ArgumentOutOfRangeException", "Hour, Minute, and Second", id="hours"),
        pytest.param("[datetime]::new(-1)", "ArgumentOutOfRangeException", "Ticks must be between", id="ticks"),
        pytest.param("[datetime]::FromFileTime(-1)", "ArgumentOutOfRangeException", "Not a valid Win32 FileTime.", id="FromFileTime"),
        pytest.param("[datetime]::IsLeapYear(0)", "ArgumentOutOfRangeException", "Year must be between 1 and 9999.", id="IsLeapYear"),
        pytest.param("[timespan]::FromDays(1e9)", "OverflowException", "TimeSpan overflowed", id="a span"),
        pytest.param("[regex]::Match('x', '(')", "RegexParseException", "Invalid pattern '(' at offset 1.", id="a pattern"),
        pytest.param("[version]::Parse('1.x')", "FormatException", "The input string 'x' was not", id="a version's part"),
        pytest.param("[version]::new(-1, 2)", "ArgumentOutOfRangeException", "major ('-1') must be", id="a version below zero"),
        pytest.param("[Convert]::FromHexString('xyz')", "FormatException", "not a multiple of 2", id="half a byte"),
        pytest.param("[Convert]::FromHexString('zz')", "FormatException", "a non-hex character", id="no hexadecimal digit"),
        pytest.param("(5).CompareTo('6')", "ArgumentException", "Object must be of type Int32.", id="another type"),
        pytest.param(
            "[Collections.Generic.Dictionary[string,int]]::new().Add('x', 'y')",
            "MethodArgumentConversionInvalidCastArgument",
            'argument "value", with value: "y", for "Add" to type "System.Int32"',
            id="a value of another type",
        ),
        pytest.param("$n = 0; [int]::TryParse('5', $n)", "NonRefArgumentToRefParameterMsg", "Argument: '2' should be", id="no reference"),
        pytest.param("[guid]::new()", "MethodCountCouldNotFindBest", 'overload for "new" and the argument count: "0"', id="no overload"),
        pytest.param(
            "[timespan]::new('x')",
            "MethodArgumentConversionInvalidCastArgument",
            'argument "ticks", with value: "x", for ".ctor"',
            id="ctor",
        ),
        pytest.param(
            "[Security.Cryptography.RandomNumberGenerator]::GetInt32(0)", "ArgumentOutOfRangeException", "non-zero value", id="no number"
        ),
        pytest.param("[Security.Cryptography.RandomNumberGenerator]::GetInt32(5, 5)", "ArgumentException", "at least one", id="no range"),
    ],
)
def test_faults(line: str, error_id: str, message: str) -> None:
    record = failure_of(line)
    assert record.fully_qualified_id == error_id
    assert message in record.message


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("(5).ToString('foo'); (-5).ToString('a;b'); (5).ToString('.')", ["foo", "b", "5"], id="formats without digits"),
        pytest.param("(1234.5).ToString('b.txt'); (-5).ToString('a.b')", ["b1235txt", "-a5b"], id="a point alone"),
        pytest.param("(5).Equals('5'); (5).Equals(5L); (5).Equals(5); (5).CompareTo(6)", ["False", "False", "True", "-1"], id="Equals"),
        pytest.param("$l = [Collections.ArrayList](1, 2); $l.Contains('2'); $l.IndexOf(2)", ["False", "1"], id="a list of anything"),
        pytest.param(
            "$l = [Collections.Generic.List[int]](1, 2); $l.Contains('2'); $l.IndexOf('x')", ["True", "-1"], id="a list of numbers"
        ),
        pytest.param("[string]::Join(',', @([datetime]'2024-05-06', 1.5))", ["5/6/2024 12:00:00 AM,1.5"], id="dates joined"),
        pytest.param('"$([securestring]::new())"', ["System.Security.SecureString"], id="a secret's text"),
        pytest.param(
            "[Text.UTF8Encoding]::new($false), [Text.UTF8Encoding]::new($true), [Text.Encoding]::UTF8 | % { $_.GetPreamble().Count }",
            ["0", "3", "3"],
            id="the mark of UTF-8",
        ),
        pytest.param(
            "[StringComparer]::OrdinalIgnoreCase.Equals('a', 'A'); [StringComparer]::Ordinal.Compare('a', 'B')",
            ["True", "31"],
            id="comparers",
        ),
        pytest.param(
            "'2024-05-06 +01:00', '5/6/2024 -0500', '2024-05-06Z' | % { ([datetimeoffset]$_).ToString('o').Substring(11) }",
            ["00:00:00.0000000+01:00", "00:00:00.0000000-05:00", "00:00:00.0000000+00:00"],
            id="a day with an offset",
        ),
        pytest.param("([datetime]'2024-05-06Z').ToUniversalTime().ToString('s')", ["2024-05-06T00:00:00"], id="a day of UTC"),
        pytest.param("-[timespan]'1:00'; [timespan]'1.00:00'", ["-01:00:00", "1.00:00:00"], id="spans"),
        pytest.param(
            "$m = [regex]::Match('a1b2', '\\d'); $m.NextMatch().Value; $m.NextMatch().NextMatch().Success", ["2", "False"], id="next"
        ),
        pytest.param(
            "$q = [Collections.Queue]@(1); $x = 0; $q.TryDequeue([ref]$x); $x; $q.TryPeek([ref]$x)", ["True", "1", "False"], id="try"
        ),
        pytest.param("([mailaddress]'a@b.c').Equals([mailaddress]'A@B.c')", ["True"], id="mail addresses"),
        pytest.param("[ipaddress]'::ffff:1.2.3.4' | % IPAddressToString", ["::ffff:1.2.3.4"], id="an address within another"),
        pytest.param("([IO.FileInfo]'/a/b.txt').BaseName; ([IO.DirectoryInfo]'/a/b').Root.Name", ["b", "/"], id="files"),
        pytest.param("[Text.StringBuilder]::new('abc', 50).Capacity", ["50"], id="capacity"),
        pytest.param(
            "\"$([uri]'HTTP://Contoso.com')\"; ([uri]'http://a/b%20c%2F').ToString()", ["http://contoso.com/", "http://a/b c%2F"], id="uri"
        ),
        pytest.param("[uri]'a/b' | % { $_.IsAbsoluteUri; $null -eq $_.Host }", ["False", "True"], id="a relative uri"),
        pytest.param("([uri]'mailto:a@b.c').UserInfo; ([uri]'mailto:a@b.c').Host", ["a", "b.c"], id="a mail's uri"),
    ],
)
def test_answers(line: str, expected: list[str]) -> None:
    assert [to_text(value) for value in run_line(line)] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("[Security.Cryptography.SHA256]::Create().ComputeHash([byte[]](1, 2)).Count", ["32"], id="ComputeHash"),
        pytest.param(
            "[Convert]::ToHexString([Security.Cryptography.MD5]::HashData([byte[]]@()))", ["D41D8CD98F00B204E9800998ECF8427E"], id="MD5"
        ),
        pytest.param("[Security.Cryptography.RandomNumberGenerator]::GetBytes(4).Count", ["4"], id="random bytes"),
        pytest.param("[Security.Cryptography.RandomNumberGenerator]::GetInt32(7, 8)", ["7"], id="a random number"),
        pytest.param(
            "$p = [Collections.Generic.KeyValuePair[string,int]]::new('a', '1'); $p.Key; $p.Value + 1; \"$p\"",
            ["a", "2", "[a, 1]"],
            id="pair",
        ),
        pytest.param("[Collections.DictionaryEntry]::new('k', 2) | % { $_.Name; $_.Value }", ["k", "2"], id="entry"),
        pytest.param("[Tuple[int,string]]::new('1', 'b') | % { $_.Item1 + 1; $_.Item2 }", ["2", "b"], id="tuple"),
        pytest.param("[Threading.Thread]::Sleep(1); 'awake'", ["awake"], id="Sleep"),
        pytest.param('"[$([DBNull]::Value)]"; $null -eq [DBNull]::Value', ["[]", "False"], id="DBNull"),
        pytest.param("[securestring]::new().GetType().Name", ["SecureString"], id="SecureString"),
    ],
)
def test_types(line: str, expected: list[str]) -> None:
    assert [to_text(value) for value in run_line(line)] == expected
