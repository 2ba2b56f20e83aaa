"""Operators: arithmetic, comparison, logic, text; the frequent cases decided without a detour."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from eopsh.errors import EopshError
from eopsh.language import tree
from eopsh.objects import PSDict, ScriptBlock, Value, operators, to_bool
from eopsh.objects.arithmetic import negate, plus
from eopsh.objects.bits import bnot
from eopsh.objects.regex import match_groups
from eopsh.runtime.blocks import code_of, keep_item, restore_item
from eopsh.runtime.compiler.literals import INCREMENTS, joined, local_key, number
from eopsh.runtime.compiler.types import as_type, is_type
from eopsh.runtime.compiler.unit import Evaluate, Unit, compiles_expression, expression
from eopsh.runtime.enumerators import Enumerator
from eopsh.runtime.match_objects import match_object
from eopsh.runtime.scope import Scope
from eopsh.runtime.signals import Place, as_script_error, not_yet
from eopsh.runtime.values import plain

Combine: TypeAlias = Callable[[Value, Value], Value]


def operate(kind: str) -> Combine:
    """Return the function of an operator by its token kind; a range becomes a list."""
    if kind == "DotDot":
        return lambda left, right: plain(operators.range_of(left, right))
    function = operators.binary(kind)
    quick = _WHOLE.get(kind)
    return function if quick is None else _whole(quick, function)


_WHOLE: dict[str, Callable[[int, int], int]] = {"Plus": operator.add, "Minus": operator.sub, "Multiply": operator.mul}
_LOW, _HIGH = INT32 = -(2**31), 2**31 - 1


def _whole(quick: Callable[[int, int], int], function: Combine) -> Combine:
    """Two Int32 whose result is one too need no more than Python's own operation."""

    def combine(left: Value, right: Value) -> Value:
        if type(left) is int and type(right) is int and _LOW <= left <= _HIGH and _LOW <= right <= _HIGH:
            result = quick(left, right)
            if _LOW <= result <= _HIGH:
                return result
        return function(left, right)

    return combine


@compiles_expression(tree.BinaryExpression)
def _binary(node: tree.BinaryExpression, unit: Unit) -> Evaluate:
    special = _SPECIAL.get(node.operator)
    if special is not None:
        return special(node, unit)
    left, right = _left(node, unit), expression(node.right, unit)
    try:
        combine = operate(node.operator)
    except KeyError:
        raise not_yet(f"the operator {node.operator}", unit.place(node)) from None
    whole, known, key = _WHOLE.get(node.operator), _known_whole(node.right), local_key(node.left)
    if known is not None and key is not None and (quickest := whole or _QUICK.get(node.operator)):
        return _variable_with_known(key, left, known, quickest, combine)
    if known is not None and whole is not None:
        return _with_known(left, known, whole, combine)
    if whole is not None:
        return _with_whole(left, right, whole, combine)
    quick = _QUICK.get(node.operator)
    if quick is None:
        return lambda scope: combine(left(scope), right(scope))
    return _with_quick(left, right, quick, combine)


def _left(node: tree.BinaryExpression, unit: Unit) -> Evaluate:
    """Compile the left operand; `$input` is what is left of it, and its text for `-join`."""
    value = expression(node.left, unit)
    if local_key(node.left) != "input":
        return value

    def evaluate(scope: Scope) -> Value:
        found = value(scope)
        if not isinstance(found, Enumerator):
            return found
        return joined(found, scope) if node.operator == "Join" else found.rest()

    return evaluate


def _known_whole(node: tree.Expression) -> int | None:
    """Return the Int32 that stands in the script, None for anything else."""
    value = number(node) if isinstance(node, tree.ConstantExpression) else None
    return value if type(value) is int and _LOW <= value <= _HIGH else None


def quick_of_item(node: tree.Expression) -> tuple[Callable[[int, int], int], int] | None:
    """Return the operation and the number of `$_ * 2` and `$_ -gt 5`: on an Int32, Python's own does as long as the result is one too."""
    if not isinstance(node, tree.BinaryExpression) or local_key(node.left) != "_":
        return None
    known, quick = _known_whole(node.right), _WHOLE.get(node.operator) or _QUICK.get(node.operator)
    return None if known is None or quick is None else (quick, known)


def _variable_with_known(key: str, left: Evaluate, other: int, quick: Callable[[int, int], int], combine: Combine) -> Evaluate:
    """The same for a variable and a number in the script: `$i -lt 5`, `$_ * 2`."""
    low, high = _LOW, _HIGH

    def evaluate(scope: Scope) -> Value:
        one = scope.variables.get(key)
        if type(one) is int and low <= one <= high:
            result = quick(one, other)
            if low <= result <= high:
                return result
        return combine(left(scope), other)

    return evaluate


def _with_whole(left: Evaluate, right: Evaluate, quick: Callable[[int, int], int], combine: Combine) -> Evaluate:
    """The same as `_whole`, without a call between."""

    def evaluate(scope: Scope) -> Value:
        one, other = left(scope), right(scope)
        if type(one) is int and type(other) is int and _LOW <= one <= _HIGH and _LOW <= other <= _HIGH:
            result = quick(one, other)
            if _LOW <= result <= _HIGH:
                return result
        return combine(one, other)

    return evaluate


def _with_known(left: Evaluate, other: int, quick: Callable[[int, int], int], combine: Combine) -> Evaluate:
    """The same, for a right side that is a number in the script."""
    low, high = _LOW, _HIGH

    def evaluate(scope: Scope) -> Value:
        one = left(scope)
        if type(one) is int and low <= one <= high:
            result = quick(one, other)
            if low <= result <= high:
                return result
        return combine(one, other)

    return evaluate


_QUICK: dict[str, Callable[[object, object], bool]] = {
    "Igt": operator.gt,  # type: ignore[dict-item]
    "Ige": operator.ge,  # type: ignore[dict-item]
    "Ilt": operator.lt,  # type: ignore[dict-item]
    "Ile": operator.le,  # type: ignore[dict-item]
    "Ieq": operator.eq,
    "Ine": operator.ne,
}


def _with_quick(left: Evaluate, right: Evaluate, quick: Callable[[object, object], bool], combine: Combine) -> Evaluate:
    """Two plain integers compare at once; everything else takes the whole way."""

    def evaluate(scope: Scope) -> Value:
        one, other = left(scope), right(scope)
        if type(one) is int and type(other) is int:
            return quick(one, other)
        return combine(one, other)

    return evaluate


def range_bounds(node: tree.Expression, unit: Unit) -> Evaluate | None:
    """Compile `a..b` to a range that is counted, not built; None for any other expression."""
    if isinstance(node, tree.ParenExpression):
        inner = node.pipeline
        if isinstance(inner, tree.Pipeline) and len(inner.stages) == 1 and isinstance(inner.stages[0], tree.CommandExpression):
            return range_bounds(inner.stages[0].expression, unit)
    if not isinstance(node, tree.BinaryExpression) or node.operator != "DotDot":
        return None
    left, right = expression(node.left, unit), expression(node.right, unit)
    return lambda scope: operators.range_of(left(scope), right(scope))


# --- logic


def _and(node: tree.BinaryExpression, unit: Unit) -> Evaluate:
    left, right = expression(node.left, unit), expression(node.right, unit)
    return lambda scope: to_bool(left(scope)) and to_bool(right(scope))


def _or(node: tree.BinaryExpression, unit: Unit) -> Evaluate:
    left, right = expression(node.left, unit), expression(node.right, unit)
    return lambda scope: to_bool(left(scope)) or to_bool(right(scope))


def _xor(node: tree.BinaryExpression, unit: Unit) -> Evaluate:
    left, right = expression(node.left, unit), expression(node.right, unit)
    return lambda scope: to_bool(left(scope)) is not to_bool(right(scope))


def _if_null(node: tree.BinaryExpression, unit: Unit) -> Evaluate:
    left, right = expression(node.left, unit), expression(node.right, unit)

    def evaluate(scope: Scope) -> Value:
        value = left(scope)
        return right(scope) if value is None else value

    return evaluate


@compiles_expression(tree.TernaryExpression)
def _ternary(node: tree.TernaryExpression, unit: Unit) -> Evaluate:
    condition = expression(node.condition, unit)
    if_true, if_false = expression(node.if_true, unit), expression(node.if_false, unit)
    return lambda scope: if_true(scope) if to_bool(condition(scope)) else if_false(scope)


# --- types


def _is(node: tree.BinaryExpression, unit: Unit) -> Evaluate:
    left, right = expression(node.left, unit), expression(node.right, unit)
    wanted = node.operator == "Is"
    return lambda scope: is_type(left(scope), right(scope)) is wanted


def _as(node: tree.BinaryExpression, unit: Unit) -> Evaluate:
    left, right = expression(node.left, unit), expression(node.right, unit)
    return lambda scope: as_type(left(scope), right(scope))


# --- text


def matches(value: Value, pattern: Value, scope: Scope, *, ignore_case: bool) -> Value:
    """Answer `-match`: for one value a boolean, and `$Matches` where it is true; for a list the elements that match."""
    if isinstance(value, list):
        return operators.binary("Imatch" if ignore_case else "Cmatch")(value, pattern)
    match = operators.match_text(value, pattern, ignore_case)
    if match is None:
        return False
    note_match(match, scope)
    return True


def note_match(match: re.Match[str], scope: Scope) -> None:
    """Set `$Matches`."""
    scope.variables["matches"] = PSDict(match_groups(match).items())


def _match(node: tree.BinaryExpression, unit: Unit) -> Evaluate:
    left, right = _left(node, unit), expression(node.right, unit)
    ignore_case = node.operator.startswith("I")
    if "not" not in node.operator:
        return lambda scope: matches(left(scope), right(scope), scope, ignore_case=ignore_case)
    filtering = operators.binary(node.operator)

    def evaluate(scope: Scope) -> Value:
        value, pattern = left(scope), right(scope)
        if isinstance(value, list):
            return filtering(value, pattern)
        return not matches(value, pattern, scope, ignore_case=ignore_case)

    return evaluate


def _with_blocks(node: tree.BinaryExpression, unit: Unit) -> Evaluate:
    """Compile `-replace` and `-split`, which take script blocks for the replacement and the test."""
    left, right = _left(node, unit), expression(node.right, unit)
    combine, place = operators.binary(node.operator), _sign(node, unit)

    def evaluate(scope: Scope) -> Value:
        arguments = right(scope)
        if isinstance(arguments, ScriptBlock):
            arguments = [_asked(arguments, scope)]
        elif isinstance(arguments, list):
            arguments = [_asked(each, scope) if isinstance(each, ScriptBlock) else each for each in arguments]
        value = left(scope)
        try:
            return combine(value, arguments)
        except EopshError as error:
            found = as_script_error(error)
            if found is None or "Regular" in found.record.fully_qualified_id:
                raise
            raise found.at(place) from None

    return evaluate


def _sign(node: tree.BinaryExpression, unit: Unit) -> Place:
    """Return where the operator itself stands."""
    start = unit.text.find("-", node.left.end, node.right.start)
    written = unit.text[start : node.right.start].split(maxsplit=1)
    return replace(unit.place(node), start=start, end=start + len(written[0])) if start >= 0 and written else unit.place(node)


def _asked(block: ScriptBlock, scope: Scope) -> Callable[[object], Value]:
    code = code_of(block)

    def ask(item: object) -> Value:
        kept = keep_item(scope)
        try:
            value = code.value(scope, match_object(item) if isinstance(item, re.Match) else item)
            return value if isinstance(item, re.Match) else to_bool(value)
        finally:
            restore_item(scope, kept)

    return ask


_SPECIAL: dict[str, Callable[[tree.BinaryExpression, Unit], Evaluate]] = {
    "And": _and,
    "Or": _or,
    "Xor": _xor,
    "QuestionQuestion": _if_null,
    "Is": _is,
    "IsNot": _is,
    "As": _as,
    "Imatch": _match,
    "Inotmatch": _match,
    "Cmatch": _match,
    "Cnotmatch": _match,
    "Ireplace": _with_blocks,
    "Creplace": _with_blocks,
    "Isplit": _with_blocks,
    "Csplit": _with_blocks,
}

# --- one operand


@compiles_expression(tree.UnaryExpression)
def _unary(node: tree.UnaryExpression, unit: Unit) -> Evaluate:
    if node.operator in INCREMENTS:
        from eopsh.runtime.compiler.assignment import increment

        return increment(node, unit)
    if node.operator == "Comma":
        element = expression(node.operand, unit)
        return lambda scope: [plain(element(scope))]
    compiled = _UNARY.get(node.operator)
    if compiled is None:
        raise not_yet(f"the operator {node.operator}", unit.place(node))
    operand = expression(node.operand, unit)
    return lambda scope: compiled(operand(scope))


def _not(value: Value) -> Value:
    return not to_bool(value)


_UNARY: dict[str, Callable[[Value], Value]] = {
    "Not": _not,
    "Exclaim": _not,
    "Minus": negate,
    "Plus": plus,
    "Bnot": bnot,
    "Join": lambda value: operators.join(value, ""),
    "Isplit": operators.split,
    "Csplit": operators.split,
}
