"""Candidates inside filters: OPATH in `-Filter` strings and blocks, and the right side of comparisons in script."""

from __future__ import annotations

from collections.abc import Iterator

from eopsh.catalogue import Command, Kind
from eopsh.completion.matching import ranked
from eopsh.completion.model import Candidate, CandidateKind, Completion
from eopsh.completion.outputs import filterable
from eopsh.completion.parameters import owner
from eopsh.completion.place import Place
from eopsh.completion.quoting import Word, nested, quoted, single_quoted, without_quotes
from eopsh.completion.scan import CallSite, Piece
from eopsh.completion.values import BOOLEANS, property_values
from eopsh.frozen import frozen
from eopsh.language import tree
from eopsh.patterns import lazy_pattern

_OPERATORS = {
    "eq": "equal",
    "ne": "not equal",
    "like": "fits a wildcard at one end",
    "notlike": "fits no wildcard",
    "gt": "greater",
    "ge": "greater or equal",
    "lt": "less",
    "le": "less or equal",
}
_CONNECTIVES = {"and": "both", "or": "one or both"}
_PART = lazy_pattern(r"'(?:[^']|'')*'?|\"[^\"]*\"?|[()]|[^\s()'\"]+")


@frozen
class _Filter:
    """The text of a filter up to the cursor, the word begun there, and the quote that stands around all of it."""

    parts: list[str]
    word: str
    quote: str


def filter_completion(place: Place) -> Completion | None:
    """Return what may come next in an OPATH filter of the server; None where the cursor is in none."""
    site, piece = _filter_piece(place)
    if site is None or piece is None:
        return None
    command = place.context.resolve(site.name)
    if command is None or command.kind is not Kind.REMOTE:
        return None
    parameter = owner(command, site, piece)
    if parameter is None or not parameter.name.lower().endswith("filter"):
        return None
    opening = place.text[piece.start]
    if opening not in "'\"{\u2018\u2019\u201c\u201d":
        return None
    content = place.text[piece.start + 1 : place.cursor]
    if _has_ended(place, piece):
        return None
    return _completed(place, command, _read(content, opening if opening != "{" else ""))


def _filter_piece(place: Place) -> tuple[CallSite | None, Piece | None]:
    """Return the outermost call whose value holds the cursor: words in a block look like calls of their own."""
    for site in place.scan.sites:
        for piece in site.pieces:
            if piece.is_value and piece.start < place.cursor <= piece.end:
                index = site.pieces.index(piece)
                if index > 0 and site.pieces[index - 1].is_parameter and site.pieces[index - 1].name.lower().endswith("filter"):
                    return site, piece
    return None, None


def _has_ended(place: Place, piece: Piece) -> bool:
    text = place.text[piece.start : place.cursor]
    return len(text) > 1 and text[-1] in ("}" if text[0] == "{" else text[0]) and place.cursor == piece.end and text.count(text[-1]) > 1


def _read(content: str, quote: str) -> _Filter:
    parts = list(_PART.finditer(content))
    if parts and parts[-1].end() == len(content) and parts[-1].group() not in "()":
        return _Filter([part.group() for part in parts[:-1]], parts[-1].group(), quote)
    return _Filter([part.group() for part in parts], "", quote)


def _completed(place: Place, command: Command, found: _Filter) -> Completion:
    start = place.cursor - len(found.word)
    end = place.cursor
    while end < len(place.text) and (place.text[end].isalnum() or place.text[end] in "-_"):
        end += 1
    return Completion(start, end, tuple(_candidates(place, command, found)))


def _candidates(place: Place, command: Command, found: _Filter) -> Iterator[Candidate]:
    expected = _expected(found.parts)
    if expected == "property":
        if found.word[:1] == "-" or not found.word:
            yield from _words(found.word or "-", {"not": "the opposite"})
        yield from _properties(place, command, found.word)
    elif expected == "operator":
        yield from _words(found.word, _OPERATORS)
    elif expected == "value":
        yield from _values(place, command, found)
    else:
        yield from _words(found.word, _CONNECTIVES)


def _expected(parts: list[str]) -> str:
    """Tell what comes after these parts: a property, an operator, a value or a connective."""
    state = "property"
    for part in parts:
        folded = part.lower()
        if folded in ("-and", "-or", "-not", "("):
            state = "property"
        elif folded == ")":
            state = "connective"
        elif state == "property":
            state = "operator"
        elif state == "operator":
            state = "value"
        elif state == "value":
            state = "connective"
    return state


def _words(typed: str, words: dict[str, str]) -> Iterator[Candidate]:
    folded = typed.lower().lstrip("-")
    for name, text in words.items():
        if name.startswith(folded) and (not typed or typed[0] == "-"):
            yield Candidate(f"-{name}", f"-{name}", CandidateKind.OPERATOR, text)


def _properties(place: Place, command: Command, typed: str) -> Iterator[Candidate]:
    for _, name in ranked(typed, filterable(place.context, command)):
        yield Candidate(name, name, CandidateKind.PROPERTY, "filterable")


def _values(place: Place, command: Command, found: _Filter) -> Iterator[Candidate]:
    name = found.parts[-2] if len(found.parts) > 1 else ""
    known = property_values(place.context, name, (command.name.partition("-")[2], "Recipient"))
    typed = without_quotes(found.word)
    for _, value in ranked(typed, known or (*BOOLEANS, "$null")):
        text = value if value.startswith("$") else single_quoted(value)
        yield Candidate(nested(text, found.quote), value, CandidateKind.VALUE, name)


# --- comparisons in script

_COMPARES = ("Ieq", "Ceq", "Ine", "Cne", "Iin", "Icontains", "Ilike", "Inotlike")


def comparison_completion(place: Place) -> Completion | None:
    """Return the values that the left side of a comparison can have, or the enum of a switch; None elsewhere."""
    before = place.before
    if before is None or (place.token is not None and not (place.in_bare_word or place.token.kind.startswith("String"))):
        return None
    if before.kind == "LCurly" and place.token is not None and place.token.kind.startswith("String"):
        node = next((node for node in reversed(place.path) if isinstance(node, tree.SwitchStatement)), None)
        return _values_of(place, node.condition) if node is not None else None
    if before.kind not in _COMPARES:
        return None
    return _left_of(place, before.start)


def _left_of(place: Place, operator: int) -> Completion | None:
    for node in reversed(place.path):
        if isinstance(node, tree.BinaryExpression) and node.left.end <= operator <= node.right.start:
            return _values_of(place, node.left)
    return None


def _values_of(place: Place, node: tree.Node) -> Completion | None:
    inner = node.stages[0] if isinstance(node, tree.Pipeline) and node.stages else node
    inner = inner.expression if isinstance(inner, tree.CommandExpression) else inner
    shape = place.inference.of(inner)
    shape = shape.item() if shape is not None else None
    about = shape.about() if shape is not None else None
    values: tuple[str, ...] = tuple(about.static_properties) if about is not None and about.is_enum else ()
    if shape is not None and shape.type == "System.Boolean":
        values = BOOLEANS
    if not values and isinstance(inner, tree.MemberExpression) and isinstance(inner.member, tree.StringConstantExpression):
        values = property_values(place.context, inner.member.value, nouns_before(place))
    return value_list(place, values) if values else None


def value_list(place: Place, values: tuple[str, ...]) -> Completion:
    """Return the values that fit, as strings of an expression."""
    word = place.word() if place.token is not None else Word(place.cursor, place.cursor)
    fitting = (value for _, value in ranked(word.prefix, values))
    texts = ((value, value if value in BOOLEANS else quoted(value, word.quote or "'")) for value in fitting)
    return Completion(word.start, word.end, tuple(Candidate(text, value, CandidateKind.VALUE, "value") for value, text in texts))


def nouns_before(place: Place) -> tuple[str, ...]:
    """Return the nouns of the server's cmdlets that stand before the cursor in the text, the nearest first."""
    found = []
    for site in reversed(place.scan.sites):
        command = place.context.resolve(site.name) if site.start < place.cursor else None
        if command is not None and command.kind is Kind.REMOTE:
            found.append(command.name.partition("-")[2])
    return tuple(found)
