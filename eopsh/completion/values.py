"""Candidates for values: booleans, enumerations, validate sets, what the server listed, and what a live query could add."""

from __future__ import annotations

from collections.abc import Collection

from eopsh.binding import validation
from eopsh.catalogue import Command, Kind, Parameter
from eopsh.completion.context import CompletionContext
from eopsh.completion.dotnet import facts, full_name
from eopsh.completion.live import live_candidates, wanted_for
from eopsh.completion.matching import ranked
from eopsh.completion.model import Candidate, CandidateKind, Completion
from eopsh.completion.parameters import short_type
from eopsh.completion.quoting import Word, quoted

BOOLEANS = ("$true", "$false")
CHANGES = "@{Add=''; Remove=''}"
_BOOLEAN = frozenset({"bool", "boolean"})


def value_completion(
    context: CompletionContext,
    command: Command,
    parameter: Parameter,
    word: Word,
    chosen: Collection[str] = (),
    *,
    expression: bool = False,
) -> Completion:
    """Return the values of a parameter that fit the word. `chosen` are the values that its list has already.

    `expression` tells that the value stands where a bare word would be a command: texts are then quoted.
    """
    known = () if chosen and not is_list(parameter) else known_values(context, command, parameter)
    gone = {value.lower() for value in chosen}
    left = tuple(value for value in known if value.lower() not in gone)
    texts = [value for _, value in ranked(word.prefix, left)]
    candidates = [_candidate(value, word, parameter, expression=expression) for value in texts]
    wanted = None if known else wanted_for(context, command, parameter, word.prefix)
    if wanted is not None:
        candidates += live_candidates(context, wanted, word, gone)
    if not word.prefix and not word.quote and not chosen and takes_changes(command, parameter):
        candidates.append(Candidate(CHANGES, "@{Add=; Remove=}", CandidateKind.VALUE, "changes to the list"))
    ruled_out = tuple(value for value in known if value.lower() in gone and value.lower().startswith(word.prefix.lower()))
    return Completion(word.start, word.end, tuple(candidates), wanted, ruled_out)


_NO_ACTIONS = ("Suspend", "Break")
"""Members of ActionPreference that no `-ErrorAction` of a command takes."""


def _candidate(value: str, word: Word, parameter: Parameter, *, expression: bool) -> Candidate:
    note = "default" if value.lower() == parameter.default.lower() else ""
    if value in BOOLEANS and not word.quote:
        return Candidate(value, value, CandidateKind.VALUE, short_type(parameter), description=note)
    text = quoted(value, word.quote or ("'" if expression else ""))
    seldom = value in _NO_ACTIONS and parameter.type.endswith("ActionPreference")
    return Candidate(text, value, CandidateKind.VALUE, short_type(parameter), description=note, seldom=seldom)


def is_list(parameter: Parameter) -> bool:
    """Tell whether a parameter may take several values; a type that nobody knows counts as one that may."""
    kind = parameter.type.lower()
    single = kind.rpartition(".")[2] in _BOOLEAN or (bool(parameter.values) and facts(full_name(parameter.type)) is not None)
    return "[]" in kind or "multivalued" in kind or kind.endswith("collection") or not single


def takes_changes(command: Command, parameter: Parameter) -> bool:
    """Tell whether a parameter of the server takes `@{Add=...; Remove=...}`."""
    kind = parameter.type.lower()
    many = "multivalued" in kind or kind.endswith(("[]", "collection"))
    return many and command.kind is Kind.REMOTE and command.name.lower().startswith("set-")


def known_values(context: CompletionContext, command: Command, parameter: Parameter) -> tuple[str, ...]:
    """Return the values that are known of a parameter: the server's own words first, else the definition's, in their own order."""
    listed = context.knowledge.values_of(command.name, parameter.name)
    if listed:
        return listed
    kind = parameter.type.removesuffix("[]").removeprefix("nullable[").removeprefix("System.Nullable[").removesuffix("]")
    if parameter.switch or kind.rpartition(".")[2].lower() in _BOOLEAN:
        return BOOLEANS
    values = _validated(parameter) or parameter.values or _enumerated(kind)
    if "unlimited" in kind.lower() and "Unlimited" not in values:
        return (*values, "Unlimited")
    return values


def _validated(parameter: Parameter) -> tuple[str, ...]:
    return next((tuple(rule.values) for rule in parameter.validation if isinstance(rule, validation.ValidateSet)), ())


def _enumerated(kind: str) -> tuple[str, ...]:
    about = facts(full_name(kind)) if kind else None
    return tuple(about.static_properties) if about is not None and about.is_enum else ()


def property_values(context: CompletionContext, name: str, nouns: Collection[str]) -> tuple[str, ...]:
    """Return the values that a property of these nouns can have: those of the parameters of the same name."""
    for noun in nouns:
        for verb in ("Get", "Set", "New"):
            command = context.catalogue.get(f"{verb}-{noun}")
            for parameter in command.parameters if command is not None else ():
                if parameter.name.lower() == name.lower():
                    values = known_values(context, command, parameter) if command is not None else ()
                    if values:
                        return values
    return ()
