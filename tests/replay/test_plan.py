"""What a plan says of lines, without running any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.history import SourceLine
from eopsh.replay import Plan, from_text, make_plan
from tests.completion.world import CONTEXT


def plan_of(*lines: str) -> Plan:
    return make_plan("lines.txt", [SourceLine(line, number) for number, line in enumerate(lines, 1)], CONTEXT)


GOOD = [
    pytest.param(["Get-MailUser kim -ResultSize 5"], id="a plain line"),
    pytest.param(["Get-MailUser -Ident kim -ea Stop"], id="unique prefix, alias of a common parameter"),
    pytest.param(["Get-MailUser | Where-Object { $_.Name -like 'a*' } | Set-MailUser -DisplayName b"], id="mandatory from the pipeline"),
    pytest.param(["Set-MailUser $who -HiddenFromAddressListsEnabled $flag"], id="values that nobody knows yet"),
    pytest.param(["Set-MailUser @splat"], id="splatted"),
    pytest.param(["function Do-It { Get-Date }", "Do-It -Anything 5"], id="a function of an earlier line"),
    pytest.param(["sal rules Get-TransportRule", "rules -State Enabled"], id="an alias of an earlier line"),
    pytest.param(["Show-Report -Path x", "gtr"], id="functions and aliases of the session"),
    pytest.param(["& $command -Anything"], id="a computed command"),
]


@pytest.mark.parametrize("lines", GOOD)
def test_no_errors(lines: list[str]) -> None:
    assert plan_of(*lines).errors == ()


FAULTY = [
    pytest.param("Get-MailUsr kim", "Get-MailUsr", "There is no command 'Get-MailUsr'", "Get-MailUser", id="unknown command"),
    pytest.param("Get-MailUser -Identiti x", "-Identiti", "no parameter '-Identiti'", "-Identity", id="unknown parameter"),
    pytest.param("New-TransportRule -E x", "-E", "-Enabled or -EventType", "", id="ambiguous parameter"),
    pytest.param("Get-MailUser | % { Set-MailUsr $_ }", "Set-MailUsr", "There is no command", "Set-MailUser", id="in a block"),
    pytest.param("New-TransportRule x -Mode Nope", "Nope", "Audit, AuditAndNotify, Enforce", "", id="a value that is none"),
    pytest.param(
        "Get-MailUser -Anr a -Identity b", "Get-MailUser", "Parameter set cannot be resolved", "", id="sets that do not go together"
    ),
    pytest.param("Get-MailUser 'kim", "'kim", "missing the terminator", "unfinished", id="unfinished"),
    pytest.param("Get-MailUser )", ")", "", "", id="grammar"),
    pytest.param("Set-MailUser kim -DisplayName '********'", "********", "A secret was taken out", "Read-Host", id="masked"),
]


@pytest.mark.parametrize(("line", "place", "message", "hint"), FAULTY)
def test_errors(line: str, place: str, message: str, hint: str) -> None:
    (item,) = plan_of(line).errors
    fault = item.faults[0]
    assert line[fault.start : fault.end] == place
    assert message in fault.message
    assert hint in fault.hint


CHANGES = [
    pytest.param("Get-MailUser", (), id="get"),
    pytest.param("Set-MailUser kim", ("Set-MailUser",), id="set"),
    pytest.param("set-mailuser kim -WhatIf", (), id="only asks"),
    pytest.param("Set-MailUser kim -wi:$false", ("Set-MailUser",), id="what-if switched off"),
    pytest.param("Get-MailUser | ForEach-Object { Remove-MailUser $_ }", ("Remove-MailUser",), id="in a block"),
    pytest.param("$x = Get-MailUser; if ($x) { Set-MailUser a; Remove-MailUser b }", ("Set-MailUser", "Remove-MailUser"), id="several"),
    pytest.param('"$(Remove-MailUser kim)"', ("Remove-MailUser",), id="in a string"),
    pytest.param("Get-MailUser | Where-Object { $_ } | Select-Object Name", (), id="local commands"),
    pytest.param("& $x", ("a command known only when it runs",), id="computed"),
    pytest.param("function Do-It { Remove-MailUser x }", (), id="defining is not calling"),
    pytest.param("function Do-It { Remove-MailUser x }; Do-It", ("Remove-MailUser",), id="calling is"),
]


@pytest.mark.parametrize(("line", "changes"), CHANGES)
def test_changes(line: str, changes: tuple[str, ...]) -> None:
    assert plan_of(line).items[0].changes == changes


def test_changes_through_functions_and_aliases_of_earlier_lines() -> None:
    plan = plan_of("function Do-It { Remove-MailUser x }", "sal drop Remove-MailUser", "Do-It", "drop y", "function Both { Do-It }", "Both")
    assert [item.changes for item in plan.items] == [(), (), ("Remove-MailUser",), ("Remove-MailUser",), (), ("Remove-MailUser",)]


NOTES = [
    pytest.param(["$x | Get-Date"], ["$x is not set before this line."], id="nobody set it"),
    pytest.param(["$x = 1", "$X"], [], id="an earlier line did"),
    pytest.param(["$x += 1; $script:x"], [], id="the line itself did"),
    pytest.param(["foreach ($a in 1,2) { $a }"], [], id="a loop does"),
    pytest.param(["Get-Date -OutVariable y", "$y"], [], id="a common parameter does"),
    pytest.param(["$report; $_; $true; $env:PATH; $ErrorActionPreference"], [], id="the session and PowerShell do"),
    pytest.param(["Set-MailUser"], ["Set-MailUser will ask for -Identity."], id="mandatory"),
]


@pytest.mark.parametrize(("lines", "notes"), NOTES)
def test_notes(lines: list[str], notes: list[str]) -> None:
    assert list(plan_of(*lines).items[-1].notes) == notes


@pytest.mark.parametrize("line", ["exit", "quit", "Invoke-Replay x.txt", " EXIT 5"])
def test_left_out(line: str) -> None:
    assert plan_of(line).items[0].skipped


def test_rendered() -> None:
    plan = plan_of("Get-Date", "Set-MailUser kim -DisplayName Kim", "Get-MailUser -Identiti x", "$a |\n  Get-Dat", "exit")
    assert plan.render(72) == [
        "1   Get-Date",
        "2 * Set-MailUser kim -DisplayName Kim",
        "3 x Get-MailUser -Identiti x",
        "                 ~~~~~~~~~",
        "    Get-MailUser has no parameter '-Identiti'. Did you mean -Identity?",
        "4 x $a |",
        "      Get-Dat",
        "    (line 2, column 3) There is no command 'Get-Dat' here. Did you mean",
        "    Get-Date?",
        "    $a is not set before this line.",
        "5 - exit",
        "    Left out: it would end the replay.",
        "",
        "lines.txt: 4 lines to run, 1 line may change something, 2 lines with",
        "errors.",
    ]


def test_rendered_text_is_safe_and_fits() -> None:
    plan = plan_of("Get-MailUser '\x1b[31mred\x07'", "Get-MailUser " + "x" * 200, "Get-MailUser '" + "名" * 60 + "' -Bogus")
    lines = plan.render(60)
    assert all("\x1b" not in line and "\x07" not in line for line in lines)
    assert max(map(len, lines)) <= 60
    assert lines[1].endswith("\u2026")


def test_numbers_are_the_lines_of_the_file() -> None:
    source = from_text("x.txt", "# about\n\nGet-Date\nGet-MailUser |\n  Set-MailUser\nGet-Dat")
    assert [item.number for item in make_plan(source.name, source.lines, CONTEXT).items] == [3, 4, 6]


@given(st.lists(st.text(st.sampled_from("Get-MailUser $@{}()[]|;,'\":`\n#.x=")), max_size=4), st.integers(1, 80))
def test_never_raises(lines: list[str], width: int) -> None:
    assert len(plan_of(*lines).render(width)) >= len(lines)
