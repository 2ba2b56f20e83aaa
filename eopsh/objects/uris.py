"""Addresses of the web taken apart: what System.Uri answers about its text."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from typing import TypeAlias
from urllib.parse import SplitResult, unquote, urlsplit

from eopsh.objects.enums import enum_from_text
from eopsh.objects.model import PSList, Value
from eopsh.patterns import lazy_pattern

_PORTS = {"ftp": 21, "ftps": 990, "gopher": 70, "http": 80, "https": 443, "ldap": 389, "nntp": 119, "ssh": 22, "telnet": 23}
_PORTS |= {"ws": 80, "wss": 443, "mailto": 25, "sftp": 22}
_STRINGS = ("System.String[]", "System.Array", "System.Object")
Part: TypeAlias = Callable[[str], Value]


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
    except ValueError:
        return SplitResult("", "", text, "", "")
    if parts.scheme == "mailto":
        # The address of a mail is a user at a host to .NET, no path.
        return parts._replace(netloc=parts.path, path="")
    return parts


def _host(text: str) -> str:
    name = _split(text).hostname or ""
    return f"[{name}]" if ":" in name else name


def port_of(text: str) -> int:
    """Return the port that is written, or the scheme's own; -1 for a scheme that has none."""
    parts = _split(text)
    try:
        written = parts.port
    except ValueError:
        written = None
    return _PORTS.get(parts.scheme, -1) if written is None else written


def _is_default(text: str) -> bool:
    return port_of(text) == _PORTS.get(_split(text).scheme, -1)


def authority(text: str) -> str:
    """Return the host with the port, where that is not the scheme's own."""
    return _host(text) if _is_default(text) else f"{_host(text)}:{port_of(text)}"


def path_of(text: str) -> str:
    """Return the path; the root where none is written."""
    return _split(text).path or ("/" if _split(text).netloc else "")


def _address_path(text: str) -> str:
    return "" if _split(text).scheme == "mailto" else path_of(text)


def absolute(text: str) -> str:
    """Return the address as .NET writes it: host and scheme small, a root where no path is."""
    parts = _split(text)
    if not parts.netloc or parts.scheme == "mailto":
        return text
    user = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.scheme}://{user}{authority(text)}{path_of(text)}{query}{fragment}".replace(" ", "%20")


def uri_text(text: str) -> str:
    """Return what an address is shown as: as .NET writes it, with its escapes read but those that would change its meaning."""
    if not _split(text).scheme:
        return str(text)
    return _ESCAPE.sub(lambda match: unquote(match[0]), absolute(text))


_ESCAPE = lazy_pattern("(?:%(?!2[3567BCF]|3[ABDF]|40|5[BD])[0-9A-F]{2})+", re.IGNORECASE)


def _segments(text: str) -> PSList:
    pieces = _address_path(text).split("/")
    return PSList([f"{piece}/" for piece in pieces[:-1]] + ([pieces[-1]] if pieces[-1] else []), _STRINGS)


def host_type(text: str) -> str:
    """Return what a host is: `IPv4`, `IPv6`, `Dns`, `Basic` or `Unknown`."""
    name = text.strip("[]")
    try:
        return f"IPv{ipaddress.ip_address(name).version}"
    except ValueError:
        parts = name.split(".")
        named = name and all(part and part.replace("-", "").replace("_", "").isalnum() for part in parts)
        return "Dns" if named else "Unknown"


def _loopback(text: str) -> bool:
    name = (_split(text).hostname or "").lower()
    return name in ("localhost", "loopback", "::1") or name.startswith("127.")


def _when_absolute(part: Part) -> Part:
    return lambda value: part(value) if _split(value).scheme else None


_ABSOLUTE: dict[str, Part] = {
    "AbsolutePath": lambda value: _address_path(value).replace(" ", "%20"),
    "AbsoluteUri": absolute,
    "LocalPath": _address_path,
    "Authority": authority,
    "HostNameType": lambda value: enum_from_text("System.UriHostNameType", host_type(_host(value))),
    "IsDefaultPort": _is_default,
    "IsFile": lambda value: _split(value).scheme == "file",
    "IsLoopback": _loopback,
    "PathAndQuery": lambda value: _address_path(value) + (f"?{_split(value).query}" if _split(value).query else ""),
    "Segments": _segments,
    "IsUnc": lambda value: _split(value).scheme == "file" and bool(_split(value).netloc),
    "Host": _host,
    "Port": port_of,
    "Query": lambda value: f"?{_split(value).query}" if _split(value).query else "",
    "Fragment": lambda value: f"#{_split(value).fragment}" if _split(value).fragment else "",
    "Scheme": lambda value: _split(value).scheme,
    "OriginalString": str,
    "DnsSafeHost": lambda value: _split(value).hostname or "",
    "IdnHost": lambda value: _split(value).hostname or "",
    "IsAbsoluteUri": lambda value: bool(_split(value).scheme),
    "UserEscaped": lambda _: False,
    "UserInfo": lambda value: _split(value).netloc.rpartition("@")[0],
}
_ALWAYS = ("OriginalString", "IsAbsoluteUri", "UserEscaped")
URI: dict[str, Part] = {name: part if name in _ALWAYS else _when_absolute(part) for name, part in _ABSOLUTE.items()}
"""The parts of an address, in .NET's order; a relative one has none but its text."""
