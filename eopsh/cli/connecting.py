"""Connecting to what the command line names, and what is said meanwhile."""

from __future__ import annotations

import argparse

from eopsh.cli.running import show_notices, wait
from eopsh.cli.signing import credential_of, options_of
from eopsh.cli.surroundings import Surroundings
from eopsh.engine import Request, Target
from eopsh.engine.asking import accept_retired
from eopsh.errors import Stopped
from eopsh.remote import resolve

HELP_OFFER = """\
Parameter sets, values and texts of the cmdlets come from Microsoft's
documentation, which is not part of eopsh: F2 fetches it in the background,
`eopsh help update` at any time."""


def target_of(options: argparse.Namespace, around: Surroundings) -> Target:
    """Return where `options.target` leads, after asking what must be asked."""
    connector = around.engine.connector
    if not options.try_retired:
        accept_retired(around.host, connector.retired(options.target))
    endpoint, _ = resolve(options.target)
    credential = credential_of(options.user or "", options.password_file, around.host, where=endpoint.host)
    return connector.target(Request(options.target, credential, options=options_of(options)), around.notices.put)


def enter(around: Surroundings, target: Target) -> None:
    """Connect and make the commands known. With cached commands the prompt does not wait for the connection.

    Raises:
        RemoteError: the connection failed, and lines would have nowhere to go.
        Stopped: Ctrl-C, and nobody is there who could go on with what has arrived.
    """
    engine, host = around.engine, around.host
    if around.interactive and not engine.help.has_pages:
        host.note(HELP_OFFER)
    link = engine.connect(target)
    known = engine.use(link)
    if known and around.interactive:
        host.note(f"Connecting to {target.host} as {target.user}. {len(engine.catalogue):,} commands are known from last time.")
        return

    def load() -> None:
        if known:
            engine.wait_open(link, host)
            return
        for sentence in engine.load(link, host).sentences(target.host):
            if around.interactive:
                host.note(sentence)

    wait(around, load)
    if engine.interrupts.cancelled() and not around.interactive:
        raise Stopped
    show_notices(around)
