"""One command as one blob of bytes and back.

A command is the JSON array `[name, kind, should process, default set, aliases, output types, help address, synopsis, parameters...]`, a
parameter `[name, type, flags, aliases, values, sets, summary, default]` with its trailing empty fields cut off, what holds in a set
`[set, flags, position]`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TypeAlias

from eopsh.catalogue.model import ALL_SETS, Command, Kind, Membership, Origin, Parameter

Row: TypeAlias = list[object]
SetRow: TypeAlias = tuple[str, int] | tuple[str, int, int]

_SWITCH, _DYNAMIC, _ORIGIN_SHIFT = 1, 2, 2
_ORIGINS = (Origin.SERVER, Origin.HELP, Origin.DEFINITION)
_MANDATORY, _FROM_PIPELINE, _FROM_PROPERTY, _FROM_REMAINING = 1, 2, 4, 8
_KINDS = (Kind.REMOTE, Kind.LOCAL, Kind.FUNCTION)


def pack(command: Command) -> bytes:
    """Return the blob of a command. Validation is for commands that run here, which nobody needs to pack: it is left out."""
    head: Row = [command.name, _KINDS.index(command.kind), int(command.should_process), command.default_set or ""]
    head += [command.aliases, command.output_types, command.help_uri, command.synopsis]
    row = head + [_parameter_row(parameter) for parameter in command.parameters]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _parameter_row(parameter: Parameter) -> Row:
    flags = parameter.switch * _SWITCH | parameter.dynamic * _DYNAMIC | _ORIGINS.index(parameter.origin) << _ORIGIN_SHIFT
    sets = [_set_row(name, membership) for name, membership in parameter.sets]
    row: Row = [parameter.name, parameter.type, flags, parameter.aliases, parameter.values, sets, parameter.summary, parameter.default]
    while len(row) > 1 and not row[-1]:
        row.pop()
    return row


def _set_row(name: str, membership: Membership) -> SetRow:
    flags = membership.mandatory * _MANDATORY | membership.from_pipeline * _FROM_PIPELINE
    flags |= membership.from_property * _FROM_PROPERTY | membership.from_remaining * _FROM_REMAINING
    short_name = "" if name == ALL_SETS else name
    return (short_name, flags) if membership.position is None else (short_name, flags, membership.position)


def unpack(blob: bytes) -> Command:
    """Return the command of a blob.

    Raises:
        ValueError: the blob is damaged.
    """
    try:
        fields = json.loads(blob.decode("utf-8", "surrogatepass"))
        name, kind, should_process, default_set, aliases, outputs, help_uri, synopsis, *rows = fields
        return Command(
            name,
            *(_parameter(*row) for row in rows),
            kind=_KINDS[kind],
            default_set=default_set or None,
            alias=tuple(aliases),
            output_types=tuple(outputs),
            help_uri=help_uri,
            should_process=bool(should_process),
            synopsis=synopsis,
        )
    except (TypeError, LookupError, ValueError) as error:
        raise ValueError(f"damaged command: {error}") from error


def _parameter(
    name: str,
    type: str = "",
    flags: int = 0,
    aliases: Sequence[str] = (),
    values: Sequence[str] = (),
    sets: Sequence[SetRow] = (),
    summary: str = "",
    default: str = "",
) -> Parameter:
    return Parameter(
        name,
        type,
        aliases=tuple(aliases),
        switch=bool(flags & _SWITCH),
        values=tuple(values),
        sets=tuple(map(_membership, sets)),
        dynamic=bool(flags & _DYNAMIC),
        origin=_ORIGINS[flags >> _ORIGIN_SHIFT],
        summary=summary,
        default=default,
    )


def _membership(row: SetRow) -> tuple[str, Membership]:
    name, flags = row[0], row[1]
    position = row[2] if len(row) == 3 else None
    return name or ALL_SETS, Membership(
        bool(flags & _MANDATORY),
        position,
        bool(flags & _FROM_PIPELINE),
        bool(flags & _FROM_PROPERTY),
        bool(flags & _FROM_REMAINING),
    )
