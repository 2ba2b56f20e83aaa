"""What prompt and toolbar say."""

import pytest

from eopsh.engine.state import State
from eopsh.shell.line.toolbar import Status, prompt, toolbar


def text(status: Status) -> str:
    return "".join(piece for _, piece in toolbar(status))


STATES = [
    pytest.param(Status(None), "not connected", id="no connection"),
    pytest.param(Status(State.OPENING, host="mail01"), "connecting to mail01", id="opening"),
    pytest.param(
        Status(State.IDLE, host="mail01", age=62, idle_left=840, duration=0.042, rows=3),
        "connected to mail01 | session 1:02 | idle out in 14:00 | last 42 ms, 3 rows",
        id="idle",
    ),
    pytest.param(Status(State.BUSY, host="m", duration=1.25, rows=1), "connected to m | last 1.2 s, 1 row", id="one row"),
    pytest.param(Status(State.BROKEN, host="m"), "connection to m lost; the next line opens a new one", id="broken"),
    pytest.param(
        Status(State.IDLE, host="m", loading="refreshing commands 40 %"), "connected to m | refreshing commands 40 %", id="loading"
    ),
    pytest.param(Status(State.CLOSING, host="m"), "closing m", id="closing"),
]


@pytest.mark.parametrize(("status", "line"), STATES)
def test_toolbar(status: Status, line: str) -> None:
    assert text(status) == line


def test_the_end_of_the_idle_time_is_a_warning() -> None:
    calm = {piece: style for style, piece in toolbar(Status(State.IDLE, idle_left=600))}
    late = {piece: style for style, piece in toolbar(Status(State.IDLE, idle_left=60))}
    assert calm["idle out in 10:00"] == ""
    assert late["idle out in 1:00"].endswith("bad")


PROMPTS = [
    pytest.param(Status(None), "eopsh> ", id="no connection"),
    pytest.param(Status(State.IDLE, organization="contoso.com", user="kim@contoso.com"), "[contoso.com] kim@contoso.com> ", id="connected"),
    pytest.param(Status(State.OPENING, host="mail01", user="kim"), "[mail01] kim> ", id="before the organization is known"),
]


@pytest.mark.parametrize(("status", "line"), PROMPTS)
def test_prompt(status: Status, line: str) -> None:
    assert prompt(status) == line
