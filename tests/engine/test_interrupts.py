"""Ctrl-C while a regex backtracks, in a real process with a real signal."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest

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
