"""Where in a syntax tree the secrets stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from itertools import zip_longest

from eopsh.history.secret_names import SECRET_TYPE, is_secret_name, is_secret_parameter
from eopsh.language import tree
from eopsh.language.walk import children, descendants

Span = tuple[int, int]

_VARIABLE_CMDLETS = frozenset({"set-variable", "sv", "set", "new-variable", "nv", "set-item", "si", "new-item", "ni"})
_SAFE_SOURCES = frozenset(
    {"get-content", "gc", "cat", "type", "import-clixml", "import-csv", "ipcsv", "read-host", "get-item", "gi", "get-secret"}
)
"""What they take is the place of a secret, not the secret."""
_ITEM = frozenset({"_", "psitem"})
_NOT_TAINTED = _ITEM | {"true", "false", "null"}
_MOST_ROUNDS = 4
_Literal = (tree.StringConstantExpression, tree.ExpandableStringExpression, tree.ConstantExpression)


def secret_spans(script: tree.ScriptBlock) -> set[Span]:
    """Return the spans of the literals that are secrets, among them those that reach a secret's place through a variable."""
    nodes = list(descendants(script))
    tainted: Set[str] = frozenset()
    for _ in range(_MOST_ROUNDS):
        finder = _Finder(tainted)
        values = [value for node in nodes for value in finder.values(node)]
        used = {name for value in values for name in _variables(value)} - _NOT_TAINTED
        if used <= tainted:
            break
        tainted |= used
    return {span for value in values for span in _literals(value)}


class _Finder:
    """Knows what each kind of node says of the values in it. `tainted` are variables whose values went to a secret's place."""

    def __init__(self, tainted: Set[str]) -> None:
        self._tainted = tainted

    def values(self, node: tree.Node) -> Iterator[tree.Node]:
        """Yield the values that a node gives to a secret's place."""
        match node:
            case tree.Pipeline():
                return self._in_pipeline(node)
            case tree.AssignmentStatement():
                return self._in_assignment(node)
            case tree.BinaryExpression():
                return self._in_comparison(node)
            case tree.ForEachStatement() if self._is_secret(node.variable.name):
                return iter((node.condition,))
            case tree.SwitchStatement() if self._is_secret(_name_of(node.condition)):
                return (pattern for pattern, _ in node.clauses)
            case tree.Parameter(name=name, default=value) | tree.PropertyMember(name=name, initial=value):
                return iter((value,) if value is not None and is_secret_name(name) else ())
        return _direct_values(node)

    def _is_secret(self, name: str) -> bool:
        return is_secret_name(name) or name.lower() in self._tainted

    def _in_pipeline(self, node: tree.Pipeline) -> Iterator[tree.Node]:
        """Yield what earlier stages hand to a stage that makes a secret of its input."""
        last = max((index for index, stage in enumerate(node.stages) if _makes_secret_of_input(stage)), default=0)
        return _handed_on(node.stages[:last])

    def _in_assignment(self, node: tree.AssignmentStatement) -> Iterator[tree.Node]:
        targets = node.left.elements if isinstance(node.left, tree.ArrayLiteral) else (node.left,)
        if any(self._is_secret(_name_of(target)) or _is_secret_conversion(target) for target in targets):
            yield node.right

    def _in_comparison(self, node: tree.BinaryExpression) -> Iterator[tree.Node]:
        for side, other in ((node.left, node.right), (node.right, node.left)):
            if is_secret_name(_name_of(side)):
                yield other


def _direct_values(node: tree.Node) -> Iterator[tree.Node]:
    match node:
        case tree.Command():
            return _in_command(node)
        case tree.InvokeMemberExpression():
            return _in_invocation(node)
        case tree.ConvertExpression() if _is_secret_conversion(node):
            return iter((node.operand,))
        case tree.Hashtable():
            return (value for key, value in node.pairs if _says(key, is_secret_name))
    return iter(())


def _in_command(node: tree.Command) -> Iterator[tree.Node]:
    values = node.elements[1:]
    name = _command_name(node)
    if name == "convertto-securestring":
        yield from values
    elif name == "new-object" and any(_says(value, SECRET_TYPE.search) for value in values):
        yield from (part for value in values if not _says(value, SECRET_TYPE.search) for part in _without_user(value))
    elif name in _VARIABLE_CMDLETS and any(_says(value, is_secret_name) for value in values):
        yield from (value for value in values if not _says(value, is_secret_name))
    yield from _of_secret_parameters(values)


def _of_secret_parameters(values: tuple[tree.CommandParameter | tree.Expression, ...]) -> Iterator[tree.Node]:
    secret = False
    for value, following in zip_longest(values, values[1:]):
        if isinstance(value, tree.CommandParameter):
            if secret and not value.name.isalpha():
                # A secret that begins with a dash reads like a parameter.
                yield value
            secret = is_secret_parameter(value.name)
            if secret and value.argument is not None:
                yield value.argument
            secret = secret and value.argument is None
        elif secret:
            yield value
            secret = following is not None and following.start == value.end


def _in_invocation(node: tree.InvokeMemberExpression) -> Iterator[tree.Node]:
    """Find the arguments of `[pscredential]::new(...)`, of methods that speak of secure strings, and of methods of secrets."""
    type_name = node.target.type.name if isinstance(node.target, tree.TypeExpression) else ""
    member = _member_name(node).lower()
    if not SECRET_TYPE.search(f"{type_name} {member}") and member != "appendchar" and not is_secret_name(_name_of(node.target)):
        return
    has_user = member == "new" and "credential" in type_name.lower() and len(node.arguments) > 1
    yield from node.arguments[1:] if has_user else node.arguments


def _makes_secret_of_input(stage: tree.Node) -> bool:
    """Tell whether a stage is ConvertTo-SecureString, or a block in which the object of the pipeline goes to a secret's place."""
    if not isinstance(stage, tree.Command):
        return False
    return _command_name(stage) == "convertto-securestring" or any(
        not _ITEM.isdisjoint(_variables(value))
        for part in descendants(stage)
        if part is not stage
        for value in (_piped_to_conversion(part) if isinstance(part, tree.Pipeline) else _direct_values(part))
    )


def _piped_to_conversion(node: tree.Pipeline) -> Iterator[tree.Node]:
    names = [_command_name(stage) if isinstance(stage, tree.Command) else "" for stage in node.stages]
    return _handed_on(node.stages[: names.index("convertto-securestring")]) if "convertto-securestring" in names else iter(())


def _handed_on(stages: Iterable[tree.Command | tree.CommandExpression]) -> Iterator[tree.Node]:
    for stage in stages:
        if isinstance(stage, tree.CommandExpression):
            yield stage.expression
        elif _command_name(stage) not in _SAFE_SOURCES:
            yield from stage.elements[1:]


# --- parts of values


def _literals(value: tree.Node) -> Iterator[Span]:
    """Yield what is written out as text or number in a value; not what commands in it take, nor the names of members."""
    for part in _parts(value):
        if isinstance(part, tree.CommandParameter) and part is value and part.argument is None:
            if not part.name.isalpha():
                yield (part.start, part.end)
        elif isinstance(part, tree.ExpandableStringExpression):
            if any(isinstance(piece, str) and piece for piece in part.parts):
                yield (part.start, part.end)
        elif isinstance(part, _Literal):
            yield (part.start, part.end)


def _variables(value: tree.Node) -> set[str]:
    """Return the variables whose own value is part of a value, lower-case; not those of which only a member is."""
    return {part.name.lower() for part in _parts(value) if isinstance(part, tree.VariableExpression)}


def _parts(value: tree.Node) -> Iterator[tree.Node]:
    waiting = [value]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, tree.MemberExpression) and isinstance(part.target, tree.VariableExpression):
            continue
        if not isinstance(part, tree.Command):
            member = part.member if isinstance(part, tree.MemberExpression | tree.InvokeMemberExpression) else None
            waiting.extend(child for child in children(part) if child is not member)


def _without_user(node: tree.Node) -> tuple[tree.Node, ...]:
    """Return a credential's arguments without the first of several, which is the user's name."""
    lists = [part for part in descendants(node) if isinstance(part, tree.ArrayLiteral)]
    return lists[0].elements[1:] if lists else (node,)


# --- names


def _says(value: tree.Node, fits: Callable[[str], object]) -> bool:
    return isinstance(value, _Literal) and bool(fits(str(value.value)))


def _is_secret_conversion(node: tree.Node) -> bool:
    return isinstance(node, tree.ConvertExpression) and SECRET_TYPE.search(node.type.type.name) is not None


def _command_name(node: tree.Command) -> str:
    return (node.name or "").rpartition("\\")[2].lower()


def _member_name(node: tree.MemberExpression | tree.InvokeMemberExpression) -> str:
    return node.member.value if isinstance(node.member, tree.StringConstantExpression) else ""


def _name_of(node: tree.Node) -> str:
    """Return the name that a value is kept under: of the variable, the property, the key."""
    match node:
        case tree.VariableExpression(name=name):
            return name
        case tree.MemberExpression():
            return _member_name(node)
        case tree.IndexExpression(index=tree.StringConstantExpression(value=key)):
            return key
        case tree.ConvertExpression(operand=inner) | tree.AttributedExpression(operand=inner) | tree.ParenExpression(pipeline=inner):
            return _name_of(inner)
        case tree.Pipeline(stages=(tree.CommandExpression(expression=inner),)) | tree.CommandExpression(expression=inner):
            return _name_of(inner)
    return ""
