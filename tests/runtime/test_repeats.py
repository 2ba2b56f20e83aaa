"""Many plain objects bound to one call: the same as if each were bound on its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from eopsh.binding import Argument, BindingError, BoundCall, bind
from eopsh.binding.validation import AllowNull, ValidateRange
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.objects import PSObject, Value
from eopsh.runtime.repeats import Repeats
from tests.runtime.doubles import run_line

_PIPED = Membership(mandatory=True, from_pipeline=True, from_property=True)
ANYTHING = Parameter("Value", "System.Object[]", sets={ALL_SETS: _PIPED}, validation=(AllowNull(),))
NUMBER = Parameter("Value", "System.Int32", sets={ALL_SETS: _PIPED})
RANGE = Parameter("Value", "System.Object", sets={ALL_SETS: _PIPED}, validation=(ValidateRange(0, 5),))
NAME = Parameter("Name", "System.String", from_property=True)
ITEMS = [
    pytest.param(ANYTHING, [1, 2, "a", True, 2.5, "b"], id="kinds in turn"),
    pytest.param(ANYTHING, [1, PSObject({"Value": 5, "Name": "n"}), 2], id="an object with properties between"),
    pytest.param(ANYTHING, ["a", ["b", "c"], "d"], id="a list between"),
    pytest.param(NUMBER, ["1", "2"], id="converted"),
    pytest.param(RANGE, [1, 2, 3], id="checked"),
]


@pytest.mark.parametrize(("parameter", "items"), ITEMS)
def test_bound_alike(parameter: Parameter, items: list[Value]) -> None:
    call = bind(Command("Set-It", parameter, NAME), [], piped=True)
    repeats = Repeats(call)
    assert [repeats.bound(item).values for item in items] == [call.with_input(item).values for item in items]


def test_what_is_checked_is_checked_each_time() -> None:
    repeats = Repeats(bind(Command("Set-It", RANGE), [], piped=True))
    repeats.bound(1)
    with pytest.raises(BindingError):
        repeats.bound(9)


def test_what_the_call_gives_stays() -> None:
    call: BoundCall = bind(Command("Set-It", ANYTHING, NAME), [Argument("Name", "fixed", True)], piped=True)
    repeats = Repeats(call)
    assert [repeats.bound(item).values for item in (1, 2)] == [{"Name": "fixed", "Value": [1]}, {"Name": "fixed", "Value": [2]}]


def test_a_block_that_waits_for_the_object_runs_for_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_line('1, 2 | New-Item -Path { "$_.txt" } | % Name') == ["1.txt", "2.txt"]
