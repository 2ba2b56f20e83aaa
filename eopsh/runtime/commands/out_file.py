"""Out-File and Tee-Object."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding import BoundCall
from eopsh.catalogue import Command, Membership, Parameter
from eopsh.objects import Value, to_text
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.declare import INPUT, OPTIONAL, count, switch
from eopsh.runtime.commands.files import LITERAL_ALIASES, encoding, target_file, writer
from eopsh.runtime.confirming import should_process
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.text_files import NEWLINE
from eopsh.runtime.text_output import TextSink, rendered

OUT_FILE = Command(
    "Out-File",
    Parameter("FilePath", "System.String", aliases=("Path",), sets={"ByPath": Membership(mandatory=True, position=0)}),
    Parameter("LiteralPath", "System.String", aliases=LITERAL_ALIASES, sets={"ByLiteralPath": Membership(mandatory=True)}),
    Parameter("Encoding", "System.Text.Encoding", position=1),
    switch("Append"),
    switch("Force"),
    switch("NoClobber", aliases=("NoOverwrite",)),
    count("Width", least=2),
    switch("NoNewline"),
    INPUT,
    default_set="ByPath",
    should_process=True,
)


@local_command(OUT_FILE)
def out_file(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Write what the console would show to a file."""
    how = encoding(call, context)
    path, text = target_file(call, context)
    width = call.get("Width")
    end = "" if call.get("NoNewline") else NEWLINE
    with closing(objects):
        if should_process(context, "Output to File", text):
            with writer(path, call, context, how, keep_partial=True) as file:
                for line in rendered(objects, context.scope, width if isinstance(width, int) else 120):
                    file.write(line + end)
    yield from ()


TEE_OBJECT = Command(
    "Tee-Object",
    Parameter("FilePath", "System.String", aliases=("Path",), sets={"File": Membership(mandatory=True, position=0)}),
    Parameter("LiteralPath", "System.String", aliases=LITERAL_ALIASES, sets={"LiteralFile": Membership(mandatory=True)}),
    Parameter("Encoding", "System.Text.Encoding", sets={"File": OPTIONAL, "LiteralFile": OPTIONAL}),
    switch("Append", "File"),
    Parameter("Variable", "System.String", sets={"Variable": Membership(mandatory=True)}),
    INPUT,
    default_set="File",
    alias="tee",
)


@local_command(TEE_OBJECT)
def tee_object(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Pass every object on, and keep all of them in a variable or write them to a file, whoever stops the line."""
    yield from _to_variable(call, objects, context) if "Variable" in call else _to_file(call, objects, context)


def _to_variable(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    kept: list[Value] = []
    try:
        with closing(objects):
            for item in objects:
                kept.append(item)
                yield item
    finally:
        context.scope.set(to_text(call.get("Variable")), kept[0] if len(kept) == 1 else kept)


def _to_file(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    path, _ = target_file(call, context)
    with closing(objects), writer(path, call, context, encoding(call, context), keep_partial=True) as file:
        sink = TextSink(file.write, context.scope)
        try:
            for item in objects:
                sink.put(item)
                yield item
        finally:
            sink.finish()
