"""Complete-mode cases: what our completer offers at the cursor."""

from __future__ import annotations

from eopsh.catalogue import Catalogue
from eopsh.completion import Completion, CompletionContext, complete
from eopsh.runtime import Interpreter
from tests.oracle.parsing import Offsets
from tests.oracle.running import prepared
from tests.oracle.shapes import Case


def answer(case: Case) -> Case:
    """Complete a script at its cursor (its end by default), knowing our local commands and what module and setup defined."""
    text = str(case["script"])
    with prepared(case) as interpreter:
        found = complete(text, _cursor(case, text), _context(interpreter))
    offsets = Offsets(text)
    start, end = offsets[found.start], offsets[found.end]
    return {"start": start, "length": end - start, "matches": _matches(found), "ruled_out": list(getattr(found, "ruled_out", ()))}


def _context(interpreter: Interpreter) -> CompletionContext:
    commands = Catalogue.of(local.command for local in interpreter.local_commands)
    return CompletionContext.of(commands, interpreter.scope)


def _matches(found: Completion) -> list[dict[str, str]]:
    return [{"text": candidate.text} for candidate in found.candidates]


def _cursor(case: Case, text: str) -> int:
    """Return the cursor in code points; the case counts UTF-16 units."""
    units = case.get("cursor")
    if units is None:
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * int(str(units))].decode("utf-16-le", "replace"))
