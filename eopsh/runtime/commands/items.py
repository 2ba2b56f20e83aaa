"""New-Item, Remove-Item, Copy-Item, Move-Item, Rename-Item, Set-Item and mkdir."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from eopsh.binding import BoundCall
from eopsh.binding.validation import AllowEmptyString, AllowNull
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.errors import NoAnswer
from eopsh.objects import PSObject, Value, has_wildcard, to_string, to_text
from eopsh.remote import HostCall
from eopsh.runtime.commands.declare import switch
from eopsh.runtime.commands.files import (
    FILTERS,
    LITERAL_ALIASES,
    all_existing,
    existing,
    file_message,
    not_found,
    path_texts,
    paths_parameters,
    wanted,
)
from eopsh.runtime.confirming import should_process
from eopsh.runtime.drives import drive_items, is_drive, remove_drive_item, set_drive_item
from eopsh.runtime.file_items import file_item
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.locations import drive_of, full_path, plain_path
from eopsh.runtime.text_files import UTF8

_ANY_TEXT = (AllowNull(), AllowEmptyString())
NEW_ITEM = Command(
    "New-Item",
    Parameter(
        "Path",
        "System.String[]",
        sets={
            "pathSet": Membership(mandatory=True, position=0, from_property=True),
            "nameSet": Membership(position=0, from_property=True),
        },
    ),
    Parameter("Name", "System.String", sets={"nameSet": Membership(mandatory=True, from_property=True)}, validation=_ANY_TEXT),
    Parameter("ItemType", "System.String", aliases=("Type",), from_property=True),
    Parameter("Value", "System.Object", aliases=("Target",), from_pipeline=True, from_property=True),
    switch("Force"),
    default_set="pathSet",
    alias="ni",
    should_process=True,
)
_KINDS = ("directory", "container", "file", "symboliclink", "hardlink", "junction")


@local_command(NEW_ITEM)
def new_item(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Make files, folders and links, and yield them."""
    kind = _kind(to_text(call.get("ItemType")) or "File", context)
    name = to_text(call.get("Name"))
    for text in path_texts(call) or [""]:
        if is_drive(text):
            yield set_drive_item(text, call.get("Value"), context.scope).as_object()
            continue
        path = _inside(text, name)
        shown = "Directory" if kind in ("directory", "container") else "File" if kind == "file" else "Symbolic Link"
        if should_process(context, f"Create {shown}", f"Destination: {path}"):
            yield from _made(path, kind, call, context)


def _inside(folder: str, name: str) -> Path:
    return full_path(folder) / plain_path(name) if name else full_path(folder)


def _kind(text: str, context: CommandContext) -> str:
    found = next((kind for kind in _KINDS if kind.startswith(text.lower())), None)
    if found is None:
        message = (
            'The type is not a known type for the file system. Only "file","directory" or "symboliclink" can be specified. '
            "(Parameter 'type')"
        )
        raise context.fail(message, "Argument", "InvalidArgument", text)
    return found


def _made(path: Path, kind: str, call: BoundCall, context: CommandContext) -> Iterator[Value]:
    force = bool(call.get("Force"))
    is_folder = kind in ("directory", "container")
    if is_folder and path.is_dir() and not force:
        message = f"An item with the specified name {path} already exists."
        context.error(message, "DirectoryExist", "ResourceExists", str(path), "System.IO.IOException")
    elif not is_folder and path.exists() and not force:
        context.error(f"The file '{path}' already exists.", "NewItemIOError", "WriteError", str(path), "System.IO.IOException")
    elif _done(lambda: _make(path, kind, call), path, "NewItemIOError", context):
        yield file_item(path)


def _make(path: Path, kind: str, call: BoundCall) -> None:
    if kind in ("directory", "container"):
        path.mkdir(parents=True, exist_ok=True)
        return
    if call.get("Force"):
        path.parent.mkdir(parents=True, exist_ok=True)
    value = call.get("Value")
    if kind == "file":
        path.write_bytes(b"" if value is None else UTF8.encode(_text(value)))
        return
    if call.get("Force"):
        path.unlink(missing_ok=True)
    target = to_text(value)
    path.hardlink_to(full_path(target)) if kind == "hardlink" else path.symlink_to(target)


def _text(value: Value) -> str:
    return to_text(value) if isinstance(value, PSObject) else to_string(value)


def _done(work: Callable[[], object], path: Path, error_id: str, context: CommandContext) -> bool:
    """Do something to the file system; False when it failed, which is an error of its own."""
    if "\0" in str(path):
        context.error("Null character in path. (Parameter 'path')", error_id, "InvalidArgument", str(path), "System.ArgumentException")
        return False
    try:
        work()
    except OSError as error:
        context.error(file_message(error, path), error_id, "WriteError", str(path), "System.IO.IOException")
        return False
    return True


MKDIR = Command("mkdir", *NEW_ITEM.parameters[:2], *NEW_ITEM.parameters[3:], default_set="pathSet", alias="md", should_process=True)


@local_command(MKDIR)
def mkdir(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Make folders and yield them."""
    name = to_text(call.get("Name"))
    for text in path_texts(call) or [""]:
        path = _inside(text, name)
        if should_process(context, "Create Directory", f"Destination: {path}"):
            yield from _made(path, "directory", call, context)


SET_ITEM = Command(
    "Set-Item",
    *paths_parameters(),
    Parameter("Value", "System.Object", sets={ALL_SETS: Membership(position=1, from_pipeline=True, from_property=True)}),
    switch("PassThru"),
    *FILTERS,
    default_set="Path",
    alias="si",
    should_process=True,
)


@local_command(SET_ITEM)
def set_item(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Give the items of Env:, Variable:, Function: and Alias: a value; files have no value of their own."""
    for text in path_texts(call):
        if not is_drive(text):
            message = "Provider operation stopped because the provider does not support this operation."
            raise context.fail(message, "NotSupported", "NotImplemented", text)
        if should_process(context, "Set Item", f"Item: {drive_of(text)[1]} Value: {to_text(call.get('Value'))}"):
            item = set_drive_item(text, call.get("Value"), context.scope)
            if call.get("PassThru"):
                yield item.as_object()


REMOVE_ITEM = Command(
    "Remove-Item",
    *paths_parameters(),
    switch("Recurse"),
    *FILTERS,
    default_set="Path",
    alias=("ri", "del", "erase", "rd", "rm", "rmdir"),
    should_process=True,
)


@local_command(REMOVE_ITEM)
def remove_item(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Remove files, folders with -Recurse, and items of the other drives."""
    for text in path_texts(call):
        if is_drive(text):
            _remove_drive_items(text, context)
            continue
        for path in wanted(existing(text, call, context), call):
            is_folder = path.is_dir() and not path.is_symlink()
            if should_process(context, "Remove Directory" if is_folder else "Remove File", str(path)):
                _remove(path, call, context, is_folder=is_folder)
    yield from ()


def _remove_drive_items(text: str, context: CommandContext) -> None:
    items = list(drive_items(text, context.scope)) if drive_of(text)[1] else []
    if not items and not has_wildcard(text):
        not_found(text, context)
    for item in items:
        if should_process(context, "Remove Item", f"Item: {item.name}"):
            remove_drive_item(item, context.scope)


def _remove(path: Path, call: BoundCall, context: CommandContext, *, is_folder: bool) -> None:
    if not call.get("Force") and not path.is_symlink() and not os.access(path, os.W_OK):
        message = "You do not have sufficient access rights to perform this operation or the item is hidden, system, or read only."
        context.error(message, "RemoveFileSystemItemUnAuthorizedAccess", "PermissionDenied", str(path), "System.IO.IOException")
    elif not is_folder:
        _done(path.unlink, path, "RemoveFileSystemItemIOError", context)
    elif call.get("Recurse") or not any(path.iterdir()) or _sure(path, context):
        _done(lambda: shutil.rmtree(path), path, "RemoveFileSystemItemIOError", context)


def _sure(path: Path, context: CommandContext) -> bool:
    """Ask about a folder that is not empty; where nobody can be asked it stays."""
    text = f"The item at {path} has children and the Recurse parameter was not specified. If you continue, all children will be removed "
    text += "with the item. Are you sure you want to continue?"
    choices: list[Value] = [PSObject({"label": "&Yes", "helpMessage": ""}), PSObject({"label": "&No", "helpMessage": ""})]
    try:
        return context.host.ask(HostCall(0, "PromptForChoice", ("Confirm", text, choices, 1))) == 0
    except NoAnswer:
        message = f"Directory {path} cannot be removed because it is not empty."
        context.error(message, "DirectoryNotEmpty", "WriteError", str(path), "System.IO.IOException")
        return False


# --- copying and moving


def _to(name: str, *more: Parameter, alias: tuple[str, ...]) -> Command:
    return Command(
        name,
        *paths_parameters(),
        Parameter("Destination", "System.String", position=1, from_property=True),
        *more,
        switch("PassThru"),
        *FILTERS,
        default_set="Path",
        alias=alias,
        should_process=True,
    )


COPY_ITEM = _to("Copy-Item", switch("Container"), switch("Recurse"), alias=("copy", "cp", "cpi"))


@local_command(COPY_ITEM)
def copy_item(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Copy files and, with -Recurse, folders with what lies in them."""
    for path in wanted(all_existing(call, context), call):
        target = _target(path, call)
        if target == path:
            context.error(f"Cannot overwrite the item {path} with itself.", "CopyError", "WriteError", str(path), "System.IO.IOException")
        else:
            yield from _copied(path, target, call, context)


def _copied(path: Path, target: Path, call: BoundCall, context: CommandContext) -> Iterator[Value]:
    """Copy one thing, and yield the copy with -PassThru."""
    what = "Directory" if path.is_dir() else "File"
    if should_process(context, f"Copy {what}", f"Item: {path} Destination: {target}"):
        done = _done(lambda: _copy(path, target, call), target, f"Copy{what}InfoItemIOError", context)
        if done and call.get("PassThru"):
            yield file_item(target)


def _target(path: Path, call: BoundCall) -> Path:
    """Return where a path goes: into a folder that is there, else to the name given."""
    destination = full_path(to_text(call.get("Destination")) or ".")
    return destination / path.name if destination.is_dir() else destination


def _copy(path: Path, target: Path, call: BoundCall) -> None:
    if path.is_dir():
        if call.get("Recurse"):
            shutil.copytree(path, target, symlinks=True, dirs_exist_ok=True)
        else:
            target.mkdir(exist_ok=True)
        return
    if call.get("Force") and target.exists():
        target.chmod(target.stat().st_mode | 0o200)
    shutil.copy2(path, target)


MOVE_ITEM = _to("Move-Item", alias=("mi", "move", "mv"))


@local_command(MOVE_ITEM)
def move_item(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Move files and folders."""
    for path in wanted(all_existing(call, context), call):
        target = _target(path, call)
        what = "Directory" if path.is_dir() else "File"
        error_id = "MoveDirectoryItemIOError" if path.is_dir() else "MoveFileInfoItemIOError"
        if should_process(context, f"Move {what}", f"Item: {path} Destination: {target}"):
            yield from _moved(path, target, error_id, call, context)


def _moved(path: Path, target: Path, error_id: str, call: BoundCall, context: CommandContext) -> Iterator[Value]:
    """Give a path another name, and yield what is there with -PassThru."""
    if os.path.lexists(target) and not (call.get("Force") and target.is_file()):
        message = f"The file '{target}' already exists." if target.is_file() else f"'{target}' already exists."
        context.error(message, error_id, "WriteError", str(path), "System.IO.IOException")
    elif _done(lambda: shutil.move(path, target), target, error_id, context) and call.get("PassThru"):
        yield file_item(target)


_EVERYWHERE = Membership(mandatory=True, position=1, from_property=True)
RENAME_ITEM = Command(
    "Rename-Item",
    Parameter("Path", "System.String", sets={"ByPath": Membership(mandatory=True, position=0, from_pipeline=True, from_property=True)}),
    Parameter(
        "LiteralPath",
        "System.String",
        aliases=LITERAL_ALIASES,
        sets={"ByLiteralPath": Membership(mandatory=True, from_property=True)},
    ),
    Parameter("NewName", "System.String", sets={ALL_SETS: _EVERYWHERE}),
    switch("Force"),
    switch("PassThru"),
    default_set="ByPath",
    alias=("ren", "rni"),
    should_process=True,
)


def _new_place(path: Path, name: str) -> Path:
    """Return what -NewName means: a name in the same folder; a path is taken whole, to be refused unless it stays there."""
    plain = plain_path(name)
    return full_path(plain) if Path(plain).name != plain else path.parent / plain


@local_command(RENAME_ITEM)
def rename_item(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Give a file or a folder another name in the same folder."""
    (text,) = path_texts(call)
    path, name = full_path(text), to_text(call.get("NewName"))
    if not os.path.lexists(path):
        message = f"Cannot rename because item at '{text}' does not exist."
        context.error(message, "InvalidOperation", "InvalidOperation", text, "System.Management.Automation.PSInvalidOperationException")
        return
    target = _new_place(path, name)
    if target.parent != path.parent:
        message = "Cannot rename the specified target, because it represents a path or device name."
        context.error(message, "Argument", "InvalidArgument", name, "System.Management.Automation.PSArgumentException")
    elif target == path:
        message = "Source and destination path must be different."
        context.error(message, "RenameItemIOError", "WriteError", str(path), "System.IO.IOException")
    elif should_process(context, f"Rename {'Directory' if path.is_dir() else 'File'}", f"Item: {path} Destination: {target}"):
        yield from _moved(path, target, "RenameItemIOError", call, context)
