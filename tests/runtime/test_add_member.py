"""Members that scripts add: every kind, by name and by place, read, written, called and shown."""

from __future__ import annotations

import pytest

from eopsh.objects import Value
from tests.runtime.doubles import failure_of, run_line

CASES = [
    pytest.param("$o | Add-Member X 1; $o.X", ["1"], id="note"),
    pytest.param("$o | Add-Member NoteProperty X 1; $o.X", ["1"], id="note-by-kind"),
    pytest.param("$o | Add-Member @{X=1; Y=2}; $o.X + $o.Y", ["3"], id="notes-of-a-table"),
    pytest.param("($o | Add-Member X 1 -PassThru).X", ["1"], id="pass-thru"),
    pytest.param("$o | Add-Member AliasProperty B A; $o.B = 5; $o.A", ["5"], id="alias-writes-through"),
    pytest.param("$o | Add-Member ScriptProperty D { $this.A * 2 }; $o.A = 4; $o.D", ["8"], id="computed-when-read"),
    pytest.param("$o | Add-Member ScriptProperty D { 1 } { $this.A = $args[0] }; $o.D = 7; $o.A", ["7"], id="setter"),
    pytest.param("$o | Add-Member ScriptProperty D { throw 'x' }; \"<$($o.D)>\"", ["<>"], id="a-getter-that-fails-is-null"),
    pytest.param("$o | Add-Member ScriptMethod M { param($x) $this.A + $x }; $o.M(4); $o | % M 5", ["7", "8"], id="method"),
    pytest.param("$o | Add-Member X 1; $o | Add-Member X 2 -Force; $o.X", ["2"], id="force"),
    pytest.param("$o | Add-Member -TypeName My.T; $o.PSTypeNames[0]", ["My.T"], id="type-name"),
    pytest.param("$s = 'abc' | Add-Member X 1 -PassThru; \"$s $($s.X) $($s.Length)\"", ["abc 1 3"], id="around-a-text"),
    pytest.param("$o | Add-Member ScriptProperty D { 2 }; ($o | Select-Object *).D", ["2"], id="selected"),
]

ERRORS = [
    pytest.param("$o | Add-Member A 1 -ErrorAction Stop", "MemberAlreadyExists", id="there-already"),
    pytest.param("$null | Add-Member X 1 -ErrorAction Stop", "ParameterArgumentValidationErrorNullNotAllowed", id="null"),
    pytest.param("$o | Add-Member ScriptMethod M 5", "Value1ShouldBeConvertibleToSystem.Management.Automation.ScriptBlock", id="no-block"),
    pytest.param("$o | Add-Member ScriptMethod M { throw 'x' }; $o.M()", "ScriptMethodRuntimeException", id="method-throws"),
    pytest.param("$o | Add-Member ScriptProperty D { 1 }; $o.D = 2", "SetWithoutSetterFromScriptProperty", id="no-setter"),
    pytest.param("$o | Add-Member -MemberType Wrong -Name X -Value 1", "CannotConvertArgumentNoMessage", id="no-such-kind"),
]
START = "$o = [pscustomobject]@{A=3}; "


@pytest.mark.parametrize(("script", "expected"), CASES)
def test_members(script: str, expected: list[Value]) -> None:
    assert [f"{value}" for value in run_line(START + script)] == expected


@pytest.mark.parametrize(("script", "error_id"), ERRORS)
def test_refusals(script: str, error_id: str) -> None:
    assert failure_of(START + script).fully_qualified_id.partition(",")[0] == error_id


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param("$o.PSObject.TypeNames.Insert(0, 'My.T'); $o.PSTypeNames[0]", "My.T", id="insert"),
        pytest.param("$o.PSTypeNames.Add('My.T'); $o.PSObject.TypeNames[-1]", "My.T", id="add"),
        pytest.param("$o.PSTypeNames.Insert(0, 'A'); $null = $o.PSTypeNames.Remove('A'); $o.PSTypeNames -contains 'A'", False, id="remove"),
        pytest.param("'abc'.PSTypeNames[0]", "System.String", id="of-a-text"),
    ],
)
def test_type_names_are_live(script: str, expected: Value) -> None:
    assert run_line(START + script) == [expected]
