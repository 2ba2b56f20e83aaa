"""Get-Member: which members of what, in which order, in which words."""

from __future__ import annotations

import pytest

from eopsh.objects import Value
from tests.runtime.doubles import run_line

CUSTOM = "[pscustomobject]@{B=1;A='x'}"
CASES = [
    pytest.param(f"({CUSTOM} | gm).Name", ["Equals", "GetHashCode", "GetType", "ToString", "A", "B"], id="everything"),
    pytest.param(f"({CUSTOM} | gm A).Definition", ["string A=x"], id="note"),
    pytest.param("('x' | gm Trim, Length).Name", ["Trim", "Length"], id="as-the-names-were-given"),
    pytest.param("('x' | gm -MemberType Property, ParameterizedProperty).Name", ["Chars", "Length"], id="kinds"),
    pytest.param("'x' | gm Le* | % { \"$($_.MemberType)\" }", ["Property"], id="the-kind-as-text"),
    pytest.param("([datetime] | gm -Static -MemberType Property).Name -contains 'UtcNow'", [True], id="static"),
    pytest.param("((Get-Date) | gm DayOfWeek).Definition", ["System.DayOfWeek DayOfWeek {get;}"], id="full-type-names"),
    pytest.param("@(1, 2, 'a' | gm CompareTo).Count", [2], id="each-type-once"),
    pytest.param(f"$o = {CUSTOM}; $o | Add-Member AliasProperty C A; ($o | gm C).Definition", ["C = A"], id="alias"),
    pytest.param(
        f"$o = {CUSTOM}; $o | Add-Member ScriptMethod M {{}}; ($o | gm -MemberType Methods M).Definition",
        ["System.Object M();"],
        id="method",
    ),
]


@pytest.mark.parametrize(("script", "expected"), CASES)
def test_members(script: str, expected: list[Value]) -> None:
    assert run_line(script) == expected
