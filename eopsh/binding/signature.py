"""A command's parameters made ready for binding: set names as bits, names and aliases to look up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from eopsh.binding.common import common_parameters
from eopsh.binding.validation import Transformation
from eopsh.catalogue import ALL_SETS, Command, Kind, Membership, Origin, Parameter
from eopsh.kept import kept
from eopsh.objects import Value, full_type_name

EVERY_SET = (1 << 32) - 1
"""The mask before any parameter has narrowed the sets."""

_OPTIONAL = Membership()


@dataclass(frozen=True, slots=True, eq=False)
class Formal:
    """A parameter as the binder sees it. `mask` has the bits of the sets it belongs to by name, `everywhere` tells that it is in all."""

    parameter: Parameter
    type: str
    mask: int
    everywhere: bool
    memberships: tuple[tuple[int, Membership], ...]
    """Set bit and what holds there; the bit is 0 for every set."""
    common: bool = False
    change: Callable[[Value], Value] | None = None
    """A conversion of the declaration's own, in place of the type's."""

    @property
    def name(self) -> str:
        """The parameter's own name."""
        return self.parameter.name

    @property
    def known(self) -> bool:
        """Whether the declaration is certain enough to convert and refuse values here; else the server does."""
        return self.common or self.parameter.origin is Origin.DEFINITION

    @property
    def mandatory(self) -> bool:
        """Whether it is mandatory in some set."""
        return any(known.mandatory for _, known in self.memberships)

    def within(self, mask: int) -> Iterator[tuple[int, Membership]]:
        """Yield what holds for the parameter in the sets of a mask."""
        return ((bit, membership) for bit, membership in self.memberships if not bit or bit & mask)

    def fits(self, mask: int) -> bool:
        """Tell whether the parameter belongs to one of the sets of a mask."""
        return self.everywhere or bool(self.mask & mask)


class Signature:
    """A command's formals, its own first, then the common ones; its sets; its default set's bit (0 without one)."""

    def __init__(self, command: Command) -> None:
        self.command = command
        self._bits: dict[str, int] = {}
        self.set_names: list[str] = []
        self.default = self._bit(command.default_set) if command.default_set and command.default_set != ALL_SETS else 0
        own = [self._formal(parameter, common=False) for parameter in command.parameters]
        self.formals = (*own, *(self._formal(parameter, common=True) for parameter in common_parameters(command)))
        self.exact = _by_name(self.formals)
        """Folded names and aliases to their formals."""
        self.positional = self._where(lambda known: known.position is not None and not known.from_remaining)
        self.mandatory = self._where(lambda known: known.mandatory)
        self.from_input = self._where(lambda known: known.from_pipeline or known.from_property)
        self.from_rest = self._where(lambda known: known.from_remaining)
        self.function = command.kind is Kind.FUNCTION
        self.tolerant = command.kind is Kind.REMOTE and any(_vague(parameter) for parameter in command.parameters)

    @property
    def all_sets(self) -> int:
        """The bits of all sets."""
        return (1 << len(self.set_names)) - 1

    def names_of(self, mask: int) -> tuple[str, ...]:
        """Return the names of the sets of a mask; the one name that stands for all where the command has no sets."""
        names = tuple(name for index, name in enumerate(self.set_names) if mask >> index & 1)
        return names if self.set_names else (ALL_SETS,)

    def _where(self, holds: Callable[[Membership], bool]) -> tuple[Formal, ...]:
        """The formals of which this holds in some set: few, where a command has two hundred."""
        return tuple(formal for formal in self.formals if any(holds(known) for _, known in formal.memberships))

    def _bit(self, name: str) -> int:
        folded = name.casefold()
        if folded not in self._bits:
            self._bits[folded] = 1 << len(self.set_names)
            self.set_names.append(name)
        return self._bits[folded]

    def _formal(self, parameter: Parameter, *, common: bool) -> Formal:
        memberships = tuple((0 if name == ALL_SETS else self._bit(name), membership) for name, membership in parameter.sets)
        mask = 0
        for bit, _ in memberships:
            mask |= bit
        everywhere = not memberships or any(bit == 0 for bit, _ in memberships)
        change = next((rule.change for rule in parameter.validation if isinstance(rule, Transformation)), None)
        return Formal(parameter, full_type_name(parameter.type), mask, everywhere, memberships or ((0, _OPTIONAL),), common, change)


def _by_name(formals: tuple[Formal, ...]) -> dict[str, Formal]:
    """Folded names, then folded aliases; where both claim a word, the name has it."""
    found = {formal.name.casefold(): formal for formal in formals}
    for formal in formals:
        for alias in formal.parameter.aliases:
            found.setdefault(alias.casefold(), formal)
    return found


def _vague(parameter: Parameter) -> bool:
    return not parameter.sets or parameter.origin is Origin.HELP


@kept
def signature_of(command: Command) -> Signature:
    """Return the signature of a command, made once while the command is in use."""
    return Signature(command)
