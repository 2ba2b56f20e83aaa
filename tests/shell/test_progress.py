"""What progress shows, on a terminal and elsewhere."""

import io

import pytest

from eopsh.shell.progress import PLAIN_SECONDS, ProgressLine, bar, count_line

LINES = [
    pytest.param(0, 100, 0.0, "Commands [........................] 0 of 100, 0:00", id="begin"),
    pytest.param(50, 100, 10.0, "Commands [############............] 50 of 100, 0:10, 0:10 left", id="half"),
    pytest.param(100, 100, 75.0, "Commands [########################] 100 of 100, 1:15", id="end"),
    pytest.param(1200, 1437, 2.0, "Commands [####################....] 1,200 of 1,437, 0:02, 0:00 left", id="thousands"),
]


@pytest.mark.parametrize(("done", "total", "elapsed", "line"), LINES)
def test_count_line(done: int, total: int, elapsed: float, line: str) -> None:
    assert count_line("Commands", done, total, elapsed) == line


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
    line.show("one")
    line.show("too soon")
    clock.now = PLAIN_SECONDS
    line.show("two")
    line.show("the end", last=True)
    assert stream.getvalue() == "one\ntwo\nthe end\n"
