"""Each of the eleven things that PowerShell's completion does badly or not at all, done here; numbered as the reference has them."""

from __future__ import annotations

import pytest

from eopsh.completion import CandidateKind, Fault, advise, complete
from eopsh.language import parse
from eopsh.objects import PSObject
from tests.completion.org import USER, at, context, offered, texts

CUSTOM = ("System.Management.Automation.PSCustomObject", "System.Object")
PLACES = [PSObject({"City": "A", "Code": 1}, type_names=CUSTOM), PSObject({"City": "B", "Extra": 2}, type_names=CUSTOM)]


def test_1_excluded_sets_do_not_come_back_and_a_conflict_offers_nothing_used() -> None:
    assert "-Anr" not in texts("Get-MailUser -Identity kim -A│")
    assert at("Get-MailUser -Identity kim -A│").ruled_out == ("-Anr",)
    after_conflict = texts("Get-MailUser -Anr x -Identity y -│")
    assert not {"-Anr", "-Identity"} & set(after_conflict)
    assert "-Filter" in after_conflict


def test_2_used_parameters_are_gone_by_name_by_splat_and_a_repeated_one_is_told() -> None:
    assert texts("Get-TransportRule -State Enabled -St│") == []
    assert texts("$p = @{State='Enabled'}; Get-TransportRule @p -S│") == []
    (repeated,) = advise(parse("Get-TransportRule -State Enabled -State Disabled"), context())
    assert repeated.fault is Fault.REPEATED_PARAMETER


VALUES = [
    pytest.param("Set-MailUser k -HiddenFromAddressListsEnabled │", ["$true", "$false"], id="booleans"),
    pytest.param("Set-MailUser k -HiddenFromAddressListsEnabled:│", ["$true", "$false"], id="booleans after a colon"),
    pytest.param("Get-MailUser -ResultSize │", ["Unlimited"], id="Unlimited"),
    pytest.param("Set-MailUser k -EmailAddresses │", ["@{Add=''; Remove=''}"], id="changes to a list"),
    pytest.param("Set-MailUser k -EmailAddresses @{│", ["Add", "Remove"], id="keys of changes"),
    pytest.param("Get-MailUser -SortBy D│", ["DisplayName"], id="properties to sort by"),
    pytest.param("Get-MailUser -Filter 'Dis│", ["DisplayName"], id="properties to filter by"),
    pytest.param("Get-MailUser -Filter 'DisplayName -li│", ["-like"], id="operators of a filter"),
    pytest.param("Get-TransportRule | ? State -eq │", ["Enabled", "Disabled"], id="after Where-Object State -eq"),
    pytest.param("switch ([DayOfWeek]::Monday) { 'F│", ["'Friday'"], id="enum of a switch"),
    pytest.param("$p = @{ State = '│' }; Get-TransportRule @p", ["'Enabled'", "'Disabled'"], id="in a splatted hashtable"),
    pytest.param("$p = @{ State = │ }; Get-TransportRule @p", ["'Enabled'", "'Disabled'"], id="in a splatted hashtable, no quote"),
]


@pytest.mark.parametrize(("line", "values"), VALUES)
def test_3_values_that_powershell_never_offers(line: str, values: list[str]) -> None:
    assert [text for text in texts(line) if not text.startswith("-") or text == "-like"] == values


def test_4_identities_are_live_values_and_never_files() -> None:
    found = at("Set-MailUser -Identity │")
    assert [candidate.text for candidate in found.candidates] == ["kim@contoso.com", "'Lee Oh'"]
    assert {candidate.kind for candidate in found.candidates} == {CandidateKind.LIVE}
    assert found.wanted is not None
    assert (found.wanted.query, found.wanted.noun, found.wanted.prefix) == ("Get-MailUser", "MailUser", "")
    assert texts("Get-MailUser r│") == []


LISTS = [
    pytest.param("Get-Recipient -RecipientType 'UserMailbox','M│", ["'MailUser'", "'MailContact'"], id="second quoted item"),
    pytest.param("Get-Recipient -RecipientType @('U│", ["'UserMailbox'"], id="in an array"),
    pytest.param("Get-Recipient -RecipientType ('U│", ["'UserMailbox'"], id="in parentheses"),
    pytest.param("Get-Recipient -RecipientType UserMailbox,│", ["MailUser", "MailContact"], id="chosen ones are gone"),
    pytest.param("Get-Host -Bogus Friday,│", [], id="nothing after an unknown parameter"),
]


@pytest.mark.parametrize(("line", "values"), LISTS)
def test_5_lists(line: str, values: list[str]) -> None:
    assert texts(line) == values


def test_6_values_stand_in_their_own_order() -> None:
    assert texts("Get-TransportRule -State │") == ["Enabled", "Disabled"]
    assert texts("Get-TransportRule -Level │") == ["1", "2", "10"]
    assert not {"Suspend", "Break"} & set(texts("Get-MailUser -ErrorAction │"))


QUOTED = [
    pytest.param("Get-Report -EventType │", ["'File detonation'", "'File reputation'", "Campaign"], id="bare"),
    pytest.param("Get-Report -EventType 'File d│", ["'File detonation'"], id="open single quote"),
    pytest.param('Get-Report -EventType "File d│', ['"File detonation"'], id="open double quote"),
    pytest.param("Get-Report -EventType '│", ["'File detonation'", "'File reputation'", "'Campaign'"], id="nothing after the quote"),
    pytest.param("$users | Select-Object 'Disp│", ["'DisplayName'"], id="a property in quotes"),
]


@pytest.mark.parametrize(("line", "values"), QUOTED)
def test_7_quoting(line: str, values: list[str]) -> None:
    assert texts(line, users=[USER]) == values


def test_8_wildcards_humps_and_the_full_name_for_an_alias() -> None:
    assert texts("Get-MailUser -*Size│") == ["-ResultSize"]
    assert "Get-MailUser" in texts("gmu│")
    assert texts("Set-MailUser -wi│") == ["-WhatIf"]


PLACES_OF_NOTHING = [
    pytest.param("Get-TransportRule -State `\n  │", "Enabled", id="after a continued line"),
    pytest.param("│", "Get-MailUser", id="on an empty line"),
    pytest.param("Get-Date | │", "Select-Object", id="after a pipe"),
    pytest.param("$x = │", "Get-MailUser", id="after an assignment"),
    pytest.param("Get-TransportRule -│ -State Enabled", "-Identity", id="before a parameter"),
    pytest.param("$c = 'Get-TransportRule'; & $c -S│", "-State", id="a command in a variable"),
    pytest.param("$users[0] | Select-Object Alia│", "Alias", id="an element of a list"),
    pytest.param("$users | Format-Table -GroupBy │", "Alias", id="-GroupBy"),
    pytest.param("Get-Content rep│.csv", "./report.csv", id="the middle of a file name"),
    pytest.param("whi│", "while", id="keyword"),
    pytest.param("if ($x) { 1 } el│", "else", id="what goes on with if"),
    pytest.param("try { 1 } ca│", "catch", id="what goes on with try"),
    pytest.param("do { 1 } un│", "until", id="what goes on with do"),
]


@pytest.mark.parametrize(("line", "text"), PLACES_OF_NOTHING)
def test_9_places_where_powershell_offers_nothing(line: str, text: str) -> None:
    assert text in texts(line, users=[USER])


def test_10_members_without_noise() -> None:
    assert texts("$places | Select-Object │", places=PLACES)[:3] == ["City", "Code", "Extra"]
    assert "BaseObject" not in texts("$places | Select-Object │", places=PLACES)
    assert "Big" in texts("$places | Select-Object @{n='Big';e={1}},Code | Sort-Object │", places=PLACES)
    assert texts("$places.│", places=PLACES)[:3] == ["City", "Code", "Extra"]


def test_10_a_cast_before_a_member_gets_its_brackets() -> None:
    line = "[string]$num.Subs"
    found = complete(line, len(line), context(num=5))
    (candidate,) = found.candidates
    assert line[: found.start] + candidate.text + line[found.end :] == "([string]$num).Substring("


def test_11_candidates_tell_type_default_description_and_what_is_mandatory() -> None:
    first, *others = offered("Set-MailUser -│")
    assert (first.text, first.mandatory, first.meta) == ("-Identity", True, "MailUserIdParameter")
    hidden = next(one for one in others if one.text == "-HiddenFromAddressListsEnabled")
    assert (hidden.meta, hidden.mandatory, hidden.description) == ("bool", False, "Hides the user from address lists.")
    assert [one.description for one in offered("Set-MailUser k -HiddenFromAddressListsEnabled │")] == ["", "default"]
    assert "-Verbose" in [one.text for one in others[-11:]]
