"""Exchange's -Filter language."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.demo.definitions.filterable import NOUNS, filterable
from eopsh.demo.filters import FilterError, parse_filter
from eopsh.demo.values import date
from tests.support import shared

ADA: dict[str, Any] = {
    "name": "Ada Berg",
    "alias": "ada",
    "size": 12,
    "on": True,
    "tip": None,
    "list": ["a", "b"],
    "quota": "2 GB (2,147,483,648 bytes)",
    "made": date(1_706_745_600),
}
FILTERS = [
    ("Name -eq 'ada berg'", True),
    ('Name -eq "Ada Berg"', True),
    ("Name -like 'a*'", True),
    ("Name -notlike '*x*'", True),
    ("{Name -like 'b*'}", False),
    ("Size -gt 9", True),
    ("Size -lt '9'", False),
    ("On -eq $true", True),
    ("On -eq $false", False),
    ("Tip -eq $null", True),
    ("Tip -ne $null", False),
    ("List -eq 'B'", True),
    ("Name -like 'b*' -or Alias -eq 'ada' -and Size -ge 12", True),
    ("(Name -like 'b*' -or Alias -eq 'ada') -and Size -ne 12", False),
    ("-not (Name -like 'a*')", False),
    ("-not Name -like 'b*' -and Size -le 12", True),
    ("Name -eq 'it''s'", False),
    ("Name -like '*'", True),
    ("Tip -like '*'", False),
    ("Tip -notlike '*'", True),
    ("Name -notlike '*'", False),
    ("Name -like '*da*g'", True),
    ("Name -eq 'Ada*'", False),
    ("Name -like 'Ad? Berg'", False),
    ("Name -like 'Ada [A-C]erg'", False),
    ("!(Name -eq 'x')", True),
    ("-not -not Name -eq 'Ada Berg'", True),
    ("((Name -eq 'Ada Berg'))", True),
    ("Name -gt 'Ada A' -and Name -lt 'Ada C'", True),
    ("List -ne 'b'", False),
    ("List -ne 'z'", True),
    ("List -notlike 'b*'", False),
    ("Missing -eq $null", True),
    ("Missing -like '*'", False),
    ("Tip -eq ''", True),
    ("On -ne 'false'", True),
    ("On -eq 'True'", True),
    ("Quota -gt '1GB'", True),
    ("Quota -lt '1.5 TB'", True),
    ("Quota -eq '2048 MB'", True),
    ("Made -gt '2024-01-31'", True),
    ("Made -lt '2/1/2024 12:00:00 PM'", True),
    ("Made -ge '2024-02-01T00:00:00Z' -and Made -le '2024-02-01T00:00:00Z'", True),
    ("Made -gt 'yesterday or so'", False),
]


@pytest.mark.parametrize(("text", "holds"), FILTERS)
def test_filters(text: str, holds: bool) -> None:
    assert parse_filter(text)(lambda name: ADA.get(name.casefold())) is holds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Name",
        "Name -eq",
        "Name -eq -eq",
        "-eq 'x'",
        "Name 'x'",
        "()",
        "Name -eq 'a' -or",
        "-not",
        "Name -eq 'x')",
        "Name -near 'x'",
        "(Name -eq 'x'",
        "Name -eq 'x' y",
        "'Name' -eq 'x'",
        "Name -eq 'x",
        "Name -eq 'x' -and",
        "Name -like \u2018A*\u2019",
    ],
)
def test_filters_that_do_not_parse(text: str) -> None:
    with pytest.raises(FilterError, match="Invalid filter syntax"):
        parse_filter(text)


def test_a_filter_names_known_properties_only() -> None:
    parse_filter("NAME -eq 'x'", {"name": ""})
    with pytest.raises(FilterError, match=r'(?s)"Nope" is not a recognized filterable property.*at position 18\.'):
        parse_filter("Name -eq 'x' -or Nope -eq 'x'", {"name": ""})


KINDS = {"name": "String*", "manager": "DN", "enabled": "Boolean", "guid": "String"}
KIND_FAULTS = [
    pytest.param("Manager -like 'CN=A*'", '"-like" isn\'t supported for the property "Manager"', id="distinguished name"),
    pytest.param("Enabled -notlike '*'", '"-notlike" isn\'t supported for the property "Enabled"', id="yes or no"),
    pytest.param("Name -eq 'x' -and Title -eq 'y'", '"Title" is not a recognized filterable property', id="unknown"),
]


@pytest.mark.parametrize(("text", "message"), KIND_FAULTS)
def test_filters_that_ask_for_what_cannot_be(text: str, message: str) -> None:
    with pytest.raises(FilterError, match=re.escape(message)):
        parse_filter(text, KINDS)


def test_an_asterisk_stands_for_itself_where_no_pattern_is_taken() -> None:
    holds = parse_filter("Guid -like 'a*'", KINDS)
    assert [holds(lambda name, text=text: text) for text in ("abc", "a*")] == [False, True]  # type: ignore[misc]


def test_filterable_properties_are_those_of_the_documentation() -> None:
    documented = json.loads(shared("data", "properties.json").read_text(encoding="utf-8"))["filter"]
    for noun in NOUNS.values():
        names = {
            name.casefold()
            for name, one in documented.items()
            if f"Get-{noun}" in one["cmdlets"] and "EXO" in one.get("platforms", ["EXO"])
        }
        numbered = {name for name in filterable(noun) if "customattribute" in name}
        assert filterable(noun).keys() - numbered == names - numbered, noun
    assert filterable("TransportRule") == {}


@given(st.text(max_size=40))
def test_any_filter_is_read_or_refused(text: str) -> None:
    try:
        predicate = parse_filter(text)
    except FilterError:
        return
    assert predicate(lambda name: "x") in (True, False)
