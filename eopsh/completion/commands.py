"""Candidates for the place of a command's name."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.completion.context import CompletionContext
from eopsh.completion.matching import ranked
from eopsh.completion.model import Candidate, CandidateKind
from eopsh.completion.quoting import Word


def command_candidates(word: Word, context: CompletionContext) -> tuple[Candidate, ...]:
    """Return functions and commands that fit the word, best first; an alias only when its name was begun without a dash."""
    module, backslash, typed = word.prefix.rpartition("\\")
    before, after = word.quote + module + backslash, word.quote
    names = (*context.functions, *context.catalogue.names())
    matches = ranked(typed, names)
    if context.functions:
        matches.sort(key=lambda match: (match[0], match[1].lower()))
    found = [_candidate(name, before, after, name in context.functions) for _, name in matches if not _is_hidden(name, typed)]
    exact = {name.lower() for _, name in matches if name.lower() == typed.lower()}
    aliases = [] if "-" in typed or not typed or module else list(_aliases(typed, context, exact))
    return tuple(aliases + found if any(candidate.text == typed for candidate in aliases) else found + aliases)


def _candidate(name: str, before: str, after: str, is_function: bool) -> Candidate:
    kind = CandidateKind.FUNCTION if is_function else CandidateKind.COMMAND
    return Candidate(before + name + after, name, kind)


def _is_hidden(name: str, typed: str) -> bool:
    # Helper functions of scripts and modules begin so by custom; they come when they are asked for.
    return name.startswith("_") and not typed.startswith("_")


def _aliases(typed: str, context: CompletionContext, known: set[str]) -> Iterator[Candidate]:
    for aliases in (context.aliases, context.catalogue.aliases()):
        for alias in sorted(aliases):
            if alias.lower().startswith(typed.lower()) and alias.lower() not in known:
                yield Candidate(alias, alias, CandidateKind.ALIAS, f"alias of {aliases[alias]}")
