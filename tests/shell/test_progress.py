"""What progress shows, on a terminal and elsewhere."""

import io

import pytest

from eopsh.objects import PSObject
from eopsh.shell.progress import PLAIN_SECONDS, ProgressLine, bar, progress_text

RECORDS = [
    pytest.param((0, 0, -1), "Loading [........................] 5 of 9, 0:00", id="begin"),
    pytest.param((50, 10, 10), "Loading [############............] 5 of 9, 0:10, 0:10 left", id="half"),
    pytest.param((-1, -1, -1), "Loading 5 of 9", id="nothing known"),
    pytest.param((100, 75, 0), "Loading [########################] 5 of 9, 1:15, 0:00 left", id="end"),
]


def record(percent: int, elapsed: int, left: int, kind: str = "Processing", status: str = "5 of 9") -> PSObject:
    notes = {"Activity": "Loading", "StatusDescription": status, "PercentComplete": percent}
    return PSObject({**notes, "SecondsElapsed": elapsed, "SecondsRemaining": left, "Type": kind})


@pytest.mark.parametrize(("numbers", "line"), RECORDS)
def test_progress_text(numbers: tuple[int, int, int], line: str) -> None:
    assert progress_text(record(*numbers), 200) == (line, False)


def test_an_end_is_an_end() -> None:
    assert progress_text(record(100, 0, 0, "Completed"), 80)[1]


def test_a_server_cannot_draw() -> None:
    text, _ = progress_text(record(-1, -1, -1, status="\x1b[2J\nx"), 80)
    assert "\x1b" not in text
    assert "\n" not in text


def test_wide_characters_never_make_a_second_line() -> None:
    stream = io.StringIO()
    text, _ = progress_text(record(-1, -1, -1, status="\u6f22" * 40), 20)
    assert text == "Loading " + "\u6f22" * 5
    ProgressLine(stream, terminal=True, width=lambda: 10, clock=Clock()).show("\u6f22" * 40)
    assert stream.getvalue() == "\r\x1b[2K" + "\u6f22" * 4


def test_more_than_the_total_stays_in_the_bar() -> None:
    assert bar(7, 5) == bar(5, 5)
    assert bar(1, 0) == bar(0, 5)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_terminal_line_redraws_itself_and_leaves_nothing() -> None:
    stream, clock = io.StringIO(), Clock()
    line = ProgressLine(stream, terminal=True, width=lambda: 20, clock=clock)
    line.show("a" * 40)
    line.show("too soon")
    clock.now = 1.0
    line.show("b")
    line.clear()
    line.clear()
    assert stream.getvalue() == "\r\x1b[2K" + "a" * 19 + "\r\x1b[2Kb" + "\r\x1b[2K"


def test_elsewhere_plain_lines_now_and_then() -> None:
    stream, clock = io.StringIO(), Clock()
    line = ProgressLine(stream, terminal=False, width=lambda: 80, clock=clock)
    line.show("too soon for what may end at once")
    clock.now = PLAIN_SECONDS
    line.show("one")
    line.show("too soon")
    clock.now = 2 * PLAIN_SECONDS
    line.show("two")
    line.show("the end", last=True)
    assert stream.getvalue() == "one\ntwo\nthe end\n"
