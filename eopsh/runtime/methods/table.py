"""Methods of .NET types as tables: a name, the shapes of its arguments, and the function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from eopsh.catalogue import nearest
from eopsh.frozen import frozen
from eopsh.objects import CompositeError, ConversionError, EnumValue, FormatError, Value, convert, to_number, to_string, type_name
from eopsh.runtime.exceptions import exception_name
from eopsh.runtime.references import Reference
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
    "m": "System.Decimal",
    "g": "System.Numerics.BigInteger",
    "y": "System.Byte",
    "n": "number",
    "e": "enum",
    "o": "",
}


class DotNetError(Exception):
    """What a method throws: .NET's message under the exception's short name."""

    def __init__(self, message: str, exception: str = "ArgumentException") -> None:
        super().__init__(message)
        self.message = message
        self.exception = exception


@frozen
class Method:
    """`shapes`: one text an overload, one letter an argument.

    The letters: `s`tring, `i`nt, `l`ong, `d`ouble, `c`har, `b`ool, da`t`e, s`p`an, deci`m`al, bi`g` integer, b`y`te, any `n`umber, an
    `e`num's value (which no text becomes), any `o`bject. `names` are .NET's names of the parameters, for errors.

    A shape that ends in `*` takes any number more of its last letter. `scoped` functions get the scope first.
    """

    function: Callable[..., Value]
    shapes: tuple[str, ...]
    scoped: bool = False
    names: tuple[str, ...] = ()
    void: bool = False


Table: TypeAlias = Mapping[str, Method]


def method(function: Callable[..., Value], *shapes: str, names: str = "") -> Method:
    """Make an entry; without shapes the method takes no arguments. `names`: the parameters' names between blanks."""
    return Method(function, shapes or ("",), names=tuple(names.split()))


def void(function: Callable[..., object], *shapes: str, names: str = "") -> Method:
    """Make an entry of a method that returns nothing, not even null."""
    return Method(function, shapes or ("",), names=tuple(names.split()), void=True)


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
    name = ".ctor" if name == "new" else name
    converted = _converted(entry, name, arguments)
    try:
        return entry.function(*((scope,) if entry.scoped else ()), *owner, *converted)
    except DotNetError as error:
        raise _thrown(name, len(arguments), error) from error
    except NoReference as error:
        raise failure(
            f"Argument: '{len(arguments)}' should be a System.Management.Automation.PSReference. Use [ref].",
            "NonRefArgumentToRefParameterMsg",
            "NotSpecified",
            exception="System.Management.Automation.MethodException",
        ) from error
    except FormatError as error:
        raise _thrown(name, len(arguments), DotNetError(str(error), "FormatException")) from error
    except CompositeError as error:
        raise _thrown(name, len(arguments), DotNetError(error.why, "FormatException")) from error
    except (ValueError, OverflowError) as error:
        raise _thrown(name, len(arguments), DotNetError("Value does not fall within the expected range.")) from error
    except (TypeError, AttributeError, LookupError, AssertionError, ArithmeticError) as error:
        # An argument of a kind that the function was not written for; what Python says of it is nobody's business.
        raise _no_overload("new" if name == ".ctor" else name, len(arguments)) from error


def _thrown(name: str, count: int, error: DotNetError) -> ScriptError:
    return failure(
        f'Exception calling "{name}" with "{count}" argument(s): "{error.message}"',
        error.exception,
        "NotSpecified",
        exception="System.Management.Automation.MethodInvocationException",
        inner=exception_name(error.exception) or f"System.{error.exception}",
        inner_message=error.message,
    )


def _no_overload(name: str, count: int) -> ScriptError:
    return failure(
        f'Cannot find an overload for "{name}" and the argument count: "{count}".',
        "MethodCountCouldNotFindBest",
        "NotSpecified",
        exception="System.Management.Automation.MethodException",
    )


def _converted(entry: Method, name: str, arguments: list[Value]) -> list[Value]:
    problem: ScriptError | None = None
    for shape in entry.shapes:
        letters = _letters(shape, len(arguments))
        if letters is None or not _enums_stand(arguments, letters):
            continue
        try:
            return [_argument(value, letter, name, entry, at) for at, (value, letter) in enumerate(zip(arguments, letters, strict=True))]
        except ScriptError as error:
            problem = problem or error
    if problem is not None:
        raise problem
    raise _no_overload("new" if name == ".ctor" else name, len(arguments))


def _letters(shape: str, count: int) -> str | None:
    if shape.endswith("*"):
        least = len(shape) - 1
        return (shape[:-1] + shape[-2] * count)[:count] if count >= least - 1 else None
    return shape if len(shape) == count else None


def _enums_stand(arguments: list[Value], letters: str) -> bool:
    return "e" not in letters or isinstance(arguments[letters.index("e")], EnumValue)


def _argument(value: Value, letter: str, name: str, entry: Method, at: int) -> Value:
    wanted = _TYPES[letter]
    if not wanted:
        return value
    parameter = entry.names[at] if at < len(entry.names) else str(at)
    try:
        if wanted == "number":
            wanted = "System.Double"
            return to_number(value, wanted)
        if wanted == "enum":
            return value
        return convert(value, wanted)
    except ConversionError as error:
        raise bad_argument(parameter, value, name, wanted, error.message) from error


def bad_argument(parameter: str, value: Value, method_name: str, wanted: str, why: str) -> ScriptError:
    """Make the error of an argument that does not become its parameter's type."""
    return failure(
        f'Cannot convert argument "{parameter}", with value: "{to_string(value)}", for "{method_name}" to type "{wanted}": "{why}"',
        "MethodArgumentConversionInvalidCastArgument",
        "NotSpecified",
        exception="System.Management.Automation.MethodException",
    )


class NoReference(Exception):
    """An argument that a result is handed out through is no `[ref]`."""


def set_reference(target: Value, value: Value) -> None:
    """Hand a value out through a `[ref]` argument. Raises NoReference for anything else as that argument."""
    if not isinstance(target, Reference):
        raise NoReference
    target.set("Value", value)


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
