"""Messages that are collected, stopped at or kept off the screen; questions, progress, secrets as text, the session's history."""

from __future__ import annotations

import pytest

from eopsh.objects import Value, get_property
from eopsh.remote import HostCall, Stream
from eopsh.runtime import Interpreter, ScriptError
from eopsh.shell.progress import progress_text
from tests.runtime.doubles import RecordingHost, failure_of, run_line

ENTRY = "[pscustomobject]@{CommandLine='1 + %d'; ExecutionStatus='Completed'; StartExecutionTime=0; EndExecutionTime=0}"
ADDED = f"Add-History ({ENTRY % 1}), ({ENTRY % 2}); "
KEY = "$k = [byte[]](1..16); $s = ConvertTo-SecureString abc -AsPlainText; "
CASES = [
    pytest.param("Write-Information x -Tags a, b -InformationVariable i; $i[0].MessageData; $i[0].Tags", ["x", "a", "b"], id="information"),
    pytest.param("(Write-Information x 6>&1).MessageData", ["x"], id="information-into-the-output"),
    pytest.param("Write-Warning v -WarningVariable w; $w[0].Message", ["v"], id="warning-record"),
    pytest.param("try { Write-Verbose v -Verbose } catch { 1 }; $Error.Count", [0], id="verbose"),
    pytest.param(
        "$VerbosePreference = 'Stop'; try { Write-Verbose v } catch { $_.Exception.GetType().Name }",
        ["ActionPreferenceStopException"],
        id="stop",
    ),
    pytest.param(ADDED + "(Get-History).Id; (Get-History 2).CommandLine; (Get-History -Count 1).Id", [1, 2, "1 + 2", 2], id="history"),
    pytest.param(ADDED + "Invoke-History 1; Invoke-History '1 + 2'; ihy", [2, 3, 3], id="history-again"),
    pytest.param(ADDED + "Clear-History -Count 1; (Get-History).Id; Clear-History; @(Get-History).Count", [2, 0], id="history-cleared"),
    pytest.param(KEY + "ConvertFrom-SecureString $s -AsPlainText", ["abc"], id="plain"),
    pytest.param(
        KEY + "ConvertFrom-SecureString (ConvertTo-SecureString ($s | ConvertFrom-SecureString -Key $k) -Key $k) -AsPlainText",
        ["abc"],
        id="key",
    ),
]
ERRORS = [
    pytest.param("Write-Information x -InformationAction Stop", "ActionPreferenceStop", id="information-stops"),
    pytest.param("Get-History 9 -ErrorAction Stop", "GetHistoryNoHistoryForId", id="no-entry"),
    pytest.param("Invoke-History 9", "InvokeHistoryNoHistoryForId", id="no-entry-to-run"),
    pytest.param("Write-Progress x -PercentComplete 120", "ParameterArgumentValidationError", id="percent"),
    pytest.param(KEY + "ConvertFrom-SecureString $s", "KeyNeeded", id="no-key"),
    pytest.param(KEY + "ConvertTo-SecureString zzz -Key $k", "ImportSecureString_InvalidArgument", id="not-encrypted"),
    pytest.param(KEY + "ConvertFrom-SecureString $s -Key 1,2", "Argument", id="short-key"),
    pytest.param("Read-Host", "NonInteractive", id="nobody-to-ask"),
]


@pytest.mark.parametrize(("script", "expected"), CASES)
def test_output(script: str, expected: list[Value]) -> None:
    assert run_line(script) == expected


@pytest.mark.parametrize(("script", "error_id"), ERRORS)
def test_refusals(script: str, error_id: str) -> None:
    assert failure_of(script).fully_qualified_id.partition(",")[0] == error_id


def test_a_stopping_message_that_nobody_catches_stands_twice_in_error() -> None:
    interpreter = Interpreter()
    assert run_line("try { Write-Warning w -WarningAction Stop } catch { }; $Error.Count", interpreter=interpreter) == [1]
    with pytest.raises(ScriptError) as caught:
        run_line("Write-Warning w -WarningAction Stop", interpreter=interpreter)
    interpreter.session.note_failure(caught.value.record)
    assert run_line("$Error.Count", interpreter=interpreter) == [3]


def test_information_that_nobody_wants_stays_off_the_screen() -> None:
    host = RecordingHost()
    run_line("Write-Information x; Write-Information y -InformationAction Continue", host=host)
    assert [get_property(record.value, "MessageData") for record in host.records if record.stream is Stream.INFORMATION] == ["y"]


def test_progress_carries_what_the_bar_shows() -> None:
    host = RecordingHost()
    run_line("Write-Progress Copying 'file 3' -PercentComplete 30; Write-Progress Copying -Completed", host=host)
    shown = [record.value for record in host.records if record.stream is Stream.PROGRESS]
    fields = ("Activity", "StatusDescription", "PercentComplete", "Type")
    assert [[get_property(value, name) for name in fields] for value in shown] == [
        ["Copying", "file 3", 30, "Processing"],
        ["Copying", "Processing", -1, "Completed"],
    ]


class Typist(RecordingHost):
    """Answers every question with the same line."""

    def ask(self, call: HostCall) -> Value:
        self.method = call.method
        return "pwd"


@pytest.mark.parametrize(
    ("script", "method", "expected"),
    [
        pytest.param("Read-Host Name", "ReadLine", "pwd", id="line"),
        pytest.param("Read-Host Name -MaskInput", "ReadLineAsSecureString", "pwd", id="masked"),
        pytest.param("(Read-Host Name -AsSecureString).Length", "ReadLineAsSecureString", 3, id="secure"),
    ],
)
def test_read_host(script: str, method: str, expected: Value) -> None:
    host = Typist()
    assert run_line(script, host=host) == [expected]
    assert host.method == method


def test_the_shell_draws_the_bar_of_a_progress_record() -> None:
    host = RecordingHost()
    run_line("Write-Progress Copying 'file 3' -PercentComplete 50", host=host)
    text, ended = progress_text(host.records[-1].value, 80)
    assert text.startswith("Copying [############............] file 3")
    assert not ended
