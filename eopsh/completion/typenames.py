"""Candidates for the names of types, namespaces and the arguments of attributes."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.completion.dotnet import accelerators, facts, full_name, is_described, namespaces
from eopsh.completion.model import Candidate, CandidateKind, Completion
from eopsh.completion.place import Place
from eopsh.completion.shortnames import short_name

_MOST = 200
_INHERITED = ("TypeId", "ExperimentName", "ExperimentAction")


def type_completion(place: Place) -> Completion | None:
    """Return the types that fit the name between brackets, or the namespaces behind `using namespace`; None elsewhere."""
    if len(place.ahead) > 1 and place.before is not None and place.text[place.before.start : place.before.end].lower() == "namespace":
        typed = place.typed
        return place.found(list(_namespaces(typed)))
    token = place.token
    if token is not None and ("TypeName" in token.flags or "AttributeName" in token.flags):
        return place.found(type_candidates(place.typed))
    if place.typed == "[":
        return Completion(place.cursor, place.cursor, tuple(type_candidates("")))
    if token is None and place.before is not None and place.before.kind == "LBracket" and _opens_a_type(place):
        return place.found(type_candidates(""))
    return None


def _opens_a_type(place: Place) -> bool:
    bracket = place.before
    assert bracket is not None
    before = place.ahead[-2] if len(place.ahead) > 1 else None
    # Right behind a value it begins an index.
    return before is None or before.end < bracket.start or before.kind not in ("Variable", "RParen", "RBracket", "Identifier")


def type_candidates(typed: str) -> list[Candidate]:
    """Return the types that begin so: short names first, then what is known by its members, then all others."""
    folded = typed.lower()
    if not folded:
        return [_type(name, full) for name, full in accelerators().items()]
    short = [_type(name, full) for name, full in accelerators().items() if name.lower().startswith(folded)]
    if "." in folded:
        return [*short, *_in_namespace(folded), *_namespaces(folded)]
    named = sorted(set(_by_last_part(folded)), key=lambda name: (not is_described(name), len(name), name))
    return [
        *short,
        *(_type(name, name, seldom=not is_described(name)) for name in named[:_MOST]),
        *_namespaces(folded),
    ]


def _by_last_part(folded: str) -> Iterator[str]:
    for space, names in namespaces().items():
        for name in names:
            if name.lower().startswith(folded) and "+" not in name:
                yield f"{space}.{name}"


def _in_namespace(folded: str) -> Iterator[Candidate]:
    space, _, begun = folded.rpartition(".")
    for known, names in namespaces().items():
        if known.lower() == space:
            yield from (
                _type(f"{known}.{name}", f"{known}.{name}", seldom=not is_described(f"{known}.{name}"))
                for name in names
                if name.lower().startswith(begun)
            )


def _namespaces(typed: str) -> Iterator[Candidate]:
    folded, depth = typed.lower(), typed.count(".") + 1
    begun = {".".join(space.split(".")[:depth]) for space in namespaces() if space.lower().startswith(folded)}
    yield from (Candidate(name, name.rpartition(".")[2], CandidateKind.NAMESPACE, "namespace") for name in sorted(begun))


def _type(text: str, full: str, *, seldom: bool = False) -> Candidate:
    return Candidate(text, text if text != full else full.rpartition(".")[2], CandidateKind.TYPE, full, seldom=seldom)


def attribute_completion(place: Place) -> Completion | None:
    """Return the named arguments of the attribute whose brackets the cursor stands in; None elsewhere."""
    bracket = place.brackets[-1] if place.brackets else None
    if bracket is None or bracket.kind != "LParen" or place.before is None or place.before.kind not in ("LParen", "Comma"):
        return None
    index = place.ahead.index(bracket)
    name, opening = (place.ahead[index - 1], place.ahead[index - 2]) if index > 1 else (None, None)
    if name is None or opening is None or opening.kind != "LBracket" or name.end != bracket.start:
        return None
    written = place.text[name.start : name.end]
    about = facts(full_name(written)) or facts(f"System.Management.Automation.{written}Attribute")
    given = {place.text[token.start : token.end].lower() for token in place.ahead[index:]}
    properties = about.properties if about is not None else {}
    names = (
        one for one in properties if one not in _INHERITED and one.lower() not in given and one.lower().startswith(place.typed.lower())
    )
    return place.found([Candidate(one, one, CandidateKind.PROPERTY, short_name(properties[one])) for one in names])
