"""How long pipelines take, beside PowerShell's own engine in the same run where it is at hand.

`python -m benchmarks.runtime`
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from eopsh.language import parse
from eopsh.objects import Value
from eopsh.remote import HostCall, Record
from eopsh.runtime import Interpreter

ENGINE = Path(__file__).resolve().parents[2] / "shared" / "psengine" / "psengine"
LINES = (
    "1..100000 | Where-Object { $_ -gt 5 }",
    "1..100000 | Where-Object { $_ -gt 5 } | ForEach-Object { $_ * 2 } | Measure-Object -Sum",
    "1..10000000 | Where-Object { $_ % 2 -eq 0 } | Select-Object -First 5",
    "$s = 0; foreach ($i in 1..100000) { $s += $i }; $s",
    "$i = 0; while ($i -lt 100000) { $i++ }",
    "function f($x) { $x + 1 }; foreach ($i in 1..2000) { $null = f $i }",
    '1..20000 | ForEach-Object { [pscustomobject]@{ Name = "u$_"; Number = $_ } } | sort Number -Descending | select -First 1',
)


class QuietHost:
    """Shows nothing."""

    def emit(self, record: Record) -> None:
        """Drop it."""

    def ask(self, call: HostCall) -> Value:
        """Answer nothing."""
        return None

    def idle(self) -> None:
        """Nothing to do."""

    def cancelled(self) -> bool:
        """Never."""
        return False


def ours(line: str) -> float:
    """Return the best of three runs, in seconds."""
    return min(_once(line) for _ in range(3))


def _once(line: str, clock: Callable[[], float] = time.perf_counter) -> float:
    interpreter, host = Interpreter(), QuietHost()
    start = clock()
    for _ in interpreter.run(parse(line), host):
        pass
    return clock() - start


def own_ratio() -> float:
    """Return how often the first line's time the second needs: in processor time, which neighbours on the machine do not move."""
    first, second = (min(_once(line, time.process_time) for _ in range(5)) for line in LINES[:2])
    return second / first


def theirs(line: str) -> float | None:
    """Return what the engine needs for the line, its start taken off; None where it is absent."""
    if not ENGINE.exists():
        return None
    return max(0.0, _engine(f"$null = {line}" if not line.startswith(("$", "function")) else line) - _engine("1"))


def _engine(script: str) -> float:
    start = time.perf_counter()
    case = json.dumps({"id": "a", "script": script})
    subprocess.run([str(ENGINE), "run"], input=case, text=True, capture_output=True, check=True, timeout=120)
    return time.perf_counter() - start


def main() -> None:
    """Print a line for each."""
    for line in LINES:
        mine, engine = ours(line), theirs(line)
        beside = "" if engine is None else f"   engine {engine * 1000:7.0f} ms   ratio {mine / max(engine, 0.001):5.2f}"
        print(f"{mine * 1000:7.0f} ms{beside}   {line[:90]}")
    print(f"{own_ratio():7.2f} times the first line's own processor time for the second (at most 2)")


if __name__ == "__main__":
    main()
