"""Random numbers and identifiers: within their bounds, the same for a seed, never twice."""

from __future__ import annotations

import pytest

from eopsh.objects import Value
from tests.runtime.doubles import failure_of, run_line

CASES = [
    pytest.param("@(1..50 | % { Get-Random -Minimum 3 -Maximum 5 } | ? { $_ -notin 3, 4 }).Count", [0], id="bounds"),
    pytest.param("(Get-Random -SetSeed 7) -eq (Get-Random -SetSeed 7)", [True], id="seed"),
    pytest.param("(1..5 | Get-Random -Shuffle | Sort-Object) -join ','", ["1,2,3,4,5"], id="shuffle"),
    pytest.param("@(1..5 | Get-SecureRandom -Count 2).Count", [2], id="secure"),
    pytest.param("(New-Guid) -ne (New-Guid)", [True], id="guid"),
    pytest.param("(New-Guid -Empty).ToString()", ["00000000-0000-0000-0000-000000000000"], id="empty"),
    pytest.param("('{6F1C2D3E-4A5B-4C6D-8E7F-90A1B2C3D4E5}' | New-Guid).Guid", ["6f1c2d3e-4a5b-4c6d-8e7f-90a1b2c3d4e5"], id="text"),
]


@pytest.mark.parametrize(("script", "expected"), CASES)
def test_output(script: str, expected: list[Value]) -> None:
    assert run_line(script) == expected


@pytest.mark.parametrize(
    ("script", "error_id"),
    [
        pytest.param("Get-Random -Minimum 5 -Maximum 5", "MinGreaterThanOrEqualMax", id="nothing-between"),
        pytest.param("New-Guid x -ErrorAction Stop", "StringNotRecognizedAsGuid", id="no-guid"),
    ],
)
def test_refusals(script: str, error_id: str) -> None:
    assert failure_of(script).fully_qualified_id.partition(",")[0] == error_id
