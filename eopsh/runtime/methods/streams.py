"""System.IO: FileInfo, DirectoryInfo, StreamReader and StreamWriter."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from eopsh.objects import DateTime, Int64, PSObject, Value, to_text
from eopsh.objects.enums import enum_from_number
from eopsh.runtime.methods.builders import decode, encode
from eopsh.runtime.methods.dates import to_local_date
from eopsh.runtime.methods.folders import entries
from eopsh.runtime.methods.table import DotNetError, Method, method, void

_NEVER = -11644473600.0


class PathInfo(PSObject):
    """A file or a folder by its path; what is asked of it is looked up then."""

    __slots__ = ("path",)

    def __init__(self, path: str, kind: str) -> None:
        self.path = Path(os.path.normpath(Path.cwd() / path))
        names = (f"System.IO.{kind}", "System.IO.FileSystemInfo", "System.MarshalByRefObject", "System.Object")
        name = self.path.name or self.path.anchor
        super().__init__(adapted={"FullName": str(self.path), "Name": name}, type_names=names, text=str(self.path))
        self.look()

    @property
    def folder(self) -> bool:
        """Tell whether this is a DirectoryInfo."""
        return self.type_names[0].endswith("DirectoryInfo")

    def look(self) -> None:
        """Ask the file system anew."""
        there = self.path.is_dir() if self.folder else self.path.is_file()
        stat = self.path.stat() if there else None
        times = (stat.st_ctime, stat.st_atime, stat.st_mtime) if stat else (_NEVER,) * 3
        name = self.path.name if self.folder else self.path.stem
        self.adapted.update(Exists=there, Extension="" if self.folder else self.path.suffix, BaseName=name)
        if not self.folder:
            self.adapted.update(Length=Int64(stat.st_size) if stat else None, DirectoryName=str(self.path.parent))
            self.adapted["IsReadOnly"] = stat is not None and not os.access(self.path, os.W_OK)
        for name, seconds in zip(("CreationTime", "LastAccessTime", "LastWriteTime"), times, strict=True):
            self.adapted[name] = to_local_date(seconds)
            self.adapted[f"{name}Utc"] = _universal(to_local_date(seconds))
        number = (16 if self.folder else 128) | (2 if self.path.name.startswith(".") else 0)
        self.adapted["Attributes"] = enum_from_number("System.IO.FileAttributes", number)

    def find(self, name: str) -> str | None:
        """Return the property's own spelling; the parent is made when it is asked for."""
        if name.casefold() in ("directory", "parent", "root"):
            self.adapted["Parent" if self.folder else "Directory"] = PathInfo(str(self.path.parent), "DirectoryInfo")
            self.adapted["Root"] = PathInfo(self.path.absolute().anchor, "DirectoryInfo") if name.casefold() == "root" else None
        return super().find(name)


def _universal(date: DateTime) -> DateTime:
    return DateTime(date.utc_ticks, "Utc")


def _checked(owner: PathInfo) -> Path:
    if not owner.path.exists():
        raise DotNetError(f"Could not find file '{owner.path}'.", "FileNotFoundException")
    return owner.path


def _delete(owner: PathInfo, recursive: bool = False) -> None:
    if owner.folder and recursive:
        shutil.rmtree(owner.path)
    elif owner.folder:
        owner.path.rmdir()
    else:
        owner.path.unlink(missing_ok=True)
    owner.look()


def _copy(owner: PathInfo, target: str, overwrite: bool = False) -> PathInfo:
    if Path(target).exists() and not overwrite:
        raise DotNetError(f"The file '{Path(target).absolute()}' already exists.", "IOException")
    shutil.copyfile(_checked(owner), target)
    return PathInfo(target, "FileInfo")


def _move(owner: PathInfo, target: str, overwrite: bool = False) -> None:
    if Path(target).exists() and not overwrite:
        raise DotNetError("Cannot create a file when that file already exists.", "IOException")
    owner.path = _checked(owner).replace(Path(target).absolute())
    owner.adapted.update(FullName=str(owner.path), Name=owner.path.name)
    owner.text = str(owner.path)
    owner.look()


def _listed(owner: PathInfo, pattern: str = "*", option: Value = None, *, kind: str = "") -> list[Value]:
    inside = entries(owner.path, pattern, deep="all" in to_text(option).lower())
    found = [path for path in inside if not kind or path.is_dir() == (kind == "DirectoryInfo")]
    return [PathInfo(str(path), "DirectoryInfo" if path.is_dir() else "FileInfo") for path in found]


def _lister(kind: str = "") -> Method:
    return method(lambda owner, *more: _listed(owner, *more, kind=kind), "", "s", "so", names="searchPattern searchOption")


def _make(owner: PathInfo) -> None:
    owner.path.mkdir(parents=True, exist_ok=True)
    owner.look()


PATH_INFO: dict[str, Method] = {
    "CopyTo": method(_copy, "s", "sb", names="destFileName overwrite"),
    "Create": void(_make),
    "CreateSubdirectory": method(lambda owner, name: _made(owner.path / name), "s", names="path"),
    "Delete": void(_delete, "", "b", names="recursive"),
    "GetDirectories": _lister("DirectoryInfo"),
    "GetFileSystemInfos": _lister(),
    "GetFiles": _lister("FileInfo"),
    "MoveTo": void(_move, "s", "sb", names="destFileName overwrite"),
    "OpenText": method(lambda owner: Reader(str(_checked(owner)))),
    "AppendText": method(lambda owner: Writer(str(owner.path), True)),
    "CreateText": method(lambda owner: Writer(str(owner.path))),
    "Refresh": void(PathInfo.look),
    "ToString": method(to_text),
}


def _made(path: Path) -> PathInfo:
    path.mkdir(parents=True, exist_ok=True)
    return PathInfo(str(path), "DirectoryInfo")


def path_info_static(kind: str) -> dict[str, Method]:
    """Return the constructor of FileInfo or DirectoryInfo."""
    return {"new": method(lambda path: PathInfo(path, kind), "s", names="fileName")}


# --- readers and writers: the file is closed again after each call, so that none stays open


class Reader(PSObject):
    """A text that is read bit by bit."""

    __slots__ = ("at", "whole")

    def __init__(self, path: str, encoding: Value = None, *_more: Value) -> None:
        try:
            data = Path(path).read_bytes()
        except FileNotFoundError:
            raise DotNetError(f"Could not find file '{Path(path).absolute()}'.", "FileNotFoundException") from None
        self.whole = decode(encoding, data).removeprefix("\ufeff").replace("\r\n", "\n")
        self.at = 0
        names = ("System.IO.StreamReader", "System.IO.TextReader", "System.Object")
        super().__init__(adapted={"EndOfStream": not self.whole}, type_names=names, text=names[0])

    def take(self, end: int) -> str:
        """Read up to a place."""
        text = self.whole[self.at : end]
        self.at = min(end, len(self.whole))
        self.adapted["EndOfStream"] = self.at >= len(self.whole)
        return text


def _line(reader: Reader) -> Value:
    if reader.at >= len(reader.whole):
        return None
    end = reader.whole.find("\n", reader.at)
    return reader.take(len(reader.whole) if end < 0 else end + 1).removesuffix("\n")


def _peek(reader: Reader) -> int:
    return ord(reader.whole[reader.at]) if reader.at < len(reader.whole) else -1


def _character(reader: Reader) -> int:
    code = _peek(reader)
    reader.take(reader.at + 1)
    return code


READER: dict[str, Method] = {
    "Close": void(lambda _reader: None),
    "Dispose": void(lambda _reader: None),
    "Peek": method(_peek),
    "Read": method(_character),
    "ReadLine": method(_line),
    "ReadToEnd": method(lambda reader: reader.take(len(reader.whole))),
}
READER_STATIC: dict[str, Method] = {"new": method(Reader, "s", "so", "soo", names="path encoding")}


class Writer(PSObject):
    """A file that is written bit by bit."""

    __slots__ = ("encoding", "path")

    def __init__(self, path: str, append: Value = False, encoding: Value = None, *_more: Value) -> None:
        self.path = Path(path).absolute()
        self.encoding = encoding
        names = ("System.IO.StreamWriter", "System.IO.TextWriter", "System.Object")
        super().__init__(adapted={"AutoFlush": False, "NewLine": "\n"}, type_names=names, text=names[0])
        if append is not True:
            self.path.write_bytes(b"")

    def put(self, text: str) -> None:
        """Write a text behind what is there."""
        with self.path.open("ab") as file:
            file.write(encode(self.encoding, text))


WRITER: dict[str, Method] = {
    "Close": void(lambda _writer: None),
    "Dispose": void(lambda _writer: None),
    "Flush": void(lambda _writer: None),
    "Write": void(lambda writer, value: writer.put(to_text(value)), "o", names="value"),
    "WriteLine": void(lambda writer, value="": writer.put(to_text(value) + to_text(writer.get("NewLine"))), "", "o", names="value"),
}
WRITER_STATIC: dict[str, Method] = {"new": method(Writer, "s", "sb", "sbo", "sboi", names="path append encoding")}
