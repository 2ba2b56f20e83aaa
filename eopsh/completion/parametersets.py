"""Which parameters still go together, as far as the catalogue knows the sets of a command."""

from __future__ import annotations

from collections.abc import Collection

from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.frozen import frozen


@frozen
class Sets:
    """The sets that are still possible, the likely one among them, and what the call's positions have taken."""

    possible: frozenset[str]
    likely: str
    taken: frozenset[str]

    def admits(self, parameter: Parameter) -> bool:
        """Tell whether a parameter belongs to a set that is still possible."""
        return not parameter.sets or any(name == ALL_SETS or name in self.possible for name, _ in parameter.sets)

    def membership(self, parameter: Parameter) -> Membership | None:
        """Return what holds for a parameter in the likely set."""
        return membership(parameter, self.likely)


def membership(parameter: Parameter, set_name: str) -> Membership | None:
    """Return what holds for a parameter in a set, None when it does not belong to it."""
    facts = dict(parameter.sets)
    return facts.get(set_name) or facts.get(ALL_SETS)


def sets_of(command: Command, used: Collection[Parameter], positional: int) -> Sets:
    """Narrow the sets of a command by the parameters used by name and the number of values without a name.

    When nothing is left (the parameters used cannot go together), every set counts as possible again.
    """
    every = _set_names(command)
    possible = every
    for parameter in used:
        named = {name for name, _ in parameter.sets}
        if named and ALL_SETS not in named:
            possible &= named
    possible = possible or every
    likely = _likely(command, possible)
    names = {parameter.name for parameter in used}
    open_places = [parameter.name for parameter in positional_order(command, likely) if parameter.name not in names]
    return Sets(possible, likely, frozenset(open_places[:positional]))


def positional_order(command: Command, set_name: str) -> list[Parameter]:
    """Return the parameters of a set that take a place, in the order of their places."""
    placed = [(facts.position, parameter) for parameter in command.parameters if (facts := membership(parameter, set_name)) is not None]
    return [parameter for position, parameter in sorted((p for p in placed if p[0] is not None), key=lambda pair: pair[0] or 0)]


def _set_names(command: Command) -> frozenset[str]:
    """Return the sets of a command; a default set may have no parameter of its own."""
    named = frozenset(name for parameter in command.parameters for name, _ in parameter.sets if name != ALL_SETS)
    if not named:
        return frozenset({ALL_SETS})
    return named | {command.default_set} if command.default_set else named


def _likely(command: Command, possible: frozenset[str]) -> str:
    for name in (command.default_set, "Identity"):
        if name in possible:
            return name
    ordered = (name for parameter in command.parameters for name, _ in parameter.sets if name in possible)
    return next(ordered, ALL_SETS)
