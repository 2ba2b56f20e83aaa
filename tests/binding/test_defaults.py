"""Values that are taken where nothing was given, and what is said about those that cannot be."""

from __future__ import annotations

import pytest

from eopsh.binding import BindingError, BoundCall, Default, bind
from eopsh.catalogue import Command, Parameter
from eopsh.objects import Value
from tests.binding.builders import PLACE, Typed, function, of_set, typed

PLAIN = function(Parameter("Size", "int", position=0), Parameter("Name", "string", aliases=("Label",)))
NEEDED = function(Parameter("Size", "int", mandatory=True), Parameter("Name", "string", mandatory=True))
SETS = function(of_set("A", "Left"), of_set("B", "Right"), default_set="A")


def bound(command: Command, defaults: list[tuple[str, Value]], *words: Typed) -> BoundCall:
    return bind(command, typed(*words), place=PLACE, defaults=[Default(name, value) for name, value in defaults])


TAKEN = [
    pytest.param(PLAIN, [("Size", 3)], (), {"Size": 3}, id="where nothing is given"),
    pytest.param(PLAIN, [("Size", 3)], ("-Size", 1), {"Size": 1}, id="what is typed goes before"),
    pytest.param(PLAIN, [("Size", 3)], (1,), {"Size": 1}, id="what has a position too"),
    pytest.param(PLAIN, [("label", "x")], (), {"Name": "x"}, id="by an alias"),
    pytest.param(PLAIN, [("Lab", "x")], (), {}, id="never by a beginning"),
    pytest.param(PLAIN, [("S*", 3)], (), {"Size": 3}, id="by a pattern"),
    pytest.param(PLAIN, [("Size", "4")], (), {"Size": 4}, id="converted"),
    pytest.param(PLAIN, [("Verbose", "x"), ("ErrorAction", "Stop")], (), {"ErrorAction": "Stop"}, id="common parameters"),
    pytest.param(SETS, [("Left", 1)], ("-Right", 2), {"Right": 2}, id="not of another set"),
    pytest.param(SETS, [("Left", 1), ("Right", 2)], (), {}, id="none where they exclude each other"),
]


@pytest.mark.parametrize(("command", "defaults", "words", "values"), TAKEN)
def test_takes(command: Command, defaults: list[tuple[str, Value]], words: tuple[Typed, ...], values: dict[str, Value]) -> None:
    found = {name: getattr(value, "text", value) for name, value in bound(command, defaults, *words).values.items()}
    assert found == values


def test_fills_what_is_mandatory() -> None:
    assert bound(NEEDED, [("Size", 3)]).missing == ("Name",)


def test_decides_the_set() -> None:
    command = function(of_set("A", "Left", mandatory=True), of_set("B", "Right", mandatory=True))
    assert bound(command, [("Right", 1)]).set_name == "B"


def test_warns_of_what_does_not_fit() -> None:
    call = bound(PLAIN, [("Size", "abc")])
    assert call.values == {}
    assert call.warnings[0].startswith("The binding of default value 'abc' to parameter 'Size' failed: Cannot process argument transfor")


def test_warns_of_several_different_values() -> None:
    call = bound(PLAIN, [("Size", 1), ("Siz*", 2)])
    assert (call.values, call.warnings[0][:36]) == ({}, "Multiple different default values ar")
    assert bound(PLAIN, [("Size", 1), ("Siz*", 1)]).values == {"Size": 1}


BEHIND_ONE = "The following default parameter was successfully bound for this cmdlet when the error occurred: -Size"
BEHIND_TWO = "The following default parameters were successfully bound for this cmdlet when the error occurred: -Size -Name"


@pytest.mark.parametrize(
    ("defaults", "words"), [([("Size", 1)], BEHIND_ONE), ([("Size", 1), ("Name", "n")], BEHIND_TWO)], ids=["one", "several"]
)
def test_an_error_behind_them_says_so(defaults: list[tuple[str, Value]], words: str) -> None:
    with pytest.raises(BindingError) as caught:
        bound(PLAIN, defaults, "-Bogus")
    assert caught.value.message.startswith("A parameter cannot be found that matches parameter name 'Bogus'. This ")
    assert caught.value.message.endswith(words)
