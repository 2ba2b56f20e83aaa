"""Catalogues for the tests: a small one in which every case is there, and the documented one for scale."""

from __future__ import annotations

import json
from pathlib import Path

from eopsh.catalogue import ALL_SETS, Catalogue, Command, Kind, Membership, Origin, Parameter
from eopsh.completion import CompletionContext


def sets(*names: str, mandatory: bool = False, position: int | None = None) -> dict[str, Membership]:
    return dict.fromkeys(names, Membership(mandatory, position))


def remote(name: str, *parameters: Parameter, default_set: str | None = None) -> Command:
    return Command(name, *parameters, kind=Kind.REMOTE, default_set=default_set)


IDENTITY = Parameter("Identity", "MailUserIdParameter", position=0)
INPUT = Parameter("InputObject", "object", from_pipeline=True)
SIZE = Parameter("ResultSize", "Unlimited")
COMMANDS = (
    remote(
        "Get-MailUser",
        Parameter("Anr", "string", sets=sets("AnrSet")),
        Parameter("Identity", "MailUserIdParameter", sets=sets("Identity", position=0)),
        Parameter("Filter", "string"),
        SIZE,
        Parameter("SortBy", "string"),
        default_set="Identity",
    ),
    remote(
        "Set-MailUser",
        Parameter("DisplayName", "string"),
        Parameter("Identity", "MailUserIdParameter", mandatory=True, position=0, from_pipeline=True),
        Parameter("HiddenFromAddressListsEnabled", "bool"),
        Parameter("WhatIf", "switch", aliases=("wi",)),
        Parameter("Confirm", "switch", aliases=("cf",)),
    ),
    remote("Remove-MailUser", IDENTITY, Parameter("WhatIf", "switch", aliases=("wi",))),
    remote(
        "Get-TransportRule",
        IDENTITY,
        Parameter("State", "RuleState", values=("Enabled", "Disabled")),
        Parameter("DlpPolicy", "string"),
        SIZE,
    ),
    remote(
        "New-TransportRule",
        Parameter("Name", "string", mandatory=True, position=0),
        Parameter("Enabled", "bool"),
        Parameter("Mode", "RuleMode", values=("Audit", "AuditAndNotify", "Enforce")),
        Parameter("From", "RecipientIdParameter[]"),
        Parameter("EventType", "string[]", values=("Message pass", "File reputation", "Advanced filter")),
    ),
    remote("Get-QuarantineMessage", IDENTITY),
    remote("Get-RemoteDomain", IDENTITY),
    # Flat, as a server sends it.
    Command("Get-AcceptedDomain", Parameter("Identity", "string", origin=Origin.SERVER), Parameter("Verbose", "switch"), kind=Kind.REMOTE),
    Command("Where-Object", INPUT, Parameter("FilterScript", "scriptblock", mandatory=True, position=0), alias=("where", "?")),
    Command("ForEach-Object", INPUT, Parameter("Process", "scriptblock[]", mandatory=True, position=0), alias=("foreach", "%")),
    Command("Select-Object", INPUT, Parameter("Property", "object[]", position=0), Parameter("First", "int"), alias="select"),
    Command("Get-Member", Parameter("MemberType", "string", values=("Method", "NoteProperty")), alias="gm"),
    Command("Set-Alias", Parameter("Name", "string", position=0), Parameter("Value", "string", position=1), alias="sal"),
    Command("Get-Date", Parameter("Format", "string")),
)

CATALOGUE = Catalogue.of(COMMANDS)
CONTEXT = CompletionContext(
    CATALOGUE,
    variables={"report": 1, "reportName": "x", "two words": 2, "splat": {"Identity": "kim"}},
    functions={"Show-Report": Command("Show-Report", Parameter("Path", "string"), kind=Kind.FUNCTION)},
    aliases={"gtr": "Get-TransportRule"},
)


def documented_catalogue(path: Path) -> Catalogue:
    """Return the catalogue of the documented cmdlets (1,437 with 15,258 parameters)."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Catalogue.of(_documented(cmdlet, data["enumTypes"]) for cmdlet in data["cmdlets"])


def _documented(cmdlet: dict[str, object], enums: dict[str, list[str]]) -> Command:
    facts = cmdlet["params"]
    assert isinstance(facts, dict)
    parameters = [_documented_parameter(name, fact, enums) for name, fact in facts.items()]
    return Command(str(cmdlet["name"]), *parameters, kind=Kind.REMOTE)


def _documented_parameter(name: str, fact: dict[str, object], enums: dict[str, list[str]]) -> Parameter:
    kind = str(fact.get("type", "String"))
    listed = fact.get("values") or enums.get(kind.removesuffix("[]"), [])
    assert isinstance(listed, list)
    names = fact.get("sets", [ALL_SETS])
    position = fact.get("pos")
    everywhere = Membership(bool(fact.get("req")), position if isinstance(position, int) else None)
    assert isinstance(names, list | dict)
    return Parameter(name, kind, values=tuple(map(str, listed)), sets=tuple((str(one), everywhere) for one in names), origin=Origin.HELP)
