"""Declarations that no call can bind."""

import pytest

from eopsh.binding.conflicts import conflict
from eopsh.catalogue import Command, Kind, Parameter

CONFLICTS = [
    pytest.param([Parameter("Verbose")], "ParameterNameAlreadyExistsForCommand", id="a common name"),
    pytest.param([Parameter("x", aliases=("vb",))], "AliasParameterNameAlreadyExistsForCommand", id="a common alias"),
    pytest.param([Parameter("ea")], "ParameterNameConflictsWithAlias", id="a common alias as a name"),
    pytest.param([Parameter("x", aliases=("Y",)), Parameter("y")], "ParameterNameConflictsWithAlias", id="an alias and a name"),
    pytest.param([Parameter("x", aliases=("x",))], "ParameterNameConflictsWithAlias", id="its own name"),
    pytest.param([Parameter("x", aliases=("Verbose",))], "ParameterNameConflictsWithAlias", id="an alias and a common name"),
    pytest.param([Parameter("x", aliases=("a",)), Parameter("y", aliases=("A",))], "AliasDeclaredMultipleTimes", id="two aliases"),
    pytest.param([Parameter("x", aliases=("a",)), Parameter("WhatIf")], None, id="none"),
]


@pytest.mark.parametrize(("parameters", "error_id"), CONFLICTS)
def test_conflicts(parameters: list[Parameter], error_id: str | None) -> None:
    found = conflict(Command("f", *parameters, kind=Kind.FUNCTION))
    assert (found and found.error_id) == error_id


def test_what_asks_before_it_changes_something_has_whatif() -> None:
    found = conflict(Command("f", Parameter("WhatIf"), kind=Kind.FUNCTION, should_process=True))
    assert found is not None
    assert found.message == "A parameter with the name 'WhatIf' was defined multiple times for the command."


def test_a_simple_function_has_no_common_parameters() -> None:
    assert conflict(Command("f", Parameter("Verbose"), Parameter("ea"), kind=Kind.FUNCTION, simple=True)) is None
