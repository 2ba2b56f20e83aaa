"""Sorting, grouping and selecting: what is an error, what moves, what is nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.objects import PSList, PSObject, Value, sort_compare
from eopsh.runtime import Interpreter
from eopsh.runtime.compiler.sorting import introspective_sort, ranked_sort
from tests.runtime.doubles import RecordingHost, failure_of, run_line

PEOPLE = "$p = [pscustomobject]@{N='b';M=2;D='x'}, [pscustomobject]@{N='a';M=1;D=$null}; "
CASES = [
    pytest.param(PEOPLE + "($p | Sort-Object M*).N", ["a", "b"], id="sort-by-pattern"),
    pytest.param("('x1','y1','z3' | Sort-Object { [int][string]$_[1] } -Descending) -join ' '", ["z3 y1 x1"], id="equal-ones-move"),
    pytest.param("('x1','y1','z3' | Sort-Object { [int][string]$_[1] } -Descending -Stable) -join ' '", ["z3 x1 y1"], id="stable"),
    pytest.param(PEOPLE + "($p | Select-Object @{n='T';e={,'q'}} -First 1).T.GetType().Name", ["String"], id="a-list-of-one-goes"),
    pytest.param(PEOPLE + "@($p | Select-Object N -ExpandProperty D).Count", [1], id="null-expands-to-nothing"),
    pytest.param(
        PEOPLE + "($p | Select-Object -First 1).PSTypeNames[0]", ["Selected.System.Management.Automation.PSCustomObject"], id="mark"
    ),
    pytest.param("@($null | % Length).Count; @('ab' | % ToUpper -WhatIf).Count", [1, 0], id="members"),
    pytest.param("('b','B','a' | Group-Object -CaseSensitive).Name -join ' '", ["a b B"], id="group-with-case"),
    pytest.param("@(5, 'abc' | ? Length -ge 1); @(5 | ? Count).Count", ["abc", 0], id="a number has no length to filter by"),
    pytest.param("'abc' | ? Len* -eq 3; @('abc' | ? Z* -eq 3).Count", ["abc", 0], id="filter-by-pattern"),
    pytest.param("@(1..2 | % $null).Count; 'x' | % -WhatIf:$false { $_ }", [0, "x"], id="no-block"),
    pytest.param("Invoke-Command { $input | % { $_ } } -InputObject 1, 2", [1, 2], id="input-of-a-block"),
    pytest.param(PEOPLE + "($p | Group-Object N -AsHashTable).Keys.Count", [2], id="table"),
]
ERRORS = [
    pytest.param(PEOPLE + "$p | Select-Object N, N*", "AlreadyExistingUserSpecifiedPropertyNoExpand", id="twice"),
    pytest.param(PEOPLE + "$p | Select-Object ''", "ExpressionEmptyString2", id="empty-name"),
    pytest.param(PEOPLE + "$p | Group-Object M*", "ExpressionGlobbing2", id="group-by-pattern"),
    pytest.param(PEOPLE + "$p | Group-Object", "PSObjectCompareTo", id="no-order"),
    pytest.param(PEOPLE + "$p | Group-Object { throw 'x' }", "ExpressionEvaluation", id="a-block-that-fails"),
    pytest.param(PEOPLE + "Set-StrictMode -Version 2; $p | Where-Object Nope -eq 1", "PropertyNotFound", id="strict-where"),
    pytest.param(PEOPLE + "$p | Where-Object '' -eq 1", "ParameterArgumentValidationError", id="where-nothing"),
    pytest.param("$null | ForEach-Object Substring 1", "InvokeMethodOnNull", id="a-method-of-null"),
    pytest.param("Set-StrictMode -Version 2; $null | % Length", "InputObjectIsNull", id="strict-null"),
    pytest.param("Set-StrictMode -Version 2; 'a' | % Nope", "PropertyOrMethodNotFound", id="strict-member"),
    pytest.param("'ab' | Where-Object Length -match '('", "BadOperatorArgument", id="no-pattern"),
    pytest.param("'ab' | Where-Object L* -eq 2", "AmbiguousPropertyName", id="several-members"),
    pytest.param("'ab' | Where-Object Length -is nope", "InvalidCastFromStringToType", id="no-type"),
    pytest.param("'ab' | Where-Object Length -gt x", "OperatorFailed", id="no-number"),
    pytest.param("1 | % { $_ } -WhatIf", "NoShouldProcessForScriptBlockSet", id="a-block-cannot-be-asked"),
    pytest.param("1 | ForEach-Object -Parallel { $_ }", "ParallelNotSupported", id="parallel"),
]


@pytest.mark.parametrize(("script", "expected"), CASES)
def test_output(script: str, expected: list[Value]) -> None:
    assert run_line(script) == expected


@pytest.mark.parametrize(("script", "error_id"), ERRORS)
def test_refusals(script: str, error_id: str) -> None:
    assert failure_of("$ErrorActionPreference = 'Stop'; " + script).fully_qualified_id.partition(",")[0] == error_id


def test_a_null_key_is_no_key_of_a_table() -> None:
    assert "key duplication" in failure_of(PEOPLE + "$p | Group-Object D -AsHashTable").message


@pytest.mark.parametrize(("wait", "made"), [("", 1), (" -Wait", 3)])
def test_first_stops_the_source_unless_told_to_wait(wait: str, made: int) -> None:
    host = RecordingHost()
    run_line(f"1..3 | % {{ Write-Host $_; $_ }} | Select-Object -First 1{wait}", host=host)
    assert len(host.records) == made


@pytest.mark.parametrize("size", [0, 1, 2, 3, 16, 17, 100, 1000])
def test_the_sort_sorts(size: int) -> None:
    rows = [number * 7919 % 101 for number in range(size)]
    expected = sorted(rows)
    introspective_sort(rows, lambda one, other: one - other)
    assert rows == expected


@given(st.lists(st.integers(-9, 9), max_size=200) | st.lists(st.integers(), max_size=100, unique=True))
def test_ranks_give_what_comparisons_give(keys: list[int]) -> None:
    rows = list(enumerate(keys))
    expected = list(rows)
    introspective_sort(expected, lambda one, other: one[1] - other[1])
    ranked_sort(rows, lambda one, other: one[1] - other[1])
    assert rows == expected


SIZES = ["a", "A", "b", "7", "9 B", "1 KB (1,024 bytes)", "20 B (20 bytes)"]


@given(st.lists(st.none() | st.integers(-3, 3), max_size=80) | st.lists(st.sampled_from(SIZES), max_size=40))
def test_the_command_puts_equal_ones_where_comparisons_do(keys: list[Value]) -> None:
    def order(one: PSObject, other: PSObject) -> int:
        mine, theirs = one.get("Key"), other.get("Key")
        return sort_compare(mine, theirs) if mine is not None and theirs is not None else (mine is not None) - (theirs is not None)

    rows = [PSObject({"Key": key, "At": at}) for at, key in enumerate(keys)]
    interpreter = Interpreter()
    interpreter.scope.set("rows", PSList(rows))
    introspective_sort(rows, order)
    assert run_line("$rows | Sort-Object Key | % At", interpreter=interpreter) == [row.get("At") for row in rows]
