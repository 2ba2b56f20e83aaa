"""Commands, straight from the bytes."""

from __future__ import annotations

import pytest

from eopsh.catalogue import ALL_SETS, Kind, Membership, Origin
from eopsh.remote.psrp.metadata import read_command, read_count
from tests.support import json_lines, shared

PARAMETER = (
    '<En><S N="Key">{0}</S><Obj N="Value" RefId="{1}"><ToString>x</ToString><Props><S N="Name">{0}</S><S N="ParameterType">{2}</S>'
    '{3}<B N="IsDynamic">false</B><B N="SwitchParameter">{4}</B></Props></Obj></En>'
)
NO_ALIASES = '<Obj N="Aliases" RefId="90"><LST /></Obj>'


def command(*parameters: str, name: str = "Get-MailUser", more: str = "") -> bytes:
    table = f'<Obj N="Parameters" RefId="3"><DCT>{"".join(parameters)}</DCT></Obj>' if parameters else ""
    return f'<Obj RefId="0"><TN RefId="0"><T>Selected.X</T></TN><MS><S N="Name">{name}</S>{more}{table}</MS></Obj>'.encode()


def test_a_flat_command() -> None:
    body = command(
        PARAMETER.format("Identity", 4, "Microsoft.Exchange.MailUserIdParameter, Microsoft.Exchange, Version=15.0", NO_ALIASES, "false"),
        PARAMETER.format(
            "Confirm", 5, "System.Management.Automation.SwitchParameter", '<Obj N="Aliases" RefId="7"><LST><S>cf</S></LST></Obj>', "true"
        ),
        PARAMETER.format("Ids", 6, "System.String[]", '<Ref N="Aliases" RefId="7" />', "false"),
    )
    found = read_command(body)
    assert found is not None
    assert (found.name, found.kind) == ("Get-MailUser", Kind.REMOTE)
    facts = [(parameter.name, parameter.type, parameter.aliases, parameter.switch) for parameter in found.parameters]
    assert facts == [
        ("Identity", "Microsoft.Exchange.MailUserIdParameter", (), False),
        ("Confirm", "System.Management.Automation.SwitchParameter", ("cf",), True),
        ("Ids", "System.String[]", ("cf",), False),
    ]
    assert all(parameter.origin is Origin.SERVER and not parameter.sets for parameter in found.parameters)


def test_a_generous_server_says_more() -> None:
    sets = (
        '<Obj N="ParameterSets" RefId="8"><DCT><En><S N="Key">Identity</S><Obj N="Value" RefId="9"><Props><B N="IsMandatory">true</B>'
        '<I32 N="Position">0</I32><B N="ValueFromPipeline">true</B></Props></Obj></En><En><S N="Key">__AllParameterSets</S>'
        '<Obj N="Value" RefId="10"><Props><I32 N="Position">-2147483648</I32></Props></Obj></En></DCT></Obj>'
    )
    found = read_command(command(PARAMETER.format("Identity", 4, "System.String", NO_ALIASES + sets, "false")))
    assert found is not None
    assert found.parameters[0].sets == (("Identity", Membership(mandatory=True, position=0, from_pipeline=True)), (ALL_SETS, Membership()))


def test_output_types_in_both_shapes() -> None:
    more = (
        '<Obj N="OutputType" RefId="2"><LST><S>A.B</S><Obj RefId="5"><ToString>C.D</ToString></Obj></LST></Obj><S N="HelpUri">https://x</S>'
    )
    found = read_command(command(more=more))
    assert found is not None
    assert (found.output_types, found.help_uri) == (("A.B", "C.D"), "https://x")


def test_escapes_are_read() -> None:
    found = read_command(command(more='<S N="HelpUri">a_x000A_b_x005F_x000A_</S>'))
    assert found is not None
    assert found.help_uri == "a\nb_x000A_"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<Obj><MS>", id="cut"),
        pytest.param(b"", id="empty"),
        pytest.param(b'<!DOCTYPE x [<!ENTITY a "b">]><Obj/>', id="document type"),
    ],
)
def test_damage_is_a_value_error(body: bytes) -> None:
    with pytest.raises(ValueError, match="metadata"):
        read_command(body)


def test_what_has_no_name_is_no_command() -> None:
    assert read_command(b"<S>x</S>") is None
    assert read_command(command(name="")) is None


def test_the_count_comes_first() -> None:
    assert read_count(b'<Obj RefId="0"><MS><I32 N="Count">7</I32></MS></Obj>') == 7
    assert read_count(b"<S>x</S>") == 0


def test_what_powershell_sends() -> None:
    lines = [
        line
        for line in json_lines(shared("oracle", "psrp.jsonl"))
        if line["scenario"] == "import" and line.get("message") == "PIPELINE_OUTPUT"
    ]
    bodies = [str(line["clixml"]).encode() for line in lines if 10 <= int(str(line["step"])) <= 17]
    commands = [found for body in bodies[1:] if (found := read_command(body)) is not None]
    assert read_count(bodies[0]) == len(commands) == 7
    sample = {parameter.name: parameter for parameter in commands[0].parameters}
    assert (commands[0].name, sample["Kind"].type, sample["Detailed"].aliases) == ("Get-Sample", "System.String[]", ("sw",))
