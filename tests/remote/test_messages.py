"""What this side writes, held to what PowerShell's own client wrote."""

from __future__ import annotations

import pytest

from eopsh.binding import BoundCall
from eopsh.catalogue import Command
from eopsh.objects import Credential, DateTime, EnumValue, PSDict, PSList, PSObject, SecureString, TimeSpan, Value, read_value
from eopsh.remote.psrp import messages as m
from tests.support import json_lines, shared


def bag(value: Value) -> PSObject:
    assert isinstance(value, PSObject)
    return value


def items(value: Value) -> list[Value]:
    assert isinstance(value, list)
    return value


def recorded(name: str) -> PSObject:
    lines = json_lines(shared("oracle", "psrp.jsonl"))
    return bag(read_value(next(str(line["clixml"]).encode() for line in lines if line.get("message") == name and line["from"] == "c")))


@pytest.mark.parametrize(
    ("name", "body"),
    [
        pytest.param("SESSION_CAPABILITY", m.session_capability(), id="capability"),
        pytest.param("INIT_RUNSPACEPOOL", m.init_runspace_pool(), id="init"),
        pytest.param("GET_COMMAND_METADATA", m.get_command_metadata(), id="metadata"),
        pytest.param("CREATE_PIPELINE", m.create_pipeline([BoundCall(Command("Get-X"))], takes_input=False), id="pipeline"),
        pytest.param("PIPELINE_HOST_RESPONSE", m.host_response(1, 26, "PromptForChoice", 1), id="answer"),
    ],
)
def test_messages_have_powershells_fields(name: str, body: bytes) -> None:
    theirs, ours = recorded(name), bag(read_value(body))
    assert {(key, type(ours.get(key))) for key in ours.names()} == {(key, type(theirs.get(key))) for key in theirs.names()}


def test_a_command_has_powershells_fields() -> None:
    def command(message: PSObject) -> PSObject:
        return bag(items(bag(message.get("PowerShell")).get("Cmds"))[0])

    ours = command(bag(read_value(m.create_pipeline([BoundCall(Command("Get-X"))], takes_input=False))))
    assert set(ours.names()) == set(command(recorded("CREATE_PIPELINE")).names())
    assert ours.get("IsScript") is False


def test_arguments_keep_their_order_and_the_unnamed_come_last() -> None:
    call = BoundCall(Command("Get-X"), {"B": 1, "A": True}, positionals=("one", "two"))
    message = bag(read_value(m.create_pipeline([call], takes_input=True)))
    arguments = [bag(item) for item in items(bag(items(bag(message.get("PowerShell")).get("Cmds"))[0]).get("Args"))]
    assert [(argument.get("N"), argument.get("V")) for argument in arguments] == [("B", 1), ("A", True), (None, "one"), (None, "two")]
    assert message.get("NoInput") is False


VALUES = [
    pytest.param(DateTime.of(2024, 1, 2), "2024-01-02T00:00:00", id="date"),
    pytest.param(DateTime.of(2024, 1, 2, kind="Utc"), "2024-01-02T00:00:00Z", id="UTC date"),
    pytest.param(TimeSpan.of(hours=1), "01:00:00", id="span"),
    pytest.param(EnumValue(("X", "System.Enum"), "Enforce", 2), "Enforce", id="enum"),
    pytest.param("10GB", "10GB", id="size as typed"),
    pytest.param([TimeSpan.of(hours=1), "a"], ["01:00:00", "a"], id="list"),
    pytest.param(b"\x01", b"\x01", id="bytes"),
    pytest.param(None, None, id="null"),
]


@pytest.mark.parametrize(("value", "sent"), VALUES)
def test_values_go_in_the_form_that_exchange_takes(value: Value, sent: Value) -> None:
    assert m.argument_value(value) == sent


def test_a_hashtable_keeps_its_spelling() -> None:
    found = m.argument_value(PSDict([("Add", TimeSpan.of(hours=1)), ("REMOVE", ["b"])]))
    assert isinstance(found, PSDict)
    assert [(found.spelling(key), value) for key, value in found.items()] == [("Add", "01:00:00"), ("REMOVE", ["b"])]


SECRET = SecureString("x")


@pytest.mark.parametrize(
    ("value", "secret"),
    [
        pytest.param(SECRET, True, id="secure string"),
        pytest.param(Credential("u", SECRET), True, id="credential"),
        pytest.param([1, [SECRET]], True, id="in a list"),
        pytest.param(PSDict([("a", SECRET)]), True, id="in a hashtable"),
        pytest.param(PSObject({"a": PSList([SECRET])}), True, id="in an object"),
        pytest.param([1, "x", PSObject({"a": None})], False, id="none"),
    ],
)
def test_knows_when_a_key_is_needed(value: Value, secret: bool) -> None:
    assert m.has_secret(value) is secret


def test_states_are_read_from_the_bytes() -> None:
    assert m.pipeline_state(b'<Obj RefId="0"><MS><I32 N="PipelineState">5</I32></MS></Obj>') == m.FAILED
    assert m.pool_state(b'<Obj RefId="0"><MS><I32 N="RunspaceState">2</I32></MS></Obj>') == m.POOL_OPENED
    assert m.pipeline_state(b"<S>x</S>") == 0
    assert m.call_id(b"<S>x</S>") == m.VOID_CALL


def test_an_old_capability_has_a_version_all_the_same() -> None:
    assert str(m.read_protocol(b"<S>x</S>")) == "2.0"
