"""Run-mode cases: what the console shows, the errors, and the one that ended the script."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from eopsh.errors import EopshError
from eopsh.language import Answer, Parsed, parse, tree
from eopsh.objects import ErrorRecord, Value, read_clixml
from eopsh.objects.enums import _SHORT, ENUMS
from eopsh.runtime import ExitSignal, Interpreter, LocalCommand, ScriptError
from tests.oracle.console import ConsoleHost
from tests.oracle.shapes import Case, UnknownCaseError, data_file

_WIDTH = 120


def answer(case: Case) -> Case:
    """Run the script of a case in a fresh interpreter."""
    if "script" not in case:
        raise UnknownCaseError("no script")
    with prepared(case) as interpreter:
        host = ConsoleHost(width(case), interpreter)
        terminating = run_shown(interpreter, host, str(case["script"]))
        found: Case = {"text": "".join(host.text)}
        errors = [_error(record) for record in reversed(interpreter.session.errors) if isinstance(record, ErrorRecord)]
    return found | ({"errors": errors} if errors else {}) | ({"terminating": terminating} if terminating is not None else {})


def width(case: Case) -> int:
    """Return the console's width."""
    return int(str(case.get("width", _WIDTH)))


@contextlib.contextmanager
def prepared(case: Case, commands: Iterable[LocalCommand] = ()) -> Iterator[Interpreter]:
    """Lend an interpreter that has run the case's module and setup; enums that the module defines are forgotten afterwards."""
    interpreter = Interpreter(commands)
    objects = case.get("objects")
    for name, file in objects.items() if isinstance(objects, Mapping) else ():
        interpreter.scope.set(str(name), read_clixml(data_file(str(file)).read_bytes()))
    module, setup = case.get("module"), case.get("setup")
    parsed, enums = _module(data_file(str(module))) if module else (None, {})
    with known(enums):
        for prelude in (parsed, parse(str(setup)) if setup else None):
            if prelude is not None:
                with contextlib.suppress(EopshError, ExitSignal):
                    list(run(interpreter, ConsoleHost(width(case), interpreter), prelude))
        interpreter.session.errors.clear()
        yield interpreter


def run(interpreter: Interpreter, host: ConsoleHost, parsed: Parsed) -> Iterator[Value]:
    """Yield what a script gives; what goes to other streams is shown."""
    return interpreter.run(parsed, host)


def run_shown(interpreter: Interpreter, host: ConsoleHost, script: str) -> str | None:
    """Run and show a script; return the id of the error that ended it."""
    parsed = parse(script)
    try:
        for value in run(interpreter, host, parsed):
            host.show(value)
        host.finish()
    except ExitSignal:
        host.finish()
    except ScriptError as error:
        if parsed.answer is not Answer.COMPLETE:
            host.text.clear()
        host.finish()
        interpreter.session.note_failure(error.record)
        host.error(error.record)
        return error.record.fully_qualified_id
    return None


def _error(record: ErrorRecord) -> dict[str, str]:
    return {"id": record.fully_qualified_id, "message": record.message, "category": record.category}


@cache
def _module(path: Path) -> tuple[Parsed, Mapping[str, dict[str, int]]]:
    """Parse a module once; its enums, which scripts of our own cannot define, are taken out of the text."""
    text, enums = without_enums(path.read_text(encoding="utf-8"))
    return parse(text), enums


def without_enums(text: str) -> tuple[str, Mapping[str, dict[str, int]]]:
    """Return a script with blanks where it defines enums, and these enums."""
    enums = {}
    for block in parse(text).tree.blocks:
        for statement in block.statements:
            if isinstance(statement, tree.TypeDefinition) and statement.kind == "enum":
                enums[statement.name] = {member.name: number for number, member in enumerate(statement.members)}
                text = text[: statement.start] + " " * (statement.end - statement.start) + text[statement.end :]
    return text, enums


@contextlib.contextmanager
def known(enums: Mapping[str, dict[str, int]]) -> Iterator[None]:
    """Let conversions know these enums for a while."""
    all_enums, all_names = dict(ENUMS), dict(_SHORT)
    ENUMS.update(enums)
    _SHORT.update({name.casefold(): name for name in enums})
    try:
        yield
    finally:
        ENUMS.clear()
        ENUMS.update(all_enums)
        _SHORT.clear()
        _SHORT.update(all_names)
