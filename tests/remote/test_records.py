"""What messages mean: records once, questions, and the host's own facts."""

from __future__ import annotations

import pytest

from eopsh.objects import Credential, EnumValue, ErrorRecord, PSDict, PSList, PSObject, SecureString, Value, read_value, write_value
from eopsh.remote import HostCall, Record, Stream
from eopsh.remote.psrp import messages as m
from eopsh.remote.psrp.error_record import as_error
from eopsh.remote.psrp.fragments import Message
from eopsh.remote.psrp.hosting import METHODS, QUESTIONS, Reply, default_answer, reply_to
from eopsh.remote.psrp.records import PREPARING, Decoder, Echo, shorten
from tests.support import json_lines, shared


def call(method: str, *arguments: Value, number: int = m.VOID_CALL) -> Message:
    method_id = METHODS.index(method) + 1
    names = ("System.Management.Automation.Remoting.RemoteHostMethodId", "System.Enum", "System.ValueType", "System.Object")
    from eopsh.objects import Int64

    notes: dict[str, Value] = {"ci": Int64(number), "mi": EnumValue(names, method, method_id), "mp": PSList(arguments)}
    return Message(m.PIPELINE_HOST_CALL, write_value(PSObject(notes)))


def text_record(kind: int, text: str) -> Message:
    return Message(kind, write_value(PSObject({"InformationalRecord_Message": text})))


def progress(activity: str = "Working", percent: int = 50) -> PSObject:
    return PSObject({"Activity": activity, "ActivityId": 1, "StatusDescription": "s", "PercentComplete": percent})


def read(*messages: Message) -> list[Record | HostCall | Reply]:
    decoder = Decoder()
    return [item for message in messages if (item := decoder.read(message)) is not None]


PAIRS = [
    pytest.param(text_record(m.WARNING_RECORD, "w"), call("WriteWarningLine", "w"), id="warning"),
    pytest.param(text_record(m.VERBOSE_RECORD, "v"), call("WriteVerboseLine", "v"), id="verbose"),
    pytest.param(text_record(m.DEBUG_RECORD, "d"), call("WriteDebugLine", "d"), id="debug"),
    pytest.param(Message(m.PROGRESS_RECORD, write_value(progress())), call("WriteProgress", 0, progress()), id="progress"),
    pytest.param(
        Message(m.INFORMATION_RECORD, write_value(PSObject({"MessageData": PSObject(adapted={"Message": "h"}), "Tags": ["PSHOST"]}))),
        call("WriteLine3", 7, 0, "h"),
        id="host",
    ),
]


@pytest.mark.parametrize(("record", "host"), PAIRS)
def test_what_comes_twice_is_shown_once(record: Message, host: Message) -> None:
    assert len(read(record, host)) == 1
    assert len(read(host, record)) == 1
    assert len(read(record, host, record, host)) == 2
    assert len(read(record, record)) == 2
    assert len(read(host)) == 1


def test_what_is_remembered_is_bounded() -> None:
    echo = Echo()
    assert all(echo.is_new(Stream.VERBOSE, str(number), from_host=False) for number in range(5000))
    assert len(echo._open) <= 1001
    assert not echo.is_new(Stream.VERBOSE, "4999", from_host=True)


def test_preparing_modules_is_hidden() -> None:
    assert read(Message(m.PROGRESS_RECORD, write_value(progress(PREPARING, -1))), call("WriteProgress", 0, progress(PREPARING, -1))) == []


@pytest.mark.parametrize("method", sorted(set(METHODS) - QUESTIONS))
def test_a_call_that_nobody_need_see_is_answered_by_itself(method: str) -> None:
    (item,) = read(call(method, number=3))
    assert isinstance(item, Reply)
    assert (item.call_id, item.method_id) == (3, METHODS.index(method) + 1)


@pytest.mark.parametrize("method", sorted(QUESTIONS))
def test_a_question_reaches_the_user(method: str) -> None:
    (item,) = read(call(method, "Caption", "Message", number=3))
    assert item == HostCall(3, method, ("Caption", "Message"))
    reply = reply_to(item, default_answer(item))
    assert write_value(reply.value, encrypt=lambda text: text.encode())


@pytest.mark.parametrize("method", ["SetShouldExit", "PopRunspace", "Write1", "WriteProgress", "WriteErrorLine"])
def test_void_calls_with_odd_arguments_do_no_harm(method: str) -> None:
    assert all(isinstance(item, Record) for item in read(call(method), call(method, None), call(method, PSObject())))


def test_a_damaged_call_that_waits_is_answered_all_the_same() -> None:
    (item,) = read(Message(m.PIPELINE_HOST_CALL, b'<Obj><MS><I64 N="ci">4</I64><Obj N="mi"><broken'))
    assert item == Reply(4, "", None)


def test_a_damaged_object_is_an_error() -> None:
    (item,) = read(Message(m.PIPELINE_OUTPUT, b"<Obj><MS><broken"))
    assert isinstance(item, Record)
    assert item.stream is Stream.ERROR


CHOICES = [
    PSObject({"label": "&Yes"}),
    PSObject(adapted={"Label": "Yes to &All"}),
    PSObject({"label": "&No"}),
    PSObject({"label": "No to A&ll"}),
]
MARKS = [PSObject({"label": "Red"}), PSObject({"label": "Green"})]


@pytest.mark.parametrize(
    ("choices", "default", "answer", "sent"),
    [
        pytest.param(CHOICES, 0, 2, 2, id="a choice"),
        pytest.param(CHOICES, 0, -1, 3, id="cancel is a no"),
        pytest.param(CHOICES, 0, None, 3, id="nothing is a no"),
        pytest.param(CHOICES, 0, 9, 3, id="out of range"),
        pytest.param(CHOICES, 0, True, 3, id="a boolean is no index"),
        pytest.param(MARKS, 0, -1, 1, id="no no among them"),
    ],
)
def test_a_choice_is_never_out_of_range(choices: list[PSObject], default: int, answer: Value, sent: int) -> None:
    question = HostCall(1, "PromptForChoice", ("c", "m", list(choices), default))
    assert reply_to(question, answer).value == sent


@pytest.mark.parametrize(
    ("call_", "answer"),
    [
        pytest.param(HostCall(1, "PromptForChoice", ("c", "m", list(CHOICES), 1)), 1, id="the default"),
        pytest.param(HostCall(1, "PromptForChoice", ("c", "m", list(CHOICES), -1)), 3, id="a no without default"),
        pytest.param(HostCall(1, "PromptForChoice", ()), 0, id="no choices"),
        pytest.param(HostCall(1, "PromptForChoiceMultipleSelection", ("c", "m", list(CHOICES), [1, 2])), [1, 2], id="several"),
        pytest.param(HostCall(1, "ReadLine", ()), "", id="line"),
        pytest.param(HostCall(1, "ReadLineAsSecureString", ()), SecureString(), id="secret"),
        pytest.param(HostCall(1, "PromptForCredential1", ("c", "m", "u", "")), None, id="credential"),
        pytest.param(HostCall(1, "Prompt", ("c", "m", [PSObject({"name": "A"})])), {"A": ""}, id="fields"),
    ],
)
def test_nobody_is_there_to_answer(call_: HostCall, answer: Value) -> None:
    found = default_answer(call_)
    assert (dict(found.items()) if isinstance(found, PSDict) else found) == answer


@pytest.mark.parametrize(
    ("method", "value", "sent"),
    [
        pytest.param("ReadLineAsSecureString", "typed", SecureString("typed"), id="text for a secret"),
        pytest.param("PromptForCredential2", "x", None, id="no credential"),
        pytest.param("PromptForCredential2", Credential("u", SecureString("p")), Credential("u", SecureString("p")), id="credential"),
        pytest.param("ReadLine", 5, "5", id="number for a line"),
        pytest.param("PromptForChoiceMultipleSelection", [0, 9], [0], id="some of several"),
    ],
)
def test_answers_have_the_type_that_servers_take(method: str, value: Value, sent: Value) -> None:
    assert reply_to(HostCall(1, method, ("c", "m", list(CHOICES), [])), value).value == sent


def test_throttling_is_one_line() -> None:
    assert (
        shorten("Micro delay applied. Actual delayed: 1500 msecs, Enforced: True")
        == "The server held this command back for 1.5 s (throttling)."
    )
    assert shorten("Micro delay") == "Micro delay"


ERRORS = [
    pytest.param("<S>odd</S>", "odd", "NotSpecified", id="no record at all"),
    pytest.param(
        '<Obj><ToString>t</ToString><MS><I32 N="ErrorCategory_Category">13</I32></MS></Obj>', "t", "ObjectNotFound", id="old server"
    ),
    pytest.param(
        '<Obj><MS><S N="FullyQualifiedErrorId">Id</S><I32 N="ErrorCategory_Category">99</I32></MS></Obj>',
        "Id",
        "NotSpecified",
        id="no text",
    ),
]


@pytest.mark.parametrize(("clixml", "text", "category"), ERRORS)
def test_any_error_becomes_a_record(clixml: str, text: str, category: str) -> None:
    record = as_error(read_value(clixml.encode()))
    assert (record.message, record.category) == (text, category)


def test_every_recorded_conversation_is_understood() -> None:
    decoder = Decoder()
    seen = 0
    for line in json_lines(shared("oracle", "psrp.jsonl")):
        kind = getattr(m, str(line.get("message")), None)
        if line["from"] != "s" or kind is None or not str(kind).isdigit():
            continue
        item = decoder.read(Message(kind, str(line["clixml"]).encode()))
        record = item.value if isinstance(item, Record) else None
        assert not (isinstance(record, ErrorRecord) and record.fully_qualified_id in ("UnreadableObject", "DamagedObject"))
        seen += item is not None
    assert seen > 60
