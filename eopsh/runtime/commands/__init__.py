"""The commands that run here, one family a file."""

from __future__ import annotations

from eopsh.runtime.commands import (
    add_member,
    aliases,
    asking,
    catalogue,
    clixml,
    compare,
    construct,
    content,
    csv,
    dates,
    filters,
    formats,
    grouping,
    help,
    history,
    html,
    inspect,
    items,
    json,
    listing,
    measure,
    out_file,
    output,
    paths,
    progress,
    randoms,
    scripts,
    search,
    secrets,
    select,
    sort,
    texts,
    timing,
    to_xml,
    type_data,
    variables,
    verbs,
    views,
)
from eopsh.runtime.local import LocalCommand

_FAMILIES = (
    add_member,
    aliases,
    asking,
    catalogue,
    clixml,
    compare,
    construct,
    content,
    csv,
    dates,
    filters,
    formats,
    grouping,
    help,
    history,
    html,
    inspect,
    items,
    json,
    listing,
    measure,
    out_file,
    output,
    paths,
    progress,
    randoms,
    scripts,
    search,
    secrets,
    select,
    sort,
    texts,
    timing,
    to_xml,
    type_data,
    variables,
    verbs,
    views,
)


def commands() -> tuple[LocalCommand, ...]:
    """Return the runtime's own commands."""
    return tuple(found for family in _FAMILIES for found in vars(family).values() if isinstance(found, LocalCommand))


__all__ = ["commands"]
