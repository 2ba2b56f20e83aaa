"""The command line: a mode, cases in, answers out."""

from __future__ import annotations

import argparse
import json
import sys

from tests.oracle.cases import MODES, answer_all


def main() -> None:
    """Answer every case of standard input."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracle", description="Answers the cases of standard input.")
    parser.add_argument("mode", choices=sorted(MODES))
    options = parser.parse_args()
    for found in answer_all(options.mode, map(json.loads, filter(str.strip, sys.stdin))):
        print(json.dumps(found), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
