"""A file of lines, checked as a plan, then run line by line."""

from importlib import import_module
from typing import TYPE_CHECKING

from eopsh.replay.commands import commands

if TYPE_CHECKING:
    from eopsh.replay.plan import LineFault, Plan, PlanItem, make_plan
    from eopsh.replay.run import Question, Ran, Report, question, run_plan
    from eopsh.replay.sources import Source, from_file, from_text

__all__ = [
    "LineFault",
    "Plan",
    "PlanItem",
    "Question",
    "Ran",
    "Report",
    "Source",
    "commands",
    "from_file",
    "from_text",
    "make_plan",
    "question",
    "run_plan",
]

_HOMES = {
    "LineFault": "plan",
    "Plan": "plan",
    "PlanItem": "plan",
    "Question": "run",
    "Ran": "run",
    "Report": "run",
    "Source": "sources",
    "from_file": "sources",
    "from_text": "sources",
    "make_plan": "plan",
    "question": "run",
    "run_plan": "run",
}


def __getattr__(name: str) -> object:
    """Load what is asked for: the shell starts with the command alone."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
