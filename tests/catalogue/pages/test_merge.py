"""A page becomes a command of advice, and completes a server's command without overruling it."""

import pytest

from eopsh.catalogue import ALL_SETS, Command, Kind, Membership, Origin, Parameter
from eopsh.catalogue.pages import command_of, described, read_page
from tests.catalogue.pages.sample import SAMPLE

COMMAND = command_of(read_page(SAMPLE))


def of(command: Command, name: str) -> Parameter:
    return next(parameter for parameter in command.parameters if parameter.name == name)


def test_a_page_is_a_remote_command_of_advice() -> None:
    assert (COMMAND.name, COMMAND.kind, COMMAND.default_set, COMMAND.synopsis) == (
        "Get-Parcel",
        Kind.REMOTE,
        "Identity",
        "View parcels, see parcels",
    )
    assert {parameter.origin for parameter in COMMAND.parameters} == {Origin.HELP}


def test_sets_of_parameters() -> None:
    assert of(COMMAND, "Identity").sets == (("Identity", Membership(False, 0, True, True)),)
    assert of(COMMAND, "Sender").sets == (("Sender", Membership(True, 0, True, True)),)
    assert of(COMMAND, "State").sets == ((ALL_SETS, Membership()),)
    assert of(COMMAND, "Confirm").switch


def test_a_mandatory_mark_needs_both_when_there_is_one_set() -> None:
    page = read_page(
        "# Set-X\n## SYNTAX\n```\nSet-X [-Identity] <Id> -Name <String> -Other <String>\n```\n## PARAMETERS\n"
        "### -Identity\nIt.\n```yaml\nType: Id\nRequired: True\n```\n### -Name\nIt.\n```yaml\nType: String\nRequired: False\n```\n"
    )
    command = command_of(page)
    assert [of(command, name).sets[0][1].mandatory for name in ("Identity", "Name", "Other")] == [True, False, True]
    assert command.default_set is None


SERVER = Command(
    "Get-Parcel",
    Parameter("Identity", "ParcelIdParameter", origin=Origin.SERVER),
    Parameter("State", "System.Object", aliases=("st",), origin=Origin.SERVER),
    Parameter("Confirm", "System.Management.Automation.SwitchParameter", aliases=("cf",), origin=Origin.SERVER),
    Parameter("Secret", "System.String", origin=Origin.SERVER),
    kind=Kind.REMOTE,
)


def test_flat_metadata_gets_sets_values_and_lines() -> None:
    command = described(SERVER, COMMAND)
    state = of(command, "State")
    assert (state.type, state.aliases, state.values, state.default) == (
        "ParcelState[]",
        ("st",),
        ("Lost", "OnItsWay", "Delivered"),
        "Delivered",
    )
    assert of(command, "Identity").sets == of(COMMAND, "Identity").sets
    assert of(command, "Confirm").aliases == ("cf",)
    assert command.default_set == "Identity"
    assert command.synopsis == COMMAND.synopsis


def test_only_the_servers_parameters_are_there() -> None:
    command = described(SERVER, COMMAND)
    assert [parameter.name for parameter in command.parameters] == ["Identity", "State", "Confirm", "Secret"]
    assert of(command, "Secret") is of(SERVER, "Secret")


def test_what_the_server_knows_stays() -> None:
    own = Parameter("State", "X", values=("Own",), mandatory=True, origin=Origin.SERVER)
    command = described(Command("Get-Parcel", own, kind=Kind.REMOTE), COMMAND)
    state = of(command, "State")
    assert (state.type, state.values, state.sets, state.origin) == ("X", ("Own",), own.sets, Origin.SERVER)


@pytest.mark.parametrize("name", ["Identity", "Sender", "Reason", "State", "Weight", "Confirm"])
def test_every_parameter_is_there_once(name: str) -> None:
    assert [parameter.name for parameter in COMMAND.parameters].count(name) == 1
