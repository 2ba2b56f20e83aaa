"""Numeric literals: type and value."""

from __future__ import annotations

from decimal import Decimal

import pytest

from eopsh.language.numbers import LITERAL, Number, read_number

NUMBERS = [
    pytest.param("5", 5, "Int32", id="int"),
    pytest.param("007", 7, "Int32", id="no octal"),
    pytest.param("2147483648", 2147483648, "Int64", id="long"),
    pytest.param("99999999999999999999", Decimal("99999999999999999999"), "Decimal", id="decimal"),
    pytest.param("9" * 40, float("9" * 40), "Double", id="double"),
    pytest.param("9" * 5000, float("inf"), "Double", id="beyond all"),
    pytest.param("1.5", 1.5, "Double", id="real"),
    pytest.param(".5e-3", 0.0005, "Double", id="exponent"),
    pytest.param("1e400", float("inf"), "Double", id="infinite"),
    pytest.param("1.5d", Decimal("1.5"), "Decimal", id="decimal suffix"),
    pytest.param("1.5L", 2, "Int64", id="rounded to even"),
    pytest.param("5.MB", 5242880.0, "Double", id="a size with a point"),
    pytest.param("1kb", 1024, "Int32", id="size"),
    pytest.param("8589934592gb", 8589934592 << 30, "Decimal", id="a size that needs more room"),
    pytest.param("0x", 0, "Int32", id="hex without digits"),
    pytest.param("0xFFFFFFFF", -1, "Int32", id="hex with sign bit"),
    pytest.param("0xFFFFFFFFFFFFFFFF", -1, "Int64", id="long hex with sign bit"),
    pytest.param("0b11111111", -1, "Int32", id="binary with sign bit"),
    pytest.param("0xFFy", -1, "SByte", id="hex byte"),
    pytest.param("1u", 1, "UInt32", id="unsigned"),
    pytest.param("1n", 1, "BigInteger", id="big"),
    pytest.param("-5", -5, "Int32", id="signed"),
    pytest.param("\u20135", -5, "Int32", id="a typographic minus"),
]


@pytest.mark.parametrize(("text", "value", "kind"), NUMBERS)
def test_number(text: str, value: object, kind: str) -> None:
    match = LITERAL.fullmatch(text)
    assert match is not None
    found = read_number(match)
    assert isinstance(found, Number)
    if isinstance(value, Decimal):
        assert (Decimal(found.value), found.type) == (value, kind)
    else:
        assert (found.value, found.type) == (value, kind)


TOO_BIG = ["300y", "-1u", "70000s", "1e40L", "1e40d", "0xfffffffffffffffffffffff", "1e400L"]


@pytest.mark.parametrize("text", TOO_BIG)
def test_does_not_fit(text: str) -> None:
    match = LITERAL.fullmatch(text)
    assert match is not None
    assert read_number(match) is None
