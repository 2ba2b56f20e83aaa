"""Mandatory parameters without a value: which must be asked for, and which set pipeline input is left to decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from eopsh.binding.sets import ambiguous
from eopsh.binding.signature import EVERY_SET, Formal
from eopsh.binding.state import Binding
from eopsh.catalogue import Membership


@dataclass(slots=True)
class Lack:
    """What one set lacks: mandatory parameters without a value, apart those that pipeline input may still bind."""

    bit: int
    """0 for every set."""
    needed: list[Formal] = field(default_factory=list)
    by_value: list[Formal] = field(default_factory=list)
    by_property: list[Formal] = field(default_factory=list)

    @property
    def from_input(self) -> bool:
        """Whether pipeline input may bind something of it."""
        return bool(self.by_value or self.by_property)

    def add(self, formal: Formal, known: Membership, *, piped: bool) -> None:
        """Note a parameter that has no value."""
        if not piped or not (known.from_pipeline or known.from_property):
            self.needed.append(formal)
        if piped and known.from_pipeline:
            self.by_value.append(formal)
        if piped and known.from_property:
            self.by_property.append(formal)


def missing(binding: Binding, count: int) -> tuple[str, ...]:
    """Return the mandatory parameters that must be asked for; `count` is how many sets are left (`sets.settle`).

    Where pipeline input is expected and several sets are left, those that cannot be completed any more are dropped.

    Raises:
        BindingError: the sets that lack something cannot be told apart.
    """
    if binding.lenient:
        return ()
    lacks = _lacks(binding)
    if not lacks:
        return ()
    needed = _before_input(binding, lacks, count) if binding.piped else _needed(lacks.values())
    return tuple(formal.name for formal in binding.signature.mandatory if formal in needed)


def _lacks(binding: Binding) -> dict[int, Lack]:
    lacks: dict[int, Lack] = {}
    for formal in binding.still_open(binding.signature.mandatory):
        for bit, known in formal.within(binding.mask):
            if known.mandatory:
                lacks.setdefault(bit, Lack(bit)).add(formal, known, piped=binding.piped)
    return lacks


def _needed(lacks: Iterable[Lack], mask: int = EVERY_SET) -> list[Formal]:
    return [formal for lack in lacks if not lack.bit or lack.bit & mask for formal in lack.needed]


def _before_input(binding: Binding, lacks: dict[int, Lack], count: int) -> list[Formal]:
    """Look at the sets that lack something while pipeline objects are still to come."""
    named = [lack for bit, lack in lacks.items() if bit]
    lacking = sum(lack.bit for lack in named)
    if 0 in lacks:
        lacking = binding.mask & (binding.signature.all_sets or EVERY_SET)
    default = binding.signature.default
    if count > 1 and default & binding.mask and not default & lacking and not any(lack.from_input for lack in named):
        # The default set is complete, and no other could be completed by input.
        lacking = binding.mask = binding.mask & ~lacking
        binding.preferred = 0 if binding.mask == default else default
    sets = 1 if lacking == EVERY_SET else lacking.bit_count()
    if sets == 0:
        raise ambiguous(binding)
    if sets == 1:
        return _needed(lacks.values(), lacking)
    if binding.preferred:
        return []
    if default & lacking and _prefers_default(lacks, default):
        binding.mask = default
        return _needed(lacks.values(), default)
    return _choose_by_input(binding, lacks, lacking)


def _prefers_default(lacks: dict[int, Lack], default: int) -> bool:
    """Tell whether the default set goes before the others, which pipeline input might complete too."""
    others = [lack for bit, lack in lacks.items() if bit not in (0, default)]
    own = lacks.get(default, Lack(default))
    if own.by_property and not any(lack.by_property for lack in others):
        return True
    if not any(lack.from_input and not lack.needed for lack in others):
        return True
    return 0 in lacks and bool(lacks[0].needed)


def _choose_by_input(binding: Binding, lacks: dict[int, Lack], lacking: int) -> list[Formal]:
    """Take the one set that pipeline input can complete; where there is none or several, drop those that it cannot."""
    candidates = [lack for bit, lack in lacks.items() if bit & lacking]
    by_value = [lack.bit for lack in candidates if lack.by_value]
    by_property = [lack.bit for lack in candidates if lack.by_property]
    single_value, single_property = _single(by_value), _single(by_property)
    chosen = single_value or single_property if not (by_value and by_property) else single_value if by_value == by_property else 0
    if not chosen and any(lack.needed for lack in lacks.values()):
        chosen = single_value
        if not chosen:
            return _drop_incomplete(binding, lacks, candidates, several=len(by_value) > 1 or len(by_property) > 1)
    if not chosen:
        return []
    others = sum(lack.bit for lack in candidates if lack.bit != chosen)
    if lacks[chosen].needed:
        binding.mask = chosen
    else:
        _drop(binding, others)
        binding.preferred = 0 if binding.mask == chosen else chosen
    return _needed(lacks.values(), chosen)


def _single(bits: list[int]) -> int:
    return bits[0] if len(bits) == 1 else 0


def _drop_incomplete(binding: Binding, lacks: dict[int, Lack], candidates: list[Lack], *, several: bool) -> list[Formal]:
    if not several:
        raise ambiguous(binding)
    _drop(binding, sum(lack.bit for lack in candidates if lack.needed))
    if binding.mask == 0:
        raise ambiguous(binding)
    return lacks[0].needed if 0 in lacks and binding.mask.bit_count() == 1 else []


def _drop(binding: Binding, bits: int) -> None:
    if bits:
        known = binding.signature.all_sets if binding.mask == EVERY_SET else binding.mask
        binding.mask = known & ~bits
