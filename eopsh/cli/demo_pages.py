"""The help pages of the demonstration organization as a source, so that they take the way of real ones."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence

from eopsh.catalogue.pages import FetchedPage
from eopsh.demo.pages import pages
from eopsh.engine.help_update import page_address


class DemoPages:
    """Pages made here; one that is kept already counts as unchanged."""

    address = "demo:"

    def pages(self, names: Sequence[str], tag: Callable[[str], str]) -> tuple[int, Iterator[FetchedPage | None]]:
        """Return the pages of all cmdlets of the organization."""
        made = list(pages())
        return len(made), (self._page(name, text, tag) for name, text in made)

    def _page(self, name: str, text: str, tag: Callable[[str], str]) -> FetchedPage | None:
        own_tag = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
        return None if tag(name) == own_tag else FetchedPage(text, page_address(self.address, name), own_tag)
