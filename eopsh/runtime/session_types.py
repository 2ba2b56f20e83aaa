"""Types that the session and those it calls share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from eopsh.objects import PSObject
from eopsh.remote import Record

Sink: TypeAlias = Callable[[Record], None]
"""Where records of all streams but output go."""


class UnshownRecord(PSObject):
    """A record that a preference keeps off the screen; variables collect it, and redirections take it."""

    __slots__ = ()
