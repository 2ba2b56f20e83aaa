"""Candidates for parameter names: the likely set's mandatory ones first, used and ruled-out ones not at all, common ones last."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.binding.common import is_common
from eopsh.catalogue import Command, Parameter
from eopsh.completion.context import CompletionContext, all_parameters, find_parameters
from eopsh.completion.matching import ranked
from eopsh.completion.model import Candidate, CandidateKind
from eopsh.completion.parametersets import Sets, sets_of
from eopsh.completion.scan import CallSite, Piece
from eopsh.completion.shortnames import short_name
from eopsh.frozen import frozen
from eopsh.objects import PSDict


@frozen
class Offer:
    """The parameters that may still be given, best first, and those that fit but are ruled out (`-Anr`)."""

    candidates: tuple[Candidate, ...]
    ruled_out: tuple[str, ...]


def parameter_candidates(
    command: Command, site: CallSite, typed: str, at: Piece | None, context: CompletionContext, splats: dict[str, tuple[str, ...]]
) -> Offer:
    """Return the parameters that may still be given and fit what was typed (without dash).

    `at` is the piece under the cursor, which does not count as used. `splats` are the keys of the hashtables assigned in the text.
    """
    used = used_parameters(command, site, at, context, splats)
    sets = sets_of(command, used, positional_values(command, site, at))
    taken = {parameter.name for parameter in used} | sets.taken
    every = all_parameters(command)
    free = [parameter for parameter in every if parameter.name not in taken and sets.admits(parameter)]
    by_name = {parameter.name: parameter for parameter in free}
    order = {name: index for index, name in enumerate(by_name)}
    matches = ranked(typed, tuple(by_name))
    matches.sort(key=lambda match: (is_common(match[1]), match[0], not _is_mandatory(by_name[match[1]], sets), order[match[1]]))
    found = [_candidate(by_name[name], sets) for _, name in matches]
    aliased = _by_alias(free, typed, sets, exact=bool(found))
    named = {candidate.text for candidate in aliased}
    candidates = (*aliased, *(candidate for candidate in found if candidate.text not in named), *_aliases(free, typed))
    return Offer(candidates, _ruled_out(every, by_name, typed))


def _ruled_out(every: tuple[Parameter, ...], free: dict[str, Parameter], typed: str) -> tuple[str, ...]:
    folded = typed.lower()
    gone = (parameter for parameter in every if parameter.name not in free)
    names = (name for parameter in gone for name in (parameter.name, *parameter.aliases))
    return tuple(f"-{name}" for name in names if name.lower().startswith(folded))


def _aliases(free: list[Parameter], typed: str) -> Iterator[Candidate]:
    """Yield the aliases as they are typed, behind the names they stand for: whoever types one may keep it."""
    folded = typed.lower()
    for parameter in free if folded else ():
        for alias in parameter.aliases:
            if alias.lower() == folded or (alias.lower().startswith(folded) and not is_common(parameter.name)):
                yield Candidate(f"-{alias}", f"-{alias}", CandidateKind.PARAMETER, f"alias of {parameter.name}", seldom=True)


def used_parameters(
    command: Command, site: CallSite, at: Piece | None, context: CompletionContext, splats: dict[str, tuple[str, ...]]
) -> list[Parameter]:
    """Return the parameters that a call gives by name, before and after the cursor, keys of splatted hashtables included."""
    names = [piece.name for piece in site.pieces if piece.is_parameter and piece is not at and piece.name]
    for piece in site.pieces:
        if piece.kind == "splat":
            names += splats.get(piece.name.lower(), ()) or _keys(context, piece.name)
    found = (find_parameters(command, name) for name in names)
    return [parameters[0] for parameters in found if len(parameters) == 1]


def positional_values(command: Command, site: CallSite, at: Piece | None = None) -> list[Piece]:
    """Return the values of a call that stand without a parameter's name; of a list only the first."""
    return [
        piece for piece in site.pieces if piece.is_value and not piece.listed and piece is not at and owner(command, site, piece) is None
    ]


def owner(command: Command, site: CallSite, piece: Piece | None) -> Parameter | None:
    """Return the parameter, named before it, whose value a piece is; None for a positional value.

    Without a piece: the parameter that a new word at the end of what stands before would belong to.
    """
    index = len(site.pieces) if piece is None else next(i for i, other in enumerate(site.pieces) if other is piece)
    while index > 0 and index < len(site.pieces) and site.pieces[index].listed:
        index -= 1
    return _takes_next(command, site.pieces[index - 1]) if index > 0 else None


def _takes_next(command: Command, piece: Piece) -> Parameter | None:
    if not piece.is_parameter:
        return None
    found = find_parameters(command, piece.name) if piece.name else ()
    if len(found) != 1 or (found[0].switch and not piece.colon):
        return None
    return found[0]


def _keys(context: CompletionContext, variable: str) -> tuple[str, ...]:
    value = next((value for name, value in context.variables.items() if name.lower() == variable.lower()), None)
    return tuple(key for key in value if isinstance(key, str)) if isinstance(value, dict | PSDict) else ()


def _is_mandatory(parameter: Parameter, sets: Sets) -> bool:
    facts = sets.membership(parameter)
    return facts is not None and facts.mandatory


def _by_alias(free: list[Parameter], typed: str, sets: Sets, exact: bool) -> list[Candidate]:
    """Return the parameters one of whose aliases was typed: all of it when names fit too, else its beginning."""
    lowered = typed.lower()
    found = []
    for parameter in free:
        for alias in parameter.aliases:
            fits = alias.lower() == lowered if exact else alias.lower().startswith(lowered)
            if lowered and fits and not parameter.name.lower().startswith(lowered):
                found.append(_candidate(parameter, sets, f"alias {alias}"))
    return found


def _candidate(parameter: Parameter, sets: Sets, meta: str = "") -> Candidate:
    text = f"-{parameter.name}"
    description = parameter.summary or (f"default {parameter.default}" if parameter.default else "")
    return Candidate(text, text, CandidateKind.PARAMETER, meta or short_type(parameter), _is_mandatory(parameter, sets), description)


def short_type(parameter: Parameter) -> str:
    """Return a parameter's type without namespace: `string[]`, `switch`, `RuleIdParameter`."""
    return "switch" if parameter.switch else short_name(parameter.type)
