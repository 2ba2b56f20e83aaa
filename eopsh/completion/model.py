"""What a completion is: candidates for a span of the text."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class CandidateKind(enum.Enum):
    """What a candidate is; the menu shows it."""

    COMMAND = "command"
    ALIAS = "alias"
    FUNCTION = "function"
    PARAMETER = "parameter"
    VALUE = "value"
    VARIABLE = "variable"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One choice. `text` is what replaces the span, correct as PowerShell; `label` what the menu shows, `meta` a word or two beside it.

    `mandatory` marks a parameter that the likely set needs and that is still missing.
    """

    text: str
    label: str
    kind: CandidateKind
    meta: str = ""
    mandatory: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A live query that could add candidates: values for `parameter` of `command`, beginning with `prefix` (as typed, unquoted)."""

    command: str
    parameter: str
    prefix: str


@dataclass(frozen=True, slots=True)
class Completion:
    """Candidates for `text[start:end]`, best first; `wanted` names the live query that would add to them."""

    start: int
    end: int
    candidates: tuple[Candidate, ...] = ()
    wanted: Wanted | None = None
