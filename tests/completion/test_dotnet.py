"""The tables of .NET's types, and what the session knows."""

from __future__ import annotations

import pytest

from eopsh.completion import Known, Wanted
from eopsh.completion.dotnet import accelerators, facts, full_name, namespaces
from eopsh.completion.shapes import Shape, listed, members, of_type, of_value
from eopsh.objects import PSObject

NAMES = [
    pytest.param("int", "System.Int32", id="accelerator"),
    pytest.param("INT", "System.Int32", id="in any case"),
    pytest.param("datetime", "System.DateTime", id="of a type"),
    pytest.param("Text.StringBuilder", "System.Text.StringBuilder", id="without System"),
    pytest.param("dayofweek", "System.DayOfWeek", id="enum"),
    pytest.param("Exchange.Thing", "Exchange.Thing", id="unknown"),
]


@pytest.mark.parametrize(("written", "name"), NAMES)
def test_full_names(written: str, name: str) -> None:
    assert full_name(written) == name


def test_members_of_a_type() -> None:
    text = facts("System.String")
    assert text is not None
    assert (text.properties["Length"], text.methods["Substring"], text.item) == ("System.Int32", "System.String", "System.Char")
    assert "IsNullOrEmpty" in text.static_methods
    day = facts("system.dayofweek")
    assert day is not None
    assert (day.is_enum, list(day.static_properties)[:2]) == (True, ["Sunday", "Monday"])
    assert facts("No.Such") is None


def test_every_accelerator_is_a_name_of_its_own() -> None:
    assert accelerators()["pscustomobject"] == "System.Management.Automation.PSObject"
    assert "StringBuilder" in namespaces()["System.Text"]


def test_of_equal_members_the_one_that_is_meant_stays() -> None:
    shape = listed(Shape("", (("Count", of_type("System.Int32")),)))
    found = [member for member in members(shape) if member.name == "Count"]
    assert [member.seldom for member in found] == [False]


def test_shapes_of_elements_are_merged() -> None:
    shape = of_value([PSObject({"A": 1}), PSObject({"B": "x"})])
    assert shape.element is not None
    assert [name for name, _ in shape.element.own] == ["A", "B"]
    inner = shape.member("B")
    assert inner is not None
    assert inner.item().type == "System.String"


def test_a_live_answer_to_a_wider_question_serves() -> None:
    known = Known(answers={("mailuser", "k"): (("kim", "Kim"),)}, filters={"get-mailuser": ("Name",)})
    assert known.live(Wanted("Set-MailUser", "Identity", "ki", "MailUser", "Get-MailUser")) == (("kim", "Kim"),)
    assert known.live(Wanted("Set-MailUser", "Identity", "", "MailUser", "Get-MailUser")) is None
    assert known.filterable("Get-MailUser") == ("Name",)
    assert known.sessions() == ()
