"""`eopsh` alone: what one can do."""

from __future__ import annotations

import argparse
import sys

from eopsh.cli import exits
from eopsh.cli.parser import build


def run(options: argparse.Namespace) -> int:
    """Explain the choices."""
    build().print_help(sys.stdout)
    return exits.OK
