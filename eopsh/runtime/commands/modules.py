"""New-Module, Import-Module, Get-Module, Remove-Module and Export-ModuleMember, for modules of script."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

from eopsh.binding import Argument, BoundCall
from eopsh.catalogue import Command, Membership, Parameter
from eopsh.objects import ScriptBlock, Value, to_text
from eopsh.runtime.commands.declare import switch
from eopsh.runtime.commands.inputs import texts_of
from eopsh.runtime.commands.texts import data_of
from eopsh.runtime.local import CommandContext, local_command
from eopsh.runtime.module_files import load_module, module_path
from eopsh.runtime.modules import Module, bring_in, imported, module_of, run_module, take_out
from eopsh.runtime.values import unrolled

_BLOCK, _NAMED = "ScriptBlock", "Name"
_CHOICES = ("Function", "Variable", "Alias")
_ARGUMENTS = Parameter("ArgumentList", "System.Object[]", aliases=("Args",))
NEW_MODULE = Command(
    "New-Module",
    Parameter("Name", "System.String", sets={_NAMED: Membership(mandatory=True, position=0)}),
    Parameter(
        "ScriptBlock",
        "scriptblock",
        sets={_BLOCK: Membership(mandatory=True, position=0), _NAMED: Membership(mandatory=True, position=1)},
    ),
    Parameter("Function", "System.String[]"),
    switch("ReturnResult"),
    _ARGUMENTS,
    default_set=_BLOCK,
    alias="nmo",
)


@local_command(NEW_MODULE)
def new_module(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Make a module of a block; what it exports is known at once."""
    block = call.get("ScriptBlock")
    assert isinstance(block, ScriptBlock)
    scope = context.scope
    module = Module(to_text(call.get("Name")) or f"__DynamicModule_{uuid4()}", scope.new_home(scope.home))
    run_module(module, block, _arguments(call, context), context.place)
    bring_in(module, scope, chosen=_chosen(call))
    if call.get("ReturnResult"):
        yield from module.output
    else:
        yield module


def _arguments(call: BoundCall, context: CommandContext) -> list[Argument]:
    given = unrolled(call.get("ArgumentList")) if "ArgumentList" in call else ()
    return [Argument(None, value, True, context.place.start, context.place.end) for value in given]


def _chosen(call: BoundCall) -> dict[str, list[str]]:
    return {kind: texts_of(call, kind) for kind in _CHOICES if kind in call}


_BY_NAME, _BY_OBJECT = "Name", "ModuleInfo"
IMPORT_MODULE = Command(
    "Import-Module",
    Parameter("Name", "System.String[]", sets={_BY_NAME: Membership(mandatory=True, position=0, from_pipeline=True)}),
    Parameter(
        "ModuleInfo",
        "System.Management.Automation.PSModuleInfo[]",
        sets={_BY_OBJECT: Membership(mandatory=True, position=0, from_pipeline=True)},
    ),
    *(Parameter(kind, "System.String[]") for kind in _CHOICES),
    Parameter("Prefix", "System.String"),
    *(switch(name) for name in ("Global", "Force", "PassThru", "NoClobber", "DisableNameChecking")),
    _ARGUMENTS,
    default_set=_BY_NAME,
    alias="ipmo",
)


@local_command(IMPORT_MODULE)
def import_module(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Make known what a module exports: one that is there already, or a file, by its path or in PSModulePath."""
    given = call.get("ModuleInfo") if "ModuleInfo" in call else call.get("Name")
    for each in unrolled(given):
        module = each if isinstance(each, Module) else _named(to_text(each), call, context)
        if module is None:
            continue
        bring_in(module, context.scope, to_text(call.get("Prefix")), _chosen(call))
        context.session.modules[module.name.lower()] = module
        if call.get("PassThru"):
            yield module


def _named(name: str, call: BoundCall, context: CommandContext) -> Module | None:
    known = context.session.modules.get(name.lower())
    if known is not None:
        return known
    path = module_path(name)
    if path is not None:
        loaded = context.session.modules.get(path.stem.lower())
        if loaded is not None and loaded.get("Path") == str(path) and not call.get("Force"):
            return loaded
        manifest = next(data_of(path, context), None) if path.suffix.lower() == ".psd1" else None
        return load_module(path, context.scope, _arguments(call, context), context.place, manifest)
    if name.lower() in _OF_THE_SERVER:
        return None
    message = f"The specified module '{name}' was not loaded because no valid module file was found in any module directory."
    context.error(message, "Modules_ModuleNotFound", "ResourceUnavailable", name, "System.IO.FileNotFoundException")
    return None


_OF_THE_SERVER = frozenset({"exchangeonlinemanagement", "exchange", "microsoft.exchange.management.powershell.snapin"})
"""Modules that scripts load for the commands that a connection brings here."""
EXPORT_MEMBER = Command(
    "Export-ModuleMember",
    Parameter("Function", "System.String[]", position=0, from_pipeline=True),
    Parameter("Cmdlet", "System.String[]"),
    Parameter("Variable", "System.String[]"),
    Parameter("Alias", "System.String[]"),
)


@local_command(EXPORT_MEMBER)
def export_member(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Say what a module shows; everything else stays its own."""
    module = module_of(context.scope)
    if module is None:
        message = "The Export-ModuleMember cmdlet can only be called from inside a module."
        raise context.fail(message, "Modules_CanOnlyExecuteExportModuleMemberInsideAModule", "PermissionDenied")
    for kind in _CHOICES:
        module.export(kind, texts_of(call, kind))
    yield from ()


GET_MODULE = Command(
    "Get-Module", Parameter("Name", "System.String[]", position=0, from_pipeline=True), switch("ListAvailable"), switch("All"), alias="gmo"
)


@local_command(GET_MODULE)
def get_module(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Yield the imported modules."""
    yield from imported(context.session.modules, texts_of(call, "Name") or ["*"])


REMOVE_MODULE = Command(
    "Remove-Module",
    Parameter("Name", "System.String[]", sets={_BY_NAME: Membership(mandatory=True, position=0, from_pipeline=True)}),
    Parameter(
        "ModuleInfo",
        "System.Management.Automation.PSModuleInfo[]",
        sets={_BY_OBJECT: Membership(mandatory=True, position=0, from_pipeline=True)},
    ),
    switch("Force"),
    default_set=_BY_NAME,
    alias="rmo",
)


@local_command(REMOVE_MODULE)
def remove_module(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
    """Take imported modules out again."""
    if "ModuleInfo" in call:
        found = [each for each in unrolled(call.get("ModuleInfo")) if isinstance(each, Module)]
    else:
        found = list(imported(context.session.modules, texts_of(call, "Name")))
    if not found:
        message = "No modules were removed. Verify that the specification of modules to remove is correct "
        message += "and those modules exist in the runspace."
        context.error(message, "Modules_NoModulesRemoved", "ResourceUnavailable")
    for module in found:
        take_out(module, context.scope)
    yield from ()
