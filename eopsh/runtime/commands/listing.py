"""Get-ChildItem, Get-Item, and the current folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from eopsh.binding import BoundCall
from eopsh.catalogue import Command, Membership, Parameter
from eopsh.frozen import frozen
from eopsh.objects import Value, has_wildcard, like, to_text
from eopsh.runtime.commands.declare import OPTIONAL, count, switch
from eopsh.runtime.commands.files import FILTERS, LITERAL_ALIASES, existing, not_found, path_texts, paths_parameters, wanted
from eopsh.runtime.drives import drive_items, is_drive
from eopsh.runtime.file_items import file_item
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.locations import drive_of, entries, full_path, path_info, plain_path, unescaped
from eopsh.runtime.values import unrolled

_ATTRIBUTES = Parameter("Attributes", "System.String")
GET_CHILD_ITEM = Command(
    "Get-ChildItem",
    *paths_parameters(mandatory=False, sets=("Items", "LiteralItems")),
    Parameter("Filter", "System.String", position=1),
    *FILTERS[1:],
    switch("Recurse", aliases=("s", "r")),
    count("Depth"),
    switch("Name"),
    _ATTRIBUTES,
    switch("Directory", aliases=("ad",)),
    switch("File", aliases=("af",)),
    switch("Hidden", aliases=("ah", "h")),
    switch("ReadOnly", aliases=("ar",)),
    switch("System", aliases=("as",)),
    switch("FollowSymlink"),
    default_set="Items",
    alias=("gci", "dir", "ls"),
)


@frozen
class _Wish:
    """Which of the things in a folder are wanted, and how deep to look."""

    call: BoundCall
    depth: int
    pattern: str

    @property
    def hidden(self) -> bool:
        """Whether names that start with a dot are looked at."""
        return any(self.call.get(name) for name in ("Force", "Hidden")) or "hidden" in to_text(self.call.get("Attributes")).lower()

    def takes(self, path: Path) -> bool:
        """Tell whether a path is one of those that are listed."""
        asked = to_text(self.call.get("Attributes"))
        if self.pattern and not like(path.name, self.pattern):
            return False
        flags = [name for name in ("Directory", "File", "Hidden", "ReadOnly", "System") if self.call.get(name)]
        if not all(_has(path, flag) for flag in flags) or (asked and not _has_attributes(path, asked)):
            return False
        return any(wanted((path,), self.call))


def _has(path: Path, attribute: str) -> bool:
    match attribute.lower():
        case "directory" | "d":
            return path.is_dir()
        case "file" | "normal" | "archive":
            return not path.is_dir()
        case "hidden" | "h":
            return path.name.startswith(".")
        case "readonly" | "r":
            return not os.access(path, os.W_OK)
        case "reparsepoint":
            return path.is_symlink()
    return False


def _has_attributes(path: Path, expression: str) -> bool:
    """Weigh `a+b,!c`: a comma is or, a plus is and, an exclamation mark is not."""
    return any(
        all(_has(path, part.strip("! ")) != part.strip().startswith("!") for part in either.split("+")) for either in expression.split(",")
    )


@local_command(GET_CHILD_ITEM)
def get_child_item(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield what lies in folders: the folders first, each kind by name."""
    texts = path_texts(call) if "Path" in call or "LiteralPath" in call else ["."]
    for text in texts:
        if is_drive(text):
            yield from (item.name if call.get("Name") else item.as_object() for item in drive_items(text, context.scope))
            continue
        for path, base in _listed(text, call, context):
            context.check()
            yield os.path.relpath(path, base) if call.get("Name") else file_item(path)


def _listed(text: str, call: BoundCall, context: CommandContext) -> Iterator[tuple[Path, Path]]:
    """Yield the paths that one -Path means, each with the folder that names count from."""
    depth = call.get("Depth")
    deep = isinstance(depth, int) or bool(call.get("Recurse"))
    levels = depth if isinstance(depth, int) else 2**31 if deep else 0
    literal = "LiteralPath" in call
    if not literal and has_wildcard(text):
        head, _, pattern = plain_path(text).rpartition("/" if os.name != "nt" else os.sep)
        if deep and not has_wildcard(head):
            yield from _under(full_path(head), _Wish(call, levels, pattern), deep=True)
        else:
            wish = _Wish(call, levels, "")
            found = existing(text, call, context, hidden=wish.hidden)
            yield from ((path, path.parent) for path in sorted(found, key=_files_last) if wish.takes(path))
        return
    for path in existing(text, call, context):
        wish = _Wish(call, levels, "")
        if path.is_dir() and (deep or "Include" not in call):
            yield from _under(path, wish, deep=deep)
        elif wish.takes(path):
            yield path, path.parent


def _files_last(path: Path) -> bool:
    return not path.is_dir()


def _under(base: Path, wish: _Wish, *, deep: bool) -> Iterator[tuple[Path, Path]]:
    return ((path, base) for path in _walk(base, wish, wish.depth))


def _walk(folder: Path, wish: _Wish, levels: int) -> Iterator[Path]:
    inside = [folder / name for name in entries(folder) if wish.hidden or not name.startswith(".")]
    inside.sort(key=_files_last)
    yield from (path for path in inside if wish.takes(path))
    if levels > 0:
        for path in inside:
            if path.is_dir() and (not path.is_symlink() or wish.call.get("FollowSymlink")):
                yield from _walk(path, wish, levels - 1)


GET_ITEM = Command("Get-Item", *paths_parameters(), *FILTERS, default_set="Path", alias="gi")


@local_command(GET_ITEM)
def get_item(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield files, folders and the items of other drives as objects."""
    for text in path_texts(call):
        if is_drive(text):
            yield from _drive_objects(text, context)
        else:
            yield from map(file_item, wanted(existing(text, call, context), call))


def _drive_objects(text: str, context: CommandContext) -> Iterable[Value]:
    items = [item.as_object() for item in drive_items(text, context.scope)]
    if not items and not has_wildcard(text):
        not_found(drive_of(text)[1], context)
    return items


# --- the current folder

_STACK = Parameter("StackName", "System.String")
_PLACE = Membership(position=0, from_pipeline=True, from_property=True)
_MOVING = (
    Parameter("Path", "System.String", sets={"Path": _PLACE}),
    Parameter(
        "LiteralPath", "System.String", aliases=LITERAL_ALIASES, sets={"LiteralPath": Membership(mandatory=True, from_property=True)}
    ),
    switch("PassThru"),
)
GET_LOCATION = Command(
    "Get-Location",
    Parameter("PSProvider", "System.String[]", sets={"Location": OPTIONAL}),
    Parameter("PSDrive", "System.String[]", sets={"Location": OPTIONAL}),
    switch("Stack", "Stack"),
    Parameter("StackName", "System.String[]", sets={"Stack": OPTIONAL}),
    default_set="Location",
    alias=("gl", "pwd"),
)


@local_command(GET_LOCATION)
def get_location(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the current folder, or with -Stack those that Push-Location left."""
    if call.get("Stack") or "StackName" in call:
        yield from map(path_info, reversed(context.session.places))
    else:
        yield path_info(Path.cwd())


SET_LOCATION = Command("Set-Location", *_MOVING, _STACK, default_set="Path", alias=("cd", "chdir", "sl"))


@local_command(SET_LOCATION)
def set_location(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Change the current folder; without a path to the home folder, with `-` to the one before."""
    yield from _go(call, context, default="~")


def _go(call: BoundCall, context: CommandContext, *, default: str) -> Iterator[Value]:
    literal = "LiteralPath" in call
    text = next(iter(map(to_text, unrolled(call.get("LiteralPath" if literal else "Path")))), "") or default
    if text == "-":
        text, literal = context.session.place_before or str(Path.cwd()), True
    found = [path for path in existing(text, call, context) if path.is_dir()] if not literal else [full_path(text)]
    if not found or not found[0].is_dir():
        if (not has_wildcard(text) and os.path.lexists(full_path(unescaped(text)))) or literal:
            not_found(full_path(text), context)
        return
    move_to(found[0], context)
    if call.get("PassThru"):
        yield path_info(Path.cwd())


def move_to(folder: Path, context: CommandContext) -> None:
    """Make a folder the current one."""
    context.session.place_before = str(Path.cwd())
    os.chdir(folder)
    context.session.globals.variables["pwd"] = path_info(folder)


PUSH_LOCATION = Command("Push-Location", *_MOVING, _STACK, default_set="Path", alias="pushd")


@local_command(PUSH_LOCATION)
def push_location(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Change the current folder, and keep the one before for Pop-Location."""
    context.session.places.append(str(Path.cwd()))
    yield from _go(call, context, default=".")


POP_LOCATION = Command("Pop-Location", switch("PassThru"), _STACK, alias="popd")


@local_command(POP_LOCATION)
def pop_location(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Go back to where Push-Location left from."""
    if context.session.places:
        move_to(Path(context.session.places.pop()), context)
        if call.get("PassThru"):
            yield path_info(Path.cwd())
