"""From what a client sent to the types that a cmdlet declares; errors name the values that would do, as the server's do."""

from __future__ import annotations

from eopsh.catalogue import Parameter
from eopsh.demo.definitions import Definition
from eopsh.demo.records import Terminating
from eopsh.demo.values import byte_size
from eopsh.objects import EnumValue, Value, to_text

BINDING_EXCEPTION = "System.Management.Automation.ParameterBindingException"


def transform(definition: Definition, values: dict[str, Value]) -> dict[str, Value]:
    """Return the values as the cmdlet's types have them.

    Raises:
        Terminating: a value that its type does not know.
    """
    parameters = {parameter.name: parameter for parameter in definition.command.parameters}
    return {name: _value(parameters[name], value) if name in parameters else value for name, value in values.items()}


def _value(parameter: Parameter, value: Value) -> Value:
    if value is None:
        return None
    if parameter.values and not parameter.type.startswith("System.") and not isinstance(value, dict):
        if parameter.type.endswith("[]") or isinstance(value, list):
            items = value if isinstance(value, list) else [value]
            return [_member(parameter, part) for item in items for part in _parts(item)]
        return _member(parameter, value)
    if parameter.type.endswith("ByteQuantifiedSize"):
        return _size(parameter, to_text(value))
    if parameter.type.endswith("[]") and not isinstance(value, list | dict | bytes):
        return [value]
    return value


def _parts(item: Value) -> list[Value]:
    return [part.strip() for part in item.split(",")] if isinstance(item, str) else [item]


def _member(parameter: Parameter, value: Value) -> str:
    text = value.text if isinstance(value, EnumValue) else to_text(value)
    found = next((name for name in parameter.values if name.casefold() == text.casefold()), None)
    if found is None and text.isdecimal() and int(text) < len(parameter.values):
        found = parameter.values[int(text)]
    if found is None:
        raise _refused(
            parameter,
            text,
            f"Unable to match the identifier name {text} to a valid enumerator name. "
            "Specify one of the following enumerator names and try again:\n" + ", ".join(parameter.values),
        )
    return found


def _size(parameter: Parameter, text: str) -> str:
    size = byte_size(text)
    if size is None:
        raise _refused(parameter, text, f"'{text}' is not a valid size. Valid units are B, KB, MB, GB and TB.")
    return size


def _refused(parameter: Parameter, text: str, why: str) -> Terminating:
    kind = parameter.type.removesuffix("[]")
    message = f'Cannot bind parameter \'{parameter.name}\'. Cannot convert value "{text}" to type "{kind}". Error: "{why}"'
    return Terminating(message, exception=BINDING_EXCEPTION, error_id="CannotConvertArgumentNoMessage", category="InvalidArgument")
