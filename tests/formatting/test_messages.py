"""How errors and the other streams read."""

from __future__ import annotations

import pytest

from eopsh.errors import EopshError, LineError, PipelineFailed, SignInFailed
from eopsh.formatting import (
    format_advice,
    format_debug,
    format_error,
    format_information,
    format_verbose,
    format_warning,
)
from eopsh.formatting.palette import console_code
from eopsh.objects import ErrorRecord, PSObject

RECORDS = [
    pytest.param(ErrorRecord("trouble", activity="Write-Error"), ["Write-Error: trouble"], id="the command"),
    pytest.param(ErrorRecord("one\ntwo", activity="Get-X"), ["Get-X: one", "two"], id="two lines"),
    pytest.param(
        ErrorRecord("Mailbox not found", activity="Write-Error", recommended_action="Check the alias"),
        ["Write-Error: Mailbox not found", "  Recommendation: Check the alias"],
        id="a recommendation",
    ),
    pytest.param(ErrorRecord("plain", details="in other words", activity="Get-X"), ["Get-X: in other words"], id="details go first"),
    pytest.param(
        ErrorRecord("stop", category="OperationStopped", exception_type="System.Management.Automation.RuntimeException"),
        ["Exception: stop"],
        id="a thrown text",
    ),
    pytest.param(
        ErrorRecord("bad argument", category="OperationStopped", exception_type="System.ArgumentException"),
        ["OperationStopped: bad argument"],
        id="a thrown exception",
    ),
    pytest.param(
        ErrorRecord("Attempted to divide by zero.", exception_type="System.Management.Automation.RuntimeException"),
        ["RuntimeException: Attempted to divide by zero."],
        id="no category",
    ),
    pytest.param(ErrorRecord("null-valued", category="InvalidOperation"), ["InvalidOperation: null-valued"], id="the category"),
    pytest.param(ErrorRecord("\x1b[2Jgone", activity="Get-X"), ["Get-X: \u241b[2Jgone"], id="never obeyed"),
]


@pytest.mark.parametrize(("record", "lines"), RECORDS)
def test_record(record: ErrorRecord, lines: list[str]) -> None:
    assert format_error(record, width=80) == lines


def test_a_failed_pipeline_reads_as_its_record() -> None:
    error = PipelineFailed(record=ErrorRecord("The operation couldn't be performed.", activity="Get-MailUser"))
    assert format_error(error, width=80) == ["Get-MailUser: The operation couldn't be performed."]


PLACES = [
    pytest.param(
        LineError("No such parameter 'Foo'.", 13, 17, hint="Did you mean -Force?"),
        "Get-MailUser -Foo",
        ["No such parameter 'Foo'.", "  Get-MailUser -Foo", "               ~~~~", "  Did you mean -Force?"],
        id="marked, with a hint",
    ),
    pytest.param(LineError("Unfinished.", 5, 5), "1 + 2", ["Unfinished.", "  1 + 2", "       ~"], id="the end of the line"),
    pytest.param(LineError("Wrong.", 4, 7), "one\ntwo\nthree", ["Wrong.", "  two", "  ~~~"], id="the second line"),
    pytest.param(LineError("Wrong.", 3, 5), "佐藤 ab", ["Wrong.", "  佐藤 ab", "       ~~"], id="under wide characters"),
    pytest.param(LineError("Wrong.", 0, 1), None, ["Wrong."], id="no line"),
    pytest.param(LineError("Wrong.", 99, 100), "short", ["Wrong."], id="a place that is not there"),
]


@pytest.mark.parametrize(("error", "line", "lines"), PLACES)
def test_place(error: LineError, line: str | None, lines: list[str]) -> None:
    assert format_error(error, width=80, line=line) == lines


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "x" * 100 + "HERE" + "y" * 100
    _, shown, marks = format_error(LineError("Wrong.", 100, 104), width=40, line=line)
    assert len(shown) <= 40
    assert shown[marks.index("~") : marks.rindex("~") + 1] == "HERE"
    assert shown.startswith("  …")
    assert shown.endswith("…")


def test_advice_says_cause_next_step_and_the_servers_words() -> None:
    lines = format_error(SignInFailed("HTTP 401\x07"), width=80)
    assert lines == [SignInFailed.advice.cause, SignInFailed.advice.next_step, "  HTTP 401\u2407"]
    assert format_advice(EopshError()) == [EopshError.advice.cause, EopshError.advice.next_step]


def test_colors_are_asked_for() -> None:
    record = ErrorRecord("trouble", activity="Get-X")
    assert format_error(record, width=80, color=True) == ["\x1b[31;1mGet-X: trouble\x1b[0m"]
    assert format_warning("careful", color=True) == ["\x1b[33;1mWARNING: careful\x1b[0m"]


INFORMATIONAL = PSObject({"InformationalRecord_Message": "careful", "InformationalRecord_SerializeInvocationInfo": False})


def test_the_other_streams() -> None:
    assert format_warning(INFORMATIONAL) == ["WARNING: careful"]
    assert format_verbose("details") == ["VERBOSE: details"]
    assert format_debug("more") == ["DEBUG: more"]
    assert format_information(PSObject({"MessageData": "said", "Source": "x"})) == ["said"]
    assert format_information(PSObject({"MessageData": PSObject({"Message": "host", "NoNewLine": False})})) == ["host"]
    assert format_information("plain") == ["plain"]


SCRIPT = "$a = 1\n  Get-Thing -Wrong 5\n"
POSITION = "At line:2 char:13\n+   Get-Thing -Wrong 5\n+             ~~~~~~"


def test_an_error_points_at_its_line_of_a_script() -> None:
    record = ErrorRecord("No such parameter.", category="InvalidArgument", activity="Get-Thing", position=POSITION)
    assert format_error(record, width=80) == [
        "Get-Thing: ",
        "Line |",
        "   2 |    Get-Thing -Wrong 5",
        "     |              ~~~~~~",
        "     | No such parameter.",
    ]


def test_a_line_number_of_five_digits_moves_the_margin() -> None:
    record = ErrorRecord("no", activity="Get-Thing", position=POSITION.replace("line:2", "line:12345"))
    assert [line.index("|") for line in format_error(record, width=80)[1:]] == [6] * 4


def test_an_error_of_the_first_line_does_not_repeat_it() -> None:
    record = ErrorRecord("no", activity="Get-Thing", position=POSITION.replace("line:2", "line:1"))
    assert format_error(record, width=80) == ["Get-Thing: no"]


def test_a_fault_of_the_text_is_shown_on_the_first_line_too_and_wraps() -> None:
    message = "Missing closing '}' in statement block or type definition,\nand more."
    record = ErrorRecord(message, category="ParserError", position="At line:1 char:4\n+ if {\n+    ~")
    assert format_error(record, width=40) == [
        "ParserError: ",
        "Line |",
        "   1 |  if {",
        "     |     ~",
        "     | Missing closing '}' in statement",
        "     | block or type definition, and",
        "     | more.",
        "",
    ]


def test_a_server_does_not_point_into_the_users_script() -> None:
    record = ErrorRecord("no", activity="Get-Thing", position=POSITION, source=PSObject())
    assert format_error(record, width=80) == ["Get-Thing: no"]


def test_a_script_shows_its_hint_beneath_where_the_place_is_wanted() -> None:
    record = ErrorRecord("no", activity="Get-Thing", position=POSITION, hint="write -Right")
    assert format_error(record, width=80, place=True)[-2:] == ["     | no", "  write -Right"]


OTHER_VIEWS = [
    pytest.param("NormalView", ["Get-Thing : no", *POSITION.split("\n")], id="place and ids"),
    pytest.param("categoryview", ["InvalidArgument: (a:String) [Get-Thing], Exception"], id="category"),
]


@pytest.mark.parametrize(("view", "begin"), OTHER_VIEWS)
def test_error_view(view: str, begin: list[str]) -> None:
    record = ErrorRecord(
        "no", "Bad,Get-Thing", "InvalidArgument", activity="Get-Thing", target_name="a", target_type="String", position=POSITION
    )
    facts = ["+ CategoryInfo          : InvalidArgument: (a:String) [Get-Thing], Exception", "+ FullyQualifiedErrorId : Bad,Get-Thing"]
    assert format_error(record, width=80, view=view) == [*begin, *(facts if view == "NormalView" else [])]
    assert format_error(record, width=80, view="Other")[0] == "Get-Thing: "


@pytest.mark.parametrize(
    ("foreground", "background", "code"),
    [
        pytest.param("DarkRed", "", "\x1b[31m", id="dark"),
        pytest.param("white", "DarkBlue", "\x1b[97;44m", id="both"),
        pytest.param("", "Yellow", "\x1b[103m", id="behind"),
        pytest.param("Mauve", "", "", id="none"),
    ],
)
def test_the_colours_of_the_console(foreground: str, background: str, code: str) -> None:
    assert console_code(foreground, background) == code
