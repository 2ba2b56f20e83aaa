"""Which parameter a name on the command line means."""

from __future__ import annotations

from eopsh.binding.errors import ambiguous_parameter
from eopsh.binding.model import Argument
from eopsh.binding.signature import Formal, Signature
from eopsh.catalogue import nearest


def find(signature: Signature, argument: Argument) -> Formal | None:
    """Return the parameter of a named argument: its name or an alias in any case, else the one that begins like it.

    Where several begin like it, the command's own parameter goes before the common ones.

    Raises:
        BindingError: several parameters begin like it (`AmbiguousParameter`).
    """
    wanted = (argument.name or "").casefold()
    exact = signature.exact.get(wanted)
    if exact is not None:
        return exact
    matches = list(dict.fromkeys(formal for name, formal in signature.exact.items() if name.startswith(wanted)))
    own = [formal for formal in matches if not formal.common]
    if len(matches) > 1 and len(own) != 1:
        raise ambiguous_parameter(argument, (formal.name for formal in matches))
    return next(iter(own or matches), None)


def near_names(signature: Signature, word: str) -> tuple[str, ...]:
    """Return the parameters that were perhaps meant, best first."""
    return nearest(word, (formal.name for formal in signature.formals))
