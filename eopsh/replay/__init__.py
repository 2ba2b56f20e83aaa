"""A file of lines, checked as a plan, then run line by line."""

from eopsh.replay.commands import commands
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
