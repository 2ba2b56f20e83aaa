"""System.IO: File and Directory."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

from eopsh.objects import DateTime, PSList, Value, to_text
from eopsh.objects.enums import enum_from_number
from eopsh.objects.times import TICKS_PER_SECOND
from eopsh.runtime.methods.builders import codec_of, encode, raw_bytes
from eopsh.runtime.methods.dates import local_offset, to_local_date
from eopsh.runtime.methods.folders import entries
from eopsh.runtime.methods.streams import PathInfo, Reader, Writer
from eopsh.runtime.methods.table import DotNetError, Method, method, void
from eopsh.runtime.values import unrolled

_STRINGS = ("System.String[]", "System.Array", "System.Object")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def full(path: str) -> str:
    """Return the path from the root, without following links."""
    return os.path.normpath(Path.cwd() / path)


def _strings(items: list[str]) -> PSList:
    return PSList(items, _STRINGS)


def _reading(path: str, read: Callable[[Path], Value]) -> Value:
    whole = full(path)
    if "\0" in path:
        raise DotNetError("Null character in path. (Parameter 'path')")
    try:
        return read(Path(path))
    except FileNotFoundError:
        if Path(whole).parent.is_dir():
            raise DotNetError(f"Could not find file '{whole}'.", "FileNotFoundException") from None
        raise DotNetError(f"Could not find a part of the path '{whole}'.", "DirectoryNotFoundException") from None
    except (PermissionError, IsADirectoryError):
        raise DotNetError(f"Access to the path '{whole}' is denied.", "UnauthorizedAccessException") from None


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
        raise DotNetError(f"The file '{full(target)}' already exists.", "IOException")
    _reading(source, lambda path: shutil.copyfile(path, target))


def _move(source: str, target: str, overwrite: bool = False) -> None:
    if not overwrite and Path(target).exists():
        raise DotNetError("Cannot create a file when that file already exists.", "IOException")
    _reading(source, lambda path: path.replace(target))


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


def _replaced(source: str, target: str, backup: Value) -> None:
    if backup is not None and to_text(backup):
        _copy(target, to_text(backup), overwrite=True)
    _move(source, target, overwrite=True)


def _clock(name: str, *, utc: bool) -> Method:
    def tell(path: str) -> Value:
        date = to_local_date(getattr(Path(path).stat(), name) if Path(path).exists() else -11644473600.0)
        return DateTime(date.utc_ticks, "Utc") if utc else date

    return method(tell, "s", names="path")


def _set_clock(place: int) -> Method:
    """Set the time of the last access (0) or of the last change (1)."""

    def change(path: str, date: DateTime) -> None:
        def touch(target: Path) -> None:
            about = target.stat()
            times = [about.st_atime, about.st_mtime]
            offset = 0 if date.kind == "Utc" else local_offset(date)
            times[place] = (date.ticks - _EPOCH) / TICKS_PER_SECOND - offset * 60
            os.utime(target, (times[0], times[1]))

        _reading(path, touch)

    return void(change, "st", names="path time")


def _attributes(path: str) -> Value:
    is_folder = _reading(path, lambda target: stat.S_ISDIR(target.stat().st_mode))
    return enum_from_number("System.IO.FileAttributes", 16 if is_folder else 128)


_EPOCH = DateTime.of(1970, 1, 1).ticks
CLOCKS: dict[str, Method] = {
    f"Get{name}{'Utc' if utc else ''}": _clock(field, utc=utc)
    for name, field in (("CreationTime", "st_ctime"), ("LastAccessTime", "st_atime"), ("LastWriteTime", "st_mtime"))
    for utc in (False, True)
}
CLOCKS |= {
    f"Set{name}{utc}": _set_clock(0 if name == "LastAccessTime" else 1)
    for name in ("CreationTime", "LastAccessTime", "LastWriteTime")
    for utc in ("", "Utc")
}
_CONTENTS = "path contents encoding"
_BOTH = "sourceFileName destFileName overwrite"
FILE: dict[str, Method] = {
    **CLOCKS,
    "AppendAllBytes": void(lambda path, data: _write(path, raw_bytes(data), "ab"), "so", names="path bytes"),
    "AppendText": method(lambda path: Writer(path, True), "s", names="path"),
    "CreateText": method(Writer, "s", names="path"),
    "GetAttributes": method(_attributes, "s", names="path"),
    "OpenText": method(Reader, "s", names="path"),
    "Replace": void(_replaced, "sso", names="sourceFileName destinationFileName destinationBackupFileName"),
    "AppendAllLines": void(_append_lines, "so", "soo", names=_CONTENTS),
    "AppendAllText": void(_append_text, "ss", "sso", names=_CONTENTS),
    "Copy": void(_copy, "ss", "ssb", names=_BOTH),
    "Delete": void(_delete, "s", names="path"),
    "Exists": method(lambda path: Path(path).is_file(), "s", names="path"),
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
        return _strings([str(each) for each in entries(folder, pattern, deep=deep) if test(each)])

    found = _reading(path, search)
    assert isinstance(found, PSList)
    return found


def _lister(test: Callable[[Path], bool]) -> Method:
    def run(path: str, pattern: str = "*", option: Value = None) -> PSList:
        return _found(path, pattern, test, deep="all" in to_text(option).lower())

    return method(run, "s", "ss", "sso", names="path searchPattern searchOption")


def _create(path: str) -> Value:
    _reading(path, lambda folder: folder.mkdir(parents=True, exist_ok=True))
    return PathInfo(path, "DirectoryInfo")


def _remove_folder(path: str, recursive: bool = False) -> None:
    if not recursive and Path(path).is_dir() and any(Path(path).iterdir()):
        raise DotNetError(f"Directory not empty : '{full(path)}'", "IOException")
    _reading(path, shutil.rmtree if recursive else Path.rmdir)


def _change_folder(path: str) -> None:
    _reading(path, os.chdir)


def _move_folder(source: str, target: str) -> None:
    if Path(target).exists():
        raise DotNetError(f"Cannot create '{full(target)}' because a file or directory with the same name already exists.", "IOException")
    _reading(source, lambda path: path.rename(target))


DIRECTORY: dict[str, Method] = {
    **CLOCKS,
    "CreateTempSubdirectory": method(lambda prefix="": PathInfo(tempfile.mkdtemp(prefix=prefix), "DirectoryInfo"), "", "s", names="prefix"),
    "EnumerateDirectories": _lister(Path.is_dir),
    "EnumerateFileSystemEntries": _lister(Path.exists),
    "EnumerateFiles": _lister(Path.is_file),
    "GetDirectoryRoot": method(lambda path: Path(full(path)).anchor, "s", names="path"),
    "GetFileSystemEntries": _lister(Path.exists),
    "GetLogicalDrives": method(lambda: _strings(["/"])),
    "GetParent": method(lambda path: PathInfo(str(Path(full(path)).parent), "DirectoryInfo"), "s", names="path"),
    "Move": void(_move_folder, "ss", names="sourceDirName destDirName"),
    "SetCurrentDirectory": void(_change_folder, "s", names="path"),
    "CreateDirectory": method(_create, "s", names="path"),
    "Delete": void(_remove_folder, "s", "sb", names="path recursive"),
    "Exists": method(lambda path: Path(path).is_dir(), "s", names="path"),
    "GetCurrentDirectory": method(lambda: str(Path.cwd())),
    "GetDirectories": _lister(Path.is_dir),
    "GetFiles": _lister(Path.is_file),
}
