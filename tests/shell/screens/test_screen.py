"""The full-screen list, driven by keys through a pipe."""

import asyncio

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from eopsh.catalogue.pages import command_of, read_page
from eopsh.formatting.help import help_lines
from eopsh.shell.screens import ListScreen, Row, help_rows, parameter_row
from tests.catalogue.pages.sample import SAMPLE

ENTER, ESCAPE, DOWN, END, TAB = "\r", "\x1b", "\x1b[B", "\x1b[F", "\t"
ROWS = [Row("title", heading=True), Row("alpha", value="a"), Row("beta", value="b"), Row("Part", heading=True), Row("gamma", value="c")]


def chosen(keys: str, rows: list[Row] = ROWS, start: int = 0) -> str | None:
    with create_pipe_input() as pipe:
        pipe.send_text(keys)
        screen = ListScreen("help", rows, start=start, input=pipe, output=DummyOutput())
        return asyncio.run(asyncio.wait_for(screen.run(), 10))


KEYS = [
    pytest.param(DOWN + ENTER, "a", id="down and take"),
    pytest.param("j" + "j" + ENTER, "b", id="letters move"),
    pytest.param(END + ENTER, "c", id="end"),
    pytest.param("/gam" + ENTER + ENTER, "c", id="search and take"),
    pytest.param("/b" + ENTER + "gn" + ENTER, "b", id="search again"),
    pytest.param(TAB + DOWN + ENTER, "c", id="next part"),
    pytest.param(ENTER + DOWN + ENTER, "a", id="what cannot be taken keeps the list open"),
    pytest.param("q", None, id="q closes"),
    pytest.param("\x03", None, id="Ctrl-C closes"),
    pytest.param("/q" + ENTER + "q", None, id="q in a search is a letter"),
]


@pytest.mark.parametrize(("keys", "value"), KEYS)
def test_keys(keys: str, value: str | None) -> None:
    assert chosen(keys) == value


def test_help_rows_give_examples_and_parameters() -> None:
    page = read_page(SAMPLE)
    lines = help_lines(command_of(page), page, width=80)
    rows = help_rows(lines)
    start = parameter_row(lines, "state")
    assert chosen(ENTER, rows, start) == "-State "
    assert chosen("/$p.State" + ENTER + ENTER, rows) == "$p = Get-Parcel 17\n$p.State"
    assert parameter_row(lines, "nothing") == 0
