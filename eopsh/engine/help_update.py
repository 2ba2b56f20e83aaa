"""Fetching help pages into the store, with progress, to be gone on with after any interruption."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from eopsh.catalogue.pages import FetchedPage, PageStore
from eopsh.engine.loading import progress_record
from eopsh.errors import Advice, EopshError
from eopsh.remote import Record

DOCUMENTATION = "https://raw.githubusercontent.com/MicrosoftDocs/office-docs-powershell/main/exchange/exchange-ps/ExchangePowerShell/"
ACTIVITY = "Fetching help pages"


class PagesNotFetched(EopshError):
    """The place of the help pages cannot be read."""

    advice = Advice(
        "The help pages cannot be fetched.",
        "Check the network, or give a folder or an archive of MicrosoftDocs/office-docs-powershell: `eopsh help update --from PATH`.",
    )


class Source(Protocol):
    """A place with pages."""

    @property
    def address(self) -> str:
        """Return where the place is."""

    def pages(self, names: Sequence[str], tag: Callable[[str], str]) -> tuple[int, Iterator[FetchedPage | None]]:
        """Return how many pages to expect, and the pages; None for one that is not there, or is there unchanged.

        `names` are the cmdlets whose pages are wanted, all when empty. `tag` says by which tag a cmdlet's kept page is known.

        Raises:
            PagesNotFetched: also while the pages are taken.
        """


def page_address(address: str, name: str) -> str:
    """Return the address of a cmdlet's page, which is also its source in the store."""
    return f"{address.rstrip('/')}/{name}.md"


@dataclass(slots=True)
class HelpUpdate:
    """One update: how far it is, and what came of it. Another thread may read it while it runs."""

    store: PageStore
    source: Source
    total: int = 0
    seen: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    finished: bool = False

    def run(self, names: Sequence[str] = (), stopped: Callable[[], bool] = lambda: False) -> None:
        """Fetch the pages of these cmdlets, those that are not kept yet before the others. When `stopped`, what came is kept.

        Raises:
            PagesNotFetched: the source cannot be read; what came before is kept.
            PagesNotKept: the disk is full, or the folder cannot be written to.
        """
        missing = [name for name in names if self.store.text(name) is None]
        ordered = [*missing, *(name for name in names if name not in set(missing))]
        self.total, pages = self.source.pages(ordered, self._tag)
        self.store.keep(self._counted(pages, stopped), self._said)
        self.finished = self.seen >= self.total

    def _tag(self, name: str) -> str:
        return self.store.tag(name, page_address(self.source.address, name))

    def _said(self, name: str, reason: str) -> None:
        if reason:
            self.passed.append(reason)
        else:
            self.kept.append(name)

    def _counted(self, pages: Iterator[FetchedPage | None], stopped: Callable[[], bool]) -> Iterator[FetchedPage]:
        for page in pages:
            if stopped():
                return
            if page is None:
                self.unchanged += 1
            else:
                yield page
            self.seen += 1

    def record(self) -> Record:
        """Return the state as a progress record."""
        percent = 100 * self.seen // self.total if self.total else -1
        status = f"{self.seen:,} of {self.total:,}" if self.total else "looking for them"
        return progress_record(ACTIVITY, status, percent=percent, done=self.finished)

    def sentences(self) -> list[str]:
        """Say what came of it."""
        said = [f"{len(self.kept):,} help pages were fetched, {self.unchanged:,} are unchanged or not there."]
        if self.passed:
            said.append(f"{len(self.passed):,} {'file is' if len(self.passed) == 1 else 'files are'} no page of a cmdlet: {self.passed[0]}")
        if not self.finished:
            said.append(f"{max(0, self.total - self.seen):,} are left: `eopsh help update` goes on with them.")
        return said
