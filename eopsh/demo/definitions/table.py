"""One table a noun says what its cmdlets take; this reads such a table.

    Get-MailUser Microsoft.Exchange.Management.RecipientTasks.GetMailUser default=Identity
      Identity    MailUserIdParameter   pos pipe set=Identity
      Anr         String                set=AnrSet

A cmdlet's line has its name, its class, and as needed `default=SET` and `impact=High` (it asks before it acts). A parameter's line has
name, type as the documentation writes it, and marks: `req` (mandatory everywhere) or `req=SET,...`, `pos` (positional, in the order of
the lines), `pipe` (takes pipeline input by value and by property name; `pipe=value` and `pipe=name` in one way only), `set=SET,...` (only
in these sets), `but=SET,...` (in all sets but these), `alias=NAME`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from eopsh.catalogue import ALL_SETS, Command, Kind, Membership, Parameter

SYSTEM_TYPES = {
    "String": "System.String",
    "Boolean": "System.Boolean",
    "Int32": "System.Int32",
    "DateTime": "System.DateTime",
    "Guid": "System.Guid",
    "SecureString": "System.Security.SecureString",
    "SwitchParameter": "System.Management.Automation.SwitchParameter",
    "Object": "System.Object",
    "ActionPreference": "System.Management.Automation.ActionPreference",
    "PSObject": "System.Management.Automation.PSObject",
    "CommandTypes": "System.Management.Automation.CommandTypes",
    "Version": "System.Version",
    "TimeSpan": "System.TimeSpan",
    "UInt16": "System.UInt16",
    "UInt32": "System.UInt32",
    "Int16": "System.Int16",
    "Int64": "System.Int64",
    "Byte[]": "System.Byte[]",
    "Uri": "System.Uri",
    "CultureInfo": "System.Globalization.CultureInfo",
    "PSCredential": "System.Management.Automation.PSCredential",
}
DATA_TYPES = (
    "ByteQuantifiedSize",
    "MultiValuedProperty",
    "ProxyAddress",
    "ProxyAddressCollection",
    "SmtpAddress",
    "WindowsLiveId",
    "Unlimited",
)


@cache
def full_type(name: str, namespace: str) -> str:
    """Return a type's name with its namespace."""
    element = name.removesuffix("[]")
    if "." in element:
        full = element
    elif element in SYSTEM_TYPES:
        full = SYSTEM_TYPES[element]
    elif element in DATA_TYPES:
        full = f"Microsoft.Exchange.Data.{element}"
    elif element.endswith("IdParameter"):
        full = f"Microsoft.Exchange.Configuration.Tasks.{element}"
    else:
        full = f"{namespace}.{element}"
    return full + name[len(element) :]


HELP = "https://learn.microsoft.com/powershell/module/exchangepowershell/{}"


@dataclass(frozen=True, slots=True)
class Definition:
    """A cmdlet: what it takes, the class that errors name, and whether it asks before it acts."""

    command: Command
    class_name: str
    asks: bool


COMMON = """
Verbose SwitchParameter alias=vb
Debug SwitchParameter alias=db
ErrorAction ActionPreference alias=ea
WarningAction ActionPreference alias=wa
InformationAction ActionPreference alias=infa
ErrorVariable String alias=ev
WarningVariable String alias=wv
InformationVariable String alias=iv
OutVariable String alias=ov
OutBuffer Int32 alias=ob
PipelineVariable String alias=pv
"""
PREFERENCES = ("SilentlyContinue", "Stop", "Continue", "Inquire", "Ignore")


def read_table(text: str, namespace: str, values: Mapping[str, str] | None = None) -> tuple[Definition, ...]:
    """Read a noun's table.

    `values` maps a parameter (`Name`, or `Get-Noun.Name` where they differ) or a type to the values that it may take, separated by bars
    where there is one, by blanks otherwise.
    """
    blocks: list[list[str]] = []
    for line in text.splitlines():
        if line.strip() and not line.startswith(" "):
            blocks.append([line])
        elif line.strip():
            blocks[-1].append(line)
    known = {name: tuple(words.split("|" if "|" in words else None)) for name, words in (values or {}).items()}
    return tuple(_definition(block, namespace, known) for block in blocks)


def _definition(lines: list[str], namespace: str, values: Mapping[str, tuple[str, ...]]) -> Definition:
    name, class_name, *marks = lines[0].split()
    options = dict(mark.split("=") for mark in marks)
    own = {key.removeprefix(f"{name}."): words for key, words in values.items()}
    parameters = (*_parameters(lines[1:], namespace, own), *_common_parameters())
    command = Command(
        name,
        *parameters,
        kind=Kind.REMOTE,
        default_set=options.get("default"),
        help_uri=HELP.format(name.lower()) if class_name.startswith("Microsoft.Exchange") else "",
        should_process=any(parameter.name == "WhatIf" for parameter in parameters),
    )
    return Definition(command, class_name, options.get("impact") == "High")


@cache
def _common_parameters() -> tuple[Parameter, ...]:
    return tuple(_parameters(COMMON.split("\n"), "System.Management.Automation", {"ActionPreference": PREFERENCES}))


def _parameters(lines: list[str], namespace: str, values: Mapping[str, tuple[str, ...]]) -> Iterator[Parameter]:
    position = 0
    rows = [line.split() for line in lines if line.strip()]
    marks_of = [dict(word.partition("=")[::2] for word in words) for _, _, *words in rows]
    named = (marks.get(mark, "") for marks in marks_of for mark in ("set", "but", "req"))
    sets = list(dict.fromkeys(name for names in named for name in names.split(",") if name))
    for (name, kind, *_), marks in zip(rows, marks_of, strict=True):
        if "but" in marks:
            marks["set"] = ",".join(one for one in sets if one not in marks["but"].split(","))
        elif marks.get("req"):
            marks.setdefault("set", ",".join(sets))
        place = position if "pos" in marks else None
        position += place is not None
        yield Parameter(
            name,
            full_type(kind, namespace),
            aliases=tuple(filter(None, marks.get("alias", "").split(","))),
            values=values.get(name) or values.get(kind.removesuffix("[]"), ()),
            sets=dict(_memberships(marks, place)),
        )


def _memberships(marks: dict[str, str], position: int | None) -> Iterator[tuple[str, Membership]]:
    required = set(filter(None, marks.get("req", "").split(",")))
    pipe = marks.get("pipe", "no")
    for name in marks.get("set", ALL_SETS).split(","):
        mandatory = "req" in marks and (not required or name in required)
        yield name, _membership(mandatory, position, pipe in ("", "value"), pipe in ("", "name"))


_membership = cache(Membership)
"""Thousands of parameters share a few dozen of these."""
