"""Takes secrets out of a line before it is stored, by the syntax tree: the value goes, the command stays readable.

What counts as a secret: literals given to ConvertTo-SecureString or to a credential's constructor, to a parameter, variable, property
or hashtable key whose name says so, and literals that carry their own mark (`Bearer ...`, `password=...`). A text that does not parse
but mentions such a name loses all its literals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from eopsh.language import Answer, Parsed, parse, tree
from eopsh.language.walk import children, descendants

MASK = "********"
"""What stands in place of a secret, between single quotes."""

_QUOTED_MASK = f"'{MASK}'"

# Names are compared without case and punctuation. A stem anywhere makes a secret, unless what follows says that it is about a rule.
_STEMS = "password|passwd|passphrase|passcode|secret|credential"
_ENDS = (
    "pass|pwd|pw|pin|token|bearer|oauthcode|authorization|"
    "(?:api|access|private|shared|account|storage|encryption|product|client|secure|secret|signing|license)keys?"
)
_ABOUT_A_RULE = (
    "enabled|expir|never|history|complex|length|attempt|failed|grace|recovery|required|timeout|quality|minimum|min|max|policy|policies|"
    "lastset|lastchange|last|onnextlogon|protected|status|count|age|url|uri|vault|keyvault|file|path|type|format|hint"
)
_SECRET_NAME = re.compile(f"(?:{_STEMS})(?!s?(?:v2)?(?:{_ABOUT_A_RULE}))|(?<!by)(?<!com)(?:{_ENDS})s?[0-9]*$")
_ABBREVIATION = re.compile("^(?:pas|pass|passw|passwo|passwor|cred|crede|creden|credent|credenti|credentia|sec|secr|secre)$")
_PUNCTUATION = re.compile(r"[^a-z0-9]+")

_MARKED_LITERAL = re.compile(
    r"\b(?:bearer|basic)\s+\S|(?:password|passwd|pwd|passphrase|secret|token|api[-_ ]?key)\w*[\"']?\s*[=:]\s*\S"
    r"|\beyJ[\w-]+\.eyJ|://[^/\s:@]+:[^/\s@]+@|-----BEGIN [A-Z ]*PRIVATE KEY",
    re.IGNORECASE,
)
_MENTION = re.compile(
    rf"{_STEMS}|securestring|token|bearer|pwd|\bpass\b|\bpw\b|\bpin\b|-pas|-cred|appendchar|api[-_]?key|authorization", re.IGNORECASE
)
_SECRET_TYPE = re.compile("credential|securestring", re.IGNORECASE)
_VARIABLE_CMDLETS = frozenset({"set-variable", "sv", "set", "new-variable", "nv", "set-item", "si", "new-item", "ni"})
_SAFE_SOURCES = frozenset(
    {"get-content", "gc", "cat", "type", "import-clixml", "import-csv", "ipcsv", "read-host", "get-item", "gi", "get-secret"}
)

_Span = tuple[int, int]
_Literal = (tree.StringConstantExpression, tree.ExpandableStringExpression, tree.ConstantExpression)


@dataclass(frozen=True, slots=True)
class Masked:
    """A line that may be stored; `changed` when something was taken out."""

    text: str
    changed: bool


def mask(text: str) -> Masked:
    """Return the line without its secrets. Never raises; masking a masked line changes nothing."""
    masked = text
    for _ in range(_MOST_PASSES):
        before, masked = masked, _once(masked)
        if masked == before:
            break
    return Masked(masked, masked != text)


_MOST_PASSES = 5
"""In a damaged text a mask may change how its neighbours read."""


def _once(text: str) -> str:
    if not _might_hold_secret(text):
        return text
    parsed = parse(text)
    spans = set(_marked_tokens(parsed))
    if parsed.answer is Answer.COMPLETE:
        spans.update(_secrets(parsed.tree))
    elif _MENTION.search(text):
        spans.update(_all_literals(parsed))
    return _replace(text, spans)


def is_secret_name(name: str) -> bool:
    """Tell whether a value under this name (parameter, variable, property, key) is a secret."""
    return _SECRET_NAME.search(_PUNCTUATION.sub("", name.lower())) is not None


def _might_hold_secret(text: str) -> bool:
    return _MENTION.search(text) is not None or _MARKED_LITERAL.search(text) is not None or "key" in text.lower() or "code" in text.lower()


def _replace(text: str, spans: set[_Span]) -> str:
    pieces: list[str] = []
    place = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < place:
            continue
        pieces += (text[place:start], _comment_mask(text[start:end]))
        place = end
    return "".join((*pieces, text[place:]))


def _comment_mask(text: str) -> str:
    if text.startswith("<#"):
        return f"<# {MASK} #>"
    return f"# {MASK}" if text.startswith("#") else _QUOTED_MASK


# --- by tokens

_HARMLESS_KINDS = frozenset(
    {"Whitespace", "NewLine", "LineContinuation", "EndOfInput", "Parameter", "Variable", "SplattedVariable", "Comment"}
)


def _marked_tokens(parsed: Parsed) -> Iterator[_Span]:
    """Find literals and comments that carry their own mark."""
    for token in parsed.tokens:
        if (token.kind.startswith(("String", "HereString", "Generic")) or token.kind == "Comment") and _MARKED_LITERAL.search(
            parsed.text[token.start : token.end]
        ):
            yield (token.start, token.end)


def _all_literals(parsed: Parsed) -> Iterator[_Span]:
    for token in parsed.tokens:
        harmless = token.kind in _HARMLESS_KINDS or token.flags & {"CommandName", "Keyword", "TypeName", "MemberName"}
        if not harmless and any(character.isalnum() for character in parsed.text[token.start : token.end]):
            yield (token.start, token.end)


# --- by the tree


def _secrets(node: tree.Node) -> Iterator[_Span]:
    """Find the secrets of a node and of all below it."""
    for part in descendants(node):
        rule = _RULES.get(type(part))
        if rule is not None:
            yield from rule(part)


def _literals(node: tree.Node) -> Iterator[_Span]:
    """Find what is written out as text or number in a value; not what commands in it take, nor the names of members."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, _Literal):
            if not isinstance(part, tree.ExpandableStringExpression) or any(isinstance(piece, str) and piece for piece in part.parts):
                yield (part.start, part.end)
        elif not isinstance(part, tree.Command):
            member = part.member if isinstance(part, tree.MemberExpression | tree.InvokeMemberExpression) else None
            waiting.extend(child for child in children(part) if child is not member)


def _in_command(node: object) -> Iterator[_Span]:
    assert isinstance(node, tree.Command)
    name = (node.name or "").rpartition("\\")[2].lower()
    values = node.elements[1:]
    if name in ("convertto-securestring", "ctss"):
        yield from _all_values(values)
    elif name == "new-object" and any(_names(value, _SECRET_TYPE.search) for value in values):
        yield from _all_values(part for value in values if not _names(value, _SECRET_TYPE.search) for part in _without_user(value))
    elif name in _VARIABLE_CMDLETS and any(_names(value, is_secret_name) for value in values):
        yield from _all_values(value for value in values if not _names(value, is_secret_name))
    yield from _values_of_secret_parameters(values)


def _names(value: tree.Node, fits: Callable[[str], object]) -> bool:
    return isinstance(value, _Literal) and bool(fits(str(value.value)))


def _without_user(node: tree.Node) -> tuple[tree.Node, ...]:
    """Return a credential's arguments without the first of several, which is the user's name."""
    lists = [part for part in descendants(node) if isinstance(part, tree.ArrayLiteral)]
    return lists[0].elements[1:] if lists else (node,)


def _all_values(values: Iterable[tree.Node]) -> Iterator[_Span]:
    for value in values:
        yield from _literals(value)


def _values_of_secret_parameters(values: tuple[tree.CommandParameter | tree.Expression, ...]) -> Iterator[_Span]:
    secret = False
    for value in values:
        if not isinstance(value, tree.CommandParameter):
            if secret:
                yield from _literals(value)
            secret = False
            continue
        secret = is_secret_name(value.name) or _ABBREVIATION.match(value.name.lower()) is not None
        if secret and value.argument is not None:
            yield from _literals(value.argument)
        secret = secret and value.argument is None


def _in_pipeline(node: object) -> Iterator[_Span]:
    """Find what earlier stages hand to ConvertTo-SecureString or to AppendChar."""
    assert isinstance(node, tree.Pipeline)
    sinks = [index for index, stage in enumerate(node.stages) if _is_sink(stage)]
    for stage in node.stages[: max(sinks, default=0)]:
        if isinstance(stage, tree.CommandExpression):
            yield from _literals(stage)
        elif (stage.name or "").lower() not in _SAFE_SOURCES:
            yield from _all_values(stage.elements[1:])


def _is_sink(stage: tree.Node) -> bool:
    if isinstance(stage, tree.Command) and "convertto-securestring" in (stage.name or "").lower():
        return True
    return any(isinstance(node, tree.InvokeMemberExpression) and _member_name(node).lower() == "appendchar" for node in descendants(stage))


def _in_invocation(node: object) -> Iterator[_Span]:
    """Find the arguments of `[pscredential]::new(...)`, of methods that speak of secure strings, and of methods of secrets."""
    assert isinstance(node, tree.InvokeMemberExpression)
    type_name = node.target.type.name if isinstance(node.target, tree.TypeExpression) else ""
    member = _member_name(node)
    speaks_of_secrets = _SECRET_TYPE.search(f"{type_name} {member}") is not None or member.lower() == "appendchar"
    if speaks_of_secrets or is_secret_name(_target_name(node.target)):
        is_credential = member.lower() == "new" and "credential" in type_name.lower()
        yield from _all_values(node.arguments[1:] if is_credential and len(node.arguments) > 1 else node.arguments)


def _in_conversion(node: object) -> Iterator[_Span]:
    assert isinstance(node, tree.ConvertExpression)
    if _is_secret_conversion(node):
        yield from _literals(node.operand)


def _in_assignment(node: object) -> Iterator[_Span]:
    assert isinstance(node, tree.AssignmentStatement)
    targets = node.left.elements if isinstance(node.left, tree.ArrayLiteral) else (node.left,)
    if any(is_secret_name(_target_name(target)) or _is_secret_conversion(target) for target in targets):
        yield from _literals(node.right)


def _is_secret_conversion(node: tree.Node) -> bool:
    return isinstance(node, tree.ConvertExpression) and _SECRET_TYPE.search(node.type.type.name) is not None


def _in_comparison(node: object) -> Iterator[_Span]:
    assert isinstance(node, tree.BinaryExpression)
    for side, other in ((node.left, node.right), (node.right, node.left)):
        if is_secret_name(_target_name(side)):
            yield from _literals(other)


def _in_hashtable(node: object) -> Iterator[_Span]:
    assert isinstance(node, tree.Hashtable)
    for key, value in node.pairs:
        if isinstance(key, _Literal) and is_secret_name(str(key.value)):
            yield from _literals(value)


def _in_parameter(node: object) -> Iterator[_Span]:
    assert isinstance(node, tree.Parameter)
    if node.default is not None and is_secret_name(node.name):
        yield from _literals(node.default)


_RULES: dict[type, Callable[[object], Iterator[_Span]]] = {
    tree.Command: _in_command,
    tree.Pipeline: _in_pipeline,
    tree.InvokeMemberExpression: _in_invocation,
    tree.ConvertExpression: _in_conversion,
    tree.AssignmentStatement: _in_assignment,
    tree.BinaryExpression: _in_comparison,
    tree.Hashtable: _in_hashtable,
    tree.Parameter: _in_parameter,
}


def _member_name(node: tree.MemberExpression | tree.InvokeMemberExpression) -> str:
    return node.member.value if isinstance(node.member, tree.StringConstantExpression) else ""


def _target_name(node: tree.Expression) -> str:
    """Return the name that a value is kept under: of the variable, the property, the key."""
    match node:
        case tree.VariableExpression():
            return node.name
        case tree.MemberExpression():
            return _member_name(node)
        case tree.IndexExpression(index=tree.StringConstantExpression(value=key)):
            return key
        case tree.ConvertExpression() | tree.AttributedExpression():
            return _target_name(node.operand)
        case tree.ParenExpression(pipeline=tree.Pipeline(stages=(tree.CommandExpression(expression=inner),))):
            return _target_name(inner)
        case tree.ParenExpression(pipeline=tree.CommandExpression(expression=inner)):
            return _target_name(inner)
    return ""
