"""Candidates behind a dot or a double colon: members of values whose shape is known, static members of types."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from eopsh.completion.matching import ranked
from eopsh.completion.model import Candidate, CandidateKind, Completion
from eopsh.completion.place import Place
from eopsh.completion.quoting import member_text
from eopsh.completion.scan import CLOSERS, OPENERS
from eopsh.completion.shapes import Offered, Shape, members, of_type
from eopsh.completion.shortnames import short_name
from eopsh.language import Token, parse, tree
from eopsh.patterns import lazy_pattern

_DOTS = frozenset({"Dot", "ColonColon", "QuestionDot"})


def member_completion(place: Place) -> Completion | None:
    """Return the members that fit; None where no member stands."""
    behind = _of_argument(place)
    if behind is not None:
        return behind
    dot = place.before
    index = -1
    while dot is not None and dot.kind == "NewLine" and len(place.ahead) > -index:
        index -= 1
        dot = place.ahead[index]
    if dot is None or dot.kind not in _DOTS or place.is_invoked:
        return None
    if place.token is not None and not (place.in_bare_word or place.token.kind.startswith("String") or place.typed[:1].isalpha()):
        return None
    target = _target(place, dot.start)
    if target is None:
        return None
    shape = place.inference.of(target)
    if shape is None:
        return place.nothing()
    if shape.static and dot.kind != "ColonColon":
        shape = of_type("System.Type")
    found = _candidates(place, replace(shape, static=True) if dot.kind == "ColonColon" else shape)
    return place.found(found) if found else _of_cast(place, target) or place.found([])


def _of_argument(place: Place) -> Completion | None:
    """Return the members for an argument that ends in a dot (`$user.`) or is a static member without brackets (`[math]::R`)."""
    token, before = place.token, place.before
    if token is None or token.kind != "Generic" or place.cursor < token.end:
        return None
    if place.typed == "." and before is not None and before.end == token.start and (before.kind in _ENDS or "MemberName" in before.flags):
        target = _written_before(place, token.start)
        shape = place.inference.of(target) if target is not None else None
        return Completion(place.cursor, place.cursor, tuple(_fitting(shape, ""))) if shape is not None else None
    static = _STATIC.match(place.typed) if place.in_call else None
    if static is None:
        return None
    found = _fitting(replace(place.inference.type_named(static[1]), static=True), static[2])
    # As an argument the bare word would be a text.
    return place.found([one._replace(text=f"([{static[1]}]::{one.text}") for one in found])


_STATIC = lazy_pattern(r"\[([\w.]+)\]::(\w*)\Z")


def _of_cast(place: Place, target: tree.Expression) -> Completion | None:
    """Return the members of what a cast before the value makes, with the brackets that they need: `([string]$number).Length`."""
    for node in reversed(place.path):
        if isinstance(node, tree.ConvertExpression) and node.operand.start == target.start:
            cast = place.text[node.start : target.end]
            found = _candidates(place, place.inference.type_named(node.type.type.name))
            return Completion(node.start, place.end, tuple(one._replace(text=f"({cast}).{one.text}") for one in found))
    return None


def _target(place: Place, dot: int) -> tree.Expression | None:
    """Return the expression whose member stands behind the dot."""
    for node in reversed(place.path):
        if isinstance(node, tree.MemberExpression | tree.InvokeMemberExpression) and node.target.end <= dot + 1 <= node.end:
            return node.target
    return _written_before(place, dot)


_ENDS = frozenset({"Variable", "RParen", "RBracket", "RCurly", "Number", "StringLiteral", "StringExpandable"})


def _written_before(place: Place, dot: int) -> tree.Expression | None:
    """Read the value before the dot by itself: in a damaged statement the tree may have left it out."""
    start = dot
    depth = 0
    for token in reversed(place.ahead):
        if token.start >= dot:
            continue
        if token.end != start or (depth == 0 and token.kind not in _ENDS and not _links(token)):
            break
        depth += (token.kind in CLOSERS) - (token.kind in OPENERS)
        if depth < 0:
            break
        start = token.start
    # Blanks keep every place what it is in the whole text.
    statement = next((one for block in parse(" " * start + place.text[start:dot]).tree.blocks for one in block.statements), None)
    if isinstance(statement, tree.Pipeline) and isinstance(statement.stages[0], tree.CommandExpression):
        return statement.stages[0].expression
    return None


def _links(token: Token) -> bool:
    return token.kind in _DOTS or token.kind in OPENERS or bool(token.flags & {"MemberName", "TypeName"})


def _candidates(place: Place, shape: Shape) -> list[Candidate]:
    return _fitting(shape, place.word().prefix)


def _fitting(shape: Shape, typed: str) -> list[Candidate]:
    by_name = {member.name: member for member in members(shape)}
    found = (by_name[name] for rank, name in ranked(typed, tuple(by_name)))
    return [member_candidate(member, shape.keys) for member in _ordered(found)]


def _ordered(found: Iterable[Offered]) -> list[Offered]:
    return sorted(found, key=lambda member: member.seldom)


def member_candidate(member: Offered, is_key: bool = False) -> Candidate:
    """Return a member as it is inserted: a method with its bracket open, a property in quotes where it must be."""
    if member.method:
        return Candidate(f"{member.name}(", f"{member.name}()", CandidateKind.METHOD, short_name(member.type), seldom=member.seldom)
    kind = CandidateKind.KEY if is_key and not member.type.startswith("System.Collections") else CandidateKind.PROPERTY
    return Candidate(member_text(member.name), member.name, kind, short_name(member.type), seldom=member.seldom)
