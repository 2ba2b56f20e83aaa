"""System.IO.Path."""

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import Callable
from pathlib import Path, PurePath

from eopsh.objects import Char, PSList, Value, to_text
from eopsh.runtime.methods.files import full
from eopsh.runtime.methods.table import Method, method


def _path_part(function: Callable[[str], Value]) -> Method:
    return method(lambda path: None if path is None else function(to_text(path)), "o", names="path")


def _stem(path: str) -> str:
    name = path.replace("\\", "/").rpartition("/")[2] if os.sep == "\\" else path.rpartition("/")[2]
    head, dot, _ = name.rpartition(".")
    return head if dot else name


def _extension(path: str) -> str:
    name = path.rpartition("/")[2]
    _, dot, end = name.rpartition(".")
    return f".{end}" if dot and end else ""


def _folder(path: str) -> Value:
    head, slash, _ = path.rpartition("/")
    if not slash:
        return "" if path else None
    return head.rstrip("/") or ("/" if path != "/" else None)


def _change_extension(path: str, extension: Value = None) -> str:
    suffix = _extension(path) or ("." if path.endswith(".") else "")
    bare = path[: len(path) - len(suffix)] if suffix else path
    new = to_text(extension)
    return bare + (new if new.startswith(".") else f".{new}")


def _combine(*parts: Value) -> str:
    names = [to_text(part) for part in (parts[0] if len(parts) == 1 and isinstance(parts[0], list) else parts)]
    whole = ""
    for name in filter(None, names):
        whole = name if not whole or PurePath(name).is_absolute() else whole + ("" if whole.endswith(os.sep) else os.sep) + name
    return whole


def _join(*parts: Value) -> str:
    names = [to_text(part) for part in parts if to_text(part)]
    first, *rest = names or [""]
    return "/".join([first.rstrip("/"), *(name.strip("/") for name in rest)])


def _temporary_file() -> str:
    handle, path = tempfile.mkstemp(suffix=".tmp")
    os.close(handle)
    return path


def _random_name() -> str:
    name = uuid.uuid4().hex
    return f"{name[:8]}.{name[8:11]}"


def _relative(base: str, path: str) -> str:
    return os.path.relpath(full(path), full(base))


def _without_end(path: str) -> str:
    return path.rstrip("/") or path[:1]


PATH: dict[str, Method] = {
    "EndsInDirectorySeparator": _path_part(lambda path: path.endswith("/")),
    "Exists": _path_part(lambda path: bool(path) and Path(path).exists()),
    "GetInvalidPathChars": method(lambda: PSList([Char("\0")], ("System.Char[]", "System.Array", "System.Object"))),
    "GetRelativePath": method(_relative, "ss", names="relativeTo path"),
    "IsPathFullyQualified": _path_part(lambda path: PurePath(path).is_absolute()),
    "TrimEndingDirectorySeparator": _path_part(_without_end),
    "ChangeExtension": method(_change_extension, "so", names="path extension"),
    "Combine": method(_combine, "oo*", names="path1 path2"),
    "GetDirectoryName": _path_part(_folder),
    "GetExtension": _path_part(_extension),
    "GetFileName": _path_part(lambda path: path.rpartition("/")[2]),
    "GetFileNameWithoutExtension": _path_part(_stem),
    "GetFullPath": _path_part(full),
    "GetInvalidFileNameChars": method(lambda: PSList([Char("\0"), Char("/")], ("System.Char[]", "System.Array", "System.Object"))),
    "GetPathRoot": _path_part(lambda path: "/" if path.startswith("/") else ""),
    "GetRandomFileName": method(_random_name),
    "GetTempFileName": method(_temporary_file),
    "GetTempPath": method(lambda: tempfile.gettempdir().rstrip("/") + "/"),
    "HasExtension": _path_part(lambda path: bool(_extension(path))),
    "IsPathRooted": _path_part(lambda path: PurePath(path).is_absolute()),
    "Join": method(_join, "oo*", names="path1 path2"),
}
PATH_FIELDS: dict[str, Callable[[], Value]] = {
    "DirectorySeparatorChar": lambda: Char(os.sep),
    "AltDirectorySeparatorChar": lambda: Char("/"),
    "InvalidPathChars": lambda: PSList([Char("\0")], ("System.Char[]", "System.Array", "System.Object")),
    "VolumeSeparatorChar": lambda: Char("/"),
    "PathSeparator": lambda: Char(os.pathsep),
}
