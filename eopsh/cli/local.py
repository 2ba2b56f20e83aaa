"""`eopsh local`: the shell without a connection."""

from __future__ import annotations

import argparse

from eopsh.cli.running import run_lines
from eopsh.cli.surroundings import surroundings


def run(options: argparse.Namespace) -> int:
    """Run lines here."""
    with surroundings(options) as around:
        if around.interactive:
            around.host.note("No connection. New-PSSession and Import-PSSession make one; `exit` leaves.")
        return run_lines(options, around)
