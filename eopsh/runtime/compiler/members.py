"""Members and elements: `.Name`, `::Name`, `.Method()`, `[0]`, read and written."""

from __future__ import annotations

from collections.abc import Callable

from eopsh.language import tree
from eopsh.objects import (
    ConversionError,
    PSDict,
    PSList,
    PSMembers,
    PSObject,
    Value,
    can_convert,
    convert,
    get_property,
    has_property,
    items_of,
    script_member,
    to_text,
    type_name,
)
from eopsh.runtime.cmdlet import CmdletObject
from eopsh.runtime.compiler.types import TypeValue, name_of_type
from eopsh.runtime.compiler.unit import Evaluate, Unit, compiles_expression, expression
from eopsh.runtime.enumerators import Enumerator
from eopsh.runtime.match_objects import MatchGroups
from eopsh.runtime.methods import call_method, call_static, get_static, has_static
from eopsh.runtime.methods.builders import StringBuilder
from eopsh.runtime.methods.collections import element_of
from eopsh.runtime.methods.matrix import Matrix
from eopsh.runtime.references import Reference
from eopsh.runtime.scope import Scope
from eopsh.runtime.signals import Place, ScriptError, failure
from eopsh.runtime.strict import check_element, check_member

# --- members


def member_name(node: tree.Expression, unit: Unit) -> Callable[[Scope], str]:
    """Compile a member's name: written out, or computed."""
    if isinstance(node, tree.StringConstantExpression):
        name = node.value
        return lambda scope: name
    value = expression(node, unit)
    return lambda scope: to_text(value(scope))


@compiles_expression(tree.MemberExpression)
def _member(node: tree.MemberExpression, unit: Unit) -> Evaluate:
    owner = expression(node.target, unit)
    name = member_name(node.member, unit)
    if node.static:
        return _static_member(owner, name, unit.place(node.target))
    place = unit.place(node)
    if not isinstance(node.member, tree.StringConstantExpression):
        return lambda scope: _read(scope, owner(scope), name(scope), place)
    fixed = node.member.value
    null_conditional = node.null_conditional

    def evaluate(scope: Scope) -> Value:
        value = owner(scope)
        if value is None and null_conditional:
            return None
        return get_member(value, fixed) if not scope.session.strict else _read(scope, value, fixed, place)

    return evaluate


def _static_member(owner: Evaluate, name: Callable[[Scope], str], place: Place) -> Evaluate:
    """Read a static member; a type that is not there is marked alone."""

    def evaluate(scope: Scope) -> Value:
        try:
            return get_static(name_of_type(owner(scope)), name(scope))
        except ScriptError as error:
            if error.record.fully_qualified_id == "TypeNotFound":
                error.at(place)
            raise

    return evaluate


def _read(scope: Scope, owner: Value, name: str, place: Place) -> Value:
    check_member(scope, owner, name, place)
    return get_member(owner, name)


def get_member(owner: Value, name: str) -> Value:
    """Return a member of a value; of a collection that has none such, the member of each element."""
    if isinstance(owner, Enumerator):
        return (
            owner.current
            if name.lower() == "current"
            else get_property(owner.rest(), name)
            if name.lower() != "count"
            else [1] * len(owner.rest())
        )
    if isinstance(owner, Reference | CmdletObject):
        return owner.get(name)
    if type(owner) is PSObject:
        notes = owner.notes
        if name in notes:
            return notes[name]
        if name in owner.adapted:
            return owner.adapted[name]
    if type(owner) is bool and name.lower() == "ispresent":
        return owner
    return get_property(owner, name)


def assign_member(owner: Value, name: str, value: Value) -> None:
    """Set a member of an object, or a key of a dictionary.

    Raises:
        ScriptError: the value has no such member, or is null.
    """
    if isinstance(owner, PSDict):
        owner[name] = value
    elif (given := script_member(owner, name)) is not None and given.write is not None:
        given.write(owner, value)
    elif isinstance(owner, PSObject) and owner.has(name) and not isinstance(owner, TypeValue):
        _set_property(owner, name, value)
    elif isinstance(owner, PSList) and name in owner.notes:
        owner.notes[name] = value
    else:
        raise _not_assignable(owner, name)


def _set_property(owner: PSObject, name: str, value: Value) -> None:
    try:
        owner.set(name, value)
    except ValueError as error:
        message = f'Exception setting "{name}": "{error}"'
        exception = "System.Management.Automation.SetValueInvocationException"
        raise failure(message, "CatchFromBaseAdapterSetValue", "NotSpecified", exception=exception) from error


def _not_assignable(owner: Value, name: str) -> Exception:
    if isinstance(owner, TypeValue) and has_static(owner.full_name, name):
        return failure(f"'{name}' is a ReadOnly property.", "PropertyAssignmentException", target=name)
    if owner is not None and not isinstance(owner, PSObject) and has_property(owner, name):
        return failure(f"'{name}' is a ReadOnly property.", "PropertyAssignmentException", target=name)
    message = f"The property '{name}' cannot be found on this object. Verify that the property exists and can be set."
    if type(owner) is PSObject:
        exception = "System.Management.Automation.SetValueInvocationException"
        return failure(f'Exception setting "{name}": "{message}"', "ExceptionWhenSetting", "NotSpecified", exception=exception)
    return failure(message, "PropertyNotFound" if owner is None else "PropertyAssignmentException", target=name)


@compiles_expression(tree.InvokeMemberExpression)
def _invoke(node: tree.InvokeMemberExpression, unit: Unit) -> Evaluate:
    owner = expression(node.target, unit)
    name = member_name(node.member, unit)
    arguments = [expression(argument, unit) for argument in node.arguments]
    if node.static:
        return _static_call(owner, name, arguments, unit.place(node.target))
    null_conditional = node.null_conditional

    def evaluate(scope: Scope) -> Value:
        value = owner(scope)
        if value is None and null_conditional:
            return None
        if isinstance(value, Enumerator) and name(scope).lower() in ("movenext", "reset"):
            return value.call(name(scope).lower())
        return call_method(value, name(scope), [argument(scope) for argument in arguments], scope)

    return evaluate


def _static_call(owner: Evaluate, name: Callable[[Scope], str], arguments: list[Evaluate], place: Place) -> Evaluate:
    def evaluate(scope: Scope) -> Value:
        try:
            return call_static(name_of_type(owner(scope)), name(scope), [argument(scope) for argument in arguments], scope)
        except ScriptError as error:
            if error.record.fully_qualified_id == "TypeNotFound":
                error.at(place)
            raise

    return evaluate


# --- elements


@compiles_expression(tree.IndexExpression)
def _index(node: tree.IndexExpression, unit: Unit) -> Evaluate:
    owner = expression(node.target, unit)
    index = expression(node.index, unit)
    null_conditional = node.null_conditional
    as_key = isinstance(node.index, tree.ConvertExpression) and node.index.type.type.name.lower() in ("object", "system.object")

    def evaluate(scope: Scope) -> Value:
        value = owner(scope)
        if as_key and isinstance(value, PSDict):
            return value.get(index(scope))
        if value is None:
            if null_conditional:
                return None
            raise failure("Cannot index into a null array.", "NullArray")
        at = index(scope)
        if scope.session.strict:
            check_element(scope, value, at)
        return get_element(value, at)

    return evaluate


_NULL_INDEX = "Index operation failed; the array index evaluated to null."


def get_element(owner: Value, index: Value) -> Value:
    """Return an element, several for a list of indexes, null for one that is not there."""
    if isinstance(owner, PSDict):
        if index is None:
            raise failure(_NULL_INDEX, "NullArrayIndex")
        if owner.ordered and type(index) is int:
            values = list(owner.values())
            return values[index] if -len(values) <= index < len(values) else None
        return [owner.get(key) for key in index] if isinstance(index, list) else owner.get(index)
    if isinstance(owner, Matrix):
        return owner.element_at(index)
    if isinstance(owner, StringBuilder):
        owner = owner.whole()
    if isinstance(owner, bytes):
        return get_element(items_of(owner), index)
    if isinstance(owner, PSMembers | MatchGroups) and isinstance(index, str):
        return owner.named(index)
    if not isinstance(owner, list | str):
        return _element_of_one(owner, index)
    if isinstance(index, list):
        found = [get_element(owner, one) for one in index]
        if isinstance(owner, str):
            return found
        return [value for value, one in zip(found, index, strict=True) if _inside(owner, one)]
    if index is None:
        raise failure(_NULL_INDEX, "NullArrayIndex")
    at = index if type(index) is int else _position(index)
    if at is None or not -len(owner) <= at < len(owner):
        return None
    return convert(owner[at], "System.Char") if isinstance(owner, str) else owner[at]


def _inside(owner: list[Value] | str, index: Value) -> bool:
    return not isinstance(index, int) or -len(owner) <= index < len(owner)


def _position(index: Value) -> int | None:
    """Return an index as a number; None for what is none: there is no such element."""
    try:
        at = convert(index, "System.Int32")
    except ConversionError:
        return None
    return at if isinstance(at, int) else None


def _element_of_one(owner: Value, index: Value) -> Value:
    """Index into what is no collection: it is its own only element."""
    return owner if not isinstance(index, list) and _position(index) in (0, -1) else None


def _cannot_index(owner: Value) -> Exception:
    return failure(f'Unable to index into an object of type "{type_name(owner)}".', "CannotIndex")


def element_type(owner: list[Value]) -> str:
    """Return the type of the elements of a typed array or list; empty for one of anything."""
    if type(owner) is list or not isinstance(owner, PSList):
        return ""
    name = owner.type_names[0]
    element = name[:-2] if name.endswith("[]") and "`" not in name else element_of(name)
    return "" if element == "System.Object" or not can_convert(element) else element


def assign_element(owner: Value, index: Value, value: Value) -> None:
    """Set an element of a list, or a key of a dictionary.

    Raises:
        ScriptError: null, outside the list, or nothing to index.
    """
    if owner is None:
        raise failure("Cannot index into a null array.", "NullArray")
    if isinstance(owner, PSDict):
        if index is None:
            raise failure(_NULL_INDEX, "NullArrayIndex")
        owner[index] = value
        return
    if isinstance(owner, Matrix):
        owner.put(index, value)
        return
    if not isinstance(owner, list):
        raise _cannot_index(owner)
    at = convert(index, "System.Int32")
    assert isinstance(at, int)
    if not -len(owner) <= at < len(owner):
        message = "Index was outside the bounds of the array."
        raise failure(message, "System.IndexOutOfRangeException", "OperationStopped", exception="System.IndexOutOfRangeException")
    owner[at] = convert(value, wanted) if (wanted := element_type(owner)) else value
