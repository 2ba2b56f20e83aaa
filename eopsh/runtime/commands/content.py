"""Get-Content, Set-Content, Add-Content and Clear-Content."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from eopsh.binding import BoundCall
from eopsh.binding.validation import AllowEmptyCollection, AllowNull, ValidateRange
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.objects import Byte, PSObject, Value, has_wildcard, to_string, to_text
from eopsh.runtime.commands.declare import switch
from eopsh.runtime.commands.files import (
    ENCODING,
    FILTERS,
    all_existing,
    encoding,
    existing,
    file_exception,
    file_message,
    path_texts,
    paths_parameters,
    wanted,
)
from eopsh.runtime.confirming import should_process
from eopsh.runtime.drives import drive_item
from eopsh.runtime.local import CommandContext, calls_command, local_command
from eopsh.runtime.locations import full_path, matches
from eopsh.runtime.text_files import NEWLINE, FileEncoding, FileWriter, open_text, read_lines
from eopsh.runtime.values import unrolled

_WAIT_SECONDS = 0.5
_LONG = 2**63 - 1
GET_CONTENT = Command(
    "Get-Content",
    *paths_parameters(piped=False),
    Parameter("ReadCount", "System.Int64", from_property=True),
    Parameter("TotalCount", "System.Int64", aliases=("First", "Head"), from_property=True, validation=(ValidateRange(0, _LONG),)),
    Parameter("Tail", "System.Int32", aliases=("Last",), from_property=True, validation=(ValidateRange(0, 2**31 - 1),)),
    *FILTERS,
    ENCODING,
    Parameter("Delimiter", "System.String"),
    switch("AsByteStream"),
    switch("Raw"),
    switch("Wait"),
    default_set="Path",
    alias=("gc", "cat", "type"),
)


@local_command(GET_CONTENT)
def get_content(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the lines of files as they are read."""
    _check_counts(call, context)
    how = encoding(call, context)
    for text in path_texts(call):
        item = drive_item(text, context.scope)
        if item is not None:
            yield from unrolled(item.value)
            continue
        for path in wanted(existing(text, call, context), call):
            if path.is_dir():
                _is_folder(path, "get", context)
            else:
                yield from _read(path, call, how, context)


def _check_counts(call: BoundCall, context: CommandContext) -> None:
    if "TotalCount" in call and "Tail" in call:
        message = "The parameters TotalCount and Tail cannot be used together. Please specify only one parameter."
        raise context.fail(message, "TailAndHeadCannotCoexist", "InvalidOperation")
    other = next((name for name in ("TotalCount", "Tail", "Delimiter") if name in call), None) if call.get("Raw") else None
    if other is not None:
        message = f"The 'Raw' and '{other}' parameters cannot be specified in the same command."
        raise context.fail(message, "InvalidOperation", "InvalidOperation")


def _is_folder(path: Path, what: str, context: CommandContext) -> None:
    instead = "Get-ChildItem" if what == "get" else "New-Item"
    message = f"Unable to {what} content because it is a directory: '{path}'. Please use '{instead}' instead."
    error_id = "GetContainerContentException" if what == "get" else "WriteContainerContentException"
    context.error(message, error_id, "InvalidOperation", str(path))


def _read(path: Path, call: BoundCall, how: FileEncoding, context: CommandContext) -> Iterator[Value]:
    try:
        parts = _parts(path, call, how)
        if call.get("Raw"):
            yield from _whole(parts)
        else:
            yield from _grouped(_counted(parts, call), call, context)
        if call.get("Wait"):
            yield from _following(path, how, context)
    except OSError as error:
        _report(error, path, "Reader", context)


def _parts(path: Path, call: BoundCall, how: FileEncoding) -> Iterator[Value]:
    """Yield what a file is made of: bytes, lines, pieces between delimiters, or with -Raw all of it."""
    if call.get("AsByteStream"):
        data = path.read_bytes()
        return iter((data,)) if call.get("Raw") else map(Byte, data)
    if call.get("Raw") or "Delimiter" in call:
        with open_text(path, how, "") as file:
            text = file.read()
        return iter((text,)) if call.get("Raw") else iter(_split(text, to_text(call.get("Delimiter"))))
    return iter(read_lines(path, how))


def _split(text: str, delimiter: str) -> list[str]:
    pieces = text.split(delimiter) if delimiter else [text]
    return pieces if pieces[-1] else pieces[:-1]


def _whole(parts: Iterator[Value]) -> Iterator[Value]:
    return (part for part in parts if part)


def _counted(parts: Iterator[Value], call: BoundCall) -> Iterable[Value]:
    total, tail = call.get("TotalCount"), call.get("Tail")
    if isinstance(total, int):
        return islice(parts, total)
    return deque(parts, tail) if isinstance(tail, int) else parts


def _grouped(parts: Iterable[Value], call: BoundCall, context: CommandContext) -> Iterator[Value]:
    """Yield one by one, or as -ReadCount says in lists (0: all at once)."""
    size = call.get("ReadCount")
    if not isinstance(size, int) or size == 1:
        for part in parts:
            context.check()
            yield part
        return
    stream = iter(parts)
    while group := list(islice(stream, size or None)):
        yield group if len(group) > 1 else group[0]


def _following(path: Path, how: FileEncoding, context: CommandContext) -> Iterator[Value]:
    """Yield lines that are added, until the user stops it."""
    with open_text(path, how) as file:
        file.seek(0, os.SEEK_END)
        while True:
            context.check()
            line = file.readline()
            if line:
                yield line.removesuffix("\n")
            else:
                context.pause(_WAIT_SECONDS)


def _report(error: OSError, path: Path, side: str, context: CommandContext) -> None:
    """Write the error of a file that does not open, as PowerShell's provider names it."""
    message = file_message(error, path)
    if isinstance(error, FileNotFoundError):
        kind, category = ("FileNotFound" if path.parent.is_dir() else "DirectoryNotFound"), "ObjectNotFound"
    elif isinstance(error, PermissionError):
        kind, category = "UnauthorizedAccess", "PermissionDenied"
    else:
        kind, category = "IO", "ReadError" if side == "Reader" else "WriteError"
    context.error(message, f"GetContent{side}{kind}Error", category, str(path), file_exception(error, path))


# --- writing


def _writing(name: str, alias: str | tuple[str, ...] = ()) -> Command:
    anywhere = Membership(mandatory=True, position=1, from_pipeline=True, from_property=True)
    return Command(
        name,
        *paths_parameters(piped=False),
        Parameter("Value", "System.Object[]", sets={ALL_SETS: anywhere}, validation=(AllowNull(), AllowEmptyCollection())),
        switch("PassThru"),
        *FILTERS,
        ENCODING,
        switch("NoNewline"),
        switch("AsByteStream"),
        default_set="Path",
        alias=alias,
        should_process=True,
    )


SET_CONTENT = _writing("Set-Content")
ADD_CONTENT = _writing("Add-Content", "ac")


@calls_command(SET_CONTENT)
def set_content(call: BoundCall, calls: Iterator[BoundCall], context: CommandContext) -> Iterator[Value]:
    """Write values to files, a line each; a file changes only once all are written."""
    yield from _write(calls, context, append=False)


@calls_command(ADD_CONTENT)
def add_content(call: BoundCall, calls: Iterator[BoundCall], context: CommandContext) -> Iterator[Value]:
    """Add values to the end of files, a line each."""
    yield from _write(calls, context, append=True)


def _write(calls: Iterator[BoundCall], context: CommandContext, *, append: bool) -> Iterator[Value]:
    """Write what each call brings; the files stay open while calls name the same ones."""
    named: list[str] | None = None
    with ExitStack() as stack:
        files: list[FileWriter] = []
        for call in calls:
            if path_texts(call) != named:
                stack.pop_all().close()
                named = path_texts(call)
                files = [stack.enter_context(file) for file in _open(call, context, append=append)]
            for value in _flat(call.get("Value")):
                for file in files:
                    _put(file, value, call)
                if call.get("PassThru"):
                    yield value


def _open(call: BoundCall, context: CommandContext, *, append: bool) -> Iterator[FileWriter]:
    how = encoding(call, context)
    for path in wanted(_targets(call, context), call):
        if path.is_dir():
            _is_folder(path, "write", context)
        elif should_process(context, "Add Content" if append else "Set Content", f"Path: {path}"):
            try:
                if call.get("Force") and path.is_file():
                    path.chmod(path.stat().st_mode | 0o200)
                yield FileWriter(path, how, append=append)
            except OSError as error:
                _report(error, path, "Writer", context)


def _targets(call: BoundCall, context: CommandContext) -> Iterator[Path]:
    """Yield the files to write: those that are there, and the new one of a plain name."""
    literal = "LiteralPath" in call
    for text in path_texts(call):
        found = matches(text, literal=literal)
        if not found and has_wildcard(text) and not literal:
            message = f"An object at the specified path {text} does not exist, or has been filtered by the -Include or -Exclude parameter."
            context.error(message, "ItemNotFound", "ObjectNotFound", text)
        yield from found if found else () if has_wildcard(text) and not literal else (full_path(text),)


def _flat(value: Value) -> Iterator[Value]:
    """Yield values out of lists in lists; null is none."""
    for item in unrolled(value):
        if isinstance(item, list | tuple):
            yield from _flat(list(item))
        elif item is not None:
            yield item


def _put(file: FileWriter, value: Value, call: BoundCall) -> None:
    if call.get("AsByteStream"):
        file.write_bytes(bytes((value,)) if isinstance(value, int) else value if isinstance(value, bytes) else b"")
    else:
        text = to_text(value) if isinstance(value, PSObject) else to_string(value)
        file.write(text if call.get("NoNewline") else text + NEWLINE)


CLEAR_CONTENT = Command("Clear-Content", *paths_parameters(piped=False), *FILTERS, default_set="Path", alias="clc", should_process=True)


@local_command(CLEAR_CONTENT)
def clear_content(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Empty files without removing them."""
    for path in wanted(all_existing(call, context), call):
        if should_process(context, "Clear Content", f"Item: {path}"):
            try:
                with path.open("r+b") as file:
                    file.truncate()
            except OSError as error:
                _report(error, path, "Writer", context)
    yield from ()
