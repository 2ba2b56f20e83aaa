"""`$MyInvocation`: how the function, the block or the script that runs was called; made when it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from eopsh.objects import EnumValue, PSDict, PSObject, Value
from eopsh.runtime.signals import Place

if TYPE_CHECKING:
    from eopsh.runtime.blocks import BlockCode
    from eopsh.runtime.scope import Scope

_MANAGEMENT = "System.Management.Automation."
_KINDS = {"FunctionInfo": ("Function", 2), "ExternalScriptInfo": ("ExternalScript", 16), "ScriptInfo": ("Script", 64)}


def invocation(scope: Scope) -> Value:
    """Return what `$MyInvocation` is in a scope: the innermost call around it; the line's own outside of every call."""
    for each in scope.chain():
        if "myinvocation" in each.variables:
            return each.variables["myinvocation"]
        if each.place is not None and each.code is not None:
            return call_in(each, each.code, each.place)
    return scope.session.globals.variables["myinvocation"]


def call_in(scope: Scope, code: BlockCode, place: Place, *, script: str = "") -> PSObject:
    """Return the call of what runs in a scope, `script` when that is dot-sourced from this file."""
    bound, unbound = scope.variables.get("psboundparameters"), scope.variables.get("args")
    script = script or str(scope.variables.get("pscommandpath") or "")
    return made(
        command=command_info(scope.function, code.body_text, script),
        bound=bound if isinstance(bound, PSDict) else PSDict(),
        unbound=unbound if isinstance(unbound, list) else [],
        place=place,
        fed=scope.fed,
        name=_as_called(place, scope.function),
    )


def made(*, command: Value, bound: PSDict, unbound: list[Value], place: Place, fed: bool, name: str) -> PSObject:
    """Make an InvocationInfo of its parts."""
    adapted: dict[str, Value] = {
        "MyCommand": command,
        "BoundParameters": bound,
        "UnboundArguments": unbound,
        "ScriptLineNumber": place.line,
        "OffsetInLine": place.column,
        "HistoryId": 1,
        "ScriptName": place.file,
        "Line": place.whole_line,
        "Statement": place.text[place.start : place.end],
        "PositionMessage": place.message(),
        "PSScriptRoot": str(Path(place.file).parent) if place.file else "",
        "PSCommandPath": place.file or None,
        "InvocationName": name,
        "PipelineLength": place.stages,
        "PipelinePosition": place.stage,
        "ExpectingInput": fed,
        "CommandOrigin": _member("CommandOrigin", "Runspace", 0),
        "DisplayScriptPosition": None,
    }
    return PSObject(adapted=adapted, type_names=(f"{_MANAGEMENT}InvocationInfo", "System.Object"), text=f"{_MANAGEMENT}InvocationInfo")


def _member(kind: str, text: str, number: int) -> EnumValue:
    return EnumValue((_MANAGEMENT + kind, "System.Enum", "System.ValueType", "System.Object"), text, number)


def _as_called(place: Place, name: str) -> str:
    """Return the word that a call was written with: `&`, `.`, a name or an alias."""
    text = place.text[place.start : place.end]
    if text[:1] in ("&", "."):
        rest = text[1:2]
        if text[0] == "&" or rest.isspace() or rest in ("{", "(", "$", "'", '"'):
            return text[0]
    return next(iter(text.split(None, 1)), name)


def command_info(name: str, text: str, script: str = "") -> PSObject:
    """Return the command behind a call: a function, a script file, or a block without a name."""
    name = Path(script).name if script else name
    kind = "ExternalScriptInfo" if script else "FunctionInfo" if name else "ScriptInfo"
    label, number = _KINDS[kind]
    adapted: dict[str, Value] = {
        "Name": name,
        "CommandType": _member("CommandTypes", label, number),
        "Definition": script if kind == "ExternalScriptInfo" else text,
        "Source": script if kind == "ExternalScriptInfo" else "",
        "Version": None,
        "ModuleName": "",
    }
    if kind == "ExternalScriptInfo":
        adapted |= {"Path": script, "ScriptContents": text}
    return PSObject(adapted=adapted, type_names=(_MANAGEMENT + kind, f"{_MANAGEMENT}CommandInfo", "System.Object"), text=name or text)
