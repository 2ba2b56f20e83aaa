"""What could come next in a line, how it is coloured, and what is wrong with it. Pure."""

from eopsh.completion.complete import complete
from eopsh.completion.context import CompletionContext
from eopsh.completion.diagnostics import Diagnostic, Fault, diagnose
from eopsh.completion.highlight import ANSI_STYLE, highlight
from eopsh.completion.model import Candidate, CandidateKind, Completion, Wanted

__all__ = [
    "ANSI_STYLE",
    "Candidate",
    "CandidateKind",
    "Completion",
    "CompletionContext",
    "Diagnostic",
    "Fault",
    "Wanted",
    "complete",
    "diagnose",
    "highlight",
]
