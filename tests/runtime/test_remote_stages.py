"""Segments on a server that refuses a second pipeline: what runs together, what waits, what is stopped."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from eopsh.binding import BoundCall
from eopsh.errors import PipelineFailed, SessionLost, Stopped
from eopsh.objects import ErrorRecord, PSObject, Value, get_property, to_text
from eopsh.remote import HostCall, Record, Stream
from eopsh.runtime import Interpreter, ScriptError
from tests.runtime.doubles import CATALOGUE, RecordedRemote, RecordingHost, run_line, user


def users(count: int) -> object:
    """A Get-MailUser that sends so many."""
    return lambda call, objects: (user(number) for number in range(count))


class Changes:
    """A Set-MailUser that notes what it was asked to change."""

    def __init__(self) -> None:
        self.made: list[tuple[str, str]] = []

    def __call__(self, call: BoundCall, objects: list[Value]) -> Iterable[Value]:
        given = [call.get("Identity")] if call.get("Identity") is not None else objects
        self.made += [(to_text(get_property(item, "Name") or item), to_text(call.get("DisplayName"))) for item in given]
        return ()


def server(count: int = 5, changes: Changes | None = None, *, pipelines: bool = True) -> RecordedRemote:
    answers = {"Get-MailUser": users(count), "Set-MailUser": changes or Changes(), "Get-TransportRule": users(2)}
    return RecordedRemote(answers, pipelines=pipelines)  # type: ignore[arg-type]


TOGETHER = [
    pytest.param("Get-MailUser", True, [["Get-MailUser"]], id="one call"),
    pytest.param("Get-MailUser | Set-MailUser -DisplayName b", True, [["Get-MailUser", "Set-MailUser"]], id="neighbours are one pipeline"),
    pytest.param("Get-MailUser | Set-MailUser -DisplayName b", False, [["Get-MailUser"], ["Set-MailUser"]], id="a server of single calls"),
    pytest.param("Get-MailUser | Where-Object Name | Set-MailUser", True, [["Get-MailUser"], ["Set-MailUser"]], id="a local stage between"),
    pytest.param("Get-MailUser; Get-TransportRule", True, [["Get-MailUser"], ["Get-TransportRule"]], id="two statements"),
    pytest.param("'a','b' | Set-MailUser", True, [["Set-MailUser"]], id="local input"),
    pytest.param("Set-MailUser (Get-MailUser)[0]", True, [["Get-MailUser"], ["Set-MailUser"]], id="an argument runs first"),
    pytest.param("@() | Set-MailUser", True, [], id="no input, no call"),
]


@pytest.mark.parametrize(("line", "pipelines", "runs"), TOGETHER)
def test_segments(line: str, pipelines: bool, runs: list[list[str]]) -> None:
    remote = server(pipelines=pipelines)
    run_line(line, remote=remote)
    assert remote.names == runs


DRAINED = [
    pytest.param(
        "Get-MailUser -ResultSize Unlimited | Where-Object {$_.Name -like 'a*'} | Set-MailUser -DisplayName b", 1, id="Where-Object"
    ),
    pytest.param(
        "Get-MailUser -ResultSize Unlimited | ? Name -like 'a*' | % { Set-MailUser $_.Name -DisplayName b }", 34, id="ForEach-Object"
    ),
    pytest.param("foreach ($u in Get-MailUser) { if ($u.Name -like 'a*') { $u | Set-MailUser -DisplayName b } }", 34, id="foreach"),
]


@pytest.mark.parametrize(("line", "sets"), DRAINED)
def test_a_second_segment_waits_for_the_first(line: str, sets: int) -> None:
    changes = Changes()
    remote = server(100, changes)
    assert run_line(line, remote=remote) == []
    assert changes.made == [(f"a{number}", "b") for number in range(0, 100, 3)]
    assert [names for names in remote.names if names == ["Set-MailUser"]] == [["Set-MailUser"]] * sets


def test_a_hundred_thousand_are_read_and_the_changes_follow() -> None:
    changes = Changes()
    remote = server(100_000, changes)
    line = "Get-MailUser | Where-Object { $_.Number % 200 -eq 0 } | ForEach-Object { Set-MailUser $_.Name -DisplayName b }"
    run_line(line, remote=remote)
    assert len(changes.made) == 500
    assert remote.objects_sent == 100_000


def test_a_stage_that_asks_the_server_for_each_object_feeds_another_call() -> None:
    changes = Changes()
    remote = server(3, changes)
    run_line("1..2 | ForEach-Object { Get-MailUser } | Set-MailUser -DisplayName c", remote=remote)
    assert len(changes.made) == 6


def test_input_that_turns_to_the_server_midway_is_sent_in_two_runs() -> None:
    changes = Changes()
    remote = server(1, changes)
    run_line("'x', 'y', 'z' | ForEach-Object { if ($_ -eq 'y') { Get-MailUser } else { $_ } } | Set-MailUser -DisplayName d", remote=remote)
    assert [name for name, _ in changes.made] == ["x", "a0", "z"]
    assert remote.names == [["Set-MailUser"], ["Get-MailUser"], ["Set-MailUser"]]


def test_first_stops_the_server() -> None:
    remote = server(100_000)
    assert len(run_line("Get-MailUser | Select-Object -First 3", remote=remote)) == 3
    assert remote.runs[0].state == "stopped"
    assert remote.objects_sent == 3


def test_a_stopped_server_is_free_for_the_next_statement() -> None:
    remote = server(100)
    found = run_line("Get-MailUser | select -First 1; Get-TransportRule", remote=remote)
    assert len(found) == 3


def test_closing_the_output_stops_the_server() -> None:
    from eopsh.language import parse

    remote = server(100)
    output = Interpreter(catalogue=CATALOGUE, remote=remote).run(parse("Get-MailUser"), RecordingHost())
    next(output)
    output.close()  # type: ignore[attr-defined]
    assert remote.runs[0].state == "stopped"


def test_ctrl_c_stops_the_server() -> None:
    remote = server(100_000)
    with pytest.raises(Stopped):
        run_line("Get-MailUser | Where-Object { $false }", remote=remote, host=RecordingHost(cancel_after=20))
    assert remote.runs[0].state == "stopped"
    assert remote.objects_sent < 100


def test_records_go_to_the_host_in_order() -> None:
    records = [Record(Stream.WARNING, "first"), Record(Stream.ERROR, ErrorRecord("second", "X")), Record(Stream.VERBOSE, "third")]
    host = RecordingHost()
    found = run_line(
        "Get-TransportRule; $?; $Error.Count", remote=RecordedRemote({"Get-TransportRule": lambda *_: [*records, "out"]}), host=host
    )
    assert found == ["out", False, 1]
    assert host.records == records


def test_a_failed_pipeline_ends_the_statement() -> None:
    failed = PipelineFailed("no such rule", record=ErrorRecord("no such rule", "ManagementObjectNotFoundException,Get-TransportRule"))
    host = RecordingHost()
    remote = RecordedRemote({"Get-TransportRule": lambda *_: ["one", failed]})
    assert run_line("Get-TransportRule; 'after'", remote=remote, host=host) == ["one", "after"]
    assert host.texts(Stream.ERROR) == ["no such rule"]


def test_a_failed_pipeline_can_be_caught() -> None:
    failed = PipelineFailed("no such rule", record=ErrorRecord("no such rule", "NotFound"))
    line = "try { Get-TransportRule x -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }"
    assert run_line(line, remote=RecordedRemote({"Get-TransportRule": lambda *_: [failed]})) == ["NotFound", "no such rule"]


def test_a_lost_session_is_no_error_of_the_script() -> None:
    with pytest.raises(SessionLost):
        run_line(
            "try { Get-TransportRule } catch { 'caught' }", remote=RecordedRemote({"Get-TransportRule": lambda *_: [SessionLost("gone")]})
        )


def test_questions_of_the_server_are_answered() -> None:
    question = HostCall(7, "PromptForChoice", ("Confirm", "Sure?", [], 0))
    remote = RecordedRemote({"Get-TransportRule": lambda *_: [question, "done"]})
    host = RecordingHost(answers=[1])
    assert run_line("Get-TransportRule", remote=remote, host=host) == ["done"]
    assert (remote.runs[0].answered, host.asked) == ([1], [question])


def test_a_cancelled_question_stops_the_server() -> None:
    remote = RecordedRemote({"Get-TransportRule": lambda *_: [HostCall(7, "ReadLine", ()), "done"]})
    with pytest.raises(Stopped):
        run_line("Get-TransportRule", remote=remote, host=RecordingHost(answers=[Stopped()]))
    assert remote.runs[0].state == "stopped"


def test_mandatory_parameters_are_asked_for() -> None:
    changes = Changes()
    host = RecordingHost(answers=[{"Identity": "kim"}])
    run_line("Set-MailUser -DisplayName e", remote=server(0, changes), host=host)
    assert changes.made == [("kim", "e")]
    assert host.asked[0].method == "Prompt"


def test_mandatory_parameters_without_anyone_to_ask() -> None:
    host = RecordingHost()
    remote = server()
    run_line("Set-MailUser -DisplayName e", remote=remote, host=host)
    assert [record.value.fully_qualified_id for record in host.records] == ["MissingMandatoryParameter,Set-MailUser"]  # type: ignore[attr-defined]
    assert remote.runs == []


def test_without_a_connection_the_error_says_so() -> None:
    host = RecordingHost()
    run_line("Get-MailUser", interpreter=Interpreter(catalogue=CATALOGUE), host=host)
    assert "no connection" in host.texts(Stream.ERROR)[0]


def test_server_objects_take_part_in_the_language() -> None:
    remote = server(4)
    line = "$u = Get-MailUser; $u.Count; $u[0].Name; $u.Number -join ','; ($u | sort Number -Descending)[0].Alias"
    assert run_line(line, remote=remote) == [4, "a0", "0,1,2,3", "a3"]


def test_parse_errors_run_nothing() -> None:
    remote = server()
    with pytest.raises(ScriptError) as caught:
        run_line("Get-MailUser; )", remote=remote)
    assert (caught.value.start, caught.value.record.fully_qualified_id) == (14, "UnexpectedToken")
    assert remote.runs == []


def test_objects_come_back_from_the_file_as_they_were() -> None:
    remote = server(10_050)
    found = run_line(
        "$seen = 0; Get-MailUser | % { if ($seen++ -eq 0) { Get-TransportRule | Out-Null }; $_ } | select -Last 1", remote=remote
    )
    assert isinstance(found[0], PSObject)
    assert get_property(found[0], "Number") == 10_049
