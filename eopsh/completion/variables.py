"""Candidates for variables: those of the session, those of the text, and the automatic ones."""

from __future__ import annotations

import re

from eopsh.completion.context import CompletionContext
from eopsh.completion.matching import ranked
from eopsh.completion.model import Candidate, CandidateKind, Completion
from eopsh.completion.scan import Scan

_AUTOMATIC = ("true", "false", "null", "_", "PSItem", "Error", "PSDefaultParameterValues", "ErrorActionPreference", "LASTEXITCODE")
_PLAIN = re.compile(r"[\w?:]+\Z")


def variable_candidates(
    scan: Scan, start: int, end: int, cursor: int, context: CompletionContext, first: tuple[str, ...] = ()
) -> Completion:
    """Return the variables that fit the one in this span. `first` go before all others (`$true` for a boolean parameter)."""
    typed = scan.text[start:cursor]
    sigil, prefix = typed[:1], typed[1:].removeprefix("{").rstrip("}")
    if cursor == start or not sigil:
        return Completion(cursor, cursor)
    braced = typed[1:2] == "{"
    names = _distinct((*first, *_in_text(scan, start), *context.variables, *(() if sigil == "@" else _AUTOMATIC)))
    matches = [name for rank, name in ranked(prefix, names) if rank == 0]
    return Completion(start, end, tuple(_candidate(name, sigil, braced) for name in matches))


def _in_text(scan: Scan, apart_from: int) -> list[str]:
    written = (scan.text[start + 1 : end].strip("{}") for start, end in scan.variables if start != apart_from)
    return sorted((name for name in written if name), key=str.lower)


def _distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(name.lower(), name)
    return tuple(seen.values())


def _candidate(name: str, sigil: str, braced: bool) -> Candidate:
    plain = not braced and _PLAIN.match(name)
    text = f"{sigil}{name}" if plain or sigil == "@" else f"{sigil}{{{name}}}"
    return Candidate(text, f"{sigil}{name}", CandidateKind.VARIABLE)
