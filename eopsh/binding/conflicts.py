"""Declarations that no call can bind: names and aliases that mean two parameters at once."""

from __future__ import annotations

from eopsh.binding.common import common_parameters
from eopsh.catalogue import Command, Parameter
from eopsh.frozen import frozen


@frozen
class Conflict:
    """What is wrong with a declaration, in PowerShell's words and under its id."""

    error_id: str
    message: str


def conflict(command: Command) -> Conflict | None:
    """Return the first conflict among the parameters of a function, the common ones included; None where there is none."""
    others = () if command.simple else common_parameters(_without_parameters(command))
    common = {parameter.name.casefold() for parameter in others}
    for parameter in command.parameters:
        if parameter.name.casefold() in common:
            text = f"A parameter with the name '{parameter.name}' was defined multiple times for the command."
            return Conflict("ParameterNameAlreadyExistsForCommand", text)
    return _among_aliases(command.parameters, others)


def _among_aliases(own: tuple[Parameter, ...], common: tuple[Parameter, ...]) -> Conflict | None:
    names = {parameter.name.casefold(): parameter.name for parameter in (*own, *common)}
    seen: set[str] = set()
    taken = {alias for parameter in common for alias in parameter.aliases}
    for parameter in (*own, *common):
        for alias in parameter.aliases:
            folded = alias.casefold()
            if folded in seen:
                return Conflict("AliasDeclaredMultipleTimes", f'The alias "{alias}" is declared multiple times.')
            if parameter in own and folded in taken:
                return Conflict("AliasParameterNameAlreadyExistsForCommand", _TWICE.format(alias))
            if folded in names:
                return Conflict("ParameterNameConflictsWithAlias", _BOTH.format(names[folded], parameter.name))
            seen.add(folded)
    return None


_TWICE = "The parameter alias cannot be specified because an alias with the name '{}' was already defined multiple times for the command."
_BOTH = "The parameter '{}' cannot be specified because it conflicts with the parameter alias of the same name for parameter '{}'."


def _without_parameters(command: Command) -> Command:
    return Command(command.name, kind=command.kind, should_process=command.should_process)
