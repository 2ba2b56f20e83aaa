"""System.IO: File, Directory and Path."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Callable
from pathlib import Path, PurePath

from eopsh.objects import Char, DateTime, PSList, Value, to_text
from eopsh.runtime.methods.builders import codec_of, encode, raw_bytes
from eopsh.runtime.methods.dates import to_local_date
from eopsh.runtime.methods.table import DotNetError, Method, method, void
from eopsh.runtime.values import unrolled

_STRINGS = ("System.String[]", "System.Array", "System.Object")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def _full(path: str) -> str:
    """Return the path from the root, without following links."""
    return os.path.normpath(Path.cwd() / path)


def _strings(items: list[str]) -> PSList:
    return PSList(items, _STRINGS)


def _reading(path: str, read: Callable[[Path], Value]) -> Value:
    full = _full(path)
    try:
        return read(Path(path))
    except FileNotFoundError:
        if Path(full).parent.is_dir():
            raise DotNetError(f"Could not find file '{full}'.", "FileNotFoundException") from None
        raise DotNetError(f"Could not find a part of the path '{full}'.", "DirectoryNotFoundException") from None
    except (PermissionError, IsADirectoryError):
        raise DotNetError(f"Access to the path '{full}' is denied.", "UnauthorizedAccessException") from None


def _text(path: Path, encoding: Value = None) -> str:
    data = path.read_bytes()
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    return data.decode(codec_of(encoding), "replace")


def _lines(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _write(path: str, data: bytes, mode: str = "wb") -> None:
    def write(target: Path) -> None:
        with target.open(mode) as file:
            file.write(data)

    _reading(path, write)


def _encoded(text: str, encoding: Value) -> bytes:
    mark = encoding.get("Preamble") if encoding is not None and hasattr(encoding, "get") else b""
    return (mark if isinstance(mark, bytes) else b"") + encode(encoding, text)


def _joined(lines: Value) -> str:
    return "".join(to_text(line) + "\n" for line in unrolled(lines))


def _delete(path: str) -> None:
    _reading(path, lambda target: target.unlink(missing_ok=True))


def _copy(source: str, target: str, overwrite: bool = False) -> None:
    if not overwrite and Path(target).exists():
        raise DotNetError(f"The file '{_full(target)}' already exists.", "IOException")
    _reading(source, lambda path: shutil.copyfile(path, target))


def _move(source: str, target: str, overwrite: bool = False) -> None:
    if not overwrite and Path(target).exists():
        raise DotNetError("Cannot create a file when that file already exists.", "IOException")
    _reading(source, lambda path: path.replace(target))


def _written_at(path: str) -> DateTime:
    return to_local_date(Path(path).stat().st_mtime if Path(path).exists() else -11644473600.0)


def _append_text(path: str, text: str, encoding: Value = None) -> None:
    _write(path, encode(encoding, text), "ab")


def _append_lines(path: str, lines: Value, encoding: Value = None) -> None:
    _write(path, encode(encoding, _joined(lines)), "ab")


def _read_lines(path: str, encoding: Value = None) -> Value:
    return _reading(path, lambda file: _strings(_lines(_text(file, encoding))))


def _read_text(path: str, encoding: Value = None) -> Value:
    return _reading(path, lambda file: _text(file, encoding))


def _write_text(path: str, text: str, encoding: Value = None) -> None:
    _write(path, _encoded(text, encoding))


def _write_lines(path: str, lines: Value, encoding: Value = None) -> None:
    _write(path, _encoded(_joined(lines), encoding))


_CONTENTS = "path contents encoding"
_BOTH = "sourceFileName destFileName overwrite"
FILE: dict[str, Method] = {
    "AppendAllLines": void(_append_lines, "so", "soo", names=_CONTENTS),
    "AppendAllText": void(_append_text, "ss", "sso", names=_CONTENTS),
    "Copy": void(_copy, "ss", "ssb", names=_BOTH),
    "Delete": void(_delete, "s", names="path"),
    "Exists": method(lambda path: Path(path).is_file(), "s", names="path"),
    "GetLastWriteTime": method(_written_at, "s", names="path"),
    "Move": void(_move, "ss", "ssb", names=_BOTH),
    "ReadAllBytes": method(lambda path: _reading(path, Path.read_bytes), "s", names="path"),
    "ReadAllLines": method(_read_lines, "s", "so", names="path encoding"),
    "ReadAllText": method(_read_text, "s", "so", names="path encoding"),
    "ReadLines": method(_read_lines, "s", "so", names="path encoding"),
    "WriteAllBytes": void(lambda path, data: _write(path, raw_bytes(data)), "so", names="path bytes"),
    "WriteAllLines": void(_write_lines, "so", "soo", names=_CONTENTS),
    "WriteAllText": void(_write_text, "ss", "sso", names=_CONTENTS),
}


def _found(path: str, pattern: str, test: Callable[[Path], bool], *, deep: bool) -> PSList:
    def search(folder: Path) -> PSList:
        if not folder.is_dir():
            raise FileNotFoundError
        walk = folder.rglob(pattern) if deep else folder.glob(pattern)
        return _strings(sorted(str(each) for each in walk if test(each)))

    found = _reading(path, search)
    assert isinstance(found, PSList)
    return found


def _lister(test: Callable[[Path], bool]) -> Method:
    def run(path: str, pattern: str = "*", option: Value = None) -> PSList:
        return _found(path, pattern, test, deep="all" in to_text(option).lower())

    return method(run, "s", "ss", "sso", names="path searchPattern searchOption")


def _create(path: str) -> str:
    _reading(path, lambda folder: folder.mkdir(parents=True, exist_ok=True))
    return _full(path)


def _remove_folder(path: str, recursive: bool = False) -> None:
    if not recursive and Path(path).is_dir() and any(Path(path).iterdir()):
        raise DotNetError(f"Directory not empty : '{_full(path)}'", "IOException")
    _reading(path, shutil.rmtree if recursive else Path.rmdir)


DIRECTORY: dict[str, Method] = {
    "CreateDirectory": method(_create, "s", names="path"),
    "Delete": void(_remove_folder, "s", "sb", names="path recursive"),
    "Exists": method(lambda path: Path(path).is_dir(), "s", names="path"),
    "GetCurrentDirectory": method(lambda: str(Path.cwd())),
    "GetDirectories": _lister(Path.is_dir),
    "GetFiles": _lister(Path.is_file),
}


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


def _change_extension(path: str, extension: Value) -> str:
    suffix = _extension(path) or ("." if path.endswith(".") else "")
    bare = path[: len(path) - len(suffix)] if suffix else path
    if extension is None:
        return bare
    new = to_text(extension)
    return bare + (new if new.startswith(".") or not new else f".{new}" if new else ".")


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


PATH: dict[str, Method] = {
    "ChangeExtension": method(_change_extension, "so", names="path extension"),
    "Combine": method(_combine, "oo*", names="path1 path2"),
    "GetDirectoryName": _path_part(_folder),
    "GetExtension": _path_part(_extension),
    "GetFileName": _path_part(lambda path: path.rpartition("/")[2]),
    "GetFileNameWithoutExtension": _path_part(_stem),
    "GetFullPath": _path_part(_full),
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
    "PathSeparator": lambda: Char(os.pathsep),
}
