"""Invoke-Replay: a replay from inside the shell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from eopsh.binding import BoundCall
from eopsh.catalogue import Command, Parameter
from eopsh.completion import CompletionContext
from eopsh.history import Outcome
from eopsh.objects import Value
from eopsh.runtime.closing import closing
from eopsh.runtime.local import CommandContext, LocalCommand, local_command

if TYPE_CHECKING:
    from eopsh.replay.plan import Plan
    from eopsh.replay.run import Question, Ran

INVOKE_REPLAY = Command(
    "Invoke-Replay",
    Parameter("Path", "System.String", mandatory=True, position=0),
    Parameter("Plan", "switch"),
    Parameter("FromLine", "System.Int32"),
    Parameter("Force", "switch"),
)
"""-Plan shows the plan and runs nothing; -Force does not ask."""


class Owner(Protocol):
    """What Invoke-Replay needs of whoever holds the engine: where it runs lines, what is known there, how wide the screen is."""

    def completion_context(self) -> CompletionContext:
        """Return what the completer knows now."""

    def replay_line(self, text: str, context: CommandContext) -> Ran:
        """Run one line of a replay, shown and kept in the history like a typed one."""

    def confirm(self, question: Question, context: CommandContext) -> bool:
        """Ask the one question of a replay."""

    def width(self) -> int:
        """Return the width of the screen in columns."""


def commands(owner: Owner) -> tuple[LocalCommand, ...]:
    """Return the commands of this room."""

    @local_command(INVOKE_REPLAY)
    def invoke_replay(call: BoundCall, objects: Iterator[Value], context: CommandContext) -> Iterator[Value]:
        """Show the plan of a file, ask, run it line by line, and yield the report's lines."""
        # Loaded with the first replay.
        from eopsh.replay.plan import make_plan
        from eopsh.replay.sources import from_file

        with closing(objects):
            source = from_file(Path(str(call.get("Path"))).expanduser())
            plan = make_plan(source.name, source.lines, owner.completion_context())
            yield from plan.render(owner.width())
            if not call.get("Plan"):
                yield from _run(owner, plan, call, context)

    return (invoke_replay,)


def _run(owner: Owner, plan: Plan, call: BoundCall, context: CommandContext) -> Iterator[Value]:
    from eopsh.replay.run import run_plan

    first = call.get("FromLine")
    report = run_plan(
        plan,
        lambda text: owner.replay_line(text, context),
        ask=None if call.get("Force") else lambda question: owner.confirm(question, context),
        from_line=first if isinstance(first, int) else 1,
    )
    lines = report.render(owner.width())
    if report.outcome is Outcome.FAILED:
        context.error("\n".join(lines), "ReplayStopped", "OperationStopped", plan.name)
    else:
        yield from lines
