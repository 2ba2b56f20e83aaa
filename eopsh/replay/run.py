"""Running a plan: one question, then line by line until the first error, then a report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from eopsh.errors import Advice, EopshError, UsageError
from eopsh.formatting.safe import safe_text
from eopsh.frozen import frozen
from eopsh.history import Outcome
from eopsh.replay.plan import Plan, PlanItem
from eopsh.replay.render import cut, wrapped


class Ran(Protocol):
    """What is told of a line that ran; `engine.Result` is one."""

    @property
    def outcome(self) -> Outcome:
        """How it ended."""

    @property
    def seconds(self) -> float:
        """How long it took."""

    @property
    def rows(self) -> int:
        """How many objects it showed."""

    @property
    def error(self) -> EopshError | None:
        """What ended it early, if anything did."""


@frozen
class Question:
    """The one question before anything runs; `default` is the answer where nobody answers."""

    text: str
    default: bool


RunLine = Callable[[str], Ran]
Ask = Callable[[Question], bool]
OnLine = Callable[[PlanItem], None]


@frozen
class Report:
    """What a replay did. `ran` are the lines that were begun, in order, with what became of them; `left` those that were not.

    `stopped_at` is the line at which it stopped before the end (one that failed, was stopped, or has an error in the plan).
    """

    name: str
    ran: tuple[tuple[PlanItem, Ran], ...] = ()
    left: tuple[PlanItem, ...] = ()
    stopped_at: PlanItem | None = None
    refused: bool = False

    @property
    def outcome(self) -> Outcome:
        """How the whole replay ended."""
        if self.refused:
            return Outcome.REFUSED
        if self.stopped_at is None:
            return Outcome.OK
        last = self.ran[-1][1].outcome if self.ran else Outcome.REFUSED
        return Outcome.FAILED if last is Outcome.OK else last

    def render(self, width: int) -> list[str]:
        """Return the report as lines of terminal-safe text: counts, time, where it stopped and how to go on."""
        if self.refused:
            return wrapped("Nothing was run.", width)
        good = [(item, ran) for item, ran in self.ran if ran.outcome is Outcome.OK]
        seconds = sum(ran.seconds for _, ran in self.ran)
        rows = sum(ran.rows for _, ran in self.ran)
        changed = sum(bool(item.changes) for item, _ in good)
        head = f"{self.name}: {len(good)} of {len(self.ran) + len(self.left)} lines ran well in {seconds:.1f} s, {rows} rows"
        lines = wrapped(head + (f", {changed} of them may have changed something." if changed else "."), width)
        return lines + (_where_stopped(self, self.stopped_at, width) if self.stopped_at is not None else _slowest(self, width))


def run_plan(plan: Plan, run_line: RunLine, *, ask: Ask | None = None, on_line: OnLine = lambda item: None, from_line: int = 1) -> Report:
    """Run the lines that begin at line `from_line` of the file or later; stop at the first that does not end well.

    `ask` is asked once before anything runs (None: go ahead). `on_line` is called before each line, to show it.

    Raises:
        UsageError: no line begins there.
    """
    items = [item for item in plan.items if item.number >= from_line]
    if plan.items and not items:
        raise UsageError(advice=Advice(f"{plan.name} has no line {from_line}.", f"Its last line to run is line {plan.items[-1].number}."))
    if ask is not None and not ask(question(plan, from_line)):
        return Report(plan.name, left=tuple(items), refused=True)
    todo = [item for item in items if not item.skipped]
    ran: list[tuple[PlanItem, Ran]] = []
    for index, item in enumerate(todo):
        if item.faults:
            return Report(plan.name, tuple(ran), tuple(todo[index:]), item)
        on_line(item)
        result = run_line(item.text)
        ran.append((item, result))
        if result.outcome is not Outcome.OK:
            return Report(plan.name, tuple(ran), tuple(todo[index + 1 :]), item)
    return Report(plan.name, tuple(ran))


def question(plan: Plan, from_line: int = 1) -> Question:
    """Return the question before a replay. Without changes and errors the default is yes."""
    items = [item for item in plan.items if item.number >= from_line and not item.skipped]
    faulty = next((item for item in items if item.faults), None)
    changes = sum(bool(item.changes) for item in items)
    where = "" if from_line <= 1 else f" from line {from_line}"
    parts = [f"Run {len(items)} line{'' if len(items) == 1 else 's'} of {safe_text(plan.name)}{where}"]
    if changes:
        parts.append(f"{changes} may change something")
    if faulty is not None:
        parts.append(f"it will stop before line {faulty.number}, which has an error")
    return Question("; ".join(parts) + "?", not changes and faulty is None)


_WORTH_NAMING = 1.0
"""Seconds from which the slowest line is named."""


def _where_stopped(report: Report, at: PlanItem, width: int) -> list[str]:
    reasons = {Outcome.STOPPED: "was stopped", Outcome.FAILED: "failed", Outcome.REFUSED: "was refused"}
    begun = report.ran and report.ran[-1][0] is at
    reason = reasons.get(report.ran[-1][1].outcome, "failed") if begun else "has an error in the plan and was not run"
    lines = wrapped(f"Line {at.number} {reason}:", width)
    lines += [cut("  " + safe_text(physical).replace("\t", " "), width) for physical in at.text.split("\n")]
    error = report.ran[-1][1].error if begun else None
    messages = [error.advice.cause] if error is not None else [fault.message for fault in at.faults]
    lines += [line for message in messages for line in wrapped(safe_text(message), width, "  ")]
    left = [item for item in report.left if item is not at]
    if left:
        lines += wrapped(
            f"{len(left)} line{'' if len(left) == 1 else 's'} after it did not run, the first is line {left[0].number}.", width
        )
    again = f"Go on at this line with --from-line {at.number}" + (f", after it with --from-line {left[0].number}." if left else ".")
    return lines + wrapped(again, width)


def _slowest(report: Report, width: int) -> list[str]:
    slow = max(report.ran, key=lambda pair: pair[1].seconds, default=None)
    if slow is None or len(report.ran) < 2 or slow[1].seconds < _WORTH_NAMING:
        return []
    item, ran = slow
    return [cut(f"The slowest took {ran.seconds:.1f} s: line {item.number}, {safe_text(item.text.split(chr(10))[0])}", width)]
