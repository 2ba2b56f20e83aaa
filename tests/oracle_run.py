"""Answers the run-mode cases of the reference data through our own parser, interpreter and formatter.

`python -m tests.oracle_run < cases.jsonl > answers.jsonl`; `compare.py` beside the cases then prints the agreement.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eopsh.errors import EopshError, NoAnswer
from eopsh.formatting import Renderer, format_debug, format_error, format_information, format_verbose, format_warning
from eopsh.language import Answer, Parsed, parse, tree
from eopsh.objects import ErrorRecord, Value, get_property, read_clixml
from eopsh.objects.enums import _SHORT, ENUMS
from eopsh.remote import HostCall, Record, Stream
from eopsh.runtime import ExitSignal, Interpreter, ScriptError, block_evaluator
from tests.support import SHARED

ORACLE = SHARED / "oracle"
CASE_SECONDS = 10
_POSITION = re.compile(r"At line:(\d+) char:(\d+)\n\+ (.*)\n\+ (.*)", re.DOTALL)


class ConsoleHost:
    """Writes everything to one text, as the console would show it."""

    def __init__(self, width: int, interpreter: Interpreter) -> None:
        self.width = width
        self.text: list[str] = []
        self.renderer = Renderer(width, terminal=False, evaluate=block_evaluator(interpreter.scope))

    def write(self, lines: list[str]) -> None:
        self.text += [line + "\n" for line in lines]

    def show(self, value: Value) -> None:
        if isinstance(value, ErrorRecord):
            self.error(value)
        else:
            self.write(self.renderer.feed(value, 0.0))

    def error(self, record: ErrorRecord) -> None:
        self.write(error_lines(record, self.width))

    def emit(self, record: Record) -> None:
        value = record.value
        if record.stream is Stream.ERROR and isinstance(value, ErrorRecord):
            self.error(value)
        elif record.stream is Stream.INFORMATION:
            self._information(value)
        elif record.stream in _SHOWN:
            self.write(_SHOWN[record.stream](value))

    def _information(self, value: Value) -> None:
        text = "\n".join(format_information(value))
        data = get_property(value, "MessageData")
        self.text.append(text if get_property(data, "NoNewLine") is True else text + "\n")

    def ask(self, call: HostCall) -> Value:
        raise NoAnswer

    def idle(self) -> None:
        """Nothing waits here."""

    def cancelled(self) -> bool:
        return False


_SHOWN = {Stream.WARNING: format_warning, Stream.VERBOSE: format_verbose, Stream.DEBUG: format_debug}


def error_lines(record: ErrorRecord, width: int) -> list[str]:
    """Return an error as PowerShell's concise view has it: with its place when that is not on the first line."""
    shown = format_error(record, width=width)
    match = _POSITION.match(record.position)
    if match is None or (match[1] == "1" and record.category != "ParserError"):
        return shown
    name = shown[0].partition(": ")[0]
    message = record.details or record.message
    head = [f"{name}: ", "Line |", f"{match[1]:>4} |  {match[3].rstrip()}", f"     |  {match[4].rstrip()}"]
    lines = message.split("\n")
    if record.category == "ParserError":
        lines = [*(part for line in lines for part in textwrap.wrap(line, width - 7) or [""])]
    if record.category != "ParserError":
        return [*head, f"     | {lines[0]}", *lines[1:]]
    return [*head, *(f"     | {line}" for line in lines), *([""] if record.category == "ParserError" else [])]


def answer(case: dict[str, Any]) -> dict[str, Any]:
    """Run a case in a fresh scope and an empty folder; `failed` says why there is no answer."""
    home = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            with _limited(CASE_SECONDS):
                return {"id": case["id"], **_answer(case)}
        except Exception as error:
            return {"id": case["id"], "failed": f"{type(error).__name__}: {error}"}
        finally:
            os.chdir(home)


@contextlib.contextmanager
def _limited(seconds: int) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError(f"longer than {seconds} s")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def _answer(case: dict[str, Any]) -> dict[str, Any]:
    interpreter = Interpreter()
    width = int(case.get("width", 120))
    for name, file in case.get("objects", {}).items():
        interpreter.scope.set(name, read_clixml((ORACLE / file).read_bytes()))
    setup = case.get("setup")
    for parsed in (_module(case.get("module")), parse(setup) if setup else None):
        if parsed is not None:
            with contextlib.suppress(EopshError, ExitSignal):
                _run(interpreter, ConsoleHost(width, interpreter), parsed)
    interpreter.session.errors.clear()
    host = ConsoleHost(width, interpreter)
    terminating = _run_shown(interpreter, host, case["script"])
    errors = [_error(record) for record in reversed(interpreter.session.errors) if isinstance(record, ErrorRecord)]
    result: dict[str, Any] = {"text": "".join(host.text)}
    if errors:
        result["errors"] = errors
    if terminating is not None:
        result["terminating"] = terminating
    return result


_modules: dict[str, Parsed] = {}


def _module(name: str | None) -> Parsed | None:
    if name is None:
        return None
    if name not in _modules:
        _modules[name] = parse(_without_enums((ORACLE / name).read_text(encoding="utf-8")))
    return _modules[name]


def _without_enums(text: str) -> str:
    """Make a module's enums known and blank them out: scripts of our own cannot define them."""
    for block in parse(text).tree.blocks:
        for statement in block.statements:
            if isinstance(statement, tree.TypeDefinition) and statement.kind == "enum":
                ENUMS[statement.name] = {member.name: number for number, member in enumerate(statement.members)}
                _SHORT[statement.name.casefold()] = statement.name
                text = text[: statement.start] + " " * (statement.end - statement.start) + text[statement.end :]
    return text


def _error(record: ErrorRecord) -> dict[str, str]:
    return {"id": record.fully_qualified_id, "message": record.message, "category": record.category}


def _run(interpreter: Interpreter, host: ConsoleHost, parsed: Parsed) -> None:
    for value in interpreter.run(parsed, host):
        host.show(value)
    host.write(host.renderer.finish())


def _run_shown(interpreter: Interpreter, host: ConsoleHost, script: str) -> str | None:
    parsed = parse(script)
    try:
        _run(interpreter, host, parsed)
    except ExitSignal:
        host.write(host.renderer.finish())
    except ScriptError as error:
        if parsed.answer is not Answer.COMPLETE:
            host.text.clear()
        host.write(host.renderer.finish())
        interpreter.session.note_failure(error.record)
        host.error(error.record)
        return error.record.fully_qualified_id
    return None


def main() -> None:
    """Answer every case of standard input."""
    for line in sys.stdin:
        case = json.loads(line)
        if "text" in case and "script" in case:
            print(json.dumps(answer(case)), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
