"""Running one line: what it says, keeps and answers, also where eopsh itself is at fault."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from eopsh.binding import BoundCall
from eopsh.catalogue import CatalogueCache, Command
from eopsh.engine import Connector, Engine, State
from eopsh.errors import EopshError, LineError
from eopsh.history import History, Outcome
from eopsh.objects import Value
from eopsh.remote import Record, Stream
from eopsh.runtime import local_command
from tests.engine.doubles import PlayedRun, RecordingFront, World, rows


@local_command(Command("Show-Fault"))
def show_fault(call: BoundCall, objects: Iterator[Value]) -> Iterator[Value]:
    yield "before"
    raise AttributeError("x")


@pytest.fixture
def faulty(tmp_path: Path, notices: list[str]) -> Iterator[Engine]:
    history = History(tmp_path / "faulty.sqlite", notices.append)
    engine = Engine(history, CatalogueCache(tmp_path), Connector(None), [lambda owner: [show_fault]])
    yield engine
    engine.close()


@pytest.mark.parametrize("line", ["Show-Fault", "1 | ForEach-Object { Show-Fault }", "$x = @(Show-Fault)"])
def test_a_fault_inside_a_command_is_one_error_and_logged(
    faulty: Engine, front: RecordingFront, caplog: pytest.LogCaptureFixture, line: str
) -> None:
    with caplog.at_level(logging.ERROR, "eopsh"):
        result = faulty.run_line(line, front)
    assert result.outcome is Outcome.FAILED
    assert [type(error) for error in front.errors] == [EopshError]
    assert "Traceback" not in f"{front.errors[0]} {front.errors[0].advice}"
    assert any(record.exc_info for record in caplog.records)
    assert faulty.run_line("1", front).outcome is Outcome.OK


def test_a_fault_of_the_front_stops_the_server(
    engine: Engine, world: World, front: RecordingFront, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = engine.connect(world.target())
    engine.use(link)
    engine.load(link, front)
    run = PlayedRun([Record(Stream.OUTPUT, "a")])
    world.plays = [run, PlayedRun(rows("b"))]
    with monkeypatch.context() as patched:
        patched.setattr(front, "emit", lambda record: 1 // 0)
        assert engine.run_line("Get-User x", front).outcome is Outcome.FAILED
    assert (run.stopped.is_set(), link.state) == (True, State.IDLE)
    assert engine.run_line("Get-User x", front).rows == 1


OUTCOMES = [
    pytest.param("1; 2", Outcome.OK, 2, 0, id="runs"),
    pytest.param("", Outcome.OK, 0, 0, id="empty"),
    pytest.param("1 +", Outcome.REFUSED, 0, 1, id="does not parse"),
    pytest.param("throw 'x'", Outcome.FAILED, 0, 1, id="throws"),
    pytest.param("Write-Error x", Outcome.FAILED, 0, 0, id="an error that ends nothing"),
]


@pytest.mark.parametrize(("line", "outcome", "count", "errors"), OUTCOMES)
def test_outcomes(engine: Engine, front: RecordingFront, line: str, outcome: Outcome, count: int, errors: int) -> None:
    result = engine.run_line(line, front)
    assert (result.outcome, result.rows, len(front.errors)) == (outcome, count, errors)
    assert front.finished == 1


def test_a_refused_line_marks_its_place(engine: Engine, front: RecordingFront) -> None:
    error = engine.run_line("Get-Date )", front).error
    assert isinstance(error, LineError)
    assert error.start == 9


@pytest.mark.parametrize(("line", "keep", "kept"), [("1", True, 1), ("1", False, 0), ("  ", True, 0)])
def test_what_the_history_keeps(engine: Engine, front: RecordingFront, line: str, keep: bool, kept: int) -> None:
    engine.run_line(line, front, keep=keep)
    assert len(engine.history.recent(5)) == kept


def test_without_a_connection_a_known_command_says_what_to_do(engine: Engine, world: World, front: RecordingFront) -> None:
    link = engine.connect(world.target())
    engine.use(link)
    engine.load(link, front)
    engine.current = None
    assert engine.run_line("Get-User x", front).outcome is Outcome.FAILED
    assert "connect" in front.errors[0].advice.next_step
