"""The exit codes, as the help documents them."""

from __future__ import annotations

OK = 0
FAILED = 1
"""A line failed."""
USAGE = 2
"""The command line, a line or a plan has errors; nothing was run."""
NO_CONNECTION = 3
STOPPED = 130
"""Ctrl-C."""
PIPE_CLOSED = 141
"""Whoever read the output is gone."""
