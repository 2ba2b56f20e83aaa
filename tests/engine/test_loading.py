"""Loading commands: how far it is, and that it ends when it shall."""

import pytest

from eopsh.engine.loading import Loading
from eopsh.errors import Stopped
from eopsh.objects import get_property
from tests.engine.doubles import COMMANDS, PlayedConnection, World


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_stop_that_came_too_early_ends_the_load_all_the_same() -> None:
    world = World()
    world.may_list.clear()
    loading = Loading()
    with pytest.raises(Stopped):
        loading.run(PlayedConnection(world), lambda: True)
    assert (loading.arrived, loading.complete, len(loading.catalogue)) == (1, False, 1)
    assert loading.sentences("mail01") == ["Stopped after 1 of 2 commands of mail01; these are ready. Import-PSSession loads all."]


def test_a_whole_load() -> None:
    loading = Loading()
    loading.run(PlayedConnection(World()), lambda: False)
    assert (loading.arrived, loading.complete) == (len(COMMANDS), True)
    assert loading.sentences("mail01") == ["2 commands of mail01 are ready."]


def test_it_may_pause_before_every_command() -> None:
    paused: list[int] = []
    loading = Loading(pause=lambda: paused.append(loading.arrived))
    loading.run(PlayedConnection(World()), lambda: False)
    assert paused == [0, 1]


@pytest.mark.parametrize(
    ("total", "arrived", "seconds", "shown"),
    [
        pytest.param(0, 0, 5.0, ("waiting for the server", -1, 5, -1), id="nothing yet"),
        pytest.param(800, 200, 2.0, ("200 of 800 commands", 25, 2, 6), id="a quarter"),
        pytest.param(800, 8, 0.5, ("8 of 800 commands", 1, 0, -1), id="too early to tell"),
    ],
)
def test_what_the_progress_says(total: int, arrived: int, seconds: float, shown: tuple[str, int, int, int]) -> None:
    clock = Clock()
    clock.now = 100.0 + seconds
    record = Loading(clock, total=total, arrived=arrived, started=100.0).record().value
    names = ("StatusDescription", "PercentComplete", "SecondsElapsed", "SecondsRemaining")
    assert tuple(get_property(record, name) for name in names) == shown
