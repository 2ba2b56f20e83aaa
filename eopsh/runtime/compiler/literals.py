"""Constants, strings, variables, arrays, hashtables, blocks and the parentheses of all kinds."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from eopsh.language import tree
from eopsh.objects import BigInteger, Byte, Int16, Int64, PSDict, SByte, UInt16, UInt32, UInt64, Value, to_text, type_name
from eopsh.runtime.blocks import BlockCode
from eopsh.runtime.compiler.unit import Evaluate, Flow, Unit, compiles_expression, expression, statement
from eopsh.runtime.enumerators import Enumerator
from eopsh.runtime.invocation import invocation
from eopsh.runtime.scope import NOTHING, Scope
from eopsh.runtime.signals import failure
from eopsh.runtime.strict import undefined
from eopsh.runtime.values import as_list, bounded, collected, plain, unrolled

_INTEGERS: dict[str, type[int]] = {
    "Byte": Byte,
    "SByte": SByte,
    "Int16": Int16,
    "UInt16": UInt16,
    "UInt32": UInt32,
    "Int64": Int64,
    "UInt64": UInt64,
    "BigInteger": BigInteger,
}


def constant(value: Value) -> Evaluate:
    """Compile a value that is known."""
    return lambda scope: value


@compiles_expression(tree.ConstantExpression)
def _number(node: tree.ConstantExpression, unit: Unit) -> Evaluate:
    return constant(number(node))


def number(node: tree.ConstantExpression) -> Value:
    """Return a number literal's value in its own type."""
    value = node.value
    if isinstance(value, Decimal | float) or not isinstance(value, int):
        return value
    # A plain int means Int64 by its size alone.
    if node.type == "Int64" and not -(2**31) <= value < 2**31:
        return value
    kind = _INTEGERS.get(node.type)
    return value if kind is None else kind(value)


@compiles_expression(tree.StringConstantExpression)
def _string(node: tree.StringConstantExpression, unit: Unit) -> Evaluate:
    return constant(node.value)


@compiles_expression(tree.ExpandableStringExpression)
def _expandable(node: tree.ExpandableStringExpression, unit: Unit) -> Evaluate:
    parts = [part if isinstance(part, str) else _part(part, unit) for part in node.parts]

    def evaluate(scope: Scope) -> Value:
        return "".join([part if isinstance(part, str) else joined(part(scope), scope) for part in parts])

    return evaluate


def _part(node: tree.Expression, unit: Unit) -> Evaluate:
    if isinstance(node, tree.VariableExpression):
        return _known(raw_variable(node, unit, in_text=True))
    return expression(node, unit)


def joined(value: Value, scope: Scope) -> str:
    """Return a value's text inside a string: elements joined by $OFS, lists among them by their type's name."""
    if type(value) is str:
        return value
    if isinstance(value, Enumerator):
        value = value.rest()
    if isinstance(value, list):
        separator = scope.get("OFS")
        return (" " if separator is None else to_text(separator)).join(
            [type_name(item) if isinstance(item, list) else to_text(item) for item in value]
        )
    return to_text(value)


@compiles_expression(tree.VariableExpression)
def _variable(node: tree.VariableExpression, unit: Unit) -> Evaluate:
    raw, key = raw_variable(node, unit), local_key(node)
    if key is None or key == "myinvocation":
        return _known(raw)

    def evaluate(scope: Scope) -> Value:
        variables = scope.variables
        value = variables[key] if key in variables else raw(scope)
        return None if value is NOTHING else value

    return evaluate


def local_key(node: tree.Node) -> str | None:
    """Return the key of a variable that is looked for in the scope itself first; None for a constant, another scope's, anything else."""
    if not isinstance(node, tree.VariableExpression) or ":" in node.name:
        return None
    key = node.name.lower()
    return None if key in _CONSTANTS else "_" if key == "psitem" else key


def _known(raw: Evaluate) -> Evaluate:

    def evaluate(scope: Scope) -> Value:
        value = raw(scope)
        return None if value is NOTHING else value

    return evaluate


def raw_variable(node: tree.VariableExpression, unit: Unit, *, in_text: bool = False) -> Evaluate:
    """Compile a variable so that NOTHING stays NOTHING, for those who enumerate it."""
    key = node.name.lower()
    if key in _CONSTANTS:
        return constant(_CONSTANTS[key])
    key = "_" if key == "psitem" else key
    if key == "myinvocation":
        return invocation
    if ":" in key:
        prefix, _, rest = key.partition(":")
        if prefix in ("global", "script"):
            return _of_outer_scope(node, prefix, rest, unit, in_text=in_text)
        return lambda scope: scope.session.automatic(key, scope)
    name, place = node.name, unit.place(node)

    def evaluate(scope: Scope) -> Value:
        variables = scope.variables
        if key in variables:
            return variables[key]
        if scope.session.strict and key not in _ALWAYS and scope.find(key) is None:
            undefined(scope, name, place, in_text=in_text)
        return scope.raw(key)

    return evaluate


def _of_outer_scope(node: tree.VariableExpression, prefix: str, key: str, unit: Unit, *, in_text: bool) -> Evaluate:
    name, place = node.name, unit.place(node)

    def evaluate(scope: Scope) -> Value:
        variables = scope.session.globals.variables if prefix == "global" else scope.script.variables
        if key not in variables and scope.session.strict and key not in _ALWAYS:
            undefined(scope, name, place, in_text=in_text)
        return variables.get(key)

    return evaluate


_ALWAYS = frozenset({"?", "^", "$", "_", "matches", "args", "input", "this", "lastexitcode", "psscriptroot", "pscommandpath"})


_CONSTANTS: dict[str, Value] = {"true": True, "false": False, "null": None}


@compiles_expression(tree.UsingExpression)
def _using(node: tree.UsingExpression, unit: Unit) -> Evaluate:
    read = _variable(node.variable, unit)
    place = unit.place(node)

    def evaluate(scope: Scope) -> Value:
        if not scope.session.borrowed:
            message = (
                "A Using variable cannot be retrieved. A Using variable can be used only with Invoke-Command, Start-Job, or InlineScript "
                "in the script workflow. When it is used with Invoke-Command, the Using variable is valid only if the script block is "
                "invoked on a remote computer."
            )
            raise failure(message, "UsingWithoutInvokeCommand", place=place)
        return read(scope)

    return evaluate


@compiles_expression(tree.ArrayLiteral)
def _array(node: tree.ArrayLiteral, unit: Unit) -> Evaluate:
    elements = [expression(element, unit) for element in node.elements]
    return lambda scope: [plain(element(scope)) for element in elements]


@compiles_expression(tree.Hashtable)
def _hashtable(node: tree.Hashtable, unit: Unit) -> Evaluate:
    return hashtable(node, unit, ordered=False)


def hashtable(node: tree.Hashtable, unit: Unit, *, ordered: bool) -> Evaluate:
    """Compile `@{}` and `[ordered]@{}`."""
    pairs = [(expression(key, unit), statement_value(value, unit), unit.place(key)) for key, value in node.pairs]

    def evaluate(scope: Scope) -> Value:
        table = PSDict(ordered=ordered)
        for key, value, place in pairs:
            name = key(scope)
            if name is None:
                raise failure("A null key is not allowed in a hash literal.", "InvalidNullKey", place=place)
            if name in table:
                message = f"Item has already been added. Key in dictionary: '{to_text(name)}'  Key being added: '{to_text(name)}'"
                raise failure(message, "DuplicateKeyInHashLiteral", place=place)
            table[name] = plain(value(scope))
        return table

    return evaluate


@compiles_expression(tree.ScriptBlockExpression)
def _block(node: tree.ScriptBlockExpression, unit: Unit) -> Evaluate:
    code = BlockCode(node.body, unit, unit.text[node.start + 1 : node.end - 1])
    # Attributes have their constants worked out without a scope.
    return lambda scope: code.block() if not scope or scope.home is None else code.at(scope.home).block()


@compiles_expression(tree.ParenExpression)
def _paren(node: tree.ParenExpression, unit: Unit) -> Evaluate:
    if isinstance(node.pipeline, tree.AssignmentStatement) or is_increment(node.pipeline):
        return assigned_value(node.pipeline, unit)
    value = statement_value(node.pipeline, unit)
    return lambda scope: plain(value(scope))


def is_increment(node: tree.Statement) -> bool:
    """Tell whether a statement is `$x++` or the like: in parentheses it has a value."""
    found = lone_expression(node)
    return isinstance(found, tree.UnaryExpression) and found.operator in INCREMENTS


INCREMENTS = frozenset({"PlusPlus", "MinusMinus", "PostfixPlusPlus", "PostfixMinusMinus"})


def assigned_value(node: tree.Statement, unit: Unit) -> Evaluate:
    """Compile `($x = 1)` and `($i++)`, which are worth what they assigned."""
    from eopsh.runtime.compiler.assignment import assignment_value, increment

    if isinstance(node, tree.AssignmentStatement):
        return assignment_value(node, unit)
    found = lone_expression(node)
    assert isinstance(found, tree.UnaryExpression)
    return increment(found, unit)


def lone_expression(node: tree.Node) -> tree.Expression | None:
    """Return the expression that a statement consists of, None for anything more."""
    if isinstance(node, tree.Pipeline) and len(node.stages) == 1 and not node.background:
        stage = node.stages[0]
        return stage.expression if isinstance(stage, tree.CommandExpression) and not stage.redirections else None
    if isinstance(node, tree.CommandExpression) and not node.redirections:
        return node.expression
    return node if isinstance(node, tree.Expression) else None


def statement_value(node: tree.Node, unit: Unit) -> Evaluate:
    """Compile what a statement is worth: a lone expression its value untouched, anything else its output collected."""
    if isinstance(node, tree.AssignmentStatement):
        return assigned_value(node, unit)
    found = lone_expression(node)
    if found is not None:
        return raw_expression(found, unit)
    flow = statement(node, unit)
    return lambda scope: collected(flow(scope))


def raw_expression(node: tree.Expression, unit: Unit) -> Evaluate:
    """Compile an expression so that NOTHING stays NOTHING."""
    if isinstance(node, tree.VariableExpression):
        return raw_variable(node, unit)
    if isinstance(node, tree.SubExpression):
        return _sub_value(node, unit)
    if isinstance(node, tree.ParenExpression) and not (isinstance(node.pipeline, tree.AssignmentStatement) or is_increment(node.pipeline)):
        return statement_value(node.pipeline, unit)
    return expression(node, unit)


def _sub_value(node: tree.SubExpression, unit: Unit) -> Evaluate:
    flow = block_flow(node.body, unit)
    return lambda scope: collected(flow(scope))


@compiles_expression(tree.SubExpression)
def _sub(node: tree.SubExpression, unit: Unit) -> Evaluate:
    value = _sub_value(node, unit)
    return lambda scope: plain(value(scope))


def block_flow(body: tree.StatementBlock, unit: Unit) -> Flow:
    """Compile the statements of `$( )` and `@( )`; an error in them ends the statement around them."""
    from eopsh.runtime.compiler.script import statements

    return statements(body.statements, unit, body.traps)


@compiles_expression(tree.ArrayExpression)
def _array_expression(node: tree.ArrayExpression, unit: Unit) -> Evaluate:
    only = node.body.statements[0] if len(node.body.statements) == 1 else None
    found = lone_expression(only) if only is not None else None
    if found is not None and not (isinstance(found, tree.UnaryExpression) and found.operator in INCREMENTS):
        value = raw_expression(found, unit)
        return lambda scope: as_list(value(scope))
    flow = block_flow(node.body, unit)
    return lambda scope: bounded(flow(scope))


def enumerated(value: Evaluate) -> Flow:
    """Compile an expression as a statement: its value is unrolled into the output."""

    def flow(scope: Scope) -> Iterable[Value]:
        return unrolled(value(scope))

    return flow
