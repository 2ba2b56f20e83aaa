"""Which parameters still go together, as far as the catalogue knows the sets of a command."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.completion.scan import Piece
from eopsh.frozen import frozen
from eopsh.kept import kept

_WORDS = frozenset({"Generic", "Identifier", "Number", "StringExpandable", "StringLiteral"})


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


def sets_of(command: Command, used: Collection[Parameter], values: Sequence[Piece]) -> Sets:
    """Narrow the sets of a command by the parameters used by name and by the values without a name.

    When nothing is left (the parameters used cannot go together), every set counts as possible again. A block goes
    where blocks are taken, a word does not.
    """
    every = _set_names(command)
    possible = every
    for parameter in used:
        named = {name for name, _ in parameter.sets}
        if named and ALL_SETS not in named:
            possible &= named
    possible = possible or every
    possible = frozenset(name for name in possible if _fit(command, name, used, values)) or possible
    likely = _likely(command, possible)
    names = {parameter.name for parameter in used}
    open_places = [parameter.name for parameter in positional_order(command, likely) if parameter.name not in names]
    return Sets(possible, likely, frozenset(open_places[: len(values)]))


def _fit(command: Command, set_name: str, used: Collection[Parameter], values: Sequence[Piece]) -> bool:
    """Tell whether the values can go to the places of a set, as far as their first tokens tell."""
    if not values:
        return True
    places = [parameter.type.lower() for parameter in positional_order(command, set_name) if parameter not in used]
    return all(_fits(value, places[index] if index < len(places) else "") for index, value in enumerate(values))


def _fits(value: Piece, kind: str) -> bool:
    if value.opens == "LCurly":
        return "scriptblock" in kind or "object" in kind
    return "scriptblock" not in kind or value.opens not in _WORDS


@kept
def positional_order(command: Command, set_name: str) -> tuple[Parameter, ...]:
    """Return the parameters of a set that take a place, in the order of their places."""
    placed = [(facts.position, parameter) for parameter in command.parameters if (facts := membership(parameter, set_name)) is not None]
    return tuple(parameter for position, parameter in sorted((p for p in placed if p[0] is not None), key=lambda pair: pair[0] or 0))


@kept
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
