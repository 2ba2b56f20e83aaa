"""The driver's run mode under the name that it had before: `python -m tests.oracle_run` is `python -m tests.oracle run`."""

from __future__ import annotations

import json
import sys

from tests.oracle import Case, answer_all
from tests.oracle import answer as answer_in
from tests.oracle.console import ConsoleHost

__all__ = ["ConsoleHost", "answer", "main"]


def answer(case: Case) -> Case:
    """Answer a case by running its script."""
    return answer_in("run", case)


def main() -> None:
    """Answer every case of standard input that was recorded in run mode."""
    cases = (case for case in map(json.loads, sys.stdin) if "text" in case and "script" in case)
    for found in answer_all("run", cases):
        print(json.dumps(found), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
