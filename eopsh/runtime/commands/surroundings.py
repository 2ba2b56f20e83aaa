"""What the shell runs in: host, drives, providers, culture, time zone, policy, the calls under way, types from assemblies."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from eopsh.binding import BoundCall
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.objects import DateTime, EnumValue, PSObject, TimeSpan, Value, has_wildcard, like
from eopsh.objects.culture_objects import current_culture
from eopsh.objects.times import TICKS_PER_SECOND
from eopsh.runtime.commands.declare import MANDATORY, OPTIONAL, switch
from eopsh.runtime.commands.files import all_existing, paths_parameters
from eopsh.runtime.commands.inputs import texts_of
from eopsh.runtime.hidden import PartlyHidden
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.methods.dates import now
from eopsh.runtime.methods.table import DotNetError
from eopsh.runtime.methods.zones import all_zones, local_zone, zone

_MANAGEMENT = "System.Management.Automation."
GET_HOST = Command("Get-Host")


@local_command(GET_HOST)
def get_host(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield what `$Host` holds."""
    yield context.scope.get("Host")


GET_UI_CULTURE = Command("Get-UICulture")


@local_command(GET_UI_CULTURE)
def get_ui_culture(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the culture of texts."""
    yield current_culture()


# --- drives

_OWN_DRIVES = {"Alias": "Alias", "Env": "Environment", "Function": "Function", "Variable": "Variable"}
_NAMES = Membership(position=0, from_property=True)
GET_PS_DRIVE = Command(
    "Get-PSDrive",
    Parameter("Name", "System.String[]", sets={ALL_SETS: _NAMES}),
    Parameter("PSProvider", "System.String[]"),
    Parameter("Scope", "System.String"),
    alias="gdr",
)


@local_command(GET_PS_DRIVE)
def get_ps_drive(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the drives of these names and providers."""
    drives = [*_file_drives(), *(_drive(name, provider, "") for name, provider in _OWN_DRIVES.items())]
    kinds = texts_of(call, "PSProvider") or ["*"]
    known = [drive for drive in drives if any(like(str(drive.adapted["Provider"]), kind) for kind in kinds)]
    for pattern in texts_of(call, "Name") or ["*"]:
        found = [drive for drive in known if like(str(drive.adapted["Name"]), pattern)]
        if not found and not has_wildcard(pattern):
            message = f"Cannot find drive. A drive with the name '{pattern}' does not exist."
            exception = f"{_MANAGEMENT}DriveNotFoundException"
            context.error(message, "GetLocationNoMatchingDrive", "ObjectNotFound", pattern, exception)
        yield from found


def _file_drives() -> Iterator[PSObject]:
    roots = [f"{letter}:\\" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"] if os.name == "nt" else ["/"]
    for root in filter(os.path.exists, roots):
        usage = shutil.disk_usage(root)
        here = str(Path.cwd()).removeprefix(root) if str(Path.cwd()).startswith(root) else ""
        yield _drive(root.rstrip(":\\") or "/", "FileSystem", root, usage.used, usage.free, here)


def _drive(name: str, provider: str, root: str, used: int | None = None, free: int | None = None, here: str = "") -> PSObject:
    shown: dict[str, Value] = {"Name": name, "Provider": provider, "Root": root, "CurrentLocation": here}
    hidden: dict[str, Value] = {"Used": used, "Free": free, "Description": "", "DisplayRoot": None}
    return PartlyHidden(shown, hidden, (f"{_MANAGEMENT}PSDriveInfo", "System.Object"), name)


GET_PS_PROVIDER = Command("Get-PSProvider", Parameter("PSProvider", "System.String[]", sets={ALL_SETS: _NAMES}))


@local_command(GET_PS_PROVIDER)
def get_ps_provider(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield what kinds of drives there are."""
    patterns = texts_of(call, "PSProvider") or ["*"]
    for name in ("Alias", "Environment", "FileSystem", "Function", "Variable"):
        if any(like(name, pattern) for pattern in patterns):
            drives: list[Value] = [drive for drive, provider in _OWN_DRIVES.items() if provider == name] or list(_file_drives())
            shown: dict[str, Value] = {"Name": name, "Capabilities": "ShouldProcess", "Drives": drives}
            yield PSObject(adapted=shown, type_names=(f"{_MANAGEMENT}ProviderInfo", "System.Object"), text=name)


# --- policy

_POLICY = "Microsoft.PowerShell.ExecutionPolicy"
_SCOPE = "Microsoft.PowerShell.ExecutionPolicyScope"
GET_EXECUTION_POLICY = Command("Get-ExecutionPolicy", Parameter("Scope", _SCOPE, position=0), switch("List"))
SET_EXECUTION_POLICY = Command(
    "Set-ExecutionPolicy",
    Parameter("ExecutionPolicy", _POLICY, sets={ALL_SETS: Membership(mandatory=True, position=0, from_property=True)}),
    Parameter("Scope", _SCOPE, position=1),
    switch("Force"),
    should_process=True,
)


def _unrestricted() -> EnumValue:
    return EnumValue((_POLICY, "System.Enum", "System.ValueType", "System.Object"), "Unrestricted", 0)


@local_command(GET_EXECUTION_POLICY)
def get_execution_policy(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield Unrestricted: scripts run here without a policy."""
    if not call.get("List"):
        yield _unrestricted()
        return
    for name in ("MachinePolicy", "UserPolicy", "Process", "CurrentUser", "LocalMachine"):
        yield PSObject({"Scope": name, "ExecutionPolicy": _unrestricted()}, type_names=(f"{_MANAGEMENT}PSCustomObject", "System.Object"))


@local_command(SET_EXECUTION_POLICY)
def set_execution_policy(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Do nothing: there is no policy that keeps a script from running."""
    yield from ()


# --- time

GET_TIME_ZONE = Command(
    "Get-TimeZone",
    Parameter("Id", "System.String[]", sets={"Id": Membership(from_pipeline=True)}),
    Parameter("Name", "System.String[]", sets={"Name": Membership(position=0, from_pipeline=True)}),
    switch("ListAvailable", "ListAvailable"),
    default_set="Name",
    alias="gtz",
)


@local_command(GET_TIME_ZONE)
def get_time_zone(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the time zone of this machine, or those asked for."""
    if call.get("ListAvailable"):
        yield from all_zones()
        return
    wanted = texts_of(call, "Id") or texts_of(call, "Name")
    if not wanted:
        yield local_zone()
    for name in wanted:
        try:
            yield zone(name)
        except DotNetError:
            message = f"The time zone ID '{name}' was not found on the local computer."
            context.error(message, "TimeZoneNotFound", "ObjectNotFound", name, "System.TimeZoneNotFoundException")


GET_UPTIME = Command("Get-Uptime", switch("Since", "Since"), default_set="Timespan")


@local_command(GET_UPTIME)
def get_uptime(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield how long this machine has been running, or since when."""
    span = int(time.monotonic()) * TICKS_PER_SECOND
    moment = now()
    yield DateTime(moment.ticks - span, moment.kind) if call.get("Since") else TimeSpan(span)


# --- calls and types

GET_PS_CALL_STACK = Command("Get-PSCallStack")


@local_command(GET_PS_CALL_STACK)
def get_ps_call_stack(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the calls that run, innermost first."""
    place = context.place
    for scope in [each for each in context.scope.chain() if each.place is not None]:
        yield _frame(scope.function or "<ScriptBlock>", place.file, place.line)
        place = scope.place or place
    yield _frame("<ScriptBlock>", place.file, place.line)


def _frame(name: str, file: str, line: int) -> PSObject:
    where = f"{Path(file).name}: line {line}" if file else "<No file>"
    shown: dict[str, Value] = {"Command": name, "Arguments": "{}", "Location": where}
    hidden: dict[str, Value] = {"FunctionName": name, "ScriptName": file or None, "ScriptLineNumber": line}
    return PartlyHidden(shown, hidden, (f"{_MANAGEMENT}CallStackFrame", "System.Object"), f"at {name}, {where}")


ADD_TYPE = Command(
    "Add-Type",
    Parameter("AssemblyName", "System.String[]", aliases=("AN",), sets={"FromAssemblyName": MANDATORY}),
    Parameter("TypeDefinition", "System.String", sets={"FromSource": Membership(mandatory=True, position=0)}),
    Parameter("MemberDefinition", "System.String[]", sets={"FromMember": Membership(mandatory=True, position=1)}),
    Parameter("Name", "System.String", sets={"FromMember": Membership(mandatory=True, position=0)}),
    Parameter("Namespace", "System.String", sets={"FromMember": OPTIONAL}),
    Parameter("Path", "System.String[]", sets={"FromPath": MANDATORY}),
    Parameter("Language", "System.String", sets={"FromSource": OPTIONAL, "FromMember": OPTIONAL}),
    Parameter("ReferencedAssemblies", "System.String[]", aliases=("RA",)),
    switch("PassThru"),
    switch("IgnoreWarnings"),
    default_set="FromSource",
)


@local_command(ADD_TYPE)
def add_type(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Take the name of an assembly: the types that are known here need none. Code of .NET is refused."""
    if "AssemblyName" not in call:
        message = "eopsh compiles no .NET code and loads no assemblies; write a function, or use the types that are there."
        raise context.fail(message, "NotSupported", "NotImplemented", exception="System.NotSupportedException")
    yield from ()


UNBLOCK_FILE = Command("Unblock-File", *paths_parameters(), should_process=True)


@local_command(UNBLOCK_FILE)
def unblock_file(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Take from files the mark of having been downloaded, where a system has such marks."""
    for path in all_existing(call, context):
        if os.name == "nt":
            Path(f"{path}:Zone.Identifier").unlink(missing_ok=True)
    yield from ()
