"""Help pages: the reader of the Exchange documentation's Markdown, its facts as commands, and the pages kept on disk."""

from eopsh.catalogue.pages.merge import command_of, described
from eopsh.catalogue.pages.model import Example, HelpPage, PageParameter, PageSet, PageUnreadable, Use
from eopsh.catalogue.pages.reader import read_page
from eopsh.catalogue.pages.store import FetchedPage, PagesNotKept, PageStore

__all__ = [
    "Example",
    "FetchedPage",
    "HelpPage",
    "PageParameter",
    "PageSet",
    "PageStore",
    "PageUnreadable",
    "PagesNotKept",
    "Use",
    "command_of",
    "described",
    "read_page",
]
