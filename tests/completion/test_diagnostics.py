"""What is said of a line before it runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.completion import Fault, diagnose
from eopsh.language import parse
from tests.completion.world import CONTEXT

FAULTS = [
    pytest.param("Get-MailUsr", Fault.UNKNOWN_COMMAND, "Get-MailUsr", "Get-MailUser", id="unknown command"),
    pytest.param("Get-MailUser | Set-MialUser", Fault.UNKNOWN_COMMAND, "Set-MialUser", "Set-MailUser", id="after a pipe"),
    pytest.param("Get-MailUser | ? { Get-Dat }", Fault.UNKNOWN_COMMAND, "Get-Dat", "Get-Date", id="in a block"),
    pytest.param("Get-MailUser -Identty x", Fault.UNKNOWN_PARAMETER, "-Identty", "-Identity", id="unknown parameter"),
    pytest.param("Get-MailUser (Get-Date -Formt x)", Fault.UNKNOWN_PARAMETER, "-Formt", "-Format", id="of an inner command"),
]


@pytest.mark.parametrize(("line", "fault", "place", "near"), FAULTS)
def test_faults(line: str, fault: Fault, place: str, near: str) -> None:
    (found,) = diagnose(parse(line), CONTEXT)
    assert (found.fault, line[found.start : found.end], found.nearest[0]) == (fault, place, near)
    assert near in found.hint


def test_ambiguous_names_its_meanings() -> None:
    (found,) = diagnose(parse("New-TransportRule -E x"), CONTEXT)
    assert found.fault is Fault.AMBIGUOUS_PARAMETER
    assert found.message == "'-E' can mean -Enabled or -EventType."
    assert found.hint == ""


RIGHT = [
    "Get-MailUser -Id x -ea Stop | select -First 3",
    "function Do-It { Get-Date }; Do-It -Whatever",
    "$x = 1; $x.Foo; [int]'5'",
    "gtr -St Enabled; Show-Report -Path x",
    "& $command -Bogus",
    "Get-MailUser -Identity -5 -",
]


@pytest.mark.parametrize("line", RIGHT)
def test_nothing_to_say(line: str) -> None:
    assert diagnose(parse(line), CONTEXT) == []


@given(st.text(st.sampled_from("Get-MailUser $@{}()[]|;,'\":`\n#.x-\u20135=")))
def test_never_raises_and_points_into_the_text(text: str) -> None:
    assert all(0 <= found.start < found.end <= len(text) for found in diagnose(parse(text), CONTEXT))
