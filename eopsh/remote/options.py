"""How a connection behaves: what the user chose, and how long anything may take."""

from __future__ import annotations

from eopsh.frozen import frozen
from eopsh.remote.redirects import Consent
from eopsh.remote.signin import Auth


@frozen
class Timings:
    """Seconds. Tests scale them; a person never has to.

    `poll`: how long a Receive may wait at the server. `unanswered`: how much longer its answer may take; then the session counts as lost. A
    Receive without an answer is never sent again: what the first one took from the server would be gone without a trace.
    """

    poll: float = 1.0
    unanswered: float = 20.0
    connect: float = 10.0
    request: float = 60.0
    """Everything but Receive, Signal and Delete: Exchange may need long to open a session or to start a command."""
    full_queue: float = 2.0
    """How long the thread of the wire waits for a consumer who does not take what came, before it goes on to disk."""
    stop: float = 5.0
    """After this long without the pipeline's end, a stopped pipeline is given up with its session."""
    close: float = 5.0
    question: float = 4.0
    """How long a question may stand open between two Receives, which keep the session from idling out."""
    input_wait: float = 0.05
    retries: int = 2
    """How often a Receive that could not be sent is sent again."""


@frozen
class Options:
    """What the user chose. `verify` is False (never by default), True, or the path of a file with trusted issuers."""

    auth: Auth | None = None
    """None stands for the endpoint's default."""
    allow_unencrypted: bool = False
    verify: bool | str = True
    proxy: str | None = None
    consent: Consent | None = None
    idle_timeout: int | None = None
    """Seconds that the server is asked to keep an idle session; None leaves it to the server."""
    queue_bytes: int = 8_000_000
    timings: Timings = Timings()
