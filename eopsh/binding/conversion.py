"""From an argument's value to a parameter's type: without force while it is still open which parameter takes it, else with.

Commands written in script and compiled ones differ, here as in PowerShell: a script's `[int]` is a transformation whose failure ends the
binding at once, a cmdlet's type is tried and may be passed over for another parameter at the same position.
"""

from __future__ import annotations

from eopsh.binding.enums import to_enum
from eopsh.binding.model import UNKNOWN
from eopsh.binding.signature import Formal
from eopsh.objects import (
    ConversionError,
    EnumValue,
    Value,
    can_convert,
    convert,
    is_collection,
    items_of,
    to_text,
    type_name,
    type_names,
    unwrap,
)
from eopsh.objects.enums import enum_name
from eopsh.objects.switches import SWITCH, SwitchParameter

BOOLEAN = "System.Boolean"
STRING = "System.String"
_SPELLED = frozenset({STRING, "System.Version"})
"""Types that a number is read as text for, so that it is taken as it was written."""
_ANYTHING = frozenset({"System.Object", "System.Management.Automation.PSObject"})
_LISTS = frozenset({"System.Array", "System.Collections.ArrayList", "System.Collections.IList"})
_TEXTS = frozenset({STRING, "System.Uri", "System.Management.Automation.ScriptBlock"})
_REFERENCES = _ANYTHING | _LISTS | _TEXTS | {"System.Version", "System.Collections.Hashtable", "System.Xml.XmlDocument"}
_NUMBERS = ("SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Single", "Double", "Decimal", "Numerics.BigInteger")
NEVER_NULL = frozenset(f"System.{name}" for name in (*_NUMBERS, "Boolean", "Char", "DateTime", "TimeSpan", "Guid"))
"""Types whose values are never null."""
_CERTAIN_REMOTELY = frozenset({BOOLEAN, SWITCH, STRING, "System.Int32", "System.Int64", "System.UInt32"})
_SERVER_LISTS = frozenset({"MultiValuedProperty", "Microsoft.Exchange.Data.MultiValuedProperty"})


_RESERVED = (
    "The Suspend ActionPreference value is reserved for future use and is not supported at this time. "
    'For more information about preference variables, see the Help topic, "about_Preference_Variables."'
)


class CannotBind(Exception):
    """A value that a cmdlet's parameter cannot take at all; `unset` when it has the type's look but cannot be set (null)."""

    def __init__(self, reason: str = "", *, unset: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.unset = unset


def is_list(type_name: str) -> bool:
    """Tell whether a parameter of this type takes a list."""
    return type_name.endswith("[]") or type_name in _LISTS or type_name.startswith(("System.Collections.Generic.List`1", "List["))


def element_type(type_name: str) -> str:
    """Return the type of the elements that a list takes."""
    return type_name[:-2] if type_name.endswith("[]") else "System.Object"


def is_left_to_server(formal: Formal) -> bool:
    """Tell whether a value goes as it is given, because only the server knows the type."""
    if formal.known:
        return not can_convert(formal.type) and not _enum_names(formal)
    return formal.type not in _CERTAIN_REMOTELY


def _enum_names(formal: Formal) -> tuple[str, ...]:
    """The members of the enum that a definition declares by listing its values under a type that nobody here knows."""
    values = formal.parameter.values
    base = element_type(formal.type) if formal.type.endswith("[]") else formal.type
    return values if formal.known and values and base not in _SERVER_LISTS and not can_convert(base) else ()


def _is_enum(formal: Formal) -> bool:
    return bool(_enum_names(formal)) or enum_name(formal.type) is not None


def fits_unforced(formal: Formal, value: Value) -> bool:
    """Tell whether a value is of the parameter's type already, or may be wrapped in a list of it."""
    if formal.change is not None:
        return value is not None and _is_instance(value, formal.type)
    if value is UNKNOWN or is_left_to_server(formal) or formal.type in _ANYTHING:
        return True
    if value is None:
        return formal.type in _REFERENCES - {STRING} or is_list(formal.type)
    if not is_list(formal.type):
        return _is_instance(value, formal.type)
    element = element_type(formal.type)
    return all(element in _ANYTHING or _is_instance(item, element) for item in (items_of(value) if is_collection(value) else [value]))


def _is_instance(value: Value, type_name: str) -> bool:
    plain = unwrap(value)
    return type_name in type_names(plain) or (type_name == "System.Collections.IDictionary" and isinstance(plain, dict))


def transformed(formal: Formal, value: Value, spelling: str, *, simple: bool = False) -> Value:
    """Convert for a command written in script; only a `simple` one joins a list that is given for a text.

    Raises:
        ConversionError: the value does not convert.
    """
    if value is UNKNOWN:
        return value
    if formal.change is not None:
        return formal.change(value)
    if is_left_to_server(formal) or formal.type in _ANYTHING:
        return value
    if formal.type == STRING and not simple and is_collection(unwrap(value)):
        raise ConversionError("Cannot convert value to type System.String.")
    element = element_type(formal.type) if is_list(formal.type) else formal.type
    if element in (BOOLEAN, SWITCH):
        for item in items_of(value) if is_list(formal.type) and is_collection(value) else [value]:
            _check_boolean(item, element, nullable=_is_nullable(formal))
    return _converted(formal, value, spelling)


def _check_boolean(value: Value, target: str, *, nullable: bool) -> None:
    """Only truth values and numbers are taken for truth; a switch takes truth values and null only."""
    plain = unwrap(value)
    if plain is None and (nullable or target == SWITCH):
        return
    if isinstance(plain, bool) or (isinstance(plain, int | float) and target == BOOLEAN) or SWITCH in type_names(plain):
        return
    if isinstance(plain, int | float):
        raise ConversionError(f'Cannot convert the "{to_text(value)}" value of type "{type_name(value)}" to type "{target}".')
    raise ConversionError(
        f'Cannot convert value "{type_name(value)}" to type "{target}". '
        "Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0."
    )


def coerced(formal: Formal, value: Value, spelling: str) -> Value:
    """Convert for a compiled command.

    Raises:
        ConversionError: the value does not convert.
        CannotBind: the value is of a kind that is not even tried.
    """
    if formal.change is not None and value is not UNKNOWN:
        return formal.change(value)
    if value is UNKNOWN or is_left_to_server(formal) or formal.type in _ANYTHING:
        return value
    if value is None:
        return _null_for(formal)
    if formal.type in (BOOLEAN, SWITCH):
        return _truth(value)
    if is_collection(unwrap(value)) and not is_list(formal.type) and not _is_enum(formal):
        raise CannotBind("Specified method is not supported.")
    converted = _converted(formal, value, spelling)
    if formal.common and isinstance(converted, EnumValue) and converted.text == "Suspend":
        raise CannotBind(_RESERVED, unset=True)
    return converted


def _null_for(formal: Formal) -> Value:
    if formal.type == SWITCH:
        # Null is nothing to a compiled switch, which is then simply present; only a script's own is off.
        return True
    if _is_nullable(formal) or not formal.known:
        return None
    if formal.type == BOOLEAN:
        raise CannotBind(unset=True)
    if formal.type in NEVER_NULL:
        raise CannotBind(f'Cannot convert null to type "{formal.type}".', unset=True)
    try:
        return _converted(formal, None, "") if _is_enum(formal) and not is_list(formal.type) else None
    except ConversionError as error:
        raise CannotBind(error.message, unset=True) from None


def _truth(value: Value) -> bool:
    plain = unwrap(value)
    if isinstance(plain, bool | int | float):
        return bool(plain)
    if SWITCH in type_names(plain):
        return bool(convert(plain, SWITCH))
    raise CannotBind


def as_switch(value: Value, *, script: bool) -> Value:
    """Return a switch's value as its command holds it: an object for a script, plain truth for commands here and on the server."""
    if script:
        return SwitchParameter(value) if isinstance(value, bool) else value
    return bool(value) if isinstance(value, SwitchParameter) else value


def _converted(formal: Formal, value: Value, spelling: str) -> Value:
    if spelling and (not {formal.type, element_type(formal.type)}.isdisjoint(_SPELLED) or (_is_enum(formal) and isinstance(value, float))):
        value = spelling
    if value is None and _is_nullable(formal):
        return None
    if not is_list(formal.type):
        return _to_type(value, formal.type, formal)
    try:
        return _to_type(value, formal.type, formal)
    except ConversionError as error:
        if is_collection(unwrap(value)) or error.error_id == "InvalidCastExceptionScalarToArray":
            raise
        raise ConversionError(f'Cannot convert value "{to_text(value)}" to type "{formal.type}". Error: "{error.message}"') from None


def _to_type(value: Value, target: str, formal: Formal) -> Value:
    names = _enum_names(formal)
    if not names:
        joined = enum_name(target) is not None and is_collection(value)
        return convert(",".join(map(to_text, items_of(value))) if joined else value, target)
    if not is_list(target):
        return to_enum(value, target, names)
    items = items_of(value) if is_collection(value) else [value]
    return None if value is None else [to_enum(item, element_type(target), names) for item in items]


def _is_nullable(formal: Formal) -> bool:
    return "nullable" in formal.parameter.type.casefold()
