"""Values in the short form of Where-Object: `Where-Object State -eq Enabled`."""

from __future__ import annotations

from eopsh.catalogue import Command, Parameter
from eopsh.completion.filters import nouns_before
from eopsh.completion.matching import ranked
from eopsh.completion.model import Candidate, CandidateKind
from eopsh.completion.place import Place
from eopsh.completion.properties import input_shape
from eopsh.completion.quoting import Word, quoted, without_quotes
from eopsh.completion.scan import CallSite
from eopsh.completion.values import BOOLEANS, property_values


def where_value(place: Place, command: Command, site: CallSite, parameter: Parameter, word: Word) -> list[Candidate]:
    """Return the values that the property of a comparison can have; nothing where it is no such comparison."""
    if command.name.lower() != "where-object" or parameter.name.lower() != "value":
        return []
    name = next((without_quotes(place.text[piece.start : piece.end]) for piece in site.pieces if piece.is_value), "")
    shape = input_shape(place, site)
    inner = shape.member(name) if shape is not None else None
    about = inner.about() if inner is not None else None
    values = (
        tuple(about.static_properties) if about is not None and about.is_enum else property_values(place.context, name, nouns_before(place))
    )
    if inner is not None and inner.type == "System.Boolean":
        values = BOOLEANS
    found = (value for _, value in ranked(word.prefix, values))
    return [Candidate(value if value in BOOLEANS else quoted(value, word.quote), value, CandidateKind.VALUE, name) for value in found]
