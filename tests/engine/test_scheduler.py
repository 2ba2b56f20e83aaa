"""Work in the background gives way to the user's line and begins again afterwards."""

import threading
import time

import pytest

from eopsh.engine.scheduler import Job, Scheduler, Stop
from eopsh.errors import EopshError, HostUnreachable, Stopped


def wait_for(condition: object, seconds: float = 5.0) -> None:
    deadline = time.monotonic() + seconds
    assert callable(condition)
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.005)


def nothing() -> None:
    time.sleep(0.001)


def test_jobs_run_in_order() -> None:
    scheduler, seen = Scheduler(), []
    for name in "abc":
        last = scheduler.submit(Job(name, lambda stop, name=name: seen.append(name)))  # type: ignore[misc]
    last.wait(nothing)
    assert seen == ["a", "b", "c"]
    scheduler.close()


def test_a_failure_reaches_who_waits() -> None:
    scheduler = Scheduler()

    def fail(stop: Stop) -> None:
        raise HostUnreachable

    with pytest.raises(HostUnreachable):
        scheduler.submit(Job("open", fail)).wait(nothing)
    scheduler.close()


def test_a_line_stops_a_refresh_which_begins_again() -> None:
    scheduler, begun = Scheduler(), []
    finish = threading.Event()

    def refresh(stop: Stop) -> None:
        begun.append(time.monotonic())
        while not finish.is_set():
            if stop():
                raise Stopped
            time.sleep(0.002)

    job = scheduler.submit(Job("refresh", refresh, gives_way=True))
    wait_for(lambda: begun)
    with scheduler.line(nothing):
        assert not job.done.is_set()
        count = len(begun)
        time.sleep(0.05)
        assert len(begun) == count, "the refresh must not begin again while the line runs"
    wait_for(lambda: len(begun) > count)
    finish.set()
    job.wait(nothing)
    scheduler.close()


def test_a_line_goes_on_beside_a_question_to_a_dead_server_until_it_needs_the_wire() -> None:
    scheduler, asking = Scheduler(), threading.Event()
    answered = threading.Event()
    told: list[str] = []

    def ask(stop: Stop) -> None:
        asking.set()
        answered.wait(5)

    scheduler.submit(Job("ask", ask, gives_way=True, urgent=True, interrupt=lambda: told.append("end")))
    assert asking.wait(5)
    idled: list[bool] = []

    def idle() -> None:
        idled.append(answered.is_set())
        answered.set()

    with scheduler.line(idle):
        assert told == ["end"]
        assert idled == []
        scheduler.wire(idle)
        assert idled[0] is False
    scheduler.close()


def test_a_line_does_not_stop_what_does_not_give_way() -> None:
    scheduler, stopped = Scheduler(), []
    go = threading.Event()

    def open_(stop: Stop) -> None:
        go.wait(5)
        stopped.append(stop())

    job = scheduler.submit(Job("open", open_))
    with scheduler.line(nothing):
        go.set()
        job.wait(nothing)
    assert stopped == [False]
    scheduler.close()


def test_cancelled_work_does_not_begin_again() -> None:
    scheduler, begun = Scheduler(), []

    def refresh(stop: Stop) -> None:
        begun.append(1)
        while not stop():
            time.sleep(0.002)
        raise Stopped

    job = scheduler.submit(Job("refresh", refresh, gives_way=True))
    wait_for(lambda: begun)
    job.cancel()
    job.wait(nothing)
    assert begun == [1]
    scheduler.close()


def test_a_fault_of_ours_is_an_answer_too() -> None:
    scheduler = Scheduler()

    def broken(stop: Stop) -> None:
        raise KeyError("x")

    with pytest.raises(EopshError, match="broken job"):
        scheduler.submit(Job("broken job", broken)).wait(nothing)
    scheduler.close()


def test_what_is_urgent_stops_what_gives_way_which_begins_again() -> None:
    scheduler, seen = Scheduler(), list[str]()
    woken = threading.Event()

    def long(stop: Stop) -> None:
        seen.append("long")
        if len(seen) == 1:
            woken.wait(5)
            assert stop()
            raise Stopped

    slow = scheduler.submit(Job("load", long, gives_way=True, interrupt=woken.set))
    wait_for(lambda: seen)
    scheduler.submit(Job("ask", lambda stop: seen.append("urgent"), gives_way=True, urgent=True))
    slow.wait(nothing)
    assert seen == ["long", "urgent", "long"]
    scheduler.close()


def test_only_the_work_that_runs_is_interrupted() -> None:
    """Two jobs use one wire: taking back the one that waits, or has ended, must not stop the other."""
    scheduler, woken = Scheduler(), list[str]()
    may_end = threading.Event()
    ended = scheduler.submit(Job("first", lambda stop: None, interrupt=lambda: woken.append("first")))
    running = scheduler.submit(Job("second", lambda stop: wait_until(may_end), interrupt=lambda: woken.append("second")))
    waiting = scheduler.submit(Job("third", lambda stop: None, interrupt=lambda: woken.append("third")))
    assert ended.done.wait(5)
    ended.cancel()
    waiting.cancel()
    may_end.set()
    assert running.done.wait(5)
    assert waiting.done.wait(5)
    assert woken == []
    scheduler.close()


def wait_until(event: threading.Event) -> None:
    assert event.wait(5)
