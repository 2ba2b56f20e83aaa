"""What help is about: the command and parameter at the cursor, marked `|` here."""

import pytest

from eopsh.catalogue import Catalogue, Command, Kind, Parameter
from eopsh.completion import CompletionContext
from eopsh.completion.asked import asked_at

CONTEXT = CompletionContext(
    Catalogue.of(
        [
            Command("Get-MailUser", Parameter("Identity"), Parameter("Filter"), Parameter("ResultSize"), kind=Kind.REMOTE),
            Command("Set-MailUser", Parameter("Identity"), Parameter("DisplayName"), kind=Kind.REMOTE),
        ]
    )
)

PLACES = [
    pytest.param("Get-Mail|User", "Get-MailUser", "", id="name"),
    pytest.param("get-mailuser |", "Get-MailUser", "", id="behind it"),
    pytest.param("Get-MailUser -Fil|ter x", "Get-MailUser", "Filter", id="parameter"),
    pytest.param("Get-MailUser -fil|", "Get-MailUser", "Filter", id="unique prefix"),
    pytest.param("Get-MailUser -Filter |", "Get-MailUser", "Filter", id="before its value"),
    pytest.param("Get-MailUser -Filter 'a|b'", "Get-MailUser", "Filter", id="in its value"),
    pytest.param("Get-MailUser -Filter 'ab' |", "Get-MailUser", "", id="behind its value"),
    pytest.param("Get-MailUser -No|thing", "Get-MailUser", "", id="unknown parameter"),
    pytest.param("Get-MailUser | Set-MailUser -Dis|", "Set-MailUser", "DisplayName", id="second stage"),
    pytest.param("Set-MailUser (Get-MailUser -Res|)", "Get-MailUser", "ResultSize", id="in brackets"),
    pytest.param("$x = 1|", None, "", id="no command"),
    pytest.param("Get-Nothing|", None, "", id="unknown command"),
    pytest.param("|", None, "", id="empty"),
]


@pytest.mark.parametrize(("marked", "command", "parameter"), PLACES)
def test_places(marked: str, command: str | None, parameter: str) -> None:
    before, _, after = marked.rpartition("|")
    asked = asked_at(before + after, len(before), CONTEXT)
    assert (asked.command.name if asked else None) == command
    assert (asked.parameter if asked else "") == parameter
