"""Waiting that Ctrl-C ends."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eopsh.runtime.session import Session

_LOOK_SECONDS = 0.05


def wait(session: Session, seconds: float) -> None:
    """Wait, looking every 50 ms whether the user asked to stop."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        session.check()
        session.host.idle()
        time.sleep(min(left, _LOOK_SECONDS))
