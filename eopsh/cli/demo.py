"""`eopsh demo`: the demonstration organization on this computer, and the shell on it."""

from __future__ import annotations

import argparse
import contextlib
import json
import signal
import sys
import threading
from collections.abc import Iterator

from eopsh.cli import exits
from eopsh.cli.connecting import enter
from eopsh.cli.demo_pages import DemoPages
from eopsh.cli.running import run_lines
from eopsh.cli.surroundings import Surroundings, surroundings
from eopsh.demo import FAULTS, DemoServer
from eopsh.engine import Connector, Request, StandIn
from eopsh.objects import Credential, SecureString
from eopsh.remote import PRESETS, Ledger
from eopsh.settings import Paths

WELCOME = """\
This is the demonstration organization: it lives in this process, its people
are made up, and nothing you do here is real. Type, and see what is offered:
Get-TransportRule, Get-Qu<Tab>, Get-MailUser | Sort-Object DisplayName.
F1 helps with what stands at the cursor, `help about_help` tells more,
`exit` leaves."""


def run(options: argparse.Namespace) -> int:
    """Serve, or start the organization and run lines on it."""
    if "list" in options.fault:
        return _list_faults()
    return _serve(options) if options.action == "serve" else _shell(options)


def _shell(options: argparse.Namespace) -> int:
    with demonstration(options) as server, surroundings(options, demo_connector(server), lambda paths: paths.demo_help_pages) as around:
        around.engine.help.fetch(DemoPages(), own=True)
        if around.interactive:
            around.host.note(WELCOME)
        enter_demo(around)
        return run_lines(options, around)


@contextlib.contextmanager
def demonstration(options: argparse.Namespace, port: int = 0) -> Iterator[DemoServer]:
    """Start the organization that the options describe."""
    with DemoServer(port, options.store, recipients=options.recipients, messages=options.messages, faults=options.fault) as server:
        yield server


def demo_connector(server: DemoServer) -> Connector:
    """Return a connector on which the organization answers for the addresses of the classic documentation, and for `demo`."""
    stand_in = StandIn(server.url, Credential(server.user, SecureString(server.password)))
    hosts = {preset.endpoint.host: stand_in for preset in PRESETS}
    return Connector(Ledger(Paths.of_user().ledger), {**hosts, "demo": stand_in})


def enter_demo(around: Surroundings) -> None:
    """Connect to the organization."""
    nobody = Credential("", SecureString(""))
    enter(around, around.engine.connector.target(Request("demo", nobody), None))


def _list_faults() -> int:
    for fault in FAULTS:
        name = f"{fault.name}={fault.takes}" if fault.takes else fault.name
        sys.stdout.write(f"{name:<20} {fault.doc}\n")
    return exits.OK


def _serve(options: argparse.Namespace) -> int:
    """Serve other clients until Ctrl-C or SIGTERM."""
    stop = threading.Event()
    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), lambda number, frame: stop.set())
    with demonstration(options, options.port) as server:
        account = {"url": server.url, "user": server.user, "password": server.password}
        if options.json:
            sys.stdout.write(json.dumps(account) + "\n")
        else:
            sys.stdout.write("".join(f"{name:<9} {value}\n" for name, value in account.items()))
            sys.stdout.write(f"{'server':<9} {server.server_url}\nServing until Ctrl-C.\n")
        sys.stdout.flush()
        while not stop.wait(0.5):
            pass
    return exits.OK
