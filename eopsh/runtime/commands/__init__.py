"""The commands that run here, one family a file."""

from __future__ import annotations

from eopsh.runtime.commands import (
    catalogue,
    construct,
    content,
    csv,
    dates,
    filters,
    formats,
    grouping,
    help,
    inspect,
    items,
    listing,
    measure,
    out_file,
    output,
    paths,
    scripts,
    secrets,
    select,
    sort,
    variables,
    views,
)
from eopsh.runtime.local import LocalCommand

_FAMILIES = (
    catalogue,
    construct,
    content,
    csv,
    dates,
    filters,
    formats,
    grouping,
    help,
    inspect,
    items,
    listing,
    measure,
    out_file,
    output,
    paths,
    scripts,
    secrets,
    select,
    sort,
    variables,
    views,
)


def commands() -> tuple[LocalCommand, ...]:
    """Return the runtime's own commands."""
    return tuple(found for family in _FAMILIES for found in vars(family).values() if isinstance(found, LocalCommand))


__all__ = ["commands"]
