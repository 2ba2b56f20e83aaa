"""What can be said of a line before it runs: commands and parameters that do not exist, with what was perhaps meant."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from functools import lru_cache

from eopsh.catalogue import Catalogue, Command, Kind, nearest
from eopsh.completion.context import CompletionContext, all_parameters, find_parameters
from eopsh.completion.scan import CallSite, Piece, Scan
from eopsh.language import Parsed, tree
from eopsh.language.walk import descendants


class Fault(enum.Enum):
    """What is wrong with a name."""

    UNKNOWN_COMMAND = "unknown command"
    UNKNOWN_PARAMETER = "unknown parameter"
    AMBIGUOUS_PARAMETER = "ambiguous parameter"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A fault at `start` to `end`; `message` is one sentence, `nearest` the names that were perhaps meant, best first."""

    start: int
    end: int
    fault: Fault
    message: str
    nearest: tuple[str, ...] = ()

    @property
    def hint(self) -> str:
        """Say what was perhaps meant; empty when nothing is near."""
        return f"Did you mean {_or(self.nearest)}?" if self.nearest else ""


def diagnose(parsed: Parsed, context: CompletionContext) -> list[Diagnostic]:
    """Return the faults of a text in the order of their places. Faults of grammar are in `parsed.errors`, not here."""
    defined = defined_functions(parsed)
    found: list[Diagnostic] = []
    for site in Scan(parsed.text, parsed.tokens).sites:
        if site.name.lower() in defined:
            continue
        command = context.resolve(site.name)
        if command is None:
            found.append(unknown_command(site, context))
        else:
            found += (fault for piece in site.pieces if (fault := parameter_fault(command, piece)) is not None)
    return sorted(found, key=lambda fault: fault.start)


def defined_functions(parsed: Parsed) -> frozenset[str]:
    """Return the lower-case names of the functions that a text defines."""
    return frozenset(node.name.lower() for node in descendants(parsed.tree) if isinstance(node, tree.FunctionDefinition))


def unknown_command(site: CallSite, context: CompletionContext) -> Diagnostic:
    """Say that there is no such command."""
    message = f"There is no command '{site.name}' here."
    near = _nearest_commands(site.name, context.catalogue)
    return Diagnostic(site.start, site.name_end, Fault.UNKNOWN_COMMAND, message, near)


@lru_cache(maxsize=64)
def _nearest_commands(word: str, catalogue: Catalogue) -> tuple[str, ...]:
    # The same word is asked for at every key after it.
    return catalogue.nearest(word)


def parameter_fault(command: Command, piece: Piece) -> Diagnostic | None:
    """Return what is wrong with a parameter's name, None when nothing is or the piece is no parameter."""
    if not piece.is_parameter or not piece.name or command.kind is Kind.FUNCTION:
        # A function may take any name into $args.
        return None
    found = find_parameters(command, piece.name)
    if len(found) == 1:
        return None
    if found:
        names = tuple(f"-{parameter.name}" for parameter in found)
        message = f"'-{piece.name}' can mean {_or(names)}."
        return Diagnostic(piece.start, piece.end, Fault.AMBIGUOUS_PARAMETER, message)
    near = nearest(piece.name, (parameter.name for parameter in all_parameters(command)))
    message = f"{command.name} has no parameter '-{piece.name}'."
    return Diagnostic(piece.start, piece.end, Fault.UNKNOWN_PARAMETER, message, tuple(f"-{name}" for name in near))


def _or(names: tuple[str, ...]) -> str:
    shown = names[:5]
    if len(names) > len(shown):
        return ", ".join(shown) + f" or {len(names) - len(shown)} others"
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + f" or {shown[-1]}"
