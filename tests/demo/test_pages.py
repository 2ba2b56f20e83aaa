"""The organization's pages, read back, say what its definitions say."""

import pytest

from eopsh.binding import is_taken_everywhere
from eopsh.catalogue import ALL_SETS, Command, Membership, Parameter
from eopsh.catalogue.pages import command_of, described, read_page
from eopsh.demo.definitions import DEFINITIONS, HELPERS
from eopsh.demo.pages import page, pages

NAMES = [name for name in DEFINITIONS if name not in HELPERS]


def own(command: Command) -> list[Parameter]:
    return [each for each in command.parameters if not is_taken_everywhere(each.name)]


def sets_of(command: Command) -> list[str]:
    return list(dict.fromkeys(name for each in own(command) for name, _ in each.sets if name != ALL_SETS)) or [ALL_SETS]


def facts(command: Command, parameter: Parameter, sets: list[str]) -> dict[str, tuple[bool, int | None]]:
    """Return what is mandatory and in which order positions come, by set."""
    known = dict(parameter.sets)
    found: dict[str, tuple[bool, int | None]] = {}
    for name in sets:
        membership = known.get(name) or known.get(ALL_SETS)
        if membership is not None:
            found[name] = (membership.mandatory, rank(command, name, membership))
    return found


def rank(command: Command, name: str, membership: Membership) -> int | None:
    """Return the place of a position among those of its set."""
    others = {each.position for one in own(command) for owner, each in one.sets if owner in (name, ALL_SETS) and each.position is not None}
    return None if membership.position is None else sorted(others).index(membership.position)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_says_what_the_definition_says(name: str) -> None:
    command = DEFINITIONS[name].command
    told = command_of(read_page(page(command)))
    assert told.name == name
    assert told.synopsis
    by_name = {each.name: each for each in told.parameters}
    assert set(by_name) >= {each.name for each in own(command)}
    sets = sets_of(command)
    for each in own(command):
        assert facts(told, by_name[each.name], sets) == facts(command, each, sets), each.name
        assert by_name[each.name].values == each.values, each.name
        assert by_name[each.name].switch == each.switch, each.name
        assert by_name[each.name].summary, each.name


def test_every_cmdlet_has_one_and_helpers_have_none() -> None:
    assert [name for name, _ in pages()] == NAMES


def test_what_a_newcomer_sees() -> None:
    command = DEFINITIONS["Get-MailUser"].command
    flat = Command(command.name, *(Parameter(each.name, each.type, sets={}) for each in command.parameters), kind=command.kind)
    told = described(flat, command_of(read_page(page(command))))
    assert told.synopsis == "View mail users"
    assert told.default_set == "Identity"
    assert next(each.default for each in told.parameters if each.name == "ResultSize") == "1000"
