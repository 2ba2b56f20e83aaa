"""Candidates for variables: those of the session, those of the text, and the automatic ones."""

from __future__ import annotations

import re

from eopsh.completion.context import CompletionContext
from eopsh.completion.matching import ranked
from eopsh.completion.model import Candidate, CandidateKind, Completion
from eopsh.completion.scan import Scan

_AUTOMATIC_NAMES = (
    "true false null _ PSItem args Error foreach HOME Host input LASTEXITCODE Matches MyInvocation PID PSBoundParameters PSCmdlet "
    "PSDefaultParameterValues PSVersionTable PWD this ConfirmPreference DebugPreference ErrorActionPreference InformationPreference "
    "ProgressPreference VerbosePreference WarningPreference WhatIfPreference OFS"
)
_AUTOMATIC = tuple(_AUTOMATIC_NAMES.split())
_SCOPES = ("global:", "script:", "local:", "private:", "variable:")
_PLAIN = re.compile(r"[\w?:]+\Z")


def variable_candidates(
    scan: Scan, start: int, end: int, cursor: int, context: CompletionContext, first: tuple[str, ...] = ()
) -> Completion:
    """Return the variables that fit the one in this span. `first` go before all others (`$true` for a boolean parameter)."""
    typed = scan.text[start:cursor]
    sigil, prefix = typed[:1], typed[1:].removeprefix("{").rstrip("}")
    if cursor == start or not sigil:
        return Completion(cursor, cursor)
    scope = next((scope for scope in _SCOPES if prefix.lower().startswith(scope)), "")
    written = prefix[: len(scope)]
    names = _distinct((*first, *_in_text(scan, start), *context.variables, *(() if sigil == "@" or scope else _AUTOMATIC)))
    matches = [name for rank, name in ranked(prefix[len(scope) :], names) if rank == 0]
    candidates = tuple(_candidate(written + name, sigil, typed[1:2] == "{") for name in matches if not scope or ":" not in name)
    return Completion(start, end, candidates)


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
