"""Format-Table, Format-List, Format-Wide, Format-Custom, Out-String, Out-Null and Out-Default."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from eopsh.binding import BoundCall
from eopsh.binding.validation import ValidateNotNullOrEmpty
from eopsh.catalogue import Command, Parameter
from eopsh.formatting import (
    Column,
    ColumnError,
    CustomFormat,
    Directive,
    Formatted,
    ListFormat,
    Shape,
    TableFormat,
    WideFormat,
    columns_from,
    group_from,
)
from eopsh.formatting.directives import DEPTH
from eopsh.objects import CUSTOM_TYPES, Value, items_of, to_bool, to_text, type_names
from eopsh.remote import Record, Stream
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.declare import INPUT, count, switch
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.rendering import block_evaluator
from eopsh.runtime.text_output import rendered

T = TypeVar("T")
_SHARED = (
    Parameter("Property", "System.Object[]", position=0, validation=(ValidateNotNullOrEmpty(),)),
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
FORMAT_CUSTOM = Command("Format-Custom", *_SHARED, count("Depth", least=1), alias="fc")
_NAMES: dict[type[Directive], tuple[Shape, str]] = {
    TableFormat: (Shape.TABLE, "Table"),
    ListFormat: (Shape.LIST, "List"),
    WideFormat: (Shape.WIDE, "Wide"),
    CustomFormat: (Shape.CUSTOM, "Custom"),
}


def _formatted(directive: Directive, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    any_item = False
    with closing(objects):
        for item in objects:
            if isinstance(item, Formatted):
                yield item
                continue
            if directive.view and not any_item:
                _check_view(directive, item, context)
            any_item = True
            yield Formatted(directive, item)
    if any_item:
        yield Formatted(directive, None, ends=True)


def _check_view(directive: Directive, item: Value, context: CommandContext) -> None:
    shape, word = _NAMES[type(directive)]
    views, names = context.session.formats(), type_names(item)
    if views.find(names, shape, directive.view) is not None:
        return
    # PowerShell looks for what it proposes by the .NET type alone, not by the type names of an object.
    kind = CUSTOM_TYPES[0] if CUSTOM_TYPES[0] in names else names[0] if names else ""
    others = views.names([kind], shape)
    advice = (
        f"Specify one of the following {word} views and try again: {', '.join(others)}."
        if others
        else f"There are no existing {word} views for {kind} objects."
    )
    raise context.fail(f"The view name {directive.view} cannot be found. {advice}", "FormatViewNotFound", "ObjectNotFound")


def _view(call: BoundCall) -> str:
    return to_text(call.get("View")) if call.get("View") is not None else ""


def _columns(call: BoundCall, kind: type[Directive], context: CommandContext) -> tuple[Column, ...]:
    if call.get("Property") is None and call.get("ExcludeProperty") is not None:
        return (Column("*"),)
    columns = _checked(lambda: columns_from(call.get("Property"), kind), context)
    if columns and call.get("View") is not None:
        raise context.fail(
            "Cmdlet parameters View and Property are mutually exclusive.", "FormatCannotSpecifyViewAndProperty", "InvalidArgument"
        )
    return columns


def _excluded(call: BoundCall) -> tuple[str, ...]:
    return tuple(to_text(name) for name in items_of(call.get("ExcludeProperty")) if name is not None)


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
        view=_view(call),
        display_error=to_bool(call.get("DisplayError")),
        excluded=_excluded(call),
        autosize=to_bool(call.get("AutoSize")),
        wrap=to_bool(call.get("Wrap")),
        hide_headers=to_bool(call.get("HideTableHeaders")),
    )
    yield from _formatted(directive, objects, context)


@local_command(FORMAT_LIST)
def format_list(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the objects under one list."""
    directive = ListFormat(
        columns=_columns(call, ListFormat, context),
        group_by=_group(call, context),
        evaluate=block_evaluator(context.scope),
        enumeration_limit=_limit(context),
        view=_view(call),
        display_error=to_bool(call.get("DisplayError")),
        excluded=_excluded(call),
    )
    yield from _formatted(directive, objects, context)


@local_command(FORMAT_WIDE)
def format_wide(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the objects under one view of a property in columns."""
    across = call.get("Column")
    directive = WideFormat(
        columns=_columns(call, WideFormat, context),
        group_by=_group(call, context),
        evaluate=block_evaluator(context.scope),
        enumeration_limit=_limit(context),
        view=_view(call),
        display_error=to_bool(call.get("DisplayError")),
        excluded=_excluded(call),
        autosize=to_bool(call.get("AutoSize")),
        across=across if isinstance(across, int) else 0,
    )
    yield from _formatted(directive, objects, context)


@local_command(FORMAT_CUSTOM)
def format_custom(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the objects written out, with the objects inside them."""
    depth = call.get("Depth")
    directive = CustomFormat(
        columns=_columns(call, CustomFormat, context),
        group_by=_group(call, context),
        evaluate=block_evaluator(context.scope),
        enumeration_limit=_limit(context),
        view=_view(call),
        display_error=to_bool(call.get("DisplayError")),
        excluded=_excluded(call),
        depth=depth if isinstance(depth, int) else DEPTH,
    )
    yield from _formatted(directive, objects, context)


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
def out_default(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Show everything; nothing of it goes on to a variable or a file."""
    with closing(objects):
        for item in objects:
            context.host.emit(Record(Stream.OUTPUT, item))
    yield from ()


OUT_HOST = Command("Out-Host", switch("Paging"), INPUT, alias="oh")
out_host = local_command(OUT_HOST)(out_default.body)


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
        whole = bool(call.get("Stream"))
        lines = list(rendered(objects, context.scope, width if isinstance(width, int) else 120, whole=whole))
    if call.get("Stream"):
        yield from lines
    else:
        yield "".join(lines) if call.get("NoNewline") else "".join(line + "\n" for line in lines)
