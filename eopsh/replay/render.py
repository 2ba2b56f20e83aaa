"""A plan and a report as lines of terminal-safe text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eopsh.formatting.cells import TerminalCells, head
from eopsh.formatting.safe import safe_text

if TYPE_CHECKING:
    from eopsh.replay.plan import LineFault, Plan, PlanItem

_NARROWEST = 20
_CELLS = TerminalCells()


def plan_lines(plan: Plan, width: int) -> list[str]:
    """Return the numbered listing of a plan, with its faults beneath the lines, and its summary."""
    margin = len(str(max((item.number for item in plan.items), default=1)))
    lines = [line for item in plan.items for line in _item_lines(item, margin, max(width, _NARROWEST))]
    return [*lines, *([""] if lines else []), *wrapped(plan.summary(), width)]


def mark(item: PlanItem) -> str:
    """Return the sign before a line: `x` an error, `-` left out, `*` may change something."""
    if item.faults:
        return "x"
    if item.skipped:
        return "-"
    return "*" if item.changes else " "


def _item_lines(item: PlanItem, margin: int, width: int) -> Iterator[str]:
    indent = " " * (margin + 3)
    start = f"{item.number:>{margin}} {mark(item)} "
    for physical in item.text.split("\n"):
        yield cut(start + safe_text(physical).replace("\t", " "), width)
        start = indent
    for fault in item.faults:
        yield from _fault_lines(item.text, fault, indent, width)
    reasons = ([f"Left out: {item.skipped}."] if item.skipped else []) + list(item.notes)
    for reason in reasons:
        yield from wrapped(safe_text(reason), width, indent)


def _fault_lines(text: str, fault: LineFault, indent: str, width: int) -> Iterator[str]:
    line_start = text.rfind("\n", 0, fault.start) + 1
    before = safe_text(text[line_start : fault.start]).replace("\t", " ")
    column = len(indent) + _CELLS.measure(before)
    marked = max(1, min(fault.end, len(text)) - fault.start)
    where = ""
    if "\n" in text or column >= width:
        where = f"(line {text.count(chr(10), 0, fault.start) + 1}, column {fault.start - line_start + 1}) "
    else:
        yield " " * column + "~" * min(marked, width - column)
    yield from wrapped(safe_text(f"{where}{fault.message} {fault.hint}".strip()), width, indent)


def cut(text: str, width: int) -> str:
    """Shorten a text to a width, with an ellipsis."""
    short = head(_CELLS, text, width)
    return text if short == text else head(_CELLS, text, width - 1) + "…"


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Break a text at its blanks so that each line fits."""
    lines: list[str] = []
    current = ""
    for word in text.split():
        if current and len(indent) + _CELLS.measure(f"{current} {word}") > width:
            lines.append(indent + current)
            current = word
        else:
            current = f"{current} {word}".strip()
    return [*lines, indent + current] if current else lines
