"""Conversions to MailAddress and IPAddress."""

from __future__ import annotations

import ipaddress
import re

from eopsh.objects.enums import enum_from_text
from eopsh.objects.model import PSObject, Value
from eopsh.objects.numeric import cannot
from eopsh.objects.scalars import Int64
from eopsh.objects.text import to_text


def to_mail_address(value: Value) -> Value:
    """Read `Ann <ann@contoso.com>`. Raises ConversionError."""
    if value is None or isinstance(value, PSObject):
        return value
    text = to_text(value).strip()
    match = re.fullmatch(r"(?:\"?([^\"<]*?)\"?\s*<)?([^\s<>@]+)@([^\s<>@]+?)>?", text)
    if match is None:
        why = "The specified string is not in the form required for an e-mail address."
        raise cannot(value, "System.Net.Mail.MailAddress", why, "InvalidCastConstructorException")
    name, user, host = match.groups()
    adapted: dict[str, Value] = {"DisplayName": name or "", "User": user, "Host": host, "Address": f"{user}@{host}"}
    shown = f'"{name}" <{user}@{host}>' if name else f"{user}@{host}"
    return PSObject(adapted=adapted, type_names=("System.Net.Mail.MailAddress", "System.Object"), text=shown)


def _four_parts(text: str) -> str:
    """Return an address of fewer parts (`10.1`, `3232235777`) in four: the last one fills what is left."""
    parts = text.split(".")
    if len(parts) > 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return text
    *heads, last = [int(part) for part in parts]
    if any(head > 255 for head in heads) or last >= 256 ** (4 - len(heads)):
        return text
    return ".".join(map(str, [*heads, *last.to_bytes(4 - len(heads), "big")]))


def to_ip_address(value: Value) -> Value:
    """Read an address of version 4 or 6. Raises ConversionError."""
    if value is None or isinstance(value, PSObject):
        return value
    text = _four_parts(to_text(value).strip())
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        why = "An invalid IP address was specified."
        raise cannot(value, "System.Net.IPAddress", why, "InvalidCastParseTargetInvocation") from None
    return ip_object(address)


class IPAddressObject(PSObject):
    """An address of version 4 or 6."""

    __slots__ = ("address",)

    def __init__(self, address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
        self.address = address
        four = address.version == 4
        adapted: dict[str, Value] = {
            "AddressFamily": enum_from_text("System.Net.Sockets.AddressFamily", "InterNetwork" if four else "InterNetworkV6"),
            "ScopeId": None if four else Int64(0),
            "IsIPv6Multicast": not four and address.is_multicast,
            "IsIPv6LinkLocal": not four and address.is_link_local,
            "IsIPv6SiteLocal": isinstance(address, ipaddress.IPv6Address) and address.is_site_local,
            "IsIPv6Teredo": isinstance(address, ipaddress.IPv6Address) and address.teredo is not None,
            "IsIPv6UniqueLocal": not four and address.packed[0] & 0xFE == 0xFC,
            "IsIPv4MappedToIPv6": isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None,
            "Address": Int64(int.from_bytes(address.packed, "little")) if four else None,
            "IPAddressToString": _written(address),
        }
        super().__init__(adapted=adapted, type_names=("System.Net.IPAddress", "System.Object"), text=_written(address))


def _written(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    """Write an address as .NET does: one of version 4 within version 6 with its dots."""
    inner = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(address) if inner is None else f"::ffff:{inner}"


def ip_object(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> IPAddressObject:
    """Return an address as scripts see it."""
    return IPAddressObject(address)
