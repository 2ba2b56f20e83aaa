"""The views of a session: what scripts add with Update-FormatData and Update-TypeData, before and behind the server's."""

from __future__ import annotations

from collections.abc import Iterable

from eopsh.formatting.view import View
from eopsh.formatting.views import Views


class LocalViews:
    """What scripts said about looks, put together with a server's views; the result is kept until something changes."""

    def __init__(self) -> None:
        self._before: tuple[View, ...] = ()
        self._behind: tuple[View, ...] = ()
        self._displayed: dict[str, tuple[str, ...]] = {}
        self._server = Views()
        self._whole: Views | None = None

    def prepend(self, views: Iterable[View]) -> None:
        """Let these views be found first."""
        self._before, self._whole = (*views, *self._before), None

    def append(self, views: Iterable[View]) -> None:
        """Let these views be found after the others."""
        self._behind, self._whole = (*self._behind, *views), None

    def display(self, type_name: str, names: tuple[str, ...]) -> None:
        """Let objects of a type show these properties when none are named."""
        self._displayed[type_name.casefold()] = names
        self._whole = None

    def forget(self, type_name: str) -> bool:
        """Let objects of a type show what they would have shown without `display`; tell whether anything was said of it."""
        self._whole = None
        return self._displayed.pop(type_name.casefold(), None) is not None

    def over(self, server: Views) -> Views:
        """Return all views: these, and those of the server that is spoken to now."""
        if self._server is not server:
            self._server, self._whole = server, None
        return self()

    def __call__(self) -> Views:
        """Return all views, with those of the server that was named last."""
        if self._whole is None:
            self._whole = Views((*self._before, *self._server.own, *self._behind), dict(self._displayed))
        return self._whole
