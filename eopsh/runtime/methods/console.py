"""System.Console and System.GC, as far as a shell answers them: text goes the way of Write-Host, nothing moves the cursor."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from eopsh.objects import PSObject, Value, format_text, to_string, to_text
from eopsh.objects.enums import enum_from_text
from eopsh.remote import HostCall, Stream
from eopsh.runtime.methods.builders import encoding_object
from eopsh.runtime.methods.table import Method, method, scoped, void
from eopsh.runtime.scope import Scope


def _shown(values: tuple[Value, ...]) -> str:
    if not values:
        return ""
    first, *rest = values
    if isinstance(first, str) and rest:
        return format_text(first, list(rest[0]) if len(rest) == 1 and isinstance(rest[0], list) else rest)
    return "".join(map(to_text, first)) if isinstance(first, list) and type(first) is not list else to_string(first)


def _writer(*, line: bool) -> Method:
    def write(scope: Scope, *values: Value) -> None:
        text = _shown(values)
        message: dict[str, Value] = {"Message": text, "NoNewLine": not line, "ForegroundColor": None, "BackgroundColor": None}
        data = PSObject(message, type_names=("System.Management.Automation.HostInformationMessage", "System.Object"), text=text)
        record = PSObject(
            {"MessageData": data, "Source": "", "Tags": ["PSHOST"], "TimeGenerated": None},
            type_names=("System.Management.Automation.InformationRecord", "System.Object"),
            text=text,
        )
        scope.session.emit(Stream.INFORMATION, record)

    return Method(write, ("", "o", "oo*"), scoped=True, void=True)


def _read_line(scope: Scope) -> Value:
    answer = scope.session.host.ask(HostCall(-1, "ReadLine", ()))
    return None if answer is None else to_text(answer)


def _size(at: int) -> Callable[[], Value]:
    return lambda: shutil.get_terminal_size()[at]


def _color(name: str) -> Callable[[], Value]:
    return lambda: enum_from_text("System.ConsoleColor", name)


CONSOLE: dict[str, Method] = {
    "Beep": void(lambda *_: None, "", "ii", names="frequency duration"),
    "Clear": void(lambda: None),
    "ReadLine": scoped(_read_line),
    "ResetColor": void(lambda: None),
    "Write": _writer(line=False),
    "WriteLine": _writer(line=True),
}
CONSOLE_FIELDS: dict[str, Callable[[], Value]] = {
    "BackgroundColor": _color("Black"),
    "BufferHeight": _size(1),
    "BufferWidth": _size(0),
    "CapsLock": lambda: False,
    "CursorLeft": lambda: 0,
    "CursorTop": lambda: 0,
    "CursorVisible": lambda: True,
    "ForegroundColor": _color("Gray"),
    "InputEncoding": lambda: encoding_object("UTF8"),
    "IsErrorRedirected": lambda: False,
    "IsInputRedirected": lambda: False,
    "IsOutputRedirected": lambda: False,
    "KeyAvailable": lambda: False,
    "LargestWindowHeight": _size(1),
    "LargestWindowWidth": _size(0),
    "NumberLock": lambda: False,
    "OutputEncoding": lambda: encoding_object("UTF8"),
    "Title": lambda: "eopsh",
    "TreatControlCAsInput": lambda: False,
    "WindowHeight": _size(1),
    "WindowLeft": lambda: 0,
    "WindowTop": lambda: 0,
    "WindowWidth": _size(0),
}
GC: dict[str, Method] = {
    "Collect": void(lambda *_: None, "", "i", "io"),
    "CollectionCount": method(lambda _generation: 0, "i", names="generation"),
    "GetTotalMemory": method(lambda _wait: 0, "b", names="forceFullCollection"),
    "KeepAlive": void(lambda _value: None, "o", names="obj"),
    "SuppressFinalize": void(lambda _value: None, "o", names="obj"),
    "WaitForPendingFinalizers": void(lambda: None),
}
GC_FIELDS: dict[str, Callable[[], Value]] = {"MaxGeneration": lambda: 2}
