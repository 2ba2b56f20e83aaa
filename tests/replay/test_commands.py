"""Invoke-Replay, run by the interpreter: plan, question, lines, report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from eopsh.completion import CompletionContext
from eopsh.errors import EopshError
from eopsh.history import Outcome
from eopsh.language import parse
from eopsh.objects import ErrorRecord, Value
from eopsh.remote import HostCall, Record, Stream
from eopsh.replay import Question, commands
from eopsh.runtime import CommandContext, Interpreter
from tests.completion.world import CONTEXT


@dataclass(frozen=True)
class Result:
    outcome: Outcome = Outcome.OK
    seconds: float = 0.1
    rows: int = 0
    error: EopshError | None = None


class Shell:
    """Stands for whoever owns the engine, and for the host of the line."""

    def __init__(self, answer: bool = True, fails: str = "") -> None:
        self.answer = answer
        self.fails = fails
        self.ran: list[str] = []
        self.asked: list[Question] = []
        self.errors: list[str] = []

    def completion_context(self) -> CompletionContext:
        return CONTEXT

    def replay_line(self, text: str, context: CommandContext) -> Result:
        self.ran.append(text)
        return Result(Outcome.FAILED if text == self.fails else Outcome.OK)

    def confirm(self, question: Question, context: CommandContext) -> bool:
        self.asked.append(question)
        return self.answer

    def width(self) -> int:
        return 80

    def emit(self, record: Record) -> None:
        if record.stream is Stream.ERROR and isinstance(record.value, ErrorRecord):
            self.errors.append(record.value.message)

    def ask(self, call: HostCall) -> Value: ...
    def idle(self) -> None: ...
    def cancelled(self) -> bool:
        return False


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lines.txt"
    path.write_text("Get-Date\nGet-MailUser kim\n", encoding="utf-8")
    return path


def run(shell: Shell, line: str) -> list[Value]:
    return list(Interpreter(commands(shell)).run(parse(line), shell))


def test_plan_question_lines_report(file: Path) -> None:
    shell = Shell()
    shown = run(shell, f"Invoke-Replay '{file}'")
    assert shown[:2] == ["1   Get-Date", "2   Get-MailUser kim"]
    assert "2 of 2 lines ran well" in str(shown[4])
    assert (shell.ran, len(shell.asked)) == (["Get-Date", "Get-MailUser kim"], 1)


@pytest.mark.parametrize(
    ("options", "ran", "asked"),
    [("-Plan", 0, 0), ("-Force", 2, 0), ("-FromLine 2", 1, 1)],
)
def test_options(file: Path, options: str, ran: int, asked: int) -> None:
    shell = Shell()
    run(shell, f"Invoke-Replay '{file}' {options}")
    assert (len(shell.ran), len(shell.asked)) == (ran, asked)


def test_no_runs_nothing(file: Path) -> None:
    shell = Shell(answer=False)
    assert run(shell, f"Invoke-Replay '{file}'")[-1] == "Nothing was run."
    assert shell.ran == []


def test_a_failure_is_an_error_with_the_report(file: Path) -> None:
    shell = Shell(fails="Get-Date")
    run(shell, f"Invoke-Replay '{file}'")
    assert shell.ran == ["Get-Date"]
    assert "Go on at this line with --from-line 1" in shell.errors[0]
