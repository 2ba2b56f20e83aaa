"""The lines of `Get-Command -Syntax`."""

import pytest

from eopsh.binding import bind, common_parameters, display_type, is_common, syntax
from eopsh.catalogue import Command, Kind, Membership, Origin, Parameter
from tests.binding.builders import call, cmdlet, fault, function, of_set

ROLES = function(
    Parameter("Identity", sets={"Script": Membership(position=0), "Recurse": Membership(mandatory=True, position=0)}),
    of_set("", "RoleType"),
    of_set("Script", "Script", "string"),
    of_set("Recurse", "Recurse", "switch", mandatory=True),
)

LINES = [
    pytest.param(
        ROLES,
        [
            "Test-It [[-Identity] <Object>] [-RoleType <Object>] [-Script <string>] [<CommonParameters>]",
            "Test-It [-Identity] <Object> -Recurse [-RoleType <Object>] [<CommonParameters>]",
        ],
        id="a line a set, mandatory before optional",
    ),
    pytest.param(
        function(
            Parameter("A", "nullable[bool]"),
            Parameter("L", "switch", mandatory=True),
            Parameter("O", position=7),
            Parameter("B", "int[]", position=3, mandatory=True),
            should_process=True,
        ),
        ["Test-It [-B] <int[]> [[-O] <Object>] -L [-A <bool>] [-WhatIf] [-Confirm] [<CommonParameters>]"],
        id="positions in order, WhatIf and Confirm last",
    ),
    pytest.param(
        Command("Get-X", Parameter("Verbose", "switch"), Parameter("WhatIf", "switch"), kind=Kind.REMOTE),
        ["Get-X [-WhatIf] [<CommonParameters>]"],
        id="common parameters that a server lists are not repeated",
    ),
    pytest.param(function(), ["Test-It [<CommonParameters>]"], id="no parameters"),
    pytest.param(
        function(of_set("X", "A"), of_set("", "B"), default_set="Q"),
        ["Test-It [-B <Object>] [<CommonParameters>]", "Test-It [-A <Object>] [-B <Object>] [<CommonParameters>]"],
        id="the default set first, though it has nothing of its own",
    ),
    pytest.param(
        Command("Get-X", Parameter("Identity", "Microsoft.X.RuleIdParameter", origin=Origin.SERVER), kind=Kind.REMOTE),
        ["Get-X [-Identity <RuleIdParameter>] [<CommonParameters>]"],
        id="flat metadata",
    ),
]


@pytest.mark.parametrize(("command", "lines"), LINES)
def test_lines(command: Command, lines: list[str]) -> None:
    assert syntax(command) == lines


TYPES = [
    pytest.param("System.String[]", "string[]", id="accelerator of a list"),
    pytest.param("System.Object", "Object", id="object has none"),
    pytest.param("Int64", "long", id="long"),
    pytest.param("System.Collections.Generic.Dictionary[string,int]", "Dictionary[string,int]", id="generic"),
    pytest.param("nullable[int][]", "Nullable[int][]", id="list of nullable"),
    pytest.param("System.Nullable`1[[System.Int32, mscorlib, Version=4.0.0.0, Culture=neutral]]", "Nullable[int]", id="with assembly"),
    pytest.param(
        "Microsoft.Exchange.Data.MultiValuedProperty`1[[System.String, mscorlib]]", "MultiValuedProperty[string]", id="server's generic"
    ),
    pytest.param("Microsoft.X.MailboxIdParameter, Microsoft.X, Version=15.0.0.0", "MailboxIdParameter", id="server's type"),
    pytest.param("System.Management.Automation.ActionPreference", "ActionPreference", id="enum"),
    pytest.param("", "", id="nothing"),
]


@pytest.mark.parametrize(("name", "shown"), TYPES)
def test_types(name: str, shown: str) -> None:
    assert display_type(name) == shown


# --- the parameters that every command takes


def test_common_parameters_come_with_the_place_where_a_command_runs() -> None:
    remote = [parameter.name for parameter in common_parameters(Command("Get-X", kind=Kind.REMOTE))]
    local = [parameter.name for parameter in common_parameters(cmdlet())]
    changing = [parameter.name for parameter in common_parameters(function(should_process=True))]
    assert len(remote) == 11
    assert [name for name in local if name not in remote] == ["ProgressAction"]
    assert [name for name in changing if name not in local] == ["WhatIf", "Confirm"]
    assert all(map(is_common, changing))
    assert is_common("errorACTION")
    assert not is_common("Identity")


def test_what_the_server_lists_itself_is_not_there_twice() -> None:
    command = Command("Get-X", Parameter("Verbose", "switch", aliases=("vb",), origin=Origin.SERVER), kind=Kind.REMOTE)
    assert "Verbose" not in [parameter.name for parameter in common_parameters(command)]
    assert call(command, "-vb").values == {"Verbose": True}


@pytest.mark.parametrize(
    ("value", "error_id"), [("Nope", "CannotConvertArgumentNoMessage"), (None, "ParameterBindingFailed"), (5, "ParameterBindingFailed")]
)
def test_common_parameters_are_a_cmdlets_even_in_script(value: str | None, error_id: str) -> None:
    assert fault(function(), "-ErrorAction", value).error_id == error_id
    assert str(call(function(), "-ea", "sil").get("ErrorAction")) == "SilentlyContinue"


def test_the_same_command_is_made_ready_once() -> None:
    command = cmdlet(Parameter("A", position=0))
    assert bind(command, []).command is bind(command, []).command is command
