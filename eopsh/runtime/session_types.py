"""Types that the session and those it calls share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from eopsh.remote import Record

Sink: TypeAlias = Callable[[Record], None]
"""Where records of all streams but output go."""
