"""Values that are to be taken where nothing was given: what `$PSDefaultParameterValues` holds for a command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eopsh.binding import errors
from eopsh.binding.model import Argument, Default
from eopsh.binding.signature import EVERY_SET, Formal, Signature
from eopsh.binding.state import Binding
from eopsh.objects import Value, equals, has_wildcard, like, to_text


def bind_defaults(binding: Binding, defaults: Iterable[Default]) -> tuple[str, ...]:
    """Bind the defaults that fit the sets still possible; return the names they were bound to.

    None is bound where they exclude each other. One that is refused leaves a warning in the binding and nothing else.
    """
    fitting = [(formal, value) for formal, value in _worth(binding, defaults) if _is_wanted(binding, formal)]
    together = EVERY_SET
    for formal, _ in fitting:
        together &= formal.mask or EVERY_SET
    return tuple(formal.name for formal, value in fitting if together and _bind_one(binding, formal, value))


def _worth(binding: Binding, defaults: Iterable[Default]) -> Iterator[tuple[Formal, Value]]:
    """Yield the parameters that have one value, in the order of the defaults; several different ones are none."""
    found: dict[Formal, Default] = {}
    torn: dict[Formal, str] = {}
    for default in defaults:
        for formal, name in _meant(binding.signature, default.parameter):
            if formal in found and not equals(found[formal].value, default.value, ignore_case=False):
                torn[formal] = name
            found.setdefault(formal, default)
    binding.warnings += [_DIFFERENT.format(name) for name in torn.values()]
    return ((formal, default.value) for formal, default in found.items() if formal not in torn)


_DIFFERENT = (
    "Multiple different default values are defined in $PSDefaultParameterValues for the parameter matching the following name or alias: "
    "{}. These defaults have been ignored."
)


def _meant(signature: Signature, pattern: str) -> list[tuple[Formal, str]]:
    """The parameters whose whole name or alias this is, or that a pattern with wildcards matches."""
    if not has_wildcard(pattern):
        formal = signature.exact.get(pattern.casefold())
        return [] if formal is None else [(formal, pattern)]
    return list({formal: (formal, formal.name) for name, formal in signature.exact.items() if like(name, pattern)}.values())


def _is_wanted(binding: Binding, formal: Formal) -> bool:
    return formal.fits(binding.mask) and not binding.is_bound(formal)


def _bind_one(binding: Binding, formal: Formal, value: Value) -> bool:
    try:
        return binding.bind(formal, Argument(formal.name, value, True, *binding.place), force=True)
    except errors.BindingError as error:
        binding.warnings.append(f"The binding of default value '{to_text(value)}' to parameter '{formal.name}' failed: {error.message}")
        return False
