"""Where-Object and ForEach-Object."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from eopsh.binding import BoundCall
from eopsh.binding.validation import AllowNull, ValidateNotNullOrEmpty
from eopsh.catalogue import Command, Membership, Parameter
from eopsh.errors import EopshError
from eopsh.objects import (
    PSDict,
    PSObject,
    RegexError,
    ScriptBlock,
    Value,
    get_property,
    has_property,
    has_wildcard,
    like,
    operators,
    properties,
    to_bool,
    to_text,
)
from eopsh.runtime.blocks import code_of, keep_item, restore_item
from eopsh.runtime.closing import closing
from eopsh.runtime.commands.declare import INPUT, MANDATORY, OPTIONAL, count, switch
from eopsh.runtime.commands.expressions import reader
from eopsh.runtime.compiler.operations import INT32, matches
from eopsh.runtime.compiler.types import is_type
from eopsh.runtime.confirming import should_process
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.methods import call_method, method_names
from eopsh.runtime.methods.dispatch import has_method
from eopsh.runtime.scope import NOTHING, Scope
from eopsh.runtime.signals import ScriptError, as_script_error
from eopsh.runtime.strict import MEMBERS, strictness
from eopsh.runtime.values import unrolled

Test = Callable[[Value], object]

# --- Where-Object

_COMPARISONS = (
    ("EQ", "Equal"),
    ("NE", "NotEqual"),
    ("GT", "GreaterThan"),
    ("LT", "LessThan"),
    ("GE", "GreaterOrEqual"),
    ("LE", "LessOrEqual"),
    ("Like", "Like"),
    ("NotLike", "NotLike"),
    ("Match", "Match"),
    ("NotMatch", "NotMatch"),
    ("Contains", "Contains"),
    ("NotContains", "NotContains"),
    ("In", "In"),
    ("NotIn", "NotIn"),
)
_SETS = [f"{case}{name}Set" for _, name in _COMPARISONS for case in ("", "CaseSensitive")] + ["IsSet", "IsNotSet", "Not"]


def _comparison_switches() -> Iterator[Parameter]:
    for operator, name in _COMPARISONS:
        plain = OPTIONAL if operator == "EQ" else MANDATORY
        yield Parameter(operator, "switch", aliases=(f"I{operator}",), sets={f"{name}Set": plain})
        yield Parameter(f"C{operator}", "switch", sets={f"CaseSensitive{name}Set": MANDATORY})
    yield Parameter("Is", "switch", sets={"IsSet": MANDATORY})
    yield Parameter("IsNot", "switch", sets={"IsNotSet": MANDATORY})
    yield Parameter("Not", "switch", sets={"Not": MANDATORY})


WHERE_OBJECT = Command(
    "Where-Object",
    Parameter("FilterScript", "scriptblock", sets={"ScriptBlockSet": Membership(mandatory=True, position=0)}),
    Parameter(
        "Property",
        "System.String",
        sets=dict.fromkeys(_SETS, Membership(mandatory=True, position=0)),
        validation=(ValidateNotNullOrEmpty(),),
    ),
    Parameter("Value", "System.Object", sets=dict.fromkeys(_SETS[:-1], Membership(position=1))),
    *_comparison_switches(),
    INPUT,
    default_set="EqualSet",
    alias=("?", "where"),
)


@local_command(WHERE_OBJECT)
def where_object(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the objects that pass: a block with `$_`, or a property compared with a value."""
    block = call.get("FilterScript")
    scope = context.scope
    kept = keep_item(scope)
    with closing(objects):
        try:
            if isinstance(block, ScriptBlock):
                yield from _by_block(block, objects, scope)
            else:
                test = _comparison(call, context)
                yield from _passing(test, objects, call, context)
        finally:
            restore_item(scope, kept)


def _passing(test: Test, objects: Iterator[Value], call: BoundCall, context: CommandContext) -> Iterator[Value]:
    """Yield what passes; a comparison that fails is an error of that object alone."""
    name = to_text(call.get("Property"))
    strict = strictness(context.scope) >= MEMBERS
    pattern = has_wildcard(name)
    for item in objects:
        if pattern and _is_ambiguous(item, name, "AmbiguousPropertyName", context):
            continue
        if strict and not (has_property(item, name) or (isinstance(item, PSDict) and name in item)):
            message = f'The input name "{name}" cannot be resolved to a property.'
            context.error(message, "PropertyNotFound", "InvalidArgument", item, "System.Management.Automation.PSArgumentException")
            continue
        try:
            passed = test(item)
        except EopshError as error:
            found = as_script_error(error)
            if found is None:
                raise
            if call.get("Is") or call.get("IsNot"):
                context.error(found.record.message, "InvalidCastFromStringToType", target=item)
            else:
                _write_operator_error(found.record.message, isinstance(error, RegexError), item, call, context)
            continue
        if passed:
            yield item


def _write_operator_error(why: str, bad_pattern: bool, item: Value, call: BoundCall, context: CommandContext) -> None:
    operator = next((each for each in _operators() if call.get(each)), "EQ")
    shown = f"C{operator[1:].lower()}" if operator[0] == "C" and operator[1:] in _NAMES else f"I{operator.lower()}"
    if bad_pattern:
        message = f"The argument to operator '{shown}' is not valid: {why}."
        context.error(message, "BadOperatorArgument", "InvalidArgument", item, "System.Management.Automation.PSArgumentException")
    else:
        context.error(f"The '{shown}' operator failed: {why}.", "OperatorFailed", "InvalidOperation", item)


def _by_block(block: ScriptBlock, objects: Iterator[Value], scope: Scope) -> Iterator[Value]:
    code = code_of(block)
    single = code.parts.single if code.home is scope.home else None
    if single is None:
        for item in objects:
            if to_bool(code.value(scope, item)):
                yield item
        return
    variables = scope.variables
    low, high, (quick, known) = *INT32, code.parts.quick or _NEVER_QUICK
    for item in objects:
        variables["_"] = item
        if type(item) is int and low <= item <= high and low <= (number := quick(item, known)) <= high:
            if number:
                yield item
            continue
        passed = single(scope)
        if passed is True or (passed is not False and passed is not NOTHING and to_bool(passed)):
            yield item


_NEVER_QUICK = (lambda item, known: known), INT32[1] + 1
"""A block that is more than one operation on `$_`: its result is out of range at once, so that the block is asked."""


def _comparison(call: BoundCall, context: CommandContext) -> Test:
    name = to_text(call.get("Property"))
    value = call.get("Value")
    read = _property_reader(name)
    if call.get("Not"):
        return lambda item: not to_bool(read(item))
    if call.get("Is") or call.get("IsNot"):
        wanted = bool(call.get("Is"))
        return lambda item: is_type(read(item), value) is wanted
    operator = next((each for each in _operators() if call.get(each)), None)
    if operator is None:
        if "Value" in call:
            message = (
                "An operator is required to compare the two specified values. Include a valid operator in the command, and then try the "
                "command again. For example, Get-Process | Where-Object -Property Name -eq Idle"
            )
            raise context.fail(message, "OperatorNotSpecified")
        return lambda item: to_bool(read(item))
    if "Value" not in call or "Property" not in call:
        message = (
            "The specified operator requires both the -Property and -Value parameters. "
            "Provide values for both parameters, and then try the command again."
        )
        raise context.fail(message, "ValueNotSpecifiedForWhereObject")
    if operator.lower().lstrip("c") in ("match",) or operator.lower() in ("match", "cmatch"):
        ignore_case = operator == "Match"
        return lambda item: to_bool(matches(read(item), value, context.scope, ignore_case=ignore_case))
    compare = operators.binary(operator if operator[0] == "C" and operator[1:] in _NAMES else f"I{operator}")
    return lambda item: to_bool(compare(read(item), value))


_NAMES = {operator for operator, _ in _COMPARISONS}


def _operators() -> Iterator[str]:
    for operator, _ in _COMPARISONS:
        yield operator
        yield f"C{operator}"


def _property_reader(name: str) -> Callable[[Value], Value]:
    """Return what reads a property, or the only one that a pattern fits; the Count and Length of any value are none."""
    pattern, plain = has_wildcard(name), reader(name)

    def read(item: Value) -> Value:
        if pattern:
            found = _resolved(item, name)
            return get_property(item, found[0]) if found else None
        own = isinstance(item, PSObject | PSDict) or "." in name or has_property(item, name)
        return plain(item) if own else None

    return read


def _is_ambiguous(item: Value, pattern: str, error_id: str, context: CommandContext) -> bool:
    """Tell whether a pattern fits several members, after an error that names them."""
    found = _resolved(item, pattern)
    if len(found) > 1:
        message = f'Input name "{pattern}" is ambiguous. It can be resolved to multiple matched members. Possible matches include: '
        context.error(f"{message}{' '.join(found)}.", error_id, target=item)
    return len(found) > 1


# --- ForEach-Object

_BLOCKS = "ScriptBlockSet"
_MEMBER = "PropertyAndMethodSet"
_PARALLEL = "ParallelParameterSet"
FOREACH_OBJECT = Command(
    "ForEach-Object",
    Parameter("Begin", "scriptblock", sets={_BLOCKS: OPTIONAL}),
    Parameter("Process", "scriptblock[]", sets={_BLOCKS: Membership(mandatory=True, position=0)}, validation=(AllowNull(),)),
    Parameter("End", "scriptblock", sets={_BLOCKS: OPTIONAL}),
    Parameter("RemainingScripts", "scriptblock[]", sets={_BLOCKS: Membership(from_remaining=True)}),
    Parameter("MemberName", "System.String", sets={_MEMBER: Membership(mandatory=True, position=0)}),
    Parameter("ArgumentList", "System.Object[]", aliases=("Args",), sets={_MEMBER: Membership(from_remaining=True)}),
    Parameter("Parallel", "scriptblock", sets={_PARALLEL: MANDATORY}),
    count("ThrottleLimit", _PARALLEL, least=1),
    count("TimeoutSeconds", _PARALLEL),
    switch("AsJob", _PARALLEL),
    switch("UseNewRunspace", _PARALLEL),
    Parameter(
        "InputObject",
        "System.Management.Automation.PSObject",
        sets=dict.fromkeys((_BLOCKS, _MEMBER, _PARALLEL), Membership(from_pipeline=True)),
    ),
    default_set=_BLOCKS,
    alias=("%", "foreach"),
    should_process=True,
)


@local_command(FOREACH_OBJECT)
def foreach_object(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield what a block puts out for each object, or a member of each."""
    if "Parallel" in call:
        message = "eopsh runs one block at a time: an Exchange session takes one call after the other. Leave -Parallel out."
        raise context.fail(message, "ParallelNotSupported", "NotImplemented")
    if "MemberName" not in call and (to_bool(call.get("WhatIf")) or to_bool(call.get("Confirm"))):
        message = "The -WhatIf and -Confirm parameters are not supported for script blocks."
        raise context.fail(message, "NoShouldProcessForScriptBlockSet", "InvalidOperation")
    if not context.piped and "InputObject" not in call:
        objects = iter((None,))
    with closing(objects):
        if "MemberName" in call:
            for item in objects:
                yield from _member(item, to_text(call.get("MemberName")), call, context)
        else:
            yield from _by_blocks(call, objects, context)


def _by_blocks(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    begin, process, end = _roles(call)
    scope = context.scope
    kept = keep_item(scope)
    try:
        if begin is not None:
            yield from code_of(begin).for_item(scope, None)
        if len(process) == 1:
            yield from _one_block(process[0], objects, scope)
        else:
            for item in objects:
                for block in process:
                    yield from code_of(block).for_item(scope, item)
        if end is not None:
            yield from code_of(end).for_item(scope, None)
    finally:
        restore_item(scope, kept)


def _one_block(block: ScriptBlock, objects: Iterator[Value], scope: Scope) -> Iterator[Value]:
    code = code_of(block)
    single = code.parts.single if code.home is scope.home else None
    if single is None:
        for item in objects:
            yield from code.for_item(scope, item)
        return
    variables = scope.variables
    low, high, (quick, known) = *INT32, code.parts.quick or _NEVER_QUICK
    for item in objects:
        variables["_"] = item
        if type(item) is int and low <= item <= high and low <= (number := quick(item, known)) <= high:
            yield number
            continue
        value = single(scope)
        kind = type(value)
        if kind is int or kind is str or kind is PSObject:
            yield value
        else:
            yield from unrolled(value)


def _roles(call: BoundCall) -> tuple[ScriptBlock | None, list[ScriptBlock], ScriptBlock | None]:
    """Share the blocks out: of several without names the first begins, and the last of three or more ends."""
    given = [block for block in unrolled(call.get("Process")) if isinstance(block, ScriptBlock)]
    given += [block for block in unrolled(call.get("RemainingScripts")) if isinstance(block, ScriptBlock)]
    begin, end = call.get("Begin"), call.get("End")
    first = begin if isinstance(begin, ScriptBlock) else None
    last = end if isinstance(end, ScriptBlock) else None
    if first is None and len(given) > 1:
        first, given = given[0], given[1:]
    if last is None and len(given) > 1:
        last, given = given[-1], given[:-1]
    return first, given, last


def _member(item: Value, name: str, call: BoundCall, context: CommandContext) -> Iterator[Value]:
    if item is None:
        yield from _of_null(call, context)
        return
    if has_wildcard(name):
        if _is_ambiguous(item, name, "AmbiguousPropertyOrMethodName", context):
            return
        name = next(iter(_resolved(item, name)), name)
    arguments = list(unrolled(call.get("ArgumentList"))) if "ArgumentList" in call else None
    target = f"InputObject: {to_text(item)}"
    if arguments is not None or (has_method(item, name) and not has_property(item, name)):
        if should_process(context, _invocation(name, arguments), target):
            yield from _call(item, name, arguments or [], context)
    elif should_process(context, f"Retrieve the value for property '{name}'", target):
        yield from _value_of(item, name, context)


def _invocation(name: str, arguments: list[Value] | None) -> str:
    given = f" with arguments: {', '.join(map(to_text, arguments))}" if arguments else ""
    return f"Invoke method '{name}'{given}"


def _value_of(item: Value, name: str, context: CommandContext) -> Iterator[Value]:
    value = get_property(item, name)
    if value is None and strictness(context.scope) >= MEMBERS and not has_property(item, name) and not isinstance(item, PSDict):
        message = f'The input name "{name}" cannot be resolved to a member.'
        context.error(message, "PropertyOrMethodNotFound", target=item, exception="System.Management.Automation.PSArgumentException")
        return
    yield from unrolled(value)


def _of_null(call: BoundCall, context: CommandContext) -> Iterator[Value]:
    """A property of null is null, but in strict mode; it has no methods."""
    if "ArgumentList" in call:
        context.error("You cannot call a method on a null-valued expression.", "InvokeMethodOnNull", "InvalidOperation")
    elif strictness(context.scope) >= MEMBERS:
        context.error("Cannot operate on a 'null' input object.", "InputObjectIsNull", "InvalidOperation")
    else:
        yield None


def _resolved(item: Value, pattern: str) -> list[str]:
    return [name for name in dict.fromkeys((*(name for name, _ in properties(item)), *method_names(item))) if like(name, pattern)]


def _call(item: Value, name: str, arguments: list[Value], context: CommandContext) -> Iterator[Value]:
    if not has_method(item, name):
        message = f'Input name "{name}" cannot be resolved to a method.'
        context.error(message, "MethodNotFound", exception="System.Management.Automation.PSArgumentException")
        return
    try:
        yield from unrolled(call_method(item, name, arguments, context.scope))
    except ScriptError as error:
        context.error(error.record.message, "MethodInvocationError", "InvalidOperation", item)
