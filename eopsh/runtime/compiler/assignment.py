"""Assignment: to variables, members, elements, and several at once; `++` and `--`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sized
from dataclasses import replace
from typing import TypeAlias

from eopsh.binding.validation import Validation
from eopsh.errors import EopshError
from eopsh.language import tree
from eopsh.objects import ScriptBlock, Value, to_text, type_name
from eopsh.objects.bounds import fitting_array, fitting_text
from eopsh.runtime.blocks import Function, code_of
from eopsh.runtime.compiler.literals import local_key, lone_expression, raw_variable, statement_value
from eopsh.runtime.compiler.members import assign_element, assign_member, member_name
from eopsh.runtime.compiler.operations import INT32, operate
from eopsh.runtime.compiler.types import conversion, is_missing, missing_type
from eopsh.runtime.compiler.unit import Evaluate, Flow, Unit, compiles_statement, expression, silent
from eopsh.runtime.declarations import check_variable, validations
from eopsh.runtime.scope import NOTHING, READ_ONLY, Scope, not_writable
from eopsh.runtime.script_text import block_from_text
from eopsh.runtime.signals import ScriptError, as_script_error, failure, not_yet
from eopsh.runtime.values import counted_list, plain

Store: TypeAlias = Callable[[Scope, Value], None]
_COMPOUND = {
    "PlusEquals": "Plus",
    "MinusEquals": "Minus",
    "MultiplyEquals": "Multiply",
    "DivideEquals": "Divide",
    "RemainderEquals": "Rem",
    "QuestionQuestionEquals": "QuestionQuestion",
}


@compiles_statement(tree.AssignmentStatement)
def _assignment(node: tree.AssignmentStatement, unit: Unit) -> Flow:
    value = _added(node, unit) or assignment_value(node, unit)

    def flow(scope: Scope) -> Iterable[Value]:
        value(scope)
        scope.session.succeeded = True
        return ()

    return silent(flow)


def _added(node: tree.AssignmentStatement, unit: Unit) -> Evaluate | None:
    """Compile `$sum += 1` and the like on a variable of the scope itself, whole numbers and texts without a detour."""
    key = local_key(node.left)
    if node.operator != "PlusEquals" or key is None or key in READ_ONLY:
        return None
    right, slow = statement_value(node.right, unit), operate("Plus")
    read, store = _read_own(node.left, unit), target(node.left, unit)
    low, high = INT32

    def evaluate(scope: Scope) -> Value:
        one = read(scope)
        other = right(scope)
        if type(one) is int and type(other) is int and low <= one <= high and low <= other <= high:
            total: Value = one + other
        elif (type(one) is str and type(other) is str) or (type(one) is float and (type(other) is int or type(other) is float)):
            total = one + other  # type: ignore[operator]  # two texts, or a Double and a number
        else:
            total = slow(one, plain(other))
        if type(total) is int and not low <= total <= high:
            total = slow(one, plain(other))
        if type(total) is str or type(total) is list:
            _fits(total)
        store(scope, total)
        return total

    return evaluate


def _read_own(node: tree.Expression, unit: Unit) -> Evaluate:
    """Compile what `$x += 1` reads: in a function or a called block the variable of its own scope, none of the scopes around it."""
    key, read, body = local_key(node), expression(node, unit), unit.body
    if key is None or body is None or key in _FROM_AROUND:
        return read

    def evaluate(scope: Scope) -> Value:
        variables = scope.variables
        if key in variables:
            value = variables[key]
            return None if value is NOTHING else value
        return None if scope.body is body and not scope.session.strict else read(scope)

    return evaluate


_FROM_AROUND = frozenset({"_", "args", "input", "matches", "psboundparameters", "psdefaultparametervalues", "error", "ofs"})


def _fits(value: Sized) -> None:
    """Raise OutOfMemory for what has grown too large."""
    if isinstance(value, str):
        fitting_text(len(value))
    else:
        fitting_array(len(value))


def assignment_value(node: tree.AssignmentStatement, unit: Unit) -> Evaluate:
    """Compile an assignment to an expression that assigns and is worth what was assigned."""
    right = statement_value(node.right, unit)
    store = target(node.left, unit)
    if node.operator == "Equals":
        return _stored(right, store)
    operator = _COMPOUND.get(node.operator)
    if operator is None:
        raise not_yet(f"the operator {node.operator}", unit.place(node))
    read = _read_own(node.left if not isinstance(node.left, tree.ConvertExpression) else node.left.operand, unit)
    if operator == "QuestionQuestion":
        return _stored_if_null(read, right, store)
    combine = operate(operator)
    return _stored(lambda scope: combine(read(scope), plain(right(scope))), store)


def _stored(right: Evaluate, store: Store) -> Evaluate:
    def evaluate(scope: Scope) -> Value:
        value = right(scope)
        if isinstance(value, range):
            value = counted_list(value)
        store(scope, value)
        return None if value is NOTHING else value

    return evaluate


def _stored_if_null(read: Evaluate, right: Evaluate, store: Store) -> Evaluate:
    def evaluate(scope: Scope) -> Value:
        value = read(scope)
        if value is None:
            value = plain(right(scope))
            store(scope, value)
        return value

    return evaluate


def target(node: tree.Expression, unit: Unit) -> Store:
    """Compile what stands left of the equals sign."""
    if isinstance(node, tree.VariableExpression):
        return variable_store(node.name, unit, node)
    if isinstance(node, tree.MemberExpression):
        return _member_store(node, unit)
    if isinstance(node, tree.IndexExpression):
        return _element_store(node, unit)
    if isinstance(node, tree.ArrayLiteral):
        return _several(node, unit)
    if isinstance(node, tree.ConvertExpression):
        return _typed(node, unit)
    if isinstance(node, tree.ParenExpression):
        return _parenthesised(node, unit)
    if isinstance(node, tree.AttributedExpression):
        return _validated(node, unit)
    raise failure(
        "The assignment expression is not valid. The input to an assignment operator must be an object that is able to accept assignments,"
        " such as a variable or a property.",
        "InvalidLeftHandSide",
        "ParserError",
        place=unit.place(node),
    )


def _parenthesised(node: tree.ParenExpression, unit: Unit) -> Store:
    inner = lone_expression(node.pipeline)
    if isinstance(inner, tree.ArrayLiteral):
        return _several(inner, unit)
    if inner is None:
        raise not_yet("assignment to this", unit.place(node))
    return target(inner, unit)


def variable_store(name: str, unit: Unit, node: tree.Node) -> Store:
    """Compile the assignment to a variable, of another scope where the name says so."""
    prefix, colon, rest = name.partition(":")
    if not colon:
        return _local_store(name)
    where = prefix.lower()
    if where == "global":
        return lambda scope, value: scope.session.globals.set(rest, value)
    if where == "script":
        return lambda scope, value: scope.script.set(rest, value)
    if where == "private":
        return _private_store(rest)
    if where in ("local", "variable"):
        return lambda scope, value: scope.set(rest, value)
    if where == "env":
        return _environment_store(rest)
    if where == "function":
        return _function_store(rest)
    raise not_yet(f"assignment to ${name}", unit.place(node))


def _private_store(name: str) -> Store:
    key = name.lower()

    def store(scope: Scope, value: Value) -> None:
        scope.set(name, value)
        scope.hide(key)

    return store


def _function_store(name: str) -> Store:
    def store(scope: Scope, value: Value) -> None:
        if isinstance(value, str):
            value = block_from_text(value)
        if isinstance(value, ScriptBlock):
            scope.functions[name.lower()] = Function(name, code_of(value))

    return store


def _environment_store(name: str) -> Store:
    def store(scope: Scope, value: Value) -> None:
        if value is None or value is NOTHING:
            os.environ.pop(name, None)
        else:
            os.environ[name] = to_text(value)

    return store


def _local_store(name: str) -> Store:
    key = name.lower()
    if key == "null":
        return lambda scope, value: None
    if key in READ_ONLY:

        def refuse(scope: Scope, value: Value) -> None:
            raise not_writable(scope.session.globals.spellings.get(key, name))

        return refuse

    def store(scope: Scope, value: Value) -> None:
        variables = scope.variables
        if key in variables and not scope.constraints:
            variables[key] = value
        else:
            scope.set(name, value)

    return store


def _member_store(node: tree.MemberExpression, unit: Unit) -> Store:
    owner = expression(node.target, unit)
    name = member_name(node.member, unit)
    return lambda scope, value: assign_member(owner(scope), name(scope), plain(value))


def _element_store(node: tree.IndexExpression, unit: Unit) -> Store:
    owner = expression(node.target, unit)
    index = expression(node.index, unit)
    return lambda scope, value: assign_element(owner(scope), index(scope), plain(value))


def _several(node: tree.ArrayLiteral, unit: Unit) -> Store:
    stores = [target(element, unit) for element in node.elements]
    last = len(stores) - 1

    def store(scope: Scope, value: Value) -> None:
        values = list(value) if isinstance(value, list) else [plain(value)]
        for index, one in enumerate(stores):
            if index < last:
                one(scope, values[index] if index < len(values) else None)
            else:
                rest = values[last:]
                one(scope, rest[0] if len(rest) == 1 else rest if rest else None)

    return store


def _typed(node: tree.ConvertExpression, unit: Unit) -> Store:
    """`[int]$x = ...`: the variable keeps the type for later assignments."""
    inner = node.operand
    if is_missing(unit.type_name(node.type.type.name)):
        return missing_type(node.type.type.name, unit.place(node.type))
    change = conversion(node.type, unit)
    if not isinstance(inner, tree.VariableExpression):
        store = target(inner, unit)
        return lambda scope, value: store(scope, change(plain(value)))
    name = inner.name.rpartition(":")[2]
    store = variable_store(inner.name, unit, inner)
    type_name = node.type.type.name

    def constrain(value: Value) -> Value:
        return constrained(change, value, type_name)

    def assign(scope: Scope, value: Value) -> None:
        scope.constraints.pop(name.lower(), None)
        store(scope, constrain(plain(value)))
        scope.constraints[name.lower()] = constrain

    return assign


def _validated(node: tree.AttributedExpression, unit: Unit) -> Store:
    """`[ValidateSet('a', 'b')]$x = ...`: the variable keeps the rule for later assignments."""
    from eopsh.runtime.stages import evaluator

    store, inner = target(node.operand, unit), node.operand
    while isinstance(inner, tree.AttributedExpression | tree.ConvertExpression):
        inner = inner.operand
    rules = [rule for rule in validations((node.attribute,), unit) if isinstance(rule, Validation)]
    if not rules or not isinstance(inner, tree.VariableExpression):
        return store
    name = inner.name.rpartition(":")[2]

    def assign(scope: Scope, value: Value) -> None:
        _check_first(rules, plain(value), name, scope)
        store(scope, value)
        before = scope.constraints.get(name.lower())

        def constrain(given: Value) -> Value:
            found = given if before is None else before(given)
            check_variable(rules, found, name, evaluator(scope))
            return found

        scope.constraints[name.lower()] = constrain

    return assign


def _check_first(rules: list[Validation], value: Value, name: str, scope: Scope) -> None:
    from eopsh.runtime.stages import evaluator

    try:
        check_variable(rules, value, name, evaluator(scope))
    except ScriptError as error:
        text = f"The attribute cannot be added because variable {name} with value {to_text(value)} would no longer be valid."
        error.record = replace(error.record, message=text)
        raise


def constrained(change: Callable[[Value], Value], value: Value, type_name: str) -> Value:
    """Convert a value for a variable that has a type; the error says what PowerShell says of an assignment."""
    try:
        return change(value)
    except EopshError as error:
        found = as_script_error(error)
        if found is None:
            raise
        raise failure(
            found.record.message,
            "RuntimeException",
            "MetadataError",
            exception="System.Management.Automation.ArgumentTransformationMetadataException",
        ) from error


_STEP = {"PlusPlus": 1, "MinusMinus": -1, "PostfixPlusPlus": 1, "PostfixMinusMinus": -1}


def increment(node: tree.UnaryExpression, unit: Unit) -> Evaluate:
    """Compile `++` and `--`, before or after."""
    add = operate("Plus")
    step = _STEP[node.operator]
    after = node.operator.startswith("Postfix")
    read = raw_variable(node.operand, unit) if isinstance(node.operand, tree.VariableExpression) else expression(node.operand, unit)
    store = target(node.operand, unit)
    low, high = INT32

    def evaluate(scope: Scope) -> Value:
        before = read(scope)
        if type(before) is int and low < before < high:
            store(scope, before + step)
            return before if after else before + step
        before = plain(before)
        if before is None:
            before = 0
        elif isinstance(before, str | bool | list):
            raise failure(
                f"The '{'++' if step > 0 else '--'}' operator works only on numbers. The operand is a '{type_name(before)}'.",
                "OperatorRequiresNumber",
                place=unit.place(node),
            )
        now = add(before, step)
        store(scope, now)
        return before if after else now

    return evaluate
