"""What the history keeps, finds again, and survives."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from eopsh.history import Entry, History, Outcome


@pytest.fixture
def notices() -> list[str]:
    return []


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.db"


Open = Callable[[], History]


@pytest.fixture
def opened(path: Path, notices: list[str]) -> Iterator[Open]:
    """A way to open the same file again and again."""
    histories: list[History] = []

    def opening() -> History:
        histories.append(History(path, notices.append))
        return histories[-1]

    yield opening
    for history in histories:
        history.close()


def lines(history: History) -> list[str]:
    return [entry.line for entry in history]


def test_keeps_everything_across_sessions(opened: Open) -> None:
    started = datetime(2026, 11, 24, 8, 30, 15, tzinfo=UTC)
    entry = Entry("Get-TransportRule", started, "s1", "fabrikam", "kim@fabrikam.example", "https://x/", True)
    first = opened()
    first.finish(first.append(entry), Outcome.OK, 1.25, 7)
    first.close()
    kept = next(iter(opened()))
    assert (kept.line, kept.started, kept.session, kept.organization, kept.user, kept.endpoint, kept.masked) == (
        "Get-TransportRule",
        started,
        "s1",
        "fabrikam",
        "kim@fabrikam.example",
        "https://x/",
        True,
    )
    assert (kept.outcome, kept.duration, kept.rows) == (Outcome.OK, 1.25, 7)


def test_a_line_that_has_not_ended_has_no_outcome(opened: Open) -> None:
    history = opened()
    history.append(Entry("Get-X"))
    assert history.recent(1)[0].outcome is None


PREFIXES = [
    pytest.param("get-", ["Get-B", "get-A"], id="any case"),
    pytest.param("Get-B", ["Get-B"], id="whole"),
    pytest.param("%", [], id="no wildcard"),
    pytest.param("x", [], id="nothing"),
    pytest.param("", ["Set-C é", "Get-B", "get-A"], id="no prefix"),
    pytest.param(None, ["Set-C é", "Get-B", "get-A"], id="none"),
    pytest.param("Set-C é", ["Set-C é"], id="beyond ASCII"),
]


@pytest.mark.parametrize(("prefix", "found"), PREFIXES)
def test_recent_by_prefix(opened: Open, prefix: str | None, found: list[str]) -> None:
    history = opened()
    for line in ("get-A", "Get-B", "Set-C é"):
        history.append(Entry(line))
    assert [entry.line for entry in history.recent(10, prefix)] == found


def test_prefix_of_many_gives_the_newest(opened: Open) -> None:
    history = opened()
    for index in range(1_000):
        history.append(Entry(f"Get-{index}"))
    assert [entry.line for entry in history.recent(2, "get-")] == ["Get-999", "Get-998"]


def test_prefix_of_long_ago(opened: Open) -> None:
    history = opened()
    for line in ["Set-Old 1", "Set-Old 2", *["Get-X"] * 3_100, "Set-Old 3"]:
        history.append(Entry(line))
    assert [entry.line for entry in history.recent(2, "set-o")] == ["Set-Old 3", "Set-Old 2"]
    assert len(history.recent(10, "Set")) == 3


SEARCHES = [
    pytest.param("rule", ["Set-TransportRule 50%", "Get-TransportRule"], id="any case"),
    pytest.param("50%", ["Set-TransportRule 50%"], id="percent is itself"),
    pytest.param("t_T", [], id="underscore is itself"),
    pytest.param("\\", [], id="backslash"),
]


@pytest.mark.parametrize(("text", "found"), SEARCHES)
def test_search(opened: Open, text: str, found: list[str]) -> None:
    history = opened()
    for line in ("Get-TransportRule", "Set-TransportRule 50%", "Get-MailUser"):
        history.append(Entry(line))
    assert [entry.line for entry in history.search(text)] == found


def test_iterates_both_ways_over_more_than_one_chunk(opened: Open) -> None:
    history = opened()
    for index in range(450):
        history.append(Entry(str(index)))
    assert [entry.line for entry in history.oldest_first()] == [str(index) for index in range(450)]
    assert lines(history) == [str(index) for index in reversed(range(450))]


def test_iterating_loads_only_what_is_asked_for(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    history = opened()
    for index in range(450):
        history.append(Entry(str(index)))
    asked: list[object] = []
    select = history._select

    def counted(*values: object) -> list[Entry]:
        asked.append(values)
        return select(*values)  # type: ignore[arg-type]

    monkeypatch.setattr(history, "_select", counted)
    next(iter(history))
    assert len(asked) == 1


def test_two_processes_write_at_once(opened: Open, path: Path) -> None:
    history = opened()
    script = (
        "import sys; from pathlib import Path; from eopsh.history import *\n"
        "h = History(Path(sys.argv[1]), lambda text: sys.exit(text))\n"
        "for i in range(200): h.finish(h.append(Entry(f'{sys.argv[2]} {i}')), Outcome.OK, 0.1)\n"
    )
    processes = [subprocess.Popen([sys.executable, "-c", script, str(path), name]) for name in "ab"]
    assert [process.wait(60) for process in processes] == [0, 0]
    assert sorted(lines(history)) == sorted(f"{name} {index}" for name in "ab" for index in range(200))
    assert all(entry.outcome is Outcome.OK for entry in history)


def test_sees_the_lines_of_another_session(opened: Open) -> None:
    one, two = opened(), opened()
    one.append(Entry("from one"))
    assert lines(two) == ["from one"]


def test_clear_forgets_all(opened: Open) -> None:
    history = opened()
    history.append(Entry("Get-X"))
    history.clear()
    assert lines(history) == []


def test_only_the_user_can_read_it(opened: Open, path: Path) -> None:
    opened()
    assert path.stat().st_mode & 0o077 == 0 or sys.platform == "win32"


STRANGE = ["a\0b", "half \ud83d surrogate", "line\nbreak", "", "\U0001d4b3" * 10_000]


@pytest.mark.parametrize("line", STRANGE, ids=["nul", "surrogate", "line break", "empty", "long"])
def test_any_text_can_be_stored(opened: Open, line: str) -> None:
    history = opened()
    assert history.append(Entry(line)) > 0
    assert len(lines(history)[0]) == len(line)


# --- what goes wrong with the file


def test_a_file_that_is_no_database_is_set_aside(opened: Open, path: Path, notices: list[str]) -> None:
    path.parent.mkdir()
    path.write_bytes(b"these are not the bytes you look for" * 100)
    history = opened()
    history.append(Entry("Get-X"))
    assert lines(history) == ["Get-X"]
    assert len(notices) == 1
    assert "damaged" in notices[0]
    assert [other.read_bytes()[:5] for other in path.parent.glob("*.damaged-*")] == [b"these"]


def test_a_database_of_something_else_is_set_aside(opened: Open, path: Path, notices: list[str]) -> None:
    path.parent.mkdir()
    other = sqlite3.connect(path)
    other.executescript("CREATE TABLE birds (name TEXT); PRAGMA user_version = 1")
    other.close()
    history = opened()
    assert history.append(Entry("Get-X")) == 1
    assert len(notices) == 1


def test_lines_around_the_damage_are_saved(opened: Open, path: Path, notices: list[str]) -> None:
    history = opened()
    for index in range(3_000):
        history.append(Entry(f"Get-MailUser number{index} -ResultSize Unlimited"))
    history.close()
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 20_000] = b"x" * 20_000
    path.write_bytes(data)
    damaged = opened()
    kept = len(lines(damaged))
    assert kept > 1_000
    assert len(notices) == 1
    assert damaged.append(Entry("Get-X")) > 0


def test_damage_under_an_open_history_is_met_at_the_next_line(opened: Open, path: Path, notices: list[str]) -> None:
    history = opened()
    history.append(Entry("before"))
    history.close()
    history = opened()
    for file in path.parent.iterdir():
        file.write_bytes(b"\xff" * 20_000)
    history.append(Entry("after"))
    assert "after" in lines(history)
    assert notices


def test_a_read_only_file_still_serves_and_the_session_goes_on(opened: Open, path: Path, notices: list[str]) -> None:
    history = opened()
    history.append(Entry("before"))
    history._database.execute("PRAGMA query_only = ON")
    history.append(Entry("after"))
    history.append(Entry("and on"))
    assert lines(history) == ["and on", "after", "before"]
    assert len(notices) == 1
    assert "memory" in notices[0]


def test_a_full_disk_does_not_stop_the_shell(opened: Open, notices: list[str]) -> None:
    history = opened()
    history.append(Entry("before"))
    pages = history._database.execute("PRAGMA page_count").fetchone()[0]
    history._database.execute(f"PRAGMA max_page_count = {pages}")
    history.append(Entry("x" * 100_000))
    assert [line[:6] for line in lines(history)] == ["xxxxxx", "before"]
    assert len(notices) == 1


def test_a_folder_that_cannot_be_made(tmp_path: Path, notices: list[str]) -> None:
    (tmp_path / "file").touch()
    history = History(tmp_path / "file" / "history.db", notices.append)
    history.append(Entry("Get-X"))
    assert lines(history) == ["Get-X"]
    assert len(notices) == 1
    history.close()


def test_a_file_of_a_newer_version_is_left_alone(opened: Open, path: Path, notices: list[str]) -> None:
    history = opened()
    history.append(Entry("before"))
    history._database.execute("PRAGMA user_version = 99")
    history.close()
    newer = opened()
    newer.append(Entry("after"))
    assert lines(newer) == ["after", "before"]
    assert "newer" in notices[0]
    assert not list(path.parent.glob("*.damaged-*"))


def test_after_closing_nothing_raises(opened: Open) -> None:
    history = opened()
    history.close()
    history.close()
    assert history.append(Entry("late")) == 0
    assert lines(history) == []
