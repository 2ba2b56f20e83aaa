"""Times as people read them."""

from eopsh.shell.times import clock, span


def test_times() -> None:
    assert [clock(seconds) for seconds in (0, 59.9, 60, 3661, -5)] == ["0:00", "0:59", "1:00", "1:01:01", "0:00"]
    assert [span(seconds) for seconds in (0.0004, 0.5, 1, 59.94, 125)] == ["0 ms", "500 ms", "1.0 s", "59.9 s", "2:05"]
