"""How many cells texts take, and where they are cut and broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eopsh.formatting.cells import Cells, ConsoleCells, TerminalCells, head, tail, wrap

CONSOLE, TERMINAL = ConsoleCells(), TerminalCells()
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
FLAG = "\U0001f1ee\U0001f1ea"

MEASURES = [
    pytest.param("abc", 3, 3, id="ascii"),
    pytest.param("佐藤", 4, 4, id="wide characters"),
    pytest.param("e\u0301", 2, 1, id="a combining mark takes a cell only in PowerShell"),
    pytest.param("\U0001f389", 2, 2, id="emoji"),
    pytest.param(FAMILY, 8, 2, id="a joined family"),
    pytest.param(FLAG, 4, 2, id="a flag"),
    pytest.param("إيمان", 5, 5, id="Arabic"),
    pytest.param("a\u200bb", 3, 2, id="zero-width space"),
]


@pytest.mark.parametrize(("text", "console", "terminal"), MEASURES)
def test_measure(text: str, console: int, terminal: int) -> None:
    assert CONSOLE.measure(text) == console
    assert TERMINAL.measure(text) == terminal


CUTS = [
    pytest.param(CONSOLE, "abcdef", 3, "abc", "def", id="ascii"),
    pytest.param(CONSOLE, "漢字漢字", 3, "漢", "字", id="half a wide character does not fit"),
    pytest.param(TERMINAL, f"{FAMILY}ab", 2, FAMILY, "ab", id="a joined emoji stays whole"),
    pytest.param(TERMINAL, "e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301", "e\u0301e\u0301", id="a mark stays with its letter"),
    pytest.param(TERMINAL, f"{FLAG}{FLAG}", 2, FLAG, FLAG, id="flags are cut between"),
    pytest.param(CONSOLE, "abc", 0, "", "", id="no room"),
]


@pytest.mark.parametrize(("cells", "text", "room", "start", "end"), CUTS)
def test_head_and_tail(cells: Cells, text: str, room: int, start: str, end: str) -> None:
    assert head(cells, text, room) == start
    assert tail(cells, text, room) == end


BREAKS = [
    pytest.param("The quick brown fox", 10, ["The quick ", "brown fox"], id="after blanks, which stay"),
    pytest.param("a-b-c-d/e/f", 4, ["a-b-", "c-d/", "e/f"], id="not at dashes: a long word is cut"),
    pytest.param("ab cdefghijkl yz", 6, ["ab cde", "fghijk", "l yz"], id="a long word begins on the current line"),
    pytest.param("one\n\ntwo", 5, ["one", "", "two"], id="at line feeds"),
    pytest.param("漢漢漢", 5, ["漢漢", "漢"], id="wide characters whole"),
    pytest.param("漢", 1, ["?"], id="too wide for the room"),
    pytest.param("", 5, [""], id="nothing is one line"),
]


@pytest.mark.parametrize(("text", "room", "lines"), BREAKS)
def test_wrap(text: str, room: int, lines: list[str]) -> None:
    assert wrap(CONSOLE, text, room) == lines


LINES = st.text(alphabet=st.sampled_from("ab 漢e\u0301\u200d\U0001f468\U0001f469\U0001f1ee\U0001f1eaإ"), max_size=40)
TEXTS = st.text(alphabet=st.sampled_from("ab \t\n漢e\u0301\u200d\U0001f468\U0001f469\U0001f1ee\U0001f1eaإ"), max_size=40)


@given(TEXTS, st.integers(2, 12), st.sampled_from([CONSOLE, TERMINAL]))
def test_wrapped_lines_fit_and_lose_nothing(text: str, room: int, cells: Cells) -> None:
    lines = wrap(cells, cells.prepare(text), room)
    assert all(cells.measure(line) <= room for line in lines if "?" not in line)
    assert "".join(lines) == cells.prepare(text).replace("\n", "") or "?" in "".join(lines)


@given(LINES, st.integers(0, 12), st.sampled_from([CONSOLE, TERMINAL]))
def test_head_and_tail_fit(text: str, room: int, cells: Cells) -> None:
    assert cells.measure(head(cells, text, room)) <= room
    assert cells.measure(tail(cells, text, room)) <= room
    assert text.startswith(head(cells, text, room))
    assert text.endswith(tail(cells, text, room))


@given(LINES)
def test_units_add_up(text: str) -> None:
    for cells in (CONSOLE, TERMINAL):
        units = list(cells.units(text))
        assert "".join(unit for unit, _ in units) == text
        assert sum(width for _, width in units) == cells.measure(text)
