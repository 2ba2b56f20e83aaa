"""`eopsh connect`: sign in to a server and run lines there."""

from __future__ import annotations

import argparse
import sys

from eopsh.cli import exits
from eopsh.cli.connecting import enter, target_of
from eopsh.cli.running import run_lines
from eopsh.cli.surroundings import surroundings
from eopsh.remote import PRESETS


def run(options: argparse.Namespace) -> int:
    """Connect and run; without a target list what there is."""
    if options.target is None:
        return _list_presets()
    with surroundings(options) as around:
        enter(around, target_of(options, around))
        return run_lines(options, around)


def _list_presets() -> int:
    lines = ["Name an Exchange Server (eopsh connect mail01), a URI, or a preset:", ""]
    for preset in PRESETS:
        state = f"  (switched off in {preset.retired})" if preset.retired else ""
        lines.append(f"  {preset.name:<10} {preset.title}{state}")
        lines.append(f"  {'':<10} {preset.uri}")
    sys.stdout.write("\n".join(lines) + "\n")
    return exits.OK
