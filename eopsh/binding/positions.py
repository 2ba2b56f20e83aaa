"""Values without a name: which parameter each goes to, and what takes the rest."""

from __future__ import annotations

from eopsh.binding import errors
from eopsh.binding.model import Argument
from eopsh.binding.signature import EVERY_SET, Formal
from eopsh.binding.state import Binding
from eopsh.objects import PSList, Value, is_collection

Places = dict[int, dict[Formal, int]]
"""Position to the parameters that stand there, and the bits of the sets they do so in; one bit more stands for every set."""

_EVERYWHERE = EVERY_SET + 1


def bind_positions(binding: Binding, arguments: list[Argument]) -> tuple[list[Argument], errors.BindingError | None]:
    """Bind values by position; return what is left over, and why the last value that fitted nowhere did not.

    Each position tries the default set before the others, and values as they are before forced ones.
    """
    if not arguments:
        return [], None
    values = [argument for index, argument in enumerate(arguments) if _has_position(arguments, index)]
    left = [argument for index, argument in enumerate(arguments) if not _has_position(arguments, index)]
    places = _places(binding)
    fault: errors.BindingError | None = None
    for position in sorted(places):
        standing = {formal: bits for formal, bits in places[position].items() if _stands(binding, formal, bits)}
        if not standing:
            continue
        if not values:
            break
        argument = values.pop(0)
        bound, fault = _bind_one(binding, standing, argument)
        if not bound:
            left.append(argument)
    rest = {id(argument) for argument in (*left, *values)}
    return [argument for argument in arguments if id(argument) in rest], fault


def _has_position(arguments: list[Argument], index: int) -> bool:
    """Tell a value without a name; one behind an unknown name is taken for that one's, but for a splatted one that brought its own."""
    if arguments[index].name is not None:
        return False
    if index == 0 or arguments[index - 1].name is None:
        return True
    return arguments[index - 1].splatted and arguments[index - 1].has_value


def _places(binding: Binding) -> Places:
    places: Places = {}
    for formal in binding.still_open(binding.signature.positional):
        for bit, known in formal.within(binding.mask):
            if known.position is not None and not known.from_remaining:
                standing = places.setdefault(known.position, {})
                standing[formal] = standing.get(formal, 0) | (bit or _EVERYWHERE)
    for standing in places.values():
        _refuse_shared(binding, standing)
    return places


def _refuse_shared(binding: Binding, standing: dict[Formal, int]) -> None:
    taken = 0
    for bits in standing.values():
        if taken & bits & (binding.mask | _EVERYWHERE):
            raise errors.ambiguous_position(binding.place)
        taken |= bits


def _stands(binding: Binding, formal: Formal, bits: int) -> bool:
    return not binding.is_bound(formal) and bool(bits & (binding.mask | _EVERYWHERE))


def _bind_one(binding: Binding, standing: dict[Formal, int], argument: Argument) -> tuple[bool, errors.BindingError | None]:
    valid, default = binding.mask, binding.signature.default & binding.mask
    fault: errors.BindingError | None = None
    for force in (False, True):
        for mask in (default, valid) if default else (valid,):
            bound, fault = _bind_in(binding, mask, standing, argument, force=force)
            if bound:
                return True, None
    return False, fault


def _bind_in(
    binding: Binding, mask: int, standing: dict[Formal, int], argument: Argument, *, force: bool
) -> tuple[bool, errors.BindingError | None]:
    """Bind the value to every parameter of these sets that takes it; sets that then exclude each other are found later."""
    bound, fault = False, None
    for formal in [formal for formal, bits in standing.items() if bits & (mask | _EVERYWHERE)]:
        try:
            bound |= binding.bind(formal, argument, force=force, delay=True)
        except errors.BindingError as error:
            if error.error_id not in _PASSED_OVER:
                raise
            fault = error
    return bound, fault


_PASSED_OVER = frozenset({"CannotConvertArgument", "CannotConvertArgumentNoMessage", "ParameterBindingFailed"})
"""Faults of a cmdlet's own types: the next parameter at the same position is tried."""


def bind_rest(binding: Binding, arguments: list[Argument]) -> list[Argument]:
    """Give what is left over to the parameter that takes the rest, as one list; return what is left over even so."""
    takes_rest = binding.still_open(binding.signature.from_rest)
    takers = [formal for formal in takes_rest if any(known.from_remaining for _, known in formal.within(binding.mask))]
    if not arguments or not takers:
        return arguments
    if len(takers) > 1:
        raise errors.ambiguous_set(binding.place, f"Name one of {', '.join(f'-{formal.name}' for formal in takers)}.")
    values = [value for argument in arguments for value in _as_rest(argument)]
    single = len(values) == 1 and is_collection(values[0])
    rest = Argument(None, values[0] if single else PSList(values, _LIST_TYPES), True, *binding.place)
    binding.bind(takers[0], rest, force=True)
    return []


_LIST_TYPES = ("System.Collections.Generic.List`1[[System.Object]]", "System.Object")


def _as_rest(argument: Argument) -> list[Value]:
    if argument.name is None:
        return [argument.value]
    return [argument.text, argument.value] if argument.has_value else [argument.text]
