"""Candidates for the place of a command's name."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.completion.context import CompletionContext
from eopsh.completion.matching import one_typo, ranked
from eopsh.completion.model import Candidate, CandidateKind
from eopsh.completion.quoting import Word

_DESTRUCTIVE = ("remove-", "disable-", "clear-")
_DESCRIBED = 12
"""More are not looked up: a description is worth no waiting."""


def command_candidates(word: Word, context: CompletionContext) -> tuple[Candidate, ...]:
    """Return functions and commands that fit the word, best first; an alias only when its name was begun without a dash.

    Where nothing fits, the names that one typo parts from what was typed; never one that removes, disables or clears.
    """
    module, backslash, typed = word.prefix.rpartition("\\")
    before, after = word.quote + module + backslash, word.quote
    names = (*context.functions, *context.catalogue.names())
    matches = ranked(typed, names)
    if context.functions:
        matches.sort(key=lambda match: (match[0], match[1].lower()))
    fitting = [name for _, name in matches if not _is_hidden(name, typed)]
    aliases = [] if "-" in typed or not typed or module else list(_aliases(typed, context, fitting))
    if not fitting and not aliases:
        fitting = [name for name in one_typo(typed, names) if not name.lower().startswith(_DESTRUCTIVE)]
    described = len(fitting) <= _DESCRIBED
    found = [_candidate(name, before, after, context, described) for name in fitting]
    return tuple(aliases + found if any(candidate.text == typed for candidate in aliases) else found + aliases)


def _candidate(name: str, before: str, after: str, context: CompletionContext, described: bool) -> Candidate:
    kind = CandidateKind.FUNCTION if name in context.functions else CandidateKind.COMMAND
    command = context.catalogue.get(name) if described else None
    meta = command.kind.value if command is not None else kind.value
    return Candidate(before + name + after, name, kind, meta, description=command.synopsis if command is not None else "")


def _is_hidden(name: str, typed: str) -> bool:
    # Helper functions of scripts and modules begin so by custom; they come when they are asked for.
    return name.startswith("_") and not typed.startswith("_")


def _aliases(typed: str, context: CompletionContext, fitting: list[str]) -> Iterator[Candidate]:
    known = {name.lower() for name in fitting if name.lower() == typed.lower()}
    for aliases in (context.aliases, context.catalogue.aliases()):
        for alias in sorted(aliases):
            if alias.lower().startswith(typed.lower()) and alias.lower() not in known:
                yield Candidate(alias, alias, CandidateKind.ALIAS, f"alias of {aliases[alias]}")
