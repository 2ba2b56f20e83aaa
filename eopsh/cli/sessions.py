"""`eopsh sessions`: the sessions that are open or were left behind on this computer."""

from __future__ import annotations

import argparse
import sys
import time

from eopsh.cli import exits
from eopsh.cli.signing import credential_of
from eopsh.engine import Interrupts
from eopsh.errors import Advice, EopshError, UsageError
from eopsh.formatting import safe_text
from eopsh.objects import Credential
from eopsh.remote import Entry, Ledger
from eopsh.settings import Paths
from eopsh.shell.console import ConsoleHost, Screen
from eopsh.shell.reading import StreamReader, TerminalReader


def run(options: argparse.Namespace) -> int:
    """List or close."""
    ledger = Ledger(Paths.of_user().ledger)
    return _list(ledger) if options.action == "list" else _close(ledger, options)


def _list(ledger: Ledger) -> int:
    left = {entry.key for entry in ledger.orphans()}
    entries = ledger.entries()
    for entry in entries:
        state = "left behind" if entry.key in left else "open"
        opened = time.strftime("%Y-%m-%d %H:%M", time.localtime(entry.opened))
        sys.stdout.write(f"{entry.key[:8]}  {opened}  {state:<11}  {safe_text(f'{entry.user}  {entry.endpoint.uri}')}\n")
    if not entries:
        sys.stdout.write("No session is open, and none was left behind.\n")
    return exits.OK


def _close(ledger: Ledger, options: argparse.Namespace) -> int:
    entries = [entry for entry in ledger.orphans() if options.all or entry.key.startswith(options.id)]
    if not entries and not options.all:
        raise UsageError(advice=Advice(f"No session left behind begins with {options.id}.", "`eopsh sessions list` shows them."))
    reader = TerminalReader() if sys.stdin.isatty() else StreamReader(sys.stdin, sys.stderr)
    host = ConsoleHost(Screen.of(sys.stdout, sys.stderr), Interrupts(), reader=reader)
    credentials: dict[tuple[str, str], Credential] = {}
    failed = 0
    for entry in entries:
        account = (entry.user, entry.endpoint.host)
        if account not in credentials:
            credentials[account] = credential_of(entry.user, options.password_file, host, where=entry.endpoint.host)
        failed += not _close_one(ledger, entry, credentials[account])
    sys.stdout.write(f"{len(entries) - failed} of {len(entries)} sessions closed.\n")
    return exits.FAILED if failed else exits.OK


def _close_one(ledger: Ledger, entry: Entry, credential: Credential) -> bool:
    """Delete one session and say why that failed."""
    # pypsrp takes its time to load; listing does not need it.
    from eopsh.remote.psrp.orphans import delete_session

    holding = ledger.claim(entry)
    if holding is None:
        return True
    try:
        delete_session(entry, credential)
    except EopshError as error:
        holding.release()
        sys.stderr.write(f"{entry.key[:8]}: {error.advice.cause} {error.advice.next_step}\n")
        return False
    holding.finish()
    return True
