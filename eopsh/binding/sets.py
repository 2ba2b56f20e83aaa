"""Which parameter set is meant, and what it lacks: PowerShell's own order of decisions."""

from __future__ import annotations

from eopsh.binding import errors
from eopsh.binding.signature import EVERY_SET
from eopsh.binding.state import Binding


def settle(binding: Binding, *, before_input: bool, use_default: bool) -> int:
    """Narrow the possible sets and return how many are left, 1 when the choice is made.

    With `before_input` a set may stay open that pipeline input can decide; `use_default` lets the default set decide.

    Raises:
        BindingError: no set is left, or nothing decides between several (`AmbiguousParameterSet`).
    """
    if binding.lenient:
        return 1
    if binding.mask == EVERY_SET:
        return _settle_untouched(binding, before_input=before_input, use_default=use_default)
    count = binding.mask.bit_count()
    if count == 0:
        raise ambiguous(binding)
    default = binding.signature.default
    if count == 1:
        return 1
    if default & binding.mask:
        if use_default:
            binding.mask = default
            return 1
        return count
    if before_input and input_may_bind(binding):
        return count
    return _settle_by_mandatory(binding)


def _settle_untouched(binding: Binding, *, before_input: bool, use_default: bool) -> int:
    """Decide when every parameter given belongs to all sets."""
    sets = max(1, len(binding.signature.set_names))
    if before_input and input_may_bind(binding):
        return sets
    if binding.signature.default:
        if use_default:
            binding.mask = binding.signature.default
            return 1
        return sets
    return _settle_by_mandatory(binding) if sets > 1 else sets


def input_may_bind(binding: Binding) -> bool:
    """Tell whether a parameter is open that pipeline input may bind in one of the sets still possible."""
    open_ones = binding.still_open(binding.signature.from_input)
    return any(known.from_pipeline or known.from_property for formal in open_ones for _, known in formal.within(binding.mask))


def _settle_by_mandatory(binding: Binding) -> int:
    """Take the one set that lacks nothing mandatory."""
    left = binding.mask & binding.signature.all_sets
    for formal in binding.still_open(binding.signature.mandatory):
        for bit, known in formal.memberships:
            if known.mandatory:
                left &= ~bit
    if left.bit_count() != 1:
        raise ambiguous(binding)
    binding.mask = left
    return 1


def ambiguous(binding: Binding) -> errors.BindingError:
    """Return the error for sets that cannot be told apart, its hint naming them or the parameters that exclude each other."""
    names = binding.signature.names_of(binding.mask if binding.mask != EVERY_SET else binding.signature.all_sets)
    if binding.mask and len(names) > 1:
        return errors.ambiguous_set(binding.place, f"Add a parameter that belongs to one set only: {', '.join(names)}.")
    given = [formal for formal in binding.signature.formals if binding.is_bound(formal) and formal.mask]
    listed = ", ".join(f"-{formal.name} ({'/'.join(binding.signature.names_of(formal.mask))})" for formal in given)
    return errors.ambiguous_set(binding.place, f"These parameters belong to different sets: {listed}.")


def keep_sets_with_input(binding: Binding) -> bool:
    """Drop the sets that pipeline input cannot reach any more, where others can; tell whether any was dropped."""
    taking = 0
    for formal in binding.delayed:
        taking |= formal.mask
    for formal in binding.still_open(binding.signature.from_input):
        for bit, known in formal.within(binding.mask):
            if known.from_pipeline or known.from_property:
                if not bit:
                    return False
                taking |= bit
    before = binding.mask
    binding.mask &= taking or before
    return binding.mask != before
