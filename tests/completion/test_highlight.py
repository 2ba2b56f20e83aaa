"""Which type each piece of a line gets, with and without a catalogue."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments import highlight as pygmentize
from pygments.formatters import HtmlFormatter, NullFormatter, TerminalFormatter
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, _TokenType

from eopsh.completion import ANSI_STYLE, highlight
from eopsh.completion.highlight import (
    ALIAS,
    AMBIGUOUS_PARAMETER,
    BARE_WORD,
    DEFINED_FUNCTION,
    EXCLUDED_PARAMETER,
    FILTER_PROPERTY,
    LOCAL_COMMAND,
    LONE_BRACKET,
    MATCHED_BRACKET,
    PARAMETER,
    REMOTE_COMMAND,
    UNCHECKED_COMMAND,
    UNKNOWN_COMMAND,
    UNKNOWN_PARAMETER,
)
from eopsh.completion.lexer import EopshLexer
from eopsh.language import parse
from tests.completion.world import CONTEXT

CASES = [
    pytest.param("Get-MailUser", "Get-MailUser", REMOTE_COMMAND, id="remote"),
    pytest.param("get-date", "get-date", LOCAL_COMMAND, id="local"),
    pytest.param("gm", "gm", ALIAS, id="alias"),
    pytest.param("gtr", "gtr", ALIAS, id="the user's alias"),
    pytest.param("Show-Report", "Show-Report", DEFINED_FUNCTION, id="function"),
    pytest.param("function Do-It {}; Do-It", "Do-It", DEFINED_FUNCTION, id="function of the text"),
    pytest.param("Get-Nothing", "Get-Nothing", UNKNOWN_COMMAND, id="unknown"),
    pytest.param("Get-MailUser -Identity x", "-Identity", PARAMETER, id="parameter"),
    pytest.param("Get-MailUser -Identity:x", "-Identity:", PARAMETER, id="with a colon"),
    pytest.param("Get-MailUser -Ident x", "-Ident", PARAMETER, id="unique prefix"),
    pytest.param("Get-MailUser -Verb", "-Verb", PARAMETER, id="common"),
    pytest.param("Get-MailUser -Bogus x", "-Bogus", UNKNOWN_PARAMETER, id="unknown parameter"),
    pytest.param("New-TransportRule -E x", "-E", AMBIGUOUS_PARAMETER, id="ambiguous"),
    pytest.param("Get-Nothing -Bogus x", "-Bogus", PARAMETER, id="of an unknown command"),
    pytest.param("Show-Report -Bogus x", "-Bogus", PARAMETER, id="of a function, which takes any"),
    pytest.param("Get-MailUser kim", "kim", BARE_WORD, id="bare word"),
    pytest.param("Get-MailUser 'kim'", "'kim'", String.Single, id="single quotes"),
    pytest.param("Get-MailUser 15", "15", Number, id="number"),
    pytest.param("Get-MailUser # all", "# all", Comment, id="comment"),
    pytest.param("$x = 1", "$x", Name.Variable, id="variable"),
    pytest.param("$x = 1", "=", Operator, id="assignment"),
    pytest.param("1 -eq 2", "-eq", Operator, id="operator"),
    pytest.param("if (1) {}", "if", Keyword, id="keyword"),
    pytest.param("[datetime]'x'", "datetime", Name.Class, id="type"),
    pytest.param('"a $x b"', "$x", Name.Variable, id="variable in a string"),
    pytest.param('"a $(Get-MailUser) b"', "Get-MailUser", REMOTE_COMMAND, id="command in a string"),
    pytest.param("Get-MailUser | Set-Nothing", "Set-Nothing", UNKNOWN_COMMAND, id="after a pipe"),
]


def types(line: str, *, known: bool = True) -> dict[str, _TokenType]:
    return {line[start:end]: kind for start, end, kind in highlight(line, parse(line), CONTEXT if known else None)}


@pytest.mark.parametrize(("line", "piece", "kind"), CASES)
def test_types(line: str, piece: str, kind: _TokenType) -> None:
    assert types(line)[piece] is kind


def test_without_a_catalogue_nothing_is_unknown() -> None:
    found = types("Get-Nothing -Bogus x", known=False)
    assert (found["Get-Nothing"], found["-Bogus"]) == (UNCHECKED_COMMAND, PARAMETER)


@given(st.text(st.sampled_from("Get-MailUser $@{}()[]|;,'\":`\n#.x-\u20135=")))
def test_spans_tile_the_text(text: str) -> None:
    spans = highlight(text, parse(text), CONTEXT)
    assert "".join(text[start:end] for start, end, _ in spans) == text
    assert all(before[1] == after[0] for before, after in itertools.pairwise(spans))


def test_the_lexer_keeps_the_text() -> None:
    line = "Get-MailUser -Identity \"kim $(Get-Date)\" | ? { $_.Name -like 'a*' } # all\n"
    assert pygmentize(line, EopshLexer(), NullFormatter()) == line


@pytest.mark.parametrize("formatter", [HtmlFormatter(), TerminalFormatter(), HtmlFormatter(style="monokai")])
def test_any_formatter_and_style_takes_our_types(formatter: HtmlFormatter[str]) -> None:
    assert "Get" in pygmentize("Get-Nothing -x 1", EopshLexer(context=CONTEXT), formatter)


def test_the_context_is_an_option_of_the_lexer() -> None:
    kinds = {text: kind for kind, text in EopshLexer(context=CONTEXT).get_tokens("Get-Nothing")}
    assert kinds["Get-Nothing"] is UNKNOWN_COMMAND


def test_the_lexer_is_registered_with_pygments() -> None:
    project = tomllib.loads((Path(__file__).resolve().parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    entry = EntryPoint("eopsh", project["project"]["entry-points"]["pygments.lexers"]["eopsh"], "pygments.lexers")
    assert entry.load() is EopshLexer
    assert "eopsh" in EopshLexer.aliases


def test_pygmentize_finds_the_lexer_of_an_installed_eopsh(tmp_path: Path) -> None:
    installed = tmp_path / "eopsh-1.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: eopsh\nVersion: 1\n", encoding="utf-8")
    (installed / "entry_points.txt").write_text("[pygments.lexers]\neopsh = eopsh.completion.lexer:EopshLexer\n", encoding="utf-8")
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run(
        [sys.executable, "-m", "pygments", "-l", "eopsh", "-f", "html"],
        input=b"Get-MailUser -Identity 'kim' # all",
        capture_output=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(root)))},
        check=True,
        timeout=60,
    )
    assert b"Get-MailUser" in run.stdout
    assert b'<span class="c">' in run.stdout


BRACKETS = [
    pytest.param("Get-Date (1", "(", LONE_BRACKET, id="open alone"),
    pytest.param("1)", ")", LONE_BRACKET, id="closed alone"),
    pytest.param("if ($x) { 1", "{", LONE_BRACKET, id="an open brace"),
    pytest.param("if ($x) { 1 }", "(", Punctuation, id="a pair"),
    pytest.param('"$(1', "$(", LONE_BRACKET, id="in a string"),
]


@pytest.mark.parametrize(("line", "piece", "kind"), BRACKETS)
def test_brackets(line: str, piece: str, kind: _TokenType) -> None:
    assert types(line)[piece] is kind


PAIRS = [
    pytest.param("(a │(b) c)", "(b)", id="before the bracket"),
    pytest.param("(a (b)│ c)", "(b)", id="behind the closing one"),
    pytest.param("│@{ a = 1 }", "@{}", id="of two characters"),
    pytest.param("a │b (c)", "", id="at none"),
    pytest.param("│(a", "", id="without partner"),
]


@pytest.mark.parametrize(("marked", "pair"), PAIRS)
def test_the_bracket_under_the_cursor_and_its_partner(marked: str, pair: str) -> None:
    before, _, after = marked.partition("\u2502")
    line = before + after
    spans = highlight(line, parse(line), CONTEXT, len(before))
    assert "".join(line[start:end] for start, end, kind in spans if kind is MATCHED_BRACKET) == pair.replace("b", "")


def test_parameters_that_exclude_each_other() -> None:
    found = types("Get-MailUser -Anr x -Identity kim")
    assert (found["-Anr"], found["-Identity"]) == (PARAMETER, EXCLUDED_PARAMETER)


def test_words_of_a_filter_are_no_commands() -> None:
    found = types("Get-MailUser -Filter { Name -like 'a' }")
    assert (found["Name"], found["-like"]) == (FILTER_PROPERTY, Operator)


def test_a_command_in_a_variable_is_not_judged() -> None:
    assert types("& $command -Bogus")["-Bogus"] is PARAMETER


def test_unknown_names_take_the_error_colour_of_a_style() -> None:
    assert UNKNOWN_COMMAND.parent in ANSI_STYLE
    assert UNKNOWN_COMMAND.parent is UNKNOWN_PARAMETER.parent
