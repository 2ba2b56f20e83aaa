"""Candidates inside a call: parameters, values by name or place, property names, files, and a parameter where a value might be as well."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from eopsh.catalogue import Command, Kind, Parameter
from eopsh.completion.arguments import argument_candidates
from eopsh.completion.files import file_candidates, takes_files
from eopsh.completion.knowledge import ArgumentQuery
from eopsh.completion.model import Candidate, CandidateKind, Completion
from eopsh.completion.outputs import filterable
from eopsh.completion.parameters import owner, parameter_candidates, positional_values, used_parameters
from eopsh.completion.parametersets import positional_order, sets_of
from eopsh.completion.place import Place
from eopsh.completion.properties import input_shape, property_candidates, takes_properties
from eopsh.completion.quoting import Word, word_at
from eopsh.completion.scan import CallSite, Piece
from eopsh.completion.values import value_completion
from eopsh.completion.wheres import where_value


def call_completion(place: Place) -> Completion | None:
    """Return what may stand at the cursor in the call around it; None where there is no call."""
    site, command, piece = place.site, place.command, place.piece
    if site is None:
        return None
    if command is None:
        return _unknown(place, site, piece)
    if piece is not None and piece.is_parameter and not (piece.colon and place.cursor == piece.end):
        return _parameters(place, command, site, piece)
    if piece is not None and _is_wildcard(place, piece):
        return _parameters(place, command, site, piece)
    if piece is not None and piece.is_value and place.token is not None and place.token.start > piece.start:
        return _in_brackets(place, command, site, piece)
    if (piece is None and place.token is not None) or (piece is not None and piece.kind in ("redirection", "merging", "target")):
        return None
    return _value(place, command, site, piece if piece is None or piece.is_value else None)


def _is_wildcard(place: Place, piece: Piece) -> bool:
    """Tell whether a value is the pattern of a parameter's name, `-*Size`."""
    return piece.is_value and place.text[piece.start] == "-" and any(sign in place.text[piece.start : piece.end] for sign in "*?")


def _unknown(place: Place, site: CallSite, piece: Piece | None) -> Completion | None:
    """Offer files to a command that nobody knows, as PowerShell does."""
    if piece is None or not piece.is_value or place.cursor <= site.name_end:
        return None
    word = word_at(place.text, piece.start, piece.end, place.cursor)
    return Completion(word.start, word.end, tuple(file_candidates(place, word)))


def _parameters(place: Place, command: Command, site: CallSite, piece: Piece | None) -> Completion:
    start, end = (piece.start, piece.end - piece.colon) if piece is not None else (place.cursor, place.cursor)
    offer = parameter_candidates(command, site, place.text[start + 1 : place.cursor], piece, place.context, place.splats)
    return Completion(start, end, offer.candidates, ruled_out=offer.ruled_out)


def _in_brackets(place: Place, command: Command, site: CallSite, piece: Piece) -> Completion | None:
    """Complete an item of a list in brackets, `@('a', 'b')`; anything else there is no value of the parameter."""
    token = place.token
    assert token is not None
    parameter = owner(command, site, piece)
    if parameter is None or not token.kind.startswith("String"):
        return None
    items = [other for other in place.ahead if other.start >= piece.start and other.kind.startswith("String")]
    chosen = [word_at(place.text, item.start, item.end, item.end).prefix for item in items]
    word = word_at(place.text, token.start, token.end, place.cursor)
    return _of_parameter(place, command, site, parameter, word, chosen)


def _value(place: Place, command: Command, site: CallSite, piece: Piece | None) -> Completion:
    word = word_at(place.text, piece.start, piece.end, place.cursor) if piece is not None else Word(place.cursor, place.cursor)
    ahead = _until(site, piece.start if piece is not None else place.cursor)
    in_list = place.before is not None and place.before.kind == "Comma"
    parameter = owner(command, ahead, ahead.pieces[-1] if ahead.pieces else None) if in_list else owner(command, ahead, None)
    named = parameter is not None
    meant = [parameter] if parameter is not None else _positional(place, command, site, ahead, in_list=in_list)
    chosen = _chosen(place.text, ahead) if in_list else ()
    found = Completion(word.start, word.end)
    for one in meant:
        found = _of_parameter(place, command, site, one, word, chosen)
        if found.candidates or found.wanted:
            break
    if named or in_list or piece is not None:
        return found
    others = _parameters(place, command, site, None)
    return replace(found, candidates=found.candidates + others.candidates, ruled_out=others.ruled_out)


def _of_parameter(
    place: Place, command: Command, site: CallSite, parameter: Parameter, word: Word, chosen: Iterable[str] = ()
) -> Completion:
    """Return the values of a parameter: what a script of the user's says, property names, known values, names, files."""
    own = _by_script(place, command, site, parameter, word)
    if own is not None:
        return own
    gone = list(chosen)
    for candidates in (
        _properties(place, command, site, parameter, word, gone),
        where_value(place, command, site, parameter, word),
        _sorted_by(place, command, parameter, word),
        argument_candidates(place, command, parameter, word),
    ):
        if candidates:
            return Completion(word.start, word.end, tuple(candidates))
    found = value_completion(place.context, command, parameter, word, gone)
    if not found.candidates and takes_files(command, parameter):
        literal = parameter.name.lower() == "literalpath"
        return replace(found, candidates=tuple(file_candidates(place, word, literal=literal)))
    return found


def _by_script(place: Place, command: Command, site: CallSite, parameter: Parameter, word: Word) -> Completion | None:
    if command.kind is Kind.REMOTE or not place.context.asked:
        return None
    bound = {other.name: site_value for other, site_value in _bound(place, command, site) if other is not parameter}
    typed = place.text[word.start : place.cursor]
    texts = place.context.knowledge.argument(ArgumentQuery(command.name, parameter.name, typed, bound))
    if texts is None:
        return None
    return Completion(word.start, word.end, tuple(Candidate(text, text, CandidateKind.VALUE, "value") for text in texts))


def _bound(place: Place, command: Command, site: CallSite) -> Iterable[tuple[Parameter, str]]:
    for piece in site.pieces:
        parameter = owner(command, site, piece) if piece.is_value else None
        if parameter is not None and not piece.start < place.cursor <= piece.end:
            yield parameter, word_at(place.text, piece.start, piece.end, piece.end).prefix


def _properties(place: Place, command: Command, site: CallSite, parameter: Parameter, word: Word, gone: Iterable[str]) -> list[Candidate]:
    if not takes_properties(command, parameter):
        return []
    shape = input_shape(place, site)
    return property_candidates(shape, word, list(gone)) if shape is not None else []


def _sorted_by(place: Place, command: Command, parameter: Parameter, word: Word) -> list[Candidate]:
    """Return the properties that a server sorts by or is asked to send: those it is known to put out."""
    if command.kind is not Kind.REMOTE or parameter.name.lower() not in ("sortby", "properties"):
        return []
    shape = place.context.knowledge.output_of(command.name)
    if shape is not None:
        return property_candidates(shape, word)
    names = filterable(place.context, command)
    return [Candidate(name, name, CandidateKind.PROPERTY, "property") for name in names if name.lower().startswith(word.prefix.lower())]


def _positional(place: Place, command: Command, site: CallSite, ahead: CallSite, *, in_list: bool) -> list[Parameter]:
    """Return the parameters that a value without a name may go to at the cursor, that of the likely set first."""
    used = used_parameters(command, site, None, place.context, place.splats)
    sets = sets_of(command, used, ())
    index = len(positional_values(command, ahead)) - in_list
    found: dict[str, Parameter] = {}
    for name in (sets.likely, *sorted(sets.possible)):
        open_places = [parameter for parameter in positional_order(command, name) if parameter not in used]
        if 0 <= index < len(open_places):
            found.setdefault(open_places[index].name, open_places[index])
    return list(found.values())


def _until(site: CallSite, start: int) -> CallSite:
    return replace(site, pieces=[piece for piece in site.pieces if piece.end <= start])


def _chosen(text: str, ahead: CallSite) -> list[str]:
    """Return the values of the list that ends here."""
    chosen: list[str] = []
    for piece in reversed(ahead.pieces):
        if not piece.is_value:
            break
        chosen.append(word_at(text, piece.start, piece.end, piece.end).prefix)
        if not piece.listed:
            break
    return chosen
