"""`eopsh replay`: a file of lines, checked first, then run line by line."""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from eopsh.cli import exits
from eopsh.cli.connecting import enter, target_of
from eopsh.cli.endings import ending_of
from eopsh.cli.running import CODES
from eopsh.cli.surroundings import Surroundings, surroundings
from eopsh.engine.asking import confirm
from eopsh.errors import NoAnswer
from eopsh.replay import Plan, PlanItem, Question, from_file, make_plan, run_plan


def run(options: argparse.Namespace) -> int:
    """Plan, ask, run, report."""
    source = from_file(Path(options.file))
    with _place(options) as around:
        plan = make_plan(source.name, source.lines, around.engine.completion_context())
        _show(plan.render(around.host.screen.width), options)
        if options.plan:
            return exits.USAGE if plan.errors else exits.OK
        return _run(options, plan, around)


@contextlib.contextmanager
def _place(options: argparse.Namespace) -> Iterator[Surroundings]:
    """Connect to where the lines shall run; without a place they run here."""
    if options.demo:
        # The demonstration organization is an extra; only who asks for it needs it.
        from eopsh.cli.demo import demo_connector, enter_demo
        from eopsh.demo import DemoServer

        with DemoServer() as server, surroundings(options, demo_connector(server), lambda paths: paths.demo_help_pages) as around:
            enter_demo(around)
            yield around
        return
    with surroundings(options) as around:
        if options.target:
            enter(around, target_of(options, around))
        yield around


def _run(options: argparse.Namespace, plan: Plan, around: Surroundings) -> int:
    before = signal.signal(signal.SIGINT, around.engine.interrupts.on_signal)
    try:
        report = run_plan(
            plan,
            lambda text: around.engine.run_line(text, around.host, ending=ending_of(options)),
            ask=None if options.yes else lambda question: _ask(question, options, around),
            on_line=lambda item: _announce(item, around),
            from_line=options.from_line,
        )
    finally:
        signal.signal(signal.SIGINT, before)
    _show(report.render(around.host.screen.width), options)
    return CODES[report.outcome]


def _ask(question: Question, options: argparse.Namespace, around: Surroundings) -> bool:
    """Ask the one question. Where nobody is there, lines that change something do not run by default."""
    if options.no_input and not question.default:
        raise NoAnswer(question.text)
    return confirm(around.host, question.text, default=question.default, caption="Replay")


def _announce(item: PlanItem, around: Surroundings) -> None:
    around.host.note(f"{item.number}> {item.text}")


def _show(lines: list[str], options: argparse.Namespace) -> None:
    """Show the plan or the report; beside output for a program it goes where messages go."""
    stream = sys.stderr if ending_of(options) else sys.stdout
    stream.write("".join(f"{line}\n" for line in lines))
    stream.flush()
