"""Members of types: every object of the type has them, until they are taken away."""

from __future__ import annotations

import pytest

from eopsh.objects import Value
from tests.runtime.doubles import failure_of, run_line

START = "Update-TypeData -TypeName My.T -MemberType {} -MemberName X -Value {}; $o = [pscustomobject]@{{PSTypeName='My.T';A=3}}; "
CASES = [
    pytest.param(START.format("NoteProperty", "5") + "$o.X", [5], id="note"),
    pytest.param(START.format("AliasProperty", "A") + "$o.X = 4; $o.A", [4], id="alias"),
    pytest.param(START.format("ScriptProperty", "{ $this.A * 2 }") + "$o.X; ($o | Select-Object *).X", [6, 6], id="computed"),
    pytest.param(START.format("ScriptMethod", "{ $this.A + $args[0] }") + "$o.X(1)", [4], id="method"),
    pytest.param(START.format("NoteProperty", "5") + "Remove-TypeData My.T; $o.X", [None], id="removed"),
    pytest.param(
        "Update-TypeData -TypeName System.Int32 -MemberType ScriptProperty -MemberName Half -Value { $this / 2 }; (8).Half", [4], id="int"
    ),
]
ERRORS = [
    pytest.param(START.format("NoteProperty", "5") * 2, "TypesDynamicUpdateException", id="twice"),
    pytest.param("Update-TypeData -TypeName T -MemberType NoteProperty", "MemberNameShouldBeSpecified", id="no-name"),
    pytest.param("Update-TypeData -TypeName T", "TypesDynamicUpdateException", id="nothing"),
    pytest.param("Remove-TypeData Nope -ErrorAction Stop", "TypesDynamicRemoveException", id="unknown"),
]


@pytest.mark.parametrize(("script", "expected"), CASES)
def test_members_of_types(script: str, expected: list[Value]) -> None:
    assert run_line(script) == expected


@pytest.mark.parametrize(("script", "error_id"), ERRORS)
def test_refusals(script: str, error_id: str) -> None:
    assert failure_of(script).fully_qualified_id.partition(",")[0] == error_id


def test_every_session_has_types_of_its_own() -> None:
    run_line(START.format("NoteProperty", "5"))
    assert run_line("([pscustomobject]@{PSTypeName='My.T'}).X") == [None]
