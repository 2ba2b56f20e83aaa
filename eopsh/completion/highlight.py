"""Token types for the pieces of a line, so that any pygments style colours it.

Types of our own are children of pygments' types; a style that does not know them takes the parent's colour.
"""

from __future__ import annotations

from collections.abc import Iterator

from pygments.token import Comment, Generic, Keyword, Name, Number, Operator, Punctuation, String, Text, _TokenType

from eopsh.catalogue import Kind
from eopsh.completion.brackets import brackets
from eopsh.completion.callfaults import conflicting
from eopsh.completion.context import CompletionContext, find_parameters
from eopsh.completion.diagnostics import defined_functions
from eopsh.completion.scan import CallSite, Piece, Scan
from eopsh.language import Parsed, Token

REMOTE_COMMAND = Name.Function
LOCAL_COMMAND = Name.Builtin
DEFINED_FUNCTION = Name.Function.Defined
ALIAS = Name.Builtin.Alias
UNCHECKED_COMMAND = Name.Command
"""A command's name where no catalogue says whether it exists."""
UNKNOWN_COMMAND = Generic.Error.Command
PARAMETER = Name.Attribute
UNKNOWN_PARAMETER = Generic.Error.Parameter
AMBIGUOUS_PARAMETER = Generic.Error.Ambiguous
EXCLUDED_PARAMETER = Generic.Error.Excluded
"""A parameter that cannot go together with one before it."""
LONE_BRACKET = Generic.Error.Bracket
MATCHED_BRACKET = Punctuation.Matched
"""The bracket under the cursor and its partner."""
FILTER_PROPERTY = Name.Property.Filter
BARE_WORD = Text.Bare
SYNTAX_FAULT = Generic.Error.Syntax

ANSI_STYLE: dict[_TokenType, str] = {
    REMOTE_COMMAND: "ansiyellow",
    LOCAL_COMMAND: "ansiyellow",
    DEFINED_FUNCTION: "ansiyellow",
    ALIAS: "ansiyellow",
    Generic.Error: "ansired",
    AMBIGUOUS_PARAMETER: "ansired underline",
    EXCLUDED_PARAMETER: "ansired underline",
    MATCHED_BRACKET: "ansibrightyellow bold",
    PARAMETER: "ansibrightblack",
    Name.Variable: "ansigreen",
    Name.Class: "ansicyan",
    String: "ansicyan",
    Number: "ansimagenta",
    Comment: "ansibrightblack italic",
    Keyword: "ansibrightblue",
    Operator: "ansibrightblack",
}
"""The default: the terminal's own sixteen colours, as pygments and prompt_toolkit write them."""

_STRINGS = {
    "StringLiteral": String.Single,
    "StringExpandable": String.Double,
    "HereStringLiteral": String.Heredoc,
    "HereStringExpandable": String.Heredoc,
}
_KINDS: dict[str, _TokenType] = {
    **_STRINGS,
    "Whitespace": Text.Whitespace,
    "NewLine": Text.Whitespace,
    "LineContinuation": Text.Whitespace,
    "Comment": Comment,
    "Number": Number,
    "Variable": Name.Variable,
    "SplattedVariable": Name.Variable,
    "Parameter": PARAMETER,
    "Label": Name.Label,
    "Unknown": SYNTAX_FAULT,
}

Span = tuple[int, int, _TokenType]


def highlight(text: str, parsed: Parsed, context: CompletionContext | None = None, cursor: int | None = None) -> list[Span]:
    """Return start, end and type of each piece of the text; the spans tile it.

    With a context commands and parameters are looked up in it; without, a command's name is `UNCHECKED_COMMAND` and every parameter counts.
    With a cursor the bracket there and its partner stand out.
    """
    names = _looked_up(text, parsed, context) if context is not None else {}
    names.update(_of_brackets(parsed, cursor))
    spans: list[Span] = []
    for token in parsed.tokens:
        _add(token, text, names, spans)
    return spans


def _of_brackets(parsed: Parsed, cursor: int | None) -> Iterator[tuple[int, _TokenType]]:
    found = brackets(parsed)
    yield from ((start, LONE_BRACKET) for start, _ in found.alone)
    matched = found.partner(cursor) if cursor is not None else None
    yield from ((start, MATCHED_BRACKET) for start, _ in matched or ())


def _add(token: Token, text: str, names: dict[int, _TokenType], spans: list[Span]) -> None:
    if token.start == token.end:
        return
    kind = _type_of(token, text, names)
    place = token.start
    for inner in token.nested:
        if inner.start > place:
            spans.append((place, inner.start, kind))
        if inner.start >= place:
            _add(inner, text, names, spans)
            place = inner.end
    if place < token.end:
        spans.append((place, token.end, kind))


def _type_of(token: Token, text: str, names: dict[int, _TokenType]) -> _TokenType:
    found = names.get(token.start)
    if found is not None:
        return found
    flags = token.flags
    if "CommandName" in flags:
        return UNCHECKED_COMMAND
    if "TokenInError" in flags and token.kind not in _STRINGS:
        return SYNTAX_FAULT
    if token.kind in _KINDS:
        return _KINDS[token.kind]
    if "Keyword" in flags:
        return Keyword
    if "TypeName" in flags or "AttributeName" in flags:
        return Name.Class
    if "MemberName" in flags:
        return Name.Property
    if flags & {"BinaryOperator", "UnaryOperator", "AssignmentOperator"}:
        return Operator
    return BARE_WORD if token.kind in ("Generic", "Identifier") else Punctuation


def _looked_up(text: str, parsed: Parsed, context: CompletionContext) -> dict[int, _TokenType]:
    """Return the types of the names of commands and parameters by where they start."""
    defined = defined_functions(parsed)
    found: dict[int, _TokenType] = {}
    for site in Scan(text, parsed.tokens).sites:
        found.update(_in_site(site, defined, context))
    return found


def _in_site(site: CallSite, defined: frozenset[str], context: CompletionContext) -> Iterator[tuple[int, _TokenType]]:
    if site.in_filter:
        yield site.start, FILTER_PROPERTY
        yield from ((piece.start, Operator) for piece in site.pieces if piece.is_parameter)
        return
    if site.name.startswith("$"):
        return
    if site.name.lower() in defined:
        yield site.start, DEFINED_FUNCTION
        return
    command = context.resolve(site.name)
    if command is None:
        yield site.start, UNKNOWN_COMMAND
        return
    if context.alias_target(site.name) is not None:
        yield site.start, ALIAS
    else:
        yield site.start, {Kind.REMOTE: REMOTE_COMMAND, Kind.LOCAL: LOCAL_COMMAND, Kind.FUNCTION: DEFINED_FUNCTION}[command.kind]
    for piece in site.pieces:
        if piece.is_parameter and piece.name and command.kind is not Kind.FUNCTION:
            yield piece.start, _parameter_type(len(find_parameters(command, piece.name)), piece)
    excluded = conflicting(command, site)
    if excluded is not None:
        yield excluded[0].start, EXCLUDED_PARAMETER


def _parameter_type(meanings: int, piece: Piece) -> _TokenType:
    if meanings == 1:
        return PARAMETER
    return AMBIGUOUS_PARAMETER if meanings else UNKNOWN_PARAMETER
