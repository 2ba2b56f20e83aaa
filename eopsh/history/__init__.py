"""What was typed, how it ended, and what other shells remember."""

from eopsh.history.commands import commands
from eopsh.history.entry import Entry, Outcome
from eopsh.history.export import Format, export
from eopsh.history.foreign import SourceKind, SourceLine, kind_of, read_lines
from eopsh.history.masking import MASK, Masked, mask
from eopsh.history.secret_names import is_secret_name
from eopsh.history.store import History

__all__ = [
    "MASK",
    "Entry",
    "Format",
    "History",
    "Masked",
    "Outcome",
    "SourceKind",
    "SourceLine",
    "commands",
    "export",
    "is_secret_name",
    "kind_of",
    "mask",
    "read_lines",
]
