"""What can be said of a line before it runs: commands and parameters that do not exist, and what is wrong with a call."""

from __future__ import annotations

from functools import lru_cache

from eopsh.catalogue import Catalogue, Command, Kind, Origin, nearest
from eopsh.completion.callfaults import call_faults
from eopsh.completion.context import CompletionContext, all_parameters, find_parameters
from eopsh.completion.definitions import functions_in
from eopsh.completion.faults import Diagnostic, Fault, either
from eopsh.completion.scan import CallSite, Piece, Scan
from eopsh.language import Hint, Parsed, tree
from eopsh.language.walk import descendants

_MAKES_NAMES = frozenset({"set-alias", "new-alias", "import-module", "import-alias", "sal", "nal", "ipmo"})


def diagnose(parsed: Parsed, context: CompletionContext) -> list[Diagnostic]:
    """Return the names of a text that mean nothing, in the order of their places. Faults of grammar are in `parsed.errors`, not here."""
    found = [fault for site, command in _calls(parsed, context) for fault in _name_faults(parsed, site, command, context)]
    return sorted(found, key=lambda fault: fault.start)


def advise(parsed: Parsed, context: CompletionContext) -> list[Diagnostic]:
    """Return all that can be said of a text: what `diagnose` finds, and what is wrong with whole calls, in the order of their places."""
    found = diagnose(parsed, context)
    for site, command in _calls(parsed, context):
        if command is not None:
            found += call_faults(parsed.text, site, command, context)
    for hint in parsed.hints:
        found = _with_slip(hint, found)
    return sorted(found, key=lambda fault: (fault.start, not fault.certain))


def _with_slip(hint: Hint, found: list[Diagnostic]) -> list[Diagnostic]:
    """Return the faults with a slip, which says better what is wrong than those at its place."""
    there = [fault for fault in found if fault.start < hint.end and hint.start < fault.end]
    message = f"{hint.text[0].upper()}{hint.text[1:]}."
    slip = Diagnostic(hint.start, hint.end, Fault.SLIP, message, certain=any(fault.certain for fault in there))
    return [*(fault for fault in found if fault not in there), slip]


def _calls(parsed: Parsed, context: CompletionContext) -> list[tuple[CallSite, Command | None]]:
    defined = defined_functions(parsed)
    sites = [site for site in Scan(parsed.text, parsed.tokens).sites if site.name.lower() not in defined]
    return [(site, context.resolve(site.name)) for site in sites if not site.in_filter and not site.name.startswith("$")]


def _name_faults(parsed: Parsed, site: CallSite, command: Command | None, context: CompletionContext) -> list[Diagnostic]:
    if command is None:
        return [] if _is_path(site.name) else [unknown_command(site, context, certain=_is_connected(context) and not _makes_names(parsed))]
    return [fault for piece in site.pieces if (fault := parameter_fault(command, piece)) is not None]


def _is_path(name: str) -> bool:
    return "/" in name or "\\" in name or name.lower().endswith(".ps1")


def _is_connected(context: CompletionContext) -> bool:
    return any(entry.kind is Kind.REMOTE for entry in context.catalogue.entries)


def _makes_names(parsed: Parsed) -> bool:
    """Tell whether the text itself may make names that are commands: aliases, modules, files that are dot-sourced."""
    return any(
        (isinstance(node, tree.Command) and (node.invocation == "Dot" or (node.name or "").lower() in _MAKES_NAMES))
        for node in descendants(parsed.tree)
    )


def defined_functions(parsed: Parsed) -> frozenset[str]:
    """Return the lower-case names of the functions that a text defines."""
    return frozenset(node.name.rpartition(":")[2].lower() for node in functions_in(parsed))


def unknown_command(site: CallSite, context: CompletionContext, *, certain: bool = False) -> Diagnostic:
    """Say that there is no such command."""
    message = f"There is no command '{site.name}' here."
    near = _nearest_commands(site.name, context.catalogue)
    return Diagnostic(site.start, site.name_end, Fault.UNKNOWN_COMMAND, message, near, certain)


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
        message = f"'-{piece.name}' can mean {either(names, 'or')}."
        return Diagnostic(piece.start, piece.end, Fault.AMBIGUOUS_PARAMETER, message)
    near = nearest(piece.name, (parameter.name for parameter in all_parameters(command)))
    message = f"{command.name} has no parameter '-{piece.name}'."
    names = tuple(f"-{name}" for name in near)
    return Diagnostic(piece.start, piece.end, Fault.UNKNOWN_PARAMETER, message, names, _is_complete(command))


def _is_complete(command: Command) -> bool:
    """Tell whether the parameters are known from the command itself and not from a page about it."""
    return command.kind is not Kind.REMOTE or any(parameter.origin is not Origin.HELP for parameter in command.parameters)
