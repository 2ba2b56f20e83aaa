"""Redirects, by hand: which ones are followed, and to where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from eopsh.errors import Advice, RedirectRefused, UsageError
from eopsh.remote.endpoint import Endpoint, parse_endpoint

MAX_HOPS = 5
"""PowerShell's MaximumConnectionRedirectionCount."""

TRUSTED_SUFFIXES = (".outlook.com", ".office365.com", ".office365.us", ".apps.mil", ".partner.outlook.cn", ".microsoft.com")
"""Microsoft's own hosts; one of them may send the sign-in to another."""

Consent = Callable[[str], bool]
"""Asked with the address before the sign-in goes to a host that the rules do not know."""


def follow(current: Endpoint, location: str, hop: int, consent: Consent | None = None) -> Endpoint:
    """Return the endpoint that `location` names, when the rules allow to sign in there. `hop` counts from 1.

    Never from https to http, at most five hops, to the same host and port or its TLS, from one of Microsoft's hosts to another, or where
    `consent` agrees. A query that the location leaves out is kept.

    Raises:
        RedirectRefused: the rules do not allow it.
    """
    if hop > MAX_HOPS:
        raise _refused(location, f"The server redirects more than {MAX_HOPS} times.", "Check the address; its servers point in a circle.")
    try:
        target = replace(parse_endpoint(location), configuration=current.configuration)
    except UsageError:
        raise _refused(location, "The server redirects to an address that is not well-formed.", "Tell whoever runs the server.") from None
    if "://" not in location:
        raise _refused(location, "The server redirects without naming a host.", "Tell whoever runs the server.")
    if current.ssl and not target.ssl:
        raise _refused(location, "The server redirects from https to http.", "Do not sign in there; tell whoever runs the server.")
    if not target.query:
        target = replace(target, query=current.query)
    if not _is_trusted(current, target) and not (consent is not None and consent(target.uri)):
        raise _refused(location, RedirectRefused.advice.cause, "Connect to that address yourself if you know it, or add --allow-redirect.")
    return target


def _is_trusted(current: Endpoint, target: Endpoint) -> bool:
    if (target.host, target.port, target.ssl) == (current.host, current.port, current.ssl):
        return True
    if target.host == current.host and target.ssl and target.port == 443:
        return True
    return target.ssl and all(("." + endpoint.host).endswith(TRUSTED_SUFFIXES) for endpoint in (current, target))


def _refused(location: str, cause: str, next_step: str) -> RedirectRefused:
    return RedirectRefused(f"Redirect location reported: {location}", advice=Advice(cause, next_step))
