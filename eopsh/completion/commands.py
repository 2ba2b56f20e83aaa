"""Candidates for the place of a command's name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

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
    # Helper functions of scripts and modules begin with a _ by custom; they come when they are asked for.
    fitting = [name for _, name in matches if name[0] != "_" or typed[:1] == "_"]
    aliases = [] if "-" in typed or not typed or module else list(_aliases(typed, context, fitting))
    if not fitting and not aliases:
        fitting = [name for name in one_typo(typed, names) if not is_destructive(name)]
    described = len(fitting) <= _DESCRIBED
    found = [_candidate(name, before, after, context, described) for name in fitting]
    return tuple(aliases + found if any(candidate.text == typed for candidate in aliases) else found + aliases)


def is_destructive(name: str) -> bool:
    """Tell whether a command by its verb takes something away."""
    return name.lower().startswith(_DESTRUCTIVE)


def _candidate(name: str, before: str, after: str, context: CompletionContext, described: bool) -> Candidate:
    if name in context.functions:
        return Candidate(before + name + after, name, CandidateKind.FUNCTION, "function")
    if not described:
        return _plain(name, before, after)
    command = context.catalogue.get(name)
    where = command.kind.value if command is not None else ""
    return Candidate(before + name + after, name, CandidateKind.COMMAND, where, description=command.synopsis if command is not None else "")


@lru_cache(maxsize=2048)
def _plain(name: str, before: str, after: str) -> Candidate:
    """Return a command without a description; kept, because all of a verb are asked for at every key."""
    return Candidate(before + name + after, name, CandidateKind.COMMAND)


def _aliases(typed: str, context: CompletionContext, fitting: list[str]) -> Iterator[Candidate]:
    known = {name.lower() for name in fitting if name.lower() == typed.lower()}
    for aliases in (context.aliases, context.catalogue.aliases()):
        for alias in sorted(aliases):
            if alias.lower().startswith(typed.lower()) and alias.lower() not in known:
                yield Candidate(alias, alias, CandidateKind.ALIAS, f"alias of {aliases[alias]}")
