"""What the user asks about when he asks for help: the command and the parameter at the cursor."""

from __future__ import annotations

from eopsh.catalogue import Command
from eopsh.completion.context import CompletionContext, find_parameters
from eopsh.completion.line import parsed_line
from eopsh.completion.scan import CallSite, Piece, Scan
from eopsh.frozen import frozen


@frozen
class Asked:
    """A command, and the name of the parameter whose name or value the cursor touches; empty where it touches none."""

    command: Command
    parameter: str = ""


def asked_at(text: str, cursor: int, context: CompletionContext) -> Asked | None:
    """Return what stands at the cursor; behind a command's last word it is still that command. None where there is no known command."""
    sites = [site for site in Scan(text, parsed_line(text).tokens).sites if site.start <= cursor <= site.stop]
    for site in sorted(sites, key=lambda site: site.start, reverse=True):
        command = context.resolve(site.name)
        if command is not None:
            return Asked(command, _parameter(command, site, cursor))
    return None


def _parameter(command: Command, site: CallSite, cursor: int) -> str:
    named: Piece | None = None
    for piece in site.pieces:
        if piece.start > cursor:
            break
        if piece.is_parameter:
            named = piece
        elif piece.end < cursor or not piece.is_value:
            named = None
    found = find_parameters(command, named.name) if named is not None and named.name else ()
    return found[0].name if len(found) == 1 else ""
