"""What goes into the binder and what comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from decimal import Decimal
from typing import Protocol

from eopsh.catalogue import Command
from eopsh.frozen import frozen
from eopsh.objects import Value


class _Unknown:
    """The value of an argument that a plan cannot know before the line runs."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = _Unknown()

_DIGITS = tuple("0123456789.")


@frozen
class Argument:
    """One element of a command line after its name, evaluated.

    `name` is what stood after the dash (None for a positional value). `has_value` is True when the value was given with a
    colon (`-Name:value`), came from a splatted hashtable, or stands alone; a named argument without value takes the next positional
    argument unless its parameter is a switch. `spelling` is the text as typed (numbers keep it when bound to a string);
    `bare` marks an unquoted word. `start`, `end` mark the place in the line.
    """

    name: str | None
    value: Value = None
    has_value: bool = False
    start: int = 0
    end: int = 0
    spelling: str = ""
    bare: bool = False
    splatted: bool = False
    value_start: int | None = None
    value_end: int | None = None
    """The place of the value alone where it stands behind a colon; else None."""

    @property
    def text(self) -> str:
        """What was typed, for a name that turns out to be a value; with a colon where a value of its own follows."""
        if self.name is not None and self.has_value:
            return f"-{self.name}:"
        return self.spelling or f"-{self.name}"

    @property
    def number_spelling(self) -> str:
        """How a number was written where it stands for itself, as a text takes it (`007`); else empty."""
        is_number = isinstance(self.value, int | float | Decimal) and not isinstance(self.value, bool)
        return self.spelling if is_number and self.spelling[:1] in _DIGITS else ""


@frozen
class Default:
    """A value to take where none was given. `parameter` is a parameter's whole name or alias, wildcards allowed."""

    parameter: str
    value: Value


class Evaluate(Protocol):
    """What only script can answer; handed down by the runtime.

    Called as `evaluate(code, variables)`: `code` is a ScriptBlock value or a default's expression, `variables` the automatic ones to set
    (`_` for the pipeline object). Returns the value; raises what the script raises.
    """

    def __call__(self, code: Value, variables: dict[str, Value]) -> Value: ...


@frozen
class BoundCall:
    """A command with its bound values. Keys of `values` are the parameters' own names; values are converted to their types.

    `missing` are mandatory parameters that were not given (and that pipeline input may still bind); the runtime asks for them.
    `candidates` are the names of the sets still possible; `set_name` is the chosen one once it is decided.
    """

    command: Command
    values: dict[str, Value] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    set_name: str | None = None
    evaluate: Evaluate | None = None
    positionals: tuple[Value, ...] = ()
    """Values without a name that only the server can place, because it sent no positions; they go as unnamed arguments, in this order."""
    rest: tuple[Argument, ...] = ()
    """What no parameter of a simple function takes, in the order written: its `$args`."""
    takes_input: bool = False
    """Whether a parameter is left that pipeline input may bind."""
    warnings: tuple[str, ...] = ()
    """What is to be said about defaults that could not be taken."""
    bind_input: Callable[[Value], BoundCall] | None = field(default=None, repr=False, compare=False)
    """How the binder goes on with a pipeline object; `with_input` is the way to call it."""

    def get(self, name: str, default: Value = None) -> Value:
        """Return the value bound to the parameter of this exact name."""
        return self.values.get(name, default)

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def with_input(self, value: Value) -> BoundCall:
        """Return the call with one pipeline object bound besides, by value or by its properties; this call stays as it is.

        Mandatory parameters that are missing even so are in the new call's `missing`.

        Raises:
            BindingError: nothing takes the object (`InputObjectNotBound`), or what takes it refuses it.
        """
        return self if self.bind_input is None else self.bind_input(value)
