"""Ctrl-C while a regex backtracks, in a real process with a real signal."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from types import FrameType
from typing import cast

import pytest

from eopsh.engine.interrupts import Interrupts
from eopsh.errors import Stopped

PROGRAM = """
import signal, sys, time
from eopsh.engine.interrupts import Interrupts
from eopsh.errors import Stopped
from eopsh.language import parse
from eopsh.runtime import Interpreter
interrupts = Interrupts()
signal.signal(signal.SIGINT, interrupts.on_signal)
class Host:
    def emit(self, record): pass
    def ask(self, call): return None
    def idle(self): pass
    def cancelled(self): return interrupts.cancelled()
print("ready", flush=True)
try:
    with interrupts.running():
        list(Interpreter().run(parse(sys.argv[1]), Host()))
except Stopped:
    print("stopped", flush=True)
"""

LINES = [
    pytest.param("('a' * 60 + 'b') -match '^(a+)+$'", id="match"),
    pytest.param("('a' * 60 + 'b') -replace '^(a|aa)+$', 'x'", id="replace"),
    pytest.param("[regex]::IsMatch(('a' * 60 + 'b'), '^(a+)+$')", id="regex-method"),
    pytest.param("('a' * 60 + 'b') | Where-Object { $_ -match '^(a+)+$' }", id="filter"),
    pytest.param("while ($true) { }", id="loop"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT to a process")
@pytest.mark.parametrize("line", LINES)
@pytest.mark.timeout(60)
def test_ctrl_c_ends_what_looks_at_no_token(line: str) -> None:
    with subprocess.Popen([sys.executable, "-c", PROGRAM, line], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(0.5)
            process.send_signal(signal.SIGINT)
            assert process.communicate(timeout=20)[0] == "stopped\n"
        finally:
            process.kill()


class _Frame:
    """Stands for the frame that a signal found."""

    def __init__(self, module: str, caller: _Frame | None = None) -> None:
        self.f_globals = {"__name__": module}
        self.f_back = caller


@pytest.mark.parametrize("module", ["eopsh.objects.text", "eopsh.runtime.methods.regexes"])
def test_a_signal_ends_work_on_values_only_while_a_line_runs(module: str) -> None:
    interrupts = Interrupts()
    frame = cast(FrameType, _Frame(module))
    interrupts.on_signal(signal.SIGINT, frame)
    assert interrupts.cancelled()
    with interrupts.running(), pytest.raises(Stopped):
        interrupts.on_signal(signal.SIGINT, frame)


def test_a_message_of_the_server_is_read_to_its_end() -> None:
    interrupts = Interrupts()
    reading = _Frame("eopsh.objects.clixml.reader", _Frame("eopsh.remote.psrp.records", _Frame("eopsh.runtime.wire")))
    with interrupts.running():
        interrupts.on_signal(signal.SIGINT, cast(FrameType, reading))
    assert interrupts.cancelled()


def test_a_signal_elsewhere_is_a_press_and_no_more() -> None:
    interrupts = Interrupts()
    with interrupts.running():
        interrupts.on_signal(signal.SIGINT, cast(FrameType, _Frame("eopsh.engine.link")))
        interrupts.on_signal(signal.SIGINT, None)
    assert interrupts.given_up()
