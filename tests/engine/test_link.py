"""One connection's life: used by one line at a time, opened again, closed once."""

from __future__ import annotations

import threading

import pytest

from eopsh.binding import BoundCall
from eopsh.engine import Interrupts, Link, State
from eopsh.errors import EopshError, HostUnreachable, InvalidState, PipelineFailed, SessionLost
from eopsh.remote import Ended, Record, Run, Segment, Stream
from tests.engine.doubles import COMMANDS, PlayedConnection, PlayedRun, World, rows, wait_for

SEGMENT = Segment((BoundCall(COMMANDS[1], {}),))


def opened(world: World) -> Link:
    link = Link(1, world.target())
    link.open()
    return link


def start(link: Link, segment: Segment = SEGMENT) -> Run:
    return link.run(segment, Interrupts(), link.open)


def drain(run: Run) -> list[object]:
    items: list[object] = []
    while not items or not isinstance(items[-1], Ended):
        item = run.receive(0.01)
        if item is not None:
            items.append(item)
    return items


def test_a_link_is_busy_until_its_run_has_ended(world: World) -> None:
    link = opened(world)
    world.plays = [PlayedRun(rows("a"))]
    run = start(link)
    with pytest.raises(InvalidState):
        start(link)
    assert drain(run) == [Record(Stream.OUTPUT, "a"), Ended.COMPLETED]
    assert link.state is State.IDLE


def test_a_failed_pipeline_frees_the_link(world: World) -> None:
    link = opened(world)
    world.plays = [PlayedRun([PipelineFailed("no such user")])]
    with pytest.raises(PipelineFailed):
        drain(start(link))
    assert link.state is State.IDLE


def refuse_once(monkeypatch: pytest.MonkeyPatch, error: EopshError) -> None:
    """Let the connection say at once, and only once, that its session is gone."""
    errors, run = [error], PlayedConnection.run

    def refusing(self: PlayedConnection, segment: Segment) -> Run:
        if errors:
            raise errors.pop()
        return run(self, segment)

    monkeypatch.setattr(PlayedConnection, "run", refusing)


@pytest.mark.parametrize("segment", [SEGMENT, Segment(SEGMENT.calls, takes_input=True)], ids=["alone", "with input"])
def test_a_session_found_lost_at_the_start_is_opened_again(world: World, monkeypatch: pytest.MonkeyPatch, segment: Segment) -> None:
    link = opened(world)
    world.plays = [PlayedRun(rows("a"))]
    refuse_once(monkeypatch, SessionLost(may_have_run=False))
    assert drain(start(link, segment))[-1] is Ended.COMPLETED
    assert (world.opened, link.state) == (2, State.IDLE)


def test_what_may_have_run_does_not_start_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    link = opened(world)
    refuse_once(monkeypatch, SessionLost())
    with pytest.raises(SessionLost):
        start(link)
    assert (world.opened, link.state) == (1, State.BROKEN)


NOT_AGAIN = [
    pytest.param(SEGMENT, [Record(Stream.WARNING, "w"), SessionLost(may_have_run=False)], id="something came already"),
    pytest.param(Segment(SEGMENT.calls, takes_input=True), [SessionLost(may_have_run=False)], id="input would be missing"),
]


@pytest.mark.parametrize(("segment", "items"), NOT_AGAIN)
def test_a_run_does_not_start_again(world: World, segment: Segment, items: list[Record | EopshError]) -> None:
    link = opened(world)
    world.plays = [PlayedRun(items)]
    with pytest.raises(SessionLost):
        drain(start(link, segment))
    assert world.opened == 1


def test_a_run_starts_again_once_only(world: World) -> None:
    link = opened(world)
    world.plays = [PlayedRun([SessionLost(may_have_run=False)]) for _ in range(2)]
    with pytest.raises(SessionLost):
        drain(start(link))
    assert world.opened == 2


def test_opening_again_closes_what_was_lost(world: World) -> None:
    link = opened(world)
    link.ended(SessionLost())
    link.open()
    assert (world.opened, world.closed) == (2, 1)


def test_a_failed_open_can_be_tried_again(world: World) -> None:
    world.open_errors = [HostUnreachable("no route")]
    link = Link(1, world.target())
    with pytest.raises(HostUnreachable):
        link.open()
    assert (link.state, isinstance(link.error, HostUnreachable)) == (State.BROKEN, True)
    link.open()
    assert (link.state, link.error) == (State.IDLE, None)


def test_closed_while_opening(world: World) -> None:
    world.may_open.clear()
    link = Link(1, world.target())
    opener = threading.Thread(target=link.open)
    opener.start()
    wait_for(lambda: link.state is State.OPENING)
    link.close()
    world.may_open.set()
    opener.join(5)
    assert (link.state, world.closed >= 1) == (State.CLOSED, True)


def test_who_closes_second_waits_for_the_first(world: World) -> None:
    link = opened(world)
    world.may_close.clear()
    closers = [threading.Thread(target=link.close) for _ in range(2)]
    closers[0].start()
    wait_for(lambda: link.state is State.CLOSING)
    closers[1].start()
    closers[1].join(0.05)
    assert closers[1].is_alive()
    world.may_close.set()
    for closer in closers:
        closer.join(5)
    assert (world.closed, link.state) == (1, State.CLOSED)


def test_a_loss_noticed_late_does_not_undo_a_close(world: World) -> None:
    link = opened(world)
    link.close()
    link.ended(SessionLost())
    assert link.state is State.CLOSED
