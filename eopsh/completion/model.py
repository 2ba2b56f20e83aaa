"""What a completion is: candidates for a span of the text."""

from __future__ import annotations

import enum
from typing import NamedTuple

from eopsh.frozen import frozen


class CandidateKind(enum.Enum):
    """What a candidate is; the menu shows it."""

    COMMAND = "command"
    ALIAS = "alias"
    FUNCTION = "function"
    PARAMETER = "parameter"
    VALUE = "value"
    VARIABLE = "variable"
    PROPERTY = "property"
    METHOD = "method"
    TYPE = "type"
    NAMESPACE = "namespace"
    OPERATOR = "operator"
    KEYWORD = "keyword"
    KEY = "key"
    FILE = "file"
    FOLDER = "folder"
    LIVE = "live"
    """A value that the server was asked for."""


class Candidate(NamedTuple):
    """One choice. `text` is what replaces the span, correct as PowerShell; `label` what the menu shows, `meta` its type, a word or two.

    `mandatory` marks a parameter that the likely set needs and that is still missing. `description` is the default or one line on what it
    is for; empty when nothing tells. `seldom` marks what fits but is rarely meant (PSObject's own members, what only PowerShell runs): it
    stands behind all others, and a menu may dim it.
    """

    text: str
    label: str
    kind: CandidateKind
    meta: str = ""
    mandatory: bool = False
    description: str = ""
    seldom: bool = False


@frozen
class Wanted:
    """A live query that could add candidates: values for `parameter` of `command`, beginning with `prefix` (as typed, unquoted).

    `query` is the cmdlet that lists them (`Get-MailUser` for `Set-MailUser -Identity`), `noun` what it is asked for: the key under which
    answers are kept. `filters` tells that the cmdlet takes `-Filter` and `-ResultSize`, so that few can be asked for.
    """

    command: str
    parameter: str
    prefix: str
    noun: str = ""
    query: str = ""
    filters: bool = False


@frozen
class Completion:
    """Candidates for `text[start:end]`, best first; `wanted` names the live query that would add to them.

    `ruled_out` fit what was typed and are left out on purpose: parameters that are used already or of an excluded set (`-Anr`), and
    values that the list before the cursor has.
    """

    start: int
    end: int
    candidates: tuple[Candidate, ...] = ()
    wanted: Wanted | None = None
    ruled_out: tuple[str, ...] = ()
