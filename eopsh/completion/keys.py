"""Candidates for hashtable keys: of calculated properties, `@{Add=; Remove=}`, splatted parameters, properties of a new object."""

from __future__ import annotations

from eopsh.catalogue import Command, Kind
from eopsh.completion.context import all_parameters, find_parameters
from eopsh.completion.matching import PREFIX, ranked
from eopsh.completion.model import Candidate, CandidateKind, Completion
from eopsh.completion.parameters import owner, short_type
from eopsh.completion.place import Place
from eopsh.completion.properties import takes_properties
from eopsh.completion.quoting import member_text, without_quotes
from eopsh.completion.scan import CallSite
from eopsh.completion.shapes import members, of_type
from eopsh.completion.values import takes_changes, value_completion
from eopsh.language import tree
from eopsh.language.walk import descendants

_CALCULATED = {
    "select-object": ("Name", "Expression"),
    "sort-object": ("Expression", "Descending", "Ascending"),
    "group-object": ("Expression",),
    "measure-object": ("Expression",),
    "compare-object": ("Expression",),
    "format-table": ("Label", "Expression", "FormatString", "Width", "Alignment"),
    "format-list": ("Label", "Expression", "FormatString"),
    "format-wide": ("Expression", "FormatString"),
    "format-custom": ("Expression", "Depth"),
    "convertto-html": ("Label", "Expression", "Width", "Alignment"),
}
_ABOUT = {
    "Name": "what it is called",
    "Label": "what it is called",
    "Expression": "a property or a block",
    "FormatString": "as -f writes it",
    "Width": "columns",
    "Alignment": "Left, Center, Right",
    "Descending": "$true or $false",
    "Ascending": "$true or $false",
    "Add": "values to add",
    "Remove": "values to take away",
}


def key_completion(place: Place) -> Completion | None:
    """Return the keys that fit in the hashtable around the cursor, or the values of the key before it; None elsewhere."""
    bracket = place.brackets[-1] if place.brackets else None
    if bracket is None or bracket.kind != "AtCurly":
        return None
    tables = (node for node in descendants(place.parsed.tree) if isinstance(node, tree.Hashtable))
    table = next((node for node in tables if node.start == bracket.start), None)
    given = _given(table, place.cursor) if table is not None else []
    splatted = _splatted(place, bracket.start)
    if place.in_hashtable:
        return _keys(place, place.scan.at(bracket.start), given, splatted)
    return _splat_value(place, splatted)


def _given(table: tree.Hashtable, cursor: int) -> list[str]:
    return [key.value for key, _ in table.pairs if isinstance(key, tree.StringConstantExpression) and not key.start < cursor <= key.end]


def _keys(place: Place, site: CallSite | None, given: list[str], splatted: Command | None) -> Completion:
    if splatted is not None:
        return place.found(_parameter_keys(place, splatted, given))
    command = place.context.resolve(site.name) if site is not None else None
    if command is None or site is None:
        return place.nothing()
    return place.found(_named(_key_names(place, site, command), place, given))


def _key_names(place: Place, site: CallSite, command: Command) -> tuple[str, ...]:
    piece = next((piece for piece in site.pieces if piece.is_value and piece.start <= place.brackets[-1].start < piece.end), None)
    parameter = owner(command, site, piece) if piece is not None else None
    if command.kind is Kind.REMOTE:
        return ("Add", "Remove") if parameter is not None and takes_changes(command, parameter) else ()
    if command.name.lower() == "new-object":
        return _settable(site)
    return _CALCULATED.get(command.name.lower(), ()) if parameter is None or takes_properties(command, parameter) else ()


def _settable(site: CallSite) -> tuple[str, ...]:
    name = next((piece for piece in site.pieces if piece.is_value), None)
    shape = of_type(name.name) if name is not None else None
    return tuple(member.name for member in members(shape) if not member.method) if shape is not None else ()


def _named(names: tuple[str, ...], place: Place, given: list[str]) -> list[Candidate]:
    taken = [key.lower() for key in given]
    left = tuple(name for name in names if not any(name.lower().startswith(key) for key in taken if key))
    found = (name for _, name in ranked(place.word().prefix, left))
    return [Candidate(member_text(name), name, CandidateKind.KEY, _ABOUT.get(name, "")) for name in found]


# --- splatting


def _splatted(place: Place, start: int) -> Command | None:
    """Return the command to which the hashtable that begins here is splatted."""
    name = next(
        (
            node.left.name.lower()
            for node in descendants(place.parsed.tree)
            if isinstance(node, tree.AssignmentStatement)
            and isinstance(node.left, tree.VariableExpression)
            and node.right.start <= start <= node.right.end
        ),
        None,
    )
    for site in place.scan.sites if name is not None else ():
        if any(piece.kind == "splat" and piece.name.lower() == name for piece in site.pieces):
            return place.context.resolve(site.name)
    return None


def _parameter_keys(place: Place, command: Command, given: list[str]) -> list[Candidate]:
    taken = {found[0].name for key in given if len(found := find_parameters(command, key)) == 1}
    by_name = {parameter.name: parameter for parameter in all_parameters(command) if parameter.name not in taken}
    matches = sorted(ranked(place.word().prefix, tuple(by_name)), key=lambda match: match[0] != PREFIX)
    return [Candidate(name, name, CandidateKind.KEY, short_type(by_name[name]), description=by_name[name].summary) for _, name in matches]


def _splat_value(place: Place, command: Command | None) -> Completion | None:
    """Return the values of the parameter whose key stands before the cursor in a splatted hashtable."""
    if command is None:
        return None
    equals = next((token for token in reversed(place.ahead) if token.kind in ("Equals", "Semi", "AtCurly", "LParen", "LCurly")), None)
    if equals is None or equals.kind != "Equals":
        return None
    key = next((token for token in reversed(place.ahead) if token.end <= equals.start), None)
    found = find_parameters(command, without_quotes(place.text[key.start : key.end])) if key is not None else ()
    if len(found) != 1 or (place.token is not None and not (place.in_bare_word or place.token.kind.startswith("String"))):
        return None
    completion = value_completion(place.context, command, found[0], place.word(), expression=True)
    return completion if completion.candidates or completion.wanted else None
