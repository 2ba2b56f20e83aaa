"""What every command that runs lines needs: engine, host, reader, notices, and the way out."""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from eopsh import history, replay
from eopsh.catalogue import CatalogueCache
from eopsh.catalogue.pages import PageStore
from eopsh.engine import Connector, Engine, Leaving
from eopsh.frozen import frozen
from eopsh.objects import find_culture
from eopsh.remote import Ledger
from eopsh.settings import Paths, Settings
from eopsh.shell.browsing import open_page
from eopsh.shell.console import ConsoleHost, Screen
from eopsh.shell.echo import echo
from eopsh.shell.notices import Notices
from eopsh.shell.prompts import Reader
from eopsh.shell.reading import StreamReader, TerminalReader


@frozen
class Surroundings:
    """One command's engine and how it talks to the user."""

    engine: Engine
    host: ConsoleHost
    notices: Notices
    settings: Settings
    interactive: bool


@contextlib.contextmanager
def surroundings(
    options: argparse.Namespace, connector: Connector | None = None, pages: Callable[[Paths], Path] = lambda paths: paths.help_pages
) -> Iterator[Surroundings]:
    """Make an engine; whatever happens inside, its sessions are deleted at the end. `pages` says which help pages it has.

    Raises:
        SettingsError: the settings cannot be read; nothing has been connected yet.
    """
    paths = Paths.of_user()
    settings = Settings.load(paths.settings)
    notices = Notices()
    screen = Screen.of(sys.stdout, sys.stderr)
    engine = Engine(
        history.History(paths.history, notices.put),
        CatalogueCache(paths.catalogues),
        connector or Connector(Ledger(paths.ledger)),
        commands=(history.commands, replay.commands),
        pages=PageStore(pages(paths)),
        notice=notices.put,
    )
    interactive = is_interactive(options)
    if interactive:
        engine.interpreter.session.browse = open_page
    looks, scope = engine.interpreter.session.formats, engine.interpreter.scope
    host = ConsoleHost(screen, engine.interrupts, reader=reader_of(options), views=lambda: looks.over(engine.views), variable=scope.get)
    host.culture = find_culture(settings.culture) or host.culture
    leaving = Leaving(engine.close, restore=_terminal_restorer())
    leaving.install()
    try:
        with echo(on=False) if interactive else contextlib.nullcontext():
            yield Surroundings(engine, host, notices, settings, interactive)
    finally:
        leaving.hold()
        with _undisturbed():
            engine.close()


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Let no second Ctrl-C leave the sessions behind: closing is bounded in time."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def is_interactive(options: argparse.Namespace) -> bool:
    """Tell whether lines come from a person: nothing was given to run, and there is a terminal on both sides."""
    given = getattr(options, "line", None) is not None or getattr(options, "file", None) is not None
    return not given and sys.stdin.isatty() and sys.stdout.isatty()


def reader_of(options: argparse.Namespace) -> Reader | None:
    """Return where answers come from; None with --no-input."""
    if options.no_input:
        return None
    return TerminalReader() if sys.stdin.isatty() else StreamReader(sys.stdin, sys.stderr)


def _terminal_restorer() -> Callable[[], None]:
    """Return what gives the terminal back as it is now, should a signal end us in the middle of a line."""
    try:
        import termios
    except ImportError:
        return lambda: None
    if not sys.stdin.isatty():
        return lambda: None
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)

    def restore() -> None:
        with contextlib.suppress(OSError, termios.error, ValueError):
            termios.tcsetattr(descriptor, termios.TCSANOW, before)
            # Bracketed paste off, cursor on: prompt_toolkit had no chance to do it.
            sys.stdout.write("\x1b[?2004l\x1b[?25h\r\n")
            sys.stdout.flush()

    return restore
