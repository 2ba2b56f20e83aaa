"""Strict mode: reading what is not there becomes an error."""

from __future__ import annotations

from eopsh.objects import PSDict, PSObject, Value, get_property, has_property
from eopsh.runtime.scope import Scope
from eopsh.runtime.signals import Place, failure

VARIABLES, MEMBERS, ELEMENTS = 1, 2, 3
"""The versions from which on variables, members and elements must be there."""


def strictness(scope: Scope) -> int:
    """Return the version that holds in a scope, 0 for none."""
    if not scope.session.strict:
        return 0
    return next((each.strict for each in scope.chain() if each.strict is not None), 0)


def undefined(scope: Scope, name: str, place: Place, *, in_text: bool) -> None:
    """Raise VariableIsUndefined where strict mode forbids reading a variable that nobody set."""
    if strictness(scope) >= (MEMBERS if in_text else VARIABLES):
        message = f"The variable '${name}' cannot be retrieved because it has not been set."
        raise failure(message, "VariableIsUndefined", target=name, place=place)


def check_member(scope: Scope, owner: Value, name: str, place: Place) -> None:
    """Raise PropertyNotFoundStrict where strict mode forbids reading a member that is not there."""
    if strictness(scope) < MEMBERS or _has(owner, name):
        return
    raise failure(
        f"The property '{name}' cannot be found on this object. Verify that the property exists.",
        "PropertyNotFoundStrict",
        "NotSpecified",
        exception="System.Management.Automation.PropertyNotFoundException",
        place=place,
    )


def _has(owner: Value, name: str) -> bool:
    if isinstance(owner, PSDict):
        return name in owner or has_property(owner, name)
    if isinstance(owner, list):
        return has_property(owner, name) or get_property(owner, name) is not None
    if name.lower() in ("count", "length") and not isinstance(owner, PSObject | str | bytes):
        return False
    if isinstance(owner, str) and name.lower() == "count":
        return False
    return owner is not None and (has_property(owner, name) or get_property(owner, name) is not None)


def check_element(scope: Scope, owner: Value, index: Value) -> None:
    """Raise IndexOutOfRangeException where strict mode forbids reading outside of an array or a text."""
    if not isinstance(owner, list | str) or type(index) is not int or -len(owner) <= index < len(owner):
        return
    if strictness(scope) >= ELEMENTS:
        kind = "System.IndexOutOfRangeException"
        raise failure("Index was outside the bounds of the array.", kind, "OperationStopped", exception=kind)


def check_call(scope: Scope, place: Place) -> None:
    """Raise StrictModeFunctionCallWithParens where strict mode forbids to call a command like a method."""
    if strictness(scope) >= MEMBERS:
        message = (
            "The function or command was called as if it were a method. Parameters should be separated by spaces. "
            "For information about parameters, see the about_Parameters Help topic."
        )
        raise failure(message, "StrictModeFunctionCallWithParens", place=place)
