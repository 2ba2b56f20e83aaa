"""Diagnostics at the prompt: what is underlined, what stops Enter, and that a second Enter always sends."""

import pytest
from prompt_toolkit.document import Document
from prompt_toolkit.layout.controls import BufferControl
from prompt_toolkit.layout.processors import TransformationInput

from eopsh.catalogue import Catalogue, Command, Kind, Origin, Parameter
from eopsh.completion import CompletionContext, Known
from eopsh.history import History
from eopsh.shell.line.checking import UNDERLINE, Checks, FaultProcessor
from tests.shell.line.test_editor import ENTER, history, typed

__all__ = ["history"]

COMMANDS = [
    Command("Get-MailUser", Parameter("Identity", origin=Origin.SERVER), kind=Kind.REMOTE),
    Command("New-Rule", Parameter("Name", mandatory=True), Parameter("Mode", origin=Origin.SERVER), kind=Kind.REMOTE),
]
CONTEXT = CompletionContext(Catalogue.of(COMMANDS), knowledge=Known(values={("new-rule", "mode"): ("Audit", "Enforce")}))


@pytest.fixture
def checks() -> Checks:
    return Checks(lambda: CONTEXT)


STOPS = [
    pytest.param("Get-MailUsr x", True, "Did you mean Get-MailUser?", id="unknown command"),
    pytest.param("Get-MailUser -Identty x", True, "Did you mean -Identity?", id="unknown parameter"),
    pytest.param("New-Rule x -Mode Adit", True, "", id="not among the server's values"),
    pytest.param("Get-MailUser x", False, "", id="all known"),
    pytest.param("New-Rule -Mode Audit", False, "", id="missing mandatory only advises"),
    pytest.param("$x = 1", False, "", id="no command"),
    pytest.param("Get-MailUsr )", False, "", id="a fault of grammar is said when it is sent"),
]


@pytest.mark.parametrize(("text", "stops", "hint"), STOPS)
def test_what_stops_enter_once(checks: Checks, text: str, stops: bool, hint: str) -> None:
    assert checks.stops(text) is stops
    if stops:
        assert "Enter again sends it." in checks.message(text, len(text))
        assert hint in checks.message(text, len(text))
        assert not checks.stops(text)


def test_a_changed_text_is_looked_at_again(checks: Checks) -> None:
    assert checks.stops("Get-MailUsr x")
    assert checks.stops("Get-MailUsr y")
    assert not checks.stops("Get-MailUsr y")


def test_the_word_under_way_is_not_underlined(checks: Checks) -> None:
    text = "Get-MailUsr x"
    assert checks.underlined(text, 11) == []
    assert [(fault.start, fault.end) for fault in checks.underlined(text, 13)] == [(0, 11)]
    assert checks.message(text, 11) == ""


def test_faults_are_underlined_in_their_line(checks: Checks) -> None:
    text = "1\nGet-MailUsr x"
    document = Document(text, len(text))
    taken = TransformationInput(BufferControl(), document, 1, lambda place: place, [("", "Get-MailUsr x")], 80, 5)
    fragments = FaultProcessor(checks).apply_transformation(taken).fragments
    marked = "".join(fragment[1] for fragment in fragments if UNDERLINE in fragment[0])
    assert marked == "Get-MailUsr"


def test_enter_is_stopped_and_a_second_one_sends(history: History) -> None:
    assert typed(history, "Get-TransportRulx" + ENTER + "\x7fe" + ENTER) == "Get-TransportRule"
    assert typed(history, "Get-TransportRulx" + ENTER + ENTER) == "Get-TransportRulx"
