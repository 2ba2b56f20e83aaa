"""What could come next in a line, how it is coloured, and what is wrong with it. Pure."""

from eopsh.completion.brackets import Brackets, brackets
from eopsh.completion.callfaults import missing_mandatory
from eopsh.completion.complete import complete
from eopsh.completion.context import CompletionContext
from eopsh.completion.diagnostics import advise, diagnose
from eopsh.completion.faults import Diagnostic, Fault
from eopsh.completion.highlight import ANSI_STYLE, highlight
from eopsh.completion.knowledge import NOTHING_KNOWN, ArgumentQuery, Knowledge, Known
from eopsh.completion.model import Candidate, CandidateKind, Completion, Wanted
from eopsh.completion.scripts import Completers, commands
from eopsh.completion.shapes import Shape, of_value

__all__ = [
    "ANSI_STYLE",
    "NOTHING_KNOWN",
    "ArgumentQuery",
    "Brackets",
    "Candidate",
    "CandidateKind",
    "Completers",
    "Completion",
    "CompletionContext",
    "Diagnostic",
    "Fault",
    "Knowledge",
    "Known",
    "Shape",
    "Wanted",
    "advise",
    "brackets",
    "commands",
    "complete",
    "diagnose",
    "highlight",
    "missing_mandatory",
    "of_value",
]
