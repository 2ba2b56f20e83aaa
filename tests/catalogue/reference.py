"""The cmdlets of Exchange's documentation as commands, at their full number; the tests that use them skip where the data is absent."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from eopsh.catalogue import ALL_SETS, Command, Kind, Membership, Origin, Parameter
from tests.support import shared


@cache
def reference_commands() -> tuple[Command, ...]:
    """Return all 1,437 cmdlets with their 15,258 parameters, sets included."""
    path = shared("data", "exchange-cmdlets.json")
    return tuple(_command(cmdlet) for cmdlet in json.loads(path.read_text(encoding="utf-8"))["cmdlets"])


def _command(cmdlet: dict[str, Any]) -> Command:
    parameters = (_parameter(name, facts) for name, facts in cmdlet["params"].items())
    default = next((each["name"] for each in cmdlet["sets"] if each.get("default")), None)
    return Command(cmdlet["name"], *parameters, kind=Kind.REMOTE, default_set=default, help_uri=cmdlet["url"], should_process=True)


def _parameter(name: str, facts: dict[str, Any]) -> Parameter:
    return Parameter(
        name,
        facts.get("type", "Object"),
        aliases=tuple(facts.get("aliases", ())),
        switch=bool(facts.get("switch")),
        values=tuple(facts.get("values", ())),
        sets=_sets(facts),
        origin=Origin.HELP,
    )


def _sets(facts: dict[str, Any]) -> dict[str, Membership]:
    sets = facts.get("sets")
    if isinstance(sets, dict):
        return {name: _membership(known) for name, known in sets.items()}
    return dict.fromkeys(sets or [ALL_SETS], _membership(facts))


def _membership(facts: dict[str, Any]) -> Membership:
    pipe = facts.get("pipe", "")
    return Membership(bool(facts.get("req")), facts.get("pos"), "ByValue" in pipe, "ByPropertyName" in pipe)
