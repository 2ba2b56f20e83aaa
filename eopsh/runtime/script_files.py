"""Script files: `./report.ps1 -Days 7`, `& $path`, and dot-sourcing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from eopsh.binding import Argument
from eopsh.objects import Value
from eopsh.runtime.blocks import BlockCode, Function, code_of
from eopsh.runtime.closing import close_stage
from eopsh.runtime.invocation import call_in
from eopsh.runtime.scope import NOTHING, Scope
from eopsh.runtime.script_text import block_from_text
from eopsh.runtime.signals import ExitSignal, Place


class ScriptFile(Function):
    """A script file, ready to be called like a function. `path` is the whole path."""

    __slots__ = ("path",)

    def __init__(self, path: Path) -> None:
        super().__init__(path.name, code_of(block_from_text(path.read_text(encoding="utf-8-sig"), file=str(path))))
        object.__setattr__(self, "path", path)

    path: Path


def script_file(name: str) -> ScriptFile | None:
    """Return the script of this path; one in the current folder needs its `./`, as in PowerShell. Raises what its parser says."""
    text = name.replace("\\", "/")
    if not text.lower().endswith(".ps1") or "/" not in text:
        return None
    path = Path(text).expanduser()
    return ScriptFile(path.resolve()) if path.is_file() else None


def is_program(name: str) -> bool:
    """Tell whether a name means a program of this machine."""
    return shutil.which(name) is not None


def run_file(
    script: ScriptFile, scope: Scope, arguments: list[Argument], upstream: Iterator[Value] | None, place: Place, *, dotted: bool
) -> Iterator[Value]:
    """Yield what a script file puts out. Its `exit` ends the script alone, sets $LASTEXITCODE, and is a failure unless it is 0."""
    inner = scope if dotted else scope.child()
    code: BlockCode = script.code.at(inner.home)
    if not dotted:
        inner.script, inner.place, inner.code, inner.fed = inner, place, code, upstream is not None
        inner.variables.update(psscriptroot=str(script.path.parent), pscommandpath=str(script.path))
    kept = _dotted_variables(inner, script, code, place) if dotted else {}
    stream = code.call(inner, arguments, upstream, place=place, dotted=True, name=script.name)
    try:
        yield from stream
    except ExitSignal as signal:
        scope.session.globals.variables["lastexitcode"] = signal.code
        scope.session.failures += signal.code != 0
    finally:
        close_stage(stream)
        inner.variables.update(kept)


def _dotted_variables(scope: Scope, script: ScriptFile, code: BlockCode, place: Place) -> dict[str, Value]:
    """Set what a dot-sourced script knows of itself; return what these variables held."""
    own: dict[str, Value] = {
        "myinvocation": call_in(scope, code, place, script=str(script.path)),
        "psscriptroot": str(script.path.parent),
        "pscommandpath": str(script.path),
    }
    kept = {name: scope.variables.get(name, NOTHING) for name in own}
    scope.variables.update(own)
    return kept
