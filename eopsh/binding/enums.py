"""Enums that only a command's definition knows, by the list of their members: read as .NET reads an enum."""

from __future__ import annotations

from eopsh.objects import ConversionError, EnumValue, Value, is_collection, items_of, to_text

_BASES = ("System.Enum", "System.ValueType", "System.Object")


def to_enum(value: Value, type_name: str, names: tuple[str, ...]) -> EnumValue:
    """Return the member that a value means: by name or an unambiguous beginning in any case, by number, or several joined bit by bit.

    Raises:
        ConversionError: in PowerShell's words.
    """
    if isinstance(value, EnumValue) and value.type_names[:1] == (type_name,):
        return value
    if value is None:
        raise ConversionError(f'Cannot convert null to type "{type_name}" {_possible(names)}')
    number = 0
    for item in items_of(value) if is_collection(value) else [value]:
        number |= _number(item, type_name, names)
    if number >= len(names):
        raise ConversionError(f'Cannot convert value "{to_text(value)}" to type "{type_name}" {_possible(names)}')
    return EnumValue((type_name, *_BASES), names[number], number)


def _number(value: Value, type_name: str, names: tuple[str, ...]) -> int:
    if isinstance(value, EnumValue):
        return value.number
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = to_text(value)
    members = {name.casefold(): index for index, name in enumerate(names)}
    number = 0
    for part in text.casefold().split(","):
        exact = int(part) if part.strip().isascii() and part.strip().isdigit() else members.get(part.strip())
        if exact is None:
            return _beginning(text, type_name, names)
        number |= exact
    return number


def _beginning(text: str, type_name: str, names: tuple[str, ...]) -> int:
    """The one member that begins with the text."""
    starting = [index for index, name in enumerate(names) if name.casefold().startswith(text.strip().casefold())]
    if len(starting) == 1:
        return starting[0]
    if starting:
        why = (
            f"The identifier name {text} cannot be processed because it is either too similar or identical to the following enumerator "
            f"names: {', '.join(names[index] for index in starting)}. Use a more specific identifier name."
        )
    else:
        why = (
            f"Unable to match the identifier name {text} to a valid enumerator name. "
            f"Specify one of the following enumerator names and try again:\n{', '.join(names)}"
        )
    raise ConversionError(f'Cannot convert value "{text}" to type "{type_name}". Error: "{why}"')


def _possible(names: tuple[str, ...]) -> str:
    return (
        "due to enumeration values that are not valid. Specify one of the following enumeration values and try again. "
        f'The possible enumeration values are "{",".join(names)}".'
    )
