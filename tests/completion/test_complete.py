"""What is offered at which place. `|` stands for the cursor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.completion import CandidateKind, Completion, CompletionContext, complete
from tests.completion.world import CONTEXT


def at(marked: str, context: CompletionContext = CONTEXT) -> Completion:
    before, bar, after = marked.partition("\u2502")
    assert bar
    return complete(before + after, len(before), context)


def texts(marked: str) -> list[str]:
    return [candidate.text for candidate in at(marked).candidates]


def accepted(marked: str, index: int = 0) -> str:
    """Return the line after the candidate was taken."""
    before, _, after = marked.partition("\u2502")
    text = before + after
    found = complete(text, len(before), CONTEXT)
    return text[: found.start] + found.candidates[index].text + text[found.end :]


COMMANDS = [
    pytest.param("Get-Tr│", ["Get-TransportRule"], id="prefix"),
    pytest.param("get-qu│", ["Get-QuarantineMessage"], id="any case"),
    pytest.param("g-tr│", ["Get-TransportRule"], id="verb and noun begun"),
    pytest.param("g-rule│", ["Get-TransportRule"], id="a later hump of the noun"),
    pytest.param("Get-Mail│", ["Get-MailUser"], id="prefix only where it fits"),
    pytest.param("mailuser│", ["Get-MailUser", "Remove-MailUser", "Set-MailUser"], id="inside"),
    pytest.param("*-MailUser│", ["Get-MailUser", "Remove-MailUser", "Set-MailUser"], id="wildcard"),
    pytest.param("Get-M│ -Identity x", ["Get-MailUser", "Get-Member"], id="before arguments"),
    pytest.param("$x = Get-Tr│", ["Get-TransportRule"], id="assigned"),
    pytest.param("Get-User -Identity (Get-Tr│", ["Get-TransportRule"], id="in parentheses"),
    pytest.param("Get-MailUser | set-m│", ["Set-MailUser"], id="after a pipe"),
    pytest.param("Get-MailUser | ? { Get-Tr│ }", ["Get-TransportRule"], id="in a block"),
    pytest.param("if (Get-Tr│", ["Get-TransportRule"], id="in a condition"),
    pytest.param('"$(Get-Tr│', ["Get-TransportRule"], id="in a string"),
    pytest.param("& 'Get-Tr│", ["'Get-TransportRule'"], id="invoked, quoted"),
    pytest.param("Some.Module\\Get-Tr│", ["Some.Module\\Get-TransportRule"], id="with a module"),
    pytest.param("Show-R│", ["Show-Report"], id="a function"),
    pytest.param("@{ a = Get-Tr│ }", ["Get-TransportRule"], id="a hashtable's value"),
    pytest.param(". Get-Tr│", ["Get-TransportRule"], id="dot-sourced"),
    pytest.param("gtr│", ["gtr", "Get-TransportRule"], id="an alias, and what its letters begin"),
    pytest.param("Get-Nothing│", [], id="nothing"),
]


@pytest.mark.parametrize(("line", "offered"), COMMANDS)
def test_commands(line: str, offered: list[str]) -> None:
    assert texts(line) == offered


@pytest.mark.parametrize("line", ["│", "Get-Date | │", "$x = │", "Get-Date; │", "& │", "@(│", "Get-Date\n│"])
def test_an_empty_place_offers_every_command(line: str) -> None:
    assert {"Get-MailUser", "Where-Object", "Show-Report"} <= set(texts(line))


PARAMETERS = [
    pytest.param("Get-MailUser -Id│", ["-Identity"], id="prefix"),
    pytest.param("Get-MailUser -Sort│ -Anr x", ["-SortBy"], id="before another"),
    pytest.param("Get-MailUser -Anr x -I│", ["-InformationAction", "-InformationVariable"], id="a set that is ruled out"),
    pytest.param("Get-MailUser -Anr x -Id│", [], id="ruled out is not offered"),
    pytest.param("Get-TransportRule -State Enabled -St│", [], id="used ones are gone"),
    pytest.param("Get-TransportRule -Sta│ -State Enabled", [], id="used after the cursor"),
    pytest.param("Get-TransportRule kim -Id│", [], id="taken by its place"),
    pytest.param("Set-MailUser @splat -Id│", [], id="a key of a splatted variable counts as used"),
    pytest.param("$p = @{Identity='a'}; Set-MailUser @p -Id│", [], id="of a hashtable in the line too"),
    pytest.param("Set-MailUser -wi│", ["-WhatIf", "-wi"], id="an alias typed"),
    pytest.param("Set-MailUser -hidden│", ["-HiddenFromAddressListsEnabled"], id="any case"),
    pytest.param("Set-MailUser -lists│", ["-HiddenFromAddressListsEnabled"], id="inside"),
    pytest.param("Set-MailUser -hfal│", ["-HiddenFromAddressListsEnabled"], id="humps"),
    pytest.param("gm -M│", ["-MemberType"], id="of an alias"),
    pytest.param("gtr -St│", ["-State"], id="of the user's alias"),
    pytest.param("Show-Report -P│", ["-Path", "-ProgressAction", "-PipelineVariable"], id="of a function, common ones last"),
    pytest.param("Get-Nothing -I│", [], id="of an unknown command"),
    pytest.param("Get-MailUser `\n -Id│", ["-Identity"], id="after a continued line"),
    pytest.param("Get-MailUser | ? { Get-TransportRule -St│", ["-State"], id="in an open block"),
    pytest.param("(Get-TransportRule -St│).Name", ["-State"], id="in parentheses"),
    pytest.param("Get-MailUser \u2013Id│", ["-Identity"], id="a dash from a web page"),
]


@pytest.mark.parametrize(("line", "offered"), PARAMETERS)
def test_parameters(line: str, offered: list[str]) -> None:
    assert texts(line) == offered


def test_mandatory_first_and_common_last() -> None:
    offered = at("Set-MailUser -│").candidates
    assert [candidate.text for candidate in offered[:3]] == ["-Identity", "-DisplayName", "-HiddenFromAddressListsEnabled"]
    assert [candidate.mandatory for candidate in offered[:2]] == [True, False]
    assert [candidate.text for candidate in offered].index("-Verbose") > 3
    assert offered[0].meta == "MailUserIdParameter"


def test_flat_metadata_offers_all_with_common_ones_last() -> None:
    assert texts("Get-AcceptedDomain -│")[:2] == ["-Identity", "-Verbose"]


def test_after_a_blank_parameters_are_offered() -> None:
    assert texts("Get-TransportRule │")[:2] == ["-Identity", "-State"]


VALUES = [
    pytest.param("Set-MailUser kim -HiddenFromAddressListsEnabled │", ["$true", "$false"], id="boolean"),
    pytest.param("Set-MailUser kim -HiddenFromAddressListsEnabled $f│", ["$false"], id="boolean begun"),
    pytest.param("Set-MailUser kim -WhatIf:│", ["$true", "$false"], id="switch after its colon"),
    pytest.param("Get-TransportRule -State │", ["Enabled", "Disabled"], id="values in their own order"),
    pytest.param("Get-TransportRule -State d│", ["Disabled"], id="begun"),
    pytest.param("Get-TransportRule -State:d│", ["Disabled"], id="after a colon"),
    pytest.param("Get-TransportRule -State 'd│", ["'Disabled'"], id="in open quotes"),
    pytest.param('Get-TransportRule -State "d│"', ['"Disabled"'], id="in quotes"),
    pytest.param("New-TransportRule x -EventType fil│", ["'File reputation'", "'Advanced filter'"], id="quoted when needed"),
    pytest.param("New-TransportRule x -EventType 'File reputation',│", ["'Message pass'", "'Advanced filter'"], id="chosen ones are gone"),
    pytest.param("New-TransportRule x -EventType 'File reputation', m│", ["'Message pass'"], id="a further one begun"),
    pytest.param("New-TransportRule x -EventType @('File reputation', 'm│", ["'Message pass'"], id="in brackets"),
    pytest.param("New-TransportRule x -EventType @('File reputation', 'f│", [], id="in brackets, chosen"),
    pytest.param("Get-MailUser -ResultSize │", ["Unlimited"], id="unlimited"),
    pytest.param("Get-MailUser -ErrorAction Si│", ["SilentlyContinue"], id="of a common parameter"),
    pytest.param("Get-MailUser -Identity │", [], id="no files for an identity"),
    pytest.param("gm -MemberType N│", ["NoteProperty"], id="of an alias"),
]


@pytest.mark.parametrize(("line", "offered"), VALUES)
def test_values(line: str, offered: list[str]) -> None:
    assert texts(line)[: max(len(offered), 1)] == offered


VARIABLES = [
    pytest.param("$rep│", ["$report", "$reportName"], id="of the session"),
    pytest.param("$found = 1; $fou│", ["$found"], id="of the text"),
    pytest.param("$two│", ["${two words}"], id="in braces when needed"),
    pytest.param("${rep│", ["${report}", "${reportName}"], id="in braces when begun so"),
    pytest.param("Get-MailUser @spl│", ["@splat"], id="splatted"),
    pytest.param('"kim $repo│', ["$report", "$reportName"], id="in a string"),
    pytest.param("$tr│", ["$true"], id="automatic"),
    pytest.param("$global:rep│", ["$global:report", "$global:reportName"], id="with its scope"),
    pytest.param("$Script:two│", ["${Script:two words}"], id="with its scope, in braces"),
]


@pytest.mark.parametrize(("line", "offered"), VARIABLES)
def test_variables(line: str, offered: list[str]) -> None:
    assert texts(line) == offered


@pytest.mark.parametrize(
    "line",
    [
        "# Get-M│",
        "5│",
        "Get-MailUser kim,│ -x",
        "Get-MailUser >│",
        "$x.│",
        "@{ Get-M│ }",
        "@{ a = 1; Get-M│ }",
        "@'\nGet-M│",
    ],
)
def test_where_nothing_is_offered(line: str) -> None:
    assert texts(line) == []


ACCEPTED = [
    pytest.param("Get-Tr│anspor -State x", "Get-TransportRule -State x", id="the whole word is replaced"),
    pytest.param("Set-MailUser -Disp│:x", "Set-MailUser -DisplayName:x", id="a colon stays"),
    pytest.param("Get-TransportRule -State 'd│' -x", "Get-TransportRule -State 'Disabled' -x", id="quotes are replaced"),
    pytest.param("Get-TransportRule -State:d│", "Get-TransportRule -State:Disabled", id="the parameter stays"),
]


@pytest.mark.parametrize(("line", "result"), ACCEPTED)
def test_accepting(line: str, result: str) -> None:
    assert accepted(line) == result


def test_a_live_query_is_named() -> None:
    wanted = at("Set-MailUser -Identity ki│").wanted
    assert wanted is not None
    assert (wanted.command, wanted.parameter, wanted.prefix) == ("Set-MailUser", "Identity", "ki")


def test_a_place_counts_as_well_for_the_live_query() -> None:
    wanted = at("Set-MailUser 'ki│").wanted
    assert wanted is not None
    assert (wanted.parameter, wanted.prefix) == ("Identity", "ki")


def test_the_target_of_a_redirection_is_no_value() -> None:
    assert at("Get-MailUser > ki│").wanted is None
    assert texts("Get-TransportRule 2>&1 > $null -Id│") == ["-Identity"]


def test_kinds() -> None:
    assert at("gtr│").candidates[0].kind is CandidateKind.ALIAS
    assert at("Show-R│").candidates[0].kind is CandidateKind.FUNCTION
    assert at("Get-MailUser -Id│").candidates[0].kind is CandidateKind.PARAMETER


LINES = [
    "$p = @{ Identity = 'kim'; DisplayName = \"x $(Get-Date)\" }; Set-MailUser @p -HiddenFromAddressListsEnabled:$true",
    "Get-MailUser -ResultSize Unlimited | ? { $_.Name -like 'a*' -and (Get-Date).Year -gt 5 } | Set-MailUser -DisplayName b # end",
    "foreach ($x in 1..3) { & 'Get-Date' -Format `\n 'd'; [int]$y[0].Length }; @'\nx\n'@",
    "New-TransportRule 'a' -EventType \"File reputation\",'Message pass' -Mode Enforce 2>&1 > $null",
]


@pytest.mark.parametrize("line", LINES)
def test_never_raises_at_any_cursor_of_any_prefix(line: str) -> None:
    for end in range(len(line) + 1):
        for cursor in {0, end // 2, max(0, end - 1), end}:
            found = complete(line[:end], cursor, CONTEXT)
            assert 0 <= found.start <= cursor <= found.end <= end


@given(st.text(st.sampled_from("Get-MailUser $@{}()[]|;,'\":`\n#.x-\u20135")), st.integers(0, 60))
def test_never_raises(text: str, cursor: int) -> None:
    found = complete(text, cursor, CONTEXT)
    assert 0 <= found.start <= found.end <= len(text)
