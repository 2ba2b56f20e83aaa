"""What starting costs: `eopsh --version` over bare Python, and the way to a usable prompt with commands from the cache.

`python -m benchmarks.startup`. Medians of several runs; the prompt is measured on a pseudo-terminal, until its first bytes are there.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 15


def median_ms(work: Callable[[], object], runs: int = RUNS) -> float:
    """Return the median duration of some work in milliseconds."""
    durations = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        durations.append(time.perf_counter() - began)
    return statistics.median(durations) * 1000


def prompt_ms(home: Path) -> float:
    """Return how long `eopsh local` takes to show its prompt on a terminal."""
    import pexpect

    environment = {**os.environ, "EOPSH_HOME": str(home), "TERM": "xterm"}
    durations = []
    for _ in range(RUNS):
        began = time.perf_counter()
        child = pexpect.spawn(sys.executable, ["-m", "eopsh", "local"], env=environment, timeout=20)
        child.delaybeforesend = None
        child.expect_exact("\x1b[6n")
        child.send("\x1b[1;1R")
        child.expect_exact("eopsh>")
        durations.append(time.perf_counter() - began)
        child.close(force=True)
    return statistics.median(durations) * 1000


def main() -> None:
    """Print the figures."""

    def run(*arguments: str) -> float:
        return median_ms(lambda: subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL))

    bare = run("-c", "pass")
    version = run("-m", "eopsh", "--version")
    print(f"bare Python                     {bare:7.0f} ms")
    print(f"eopsh --version                 {version:7.0f} ms, {version - bare:.0f} ms over bare Python (budget 60 ms)")
    with tempfile.TemporaryDirectory() as folder:
        shown = prompt_ms(Path(folder))
    print(f"eopsh local, first prompt       {shown:7.0f} ms (budget 200 ms)")


if __name__ == "__main__":
    main()
