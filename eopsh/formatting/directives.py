"""What Format-Table, Format-List and Format-Wide yield: the value, with the directive under which it is shown.

The contract with the cmdlets: each call of a Format cmdlet makes ONE directive (`columns_from` reads its -Property argument) and yields
`Formatted(directive, value)` for each object. The renderer groups neighbours by the identity of the directive, so two calls with equal
arguments are two tables. Calculated columns are evaluated by the renderer, through the directive's `evaluate`.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from eopsh.frozen import frozen
from eopsh.objects import Value

Evaluate: TypeAlias = Callable[[Value, Value], Value]
"""`evaluate(script, item)`: run a script block (or, from a server's view, its text) with `$_` as the item.

Returns what it put out: None for nothing, the value for one, a list for several. Raises an EopshError when the script fails.
"""


class Alignment(enum.Enum):
    """How a table column stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@frozen
class Column:
    """One column of a table, one line of a list, or the cell of a wide view.

    `expression`: a property name, a wildcard pattern over names, a script block, or (in built-in views) names of which the first that an
    object has counts. `label`: None takes the expression's own text.
    `width` in cells, 0 for the renderer to decide. `format`: a .NET format string (`N0`, `{0:d}`). `condition`: a script that decides
    whether a list shows the line (views of servers have it).
    """

    expression: Value
    label: str | None = None
    width: int = 0
    alignment: Alignment | None = None
    format: str = ""
    condition: Value = None


@dataclass(frozen=True, slots=True, eq=False)
class Directive:
    """What every Format cmdlet takes. Compared by identity: each call of a cmdlet is its own run of output.

    `columns` is empty when -Property was not given. `group_by` is the column of -GroupBy. `enumeration_limit` is $FormatEnumerationLimit
    at the time of the call (-1: no limit), None for the renderer's own. `view` names one of several views of a type. `display_error`
    shows `#ERR` where a calculated column fails, instead of nothing. `excluded`: patterns over the names that are left out.
    """

    columns: tuple[Column, ...] = ()
    group_by: Column | None = None
    evaluate: Evaluate | None = None
    enumeration_limit: int | None = None
    view: str = ""
    display_error: bool = False
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class TableFormat(Directive):
    """Format-Table: -AutoSize, -Wrap, -HideTableHeaders."""

    autosize: bool = False
    wrap: bool = False
    hide_headers: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ListFormat(Directive):
    """Format-List."""


@dataclass(frozen=True, slots=True, eq=False)
class WideFormat(Directive):
    """Format-Wide: one property, in `across` columns (0: two, or as many as fit with `autosize`)."""

    autosize: bool = False
    across: int = 0


DEPTH = 5
"""How many objects Format-Custom shows inside each other when nothing else is said."""


@dataclass(frozen=True, slots=True, eq=False)
class CustomFormat(Directive):
    """Format-Custom: objects inside objects, `depth` of them."""

    depth: int = DEPTH


@frozen
class Formatted:
    """One object on its way to the screen, and how to show it; `ends` marks the end of the cmdlet's output, without an object."""

    directive: Directive
    value: Value
    ends: bool = False
