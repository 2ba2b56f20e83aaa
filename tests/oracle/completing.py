"""Complete-mode cases: what our completer offers at the cursor."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from eopsh.catalogue import Catalogue
from eopsh.completion import Completers, Completion, CompletionContext, Known, commands, complete
from eopsh.runtime import Interpreter
from tests.oracle.parsing import Offsets
from tests.oracle.running import known, prepared, without_enums
from tests.oracle.shapes import Case


def answer(case: Case) -> Case:
    """Complete a script at its cursor (its end by default), knowing our local commands and what module and setup defined."""
    text = str(case["script"])
    completers = Completers()
    setup, enums = without_enums(str(case.get("setup", "")))
    with known(enums), prepared({**case, "setup": setup}, commands(completers)) as interpreter:
        found = complete(text, _cursor(case, text), _context(interpreter, completers))
    offsets = Offsets(text)
    start, end = offsets[found.start], offsets[found.end]
    return {"start": start, "length": end - start, "matches": _matches(found), "ruled_out": list(found.ruled_out)}


def _context(interpreter: Interpreter, completers: Completers) -> CompletionContext:
    local = Catalogue.of(local.command for local in interpreter.local_commands)
    knowledge = Known(completer=completers.within(interpreter.scope))
    return replace(CompletionContext.of(local, interpreter.scope, knowledge, _folder, os.environ), asked=True)


def _folder(path: str) -> list[tuple[str, bool]]:
    try:
        return [(entry.name, entry.is_dir()) for entry in os.scandir(Path(path).expanduser())]
    except OSError:
        return []


def _matches(found: Completion) -> list[dict[str, str]]:
    return [{"text": candidate.text} for candidate in found.candidates]


def _cursor(case: Case, text: str) -> int:
    """Return the cursor in code points; the case counts UTF-16 units."""
    units = case.get("cursor")
    if units is None:
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * int(str(units))].decode("utf-16-le", "replace"))
