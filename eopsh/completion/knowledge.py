"""What the session knows beyond the catalogue: shapes of results, the server's own lists of values, live answers. A narrow seam.

The room never asks for anything itself: whoever holds a connection fills a `Known`, and completes again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Protocol, TypeAlias

from eopsh.completion.model import Wanted
from eopsh.completion.shapes import Shape
from eopsh.frozen import frozen
from eopsh.objects import Value

Entry: TypeAlias = tuple[str, bool]
"""A name in a folder, and whether it is a folder itself."""

Folder: TypeAlias = Callable[[str], Sequence[Entry]]
"""Lists a folder by its path as typed (`.` for the present one); nothing where there is none."""


@frozen
class ArgumentQuery:
    """What a completer script is told: command and parameter, the word as typed, and what else the call binds."""

    command: str
    parameter: str
    word: str
    bound: Mapping[str, Value]


class Knowledge(Protocol):
    """What the session knows. Every answer comes at once, from memory; None and () say that nothing is known."""

    def output_of(self, command: str) -> Shape | None:
        """Return the shape of what a command puts out: learnt from its results and from format data."""

    def values_of(self, command: str, parameter: str) -> tuple[str, ...]:
        """Return the values that the server itself listed as the only ones."""

    def filterable(self, command: str) -> tuple[str, ...]:
        """Return the properties that a command's `-Filter` takes."""

    def live(self, wanted: Wanted) -> tuple[tuple[str, str], ...] | None:
        """Return values with a description each, as the server answered; None when it was not asked (lately)."""

    def argument(self, query: ArgumentQuery) -> tuple[str, ...] | None:
        """Return what a completer script of the user's says, as texts to insert; None when there is no such script."""

    def sessions(self) -> tuple[tuple[str, str], ...]:
        """Return the open sessions: name and what it is connected to."""


@frozen
class Known:
    """A `Knowledge` of mappings; keys are names in lower case, `values` by `command` and `parameter`, `answers` by noun.

    `answers` hold what was asked for a prefix: the longest that begins what is typed serves.
    """

    outputs: Mapping[str, Shape] = field(default_factory=dict)
    values: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answers: Mapping[tuple[str, str], tuple[tuple[str, str], ...]] = field(default_factory=dict)
    open_sessions: tuple[tuple[str, str], ...] = ()
    completer: Callable[[ArgumentQuery], tuple[str, ...] | None] | None = None

    def output_of(self, command: str) -> Shape | None:
        """Return the shape kept under the command's name."""
        return self.outputs.get(command.lower())

    def values_of(self, command: str, parameter: str) -> tuple[str, ...]:
        """Return the values kept for the parameter."""
        return self.values.get((command.lower(), parameter.lower()), ())

    def filterable(self, command: str) -> tuple[str, ...]:
        """Return the properties kept for the command."""
        return self.filters.get(command.lower(), ())

    def live(self, wanted: Wanted) -> tuple[tuple[str, str], ...] | None:
        """Return the answer to the same question, or to one that was wider."""
        noun, prefix = wanted.noun.lower(), wanted.prefix.lower()
        for length in range(len(prefix), -1, -1):
            found = self.answers.get((noun, prefix[:length]))
            if found is not None:
                return found
        return None

    def argument(self, query: ArgumentQuery) -> tuple[str, ...] | None:
        """Ask the completer, if there is one."""
        return self.completer(query) if self.completer is not None else None

    def sessions(self) -> tuple[tuple[str, str], ...]:
        """Return the sessions kept."""
        return self.open_sessions


NOTHING_KNOWN = Known()


def no_folder(path: str) -> Sequence[Entry]:
    """List nothing: for whoever has no files to offer."""
    return ()
