"""Where a server is: parsed once, so that nothing else cuts addresses apart."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import replace
from urllib.parse import urlsplit

from eopsh.errors import Advice, UsageError
from eopsh.frozen import frozen

EXCHANGE = "Microsoft.Exchange"
POWERSHELL = "Microsoft.PowerShell"
_NAME = re.compile(r"[\w.-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.%]+\](?::\d{1,5})?")


@frozen
class Endpoint:
    """An address that speaks WSMan.

    `path` has no leading slash and is lower-case: Exchange's affinity cookie is set for `/powershell-liveid`, Python's cookie jar compares
    paths by case, and a cookie that does not go back makes the next request end in "shell not found".
    """

    host: str
    port: int
    ssl: bool
    path: str
    query: str = ""
    configuration: str = EXCHANGE

    @property
    def uri(self) -> str:
        """The whole address; the port only where it is not the scheme's own."""
        scheme, usual = ("https", 443) if self.ssl else ("http", 80)
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == usual else f":{self.port}"
        return f"{scheme}://{host}{port}/{self.path_and_query}"

    @property
    def path_and_query(self) -> str:
        """What goes on the request line, without the leading slash."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def resource_uri(self) -> str:
        """The WSMan name of the session configuration."""
        return f"http://schemas.microsoft.com/powershell/{self.configuration}"

    @property
    def is_loopback(self) -> bool:
        """Whether the address never leaves this computer."""
        address = _address(self.host)
        return self.host == "localhost" or (address is not None and address.is_loopback)

    @property
    def is_on_premises(self) -> bool:
        """Whether the name can only be an organization's own: one label, a private suffix, a private address."""
        address = _address(self.host)
        if address is not None:
            return address.is_private
        return "." not in self.host or self.host.endswith(PRIVATE_SUFFIXES)

    def at(self, uri: str) -> Endpoint:
        """Return the endpoint of another address with the same session configuration. Raises UsageError."""
        return replace(parse_endpoint(uri), configuration=self.configuration)


PRIVATE_SUFFIXES = (".local", ".lan", ".internal", ".intranet", ".corp", ".home", ".home.arpa", ".private", ".localdomain")


def parse_endpoint(text: str, configuration: str | None = None) -> Endpoint:
    """Read an address: a URI, or the name of an Exchange server, which stands for `http://NAME/PowerShell/`.

    Raises:
        UsageError: this is no address, or it carries a user name (passwords do not belong into addresses).
    """
    text = text.strip()
    if "://" not in text:
        if not _NAME.fullmatch(text):
            raise _refuse(text, "Give a server name or a URI such as https://server/PowerShell/.")
        text = f"http://{text}/powershell/"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise _refuse(text, "Check host and port.") from None
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https") or not parts.hostname:
        raise _refuse(text, "It must begin with https:// or http:// and name a host.")
    if "@" in parts.netloc:
        raise _refuse("the given address", "Leave user name and password out of it; use --user, the password is asked for.")
    path = parts.path.lstrip("/").lower()
    return Endpoint(
        host=parts.hostname,
        port=port or (443 if scheme == "https" else 80),
        ssl=scheme == "https",
        path=path,
        query=parts.query,
        configuration=configuration or (POWERSHELL if path.strip("/") == "wsman" else EXCHANGE),
    )


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _refuse(text: str, next_step: str) -> UsageError:
    return UsageError(advice=Advice(f"{text[:1].upper()}{text[1:]} is no address of a server.", next_step))
