"""How a command is written: one line a parameter set, as `Get-Command -Syntax` shows it."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import common_parameters
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.objects import full_type_name, short_type_name

_SHORT = {
    "String": "string",
    "Int32": "int",
    "Int64": "long",
    "Boolean": "bool",
    "Object": "Object",
    "ScriptBlock": "scriptblock",
    "PSObject": "psobject",
    "DateTime": "datetime",
    "TimeSpan": "timespan",
    "Guid": "guid",
    "Byte": "byte",
    "Double": "double",
    "Decimal": "decimal",
    "SecureString": "securestring",
    "PSCredential": "pscredential",
}


def described_type(name: str) -> str:
    """Return a type's name as syntax lines have it: `System.String[]` is `string[]`."""
    short = short_type_name(full_type_name(name))
    base, bracket, rest = short.partition("[")
    return _SHORT.get(base, base) + bracket + rest


def set_names(command: Command) -> tuple[str, ...]:
    """Return the parameter sets, the default one first; the one that stands for all where there are none."""
    names = dict.fromkeys(name for parameter in command.parameters for name, _ in parameter.sets if name != ALL_SETS)
    ordered = sorted(names, key=lambda name: name != command.default_set)
    return tuple(ordered) or (ALL_SETS,)


def syntax_lines(command: Command, *, wrapped: bool = False) -> list[str]:
    """Return one line a parameter set."""
    lines: list[str] = []
    for name in set_names(command):
        pieces = [command.name, *_pieces(command, name)]
        if any(common_parameters(command)):
            pieces.append("[<CommonParameters>]")
        lines += [" ".join(pieces), *([""] if wrapped else [])]
    return lines[:-1] if wrapped else lines


def _pieces(command: Command, set_name: str) -> Iterator[str]:
    members = [(parameter, membership) for parameter in command.parameters if (membership := _in_set(parameter, set_name)) is not None]
    members.sort(key=lambda pair: (pair[1].position is None, pair[1].position or 0, not pair[1].mandatory))
    return (_piece(parameter, membership) for parameter, membership in members)


def _in_set(parameter: Parameter, set_name: str) -> Membership | None:
    if not parameter.sets:
        return Membership()
    found = dict(parameter.sets)
    return found.get(set_name, found.get(ALL_SETS))


def _piece(parameter: Parameter, membership: Membership) -> str:
    name = f"-{parameter.name}"
    if parameter.switch:
        return name if membership.mandatory else f"[{name}]"
    if membership.position is not None:
        name = f"[{name}]"
    text = f"{name} <{described_type(parameter.type)}>"
    return text if membership.mandatory else f"[{text}]"
