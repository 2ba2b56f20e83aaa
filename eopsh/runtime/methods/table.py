"""Methods of .NET types as tables: a name, the shapes of its arguments, and the function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from eopsh.catalogue import nearest
from eopsh.objects import ConversionError, Value, convert, type_name
from eopsh.runtime.scope import Scope
from eopsh.runtime.signals import ScriptError, failure

_TYPES = {
    "s": "System.String",
    "i": "System.Int32",
    "l": "System.Int64",
    "d": "System.Double",
    "c": "System.Char",
    "b": "System.Boolean",
    "t": "System.DateTime",
    "p": "System.TimeSpan",
    "o": "",
}


class DotNetError(Exception):
    """What a method throws: .NET's message under the exception's short name."""

    def __init__(self, message: str, exception: str = "ArgumentException") -> None:
        super().__init__(message)
        self.message = message
        self.exception = exception


@dataclass(frozen=True, slots=True)
class Method:
    """`shapes`: one text an overload, one letter an argument.

    The letters: `s`tring, `i`nt, `l`ong, `d`ouble, `c`har, `b`ool, da`t`e, s`p`an, any `o`bject.

    A shape that ends in `*` takes any number more of its last letter. `scoped` functions get the scope first.
    """

    function: Callable[..., Value]
    shapes: tuple[str, ...]
    scoped: bool = False


Table: TypeAlias = Mapping[str, Method]


def method(function: Callable[..., Value], *shapes: str) -> Method:
    """Make an entry; without shapes the method takes no arguments."""
    return Method(function, shapes or ("",))


def scoped(function: Callable[..., Value], *shapes: str) -> Method:
    """Make an entry whose function runs script and needs the scope."""
    return Method(function, shapes or ("",), scoped=True)


def folded(table: Mapping[str, Method]) -> dict[str, tuple[str, Method]]:
    """Return a table by names in lower case, with their spelling."""
    return {name.lower(): (name, entry) for name, entry in table.items()}


def invoke(entry: Method, name: str, owner: tuple[Value, ...], arguments: list[Value], scope: Scope) -> Value:
    """Call a method with its arguments converted.

    Raises:
        ScriptError: no overload takes them, or the method fails.
    """
    converted = _converted(entry, name, arguments)
    name = ".ctor" if name == "new" else name
    try:
        return entry.function(*((scope,) if entry.scoped else ()), *owner, *converted)
    except DotNetError as error:
        raise failure(
            f'Exception calling "{name}" with "{len(arguments)}" argument(s): "{error.message}"',
            error.exception,
            "NotSpecified",
            exception="System.Management.Automation.MethodInvocationException",
            inner=f"System.{error.exception}",
            inner_message=error.message,
        ) from error
    except (ValueError, OverflowError) as error:
        raise failure(
            f'Exception calling "{name}" with "{len(arguments)}" argument(s): "{error}"',
            "ArgumentException",
            "NotSpecified",
            exception="System.Management.Automation.MethodInvocationException",
        ) from error


def _converted(entry: Method, name: str, arguments: list[Value]) -> list[Value]:
    problem: ScriptError | None = None
    for shape in entry.shapes:
        letters = _letters(shape, len(arguments))
        if letters is None:
            continue
        try:
            return [_argument(value, letter, name) for value, letter in zip(arguments, letters, strict=True)]
        except ScriptError as error:
            problem = problem or error
    if problem is not None:
        raise problem
    raise failure(
        f'Cannot find an overload for "{name}" and the argument count: "{len(arguments)}".',
        "MethodCountCouldNotFindBest",
        "NotSpecified",
        exception="System.Management.Automation.MethodException",
    )


def _letters(shape: str, count: int) -> str | None:
    if shape.endswith("*"):
        least = len(shape) - 1
        return (shape[:-1] + shape[-2] * count)[:count] if count >= least - 1 else None
    return shape if len(shape) == count else None


def _argument(value: Value, letter: str, name: str) -> Value:
    wanted = _TYPES[letter]
    if not wanted:
        return value
    try:
        return convert(value, wanted)
    except ConversionError as error:
        raise failure(
            f'Cannot convert argument to type "{wanted}" for "{name}": "{error.message}"',
            "MethodArgumentConversionInvalidCastArgument",
            "NotSpecified",
            exception="System.Management.Automation.MethodException",
        ) from error


def unknown_method(owner: Value, name: str, known: list[str]) -> ScriptError:
    """Make the error for a method that is not there; the hint names the nearest."""
    near = nearest(name, known)
    return failure(
        f"Method invocation failed because [{type_name(owner)}] does not contain a method named '{name}'.",
        "MethodNotFound",
        "InvalidOperation",
        target=name,
        hint=f"Did you mean {' or '.join(near)}?" if near else "",
    )
