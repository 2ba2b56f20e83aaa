"""Help pages: the reader of the Exchange documentation's Markdown, its facts as commands, and the pages kept on disk."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

_HOMES = {
    "Example": "model",
    "FetchedPage": "store",
    "HelpPage": "model",
    "PageParameter": "model",
    "PageSet": "model",
    "PageStore": "store",
    "PageUnreadable": "model",
    "PagesNotKept": "store",
    "Use": "model",
    "command_of": "merge",
    "described": "merge",
    "read_page": "reader",
}


def __getattr__(name: str) -> object:
    """Load what is asked for: the shell starts with the store alone, pages are read when somebody wants to see one."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
