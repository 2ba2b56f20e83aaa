"""How a plan runs: one question, in order, until the first error, and what the report says."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from eopsh.errors import EopshError, UsageError
from eopsh.history import Outcome, SourceLine
from eopsh.replay import Plan, Question, Report, make_plan, question, run_plan
from tests.completion.world import CONTEXT


@dataclass(frozen=True)
class Result:
    outcome: Outcome = Outcome.OK
    seconds: float = 0.5
    rows: int = 2
    error: EopshError | None = None


class Runner:
    """Runs nothing; remembers the lines and answers as told."""

    def __init__(self, **results: Result) -> None:
        self.lines: list[str] = []
        self.results = results

    def __call__(self, text: str) -> Result:
        self.lines.append(text)
        return self.results.get(text.split()[-1], Result())


def plan_of(*lines: str) -> Plan:
    return make_plan("lines.txt", [SourceLine(line, 10 * number) for number, line in enumerate(lines, 1)], CONTEXT)


THREE = plan_of("Get-Date", "Set-MailUser kim", "Get-MailUser lee")


def test_runs_all_in_order() -> None:
    runner = Runner()
    shown: list[int] = []
    report = run_plan(THREE, runner, on_line=lambda item: shown.append(item.number))
    assert runner.lines == ["Get-Date", "Set-MailUser kim", "Get-MailUser lee"]
    assert shown == [10, 20, 30]
    assert report.outcome is Outcome.OK
    assert report.render(100)[0] == "lines.txt: 3 of 3 lines ran well in 1.5 s, 6 rows, 1 of them may have changed something."


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.STOPPED, Outcome.REFUSED])
def test_stops_at_the_first_that_does_not_end_well(outcome: Outcome) -> None:
    runner = Runner(kim=Result(outcome))
    report = run_plan(THREE, runner)
    assert runner.lines == ["Get-Date", "Set-MailUser kim"]
    assert report.outcome is outcome
    assert [item.number for item in report.left] == [30]
    assert report.stopped_at is not None
    assert report.stopped_at.number == 20


def test_the_report_says_where_and_how_to_go_on() -> None:
    report = run_plan(THREE, Runner(kim=Result(Outcome.FAILED, error=EopshError("no"))))
    assert report.render(100) == [
        "lines.txt: 1 of 3 lines ran well in 1.0 s, 4 rows.",
        "Line 20 failed:",
        "  Set-MailUser kim",
        "  Something went wrong.",
        "1 line after it did not run, the first is line 30.",
        "Go on at this line with --from-line 20, after it with --from-line 30.",
    ]


def test_a_line_with_an_error_in_the_plan_is_never_run() -> None:
    runner = Runner()
    report = run_plan(plan_of("Get-Date", "Get-Dat", "Get-Date"), runner)
    assert runner.lines == ["Get-Date"]
    assert report.outcome is Outcome.FAILED
    assert "Line 20 has an error in the plan and was not run:" in report.render(100)


def test_a_slow_line_is_named() -> None:
    report = run_plan(THREE, Runner(kim=Result(seconds=75.0)))
    assert report.render(100)[1:] == ["The slowest took 75.0 s: line 20, Set-MailUser kim"]


def test_resumes_from_a_line() -> None:
    runner = Runner()
    run_plan(THREE, runner, from_line=20)
    assert runner.lines == ["Set-MailUser kim", "Get-MailUser lee"]


def test_there_is_no_such_line() -> None:
    with pytest.raises(UsageError, match="no line 31"):
        run_plan(THREE, Runner(), from_line=31)


def test_left_out_lines_do_not_run() -> None:
    runner = Runner()
    assert run_plan(plan_of("exit", "Get-Date"), runner).outcome is Outcome.OK
    assert runner.lines == ["Get-Date"]


QUESTIONS = [
    pytest.param(("Get-Date", "Get-MailUser"), 1, Question("Run 2 lines of lines.txt?", True), id="reads only"),
    pytest.param(("Set-MailUser kim",), 1, Question("Run 1 line of lines.txt; 1 may change something?", False), id="changes"),
    pytest.param(("Get-Date", "Get-MailUser"), 20, Question("Run 1 line of lines.txt from line 20?", True), id="resumed"),
    pytest.param(
        ("Get-Date", "Get-Dat"),
        1,
        Question("Run 2 lines of lines.txt; it will stop before line 20, which has an error?", False),
        id="error",
    ),
]


@pytest.mark.parametrize(("lines", "from_line", "asked"), QUESTIONS)
def test_the_question(lines: tuple[str, ...], from_line: int, asked: Question) -> None:
    assert question(plan_of(*lines), from_line) == asked


def test_no_means_that_nothing_runs() -> None:
    runner = Runner()
    asked: list[Question] = []

    def say_no(what: Question) -> bool:
        asked.append(what)
        return False

    report = run_plan(THREE, runner, ask=say_no)
    assert (runner.lines, len(asked), report.outcome) == ([], 1, Outcome.REFUSED)
    assert report.render(80) == ["Nothing was run."]


def test_an_empty_plan_is_fine() -> None:
    assert run_plan(plan_of(), Runner()) == Report("lines.txt")
    assert plan_of().render(80) == ["lines.txt: 0 lines to run, no errors."]
