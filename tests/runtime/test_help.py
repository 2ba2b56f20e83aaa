"""Get-Help: from the metadata, from the pages, and the topics about eopsh."""

import pytest

from eopsh.about import TOPICS, topic
from eopsh.catalogue import Catalogue, Command, Kind, Parameter
from eopsh.catalogue.pages import read_page
from eopsh.objects import get_property, to_text
from eopsh.runtime import Interpreter
from tests.catalogue.pages.sample import SAMPLE
from tests.runtime.doubles import failure_of, run_line

SERVER = Catalogue.of([Command("Get-Parcel", Parameter("State"), Parameter("Identity"), kind=Kind.REMOTE)])


@pytest.fixture
def interpreter() -> Interpreter:
    made = Interpreter(catalogue=SERVER)
    made.session.pages = {"Get-Parcel": read_page(SAMPLE)}.get
    return made


def text(line: str, interpreter: Interpreter) -> str:
    return "\n".join(to_text(value) for value in run_line(line, interpreter=interpreter))


PARTS = [
    pytest.param(
        "Get-Help Get-Parcel", ["View parcels", "Parcels are kept for 30 days.", "get-parcel"], ["PARAMETERS", "EXAMPLES"], id="overview"
    ),
    pytest.param("help get-parcel -Full", ["PARAMETERS", "EXAMPLES", "Values: Lost, OnItsWay"], [], id="full"),
    pytest.param("Get-Help Get-Parcel -Parameter St*", ["-State", "filters the results by state"], ["-Identity"], id="parameter"),
    pytest.param("Get-Help Get-Parcel -Examples", ["$p = Get-Parcel 17"], ["PARAMETERS"], id="examples"),
    pytest.param("Get-Help Get-Parcel -Online", ["https://learn.microsoft.com/"], ["NAME"], id="online"),
    pytest.param("man gu", ["Get-Unique"], [], id="alias of a command, by an alias"),
    pytest.param("function f([string]$Wanted) {}; help f -Full", ["-Wanted <string>"], [], id="function"),
    pytest.param("help", ["about_history", "Get-Command"], [], id="alone"),
    pytest.param("help about_sessions", ["# Sessions"], [], id="topic"),
    pytest.param("help about_ses*", ["# Sessions"], [], id="topic by wildcard"),
]


@pytest.mark.parametrize(("line", "there", "absent"), PARTS)
def test_parts(line: str, there: list[str], absent: list[str], interpreter: Interpreter) -> None:
    shown = text(line, interpreter)
    assert [part for part in there if part not in shown] == []
    assert [part for part in absent if part in shown] == []


def test_only_what_the_server_has_is_described(interpreter: Interpreter) -> None:
    assert "-Sender" not in text("Get-Help Get-Parcel -Parameter *", interpreter)


def test_several_names_are_listed(interpreter: Interpreter) -> None:
    found = run_line("Get-Help about_*", interpreter=interpreter)
    assert [get_property(each, "Name") for each in found] == list(TOPICS)


def test_a_name_that_is_nothing(interpreter: Interpreter) -> None:
    assert run_line("Get-Help Get-Parcle; $Error[0].FullyQualifiedErrorId", interpreter=interpreter) == [
        "CommandNotFoundException,Microsoft.PowerShell.Commands.GetHelpCommand"
    ]


def test_the_page_on_the_web_is_opened_and_its_address_shown(interpreter: Interpreter) -> None:
    opened: list[str] = []
    interpreter.session.browse = opened.append
    assert text("Get-Help Get-Parcel", interpreter)
    assert opened == []
    assert [text("Get-Help Get-Parcel -Online", interpreter)] == opened


def test_no_page_on_the_web() -> None:
    assert failure_of("Get-Help Get-Unique -Online").message == "No web page is known for Get-Unique."


@pytest.mark.parametrize("name", TOPICS)
def test_every_topic_has_its_text(name: str) -> None:
    assert topic(name).startswith("# ")
