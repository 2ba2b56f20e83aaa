"""How names fit what was typed, and that no name makes the answer late."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.completion.matching import HUMPS, INSIDE, PREFIX, one_typo, ranked

NAMES = ("Get-MailUser", "Get-Mailbox", "Get-TransportRule", "Set-MailUser", "Get-MessageTrace")

RANKS = [
    pytest.param("get-mail", [(PREFIX, "Get-MailUser"), (PREFIX, "Get-Mailbox")], id="by the beginning"),
    pytest.param("g-tr", [(HUMPS, "Get-TransportRule"), (HUMPS, "Get-MessageTrace")], id="by humps"),
    pytest.param("gmu", [(HUMPS, "Get-MailUser")], id="by initials"),
    pytest.param("g-mt", [(HUMPS, "Get-MessageTrace")], id="humps between are left out"),
    pytest.param("g-mrt", [], id="letters out of their order"),
    pytest.param("user", [(INSIDE, "Get-MailUser"), (INSIDE, "Set-MailUser")], id="inside"),
    pytest.param("*-mailu*", [(PREFIX, "Get-MailUser"), (PREFIX, "Set-MailUser")], id="wildcards"),
]


@pytest.mark.parametrize(("typed", "found"), RANKS)
def test_ranks(typed: str, found: list[tuple[int, str]]) -> None:
    assert ranked(typed, NAMES) == found


@given(st.text("aB", min_size=1, max_size=8), st.lists(st.text("aBb", min_size=1, max_size=12), max_size=4))
def test_beginnings_and_initials_are_always_found(typed: str, names: list[str]) -> None:
    found = {name for _, name in ranked(typed, tuple(names))}
    assert {name for name in names if name.lower().startswith(typed.lower())} <= found


HOSTILE = [
    pytest.param("a" * 40 + "b", "a" * 400, id="letters in order"),
    pytest.param("a" * 40 + "b", "Aa" * 200 + "B", id="humps"),
    pytest.param("a-" + "a" * 40 + "c", "A-" + "Aa" * 200 + "Bc", id="humps of the noun"),
    pytest.param("*a" * 40, "a" * 400 + "b", id="wildcards"),
]


@pytest.mark.parametrize(("typed", "name"), HOSTILE)
def test_a_name_of_the_server_cannot_hold_a_key_up(typed: str, name: str) -> None:
    """What tries every way through such a name takes years; that this ends is the test."""
    assert all(found == name for _, found in ranked(typed, (name,)))
    assert one_typo(typed, (name,)) in ([], [name])
