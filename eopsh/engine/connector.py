"""From what a user names to a connection: endpoint, sign-in, ledger, what was left behind."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import field

from eopsh.engine.link import Target
from eopsh.frozen import frozen
from eopsh.objects import Credential
from eopsh.redaction import redact
from eopsh.remote import Auth, Connection, Endpoint, Entry, Ledger, Options, Preset, resolve, retired_since

Notice = Callable[[str], None]


@frozen
class StandIn:
    """Who answers in a server's place: the demonstration organization, with its own account."""

    uri: str
    credential: Credential


@frozen
class Request:
    """Where to connect, as whom, and how. `where` is a preset's name, a server's name, or a URI."""

    where: str
    credential: Credential
    configuration: str | None = None
    options: Options = field(default_factory=Options)


class Connector:
    """Makes targets. `stand_ins` maps host names to who answers there instead; that is said once."""

    def __init__(self, ledger: Ledger | None, stand_ins: Mapping[str, StandIn] | None = None) -> None:
        self.ledger = ledger
        self._stand_ins = dict(stand_ins or {})
        self._said = False
        self._told: set[str] = set()

    def retired(self, where: str) -> str:
        """Return what to say before connecting to an address that Microsoft has switched off; empty for any other.

        Raises:
            UsageError: this names no place.
        """
        endpoint, preset = resolve(where)
        since = preset.retired if preset else retired_since(endpoint)
        if not since or endpoint.host in self._stand_ins:
            return ""
        return f"{_title(endpoint, preset)} was switched off for remote PowerShell in {since}."

    def target(self, request: Request, notice: Notice | None) -> Target:
        """Return where a request leads. That a stand-in answers there is said through `notice`, the first time that there is one.

        Raises:
            UsageError: it names no place, or the sign-in is refused before anything is sent.
        """
        endpoint, _ = resolve(request.where, request.configuration)
        stand_in = self._stand_ins.get(endpoint.host)
        if stand_in is None:
            return self._target(endpoint, request.credential, request.options, self.ledger)
        if notice is not None and not self._said:
            notice(f"{endpoint.host} is answered by the demonstration organization here, whatever name and password you give.")
            self._said = True
        local, _ = resolve(stand_in.uri)
        return self._target(local, stand_in.credential, Options(auth=Auth.BASIC), None, host=endpoint.host)

    def _target(self, endpoint: Endpoint, credential: Credential, options: Options, ledger: Ledger | None, host: str = "") -> Target:
        redact.learn(credential.password.reveal(), user=credential.user)

        def connect() -> Connection:
            # pypsrp takes its time to load; a connection is the first that needs it.
            from eopsh.remote.psrp import PsrpConnection

            return PsrpConnection(endpoint, credential, options, ledger=ledger)

        return Target(
            endpoint.uri,
            credential.user,
            connect,
            clean=lambda: [] if ledger is None else self._clean(ledger, endpoint, credential, options),
            configuration=endpoint.configuration,
            host=host or endpoint.host,
            cached=ledger is not None,
        )

    def _clean(self, ledger: Ledger, endpoint: Endpoint, credential: Credential, options: Options) -> list[str]:
        """Delete what dead processes of this user left behind; say once which sessions are left elsewhere."""
        from eopsh.remote.psrp.orphans import remove_orphan

        said = []
        for entry in ledger.orphans():
            here = entry.endpoint.host == endpoint.host and entry.user.casefold() == credential.user.casefold()
            if here and remove_orphan(ledger, entry, credential, options):
                said.append("A session that was left behind on this server is closed.")
            elif entry.key not in self._told:
                self._told.add(entry.key)
                said.append(_still_open(entry))
        return said


def _title(endpoint: Endpoint, preset: Preset | None) -> str:
    return preset.title if preset else endpoint.host


def _still_open(entry: Entry) -> str:
    since = time.strftime("%H:%M", time.localtime(entry.opened))
    return (
        f"A session of {entry.user} on {entry.endpoint.host}, left behind at {since}, may still be open; "
        "`eopsh sessions close --all` closes it."
    )
