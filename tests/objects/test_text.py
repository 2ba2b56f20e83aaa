"""What values look like as text; the expected texts are PowerShell's own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from eopsh.objects import (
    Char,
    Credential,
    DateTime,
    EnumValue,
    ErrorRecord,
    FormatError,
    PSDict,
    PSList,
    PSObject,
    SecureString,
    Single,
    TimeSpan,
    Value,
    Version,
    format_text,
    format_value,
    to_string,
    to_text,
)
from eopsh.objects.composite import CompositeError
from eopsh.objects.numeric import to_single

DATE = DateTime.of(2024, 3, 5, 14, 7, 9)
FRIDAY = EnumValue(("System.DayOfWeek", "System.Enum", "System.ValueType", "System.Object"), "Friday", 5)

TEXTS = [
    pytest.param(None, "", id="null"),
    pytest.param(True, "True", id="true"),
    pytest.param(1 / 3, "0.333333333333333", id="a double has 15 digits"),
    pytest.param(1e14, "100000000000000", id="below fifteen places"),
    pytest.param(1e15, "1E+15", id="from fifteen places on"),
    pytest.param(0.0001, "0.0001", id="four places behind the point"),
    pytest.param(0.00001, "1E-05", id="five places behind the point"),
    pytest.param(-0.0, "-0", id="negative zero"),
    pytest.param(float("inf"), "Infinity", id="infinity by the invariant culture"),
    pytest.param(to_single(1.1), "1.1", id="a single has 7 digits"),
    pytest.param(Decimal("1.50"), "1.50", id="a decimal keeps its zeros"),
    pytest.param([1, [2, 3]], "1 System.Object[]", id="a list inside a list"),
    pytest.param(b"\x01\x02", "1 2", id="bytes"),
    pytest.param(PSDict({"a": 1}), "System.Collections.Hashtable", id="a hashtable"),
    pytest.param(PSObject({"a": 1, "b": None, "c": [1, 2]}), "@{a=1; b=; c=System.Object[]}", id="a custom object"),
    pytest.param(PSObject({"a": 1}, text="mine"), "mine", id="an object with a text of its own"),
    pytest.param(PSObject({"n": 1}, base="wrapped"), "wrapped", id="a wrapped text"),
    pytest.param(DATE, "03/05/2024 14:07:09", id="a date by the invariant culture"),
    pytest.param(TimeSpan.of(days=1, hours=2, minutes=3, seconds=4.5), "1.02:03:04.5000000", id="a time span"),
    pytest.param(Version(1, 2), "1.2", id="a version"),
    pytest.param(FRIDAY, "Friday", id="an enum"),
    pytest.param(ErrorRecord("went wrong"), "went wrong", id="an error"),
    pytest.param(SecureString("secret"), "System.Security.SecureString", id="a secret does not show"),
    pytest.param(Credential("ann", SecureString("secret")), "System.Management.Automation.PSCredential", id="nor in a credential"),
]


@pytest.mark.parametrize(("value", "text"), TEXTS)
def test_to_text(value: Value, text: str) -> None:
    assert to_text(value) == text


STRINGS = [
    pytest.param(1 / 3, "0.3333333333333333", id="a double in full"),
    pytest.param(float("-inf"), "-∞", id="infinity by the culture"),
    pytest.param(DATE, "3/5/2024 2:07:09 PM", id="a date by the culture"),
    pytest.param([1, 2], "System.Object[]", id="a list's type"),
    pytest.param(PSObject({"a": 1}), "", id="a custom object says nothing"),
    pytest.param(Single(2.0), "2", id="a single"),
]


@pytest.mark.parametrize(("value", "text"), STRINGS)
def test_to_string(value: Value, text: str) -> None:
    assert to_string(value) == text


NUMBERS = [
    (1234, "N2", "1,234.00"),
    (1234, "C", "$1,234.00"),
    (-5, "C", "-$5.00"),
    (1234, "P", "123,400.000%"),
    (1234, "X", "4D2"),
    (-1, "X", "FFFFFFFF"),
    (1234, "D5", "01234"),
    (1234, "E2", "1.23E+003"),
    (0.00012, "e3", "1.200e-004"),
    (123456.0, "G4", "1.235E+05"),
    (5, "N", "5.000"),
    (5, "B", "101"),
    (2.5, "f0", "2"),
    (3.5, "n0", "4"),
    (2.345, "N1", "2.3"),
    (1.005, "N2", "1.00"),
    (Decimal("2.675"), "N2", "2.68"),
    (-2.25, "000.0", "-002.3"),
    (0, "#.##", ""),
    (1234567, "0,0", "1,234,567"),
    (-1234.5, "#,##0.00;(#,##0.00);zero", "(1,234.50)"),
    (0, "#,##0.00;(#,##0.00);zero", "zero"),
    (0.256, "0%", "26%"),
    (12345, "0.0e0", "1.2e4"),
    (-0.4, "0", "-0"),
    (2.5, "0", "3"),
    (5, "'a'0'b'", "a5b"),
    (5, r"0\%", "5%"),
    (1234, "00:00", "12:34"),
    (1e10, "0.##", "10000000000"),
    (1234567890, "#,#", "1,234,567,890"),
    (1234567, "#,,", "1"),
    (0.1, "F60", "0.100000000000000005551115123125782702118158340454101562500000"),
    (12345678901234567890, "E21", "1.234567890123456789000E+019"),
    (Decimal("1.1"), "C5", "$1.10000"),
    (0, "E3", "0.000E+000"),
    (7, "N4", "7.0000"),
]


@pytest.mark.parametrize(("number", "spec", "text"), [pytest.param(*case, id=f"{case[0]} as {case[1]}") for case in NUMBERS])
def test_number_formats(number: Value, spec: str, text: str) -> None:
    assert format_value(number, spec) == text


DATES = {
    "d": "3/5/2024",
    "D": "Tuesday, March 5, 2024",
    "f": "Tuesday, March 5, 2024 2:07 PM",
    "g": "3/5/2024 2:07 PM",
    "m": "March 5",
    "o": "2024-03-05T14:07:09.0000000",
    "r": "Tue, 05 Mar 2024 14:07:09 GMT",
    "s": "2024-03-05T14:07:09",
    "t": "2:07 PM",
    "u": "2024-03-05 14:07:09Z",
    "y": "March 2024",
    "yyyyMMdd_HHmmss": "20240305_140709",
    "ddd dd MMM yy": "Tue 05 Mar 24",
    "h 'o''clock'": "2 oclock",
    r"\d d": "d 5",
    "%h": "2",
    "HH:mm:ss.fff": "14:07:09.000",
}


@pytest.mark.parametrize(("spec", "text"), DATES.items())
def test_date_formats(spec: str, text: str) -> None:
    assert format_value(DATE, spec) == text


SPANS = [
    (TimeSpan.of(hours=1, minutes=2, seconds=3), r"hh\:mm\:ss", "01:02:03"),
    (TimeSpan.of(hours=1, minutes=2, seconds=3), "g", "1:02:03"),
    (TimeSpan.of(days=1, hours=1, minutes=2, seconds=3.5), "G", "1:01:02:03.5000000"),
    (TimeSpan.of(days=-1), "c", "-1.00:00:00"),
]


@pytest.mark.parametrize(("span", "spec", "text"), SPANS)
def test_span_formats(span: TimeSpan, spec: str, text: str) -> None:
    assert format_value(span, spec) == text


@pytest.mark.parametrize(("value", "spec"), [(5, "Q"), (1.5, "D"), (255.5, "X"), (DATE, "q"), (TimeSpan(1), "hh:mm")])
def test_a_format_that_is_none(value: Value, spec: str) -> None:
    with pytest.raises(FormatError):
        format_value(value, spec)


COMPOSITES: list[tuple[str, list[Value], str]] = [
    ("{0,5}|{0,-5}|{1:N1}", ["ab", 2.345], "   ab|ab   |2.3"),
    ("{0}", [None], ""),
    ("{{}}", [1], "{}"),
    ("{0:0.00}", ["5"], "5"),
    ("{0:x}", [FRIDAY], "00000005"),
    ("{0}", [[1, 2]], "System.Object[]"),
    ("{0}", [PSObject({"a": 1})], "@{a=1}"),
    ("{0}", [1 / 3], "0.3333333333333333"),
    ("{00000000000,000000000003}", [1], "  1"),
    ("{0}", [Char("x")], "x"),
    ("{0}", [PSList([1])], "System.Collections.ArrayList"),
]


@pytest.mark.parametrize(("pattern", "values", "text"), COMPOSITES)
def test_composite_formats(pattern: str, values: list[Value], text: str) -> None:
    assert format_text(pattern, values) == text


UNREADABLE = "Input string was not in a correct format. Failure to parse"

BROKEN = [
    ("{0} {1}", "Index (zero based) must be greater than or equal to zero and less than the size of the argument list.."),
    ("{a}", "Input string was not in a correct format. Failure to parse near offset 1. Expected an ASCII digit.."),
    ("{0", "Input string was not in a correct format. Failure to parse near offset 2. Format item ends prematurely.."),
    ("}", "Input string was not in a correct format. Failure to parse near offset 1. Format item ends prematurely.."),
    ("{0:Q}", "Format specifier was invalid.."),
    ("} x", f"{UNREADABLE} near offset 1. Unexpected closing brace without a corresponding opening brace.."),
    ("{0,}", "Input string was not in a correct format. Failure to parse near offset 3. Expected an ASCII digit.."),
    ("{0 x}", "Input string was not in a correct format. Failure to parse near offset 3. Format item ends prematurely.."),
    ("{0:a{1}", "Input string was not in a correct format. Failure to parse near offset 4. Format item ends prematurely.."),
    ("{0,1000000000}", "Input string was not in a correct format. Failure to parse near offset 10. Format item ends prematurely.."),
    ("{1000000000}", "Input string was not in a correct format. Failure to parse near offset 8. Format item ends prematurely.."),
]


@pytest.mark.parametrize(("pattern", "why"), BROKEN)
def test_broken_composites(pattern: str, why: str) -> None:
    with pytest.raises(CompositeError) as caught:
        format_text(pattern, [1])
    assert caught.value.message == f"Error formatting a string: {why}"


def test_a_secret_shows_nowhere() -> None:
    secret = SecureString("hunter2")
    credential = Credential("ann", secret)
    shown = f"{secret!r} {secret} {credential!r} {credential} {to_text(secret)} {[secret]}"
    assert "hunter2" not in shown
    with pytest.raises(TypeError):
        secret.__reduce__()
