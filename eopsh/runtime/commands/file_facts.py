"""Get-FileHash, New-TemporaryFile, Get-ItemProperty, Get-ItemPropertyValue, Clear-Item and Test-Json."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from eopsh.binding import BoundCall
from eopsh.binding.validation import ValidateSet
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.objects import CUSTOM_TYPES, PSObject, Value, get_property, has_property, like, properties, to_text
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.files import FILTERS, all_existing, not_found, path_texts, paths_parameters
from eopsh.runtime.commands.inputs import texts_of
from eopsh.runtime.confirming import should_process
from eopsh.runtime.drives import drive_items, is_drive, remove_drive_item, set_drive_item
from eopsh.runtime.file_items import file_item
from eopsh.runtime.local import CommandContext, local_command

_CHUNK = 1 << 20
_ALGORITHMS = ("SHA1", "SHA256", "SHA384", "SHA512", "MD5")
GET_FILE_HASH = Command(
    "Get-FileHash",
    *paths_parameters(),
    Parameter("Algorithm", "System.String", position=1, values=_ALGORITHMS, validation=(ValidateSet(_ALGORITHMS),)),
    default_set="Path",
)


@local_command(GET_FILE_HASH)
def get_file_hash(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the hash of each file."""
    name = to_text(call.get("Algorithm")).upper() or "SHA256"
    for path in all_existing(call, context):
        if path.is_file():
            found = hashlib.new(name.lower(), usedforsecurity=False)
            with path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    context.check()
                    found.update(chunk)
            shown: dict[str, Value] = {"Algorithm": name, "Hash": found.hexdigest().upper(), "Path": str(path)}
            yield PSObject(shown, type_names=("Microsoft.Powershell.Utility.FileHash", *CUSTOM_TYPES))


NEW_TEMPORARY_FILE = Command("New-TemporaryFile", should_process=True)


@local_command(NEW_TEMPORARY_FILE)
def new_temporary_file(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Make an empty file in the folder for temporary files, and yield it."""
    if should_process(context, "New-TemporaryFile", tempfile.gettempdir()):
        handle, name = tempfile.mkstemp(prefix="tmp", suffix=".tmp")
        os.close(handle)
        yield file_item(Path(name))


# --- properties of items

_POSITION = {"Path": Membership(position=1), "LiteralPath": Membership(position=1)}
GET_ITEM_PROPERTY = Command(
    "Get-ItemProperty",
    *paths_parameters(),
    Parameter("Name", "System.String[]", aliases=("PSProperty",), sets=_POSITION),
    *FILTERS[:3],
    default_set="Path",
    alias="gp",
)
GET_ITEM_PROPERTY_VALUE = Command(
    "Get-ItemPropertyValue",
    *paths_parameters(),
    Parameter("Name", "System.String[]", aliases=("PSProperty",), sets={ALL_SETS: Membership(mandatory=True, position=1)}),
    *FILTERS[:3],
    default_set="Path",
    alias="gpv",
)


def _items(call: BoundCall, context: CommandContext) -> Iterator[PSObject]:
    yield from map(file_item, all_existing(call, context))


@local_command(GET_ITEM_PROPERTY)
def get_item_property(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield files and folders, or some of their properties."""
    patterns = texts_of(call, "Name")
    for item in _items(call, context):
        if not patterns:
            yield item
            continue
        chosen = {name: value for name, value in properties(item) if any(like(name, pattern) for pattern in patterns)}
        yield PSObject(chosen, type_names=CUSTOM_TYPES)


@local_command(GET_ITEM_PROPERTY_VALUE)
def get_item_property_value(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the values of properties of files and folders."""
    for item in _items(call, context):
        for name in texts_of(call, "Name"):
            if has_property(item, name):
                yield get_property(item, name)
            else:
                message = f"Property {name} does not exist at path {to_text(item)}."
                exception = "System.Management.Automation.PSArgumentException"
                context.error(message, "GetItemPropertyValue", "InvalidArgument", to_text(item), exception)


CLEAR_ITEM = Command("Clear-Item", *paths_parameters(), *FILTERS, default_set="Path", alias="cli", should_process=True)


@local_command(CLEAR_ITEM)
def clear_item(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Set variables to null; take other items of such drives away. Files have no value to clear: Clear-Content empties them."""
    for text in path_texts(call):
        if not is_drive(text):
            message = "The provider FileSystem does not support this operation; Clear-Content empties a file."
            context.error(message, "NotSupported", "NotImplemented", text, "System.Management.Automation.PSNotSupportedException")
            continue
        items = list(drive_items(text, context.scope))
        if not items:
            not_found(text, context)
        for item in items:
            if should_process(context, "Clear Item", f"Item: {item.name}"):
                if item.drive == "variable":
                    set_drive_item(f"variable:{item.name}", None, context.scope)
                else:
                    remove_drive_item(item, context.scope)
    yield from ()


TEST_JSON = Command(
    "Test-Json",
    Parameter("Json", "System.String", sets={"JsonString": Membership(mandatory=True, position=0, from_pipeline=True)}),
    Parameter("Path", "System.String", sets={"JsonPath": Membership(mandatory=True)}),
    default_set="JsonString",
)


@local_command(TEST_JSON)
def test_json(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Tell whether a text, or a file's, is JSON; an error record says that it is not."""
    with closing(objects):
        found = [path.read_text(encoding="utf-8-sig") for path in all_existing(call, context)] if "Path" in call else [call.get("Json")]
        for text in map(to_text, found):
            try:
                json.loads(text)
            except ValueError as error:
                exception = "System.Exception"
                context.error(f"Cannot parse the JSON: {error}.", "InvalidJson", "InvalidData", text, exception)
                yield False
            else:
                yield True
