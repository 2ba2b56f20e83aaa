"""What -Property and -GroupBy make of their argument, and what they refuse, in PowerShell's words."""

from __future__ import annotations

import pytest

from eopsh.formatting import Alignment, Column, ColumnError, Directive, ListFormat, TableFormat, WideFormat, columns_from, group_from
from eopsh.language import parse
from eopsh.objects import PSDict, ScriptBlock, Value

BLOCK = ScriptBlock(parse("$_.A").tree, "$_.A")

READ = [
    pytest.param(None, (), id="nothing"),
    pytest.param("Name", (Column("Name"),), id="a name"),
    pytest.param(["Name", "*Quota"], (Column("Name"), Column("*Quota")), id="names and patterns"),
    pytest.param([BLOCK], (Column(BLOCK),), id="a script block"),
    pytest.param(PSDict({"n": "GB", "e": BLOCK}.items()), (Column(BLOCK, "GB"),), id="short keys"),
    pytest.param(
        PSDict({"LABEL": "x", "Expression": "A", "Width": 9, "Align": "r", "FormatString": "N0"}.items()),
        (Column("A", "x", 9, Alignment.RIGHT, "N0"),),
        id="every key, in any case",
    ),
]


@pytest.mark.parametrize(("argument", "columns"), READ)
def test_columns(argument: Value, columns: tuple[Column, ...]) -> None:
    assert columns_from(argument) == columns


REFUSED = [
    pytest.param(
        PSDict({"n": "x", "e": "A", "align": "middle"}.items()),
        TableFormat,
        "AlignmentIllegalValue",
        'value "middle" for key',
        id="alignment",
    ),
    pytest.param(
        PSDict({"n": "x", "e": 5}.items()), TableFormat, "DictionaryKeyIllegalValue1", 'The "e" key has a type, System.Int32', id="type"
    ),
    pytest.param(
        PSDict({"e": "A", "align": "left"}.items()),
        ListFormat,
        "DictionaryKeyIllegal",
        "The align key is not valid.",
        id="list has no sides",
    ),
    pytest.param(
        PSDict({"n": "x", "e": "A"}.items()), WideFormat, "DictionaryKeyIllegal", "The n key is not valid.", id="wide has no label"
    ),
    pytest.param(
        PSDict({"n": "x"}.items()),
        TableFormat,
        "DictionaryKeyMandatoryEntry",
        "A mandatory entry for expression is missing.",
        id="no expression",
    ),
    pytest.param(PSDict({"e": "A", "width": 0}.items()), TableFormat, "WidthOutOfRange", "should be greater than 0", id="no width"),
    pytest.param(5, TableFormat, "DictionaryKeyUnknownType", "Cannot convert System.Int32 to one of", id="a number is no name"),
    pytest.param(
        PSDict({"e": "A", "l": 5}.items()), TableFormat, "DictionaryKeyIllegalValue2", "expected type is System.String", id="label"
    ),
    pytest.param(PSDict({"e": "A", "w": "x"}.items()), TableFormat, "DictionaryKeyIllegalValue2", "type is System.Int32", id="width"),
    pytest.param(PSDict({"e": None}.items()), TableFormat, "DictionaryKeyMissingValue", "The e key has no value.", id="null"),
    pytest.param(PSDict({"e": ""}.items()), TableFormat, "ExpressionEmptyString1", "cannot have an empty string value", id="empty"),
    pytest.param(PSDict([(5, "A")]), TableFormat, "DictionaryKeyNonString", "The Int32 key type is not valid.", id="key"),
]


@pytest.mark.parametrize(("argument", "kind", "error_id", "message"), REFUSED)
def test_refused(argument: Value, kind: type[Directive], error_id: str, message: str) -> None:
    with pytest.raises(ColumnError, match=message) as caught:
        columns_from(argument, kind)
    assert caught.value.error_id == error_id
    assert caught.value.advice.cause == caught.value.message


def test_group_takes_a_label() -> None:
    assert group_from(None) is None
    assert group_from("City") == Column("City")
    assert group_from(PSDict({"n": "Town", "e": "City"}.items())) == Column("City", "Town")
