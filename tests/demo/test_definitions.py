"""The tables of the definitions, held to what the documentation says."""

from __future__ import annotations

import json
from typing import Any

from eopsh.binding import is_taken_everywhere
from eopsh.catalogue import ALL_SETS, Command
from eopsh.demo.cmdlets import CMDLETS
from eopsh.demo.definitions import DEFINITIONS, HELPERS
from tests.support import shared


def test_the_tables_say_what_the_documentation_says() -> None:
    documented = _documented()
    for name in DEFINITIONS.keys() - HELPERS:
        _compare(name, documented[name], DEFINITIONS[name].command)


def _documented() -> dict[str, Any]:
    """Return the pages of Exchange Online Protection, and of Exchange Online for what those leave out."""
    files = (shared("data", name).read_text(encoding="utf-8") for name in ("exchange-cmdlets.json", "eop-cmdlets.json"))
    return {one["name"]: one for file in files for one in json.loads(file)["cmdlets"]}


def _compare(name: str, page: dict[str, Any], command: Command) -> None:
    platform = next((one for one in ("EOP", "EXO") if one in page["platforms"]), "SE")
    of_page = {key: one for key, one in page["params"].items() if platform in one.get("platforms", page["platforms"])}
    ours = {one.name: one for one in command.parameters if not is_taken_everywhere(one.name) or one.name in of_page}
    assert ours.keys() == of_page.keys(), name
    known = {set_name for one in ours.values() for set_name, _ in one.sets}  # a set whose parameters are all for servers is none here
    for key, one in of_page.items():
        memberships = dict(ours[key].sets)
        facts = _facts(page, one)
        everywhere = memberships.keys() == {ALL_SETS} and len(facts) == len(page["sets"])
        assert everywhere or memberships.keys() == facts.keys() & known, (name, key)
        assert ours[key].type.rpartition(".")[2] == one["type"].rpartition(".")[2], (name, key)
        assert set(ours[key].aliases) == set(one.get("aliases", ())), (name, key)
        # Of -Entries the page lists the kinds of lists, and values of several words do not survive a help page.
        if not key.startswith("Entr") and not any(" " in word for word in one.get("values", ())):
            assert set(ours[key].values) >= set(one.get("values", ())), (name, key)
        for set_name, fact in facts.items() if everywhere else ((one, facts[one]) for one in memberships):
            member = memberships.get(set_name) or memberships[ALL_SETS]
            assert member.mandatory == bool(fact.get("req")), (name, key, set_name)
            # Of a few identities the pages do not say so, but every server takes them from the pipeline.
            pipe = fact.get("pipe", "unspecified" if key == "Identity" else "")
            assert (member.from_pipeline, member.from_property) == _pipes(pipe), (name, key, set_name)


def _facts(page: dict[str, Any], parameter: dict[str, Any]) -> dict[str, dict[str, Any]]:
    sets = parameter.get("sets") or [one["name"] for one in page["sets"]]
    return dict(sets) if isinstance(sets, dict) else dict.fromkeys(sets, parameter)


def _pipes(text: str) -> tuple[bool, bool]:
    return ("ByValue" in text or text == "unspecified", "ByPropertyName" in text or text == "unspecified")


def test_positions_follow_the_documentation() -> None:
    documented = _documented()
    for name in DEFINITIONS.keys() - HELPERS:
        for one in documented[name]["sets"]:
            places = [
                (dict(each.sets).get(one["name"]) or dict(each.sets).get(ALL_SETS), each.name)
                for each in DEFINITIONS[name].command.parameters
            ]
            ours = [
                key
                for _, key in sorted((member.position, key) for member, key in places if member is not None and member.position is not None)
            ]
            assert ours == _positional(documented[name], one["name"], set(ours)), (name, one["name"])


def _positional(page: dict[str, Any], set_name: str, known: set[str]) -> list[str]:
    found = [(_facts(page, one).get(set_name, {}).get("pos"), key) for key, one in page["params"].items()]
    return [
        key
        for place, key in sorted((place, key) for place, key in found if place is not None)
        if key in known or "platforms" not in page["params"][key]
    ]


def test_every_definition_runs() -> None:
    assert {name.casefold() for name in DEFINITIONS} == set(CMDLETS)
    assert (len(DEFINITIONS) - len(HELPERS) >= 150, len(HELPERS)) == (True, 7)
