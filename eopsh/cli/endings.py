"""What `--format` appends to the lines: local commands, for nothing else writes output."""

from __future__ import annotations

import argparse

ENDINGS = {
    "table": "Format-Table",
    "list": "Format-List",
    "csv": "ConvertTo-Csv",
    "json": "ConvertTo-Json -AsArray -Depth 5",
    "jsonl": "ForEach-Object { ConvertTo-Json -InputObject $_ -Compress -Depth 5 }",
}
"""Formats by name. JSON is a list however many objects there are; a line of `jsonl` is one object."""


def ending_of(options: argparse.Namespace) -> str:
    """Return the pipeline that the options append; empty for none."""
    return ENDINGS.get(getattr(options, "format", None) or "", "")
