"""A small organization for the completion tests: a server's cmdlets with sets and values, local commands, and what the session knows."""

from __future__ import annotations

from eopsh.catalogue import Catalogue, Command, Kind, Parameter
from eopsh.completion import Candidate, Completion, CompletionContext, Known, complete, of_value
from eopsh.objects import PSObject, Value
from eopsh.runtime import Interpreter
from tests.completion.world import remote, sets

STATES = ("Enabled", "Disabled")
TYPES = ("UserMailbox", "MailUser", "MailContact")
REMOTE = (
    remote(
        "Get-MailUser",
        Parameter("Identity", "MailUserIdParameter", sets=sets("Identity", position=0)),
        Parameter("Anr", "string", sets=sets("AnrSet")),
        Parameter("Filter", "string"),
        Parameter("ResultSize", "Unlimited"),
        Parameter("SortBy", "string"),
        default_set="Identity",
    ),
    remote(
        "Set-MailUser",
        Parameter("Identity", "MailUserIdParameter", mandatory=True, position=0, from_pipeline=True),
        Parameter("DisplayName", "string"),
        Parameter("EmailAddresses", "ProxyAddressCollection"),
        Parameter("HiddenFromAddressListsEnabled", "bool", summary="Hides the user from address lists.", default="$false"),
        Parameter("WhatIf", "switch", aliases=("wi",)),
    ),
    remote("Remove-MailUser", Parameter("Identity", "MailUserIdParameter", mandatory=True, position=0)),
    remote(
        "Get-TransportRule",
        Parameter("Identity", "RuleIdParameter", position=0),
        Parameter("State", "RuleState", values=STATES),
        Parameter("Level", "int", values=("1", "2", "10")),
        Parameter("Filter", "string"),
        Parameter("ResultSize", "Unlimited"),
    ),
    remote(
        "Set-TransportRule",
        Parameter("Identity", "RuleIdParameter", mandatory=True, position=0, from_pipeline=True),
        Parameter("Enabled", "bool"),
    ),
    remote(
        "Get-Recipient",
        Parameter("Identity", "RecipientIdParameter", position=0),
        Parameter("RecipientType", "RecipientType[]", values=TYPES),
        Parameter("Filter", "string"),
        Parameter("ResultSize", "Unlimited"),
    ),
    remote("Get-Report", Parameter("EventType", "string[]", values=("File detonation", "File reputation", "Campaign"))),
    remote("Invoke-Search", Parameter("Session", "PSSession")),
)
LOCAL = tuple(local.command for local in Interpreter().local_commands)
CATALOGUE = Catalogue.of((*LOCAL, *REMOTE))
USER = PSObject({"Alias": "kim", "DisplayName": "Kim", "HiddenFromAddressListsEnabled": False}, type_names=("Exchange.MailUser",))
KNOWN = Known(
    outputs={"get-mailuser": of_value(USER)},
    answers={("mailuser", ""): (("kim@contoso.com", "Kim Akers"), ("Lee Oh", "Lee Oh"))},
    open_sessions=(("office", "https://outlook.office365.com"),),
)
FILES = {".": (("report.csv", False), ("read me.txt", False), ("data", True)), "data": (("inner.json", False),)}


def context(**variables: Value) -> CompletionContext:
    """Return what completion knows, with these variables in the session."""
    functions = {"Show-Report": Command("Show-Report", Parameter("Path", "string"), kind=Kind.FUNCTION)}
    return CompletionContext(CATALOGUE, variables, functions, knowledge=KNOWN, folder=lambda path: FILES.get(path, ()))


def at(marked: str, **variables: Value) -> Completion:
    """Complete at the bar."""
    before, bar, after = marked.partition("\u2502")
    assert bar
    return complete(before + after, len(before), context(**variables))


def offered(marked: str, **variables: Value) -> list[Candidate]:
    """Return the candidates that are meant, without those that seldom are."""
    return [candidate for candidate in at(marked, **variables).candidates if not candidate.seldom]


def texts(marked: str, **variables: Value) -> list[str]:
    """Return what would be inserted."""
    return [candidate.text for candidate in offered(marked, **variables)]
