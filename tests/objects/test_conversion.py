"""Conversions, with PowerShell's messages and ids where they fail."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.objects import (
    Byte,
    Char,
    ConversionError,
    DateTime,
    EnumValue,
    Int64,
    PSDict,
    PSList,
    PSObject,
    SwitchParameter,
    TimeSpan,
    UInt32,
    Value,
    Version,
    can_convert,
    convert,
    full_type_name,
    short_type_name,
    to_bool,
    to_number,
    to_text,
    type_name,
    type_names,
)
from eopsh.objects.parsing import parse_date, parse_number


def day(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0, ticks: int = 0) -> DateTime:
    return DateTime.of(year, month, day, hour, minute, second, ticks)


CONVERTS = [
    ("2.5", "int", 2),
    (2.5, "int", 2),
    (3.5, "int", 4),
    (-2.5, "int", -2),
    ("0x1F", "int", 31),
    (" 42 ", "int", 42),
    ("1e2", "int", 100),
    ("1,000", "int", 1000),
    ("1kb", "int", 1024),
    ("", "int", 0),
    (None, "int", 0),
    (True, "int", 1),
    (Char("a"), "int", 97),
    ("1,000.5", "double", 1000.5),
    ("-Infinity", "double", float("-inf")),
    ("1.50", "decimal", Decimal("1.5")),
    (1.1, "decimal", Decimal("1.1")),
    (65, "char", Char("A")),
    ("5L", "long", Int64(5)),
    ("0xff", "byte", Byte(255)),
    (1.10, "string", "1.1"),
    ([1, [2]], "string", "1 System.Object[]"),
    (None, "string", ""),
    ([1, None, "x"], "string[]", PSList(["1", "", "x"])),
    ("5", "int[]", PSList([5])),
    (None, "int[]", None),
    ([1, 2], "byte[]", b"\x01\x02"),
    (5, "object[]", [5]),
    (5, "array", [5]),
    (["1", 2], "System.Collections.Generic.List[int]", PSList([1, 2])),
    ("1.2.3.4", "version", Version(1, 2, 3, 4)),
    (1.5, "version", Version(1, 5)),
    ("{11111111-2222-3333-4444-555555555555}", "guid", UUID("11111111-2222-3333-4444-555555555555")),
    ("5", "timespan", TimeSpan.of(days=5)),
    ("1:2", "timespan", TimeSpan.of(hours=1, minutes=2)),
    ("1.2:3:4.5", "timespan", TimeSpan.of(days=1, hours=2, minutes=3, seconds=4.5)),
    (5, "timespan", TimeSpan(5)),
    (True, "switch", SwitchParameter(True)),
    (None, "switch", SwitchParameter(False)),
    (PSObject(adapted={"IsPresent": True}), "switch", SwitchParameter(True)),
    ("5", "Nullable[int]", 5),
    ("7", "System.Nullable`1[[System.Int32, mscorlib]]", 7),
]


@pytest.mark.parametrize(("value", "kind", "converted"), [pytest.param(*case, id=f"{case[0]!r} to {case[1]}") for case in CONVERTS])
def test_converts(value: Value, kind: str, converted: Value) -> None:
    result = convert(value, kind)
    assert result == converted
    assert type(result) is type(converted)


NEVER = "ConvertToFinalInvalidCastException"
BAD_INT = 'Cannot convert value "abc" to type "System.Int32". Error: "The input string \'abc\' was not in a correct format."'
FAILS = [
    ("abc", "int", "InvalidCastFromStringToInteger", BAD_INT),
    (
        3000000000,
        "int",
        "InvalidCastIConvertible",
        'Cannot convert value "3000000000" to type "System.Int32". Error: "Value was either too large or too small for an Int32."',
    ),
    (
        "300",
        "byte",
        "InvalidCastFromStringToInteger",
        'Cannot convert value "300" to type "System.Byte". Error: "Value was either too large or too small for an unsigned byte."',
    ),
    (
        [1, 2],
        "int",
        "ConvertToFinalInvalidCastException",
        'Cannot convert the "System.Object[]" value of type "System.Object[]" to type "System.Int32".',
    ),
    (
        day(2024, 1, 1),
        "int",
        "InvalidCastIConvertible",
        'Cannot convert value "1/1/2024 12:00:00 AM" to type "System.Int32". Error: "Invalid cast from \'DateTime\' to \'Int32\'."',
    ),
    (
        "ab",
        "char",
        "InvalidCastParseTargetInvocation",
        'Cannot convert value "ab" to type "System.Char". Error: "String must be exactly one character long."',
    ),
    (
        "nope",
        "datetime",
        "InvalidCastParseTargetInvocationWithFormatProvider",
        'Cannot convert value "nope" to type "System.DateTime". Error: "The string \'nope\' was not recognized as a valid DateTime. '
        "There is an unknown word starting at index '0'.\"",
    ),
    (None, "datetime", "nullToObjectInvalidCast", 'Cannot convert null to type "System.DateTime".'),
    (
        "x",
        "guid",
        "InvalidCastParseTargetInvocationWithFormatProvider",
        'Cannot convert value "x" to type "System.Guid". Error: "Unrecognized Guid format."',
    ),
    (
        "1",
        "version",
        "InvalidCastParseTargetInvocation",
        'Cannot convert value "1" to type "System.Version". '
        "Error: \"Version string portion was too short or too long. (Parameter 'input')\"",
    ),
    (
        "x",
        "securestring",
        "ConvertToFinalInvalidCastException",
        'Cannot convert the value of type "System.String" to type "System.Security.SecureString".',
    ),
    (
        "x",
        "mailaddress",
        "InvalidCastConstructorException",
        'Cannot convert value "x" to type "System.Net.Mail.MailAddress". '
        'Error: "The specified string is not in the form required for an e-mail address."',
    ),
    (
        "x",
        "ipaddress",
        "InvalidCastParseTargetInvocation",
        'Cannot convert value "x" to type "System.Net.IPAddress". Error: "An invalid IP address was specified."',
    ),
    (
        "x",
        "hashtable",
        "ConvertToFinalInvalidCastException",
        'Cannot convert the "x" value of type "System.String" to type "System.Collections.Hashtable".',
    ),
    (5, "nosuch", "TypeNotFound", "Unable to find type [nosuch]."),
]


@pytest.mark.parametrize(("value", "kind", "error_id", "message"), [pytest.param(*case, id=f"{case[0]!r} to {case[1]}") for case in FAILS])
def test_fails_in_powershells_words(value: Value, kind: str, error_id: str, message: str) -> None:
    with pytest.raises(ConversionError) as caught:
        convert(value, kind)
    assert (caught.value.error_id, caught.value.message) == (error_id, message)


DATES = [
    ("2024-05-01 15:00", day(2024, 5, 1, 15)),
    ("5/1/2024 3pm", day(2024, 5, 1, 15)),
    ("5/1/2024", day(2024, 5, 1)),
    ("05-01-2024", day(2024, 5, 1)),
    ("2024.05.01", day(2024, 5, 1)),
    ("May 2024", day(2024, 5, 1)),
    ("2024-05", day(2024, 5, 1)),
    ("May 1 2024", day(2024, 5, 1)),
    ("1-May-2024", day(2024, 5, 1)),
    ("1 May 2024 10:00", day(2024, 5, 1, 10)),
    ("5/1/24", day(2024, 5, 1)),
    ("5.1.2024", day(2024, 5, 1)),
    ("2024/5/1 1:2:3.5", day(2024, 5, 1, 1, 2, 3, 5_000_000)),
    ("Wednesday, May 1, 2024 10:00:00 PM", day(2024, 5, 1, 22)),
    ("2024-05-01 10:00 AM", day(2024, 5, 1, 10)),
    ("10:00 5/1/2024", day(2024, 5, 1, 10)),
]


@pytest.mark.parametrize(("text", "date"), DATES)
def test_reads_dates(text: str, date: DateTime) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize("text", ["", "nope", "13/1/2024", "2024-13-01", "2024-02-30", "20240501", "25:00", "5"])
def test_reads_no_date(text: str) -> None:
    assert parse_date(text) is None


def test_an_offset_gives_the_same_moment_here() -> None:
    east, utc = parse_date("2024-05-01T10:00:00+02:00"), parse_date("2024-05-01T08:00:00Z")
    assert east is not None
    assert utc is not None
    assert east.utc_ticks == utc.utc_ticks == day(2024, 5, 1, 8).ticks
    assert east.kind == "Local"


def test_a_wrong_weekday_is_told() -> None:
    with pytest.raises(ConversionError, match="because the day of week was incorrect"):
        convert("Tuesday, May 1, 2024", "datetime")


def test_a_month_and_a_day_parted_by_a_dot_are_of_this_year() -> None:
    found = convert("1.5", "datetime")
    assert isinstance(found, DateTime)
    assert to_text(found)[:6] == "01/05/"
    with pytest.raises(ConversionError):
        convert("1.5 10:00", "datetime")


ENUMS = [("mon", "Monday"), (1, "Monday"), ("5", "Friday"), ("sunday", "Sunday")]


@pytest.mark.parametrize(("value", "text"), ENUMS)
def test_enums_by_text_and_number(value: Value, text: str) -> None:
    result = convert(value, "DayOfWeek")
    assert isinstance(result, EnumValue)
    assert result.text == text


def test_flags_join() -> None:
    result = convert("RemoveEmptyEntries, TrimEntries", "StringSplitOptions")
    assert isinstance(result, EnumValue)
    assert (result.text, result.number) == ("RemoveEmptyEntries, TrimEntries", 3)


@pytest.mark.parametrize(
    ("value", "error_id"),
    [
        (9, "UndefinedIntegerToEnum"),
        ("x", "SubstringDisambiguationEnumParseThrewAnException"),
        (None, "nullToEnumInvalidCast"),
        (True, "InvalidCastIConvertible"),
    ],
)
def test_no_value_of_the_enum(value: Value, error_id: str) -> None:
    with pytest.raises(ConversionError) as caught:
        convert(value, "System.DayOfWeek")
    assert caught.value.error_id == error_id


TRUTH: list[tuple[Value, bool]] = [
    (None, False),
    ("", False),
    ("0", True),
    ("False", True),
    (0, False),
    (0.0, False),
    ([], False),
    ([0], False),
    ([0, 0], True),
    ([""], False),
    ({}, True),
    (PSObject(), True),
    (Char("\0"), False),
    (PSObject({"IsPresent": False}, type_names=("System.Management.Automation.SwitchParameter",)), False),
]


@pytest.mark.parametrize(("value", "truth"), TRUTH)
def test_truth(value: Value, truth: bool) -> None:
    assert to_bool(value) is truth


LITERALS = [
    ("0xffffffff", -1),
    ("0x7fffffff", 2147483647),
    ("1.5gb", 1610612736.0),
    ("0x10kb", 16384),
    ("5d", Decimal(5)),
    ("9223372036854775808", Decimal(9223372036854775808)),
    ("1e400", float("inf")),
    ("5u", UInt32(5)),
    (".5", 0.5),
    ("5.", 5.0),
    ("0b101", 5),
]


@pytest.mark.parametrize(("text", "number"), LITERALS)
def test_number_literals(text: str, number: Value) -> None:
    assert parse_number(text) == number
    assert type(parse_number(text)) is type(number)


@pytest.mark.parametrize("text", ["abc", "1_0", "\uff15", "1.2.3", "--5", "0x", "5q", "e5"])
def test_no_number(text: str) -> None:
    assert parse_number(text) is None


def test_names_of_types() -> None:
    assert full_type_name("[int]") == "System.Int32"
    assert full_type_name("STRING[]") == "System.String[]"
    assert full_type_name("Exchange.Thing") == "Exchange.Thing"
    assert short_type_name("System.Object[]") == "Object[]"
    assert type_name(2**31) == "System.Int64"
    assert type_names(None) == ()
    assert can_convert("int[]")
    assert not can_convert("Microsoft.Exchange.Data.SmtpAddress")


def test_a_hashtable_becomes_an_object() -> None:
    assert convert(PSDict({"a": 1}), "pscustomobject") == PSObject(
        {"a": 1}, type_names=("System.Management.Automation.PSCustomObject", "System.Object")
    )


@given(st.text(max_size=30))
def test_any_text_converts_or_says_why(text: str) -> None:
    reasons: list[str] = []
    for kind in ("int", "double", "decimal", "datetime", "timespan", "guid", "version", "bool", "char", "DayOfWeek", "long", "byte"):
        try:
            convert(text, kind)
        except ConversionError as error:
            reasons.append(error.message)
    assert all(reason.startswith("Cannot convert") for reason in reasons)


@given(st.integers(min_value=-(2**31), max_value=2**31 - 1))
def test_whole_numbers_survive_text(number: int) -> None:
    assert to_number(str(number)) == number


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("<a><b></a>", "start tag on line 1 position 5 does not match the end tag of 'a'. Line 1, position 9.", id="tags"),
        pytest.param("<a>\n  <b>\n</a>", "line 2 position 4 does not match the end tag of 'a'. Line 3, position 3.", id="lines"),
        pytest.param("<a/><b/>", "This document already has a 'DocumentElement' node.", id="two roots"),
        pytest.param("nope", "the specified node is the wrong type", id="no tag"),
        pytest.param("<!DOCTYPE a><a/>", "DTD is prohibited", id="DTD"),
    ],
)
def test_a_text_that_is_no_document(text: str, why: str) -> None:
    with pytest.raises(ConversionError, match="Cannot convert value") as caught:
        convert(text, "xml")
    assert why in caught.value.message
