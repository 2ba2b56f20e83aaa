"""What a person at a terminal waits for: a key on the screen, Ctrl-C, leaving.

`python -m benchmarks.terminal`. The shell runs on a pseudo-terminal against the demonstration organization in a process of its own.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pexpect

from benchmarks._demo import serve

FULL = 1_300
"""Commands besides the organization's own, of 40 parameters each."""

KEYS = "Get-QuarantineMessage -Identity 'a' -Direction Inbound | Where-Object { $_.Subject -like 'x*' }"


class Shell:
    """eopsh on a pseudo-terminal."""

    def __init__(self, home: Path, *faults: str) -> None:
        command = [sys.executable, "-m", "eopsh", "demo", "serve", "--json", *(word for fault in faults for word in ("--fault", fault))]
        self.server: subprocess.Popen[str] | None = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.server.stdout is not None
        account = json.loads(self.server.stdout.readline())
        self._begin(home, account["url"], account["user"], account["password"], 1.0)

    @classmethod
    def of(cls, home: Path, url: str, user: str, password: str, wait: float = 1.0) -> Shell:
        """Return a shell on a server that runs already; `wait` seconds of silence pass before the first key."""
        shell = cls.__new__(cls)
        shell.server = None
        shell._begin(home, url, user, password, wait)
        return shell

    def _begin(self, home: Path, url: str, user: str, password: str, wait: float) -> None:
        environment = {**os.environ, "EOPSH_HOME": str(home), "EOPSH_PASSWORD": password, "TERM": "xterm"}
        command = ["-m", "eopsh", "connect", url, "--user", user]
        self.child = pexpect.spawn(sys.executable, command, env=environment, timeout=30, dimensions=(40, 140), encoding="utf-8")
        self.child.delaybeforesend = None
        self.answer()
        self.child.expect_exact("> ")
        self.drain(wait)

    def answer(self) -> None:
        """Say where the cursor is, as a terminal does when it is asked; prompt_toolkit waits for it."""
        self.child.expect_exact("\x1b[6n")
        self.child.send("\x1b[1;1R")

    def drain(self, seconds: float) -> None:
        """Read whatever comes until nothing comes for so long."""
        while True:
            try:
                self.child.read_nonblocking(65536, timeout=seconds)
            except (pexpect.TIMEOUT, pexpect.EOF):
                return

    def key(self, key: str) -> float:
        """Press a key; return how many milliseconds the first redraw took."""
        began = time.perf_counter()
        self.child.send(key)
        self.child.read_nonblocking(65536, timeout=5)
        taken = time.perf_counter() - began
        self.drain(0.03)
        return taken * 1000

    def close(self) -> None:
        """End both processes."""
        self.child.close(force=True)
        if self.server is not None:
            self.server.kill()
            self.server.communicate()


def keys(home: Path) -> None:
    """Measure each key of a line, with nothing else to do, and while a download decodes."""
    shell = Shell(home)
    print(f"key to screen    {typed(shell)} (budget 16 ms p95)")
    shell.child.send("\x03")
    shell.answer()
    shell.drain(0.2)
    began = time.perf_counter()
    shell.child.send("\x04")
    shell.child.expect(pexpect.EOF)
    print(f"exit             {(time.perf_counter() - began) * 1000:.0f} ms (budget 5 s at the very worst)")
    shell.close()


def typed(shell: Shell) -> str:
    """Type the line; return what its keys took."""
    taken = sorted(shell.key(key) for key in KEYS)
    return f"median {statistics.median(taken):.1f} ms, p95 {taken[int(0.95 * len(taken))]:.1f} ms"


def keys_while_loading(home: Path) -> None:
    """Measure each key with a full catalogue, kept from last time, while it is loaded anew."""
    with serve(commands=FULL) as served:
        account = (served.endpoint.uri, served.credential.user, served.credential.password.reveal())
        Shell.of(home, *account).close()
        shell = Shell.of(home, *account, wait=0.05)
        print(f"  while loading  {typed(shell)} (budget 40 ms p95; {FULL:,} commands more)")
        shell.close()


def stop(home: Path, text: str, name: str, *faults: str) -> None:
    """Measure Ctrl-C until the prompt is back."""
    shell = Shell(home, *faults)
    shell.child.send(text + "\r")
    time.sleep(2)
    shell.drain(0.01 if faults else 0.3)
    began = time.perf_counter()
    shell.child.send("\x03")
    shell.child.expect_exact("\x1b[6n")
    print(f"Ctrl-C, {name:<9}{(time.perf_counter() - began) * 1000:.0f} ms to the prompt")
    shell.close()


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        keys(home)
        keys_while_loading(home / "full")
        stop(home, "while ($true) { }", "loop")
        stop(home, "Get-MailUser -ResultSize Unlimited | Out-Null", "server", "slow=20")


if __name__ == "__main__":
    main()
