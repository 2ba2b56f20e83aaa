"""Making the members that scripts give to objects and types (Add-Member, Update-TypeData)."""

from __future__ import annotations

from collections.abc import Callable

from eopsh.binding import Argument, display_type
from eopsh.objects import (
    ErrorRecord,
    LiveNotes,
    Member,
    PSDict,
    PSList,
    PSMembers,
    PSObject,
    ScriptBlock,
    Value,
    convert,
    full_type_name,
    get_property,
    has_property,
    to_string,
    to_text,
    type_name,
)
from eopsh.runtime.blocks import code_of
from eopsh.runtime.scope import Scope
from eopsh.runtime.signals import Place, ScriptError, failure
from eopsh.runtime.values import collected, plain

_NOWHERE = Place("", 0, 0)


def note_text(name: str, value: Value) -> str:
    """Return a note as Get-Member defines it: `int A=1`."""
    kind = display_type(type_name(value)) if value is not None else "object"
    shown = "null" if value is None else to_text(value) if isinstance(value, PSObject) else to_string(value)
    return f"{kind} {name}={shown}"


def note_property(name: str, value: Value) -> Member:
    """Make a note, for a type: every object of it reads the same value."""
    return Member("NoteProperty", name, note_text(name, value), lambda owner: value)


def script_property(name: str, getter: ScriptBlock | None, setter: ScriptBlock | None, scope: Scope) -> Member:
    """Make a property whose value a block returns, with `$this` as the object; a getter that fails reads as null."""
    parts = [f"get={getter.text};" if getter else "", f"set={setter.text};" if setter else ""]
    return Member(
        "ScriptProperty", name, f"System.Object {name} {{{''.join(parts)}}}", _reader(getter, scope), _writer(name, setter, scope)
    )


def _reader(getter: ScriptBlock | None, scope: Scope) -> Callable[[Value], Value]:
    def read(owner: Value) -> Value:
        try:
            return None if getter is None else run_with_this(getter, owner, [], scope)
        except ScriptError as error:
            scope.session.remember(error.record)
            return None

    return read


def _writer(name: str, setter: ScriptBlock | None, scope: Scope) -> Callable[[Value, Value], None]:
    def write(owner: Value, value: Value) -> None:
        if setter is None:
            message = f'Set accessor for property "{name}" is unavailable.'
            kind = "System.Management.Automation.SetValueException"
            raise failure(message, "SetWithoutSetterFromScriptProperty", "NotSpecified", exception=kind)
        run_with_this(setter, owner, [value], scope)

    return write


def run_with_this(block: ScriptBlock, owner: Value, arguments: list[Value], scope: Scope) -> Value:
    """Return what a block puts out with `$this` as the object."""
    inner = scope.child()
    inner.variables["this"] = owner
    given = [Argument(None, argument, True) for argument in arguments]
    session = scope.session
    session.tries += 1
    try:
        return plain(collected(code_of(block).call(inner, given, place=_NOWHERE)))
    finally:
        session.tries -= 1


def alias_property(name: str, target: str, type_name: str = "") -> Member:
    """Make another name of a property, its value converted when a type is named."""
    wanted = full_type_name(type_name) if type_name else ""

    def read(owner: Value) -> Value:
        value = get_property(owner, target) if has_property(owner, target) else None
        return convert(value, wanted) if wanted else value

    def write(owner: Value, value: Value) -> None:
        if isinstance(owner, PSObject):
            owner.set(target, value)

    cast = f"({display_type(wanted)})" if wanted else ""
    return Member("AliasProperty", name, f"{name} = {cast}{target}", read, write)


def script_method(name: str, block: ScriptBlock) -> Member:
    """Make a method whose body is a block, with `$this` as the object."""
    definition = f"System.Object {name}();"
    kind = "System.Management.Automation.PSScriptMethod"
    shown: dict[str, Value] = {
        "Script": block,
        "OverloadDefinitions": PSList([definition]),
        "MemberType": "ScriptMethod",
        "TypeNameOfValue": "System.Object",
        "Value": definition,
        "Name": name,
        "IsInstance": True,
    }
    bases = ("System.Management.Automation.PSMethodInfo", "System.Management.Automation.PSMemberInfo", "System.Object")
    reflected = PSObject(adapted=shown, type_names=(kind, *bases), text=definition)
    return Member("ScriptMethod", name, definition, lambda owner: reflected, block=block)


def property_set(name: str, names: list[str]) -> Member:
    """Make a name for several properties."""
    definition = f"{name} {{{', '.join(names)}}}"
    kind = "System.Management.Automation.PSPropertySet"
    shown: dict[str, Value] = {"ReferencedPropertyNames": PSList(names), "MemberType": "PropertySet", "Name": name, "IsInstance": True}
    reflected = PSObject(adapted=shown, type_names=(kind, "System.Object"), text=definition)
    return Member("PropertySet", name, definition, lambda owner: reflected)


def live_notes(target: PSObject | PSDict | PSList) -> LiveNotes:
    """Return an object's notes, made ready for members that are computed."""
    if not isinstance(target.notes, LiveNotes):
        target.notes = LiveNotes(target.notes, target)
    return target.notes


class ScriptProperty(PSObject):
    """`[psscriptproperty]::new('Name', { getter }, { setter })`: a property of script that belongs to no object yet."""

    __slots__ = ("member",)

    def __init__(self, member: Member, getter: Value, setter: Value, value: Value) -> None:
        names = ("System.Management.Automation.PSScriptProperty", "System.Object")
        self.member = member
        facts: dict[str, Value] = {
            "GetterScript": getter,
            "SetterScript": setter,
            "MemberType": "ScriptProperty",
            "IsSettable": setter is not None,
            "IsGettable": getter is not None,
            "Value": value,
            "TypeNameOfValue": "System.Object",
            "Name": member.name,
            "IsInstance": True,
        }
        super().__init__(adapted=facts, type_names=names, text=member.definition)


def new_script_property(scope: Scope, name: str, getter: Value, setter: Value = None) -> PSObject:
    """Make a property of script; read on its own, its getter runs without an object. Raises ScriptError for what is no block."""
    get, put = (block if isinstance(block, ScriptBlock) else None for block in (getter, setter))
    member = script_property(name, get, put, scope)
    return ScriptProperty(member, get, put, member.read(None))


def add_property(members: PSMembers, row: Value, *_: Value) -> None:
    """Give an object a property, as `[psnoteproperty]` or `[psscriptproperty]` describes it."""
    if isinstance(row, ScriptProperty) and isinstance(members.owner, PSObject | PSDict | PSList):
        live_notes(members.owner).define(row.member)
        members.append(row)
    else:
        members.add_member(row)


def call_script_method(owner: Value, member: Member, arguments: list[Value], scope: Scope) -> Value:
    """Call a method of a script.

    Raises:
        ScriptError: ScriptMethodRuntimeException, for whatever its body throws.
    """
    assert member.block is not None
    try:
        return run_with_this(member.block, owner, arguments, scope)
    except ScriptError as error:
        scope.session.remember(error.record)
        raise _wrapped(member.name, len(arguments), error.record) from error


def _wrapped(name: str, count: int, record: ErrorRecord) -> ScriptError:
    return failure(
        f'Exception calling "{name}" with "{count}" argument(s): "{record.message}"',
        "ScriptMethodRuntimeException",
        "NotSpecified",
        exception="System.Management.Automation.MethodInvocationException",
        inner=record.exception_type,
        inner_message=record.message,
    )
