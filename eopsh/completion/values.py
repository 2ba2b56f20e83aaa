"""Candidates for values: booleans, the values that the catalogue knows, and what a live query could add."""

from __future__ import annotations

from collections.abc import Collection

from eopsh.catalogue import Command, Parameter
from eopsh.completion.matching import ranked
from eopsh.completion.model import Candidate, CandidateKind, Completion, Wanted
from eopsh.completion.parameters import short_type
from eopsh.completion.quoting import Word, quoted

BOOLEANS = ("$true", "$false")


def value_completion(command: Command, parameter: Parameter, word: Word, chosen: Collection[str] = ()) -> Completion:
    """Return the values of a parameter that fit the word. `chosen` are the values that its list has already."""
    known = known_values(parameter)
    gone = {value.lower() for value in chosen}
    matches = ranked(word.prefix, tuple(value for value in known if value.lower() not in gone))
    meta = short_type(parameter)
    candidates = tuple(Candidate(_inserted(value, word), value, CandidateKind.VALUE, meta) for _, value in matches)
    wanted = None if known else Wanted(command.name, parameter.name, word.prefix)
    return Completion(word.start, word.end, candidates, wanted)


def known_values(parameter: Parameter) -> tuple[str, ...]:
    """Return the values that the catalogue knows of a parameter, in its own order."""
    kind = parameter.type.rpartition(".")[2].lower().rstrip("]").rstrip("[")
    if parameter.switch or kind in ("bool", "boolean"):
        return BOOLEANS
    if "unlimited" in parameter.type.lower() and "Unlimited" not in parameter.values:
        return (*parameter.values, "Unlimited")
    return parameter.values


def _inserted(value: str, word: Word) -> str:
    return value if value in BOOLEANS else quoted(value, word.quote)
