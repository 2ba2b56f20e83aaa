"""System.Environment."""

from __future__ import annotations

import os
import platform
import re
import time
from collections.abc import Callable
from pathlib import Path

from eopsh.objects import Int64, PSDict, PSObject, Value, Version, to_text
from eopsh.runtime.methods.table import Method, method, void

_FOLDERS = {"userprofile": "~", "desktop": "~/Desktop", "mydocuments": "~", "personal": "~", "applicationdata": "~/.config"}
_FOLDERS |= {"localapplicationdata": "~/.local/share", "desktopdirectory": "~/Desktop"}


def _folder(name: Value) -> str:
    return str(Path(_FOLDERS[to_text(name).lower()]).expanduser()) if to_text(name).lower() in _FOLDERS else ""


def _set_variable(name: str, value: Value, *_scope: Value) -> None:
    if value is None or to_text(value) == "":
        os.environ.pop(name, None)
    else:
        os.environ[name] = to_text(value)


def _os_version() -> PSObject:
    text = platform.platform()
    adapted: dict[str, Value] = {"Platform": "Unix", "Version": Version(0, 0), "VersionString": text}
    return _bag("System.OperatingSystem", adapted, text)


def _bag(type_name: str, adapted: dict[str, Value], text: str = "") -> PSObject:
    return PSObject(adapted=adapted, type_names=(type_name, "System.Object"), text=text or type_name)


def _expanded(text: str) -> str:
    return re.sub(r"%([^%]+)%", lambda match: os.environ.get(match[1], match[0]), text)


ENVIRONMENT: dict[str, Method] = {
    "ExpandEnvironmentVariables": method(_expanded, "s", names="name"),
    "GetCommandLineArgs": method(lambda: ["eopsh"]),
    "GetLogicalDrives": method(lambda: ["/"]),
    "GetEnvironmentVariable": method(lambda name, *_: os.environ.get(name), "s", "so", names="variable target"),
    "GetEnvironmentVariables": method(lambda: PSDict(dict(os.environ))),
    "GetFolderPath": method(_folder, "o", names="folder"),
    "SetEnvironmentVariable": void(_set_variable, "so", "soo", names="variable value target"),
}
ENVIRONMENT_FIELDS: dict[str, Callable[[], Value]] = {
    "CommandLine": lambda: "eopsh",
    "CurrentDirectory": os.getcwd,
    "CurrentManagedThreadId": lambda: 1,
    "ExitCode": lambda: 0,
    "HasShutdownStarted": lambda: False,
    "IsPrivilegedProcess": lambda: False,
    "ProcessId": os.getpid,
    "ProcessPath": lambda: "eopsh",
    "StackTrace": lambda: "",
    "SystemDirectory": lambda: "",
    "SystemPageSize": lambda: 4096,
    "TickCount64": lambda: Int64(int(time.monotonic() * 1000)),
    "UserInteractive": lambda: True,
    "Version": lambda: Version(10, 0, 0),
    "WorkingSet": lambda: Int64(0),
    "Is64BitOperatingSystem": lambda: True,
    "Is64BitProcess": lambda: True,
    "MachineName": platform.node,
    "NewLine": lambda: "\n",
    "OSVersion": _os_version,
    "ProcessorCount": lambda: os.cpu_count() or 1,
    "TickCount": lambda: int(time.monotonic() * 1000) % 2**31,
    "UserDomainName": platform.node,
    "UserName": lambda: os.environ.get("USER", os.environ.get("USERNAME", "")),
}
