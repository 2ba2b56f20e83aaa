"""Test-Path, Join-Path, Split-Path, Resolve-Path and Convert-Path."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from eopsh.binding import BoundCall
from eopsh.binding.validation import AllowEmptyCollection, AllowEmptyString, AllowNull
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.objects import Value, compare, to_text
from eopsh.runtime.commands.declare import switch
from eopsh.runtime.commands.files import FILTERS, LITERAL_ALIASES, all_existing, existing, path_texts, paths_parameters, wanted
from eopsh.runtime.drives import drive_items, is_drive
from eopsh.runtime.file_items import file_item
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.locations import drive_of, matches, path_info
from eopsh.runtime.values import unrolled

_ANYTHING = (AllowNull(), AllowEmptyCollection(), AllowEmptyString())
_PATH = Membership(mandatory=True, position=0, from_pipeline=True, from_property=True)
_LITERAL = Membership(mandatory=True, from_property=True)
_WINDOWS = os.name == "nt"
TEST_PATH = Command(
    "Test-Path",
    Parameter("Path", "System.String[]", sets={"Path": _PATH}, validation=_ANYTHING),
    Parameter("LiteralPath", "System.String[]", aliases=LITERAL_ALIASES, sets={"LiteralPath": _LITERAL}, validation=_ANYTHING),
    *FILTERS[:-1],
    Parameter("PathType", "Microsoft.PowerShell.Commands.TestPathType", aliases=("Type",), values=("Any", "Container", "Leaf")),
    switch("IsValid"),
    Parameter("OlderThan", "Nullable[datetime]"),
    Parameter("NewerThan", "Nullable[datetime]"),
    default_set="Path",
)


@local_command(TEST_PATH)
def test_path(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Tell for each path whether something is there."""
    given = call.get("LiteralPath" if "LiteralPath" in call else "Path")
    texts = [None] if given is None else list(unrolled(given))
    if not texts or None in texts:
        message = "Value cannot be null. (Parameter 'The provided Path argument was null or an empty collection.')"
        context.error(message, "NullPathNotPermitted", "InvalidArgument", None, "System.ArgumentNullException")
        return
    for text in map(to_text, texts):
        if call.get("IsValid"):
            yield "\0" not in text
        elif is_drive(text):
            yield not drive_of(text)[1] or any(drive_items(text, context.scope))
        else:
            found = matches(text, literal="LiteralPath" in call) if text.strip() and not drive_of(text)[0] else None
            yield any(_counts(path, call) for path in wanted(found or (), call))


def _counts(path: Path, call: BoundCall) -> bool:
    kind = to_text(call.get("PathType")) or "Any"
    if kind != "Any" and path.is_dir() != (kind == "Container"):
        return False
    written = file_item(path).get("LastWriteTime")
    older, newer = call.get("OlderThan"), call.get("NewerThan")
    return (older is None or compare(written, older) < 0) and (newer is None or compare(written, newer) > 0)


JOIN_PATH = Command(
    "Join-Path",
    Parameter("Path", "System.String[]", aliases=("PSPath",), sets={ALL_SETS: _PATH}),
    Parameter(
        "ChildPath",
        "System.String[]",
        sets={ALL_SETS: Membership(mandatory=True, position=1, from_property=True)},
        validation=_ANYTHING,
    ),
    Parameter(
        "AdditionalChildPath",
        "System.String[]",
        sets={ALL_SETS: Membership(position=2, from_property=True, from_remaining=True)},
        validation=_ANYTHING,
    ),
    Parameter("Extension", "System.String", from_property=True),
    switch("Resolve"),
)


@local_command(JOIN_PATH)
def join_path(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield each path with the child paths behind it, one separator between two."""
    children = [to_text(child) for name in ("ChildPath", "AdditionalChildPath") if name in call for child in unrolled(call.get(name))]
    for path in map(to_text, unrolled(call.get("Path"))):
        joined = path
        for child in children:
            joined = _joined(joined, child)
        if "Extension" in call:
            joined = _with_extension(joined, to_text(call.get("Extension")))
        if call.get("Resolve"):
            yield from map(str, existing(joined, call, context))
        else:
            yield joined


def _joined(parent: str, child: str) -> str:
    parent, child = _slashes(parent), _slashes(child)
    return (parent.rstrip(os.sep) if parent.strip(os.sep) else "") + os.sep + child.lstrip(os.sep)


def _slashes(text: str) -> str:
    return text.replace("/", "\\") if _WINDOWS else text.replace("\\", "/")


def _with_extension(path: str, extension: str) -> str:
    stem = path[: len(path) - len(_extension(path))]
    return stem + (f".{extension.removeprefix('.')}" if extension else "")


_PARTS = ("Qualifier", "NoQualifier", "Parent", "Leaf", "LeafBase", "Extension", "IsAbsolute")
SPLIT_PATH = Command(
    "Split-Path",
    Parameter("Path", "System.String[]", sets={f"{part}Set": _PATH for part in _PARTS}),
    Parameter("LiteralPath", "System.String[]", aliases=LITERAL_ALIASES, sets={"LiteralPathSet": _LITERAL}),
    *(
        Parameter(part, "switch", sets={f"{part}Set": Membership(mandatory=part != "Parent", from_property=part != "IsAbsolute")})
        for part in _PARTS
    ),
    switch("Resolve"),
    default_set="ParentSet",
)


@local_command(SPLIT_PATH)
def split_path(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield a part of each path: its parent where none is named."""
    part = next((name for name in _PARTS if call.get(name)), "Parent")
    for text in path_texts(call):
        for path in map(str, existing(text, call, context)) if call.get("Resolve") else (text,):
            yield from _part(path, part, context)


def _part(path: str, part: str, context: CommandContext) -> Iterator[Value]:
    drive, colon, rest = path.partition(":")
    qualifier = drive + colon if colon and drive.isalnum() else ""
    if part == "IsAbsolute":
        yield bool(qualifier) or path.startswith(("/", "\\"))
    elif part == "NoQualifier":
        yield rest if qualifier else path
    elif part == "Qualifier" and not qualifier:
        message = f"Cannot parse path because path '{path}' does not have a qualifier specified."
        context.error(message, "ParsePathFormatError", "InvalidArgument", path, "System.FormatException")
    elif part == "Qualifier":
        yield qualifier
    elif part == "Parent":
        yield _parent(path, qualifier)
    else:
        yield _leaf_part(_slashes(path).rstrip(os.sep).rpartition(os.sep)[2], part)


def _parent(path: str, qualifier: str) -> str:
    text = _slashes(path)
    trimmed = text.rstrip(os.sep)
    head, separator, _ = trimmed.rpartition(os.sep)
    return head if head and head != qualifier else separator if not head else head + separator


def _leaf_part(leaf: str, part: str) -> str:
    extension = _extension(leaf)
    if part == "Extension":
        return extension
    return leaf[: len(leaf) - len(extension)] if part == "LeafBase" else leaf


def _extension(path: str) -> str:
    """Return what stands behind the last dot, the dot included; a lone dot at the end is none, but belongs to no name either."""
    leaf = path.rpartition(os.sep)[2]
    _, dot, last = leaf.rpartition(".")
    return dot + last if dot and last else ""


RESOLVE_PATH = Command(
    "Resolve-Path",
    *paths_parameters(),
    switch("Relative"),
    Parameter("RelativeBasePath", "System.String"),
    switch("Force"),
    default_set="Path",
    alias="rvpa",
)


@local_command(RESOLVE_PATH)
def resolve_path(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the whole paths that are there, or with -Relative the way to them."""
    base = to_text(call.get("RelativeBasePath")) or str(Path.cwd())
    for path in all_existing(call, context):
        yield _way(path, base) if call.get("Relative") or "RelativeBasePath" in call else path_info(path)


def _way(path: Path, base: str) -> str:
    way = os.path.relpath(path, base)
    return way if way.startswith("..") else f".{os.sep}{way}" if way != "." else "."


CONVERT_PATH = Command("Convert-Path", *paths_parameters(), switch("Force"), default_set="Path", alias="cvpa")


@local_command(CONVERT_PATH)
def convert_path(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the whole paths that are there as text."""
    yield from map(str, all_existing(call, context))
