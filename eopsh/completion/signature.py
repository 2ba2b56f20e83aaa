"""How the call at the cursor is written: the likely parameter set, the parameter under way, what is given and what is missing."""

from __future__ import annotations

from eopsh.binding.common import is_common
from eopsh.catalogue import ALL_SETS, Command, Parameter
from eopsh.completion.context import CompletionContext, find_parameters
from eopsh.completion.line import parsed_line
from eopsh.completion.parameters import owner, positional_values, short_type, used_parameters
from eopsh.completion.parametersets import membership, positional_order, sets_of
from eopsh.completion.place import Place
from eopsh.completion.scan import CallSite
from eopsh.frozen import frozen


@frozen
class Use:
    """A parameter as its set takes it, in the brackets of a syntax line: `[-Identity] <MailUserIdParameter>`."""

    name: str
    text: str
    mandatory: bool
    given: bool
    current: bool


@frozen
class Signature:
    """One parameter set of a command. `sets` are the names that are still possible, `index` the place of this one among them."""

    command: str
    sets: tuple[str, ...]
    index: int
    uses: tuple[Use, ...]

    @property
    def set_name(self) -> str:
        """The name of the set, empty where the command has only one."""
        name = self.sets[self.index]
        return "" if name == ALL_SETS else name

    @property
    def missing(self) -> tuple[str, ...]:
        """The mandatory parameters that are not given yet."""
        return tuple(use.name for use in self.uses if use.mandatory and not use.given)


def signature_at(text: str, cursor: int, context: CompletionContext, steps: int = 0) -> Signature | None:
    """Return the signature of the innermost call at the cursor; None where there is no known command.

    `steps` walks from the likely set through those that are still possible, around both ends.
    """
    place = Place(parsed_line(text), cursor, context)
    site, command = place.site, place.command
    if site is None or command is None or cursor < site.name_end or not command.parameters:
        return None
    used = used_parameters(command, site, None, context, place.splats)
    values = positional_values(command, site)
    sets = sets_of(command, used, values)
    names = _ordered(command, sets.possible, sets.likely)
    index = steps % len(names)
    given = {parameter.name for parameter in used} | _placed(command, names[index], used, len(values))
    current = _current(place, site, command, names[index], used)
    uses = tuple(
        _use(parameter, names[index], given, current)
        for parameter in _in_order(command, names[index])
        if not is_common(parameter.name) or parameter.name == current
    )
    return Signature(command.name, names, index, uses)


def _ordered(command: Command, possible: frozenset[str], likely: str) -> tuple[str, ...]:
    """Return the possible sets in the order in which the command names them, the likely one first."""
    every = dict.fromkeys(name for parameter in command.parameters for name, _ in parameter.sets)
    ordered = dict.fromkeys([likely, *every, *sorted(possible)])
    return tuple(name for name in ordered if name in possible)


def _in_order(command: Command, set_name: str) -> list[Parameter]:
    """Return a set's parameters: positional, mandatory, others. With nothing known of sets, all as they come."""
    placed = positional_order(command, set_name)
    rest = [each for each in command.parameters if each not in placed and (not each.sets or membership(each, set_name) is not None)]
    return [*placed, *sorted(rest, key=lambda each: not _is_mandatory(each, set_name))]


def _is_mandatory(parameter: Parameter, set_name: str) -> bool:
    facts = membership(parameter, set_name)
    return facts is not None and facts.mandatory


def _placed(command: Command, set_name: str, used: list[Parameter], count: int) -> set[str]:
    """Return the parameters that the call's positional values go to."""
    open_places = [each.name for each in positional_order(command, set_name) if each not in used]
    return set(open_places[:count])


def _current(place: Place, site: CallSite, command: Command, set_name: str, used: list[Parameter]) -> str:
    """Return the parameter that the cursor writes: its name, its value, or the next place."""
    piece = place.piece
    if piece is not None and piece.is_parameter:
        found = find_parameters(command, piece.name) if piece.name else ()
        return found[0].name if len(found) == 1 else ""
    before = [each for each in site.pieces if each.end < place.cursor]
    ahead = CallSite(site.name, site.start, site.name_end, pieces=before if piece is None else [*before, piece])
    named = owner(command, ahead, piece)
    if named is not None:
        return named.name
    others = CallSite(site.name, site.start, site.name_end, pieces=before)
    open_places = [each.name for each in positional_order(command, set_name) if each not in used]
    index = len(positional_values(command, others))
    return open_places[index] if index < len(open_places) else ""


def _use(parameter: Parameter, set_name: str, given: set[str], current: str) -> Use:
    facts = membership(parameter, set_name)
    mandatory = facts is not None and facts.mandatory
    placed = facts is not None and facts.position is not None
    name = f"-{parameter.name}"
    text = name if parameter.switch else f"{f'[{name}]' if placed else name} <{short_type(parameter)}>"
    shown = text if mandatory else f"[{text}]"
    return Use(parameter.name, shown, mandatory, parameter.name in given, parameter.name == current)
