"""Finding a static member, a constructor or an enum's value by the type's name."""

from __future__ import annotations

from collections.abc import Callable

from eopsh.catalogue import nearest
from eopsh.objects import (
    ConversionError,
    Value,
    can_convert,
    convert,
    equals,
    to_text,
)
from eopsh.objects.enums import ENUMS, enum_from_text
from eopsh.objects.numeric import never
from eopsh.runtime.compiler.types import type_not_found
from eopsh.runtime.exceptions import exception_name, exception_object
from eopsh.runtime.methods.collections import is_void
from eopsh.runtime.methods.generic import new_generic
from eopsh.runtime.methods.matrix import new_matrix
from eopsh.runtime.methods.pairs import pair_constructor
from eopsh.runtime.methods.statics import FIELDS, STATIC
from eopsh.runtime.methods.system import new_array
from eopsh.runtime.methods.table import DotNetError, Method, folded, invoke, method
from eopsh.runtime.scope import NOTHING, Scope
from eopsh.runtime.signals import ScriptError, failure

_STATIC = {name: folded(table) for name, table in STATIC.items()}
_EVERY_STATIC = folded(
    {
        "Equals": method(lambda one, other: equals(one, other, ignore_case=False), "oo", names="objA objB"),
        "ReferenceEquals": method(lambda one, other: one is other, "oo", names="objA objB"),
    }
)


def _enum_static(type_name: str, name: str) -> tuple[str, Method] | None:
    """Return what every enum has of System.Enum: the methods that take the type first get it as it stands."""
    return _STATIC["System.Enum"].get(name) if type_name in ENUMS else None


def static_names(type_name: str) -> list[str]:
    """Return the names of a type's static members."""
    return sorted([*STATIC.get(type_name, {}), *FIELDS.get(type_name, {}), *ENUMS.get(type_name, {})])


def has_static(type_name: str, name: str) -> bool:
    """Tell whether a type has a static member of this name."""
    folded_name = name.lower()
    fields = {*FIELDS.get(type_name, {}), *ENUMS.get(type_name, {})}
    return folded_name in {field.lower() for field in fields} or _static(type_name, folded_name) is not None


def get_static(type_name: str, name: str) -> Value:
    """Return a static property or field, or a value of an enum."""
    if type_name in ENUMS:
        value = enum_from_text(type_name, name)
        if value is not None:
            return value
    fields: dict[str, Callable[[], Value]] = FIELDS.get(type_name, {})
    found = next((fields[key] for key in fields if key.lower() == name.lower()), None)
    if found is not None:
        return found()
    _known(type_name)
    return None


def is_known_type(type_name: str) -> bool:
    """Tell whether scripts reach a type of this full name."""
    known = type_name in STATIC or type_name in FIELDS or type_name in ENUMS or can_convert(type_name)
    return known or type_name.endswith("Exception") or new_generic(type_name) is not None or pair_constructor(type_name) is not None


def _known(type_name: str) -> None:
    if not is_known_type(type_name):
        raise type_not_found(type_name)


def call_static(type_name: str, name: str, arguments: list[Value], scope: Scope) -> Value:
    """Call a static method.

    Raises:
        ScriptError: no such type, no such method, or what it throws.
    """
    found = _static(type_name, name.lower())
    if found is None and name.lower() == "new" and (exception := exception_name(type_name)) is not None:
        return exception_object(exception, *_exception_arguments(exception, arguments))
    if found is None:
        _known(type_name)
        if name.lower() == "new" and len(arguments) == 1:
            return convert(arguments[0], type_name)
        raise _unknown_static(type_name, name)
    spelling, entry = found
    result = invoke(entry, spelling, (), arguments, scope)
    return NOTHING if entry.void or is_void(result) else result


def construct(type_name: str, value: Value) -> Value:
    """Return what a type's constructor makes of one value; None for a type that has none of one argument.

    Raises:
        ConversionError: the constructor refuses the value.
    """
    found = _static(type_name, "new")
    shape = None if found is None else next((shape for shape in found[1].shapes if len(shape) == 1), None)
    if found is None or shape is None:
        return None
    if shape == "s" and not isinstance(value, str):
        raise never(value, type_name)
    try:
        return found[1].function(value)
    except DotNetError as error:
        message = f'Cannot convert value "{to_text(value)}" to type "{type_name}". Error: "{error.message}"'
        raise ConversionError(message, "InvalidCastConstructorException") from None


def _static(type_name: str, folded_name: str) -> tuple[str, Method] | None:
    found = _STATIC.get(type_name, {}).get(folded_name) or _enum_static(type_name, folded_name) or _constructor(type_name, folded_name)
    known = folded_name in _EVERY_STATIC and is_known_type(type_name)
    return found or (_EVERY_STATIC[folded_name] if known else None)


def _constructor(type_name: str, name: str) -> tuple[str, Method] | None:
    """Return the constructor of an array or a generic collection."""
    if name != "new":
        return None
    if type_name.endswith(",]"):
        return "new", new_matrix(type_name)
    if type_name.endswith("[]"):
        return "new", method(lambda length: new_array(type_name[:-2], length), "i", names="0")
    entry = new_generic(type_name) or pair_constructor(type_name)
    return None if entry is None else ("new", entry)


_DEFAULTS = {
    "System.ArgumentException": "Value does not fall within the expected range.",
    "System.InvalidOperationException": "Operation is not valid due to the current state of the object.",
    "System.NotImplementedException": "The method or operation is not implemented.",
    "System.NotSupportedException": "Specified method is not supported.",
    "System.TimeoutException": "The operation has timed out.",
    "System.UnauthorizedAccessException": "Attempted to perform an unauthorized operation.",
}


_PARAMETER_FIRST = {
    "System.ArgumentNullException": "Value cannot be null.",
    "System.ArgumentOutOfRangeException": "Specified argument was out of the range of valid values.",
}


def _exception_arguments(name: str, arguments: list[Value]) -> tuple[str, Value]:
    message = to_text(arguments[0]) if arguments else _DEFAULTS.get(name, f"Exception of type '{name}' was thrown.")
    if len(arguments) == 1 and name in _PARAMETER_FIRST:
        return f"{_PARAMETER_FIRST[name]} (Parameter '{message}')", None
    if len(arguments) == 2 and name in _PARAMETER_FIRST and isinstance(arguments[1], str):
        return f"{arguments[1]} (Parameter '{message}')", None
    if len(arguments) == 2 and isinstance(arguments[1], str) and name == "System.ArgumentException":
        return f"{message} (Parameter '{arguments[1]}')", None
    return message, arguments[1] if len(arguments) > 1 else None


def _unknown_static(type_name: str, name: str) -> ScriptError:
    near = nearest(name, static_names(type_name))
    return failure(
        f"Method invocation failed because [{type_name}] does not contain a method named '{name}'.",
        "MethodNotFound",
        target=name,
        hint=f"Did you mean {' or '.join(near)}?" if near else "",
    )
