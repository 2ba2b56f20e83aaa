"""The terminal's own echo is off while nobody reads, and comes back."""

import io
import os
import sys
from collections.abc import Iterator

import pytest

from eopsh.shell.echo import echo

termios = pytest.importorskip("termios")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    main, side = os.openpty()
    with os.fdopen(side, "r") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        yield side
    os.close(main)


def echoes(descriptor: int) -> bool:
    return bool(termios.tcgetattr(descriptor)[3] & termios.ECHO)


def test_off_on_and_back(terminal: int) -> None:
    with echo(on=False):
        assert not echoes(terminal)
        with echo(on=True):
            assert echoes(terminal)
        assert not echoes(terminal)
    assert echoes(terminal)


def test_comes_back_after_an_error(terminal: int) -> None:
    with pytest.raises(KeyError), echo(on=False):
        raise KeyError
    assert echoes(terminal)


def test_no_terminal_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with echo(on=False):
        assert sys.stdin.read() == ""


def test_a_system_without_terminals_of_this_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "termios", None)
    seen = []
    with echo(on=False):
        seen.append("inside")
    assert seen == ["inside"]
