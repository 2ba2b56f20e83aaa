"""`#requires` comments."""

from __future__ import annotations

import pytest

from eopsh.language.requires import requires_faults

LINES = [
    pytest.param("#requires -Version 5.1", [], id="version"),
    pytest.param("#Requires -Modules A,B -RunAsAdministrator", [], id="modules"),
    pytest.param("# requires -foo", [], id="an ordinary comment"),
    pytest.param("#requires -Version x", ["RequiresVersionInvalid"], id="no version"),
    pytest.param("#requires -PSEdition Foo", ["RequiresPSEditionInvalid"], id="no edition"),
    pytest.param("#requires -Version 5 -Version 6", ["ParameterAlreadyBound"], id="twice"),
    pytest.param("#requires -foo", ["ParameterRequiresArgument"], id="unknown"),
    pytest.param("#requires -Version", ["ParameterRequiresArgument"], id="no value"),
]


@pytest.mark.parametrize(("line", "ids"), LINES)
def test_faults(line: str, ids: list[str]) -> None:
    assert [fault.error_id for fault in requires_faults(line, 0, len(line))] == ids
