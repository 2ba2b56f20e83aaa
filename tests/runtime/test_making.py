"""New-Object, Invoke-Expression, Get-Date and Get-Command: what they say when they cannot, and a few corners of dates."""

from __future__ import annotations

import pytest

from eopsh.objects import Value
from tests.runtime.doubles import failure_of, run_line

CASES = [
    pytest.param("(Get-Date 2024-05-06 -DisplayHint Date).DateTime", ["Monday, May 6, 2024"], id="hint-date"),
    pytest.param("(Get-Date '2024-05-06 10:00' -DisplayHint Time).DateTime", ["10:00:00 AM"], id="hint-time"),
    pytest.param("Get-Date 2024-03-05 -UFormat '%U %%U'", ["9 %U"], id="weeks"),
    pytest.param(
        "Get-Date '2024-12-30 07:08' -UFormat '+%c|%G %V|%e|%l|%u %w|%q %'", ["Mon 30 Dec 2024 07:08:00|2025 01|30| 7|1 1|q %"], id="unix"
    ),
    pytest.param(
        "Get-Date 0 -AsUTC -Format s; [datetime]::MaxValue.ToLocalTime().Year", ["0001-01-01T00:00:00", 9999], id="the ends of time"
    ),
    pytest.param("(New-Object PSObject -Property @{A=1}).A", [1], id="custom"),
    pytest.param("(New-Object System.Collections.ArrayList).Count", [0], id="list"),
    pytest.param("iex '1 + 2'", [3], id="expression"),
]
ERRORS = [
    pytest.param("New-Object Nope.Type", "TypeNotFound", id="no-type"),
    pytest.param("New-Object Version a, b, c, d, e, f", "CannotFindAppropriateCtor", id="no-constructor"),
    pytest.param("New-Object DateTime x, y", "ConstructorInvokedThrowException", id="no-conversion"),
    pytest.param("iex '1 +'", "ExpectedValueExpression", id="no-expression"),
    pytest.param("Get-Command nope -ErrorAction Stop", "CommandNotFoundException", id="no-command"),
]


@pytest.mark.parametrize(("script", "expected"), CASES)
def test_output(script: str, expected: list[Value]) -> None:
    assert run_line(script) == expected


@pytest.mark.parametrize(("script", "error_id"), ERRORS)
def test_refusals(script: str, error_id: str) -> None:
    assert failure_of(script).fully_qualified_id.partition(",")[0] == error_id


def test_an_argument_is_named_by_its_place() -> None:
    assert failure_of("New-Object DateTime x, y").message.startswith('Cannot convert argument "0", with value: "x", for "DateTime"')
