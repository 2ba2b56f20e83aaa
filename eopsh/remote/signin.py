"""How to sign in: which kind where, and what is refused."""

from __future__ import annotations

import enum

from eopsh.errors import Advice, UsageError
from eopsh.remote.endpoint import Endpoint


class Auth(enum.Enum):
    """The kinds of sign-in that are handed to the transport. Kerberos needs the extra `eopsh[kerberos]`."""

    BASIC = "basic"
    NEGOTIATE = "negotiate"
    KERBEROS = "kerberos"


class PlainTextRefused(UsageError):
    """Basic over http would send the password readable by everybody on the way."""

    advice = Advice(
        "Basic sign-in over http would send the password unencrypted.",
        "Use https or --auth negotiate; --allow-unencrypted does it all the same.",
    )


def default_auth(endpoint: Endpoint) -> Auth:
    """Negotiate for names that can only be on premises and for http (it encrypts there), else Basic over TLS."""
    if endpoint.is_loopback:
        return Auth.BASIC
    return Auth.NEGOTIATE if endpoint.is_on_premises or not endpoint.ssl else Auth.BASIC


def parse_auth(text: str) -> Auth:
    """Read `--auth` or `-Authentication`; PowerShell's `Default` is Negotiate. Raises UsageError."""
    name = {"default": "negotiate"}.get(text.casefold(), text.casefold())
    try:
        return Auth(name)
    except ValueError:
        known = ", ".join(auth.value for auth in Auth)
        raise UsageError(advice=Advice(f"There is no sign-in named {text}.", f"Use one of: {known}.")) from None


def check(endpoint: Endpoint, auth: Auth, *, allow_unencrypted: bool = False) -> None:
    """Refuse Basic over http, unless asked for or on this computer.

    Raises:
        PlainTextRefused: the password would travel unencrypted.
    """
    if auth is Auth.BASIC and not (endpoint.ssl or endpoint.is_loopback or allow_unencrypted):
        raise PlainTextRefused()
