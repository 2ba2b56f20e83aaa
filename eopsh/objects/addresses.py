"""Conversions to MailAddress and IPAddress."""

from __future__ import annotations

import ipaddress
import re

from eopsh.objects.model import PSObject, Value
from eopsh.objects.numeric import cannot
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
    return PSObject(adapted=adapted, type_names=("System.Net.Mail.MailAddress", "System.Object"), text=text)


def to_ip_address(value: Value) -> Value:
    """Read an address of version 4 or 6. Raises ConversionError."""
    if value is None or isinstance(value, PSObject):
        return value
    text = to_text(value).strip()
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        why = "An invalid IP address was specified."
        raise cannot(value, "System.Net.IPAddress", why, "InvalidCastParseTargetInvocation") from None
    family = "InterNetwork" if address.version == 4 else "InterNetworkV6"
    adapted: dict[str, Value] = {"AddressFamily": family, "IPAddressToString": str(address)}
    return PSObject(adapted=adapted, type_names=("System.Net.IPAddress", "System.Object"), text=str(address))
