"""Keys, filters, files, types, words and arguments: what is offered at the other places of a line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eopsh.completion import CandidateKind, complete
from tests.completion.org import TYPES as KINDS
from tests.completion.org import USER, at, context, offered, texts

KEYS = [
    pytest.param("$users | Select-Object @{│", ["Name", "Expression"], id="select"),
    pytest.param("$users | Select-Object @{n='x'; │", ["Expression"], id="the rest, an abbreviation given"),
    pytest.param("$users | Sort-Object @{Desc│", ["Descending"], id="sort"),
    pytest.param("$users | Format-Table Alias, @{│", ["Label", "Expression", "FormatString", "Width", "Alignment"], id="format table"),
    pytest.param("Set-MailUser k -EmailAddresses @{Add='x'; │", ["Remove"], id="changes, one given"),
    pytest.param("Set-MailUser k -DisplayName @{│", [], id="no list"),
    pytest.param("$p = @{ St│ }; Get-TransportRule @p", ["State"], id="splatted"),
    pytest.param("$p = @{ State = 'Enabled'; St│ }; Get-TransportRule @p", [], id="splatted, given"),
    pytest.param("@{│", [], id="of nothing"),
]


@pytest.mark.parametrize(("line", "keys"), KEYS)
def test_keys(line: str, keys: list[str]) -> None:
    assert texts(line, users=[USER]) == keys


FILTERS = [
    pytest.param('Get-MailUser -Filter "Dis│', ["DisplayName"], id="property"),
    pytest.param("Get-MailUser -Filter {Dis│", ["DisplayName"], id="in a block"),
    pytest.param("Get-MailUser -Filter {Alias -l│ }", ["-like", "-lt", "-le"], id="operator in a block"),
    pytest.param("Get-MailUser -Filter \"Alias -like 'a*' -│", ["-and", "-or"], id="connective"),
    pytest.param("Get-MailUser -Filter \"(Alias -like 'a*') -o│", ["-or"], id="after parentheses"),
    pytest.param("Get-MailUser -Filter \"Alias -like 'a*' -and Dis│", ["DisplayName"], id="second property"),
    pytest.param("Get-MailUser -Filter {HiddenFromAddressListsEnabled -eq $t│", ["$true"], id="boolean"),
    pytest.param("Get-Recipient -Filter 'RecipientType -eq │", [f"''{kind}''" for kind in KINDS], id="a text in a string"),
    pytest.param(
        "Get-Recipient -Filter \u2018RecipientType -eq │", [f"''{kind}''" for kind in KINDS], id="a text in a string of curly quotes"
    ),
    pytest.param('Get-Recipient -Filter "RecipientType -eq │', [f"'{kind}'" for kind in KINDS], id="a text in double quotes"),
    pytest.param('Get-MailUser -Filter "HiddenFromAddressListsEnabled -eq │', ["`$true", "`$false"], id="kept from expansion"),
    pytest.param("Get-Recipient -Filter \"RecipientType -eq 'U│", ["'UserMailbox'"], id="values of the parameter of that name"),
    pytest.param("Get-Recipient -Filter 'RecipientType -eq U│", ["''UserMailbox''"], id="doubled quotes"),
    pytest.param("Get-TransportRule | Where-Object { $_.State -eq │", ["'Enabled'", "'Disabled'"], id="compared in script"),
    pytest.param("Get-TransportRule | Where-Object { $_.State -eq 'D│", ["'Disabled'"], id="compared, quoted"),
]


@pytest.mark.parametrize(("line", "found"), FILTERS)
def test_filters(line: str, found: list[str]) -> None:
    assert texts(line) == found


FILES = [
    pytest.param("Get-Content re│", ["'./read me.txt'", "./report.csv"], id="quoted where it must be"),
    pytest.param("Get-Content 're│", ["'./read me.txt'", "'./report.csv'"], id="in quotes"),
    pytest.param("Get-Content data/│", ["./data/inner.json"], id="in a folder"),
    pytest.param("Get-Content *.csv│", ["./report.csv"], id="wildcard"),
    pytest.param("Get-Content a,re│", ["'./read me.txt'", "./report.csv"], id="in a list"),
    pytest.param("Get-Date > re│", ["'./read me.txt'", "./report.csv"], id="redirection"),
    pytest.param("Get-MailUser re│", [], id="never for an identity"),
    pytest.param("Set-MailUser -DisplayName re│", [], id="never for the server"),
]


@pytest.mark.parametrize(("line", "found"), FILES)
def test_files(line: str, found: list[str]) -> None:
    assert texts(line) == found


@pytest.mark.parametrize(("line", "text"), [("rea│", "& './read me.txt'"), ("./rep│", "./report.csv"), ("dat│", "./data")])
def test_files_in_the_place_of_a_command(line: str, text: str) -> None:
    assert text in texts(line)


TYPES = [
    pytest.param("[datet│", "datetime", id="short name"),
    pytest.param("[System.DateTi│", "System.DateTime", id="full name"),
    pytest.param("[System.Te│", "System.Text", id="namespace"),
    pytest.param("[│", "string", id="all short names"),
    pytest.param("[System.DayOf│]::Monday", "System.DayOfWeek", id="in the middle"),
    pytest.param("New-Object System.Text.StringB│", "System.Text.StringBuilder", id="New-Object"),
    pytest.param("using namespace System.Te│", "System.Text", id="using namespace"),
    pytest.param("using n│", "namespace", id="using"),
    pytest.param("function f { [CmdletBinding(Supp│", "SupportsShouldProcess", id="argument of an attribute"),
    pytest.param("[Parameter(Man│", "Mandatory", id="of a parameter"),
]


@pytest.mark.parametrize(("line", "text"), TYPES)
def test_types(line: str, text: str) -> None:
    assert text in texts(line)


OPERATORS = [
    pytest.param("'a' -li│", ["-like"], id="comparison"),
    pytest.param("$x.Name -nota│", [], id="no such"),
    pytest.param("(1) -b│", ["-band", "-bor", "-bxor", "-bnot"], id="bitwise"),
    pytest.param("if ($x -eq 5 -o│", ["-or"], id="in a condition"),
    pytest.param("Get-MailUser -Identity ('a' -jo│", ["-join"], id="in brackets of a call"),
    pytest.param("switch -w│", ["-Wildcard"], id="switch flag"),
    pytest.param("@{ Get-M│ }", [], id="not behind a key"),
]


@pytest.mark.parametrize(("line", "found"), OPERATORS)
def test_operators(line: str, found: list[str]) -> None:
    assert texts(line) == found


ARGUMENTS = [
    pytest.param("Get-Command Get-MailU│", "Get-MailUser", id="command"),
    pytest.param("Get-Command -Noun MailU│", "MailUser", id="noun"),
    pytest.param("Get-Command -Verb Se│", "Set", id="verb"),
    pytest.param("Get-Command -Verb Gra│", "Grant", id="verb of no command here"),
    pytest.param("Get-Command wher│", "where", id="alias"),
    pytest.param("Set-StrictMode -Version │", "3.0", id="version, not quoted"),
    pytest.param("Set-Alias x Get-MailU│", "Get-MailUser", id="an alias's target"),
    pytest.param("Remove-Variable repo│", "report", id="variable by name"),
    pytest.param("Get-Member -MemberType NoteP│", "NoteProperty", id="member type"),
    pytest.param("Get-Date -Format FileDateT│", "FileDateTime", id="date format"),
    pytest.param("Write-Host x -ForegroundColor DarkB│", "DarkBlue", id="enum of a parameter's type"),
    pytest.param("Invoke-Search -Session of│", "(Get-PSSession office)", id="session"),
]


@pytest.mark.parametrize(("line", "text"), ARGUMENTS)
def test_arguments_of_local_commands(line: str, text: str) -> None:
    assert text in texts(line, report=1)


VARIABLES = [
    pytest.param("$global:rep│", "$global:report", id="scope"),
    pytest.param("${my│", "${my report}", id="braces"),
    pytest.param("1 | ForEach-Object -OutVariable kept { 1 }; $kep│", "$kept", id="filled by a parameter"),
    pytest.param("Set-Variable -Name setvar -Value 1; $setv│", "$setvar", id="Set-Variable"),
    pytest.param("function f($Target) { $tar│", "$Target", id="parameter"),
    pytest.param("$env:Zone = 1; $env:Zo│", "$env:Zone", id="environment, set by the text"),
]


@pytest.mark.parametrize(("line", "text"), VARIABLES)
def test_variables(line: str, text: str) -> None:
    assert text in texts(line, report=1, **{"my report": 2})


@pytest.mark.parametrize("line", ["$│", "$e│", "$env│"])
def test_the_environment_comes_behind_the_variables(line: str) -> None:
    text = line.removesuffix("│")
    found = complete(text, len(text), replace(context(), environment=("HOME", "Path"))).candidates
    texts = [one.text for one in found if not one.seldom]
    assert [one.text for one in found][-2:] == ["$env:HOME", "$env:Path"]
    assert "$env:HOME" not in texts


def test_drives_in_braces() -> None:
    assert "${Env:}" in [one.text for one in at("${en│").candidates]


@pytest.mark.parametrize(
    "line", ["if ($users | Select-Object Dis│", "foreach ($u in $users | Select-Object Dis│", "$x = ($users | sort Dis│"]
)
def test_properties_in_a_bracket_that_is_open(line: str) -> None:
    assert texts(line, users=[USER]) == ["DisplayName"]


def test_a_command_may_stand_right_behind_a_block() -> None:
    found = texts("if ($x) { } e│")
    assert found[:2] == ["elseif", "else"]
    assert "Export-Csv" in found


def test_a_typo_is_forgiven_last_and_never_for_what_removes() -> None:
    assert texts("Get-MialUser│") == ["Get-MailUser"]
    assert texts("Get-TransprotRu│") == ["Get-TransportRule"]
    assert texts("Remvoe-MailUser│") == []
    assert texts("Get-MailUser│") == ["Get-MailUser"]


def test_requires() -> None:
    assert texts("#requires -v│") == ["Version"]
    assert texts("# Get-M│") == []


def test_wanted_says_what_to_ask() -> None:
    wanted = at("Get-Recipient k│").wanted
    assert wanted is not None
    assert (wanted.command, wanted.parameter, wanted.prefix) == ("Get-Recipient", "Identity", "k")
    assert (wanted.query, wanted.noun, wanted.filters) == ("Get-Recipient", "Recipient", True)
    assert at("Set-MailUser -DisplayName x│").wanted is None
    assert at("Get-TransportRule -State │").wanted is None


def test_an_alias_of_a_command_is_a_candidate_with_its_meaning() -> None:
    alias = next(one for one in offered("sele│") if one.kind is CandidateKind.ALIAS)
    assert (alias.text, alias.meta) == ("select", "alias of Select-Object")


PIECES = (
    *(
        "Get-MailUser ",
        "-Filter ",
        "-Identity ",
        "$users",
        "$x",
        ".",
        "::",
        "[string]",
        "| ? { ",
        "| select ",
        "$_",
        "@{",
        "}",
        "(",
        ")",
        "'",
        '"',
    ),
    *("=", ";", "\n", ",", "-eq ", "-", "State", "@p", "& ", "foreach ($u in $users) { ", "switch ($x) { ", "function f { ", "#", "`", " "),
)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.integers(0, 80))
def test_never_raises_and_replaces_a_span_around_the_cursor(pieces: list[str], cursor: int) -> None:
    text = "".join(pieces)
    place = min(cursor, len(text))
    found = complete(text, cursor, context(users=[USER]))
    assert 0 <= found.start <= place <= found.end <= len(text)
