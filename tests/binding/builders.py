"""Arguments as the runtime hands them to the binder, placed one after the other behind a command's name."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from eopsh.binding import Argument, BindingError, BoundCall, bind
from eopsh.catalogue import ALL_SETS, Command, Kind, Membership, Parameter
from eopsh.objects import Value

Typed: TypeAlias = Argument | str | int | float | Decimal | bool | list[Value] | None
"""A text that begins with a dash is a parameter's name; anything else is a value."""


def colon(name: str, value: Value) -> Argument:
    """`-name:value`."""
    shown = str(value)
    return Argument(
        name, value, True, 0, len(name) + 2 + len(shown), shown, value_start=len(name) + 2, value_end=len(name) + 2 + len(shown)
    )


def text(value: str) -> Argument:
    """A quoted text, which is a value whatever it begins with."""
    return Argument(None, value, True, 0, len(value) + 2, f"'{value}'")


def number(value: Value, spelling: str) -> Argument:
    """A number as it was typed."""
    return Argument(None, value, True, 0, len(spelling), spelling, bare=True)


def given_value(value: Value) -> Argument:
    """A value that a variable gave."""
    return Argument(None, value, True, 0, 2, "$v")


def splat(**values: Value) -> list[Argument]:
    """`@table`."""
    return [Argument(name, value, True, 0, 6, splatted=True) for name, value in values.items()]


def typed(*words: Typed) -> list[Argument]:
    """Return the arguments, each placed one blank behind the one before, the first at offset 10."""
    arguments, offset = [], 10
    for word in words:
        argument = word if isinstance(word, Argument) else _argument(word)
        arguments.append(_moved(argument, offset))
        offset += argument.end + 1
    return arguments


def _argument(word: Typed) -> Argument:
    shown = str(word)
    if isinstance(word, str) and word.startswith("-"):
        return Argument(word[1:], None, False, 0, len(shown), shown)
    return Argument(None, word, True, 0, len(shown), shown, bare=True)


def _moved(argument: Argument, offset: int) -> Argument:
    start, end = argument.value_start, argument.value_end
    return replace(
        argument,
        start=argument.start + offset,
        end=argument.end + offset,
        value_start=None if start is None else start + offset,
        value_end=None if end is None else end + offset,
    )


PLACE = (0, 9)
"""Where the command's name stands."""


def call(command: Command, *words: Typed, piped: bool = False) -> BoundCall:
    """Bind words to a command."""
    return bind(command, typed(*words), piped=piped, place=PLACE)


def fault(command: Command, *words: Typed, piped: bool = False) -> BindingError:
    """Return the error that these words meet."""
    try:
        bound = call(command, *words, piped=piped)
    except BindingError as error:
        return error
    raise AssertionError(f"no error: {bound}")


def function(*parameters: Parameter, default_set: str | None = None, should_process: bool = False) -> Command:
    """A command written in script."""
    return Command("Test-It", *parameters, kind=Kind.FUNCTION, default_set=default_set, should_process=should_process)


def cmdlet(*parameters: Parameter, default_set: str | None = None) -> Command:
    """A command that runs here."""
    return Command("Test-It", *parameters, kind=Kind.LOCAL, default_set=default_set)


def of_set(
    name: str, parameter: str, type: str = "object", *, mandatory: bool = False, position: int | None = None, from_pipeline: bool = False
) -> Parameter:
    """A parameter of one set."""
    return Parameter(parameter, type, sets={name or ALL_SETS: Membership(mandatory, position, from_pipeline)})
