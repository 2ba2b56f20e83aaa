"""What is said of a line before it runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.catalogue import Catalogue, Command, Kind, Origin, Parameter
from eopsh.completion import CompletionContext, Diagnostic, Fault, Known, advise, diagnose
from eopsh.language import parse
from tests.completion.org import context
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


def said(line: str) -> list[tuple[Fault, str]]:
    return [(found.fault, line[found.start : found.end]) for found in advise(parse(line), context())]


CALLS = [
    pytest.param("Set-MailUser -DisplayName x", [(Fault.MISSING_MANDATORY, "Set-MailUser")], id="missing"),
    pytest.param("Get-MailUser | Set-MailUser -DisplayName x", [], id="from the pipeline"),
    pytest.param("Set-MailUser kim -DisplayName x", [], id="by its place"),
    pytest.param("Set-MailUser @p", [], id="splatted"),
    pytest.param("Get-MailUser -Anr x -Identity kim", [(Fault.CONFLICT, "-Identity")], id="conflict at the later one"),
    pytest.param("Get-MailUser -Anr x -Filter y", [], id="go together"),
    pytest.param("Get-TransportRule -State Enabled -sta x", [(Fault.REPEATED_PARAMETER, "-sta")], id="given twice"),
    pytest.param("Get-MailUser -Filter { Name -like 'a*' }", [], id="a filter's words are no command"),
    pytest.param("./run.ps1 -Fast", [], id="a script file"),
]


@pytest.mark.parametrize(("line", "faults"), CALLS)
def test_whole_calls(line: str, faults: list[tuple[Fault, str]]) -> None:
    assert said(line) == faults


def only(line: str, known: CompletionContext) -> Diagnostic:
    (found,) = advise(parse(line), known)
    return found


def test_messages_name_what_is_meant() -> None:
    assert only("Set-MailUser -DisplayName x", context()).message == "Set-MailUser needs -Identity."
    assert only("Get-MailUser -Anr x -Identity kim", context()).message == "-Identity and -Anr cannot go together."


def connected(origin: Origin, known: Known | None = None) -> CompletionContext:
    command = Command("Get-Thing", Parameter("Kind", "ThingKind", values=("A", "B"), origin=origin), kind=Kind.REMOTE)
    return CompletionContext(Catalogue.of([command]), knowledge=known or Known())


def test_only_what_the_connection_itself_says_is_certain() -> None:
    assert only("Get-Thin", connected(Origin.SERVER)).certain
    assert only("Get-Thing -Knd A", connected(Origin.SERVER)).certain
    assert not only("Get-Thing -Knd A", connected(Origin.HELP)).certain
    assert not only("Get-Thin", CompletionContext()).certain
    assert not any(one.certain for one in advise(parse("Set-Alias gt Get-Thing; gt"), connected(Origin.SERVER)))
    assert not only("Set-MailUser -DisplayName x", context()).certain


def test_a_value_that_the_server_does_not_list_is_certain() -> None:
    known = connected(Origin.SERVER, Known(values={("get-thing", "kind"): ("A", "B")}))
    found = only("Get-Thing -Kind C", known)
    assert (found.fault, found.certain, found.message) == (Fault.NOT_LISTED, True, "-Kind takes A or B.")
    assert advise(parse("Get-Thing -Kind a"), known) == []
    assert advise(parse("Get-Thing -Kind $kind"), known) == []
    assert advise(parse("Get-Thing -Kind C"), connected(Origin.HELP)) == []


MAY_MEAN = [
    pytest.param("Fir", id="a beginning"),
    pytest.param("2", id="a number"),
    pytest.param("'First, Second'", id="several in one text"),
    pytest.param("First, Second", id="several"),
    pytest.param("\u201cFirst\u201d", id="curly quotes"),
]


@pytest.mark.parametrize("value", MAY_MEAN)
def test_what_a_server_may_read_as_of_its_list_stops_nothing(value: str) -> None:
    known = connected(Origin.SERVER, Known(values={("get-thing", "kind"): ("First", "Second")}))
    assert advise(parse(f"Get-Thing -Kind {value}"), known) == []


@given(st.text(st.sampled_from("Get-MailUser $@{}()[]|;,'\":`\n#.x-\u20135=")))
def test_never_raises_and_points_into_the_text(text: str) -> None:
    assert all(0 <= found.start < found.end <= len(text) for found in diagnose(parse(text), CONTEXT))
    assert all(0 <= found.start < found.end <= len(text) for found in advise(parse(text), CONTEXT))


SLIPS = [
    pytest.param("PS> Get-Date", [("PS>", True)], id="a prompt"),
    pytest.param("if ($a == 1) { Get-MailUser }", [("==", True)], id="compared as elsewhere"),
    pytest.param("if ($a = 1) { Get-MailUser }", [(" = ", False)], id="assigned"),
]


@pytest.mark.parametrize(("line", "slips"), SLIPS)
def test_a_slip_is_said_in_the_place_of_what_it_leads_to(line: str, slips: list[tuple[str, bool]]) -> None:
    found = advise(parse(line), context())
    assert [(line[each.start : each.end], each.certain) for each in found] == slips
    assert {each.fault for each in found} == {Fault.SLIP}
    assert all(each.message.endswith(".") and each.message[0].isupper() for each in found)
