"""The value of a switch; the expected results are PowerShell's own."""

from __future__ import annotations

import pytest

from eopsh.objects import (
    ComparisonError,
    ConversionError,
    PSDict,
    SwitchParameter,
    Value,
    compare,
    convert,
    equals,
    to_bool,
    to_text,
    type_name,
    write_value,
)

ON, OFF = SwitchParameter(True), SwitchParameter(False)
EQUAL: list[tuple[Value, Value, bool]] = [
    (ON, True, True),
    (True, ON, True),
    (ON, SwitchParameter(True), True),
    (ON, OFF, False),
    (OFF, False, True),
    ("True", ON, True),
    (ON, "True", False),
    (ON, 1, False),
    (1, ON, False),
]


@pytest.mark.parametrize(("left", "right", "answer"), EQUAL)
def test_equals(left: Value, right: Value, answer: bool) -> None:
    assert equals(left, right) is answer


def test_is_a_value_of_its_own_type() -> None:
    assert (type_name(ON), to_text(ON), to_bool(ON)) == ("System.Management.Automation.SwitchParameter", "True", True)
    assert (to_text(OFF), to_bool(OFF), OFF.get("ispresent")) == ("False", False, False)
    assert OFF.copy() == OFF


@pytest.mark.parametrize(("value", "target"), [(1, "switch"), ("x", "switch"), (ON, "int")])
def test_does_not_convert(value: Value, target: str) -> None:
    with pytest.raises(ConversionError, match=r"Cannot convert the"):
        convert(value, target)


def test_has_no_order() -> None:
    with pytest.raises(ComparisonError, match="not IComparable"):
        compare(ON, False)


def test_is_one_key_in_a_hashtable() -> None:
    table = PSDict([(ON, 1)])
    table[SwitchParameter(True)] = 2
    assert (len(table), table[ON]) == (1, 2)


def test_goes_to_the_server_as_powershell_sends_it() -> None:
    assert write_value(ON).decode() == (
        '<Obj RefId="0"><TN RefId="0"><T>System.Management.Automation.SwitchParameter</T><T>System.ValueType</T><T>System.Object</T></TN>'
        '<ToString>True</ToString><Props><B N="IsPresent">true</B></Props></Obj>'
    )
