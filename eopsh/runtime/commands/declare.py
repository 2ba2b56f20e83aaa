"""What many declarations share."""

from __future__ import annotations

from eopsh.binding.validation import ValidateRange
from eopsh.catalogue import Membership, Parameter

INPUT = Parameter("InputObject", "System.Management.Automation.PSObject", from_pipeline=True)
OPTIONAL = Membership()
MANDATORY = Membership(mandatory=True)
_INT_MAX = 2**31 - 1


def switch(name: str, *sets: str, aliases: tuple[str, ...] = ()) -> Parameter:
    """Declare a switch, of some sets or of all."""
    return Parameter(name, "switch", aliases=aliases, sets=dict.fromkeys(sets, OPTIONAL) if sets else None)


def count(name: str, *sets: str, least: int = 0, mandatory: bool = False) -> Parameter:
    """Declare a number that is not negative."""
    membership = MANDATORY if mandatory else OPTIONAL
    return Parameter(
        name, "System.Int32", sets=dict.fromkeys(sets, membership) if sets else None, validation=(ValidateRange(least, _INT_MAX),)
    )
