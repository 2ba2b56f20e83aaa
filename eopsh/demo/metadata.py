"""Command metadata, as flat as real servers send it: of a parameter its name, type, aliases, and whether it is dynamic or a switch."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from eopsh.catalogue import Command, Parameter
from eopsh.demo.clixml import Rendered, Template, mark, text_of
from eopsh.demo.definitions import Definition
from eopsh.demo.records import enum_types
from eopsh.objects import EnumValue, PSDict, PSList, PSObject, Value

MSCORLIB = "mscorlib, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089"
AUTOMATION = "System.Management.Automation, Version=3.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35"
ALIASES = (f"System.Collections.ObjectModel.Collection`1[[System.String, {MSCORLIB}]]", "System.Object")
OUTPUT_TYPES = (
    f"System.Collections.ObjectModel.ReadOnlyCollection`1[[System.Management.Automation.PSTypeName, {AUTOMATION}]]",
    "System.Object",
)
PARAMETERS = (
    f"System.Collections.Generic.Dictionary`2[[System.String, {MSCORLIB}],[System.Management.Automation.ParameterMetadata, {AUTOMATION}]]",
    "System.Object",
)
PARAMETER = ("System.Management.Automation.ParameterMetadata", "System.Object")
CUSTOM = ("System.Management.Automation.PSCustomObject", "System.Object")
COMMAND_TYPES = {"Alias": 1, "Function": 2, "Cmdlet": 8}
FUNCTION = EnumValue(enum_types("System.Management.Automation.CommandTypes"), "Function", COMMAND_TYPES["Function"])
"""What users of Exchange see are generated functions, not the cmdlets themselves."""


def count_object(count: int) -> PSObject:
    """Return the object that comes first."""
    return PSObject({"Count": count}, type_names=("Selected.Microsoft.PowerShell.Commands.GenericMeasureInfo", *CUSTOM))


def parameter_object(parameter: Parameter) -> PSObject:
    """Return a parameter's metadata."""
    properties: dict[str, Value] = {
        "Name": parameter.name,
        "ParameterType": parameter.type,
        "Aliases": PSList(parameter.aliases, ALIASES),
        "IsDynamic": parameter.dynamic,
        "SwitchParameter": parameter.switch,
    }
    return PSObject(adapted=properties, type_names=PARAMETER, text=PARAMETER[0])


def command_object(definition: Definition, name: str | None = None) -> PSObject:
    """Return a command's metadata; `name` gives it another name."""
    command = definition.command
    notes: dict[str, Value] = {
        "Name": name or command.name,
        "Namespace": "tmp_demo" if definition.class_name.startswith("Microsoft.Exchange") else "Microsoft.PowerShell.Core",
        "HelpUri": command.help_uri,
        "CommandType": FUNCTION,
        "ResolvedCommandName": None,
        "OutputType": PSList([], OUTPUT_TYPES),
        "Parameters": PSDict(((one.name, parameter_object(one)) for one in command.parameters), type_names=PARAMETERS),
    }
    return PSObject(notes, type_names=("Selected.System.Management.Automation.FunctionInfo", *CUSTOM))


def many(definition: Definition, names: list[str]) -> Iterator[Rendered]:
    """Yield the metadata of commands that differ by name only, written once."""
    if not names:
        return
    template = Template[tuple[str]](lambda row: command_object(definition, row[0]), (mark(0),), {0: text_of})
    for name in names:
        yield Rendered(template((name,)), partial(command_object, definition, name))


def syntax(command: Command) -> str:
    """Return a command's syntax in one line a parameter set."""
    names = sorted({name for one in command.parameters for name, _ in one.sets if name != "__AllParameterSets"}) or ["__AllParameterSets"]
    return "\n\n".join(" ".join((command.name, *_words(command, name))) for name in names)


def _words(command: Command, set_name: str) -> list[str]:
    words = []
    for one in command.parameters:
        member = dict(one.sets).get(set_name) or dict(one.sets).get("__AllParameterSets")
        if member is None:
            continue
        short = one.type.rpartition(".")[2]
        word = f"-{one.name}" if one.switch else f"[-{one.name}] <{short}>" if member.position is not None else f"-{one.name} <{short}>"
        words.append(word if member.mandatory else f"[{word}]")
    return words
