"""Variables that are there from the start and never change: what the shell is, and where it runs."""

from __future__ import annotations

import sys

from eopsh.objects import CUSTOM_TYPES, PSObject, Value, Version
from eopsh.objects.culture_objects import current_culture

_HOST = ("System.Management.Automation.Internal.Host.InternalHost", "System.Management.Automation.Host.PSHost", "System.Object")


def _bag(type_name: str, notes: dict[str, Value]) -> PSObject:
    return PSObject(adapted=notes, type_names=(type_name, "System.Object"), text=type_name)


def _host() -> PSObject:
    raw: dict[str, Value] = {"WindowTitle": "eopsh", "ForegroundColor": "Gray", "BackgroundColor": "Black", "KeyAvailable": False}
    screen = _bag("System.Management.Automation.Internal.Host.InternalHostRawUserInterface", raw)
    adapted: dict[str, Value] = {
        "Name": "eopsh",
        "Version": Version(7, 5, 0),
        "UI": _bag("System.Management.Automation.Internal.Host.InternalHostUserInterface", {"RawUI": screen}),
        "CurrentCulture": current_culture(),
        "CurrentUICulture": current_culture(),
        "PrivateData": PSObject(type_names=CUSTOM_TYPES),
        "IsRunspacePushed": False,
    }
    return PSObject(adapted=adapted, type_names=_HOST, text=_HOST[0])


def automatic_variables() -> dict[str, Value]:
    """Return them by their names in lower case."""
    from eopsh.runtime.methods.builders import encoding_object

    invocation: dict[str, Value] = {"MyCommand": None, "InvocationName": "", "Line": "", "ScriptLineNumber": 0, "BoundParameters": None}
    return {
        "executioncontext": _bag("System.Management.Automation.EngineIntrinsics", {"Host": None}),
        "host": _host(),
        "iscoreclr": True,
        "islinux": sys.platform == "linux",
        "ismacos": sys.platform == "darwin",
        "iswindows": sys.platform == "win32",
        "myinvocation": _bag("System.Management.Automation.InvocationInfo", invocation),
        "nestedpromptlevel": 0,
        "outputencoding": encoding_object("UTF8"),
        "pscommandpath": "",
        "psculture": "en-US",
        "psedition": "Core",
        "psscriptroot": "",
        "psuiculture": "en-US",
        "shellid": "Microsoft.PowerShell",
    }
