"""The help pages of one eopsh: what completion and Get-Help take from them, and fetching them in the background."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from eopsh.catalogue import Catalogue, Command
from eopsh.catalogue.pages import PageStore
from eopsh.engine.help_update import HelpUpdate, Source
from eopsh.errors import EopshError

if TYPE_CHECKING:
    from eopsh.catalogue.pages import HelpPage

logger = logging.getLogger(__name__)

OWN_SECONDS = 5.0
"""How long Get-Help waits for pages that are being made here."""


class Helping:
    """The pages on disk and an update under way.

    `notice` hears, from a thread of its own, how an update ended; `pause` is called there between two pages, and may wait.
    """

    def __init__(self, store: PageStore, notice: Callable[[str], None], pause: Callable[[], None] = lambda: None) -> None:
        self.store = store
        self._notice = notice
        self._pause = pause
        self._update: HelpUpdate | None = None
        self._thread: threading.Thread | None = None
        self._own = False
        self._stop = threading.Event()
        self._version = 0
        self._described: tuple[object, Catalogue] | None = None

    def page(self, name: str) -> HelpPage | None:
        """Return a cmdlet's page; pages that this computer is making itself are waited for."""
        if self._thread is not None and self._own:
            self._thread.join(OWN_SECONDS)
        return self.store.page(name)

    def described(self, catalogue: Catalogue) -> Catalogue:
        """Return a catalogue whose remote commands carry what their pages say. It advises; binding goes by the server's own facts."""
        key = (catalogue, self._version)
        if self._described is None or self._described[0] != key:
            self._described = key, catalogue.completed(self._complete)
        return self._described[1]

    @property
    def has_pages(self) -> bool:
        """Tell whether there are pages, or will be in a moment."""
        return self._own or len(self.store) > 0

    @property
    def version(self) -> int:
        """Goes up when pages have come."""
        return self._version

    def fetch(self, source: Source, names: Sequence[str] = (), *, own: bool = False) -> bool:
        """Begin an update in the background; False when one is under way. One of our `own` pages is quick and says nothing."""
        if self._thread is not None and self._thread.is_alive():
            return False
        self._own = own
        self._update = HelpUpdate(self.store, source)
        self._thread = threading.Thread(target=self._run, args=(self._update, names), name="help pages", daemon=True)
        self._thread.start()
        return True

    @property
    def text(self) -> str:
        """What the toolbar says of an update under way; empty when there is none."""
        update = self._update
        if update is None or not update.total or self._own:
            return ""
        return f"help pages {100 * update.seen // update.total} %"

    def close(self) -> None:
        """Stop an update; what has come stays."""
        self._stop.set()

    def wait(self) -> None:
        """Wait for an update under way."""
        if self._thread is not None:
            self._thread.join()

    def _stopped(self) -> bool:
        self._pause()
        return self._stop.is_set()

    def _complete(self, command: Command) -> Command:
        page = self.store.command(command.name)
        if page is None:
            return command
        from eopsh.catalogue.pages import described

        return described(command, page)

    def _run(self, update: HelpUpdate, names: Sequence[str]) -> None:
        try:
            update.run(names, self._stopped)
            said = "" if self._own else " ".join(update.sentences())
        except EopshError as error:
            logger.info("an update of the help pages failed", exc_info=True)
            said = " ".join(filter(None, (error.advice.cause, error.detail and f"{error.detail.rstrip('.')}.", error.advice.next_step)))
        except Exception as fault:
            # A fault of ours must not end in a traceback over the prompt.
            logger.exception("an update of the help pages failed by a fault of eopsh itself")
            said = f"The help pages could not be fetched: {type(fault).__name__}: {fault}"
        # Here, so that no key waits for the disk.
        self.store.load()
        self._update = None
        self._version += 1
        if said and not self._stop.is_set():
            self._notice(said)
