"""What the engine does when sessions are lost, slow, given up, or not there yet. No sockets: the server is played."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from eopsh.engine import Engine, Link, State
from eopsh.engine import engine as engine_module
from eopsh.engine.scheduler import Job, Stop
from eopsh.errors import HostUnreachable, SessionLost, SignInFailed, Stopped
from eopsh.history import Outcome
from eopsh.objects import get_property, to_text
from eopsh.remote import Record, Stream
from tests.engine.doubles import PlayedConnection, PlayedRun, RecordingFront, World, make_engine, rows, wait_for


def connected(engine: Engine, world: World, front: RecordingFront) -> Link:
    link = engine.connect(world.target())
    engine.use(link)
    engine.load(link, front)
    front.records.clear()
    return link


def test_a_line_shows_its_rows_and_is_remembered(engine: Engine, world: World, front: RecordingFront) -> None:
    connected(engine, world, front)
    world.plays = [PlayedRun(rows("a", "b"))]
    result = engine.run_line("Get-User x", front)
    assert (result.outcome, result.rows) == (Outcome.OK, 2)
    assert front.of(Stream.OUTPUT) == ["a", "b"]
    [entry] = engine.history.recent(5)
    assert (entry.line, entry.outcome, entry.rows, entry.organization) == ("Get-User x", Outcome.OK, 2, "contoso.com")


LOST = [
    pytest.param("Set-User x", [SessionLost(may_have_run=False)], True, id="nothing was sent: even a change starts again"),
    pytest.param("Get-User x", [SessionLost()], True, id="reading, nothing shown: runs again"),
    pytest.param("Set-User x", [SessionLost()], False, id="a change never runs twice"),
    pytest.param("Get-User x", [Record(Stream.OUTPUT, "a"), SessionLost()], False, id="rows were shown: never"),
    pytest.param("Get-User x | ForEach-Object { Set-User $_ }", [SessionLost()], False, id="a change in a block: never"),
]


@pytest.mark.parametrize(("line", "items", "again"), LOST)
def test_a_lost_session(engine: Engine, world: World, front: RecordingFront, line: str, items: list[object], again: bool) -> None:
    link = connected(engine, world, front)
    world.plays = [PlayedRun(items), PlayedRun(rows("z"))]  # type: ignore[arg-type]
    result = engine.run_line(line, front)
    assert world.opened == (2 if again else 1)
    assert len(world.segments) == (2 if again else 1)
    if again:
        assert (result.outcome, front.of(Stream.OUTPUT), front.errors) == (Outcome.OK, ["z"], [])
        assert "The session was lost" in str(front.of(Stream.WARNING)[0])
    else:
        assert result.outcome is Outcome.FAILED
        assert isinstance(front.errors[0], SessionLost)
        assert link.state is State.BROKEN


def test_the_next_line_opens_a_lost_session_again(engine: Engine, world: World, front: RecordingFront) -> None:
    link = connected(engine, world, front)
    world.plays = [PlayedRun([SessionLost()]), PlayedRun(rows("z"))]
    engine.run_line("Set-User x", front)
    assert engine.run_line("Get-User x", front).outcome is Outcome.OK
    assert (world.opened, link.state) == (2, State.IDLE)


def test_ctrl_c_stops_the_line_and_keeps_the_session(engine: Engine, world: World, front: RecordingFront) -> None:
    link = connected(engine, world, front)
    run = PlayedRun([Record(Stream.OUTPUT, "a")])
    world.plays = [run]
    front.on_idle = engine.interrupts.press
    assert engine.run_line("Get-User x", front).outcome is Outcome.STOPPED
    assert run.stopped.is_set()
    assert (front.errors, link.state, world.abandoned) == ([], State.IDLE, 0)


def test_a_second_ctrl_c_gives_the_session_up(engine: Engine, world: World, front: RecordingFront) -> None:
    link = connected(engine, world, front)
    run = PlayedRun([], deaf=True)
    world.plays = [run]

    def press() -> None:
        engine.interrupts.press()
        if run.stopped.is_set():
            engine.interrupts.press()

    front.on_idle = press
    assert engine.run_line("Get-User x", front).outcome is Outcome.STOPPED
    assert link.state is State.BROKEN
    assert "given up" in front.errors[0].advice.cause
    wait_for(lambda: world.abandoned == 1)


def test_a_line_waits_visibly_while_the_connection_opens(engine: Engine, world: World, front: RecordingFront) -> None:
    world.may_open.clear()
    link = engine.connect(world.target())
    front.on_idle = world.may_open.set
    engine.wait_open(link, front)
    assert "the line runs when connected" in to_text(get_property(front.of(Stream.PROGRESS)[0], "StatusDescription"))
    assert link.state is State.IDLE


def test_ctrl_c_takes_a_waiting_line_back(engine: Engine, world: World, front: RecordingFront) -> None:
    world.may_open.clear()
    link = engine.connect(world.target())
    front.on_idle = engine.interrupts.press
    with pytest.raises(Stopped):
        engine.wait_open(link, front)
    assert link.state is State.OPENING


def test_a_failed_open_is_said_once_and_tried_again_by_the_next_line(engine: Engine, world: World, front: RecordingFront) -> None:
    connected(engine, world, front)
    world.plays = [PlayedRun([SessionLost()]), PlayedRun(rows("z"))]
    engine.run_line("Set-User x", front)
    front.errors.clear()
    world.open_errors = [HostUnreachable("no route")]
    assert engine.run_line("Get-User x", front).outcome is Outcome.FAILED
    assert [type(error) for error in front.errors] == [HostUnreachable]
    assert engine.run_line("Get-User x", front).outcome is Outcome.OK


def test_ctrl_c_keeps_the_commands_that_have_arrived(engine: Engine, world: World, front: RecordingFront) -> None:
    world.may_list.clear()
    link = engine.connect(world.target())
    engine.use(link)

    def press() -> None:
        if engine._loading is not None and engine._loading.arrived:
            engine.interrupts.press()

    front.on_idle = press
    loading = engine.load(link, front)
    assert not loading.complete
    assert loading.sentences("server")[0].startswith("Stopped after 1 of 2 commands of server")
    assert engine.catalogue.get("Get-User") is not None
    assert engine.catalogue.get("Set-User") is None


def keep_commands(tmp_path: Path, world: World) -> None:
    """Connect once, so that the commands are on disk."""
    engine = make_engine(tmp_path, [])
    link = engine.connect(world.target(cached=True))
    engine.use(link)
    engine.load(link, RecordingFront())
    engine.close()


def test_kept_commands_are_there_before_the_connection_is(tmp_path: Path, engine: Engine, world: World) -> None:
    keep_commands(tmp_path, world)
    world.may_open.clear()
    link = engine.connect(world.target(cached=True))
    assert engine.use(link)
    assert engine.catalogue.get("Set-User") is not None
    assert link.state is not State.IDLE


def test_a_refresh_gives_way_to_a_line_and_begins_again(tmp_path: Path, engine: Engine, world: World, front: RecordingFront) -> None:
    keep_commands(tmp_path, world)
    world.may_list.clear()
    engine.use(engine.connect(world.target(cached=True)))
    wait_for(lambda: world.listed == 2)
    before = engine.catalogue
    world.plays = [PlayedRun(rows("a"))]
    assert engine.run_line("Get-User x", front).rows == 1
    wait_for(lambda: world.listed == 3)
    assert engine.catalogue is before, "a swap comes whole, or not at all"
    world.may_list.set()
    wait_for(lambda: engine.catalogue is not before)
    assert engine.catalogue.get("Set-User") is not None


def test_damaged_kept_commands_are_said_and_built_anew(tmp_path: Path, engine: Engine, world: World, notices: list[str]) -> None:
    keep_commands(tmp_path, world)
    for path in (tmp_path / "catalogues").iterdir():
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    link = engine.connect(world.target(cached=True))
    assert not engine.use(link)
    assert "loaded anew" in notices[0]
    assert engine.load(link, RecordingFront()).complete
    assert engine.cache.load(link.target.uri, link.target.user) is not None


def test_an_open_that_fails_in_the_background_is_said(tmp_path: Path, engine: Engine, world: World, notices: list[str]) -> None:
    keep_commands(tmp_path, world)
    world.open_errors = [SignInFailed("401")]
    link = engine.connect(world.target(cached=True))
    engine.use(link)
    wait_for(lambda: notices)
    assert notices == [f"{SignInFailed('401').advice.cause} {SignInFailed('401').advice.next_step}"]
    assert link.state is State.BROKEN


def test_what_the_server_says_at_open_is_passed_on(engine: Engine, world: World, front: RecordingFront, notices: list[str]) -> None:
    world.said = ("Maintenance tonight.",)
    link = connected(engine, world, front)
    assert notices == ["Maintenance tonight."]
    assert link.idle_seconds == 60.0


def test_close_does_not_wait_for_a_connection_that_hangs(
    tmp_path: Path, world: World, front: RecordingFront, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = make_engine(tmp_path, [])
    connected(engine, world, front)
    monkeypatch.setattr(engine_module, "CLOSE_SECONDS", 0.1)
    world.may_close.clear()
    began = time.monotonic()
    engine.close()
    assert (time.monotonic() - began < 5, world.closed) == (True, 0)
    world.may_close.set()
    wait_for(lambda: world.closed == 1)


def test_a_fault_of_ours_costs_the_line_only(engine: Engine, world: World, front: RecordingFront, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object, **named: object) -> object:
        raise KeyError("x")

    with monkeypatch.context() as patched:
        patched.setattr(engine.interpreter, "run", broken)
        assert engine.run_line("1", front).outcome is Outcome.FAILED
    assert "KeyError" in front.errors[0].detail
    assert engine.run_line("1", front).outcome is Outcome.OK


def test_a_load_replaces_the_refresh_that_waits(tmp_path: Path, engine: Engine, world: World, front: RecordingFront) -> None:
    keep_commands(tmp_path, world)
    world.may_open.clear()
    link = engine.connect(world.target(cached=True))
    engine.use(link)
    with engine.scheduler.line(front.idle):
        world.may_open.set()
        assert engine.load(link, front).complete
    engine.scheduler.submit(Job("last", lambda stop: None, gives_way=True)).wait(front.idle)
    assert world.listed == 2


def test_a_session_lost_by_a_load_is_broken(engine: Engine, world: World, front: RecordingFront, monkeypatch: pytest.MonkeyPatch) -> None:
    link = engine.connect(world.target())
    engine.use(link)

    def lost(*arguments: object) -> object:
        raise SessionLost

    with monkeypatch.context() as patched:
        patched.setattr(PlayedConnection, "commands", lost)
        with pytest.raises(SessionLost):
            engine.load(link, front)
    assert link.state is State.BROKEN
    assert engine.load(link, front).complete


def test_another_server_does_not_get_the_commands_of_the_first(engine: Engine, world: World, front: RecordingFront) -> None:
    connected(engine, world, front)
    assert not engine.use(engine.connect(world.target()))
    assert engine.catalogue.get("Set-User") is None


def test_the_end_of_a_format_is_no_row(engine: Engine, front: RecordingFront) -> None:
    assert engine.run_line("'a', 'b' | Format-Table Length; 'c'", front).rows == 3


@pytest.mark.parametrize("line", ["1..1000000000", "1..1000000000 | Write-Output", "try { 1..1000000000 } finally { 'late' }"])
def test_ctrl_c_ends_what_only_counts(engine: Engine, line: str) -> None:
    front = RecordingFront(lambda: len(front.records) >= 3)
    result = engine.run_line(line, front)
    assert (result.outcome, [record.value for record in front.records]) == (Outcome.STOPPED, [1, 2, 3])


def test_ctrl_c_ends_the_wait_for_what_has_the_wire(engine: Engine) -> None:
    begun, go = threading.Event(), threading.Event()
    pressed: list[int] = []

    def deaf(stop: Stop) -> None:
        begun.set()
        go.wait(20)

    job = engine.scheduler.submit(Job("asking", deaf, gives_way=True))
    assert begun.wait(5)
    front = RecordingFront(lambda: bool(pressed))
    front.on_idle = lambda: pressed.append(1)
    assert engine.run_line("1", front).outcome is Outcome.STOPPED
    assert not job.done.is_set()
    go.set()
    job.wait(lambda: None)
