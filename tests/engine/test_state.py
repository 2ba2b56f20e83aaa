"""Which moves a connection's state allows."""

import pytest

from eopsh.engine.interrupts import STOP_SECONDS, Interrupts
from eopsh.engine.state import State, StateMachine
from eopsh.errors import InvalidState


def reach(*states: State) -> StateMachine:
    machine = StateMachine()
    for state in states:
        machine.move("test", state)
    return machine


ALLOWED = [
    pytest.param((State.OPENING, State.IDLE, State.BUSY, State.IDLE, State.CLOSING, State.CLOSED), id="a whole life"),
    pytest.param((State.OPENING, State.BROKEN, State.OPENING), id="opening fails, and is tried again"),
    pytest.param((State.OPENING, State.CLOSING, State.CLOSED), id="closed while opening"),
    pytest.param((State.OPENING, State.IDLE, State.BUSY, State.BROKEN, State.CLOSING), id="lost while busy"),
]


@pytest.mark.parametrize("states", ALLOWED)
def test_allowed(states: tuple[State, ...]) -> None:
    assert reach(*states).state is states[-1]


REFUSED = [
    pytest.param((), State.BUSY, id="busy before open"),
    pytest.param((State.OPENING, State.IDLE, State.BUSY), State.BUSY, id="a second pipeline"),
    pytest.param((State.OPENING, State.IDLE), State.OPENING, id="opened twice"),
    pytest.param((State.OPENING, State.IDLE, State.CLOSING), State.BUSY, id="busy while closing"),
]


@pytest.mark.parametrize(("states", "wanted"), REFUSED)
def test_refused(states: tuple[State, ...], wanted: State) -> None:
    machine = reach(*states)
    with pytest.raises(InvalidState) as caught:
        machine.move("run a line", wanted)
    assert machine.state.value in caught.value.advice.cause
    assert caught.value.action == "run a line"


def test_first_press_stops_second_gives_up() -> None:
    interrupts = Interrupts(clock=lambda: 0.0)
    assert not interrupts.cancelled()
    interrupts.press()
    assert interrupts.cancelled()
    assert not interrupts.given_up()
    interrupts.press()
    assert interrupts.given_up()
    interrupts.reset()
    assert not interrupts.cancelled()


def test_a_server_that_does_not_answer_is_given_up() -> None:
    now = [0.0]
    interrupts = Interrupts(clock=lambda: now[0])
    interrupts.press()
    now[0] = STOP_SECONDS - 0.1
    assert not interrupts.given_up()
    now[0] = STOP_SECONDS + 0.1
    assert interrupts.given_up()
