"""Binding one pipeline object: by value and by its properties, first as it is, then converted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from eopsh.binding import errors
from eopsh.binding.missing import missing
from eopsh.binding.model import Argument
from eopsh.binding.sets import input_may_bind, settle
from eopsh.binding.signature import Formal
from eopsh.binding.state import Binding
from eopsh.catalogue import Membership
from eopsh.objects import PSDict, Value, get_property, has_property


def takes_input(binding: Binding) -> bool:
    """Tell whether pipeline input may bind something: a parameter that is open, or one whose block waits for an object."""
    if binding.delayed or binding.signature.tolerant:
        return True
    return input_may_bind(binding)


def bind_input(before: Binding, value: Value) -> Binding:
    """Return the binding with one pipeline object bound besides.

    Raises:
        BindingError: nothing takes the object, what takes it refuses it, or it lacks something mandatory.
    """
    binding = before.copy()
    binding.piped = False
    try:
        worked_out = binding.bind_delayed(value)
        bound = _bind_rounds(binding, value)
        settle(binding, before_input=False, use_default=True)
        if not bound and not worked_out:
            raise errors.input_not_bound(binding.place, value)
        needed = missing(binding, 1)
        if needed:
            raise errors.input_lacks(binding.place, needed, value)
    except errors.BindingError as error:
        error.target = value
        raise
    return binding


def _bind_rounds(binding: Binding, value: Value) -> bool:
    """Try the preferred set alone, then the others."""
    bound = False
    if binding.preferred:
        bound = _bind_steps(binding, value, binding.preferred, settling=False)
        if binding.mask == binding.preferred:
            return bound
    return _bind_steps(binding, value, binding.mask & ~binding.preferred, settling=True) or bound


def _bind_steps(binding: Binding, value: Value, mask: int, *, settling: bool) -> bool:
    bound = False
    for force, by_property in product((False, True), (False, True)):
        if _bind_step(binding, value, mask, force=force, by_property=by_property):
            bound = True
            if settling:
                settle(binding, before_input=True, use_default=True)
                mask = binding.mask
    return bound


def _bind_step(binding: Binding, value: Value, mask: int, *, force: bool, by_property: bool) -> bool:
    """One of the four steps, in the default set first; the others only when that took nothing."""
    default = binding.signature.default
    if default & mask:
        if _bind_open(binding, value, default, force=force, by_property=by_property):
            return True
        mask &= ~default
    return _bind_open(binding, value, mask, force=force, by_property=by_property)


def _bind_open(binding: Binding, value: Value, mask: int, *, force: bool, by_property: bool) -> bool:
    bound = False
    for formal in reversed(binding.still_open(binding.signature.from_input)):
        if not formal.fits(mask) or not any(_takes(known, by_property) for _, known in formal.within(mask)):
            continue
        source = next(_property_values(formal, value), None) if by_property else (value,)
        if source is not None:
            bound |= _bind_one(binding, formal, source[0], force=force, by_property=by_property)
    return bound


def _takes(known: Membership, by_property: bool) -> bool:
    return known.from_property if by_property else known.from_pipeline


def _property_values(formal: Formal, value: Value) -> Iterator[tuple[Value]]:
    """Yield the value of the property that has the parameter's name or an alias. The keys of a dictionary are no properties here."""
    names: Iterable[str] = (formal.name, *formal.parameter.aliases)
    if isinstance(value, PSDict):
        names = (name for name in names if name.lower() in _OF_DICTIONARIES)
    return ((get_property(value, name),) for name in names if has_property(value, name))


_OF_DICTIONARIES = frozenset({"count", "isfixedsize", "isreadonly", "issynchronized", "keys", "syncroot", "values"})


def _bind_one(binding: Binding, formal: Formal, value: Value, *, force: bool, by_property: bool) -> bool:
    argument = Argument(formal.name, value, True, *binding.place)
    try:
        return binding.bind(formal, argument, force=force)
    except errors.BindingError as error:
        # A value that does not convert leaves the object to other parameters; so does a script's type, but for a property of its name.
        if error.error_id in _PASSED_OVER or (error.error_id == "ParameterArgumentTransformationError" and not by_property):
            return False
        raise


_PASSED_OVER = frozenset({"CannotConvertArgument", "CannotConvertArgumentNoMessage", "ParameterBindingFailed"})
