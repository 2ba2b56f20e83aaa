"""Export-Clixml and Import-Clixml."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from eopsh.binding import BoundCall
from eopsh.binding.validation import AllowNull, ValidateRange
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.errors import EopshError
from eopsh.objects import CUSTOM_TYPES, PSDict, PSList, PSObject, Value, to_number, to_text, write_clixml
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.declare import switch
from eopsh.runtime.commands.files import ENCODING, LITERAL_ALIASES, encoding, opened, path_texts, paths_parameters, target_file, writer
from eopsh.runtime.confirming import should_process
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.locations import full_path, matches
from eopsh.runtime.methods.serializer import deserialize_list, indented
from eopsh.runtime.methods.table import DotNetError
from eopsh.runtime.text_files import read_text

_DEFAULT_DEPTH = 2
_DEPTH = Parameter("Depth", "System.Int32", validation=(ValidateRange(1, 2**31 - 1),))
EXPORT_CLIXML = Command(
    "Export-Clixml",
    Parameter("Path", "System.String", sets={"ByPath": Membership(mandatory=True, position=0)}),
    Parameter("LiteralPath", "System.String", aliases=LITERAL_ALIASES, sets={"ByLiteralPath": Membership(mandatory=True)}),
    Parameter(
        "InputObject",
        "System.Management.Automation.PSObject",
        sets={ALL_SETS: Membership(mandatory=True, from_pipeline=True)},
        validation=(AllowNull(),),
    ),
    _DEPTH,
    switch("Force"),
    switch("NoClobber", aliases=("NoOverwrite",)),
    ENCODING,
    default_set="ByPath",
    should_process=True,
)


@local_command(EXPORT_CLIXML)
def export_clixml(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Write objects to a file that Import-Clixml reads back; it never holds a secret."""
    how = encoding(call, context)
    path, text = target_file(call, context, "Path")
    with closing(objects):
        if should_process(context, "Export-Clixml", text):
            with writer(path, call, context, how, keep_partial=False) as file:
                file.write(_document([_cut(item, _levels(call)) for item in objects], context))
    yield from ()


def _levels(call: BoundCall) -> int:
    depth = call.get("Depth")
    return depth if isinstance(depth, int) else _DEFAULT_DEPTH


def _document(values: list[Value], context: CommandContext) -> str:
    try:
        return indented(write_clixml(values).decode("utf-8"))
    except EopshError as error:
        message = f"The objects hold a secret, and eopsh writes no secrets to files. ({error})"
        raise context.fail(message, "SecretNotWritten", "SecurityError") from error


def _cut(value: Value, levels: int) -> Value:
    """Return a value with what lies deeper than so many objects as its text."""
    if isinstance(value, PSList):
        return PSList([_cut(item, levels) for item in value], value.type_names, notes=value.notes, text=value.text)
    if isinstance(value, list | tuple):
        return [_cut(item, levels) for item in value]
    if not isinstance(value, PSObject | PSDict) or (isinstance(value, PSObject) and value.base is not None):
        return value
    if levels < 0:
        return to_text(value)
    if isinstance(value, PSDict):
        return PSDict([(key, _cut(item, levels - 1)) for key, item in value.items()], ordered=value.ordered, type_names=value.type_names)
    notes = {name: _cut(item, levels - 1) for name, item in value.notes.items()}
    adapted = {name: _cut(item, levels - 1) for name, item in value.adapted.items()}
    return PSObject(notes, adapted=adapted, type_names=value.type_names, text=value.text)


CONVERT_TO_CLIXML = Command(
    "ConvertTo-CliXml",
    Parameter(
        "InputObject",
        "System.Management.Automation.PSObject",
        sets={ALL_SETS: Membership(mandatory=True, position=0, from_pipeline=True)},
    ),
    _DEPTH,
)


@local_command(CONVERT_TO_CLIXML)
def convert_to_clixml(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield all objects as one document."""
    with closing(objects):
        yield _document([_cut(item, _levels(call)) for item in objects], context)


CONVERT_FROM_CLIXML = Command(
    "ConvertFrom-CliXml",
    Parameter("InputObject", "System.String", sets={ALL_SETS: Membership(mandatory=True, position=0, from_pipeline=True)}),
)


@local_command(CONVERT_FROM_CLIXML)
def convert_from_clixml(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the objects of a document, whose lines may come one by one."""
    with closing(objects):
        yield from _read("\n".join(map(to_text, objects)), "The text", context)


IMPORT_CLIXML = Command(
    "Import-Clixml",
    *paths_parameters(sets=("ByPath", "ByLiteralPath")),
    switch("IncludeTotalCount"),
    Parameter("Skip", "System.UInt64"),
    Parameter("First", "System.UInt64"),
    default_set="ByPath",
)


@local_command(IMPORT_CLIXML)
def import_clixml(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the objects of files, as far as -Skip and -First let them through."""
    if call.get("IncludeTotalCount"):
        yield "Unknown total count"
    skip = int(to_number(call.get("Skip"))) if "Skip" in call else 0
    end = skip + int(to_number(call.get("First"))) if "First" in call else None
    yield from islice(_objects(call, context), skip, end)


def _objects(call: BoundCall, context: CommandContext) -> Iterator[Value]:
    for text in path_texts(call):
        for path in matches(text, literal="LiteralPath" in call) or [full_path(text)]:
            yield from _read(_text(path, context), f"'{path}'", context)


def _read(document: str, what: str, context: CommandContext) -> Iterator[Value]:
    try:
        yield from map(_as_read, deserialize_list(document))
    except (EopshError, DotNetError) as error:
        raise context.fail(f"{what} holds no objects: {error}", "System.Xml.XmlException", "NotSpecified") from error


def _text(path: Path, context: CommandContext) -> str:
    return opened(lambda: read_text(path), path, context)


def _as_read(value: Value) -> Value:
    """Return a value as PowerShell has it from a file: arrays are ArrayLists, custom objects are named as no live ones."""
    if isinstance(value, PSObject):
        value.notes = {name: _as_read(item) for name, item in value.notes.items()}
        value.adapted = {name: _as_read(item) for name, item in value.adapted.items()}
        if value.type_names == CUSTOM_TYPES:
            value.type_names = _CUSTOM
    elif isinstance(value, PSDict):
        for key, item in list(value.items()):
            value[key] = _as_read(item)
    elif isinstance(value, list):
        value[:] = [_as_read(item) for item in value]
        return PSList(value) if not isinstance(value, PSList) or value.type_names[0].endswith("[]") else value
    return value


_CUSTOM = tuple(f"Deserialized.{name}" for name in CUSTOM_TYPES)
