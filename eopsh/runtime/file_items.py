"""Files and folders as objects: what Get-Item gives."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from eopsh.objects import DateTime, Int64, PSObject, Value, format_value
from eopsh.runtime.hidden import PartlyHidden
from eopsh.runtime.methods.dates import to_local_date

_PROVIDER = "Microsoft.PowerShell.Core\\FileSystem"
_FILE = ("System.IO.FileInfo", "System.IO.FileSystemInfo", "System.MarshalByRefObject", "System.Object")
_FOLDER = ("System.IO.DirectoryInfo", "System.IO.FileSystemInfo", "System.MarshalByRefObject", "System.Object")


def file_item(path: Path) -> PSObject:
    """Return a file or a folder as an object. Raises OSError when nothing is there."""
    about = path.lstat()
    is_folder = path.is_dir()
    adapted: dict[str, Value] = {"Mode": _mode(path, about, is_folder), "Name": path.name or str(path)}
    if is_folder:
        adapted |= {"BaseName": path.name, "Parent": _folder(path.parent), "Root": _folder(Path(path.anchor))}
    else:
        size = path.stat().st_size if path.exists() else 0
        adapted |= {"Length": Int64(size), "BaseName": path.stem, "DirectoryName": str(path.parent), "Directory": _folder(path.parent)}
        adapted["IsReadOnly"] = not about.st_mode & stat.S_IWUSR
    adapted |= {"FullName": str(path), "Extension": path.suffix, "Exists": True} | _times(about)
    hidden: dict[str, Value] = {"LastWriteTimeString": _shown_time(adapted["LastWriteTime"]), "ParentPath": str(path.parent)}
    item = PartlyHidden(adapted, hidden, _FOLDER if is_folder else _FILE, str(path))
    item.notes.update(_provider_notes(path, is_folder=is_folder))
    return item


def _shown_time(written: Value) -> str:
    return f"{format_value(written, 'd'):>10}  {format_value(written, 't'):>8}"


def _mode(path: Path, about: os.stat_result, is_folder: bool) -> str:
    kind = "l" if stat.S_ISLNK(about.st_mode) else "d" if is_folder else "-"
    read_only = "-" if about.st_mode & stat.S_IWUSR else "r"
    return f"{kind}-{read_only}{'h' if path.name.startswith('.') else '-'}-"


def _times(about: os.stat_result) -> dict[str, Value]:
    times: dict[str, Value] = {}
    for name, seconds in (("Creation", about.st_ctime), ("LastAccess", about.st_atime), ("LastWrite", about.st_mtime)):
        local = to_local_date(seconds)
        times[f"{name}Time"] = local
        times[f"{name}TimeUtc"] = DateTime(local.utc_ticks, "Utc")
    return times


def _folder(path: Path) -> PSObject:
    """Return a folder as far as the object of what lies in it shows it."""
    return PSObject(adapted={"Name": path.name or str(path), "FullName": str(path)}, type_names=_FOLDER, text=str(path))


def _provider_notes(path: Path, *, is_folder: bool) -> dict[str, Value]:
    return {
        "PSPath": f"{_PROVIDER}::{path}",
        "PSParentPath": f"{_PROVIDER}::{path.parent}" if path != path.parent else "",
        "PSChildName": path.name,
        "PSIsContainer": is_folder,
    }
