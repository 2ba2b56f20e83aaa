"""Get-, Add-, Invoke- and Clear-History, run by the interpreter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from eopsh.history import Entry, History, Outcome, commands
from eopsh.language import parse
from eopsh.objects import ErrorRecord, PSObject, Value
from eopsh.remote import HostCall, Record, Stream
from eopsh.runtime import Interpreter


@dataclass
class Owner:
    history: History


class Listener:
    """A host that keeps the error messages."""

    def __init__(self) -> None:
        self.errors: list[str] = []

    def emit(self, record: Record) -> None:
        """Keep an error."""
        if record.stream is Stream.ERROR and isinstance(record.value, ErrorRecord):
            self.errors.append(record.value.message)

    def ask(self, call: HostCall) -> Value: ...
    def idle(self) -> None: ...
    def cancelled(self) -> bool:
        return False


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    history = History(tmp_path / "history.db")
    for index in range(1, 6):
        history.append(Entry(f"Get-X {index}", datetime(2026, 1, index, tzinfo=UTC), organization="fabrikam"))
    history.finish(2, Outcome.FAILED, 1.5, 3)
    yield history
    history.close()


def run(line: str, history: History) -> tuple[list[Value], list[str]]:
    listener = Listener()
    values = list(Interpreter(commands(Owner(history))).run(parse(line), listener))
    return [value.get("CommandLine") if isinstance(value, PSObject) else value for value in values], listener.errors


LINES = [
    pytest.param("Get-History", ["Get-X 1", "Get-X 2", "Get-X 3", "Get-X 4", "Get-X 5"], id="oldest first"),
    pytest.param("h -Count 2", ["Get-X 4", "Get-X 5"], id="the last ones, by an alias"),
    pytest.param("Get-History 2, 4", ["Get-X 2", "Get-X 4"], id="by ids"),
    pytest.param("3 | Get-History", ["Get-X 3"], id="an id from the pipeline"),
    pytest.param("history -CommandLine '*[25]'", ["Get-X 2", "Get-X 5"], id="like a pattern"),
    pytest.param("Clear-History -WhatIf; Get-History -Count 1", ["Get-X 5"], id="what if it was cleared"),
    pytest.param("$WhatIfPreference = $true; Clear-History; Get-History -Count 1", ["Get-X 5"], id="what if, by the preference"),
    pytest.param("Clear-History; Get-History", [], id="cleared"),
]


@pytest.mark.parametrize(("line", "shown"), LINES)
def test_shows(line: str, shown: list[str], history: History) -> None:
    assert run(line, history) == (shown, [])


def test_an_id_that_is_not_there(history: History) -> None:
    assert run("Get-History 99, 1", history) == (["Get-X 1"], ["Cannot locate the history for Id 99."])


def test_what_is_known_of_a_line(history: History) -> None:
    (entry,) = Interpreter(commands(Owner(history))).run(parse("Get-History 2"), Listener())
    assert isinstance(entry, PSObject)
    shown = {name: str(entry.get(name)) for name in ("Id", "ExecutionStatus", "Rows", "Organization")}
    assert shown == {"Id": "2", "ExecutionStatus": "Failed", "Rows": "3", "Organization": "fabrikam"}
    assert "HistoryInfo" in entry.type_names[0]


def test_a_line_runs_again(history: History) -> None:
    history.finish(history.append(Entry("'again'")), Outcome.OK, 0.1)
    history.append(Entry("the line that asks"))
    assert run("Invoke-History", history) == (["again"], [])
    assert run("r 6", history) == (["again"], [])
    assert run('r "\'ag"', history) == (["again"], [])


@pytest.mark.parametrize(
    "line", ["Invoke-History 99", "Invoke-History nothing", "Invoke-History 99999999999999999999", "Invoke-History '\u00b2'"]
)
def test_no_such_line(history: History, line: str) -> None:
    values, errors = run(line, history)
    assert values == []
    assert errors[0].startswith("Cannot locate the history for ")


def test_a_line_without_its_secrets_does_not_run(history: History) -> None:
    history.finish(history.append(Entry("'***'", masked=True)), Outcome.OK, 0.1)
    assert "without its secrets" in run("r", history)[1][0]


def test_added_lines_are_stored(history: History) -> None:
    line = "Add-History ([pscustomobject]@{ CommandLine = \"'x'\"; ExecutionStatus = 'Completed' }); Get-History -Count 1; r"
    assert run(line, history) == (["'x'", "x"], [])
    assert run("Add-History 5", history)[1] == ["Cannot add to history: the object has no CommandLine."]
