"""A signal closes the sessions, gives the terminal back and ends the process, in this order and in bounded time."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time

import pytest

from eopsh.engine import leaving
from eopsh.engine.leaving import Leaving


def test_order() -> None:
    seen: list[object] = []
    left = threading.Event()

    def leave(code: int) -> None:
        seen.append(code)
        left.set()

    leaver = Leaving(lambda: seen.append("close"), restore=lambda: seen.append("restore"), leave=leave)
    leaver.begin(143)
    leaver.begin(129)
    assert left.wait(5)
    assert seen == ["close", "restore", 143]


def test_a_close_that_hangs_does_not_hold_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "GRACE_SECONDS", 0.05)
    left = threading.Event()
    forever = threading.Event()
    Leaving(forever.wait, leave=lambda code: left.set()).begin(1)  # type: ignore[arg-type]
    assert left.wait(5)
    forever.set()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_in_a_process(number: signal.Signals) -> None:
    program = textwrap.dedent(
        """
        import sys, time
        from eopsh.engine.leaving import Leaving
        Leaving(lambda: print("closed", flush=True)).install()
        print("ready", flush=True)
        while True:
            time.sleep(0.05)
        """
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline() == "ready\n"
        began = time.monotonic()
        os.kill(process.pid, number)
        assert process.stdout.readline() == "closed\n"
    assert process.wait(5) == 128 + number
    assert time.monotonic() - began < 5
