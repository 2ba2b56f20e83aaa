"""Candidates for property names: those that Select-Object, Sort-Object and their like take of what the stage before puts out."""

from __future__ import annotations

from collections.abc import Collection

from eopsh.catalogue import Command, Kind, Parameter
from eopsh.completion.matching import ranked, words
from eopsh.completion.model import Candidate, CandidateKind
from eopsh.completion.place import Place
from eopsh.completion.quoting import Word, quoted
from eopsh.completion.scan import CallSite
from eopsh.completion.shapes import Shape, value_properties
from eopsh.completion.shortnames import short_name
from eopsh.language import parse, tree
from eopsh.language.walk import descendants

_TAKES = {
    "property": None,
    "excludeproperty": None,
    "expandproperty": None,
    "groupby": None,
    "membername": frozenset({"foreach-object"}),
    "name": frozenset({"get-member"}),
}
_COMMANDS = frozenset(
    words(
        "select-object sort-object group-object where-object format-table format-list format-wide format-custom "
        "measure-object compare-object "
        "foreach-object get-unique join-string get-member convertto-html"
    )
)


def takes_properties(command: Command, parameter: Parameter) -> bool:
    """Tell whether a parameter of a local command takes names of properties of its input."""
    name, folded = command.name.lower(), parameter.name.lower()
    if command.kind is Kind.REMOTE or name not in _COMMANDS:
        return False
    if folded == "process" and name == "foreach-object":
        return True
    if folded == "filterscript" and name == "where-object":
        return True
    only = _TAKES.get(folded, frozenset())
    return only is None or name in only


def input_shape(place: Place, site: CallSite) -> Shape | None:
    """Return the shape of one object that comes into a call."""
    for node in reversed(place.path):
        if isinstance(node, tree.Pipeline):
            found = _before(place, node, site)
            if found is not None:
                return found
    found = next((_before(place, node, site) for node in _pipelines(place) if _holds(node, site)), None)
    return found or _in_open_bracket(place, site)


def _in_open_bracket(place: Place, site: CallSite) -> Shape | None:
    """Read the pipeline behind a bracket that is still open by itself: the tree of the whole text has left it out."""
    start = next((token.end for token in reversed(place.brackets) if token.end <= site.start), None)
    if start is None:
        return None
    start = max([start, *(token.end for token in place.ahead if token.kind == "In" and start <= token.start < site.start)])
    # Blanks keep every place what it is in the whole text.
    alone = parse(" " * start + place.text[start : site.stop]).tree
    pipelines = (node for node in descendants(alone) if isinstance(node, tree.Pipeline) and _holds(node, site))
    return next((_before(place, node, site) for node in pipelines), None)


def _pipelines(place: Place) -> list[tree.Pipeline]:
    return [node for node in descendants(place.parsed.tree) if isinstance(node, tree.Pipeline)]


def _holds(node: tree.Pipeline, site: CallSite) -> bool:
    return any(stage.start == site.start for stage in node.stages)


def _before(place: Place, pipeline: tree.Pipeline, site: CallSite) -> Shape | None:
    index = next((index for index, stage in enumerate(pipeline.stages) if stage.start <= site.start <= stage.end), None)
    if index is None or pipeline.stages[index].start != site.start:
        return None
    if index == 0:
        return _input_object(place, pipeline.stages[0])
    return place.inference.output(pipeline.stages[:index])


def _input_object(place: Place, stage: tree.Command | tree.CommandExpression) -> Shape | None:
    """Return the shape of what `-InputObject` gives to a first stage."""
    if not isinstance(stage, tree.Command):
        return None
    for name, value in zip(stage.elements, stage.elements[1:], strict=False):
        if isinstance(name, tree.CommandParameter) and name.name.lower() == "inputobject":
            shape = place.inference.of(value)
            return shape.item() if shape is not None else None
    return None


def property_candidates(shape: Shape, word: Word, gone: Collection[str] = ()) -> list[Candidate]:
    """Return the properties that fit a word and are not in the list already."""
    left = {name.lower() for name in gone}
    by_name = {member.name: member for member in value_properties(shape) if member.name.lower() not in left}
    found = sorted((by_name[name] for _, name in ranked(word.prefix, tuple(by_name))), key=lambda member: member.seldom)
    return [
        Candidate(quoted(member.name, word.quote), member.name, CandidateKind.PROPERTY, short_name(member.type), seldom=member.seldom)
        for member in found
    ]
