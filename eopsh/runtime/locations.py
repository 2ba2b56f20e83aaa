"""Paths of the file system as scripts write them: home, either slash, wildcards in any part, in any case."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from eopsh.objects import PSObject, Value, has_wildcard, wildcard_regex

_PROVIDERS = ("filesystem::", "microsoft.powershell.core\\filesystem::")
_SEPARATOR = os.sep


def plain_path(text: str) -> str:
    """Return a path with this machine's slashes, without a provider in front, `~` as the home folder."""
    for provider in _PROVIDERS:
        if text.lower().startswith(provider):
            text = text[len(provider) :]
    if os.name != "nt":
        text = text.replace("\\", "/")
    if text == "~" or text.startswith(("~/", "~\\")):
        text = str(Path.home()) + text[1:]
    return text


def full_path(text: str) -> Path:
    """Return the whole path that a text means, whether it is there or not; links are not followed."""
    return Path(os.path.normpath(Path.cwd() / plain_path(text))) if text else Path.cwd()


def unescaped(text: str) -> str:
    """Take the backticks away that keep wildcards from being any."""
    kept: list[str] = []
    escaped = False
    for char in text:
        escaped = char == "`" and not escaped
        if not escaped:
            kept.append(char)
    return "".join(kept)


def matches(text: str, *, literal: bool = False, hidden: bool = True) -> list[Path] | None:
    """Return the paths that are there for a text; None when it has no wildcard and nothing is there.

    `hidden` tells whether a wildcard finds names that start with a dot.
    """
    if literal or not has_wildcard(text):
        path = full_path(text if literal else unescaped(text))
        return [path] if os.path.lexists(path) else None
    whole = str(Path.cwd() / plain_path(text))
    parts = [part for part in whole.split("/" if os.name != "nt" else _SEPARATOR) if part != "."]
    root = Path(parts[0] + _SEPARATOR)
    return sorted(_walk(root, parts[1:], hidden), key=_order)


def _order(path: Path) -> tuple[str, str]:
    return str(path).lower(), str(path)


def _walk(folder: Path, parts: list[str], hidden: bool) -> Iterator[Path]:
    if not parts:
        yield folder
        return
    head, *rest = parts
    if head in ("", ".."):
        yield from _walk(folder.parent if head else folder, rest, hidden)
    elif not has_wildcard(head):
        inner = folder / unescaped(head)
        if os.path.lexists(inner):
            yield from _walk(inner, rest, hidden)
    else:
        regex = wildcard_regex(head)
        for name in entries(folder):
            if regex.fullmatch(name) and (hidden or not name.startswith(".")):
                yield from _walk(folder / name, rest, hidden)


def entries(folder: Path) -> list[str]:
    """Return the names in a folder, none for what is no folder or may not be read."""
    try:
        return sorted((path.name for path in folder.iterdir()), key=lambda name: (name.lower(), name))
    except OSError:
        return []


def drive_of(text: str) -> tuple[str, str]:
    """Part a path of another drive: (`env`, `PATH`); (``, text) for a path of the file system."""
    name, colon, rest = text.partition(":")
    is_drive = bool(colon) and name.isalnum() and not rest.startswith(":") and not (os.name == "nt" and len(name) == 1)
    return (name.lower(), rest.lstrip("\\/")) if is_drive else ("", text)


def path_info(path: Path | str) -> PSObject:
    """Return a place as `$PWD` and Resolve-Path have it."""
    text = str(path)
    adapted: dict[str, Value] = {"Drive": None, "Provider": None, "ProviderPath": text, "Path": text}
    return PSObject(adapted=adapted, type_names=("System.Management.Automation.PathInfo", "System.Object"), text=text)
