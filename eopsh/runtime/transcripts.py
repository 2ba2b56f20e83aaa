"""Transcripts: what lines put out, in files. What is typed is not there; the history has it, without its secrets."""

from __future__ import annotations

import getpass
import platform
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from eopsh.formatting import format_debug, format_information, format_verbose, format_warning
from eopsh.objects import DateTime, Value, format_value
from eopsh.remote import Record, Stream
from eopsh.runtime.methods.dates import now
from eopsh.runtime.scope import Scope
from eopsh.runtime.text_files import refuse_null
from eopsh.runtime.text_output import TextSink

_STARS = "*" * 22
_SHOWN: dict[Stream, Callable[[Value], list[str]]] = {
    Stream.WARNING: format_warning,
    Stream.VERBOSE: format_verbose,
    Stream.DEBUG: format_debug,
    Stream.INFORMATION: format_information,
}


class Transcript:
    """One file. Objects are written as the console would show them, in the order in which they come."""

    def __init__(self, path: Path, scope: Scope, *, append: bool, short: bool) -> None:
        """Begin the file. Raises OSError."""
        refuse_null(path)
        self.path = path
        self._file: TextIO = path.open("a" if append else "w", encoding="utf-8", buffering=1)
        self._sink = TextSink(lambda text: self._write(text), scope)
        self._write(_block("start", now(), [] if short else _facts()))

    def _write(self, text: str) -> None:
        self._file.write(text)

    def value(self, value: Value) -> None:
        """Write an object of the output, or an error."""
        self._sink.put(value)

    def record(self, record: Record) -> None:
        """Write a record of another stream."""
        if record.stream in (Stream.ERROR, Stream.OUTPUT):
            self._sink.put(record.value)
        elif record.stream in _SHOWN:
            self._write("".join(f"{line}\n" for line in _SHOWN[record.stream](record.value)))

    def line_ended(self) -> None:
        """Write what a table has kept."""
        self._sink.finish()

    def close(self) -> None:
        """End the file."""
        self._sink.finish()
        self._write(_block("end", now(), []))
        self._file.close()


def _block(what: str, moment: DateTime, facts: list[str]) -> str:
    stamp = f"{what.capitalize()} time: {format_value(moment, 'yyyyMMddHHmmss')}"
    return "\n".join([_STARS, f"PowerShell transcript {what}", stamp, *facts, _STARS, ""])


def _facts() -> list[str]:
    return [f"Username: {getpass.getuser()}", f"Machine: {platform.node()} ({platform.platform()})", "Host Application: eopsh"]
