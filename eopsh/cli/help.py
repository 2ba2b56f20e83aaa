"""`eopsh help update`: fetch the help pages of cmdlets from Microsoft's documentation."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
from collections.abc import Callable

from eopsh.catalogue import CatalogueCache
from eopsh.catalogue.pages import PageStore
from eopsh.cli import exits
from eopsh.engine import Interrupts
from eopsh.engine.help_sources import WebPages, source_of
from eopsh.engine.help_update import DOCUMENTATION, HelpUpdate
from eopsh.errors import Stopped
from eopsh.formatting import safe_text
from eopsh.settings import Paths
from eopsh.shell.progress import ProgressLine, progress_text


def run(options: argparse.Namespace) -> int:
    """Fetch pages; what came before Ctrl-C or a failure is kept."""
    paths = Paths.of_user()
    place = options.place or DOCUMENTATION
    update = HelpUpdate(PageStore(paths.help_pages), source_of(place))
    # A web server lists nothing; a folder or an archive brings what it has.
    known = CatalogueCache(paths.catalogues).names() if isinstance(update.source, WebPages) else ()
    _fetch(update, options.cmdlets or known)
    for sentence in update.sentences():
        sys.stdout.write(safe_text(sentence) + "\n")
    return exits.OK if update.finished else exits.STOPPED


def _fetch(update: HelpUpdate, names: tuple[str, ...]) -> None:
    interrupts = Interrupts()
    line = ProgressLine(sys.stderr, terminal=sys.stderr.isatty(), width=_columns)

    def press(number: int, frame: object) -> None:
        interrupts.press()
        if not update.total or interrupts.given_up():
            # Nobody looks at the token while an archive comes over the web, or a server does not answer.
            raise Stopped

    before = signal.signal(signal.SIGINT, press)
    try:
        update.run(names, _watcher(update, line, interrupts))
    finally:
        signal.signal(signal.SIGINT, before)
        line.clear()


def _watcher(update: HelpUpdate, line: ProgressLine, interrupts: Interrupts) -> Callable[[], bool]:
    """Return what is asked between two pages whether to stop; it shows how far the update is."""

    def watch() -> bool:
        line.show(progress_text(update.record().value, _columns())[0])
        return interrupts.cancelled()

    return watch


def _columns() -> int:
    return shutil.get_terminal_size().columns
