"""Deleting a session that this process did not open, or whose wire is of no use any more."""

from __future__ import annotations

from eopsh.objects import Credential
from eopsh.remote.faults import to_error
from eopsh.remote.ledger import Entry, Ledger
from eopsh.remote.options import Options
from eopsh.remote.psrp.failures import WireError
from eopsh.remote.psrp.transport import Wire
from eopsh.remote.signin import Auth

DELETE_SECONDS = 5.0


def delete_session(entry: Entry, credential: Credential, options: Options | None = None, *, seconds: float = DELETE_SECONDS) -> None:
    """Delete a session on its server from the ledger's entry, within about so many seconds. One that is gone already counts as deleted.

    Raises:
        RemoteError: the server did not confirm.
    """
    try:
        wire = Wire(entry.endpoint, credential, options or Options(), Auth(entry.auth))
        wire.restore(entry.shell_id, entry.cookies)
        try:
            wire.delete(seconds)
        finally:
            wire.close()
    except WireError as error:
        if not error.failure.is_missing:
            raise to_error(error.failure, entry.endpoint) from None


def remove_orphan(
    ledger: Ledger, entry: Entry, credential: Credential, options: Options | None = None, *, seconds: float = DELETE_SECONDS
) -> bool:
    """Delete the session of a dead process and its entry; tell whether it is gone. Never raises; False while its process lives."""
    holding = ledger.claim(entry)
    if holding is None:
        return False
    try:
        delete_session(holding.entry, credential, options, seconds=seconds)
    except Exception:
        holding.release()
        return False
    holding.finish()
    return True
