"""PowerShell's error ids, spans and messages; hints of our own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import eopsh.language
from eopsh.language import Answer, parse
from eopsh.language.errors import MESSAGES, message_of
from tests.language.sketch import error_ids

ERRORS = [
    pytest.param("1 2", ["UnexpectedToken"], (2, 3), id="two values"),
    pytest.param("Get-X <name>", ["RedirectionNotSupported"], (6, 7), id="placeholder"),
    pytest.param("a | | b", ["EmptyPipeElement"], (3, 3), id="empty element"),
    pytest.param("1 = 2", ["InvalidLeftHandSide"], (0, 1), id="assignment to a number"),
    pytest.param("@args", ["SplattingNotPermitted"], (0, 5), id="splatting outside a command"),
    pytest.param("@{a=1;a=2}", ["DuplicateKeyInHashLiteral"], (6, 7), id="key twice"),
    pytest.param("a | $b", ["ExpressionsMustBeFirstInPipeline"], (4, 6), id="value behind a pipe"),
    pytest.param("from", ["ReservedKeywordNotAllowed"], (0, 4), id="reserved word"),
    pytest.param("a > b > c", ["StreamAlreadyRedirected"], (6, 9), id="redirected twice"),
    pytest.param("300y", ["BadNumericConstant"], (0, 4), id="number does not fit"),
    pytest.param('"$a: b"', ["InvalidVariableReferenceWithDrive"], (1, 4), id="colon behind a variable"),
    pytest.param("try { 1 }\n2", ["MissingCatchOrFinally"], (9, 9), id="try alone"),
    pytest.param("if (1) {} else if (2) {}", ["MissingStatementBlockAfterElse"], (14, 14), id="else if"),
    pytest.param("#requires -Version x", ["RequiresVersionInvalid"], (19, 20), id="requires"),
    pytest.param("#requires -foo", ["ParameterRequiresArgument"], (10, 14), id="requires what is unknown"),
    pytest.param("switch (1) { default {1} default {1} }", ["MultipleSwitchDefaultClauses"], (25, 32), id="default twice"),
    pytest.param("[ordered]$h = @{}", ["OrderedAttributeOnlyOnHashLiteralNode"], (0, 11), id="ordered"),
    pytest.param("@'x'@", ["UnexpectedCharactersAfterHereStringHeader"], (2, 3), id="here-string on one line"),
    pytest.param("@'\nx\n '@", ["WhitespaceBeforeHereStringFooter"], (5, 7), id="blank before a footer"),
    pytest.param('"`u{110000}"', ["InvalidUnicodeEscapeSequenceValue"], (4, 10), id="no code point"),
    pytest.param("switch -foo (1) { 1 {2} }", ["InvalidSwitchFlag"], (7, 11), id="switch flag"),
    pytest.param("foreach ($a-b in 1) { }", ["MissingVariableNameAfterForeach"], (9, 9), id="no variable"),
    pytest.param("param($a, $a)", ["DuplicateFormalParameter"], (10, 12), id="parameter twice"),
    pytest.param("1; using namespace x", ["UsingMustBeAtStartOfScript"], (3, 20), id="late using"),
]


@pytest.mark.parametrize(("text", "ids", "span"), ERRORS)
def test_error(text: str, ids: list[str], span: tuple[int, int]) -> None:
    parsed = parse(text)
    assert parsed.answer is not Answer.COMPLETE
    assert error_ids(parsed)[: len(ids)] == ids
    assert (parsed.errors[0].start, parsed.errors[0].end) == span


def test_every_id_has_its_message() -> None:
    folder = Path(eopsh.language.__file__).parent
    written = set()
    for file in folder.glob("*.py"):
        written |= set(
            re.findall(r'(?:report\w*|Fault|_close_condition|_closing_paren)\(\s*(?:[^"()]*, )?"([A-Z]\w+)"', file.read_text("utf-8"))
        )
    assert len(written) > 60
    assert written <= MESSAGES.keys()


@pytest.mark.parametrize("error_id", sorted(MESSAGES))
def test_messages_can_be_filled_in(error_id: str) -> None:
    message = message_of(error_id, "NAME")
    assert message
    assert "{0}" not in message


def test_message() -> None:
    assert parse("$a + ) 1").errors[0].message == "You must provide a value expression following the '+' operator."


ERROR_HINTS = [
    pytest.param("$a != $b", "write -ne to compare", id="not equal"),
    pytest.param("$a <> $b", "write -ne to compare", id="basic's not equal"),
    pytest.param("$a < 5", "write -lt to compare", id="less"),
    pytest.param("1 = $a", "write -eq to compare", id="value on the left"),
    pytest.param("if (1) {2} else if (3) {4}", "write elseif as one word", id="else if"),
    pytest.param("@{a=1, b=2}", "separate the pairs of a hashtable with ; or with a new line", id="comma between pairs"),
    pytest.param(
        "[PS] C:\\Windows\\system32>Get-X",
        "this is the prompt of a shell that was copied along: take it away",
        id="prompt of the Exchange shell",
    ),
    pytest.param(
        "$a = 1\n[mail01]: PS C:\\> Get-X",
        "this is the prompt of a shell that was copied along: take it away",
        id="prompt of a remote shell",
    ),
    pytest.param(
        "Get-X <name>", "a name in angle brackets is a placeholder: put the value in its place, without the brackets", id="placeholder"
    ),
]


@pytest.mark.parametrize(("text", "hint"), ERROR_HINTS)
def test_hint_with_an_error(text: str, hint: str) -> None:
    assert parse(text).errors[0].hint == hint


SLIPS = [
    pytest.param("if ($a == 1) { }", "write -eq to compare", (7, 9), id="double equals"),
    pytest.param("if ($a = 1) { }", "this assigns: write -eq to compare", (6, 9), id="assignment as a condition"),
    pytest.param("$a > 5", "this writes to a file named 5: write -gt to compare", (3, 6), id="greater"),
    pytest.param("$a >= 5", "this writes to a file: write -ge to compare", (3, 5), id="greater or equal"),
    pytest.param(
        "Set-X -Enabled = $true", "a parameter takes its value without =: -Enabled VALUE", (15, 16), id="equals behind a parameter"
    ),
    pytest.param("a = 5", "to set a variable, write $a = ...", (2, 3), id="variable without dollar"),
    pytest.param("PS> Get-X", "this is the prompt of a shell that was copied along: take it away", (0, 3), id="prompt"),
    pytest.param("PS C:\\> Get-X", "this is the prompt of a shell that was copied along: take it away", (0, 2), id="prompt with a path"),
    pytest.param(">> Get-X", "this is the prompt of a shell that was copied along: take it away", (0, 2), id="second prompt"),
    pytest.param(
        "if (1) {2}; else {3}", "else belongs behind the closing brace of its if, with no ; between them", (12, 16), id="else cut off"
    ),
    pytest.param("f(1, 2)", "a command takes its arguments apart by blanks: f A B", (1, 7), id="arguments in parentheses"),
]


@pytest.mark.parametrize(("text", "hint", "span"), SLIPS)
def test_slips_that_parse(text: str, hint: str, span: tuple[int, int]) -> None:
    (found,) = parse(text).hints
    assert (found.text, (found.start, found.end)) == (hint, span)


NO_SLIPS = [
    "if ($a = Get-X) { }",
    "Get-X -Y $true",
    "ps",
    "f (1, 2)",
    "f(1)",
    "$a = 1",
    "1 > out.txt",
    "if (1) {2} else {3}",
    "$x -eq 1",
    "$a += .'",
]


@pytest.mark.parametrize("text", NO_SLIPS)
def test_no_hint_where_nothing_is_wrong(text: str) -> None:
    assert parse(text).hints == ()
