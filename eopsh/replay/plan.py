"""The plan of a replay: every line parsed and checked against the catalogue, nothing run. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from eopsh.binding import BindingError
from eopsh.completion import CompletionContext, diagnose
from eopsh.frozen import frozen
from eopsh.history.foreign import SourceLine
from eopsh.history.masking import MASK
from eopsh.language import Answer, Parsed, parse
from eopsh.replay.arguments import bound_calls
from eopsh.replay.known import Known


@frozen
class LineFault:
    """Why a line cannot run: the place in its text, one sentence, and what to do or what was perhaps meant."""

    start: int
    end: int
    message: str
    hint: str = ""


@frozen
class PlanItem:
    """One line of the plan.

    `changes` names the commands in it that may change something on the server, `notes` say what the check could not be sure of,
    `skipped` why the line is left out of a replay (empty when it runs).
    """

    line: SourceLine
    faults: tuple[LineFault, ...] = ()
    changes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    skipped: str = ""

    @property
    def number(self) -> int:
        """The line of the file where it begins, from 1."""
        return self.line.line_number

    @property
    def text(self) -> str:
        """The statement, which may go over several lines."""
        return self.line.text


@frozen
class Plan:
    """All lines of a source, checked."""

    name: str
    items: tuple[PlanItem, ...]

    @property
    def errors(self) -> tuple[PlanItem, ...]:
        """The lines that cannot run."""
        return tuple(item for item in self.items if item.faults)

    @property
    def changes(self) -> tuple[PlanItem, ...]:
        """The lines that may change something."""
        return tuple(item for item in self.items if item.changes)

    def summary(self) -> str:
        """Say in one sentence what the plan found."""
        runs = sum(not item.skipped for item in self.items)
        parts = [f"{_count(runs, 'line')} to run"]
        if self.changes:
            parts.append(f"{_count(len(self.changes), 'line')} may change something")
        parts.append(f"{_count(len(self.errors), 'line')} with errors" if self.errors else "no errors")
        return f"{self.name}: {', '.join(parts)}."

    def render(self, width: int) -> list[str]:
        """Return the plan as lines of terminal-safe text: `*` marks changes, `x` errors, `-` lines left out."""
        from eopsh.replay.render import plan_lines

        return plan_lines(self, width)


def make_plan(name: str, lines: Iterable[SourceLine], context: CompletionContext) -> Plan:
    """Check lines in their order; what an earlier line defines (variables, functions, aliases) is known to the later ones."""
    known = Known(context)
    items = [_item(line, known) for line in lines]
    return Plan(name, tuple(items))


def _item(line: SourceLine, known: Known) -> PlanItem:
    parsed = parse(line.text)
    skipped = known.reason_to_skip(parsed)
    if skipped:
        return PlanItem(line, skipped=skipped)
    known.learn_commands(parsed)
    notes = list(known.notes(parsed))
    faults = tuple(sorted(_faults(parsed, known, notes), key=lambda fault: fault.start))
    item = PlanItem(line, faults, known.changes(parsed), tuple(notes))
    known.learn_variables(parsed)
    return item


def _faults(parsed: Parsed, known: Known, notes: list[str]) -> list[LineFault]:
    """Return what is wrong with a line; what is only missing goes to the notes."""
    if parsed.answer is Answer.INCOMPLETE:
        return [LineFault(error.start, error.end, error.message, "The line is unfinished.") for error in parsed.errors[:1]]
    if parsed.errors:
        return [LineFault(error.start, error.end, error.message, error.hint) for error in parsed.errors]
    found = [_masked(match.span()) for match in re.finditer(re.escape(MASK), parsed.text)]
    named = [fault for fault in diagnose(parsed, known.context) if not known.defines(parsed.text[fault.start : fault.end])]
    if named:
        return found + [LineFault(fault.start, fault.end, fault.message, fault.hint) for fault in named]
    for call in bound_calls(parsed, known.context):
        if isinstance(call, BindingError):
            found.append(LineFault(call.start, call.end, call.message, call.hint))
        elif call.missing:
            notes.append(f"{call.command.name} will ask for {', '.join('-' + name for name in call.missing)}.")
    return found


def _masked(place: tuple[int, int]) -> LineFault:
    return LineFault(*place, "A secret was taken out of this line when it was stored.", "Put it in again, or use Read-Host.")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
