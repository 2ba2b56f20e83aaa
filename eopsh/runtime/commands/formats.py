"""Format-Table, Format-List, Format-Wide, Out-String, Out-Null and Out-Default."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from eopsh.binding import BoundCall
from eopsh.catalogue import Command, Parameter
from eopsh.formatting import Column, ColumnError, Directive, Formatted, ListFormat, TableFormat, WideFormat, columns_from, group_from
from eopsh.objects import Value, to_bool
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.declare import INPUT, count, switch
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.rendering import block_evaluator
from eopsh.runtime.text_output import lines_of

T = TypeVar("T")
_SHARED = (
    Parameter("Property", "System.Object[]", position=0),
    Parameter("ExcludeProperty", "System.String[]"),
    Parameter("GroupBy", "System.Object"),
    Parameter("View", "System.String"),
    Parameter("Expand", "System.String", values=("CoreOnly", "EnumOnly", "Both")),
    switch("DisplayError"),
    switch("Force"),
    switch("ShowError"),
    INPUT,
)
FORMAT_TABLE = Command(
    "Format-Table",
    *_SHARED,
    switch("AutoSize"),
    switch("HideTableHeaders"),
    switch("RepeatHeader"),
    switch("Wrap"),
    alias="ft",
)
FORMAT_LIST = Command("Format-List", *_SHARED, alias="fl")
FORMAT_WIDE = Command(
    "Format-Wide",
    Parameter("Property", "System.Object", position=0),
    *_SHARED[1:],
    switch("AutoSize"),
    count("Column", least=1),
    alias="fw",
)


def _formatted(directive: Directive, objects: Iterator[Value]) -> Iterator[Value]:
    with closing(objects):
        for item in objects:
            yield item if isinstance(item, Formatted) else Formatted(directive, item)


def _columns(call: BoundCall, kind: type[Directive], context: CommandContext) -> tuple[Column, ...]:
    return _checked(lambda: columns_from(call.get("Property"), kind), context)


def _group(call: BoundCall, context: CommandContext) -> Column | None:
    return _checked(lambda: group_from(call.get("GroupBy")), context)


def _checked(make: Callable[[], T], context: CommandContext) -> T:
    try:
        return make()
    except ColumnError as error:
        raise context.fail(str(error), error.error_id) from error


def _limit(context: CommandContext) -> int | None:
    limit = context.scope.get("FormatEnumerationLimit")
    return limit if isinstance(limit, int) else None


@local_command(FORMAT_TABLE)
def format_table(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the objects under one table."""
    directive = TableFormat(
        columns=_columns(call, TableFormat, context),
        group_by=_group(call, context),
        evaluate=block_evaluator(context.scope),
        enumeration_limit=_limit(context),
        autosize=to_bool(call.get("AutoSize")),
        wrap=to_bool(call.get("Wrap")),
        hide_headers=to_bool(call.get("HideTableHeaders")),
    )
    yield from _formatted(directive, objects)


@local_command(FORMAT_LIST)
def format_list(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the objects under one list."""
    directive = ListFormat(
        columns=_columns(call, ListFormat, context),
        group_by=_group(call, context),
        evaluate=block_evaluator(context.scope),
        enumeration_limit=_limit(context),
    )
    yield from _formatted(directive, objects)


@local_command(FORMAT_WIDE)
def format_wide(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the objects under one view of a property in columns."""
    across = call.get("Column")
    directive = WideFormat(
        columns=_columns(call, WideFormat, context),
        group_by=_group(call, context),
        evaluate=block_evaluator(context.scope),
        enumeration_limit=_limit(context),
        autosize=to_bool(call.get("AutoSize")),
        across=across if isinstance(across, int) else 0,
    )
    yield from _formatted(directive, objects)


OUT_NULL = Command("Out-Null", INPUT)


@local_command(OUT_NULL)
def out_null(call: BoundCall, objects: Iterator[Value]) -> Iterator[Value]:
    """Take everything and yield nothing."""
    with closing(objects):
        for _ in objects:
            pass
    yield from ()


OUT_DEFAULT = Command("Out-Default", switch("Transcript"), INPUT)


@local_command(OUT_DEFAULT)
def out_default(call: BoundCall, objects: Iterator[Value]) -> Iterator[Value]:
    """Pass everything on to the screen."""
    with closing(objects):
        yield from objects


OUT_STRING = Command(
    "Out-String",
    switch("NoNewline", "NoNewLineFormatting"),
    switch("Stream", "StreamFormatting"),
    count("Width", least=2),
    INPUT,
    default_set="NoNewLineFormatting",
)


@local_command(OUT_STRING)
def out_string(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield what the console would show as one text, or line by line."""
    width = call.get("Width")
    with closing(objects):
        lines = lines_of(objects, width if isinstance(width, int) else 120, block_evaluator(context.scope))
    if call.get("Stream"):
        yield from lines
    else:
        yield "".join(lines) if call.get("NoNewline") else "".join(line + "\n" for line in lines)
