""".NET in reach of scripts: one table of lines a type, answered as PowerShell answers them."""

from __future__ import annotations

from pathlib import Path

import pytest

from eopsh.objects import Value, to_text
from tests.runtime.doubles import failure_of, run_line

NUMBERS = [
    pytest.param("[int]::Parse(' 42 '); [int]::Parse('12', [Globalization.NumberStyles]::HexNumber)", ["42", "18"], id="Parse"),
    pytest.param("[double]::Parse('1,234.5'); [decimal]::Parse('1.50')", ["1234.5", "1.50"], id="thousands and trailing zeros"),
    pytest.param(
        "$n = 0; [int]::TryParse('4x', [ref]$n); $n; [int]::TryParse('77', [ref]$n); $n", ["False", "0", "True", "77"], id="TryParse"
    ),
    pytest.param(
        "[math]::Round(2.5); [math]::Round(2.345, 2); [math]::Round(2.5, [MidpointRounding]::AwayFromZero)", ["2", "2.35", "3"], id="Round"
    ),
    pytest.param("[math]::Max(3, 7.5); [math]::Max(7.5, 3); [math]::Abs(-5)", ["8", "7.5", "5"], id="the first number chooses"),
    pytest.param("$r = 0; [math]::DivRem(17, 5, [ref]$r); $r", ["3", "2"], id="DivRem"),
    pytest.param("[bigint]::Pow(2, 100)", ["1267650600228229401496703205376"], id="BigInteger"),
    pytest.param(
        "[byte]::MaxValue; [long]::MinValue; [uint64]::MaxValue", ["255", "-9223372036854775808", "18446744073709551615"], id="limits"
    ),
]
TEXT = [
    pytest.param(
        "$b = [Text.StringBuilder]::new(); [void]$b.Append('a').Append(1); $b.ToString(); $b.Length", ["a1", "2"], id="StringBuilder"
    ),
    pytest.param(
        "$b = [Text.StringBuilder]::new('abc'); [void]$b.Insert(1, '-').Remove(0, 1); \"$b\"", ["-bc"], id="StringBuilder changed"
    ),
    pytest.param(
        "[Text.Encoding]::UTF8.GetBytes('é') -join ' '; [Text.Encoding]::Unicode.GetString([byte[]](65, 0))",
        ["195 169", "A"],
        id="Encoding",
    ),
    pytest.param("[char]::IsUpper('abc', 1); [char]::IsDigit('5'); [char]::ToUpper('a')", ["False", "True", "A"], id="Char"),
    pytest.param(
        "[Convert]::ToInt32('ff', 16); [Convert]::ToString(10, 2); [Convert]::ToBase64String([byte[]](1, 2))",
        ["255", "1010", "AQI="],
        id="Convert",
    ),
    pytest.param("[cultureinfo]::InvariantCulture.TextInfo.ToTitleCase('ada van berg')", ["Ada Van Berg"], id="TextInfo"),
]
COLLECTIONS = [
    pytest.param(
        "$l = [Collections.Generic.List[string]]::new(); $l.Add(5); $l[0].GetType().Name; $l.GetType().Name",
        ["String", "List`1"],
        id="List converts",
    ),
    pytest.param(
        "$l = [Collections.Generic.List[int]](1..5); $l.FindAll({ $args[0] -gt 3 }) -join ','; $l.RemoveAll({ $args[0] -gt 3 })",
        ["4,5", "2"],
        id="List with blocks",
    ),
    pytest.param(
        "$d = [Collections.Generic.Dictionary[string,int]]::new(); $d['a'] = '1'; $d['a'] + 1; $d.ContainsKey('A')",
        ["2", "False"],
        id="Dictionary",
    ),
    pytest.param(
        "$s = [Collections.Generic.HashSet[string]]::new(); $s.Add('a'); $s.Add('a'); $s.Count", ["True", "False", "1"], id="HashSet"
    ),
    pytest.param("$t = [int[]]::new(2); $t[0] = '42'; $t[0] + 1", ["43"], id="a typed array converts"),
    pytest.param("$t = [tuple]::Create(1, 'x'); $t.Item2; [Linq.Enumerable]::Sum([int[]](1, 2, 3))", ["x", "6"], id="Tuple and Enumerable"),
    pytest.param(
        "$o = [ordered]@{ a = 1; b = 2 }; $o.Insert(0, 'z', 0); $o.RemoveAt(1); $o.Keys -join ','", ["z,b"], id="OrderedDictionary"
    ),
    pytest.param(
        "$h = @{ 1 = 'i' }; $h[1L] = 'l'; $h[$true] = 'b'; $h.Count; @{ 1L = 'x' }[1] -eq $null", ["3", "True"], id="keys of several types"
    ),
]
MORE = [
    pytest.param(
        "[int]::Max(1, 2); [int]::PopCount(7); [long]::Clamp(9, 1, 5); [byte]::RotateLeft(129, 1)", ["2", "3", "5", "3"], id="whole"
    ),
    pytest.param(
        "[double]::IsInteger(1.5); [double]::Hypot(3, 4); [decimal]::Add(1, 2.5); [decimal]::ToInt32(2.9)",
        ["False", "5", "3.5", "2"],
        id="real",
    ),
    pytest.param("[bigint]::ModPow(2, 10, 7); ([bigint]258).ToByteArray() -join ','; ([bigint]4).IsEven", ["2", "2,1", "True"], id="big"),
    pytest.param(
        "[BitConverter]::GetBytes(258) -join ','; [BitConverter]::ToInt32([byte[]](1, 0, 0, 0), 0)", ["2,1,0,0", "1"], id="BitConverter"
    ),
    pytest.param(
        "[Random]::new(42).Next(10); [Random]::new(42).Next(5, 10); [Random]::new(1).NextDouble() -lt 1", ["6", "8", "True"], id="Random"
    ),
    pytest.param(
        "$m = [int[,]]::new(2, 3); $m[1, 2] = '7'; $m[1, 2] + 1; $m.Rank; $m.GetLength(1); $m.Count", ["8", "2", "3", "6"], id="matrix"
    ),
    pytest.param(
        "$z = [TimeZoneInfo]::FindSystemTimeZoneById('W. Europe Standard Time'); "
        "[TimeZoneInfo]::ConvertTimeFromUtc([datetime]'2024-07-01 10:00', $z).Hour; $z.IsDaylightSavingTime([datetime]'2024-01-01')",
        ["12", "False"],
        id="time zones",
    ),
    pytest.param(
        "$q = [Web.HttpUtility]::ParseQueryString('a=1&b=2&a=3'); $q['a']; $q.AllKeys -join ','; \"$q\"", ["1,3", "a,b", "a b"], id="query"
    ),
    pytest.param(
        "$s = [Collections.SortedList]::new(); $s['b'] = 1; $s['a'] = 2; $s.Keys -join ','; $s.GetByIndex(0)", ["a,b", "2"], id="SortedList"
    ),
    pytest.param(
        "$s = [Collections.Generic.HashSet[string]]::new([StringComparer]::OrdinalIgnoreCase); $s.Add('a'); $s.Add('A')",
        ["True", "False"],
        id="comparer",
    ),
    pytest.param(
        "[Linq.Enumerable]::Where([int[]](1, 2, 3), [Func[int,bool]]{ $args[0] -gt 1 }) -join ','", ["2,3"], id="LINQ with a block"
    ),
    pytest.param(
        "[Net.NetworkCredential]::new('a\\u', 'p').Domain; [Net.NetworkCredential]::new('u', 'p').Password",
        ["a", "p"],
        id="NetworkCredential",
    ),
    pytest.param("([ipaddress]'10.1.2.3').GetAddressBytes()[3]; [ipaddress]::IsLoopback('127.0.0.1')", ["3", "True"], id="IPAddress"),
    pytest.param(
        "([uri]'http://a/b/c?d').GetLeftPart('Path'); [uri]::new([uri]'http://a/b/', 'c').AbsoluteUri",
        ["http://a/b/c", "http://a/b/c"],
        id="Uri",
    ),
    pytest.param(
        "$o = [pscustomobject]@{ a = 1 }; $o.psobject.Properties['a'].Value = 5; $o.a; $o.psobject.Methods.Name -contains 'ToString'",
        ["5", "True"],
        id="psobject",
    ),
    pytest.param(
        "[IO.FileAttributes]::Hidden -bor 'System'; ([IO.FileAttributes]'Hidden, System') -band 'Hidden'",
        ["Hidden, System", "Hidden"],
        id="flags",
    ),
    pytest.param(
        "$Host.Name; $PSCulture; $PSEdition; $ShellId", ["eopsh", "en-US", "Core", "Microsoft.PowerShell"], id="automatic variables"
    ),
]
SYSTEM = [
    pytest.param(
        "$g = [guid]::Empty; [guid]::TryParse('zz', [ref]$g); [guid]::Parse('00000000000000000000000000000002').ToString('B').Length",
        ["False", "38"],
        id="Guid",
    ),
    pytest.param("[version]::new(1, 2, 3).ToString(2); ([version]'1.10') -gt '1.9'", ["1.2", "True"], id="Version"),
    pytest.param(
        "[enum]::GetNames([DayOfWeek]).Count; [enum]::Parse([DayOfWeek], 'friday', $true); [enum]::IsDefined([DayOfWeek], 9)",
        ["7", "Friday", "False"],
        id="Enum",
    ),
    pytest.param(
        "[IO.Path]::ChangeExtension('a.txt', 'csv'); [IO.Path]::Combine('a', '/b'); [IO.Path]::GetFileNameWithoutExtension('x/y.tar.gz')",
        ["a.csv", "/b", "y.tar"],
        id="Path",
    ),
    pytest.param("[mailaddress]'Ann <ann@x.com>' | % Host; [mailaddress]::new('a@b.c').User", ["x.com", "a"], id="MailAddress"),
    pytest.param(
        "[uri]::EscapeDataString('a b/ü'); [Web.HttpUtility]::UrlEncode('a b&c'); [Net.WebUtility]::HtmlEncode('<b>')",
        ["a%20b%2F%C3%BC", "a+b%26c", "&lt;b&gt;"],
        id="the web",
    ),
    pytest.param(
        "$m = [regex]::Match('a1', '(?<l>[a-z])(\\d)'); $m.Groups[1].Value; $m.Groups['l'].Value",
        ["1", "a"],
        id="unnamed groups come first",
    ),
    pytest.param("[regex]::Replace('a1b2', '\\d', { param($m) [int]$m.Value + 1 })", ["a2b3"], id="a block as replacement"),
    pytest.param(
        "$x = [xml]'<u><a n=\"1\">t</a><a n=\"2\"/></u>'; $x.u.a.Count; $x.u.a[0].n; $x.u.a[0].InnerText; $x.SelectNodes('//a').Count",
        ["2", "1", "t", "2"],
        id="Xml",
    ),
    pytest.param(
        "$d = [datetime]::MinValue; [datetime]::TryParse('5/1/2024', [ref]$d); $d.Month", ["True", "5"], id="a date is month first"
    ),
]


@pytest.mark.parametrize(("line", "expected"), [*NUMBERS, *TEXT, *COLLECTIONS, *MORE, *SYSTEM])
def test_members(line: str, expected: list[str]) -> None:
    found: list[Value] = run_line(line)
    assert [to_text(value) for value in found] == expected


ERRORS = [
    pytest.param("[int]::Parse('x')", "FormatException", "The input string 'x' was not in a correct format.", id="Parse"),
    pytest.param(
        "'abc'.Substring('x')", "MethodArgumentConversionInvalidCastArgument", 'argument "startIndex", with value: "x"', id="argument"
    ),
    pytest.param(
        "[math]::Round(2.5, 'AwayFromZero')", "MethodArgumentConversionInvalidCastArgument", 'argument "digits"', id="no enum from text"
    ),
    pytest.param("[string]::IsNullOrEmpty()", "MethodCountCouldNotFindBest", 'argument count: "0"', id="count"),
    pytest.param(
        "[Collections.Generic.List[int]]::new().Add('x')", "MethodArgumentConversionInvalidCastArgument", "System.Int32", id="typed list"
    ),
    pytest.param("[guid]'nope'", "InvalidCastParseTargetInvocationWithFormatProvider", "Unrecognized Guid format.", id="cast"),
    pytest.param("[math]::PI = 3", "PropertyAssignmentException", "'PI' is a ReadOnly property.", id="a static that only reads"),
    pytest.param("@{ a = 1 }[$null]", "NullArrayIndex", "the array index evaluated to null", id="no key"),
    pytest.param("[nosuch.type]::Make(1)", "TypeNotFound", "Unable to find type [nosuch.type].", id="no type"),
    pytest.param("[scriptblock]::Create('if (')", "ParseException", "Missing condition in if statement", id="no script"),
    pytest.param("[TimeZoneInfo]::FindSystemTimeZoneById('No/Where')", "TimeZoneNotFoundException", "No/Where", id="no zone"),
    pytest.param("[cultureinfo]'xx-none'", "InvalidCastConstructorException", "Culture is not supported", id="no culture"),
    pytest.param("[int]::Clamp(1, 5, 2)", "ArgumentException", "cannot be greater than", id="bounds"),
    pytest.param("[int[,]]::new(2, 2)[0]", "NeedMultidimensionalIndex", "dimensions", id="too few indexes"),
    pytest.param("[Linq.Enumerable]::First([int[]]@())", "InvalidOperationException", "no elements", id="nothing in it"),
    pytest.param("([securestring]::new()).RemoveAt(3)", "ArgumentOutOfRangeException", "out of range", id="behind a secret"),
    pytest.param("[Text.StringBuilder]::new('a').Remove(0, 5)", "ArgumentOutOfRangeException", "length", id="range"),
]


@pytest.mark.parametrize(("line", "error_id", "words"), ERRORS)
def test_errors_have_the_engines_ids(line: str, error_id: str, words: str) -> None:
    assert failure_of(line).fully_qualified_id == error_id
    assert words in failure_of(line).message


@pytest.mark.parametrize(
    ("line", "near"),
    [
        pytest.param("'a'.ToUper()", "ToUpper", id="method"),
        pytest.param("[math]::Flor(1)", "Floor", id="static"),
        pytest.param("[Text.StringBuilder]::new().Apend('x')", "Append", id="object"),
    ],
)
def test_an_unknown_member_names_the_nearest(line: str, near: str) -> None:
    assert near in failure_of(line).hint


def test_files_are_read_and_written(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    lines = (
        f"[IO.File]::WriteAllText('{path}', \"a`nb\"); [IO.File]::AppendAllText('{path}', 'c'); [IO.File]::ReadAllLines('{path}') -join ','"
    )
    assert run_line(lines) == ["a,bc"]
    assert path.read_bytes() == b"a\nbc"


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    assert failure_of(f"[IO.File]::ReadAllText('{tmp_path}/none')").fully_qualified_id == "FileNotFoundException"
