"""What is wrong with a call as a whole: mandatory parameters that are missing, parameters that exclude each other, values not listed."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.catalogue import ALL_SETS, Command, Kind, Parameter
from eopsh.completion.context import CompletionContext, find_parameters
from eopsh.completion.faults import Diagnostic, Fault, either
from eopsh.completion.parameters import owner, positional_values, used_parameters
from eopsh.completion.parametersets import membership, positional_order, sets_of
from eopsh.completion.quoting import without_quotes
from eopsh.completion.scan import CallSite, Piece


def call_faults(text: str, site: CallSite, command: Command, context: CompletionContext) -> Iterator[Diagnostic]:
    """Yield what can be said of a call: advice but for a value that the server itself does not list."""
    yield from _repeated(site, command)
    conflict = conflicting(command, site)
    if conflict is not None:
        piece, parameter, other = conflict
        message = f"-{parameter.name} and -{other.name} cannot go together."
        yield Diagnostic(piece.start, piece.end, Fault.CONFLICT, message)
    else:
        yield from _missing(site, command, context)
    for piece in site.pieces:
        fault = _value_fault(text, site, command, context, piece)
        if fault is not None:
            yield fault


def _repeated(site: CallSite, command: Command) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for piece in site.pieces:
        found = find_parameters(command, piece.name) if piece.is_parameter and piece.name else ()
        if len(found) == 1 and found[0].name in seen:
            message = f"-{found[0].name} is given already."
            yield Diagnostic(piece.start, piece.end, Fault.REPEATED_PARAMETER, message)
        seen.update(parameter.name for parameter in found[:1])


def conflicting(command: Command, site: CallSite) -> tuple[Piece, Parameter, Parameter] | None:
    """Return the first parameter that excludes one before it: its piece, itself, and the other."""
    if sum(piece.is_parameter for piece in site.pieces) < 2:
        return None
    before: list[Parameter] = []
    possible: frozenset[str] | None = None
    for piece in site.pieces:
        found = find_parameters(command, piece.name) if piece.is_parameter and piece.name else ()
        names = frozenset(name for name, _ in found[0].sets) if len(found) == 1 else frozenset()
        if not names or ALL_SETS in names:
            continue
        left = names if possible is None else possible & names
        if not left:
            return piece, found[0], next(one for one in before if not names & {name for name, _ in one.sets} or one is before[-1])
        possible = left
        before.append(found[0])
    return None


def _missing(site: CallSite, command: Command, context: CompletionContext) -> Iterator[Diagnostic]:
    if any(piece.kind == "splat" for piece in site.pieces):
        # What is splatted may be known only when the line runs.
        return
    lacking = missing_mandatory(site, command, context)
    if lacking:
        names = either(tuple(f"-{parameter.name}" for parameter in lacking), "and")
        message = f"{command.name} needs {names}."
        yield Diagnostic(site.start, site.name_end, Fault.MISSING_MANDATORY, message, tuple(f"-{parameter.name}" for parameter in lacking))


def missing_mandatory(site: CallSite, command: Command, context: CompletionContext) -> tuple[Parameter, ...]:
    """Return the mandatory parameters without a value, of the set that lacks least; pipeline input may give some."""
    used = used_parameters(command, site, None, context, {})
    values = positional_values(command, site)
    sets = sets_of(command, used, values)
    names = {parameter.name for parameter in used}
    candidates = [
        _lacking(command, name, names, len(values), piped=site.piped) for name in sorted(sets.possible, key=lambda one: one != sets.likely)
    ]
    return min(candidates, key=len, default=())


def _lacking(command: Command, set_name: str, used: set[str], count: int, *, piped: bool) -> tuple[Parameter, ...]:
    places = [parameter.name for parameter in positional_order(command, set_name) if parameter.name not in used]
    given = used | set(places[:count])
    found = []
    for parameter in command.parameters:
        facts = membership(parameter, set_name)
        if facts is None or not facts.mandatory or parameter.name in given:
            continue
        if not (piped and (facts.from_pipeline or facts.from_property)):
            found.append(parameter)
    return tuple(found)


def _value_fault(text: str, site: CallSite, command: Command, context: CompletionContext, piece: Piece) -> Diagnostic | None:
    parameter = owner(command, site, piece) if piece.is_value and command.kind is Kind.REMOTE else None
    listed = context.knowledge.values_of(command.name, parameter.name) if parameter is not None else ()
    written = text[piece.start : piece.end]
    if not listed or parameter is None or any(sign in written for sign in "$(@{`") or _may_mean(without_quotes(written), listed):
        return None
    message = f"-{parameter.name} takes {either(listed, 'or')}."
    return Diagnostic(piece.start, piece.end, Fault.NOT_LISTED, message, listed, certain=True)


def _may_mean(value: str, listed: tuple[str, ...]) -> bool:
    """Tell whether a server may read a value as of its list: by a beginning, a number, or as several, as PowerShell reads enumerations."""
    parts = [part.strip().lower() for part in value.split(",")]
    names = [name.lower() for name in listed]
    return all(part.lstrip("+-").isdecimal() or any(name.startswith(part) for name in names) for part in parts)
