"""Every error that a user can meet, and what to do about it.

    EopshError
    ├── UsageError              the line or the command line is wrong
    │   ├── LineError           with the span of the fault in the line, PowerShell's error id, and a hint
    │   └── SettingsError       with file, key and the nearest known key
    ├── NoAnswer                a question with no default, and nobody there to answer it
    ├── Stopped                 the user pressed Ctrl-C; not a fault, and shown as none
    ├── InvalidState            an action that this state does not allow; names action, state and what is allowed
    └── RemoteError             the way to the server
        ├── HostUnreachable     the name, the port or TLS
        ├── SignInFailed        the server refused the account
        ├── SessionLimitReached a fourth session
        ├── EndpointRetired     Microsoft switched this endpoint off
        ├── RedirectRefused     the server points to a place that the rules do not allow
        ├── PipelineFailed      with the server's error record
        └── SessionLost         the session is gone; `may_have_run` says whether the line can be repeated

This file imports nothing of eopsh; each room raises these or adds its own leaf below them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Advice:
    """One sentence of cause, one of what to do next. Both end with a full stop and name no exception class."""

    cause: str
    next_step: str


class EopshError(Exception):
    """Base of all; `advice` is what the shell prints, `detail` the server's own words beneath it."""

    advice = Advice("Something went wrong.", "Run the same with --debug and look at the end of the log.")

    def __init__(self, detail: str = "", *, advice: Advice | None = None, request_id: str | None = None) -> None:
        super().__init__(detail or (advice or self.advice).cause)
        if advice is not None:
            self.advice = advice
        self.detail = detail
        self.request_id = request_id


class UsageError(EopshError):
    """The line or the command line is wrong; nothing was run."""

    advice = Advice("The command line is wrong.", "Run `eopsh --help` to see what it takes.")


class LineError(UsageError):
    """A fault in a line, at `start` to `end` (offsets in code points); `error_id` is PowerShell's own id."""

    advice = Advice("The line is not valid.", "Correct the marked place.")

    def __init__(self, message: str, start: int, end: int, *, error_id: str = "", hint: str = "") -> None:
        super().__init__(message, advice=Advice(message, hint or self.advice.next_step))
        self.message = message
        self.start = start
        self.end = end
        self.error_id = error_id
        self.hint = hint


class SettingsError(UsageError):
    """The settings file is wrong; the error names file, key and the nearest known key."""

    advice = Advice("The settings file is not valid.", "Correct the named key.")


class NoAnswer(EopshError):
    """A question came up, it has no default, and nobody is there to answer it."""

    advice = Advice(
        "The command asks a question, and there is no terminal to answer it.",
        "Give the value on the command line, or run it in a terminal.",
    )


class Stopped(EopshError):
    """The user stopped the line, or left a question with Ctrl-C."""

    advice = Advice("Stopped.", "Run the line again if you did not mean to stop it.")


class InvalidState(EopshError):
    """An action that this state does not allow."""

    def __init__(self, action: str, state: str, allowed: tuple[str, ...] = ()) -> None:
        wanted = f" It needs the state {' or '.join(allowed)}." if allowed else ""
        super().__init__(advice=Advice(f"Cannot {action} while the connection is {state}.", f"Wait, or connect again.{wanted}"))
        self.action = action
        self.state = state
        self.allowed = allowed


class RemoteError(EopshError):
    """The way to the server failed; which step is the subclass's business."""


class HostUnreachable(RemoteError):
    """No answer from the host: unknown name, closed port, TLS refused, timeout."""

    advice = Advice("The server could not be reached.", "Check the address and the network, then connect again.")


class SignInFailed(RemoteError):
    """The server refused the account."""

    advice = Advice("The server refused this user name and password.", "Check both and connect again.")


class SessionLimitReached(RemoteError):
    """Exchange allows three sessions a user; a fourth opens and breaks at once."""

    advice = Advice(
        "All sessions that this account may have are in use.",
        "Run `eopsh sessions close --all` to close the ones left behind on this computer, or wait a quarter of an hour.",
    )


class EndpointRetired(RemoteError):
    """Microsoft switched this endpoint off; the error names the way that is left."""

    advice = Advice(
        "Microsoft switched remote PowerShell off for its cloud in October 2023.",
        "Use an Exchange Server address; add --try-retired to try this one all the same.",
    )


class RedirectRefused(RemoteError):
    """The server points to another place, and the rules do not allow to follow."""

    advice = Advice("The server redirects to an address that is not trusted.", "Connect to that address yourself if you know it.")


class SessionLost(RemoteError):
    """The session is gone on the server; `may_have_run` says whether the line may have had an effect already."""

    advice = Advice("The server no longer knows this session.", "Run the line again; a new session is opened for it.")

    def __init__(self, detail: str = "", *, may_have_run: bool = True, advice: Advice | None = None, request_id: str | None = None) -> None:
        super().__init__(detail, advice=advice, request_id=request_id)
        self.may_have_run = may_have_run


class PipelineFailed(RemoteError):
    """The pipeline ended in an error; `record` is the server's error record (an `objects.ErrorRecord`)."""

    advice = Advice("The command failed on the server.", "Read the server's message.")

    def __init__(self, detail: str = "", *, record: object = None, request_id: str | None = None) -> None:
        super().__init__(detail, request_id=request_id)
        self.record = record
