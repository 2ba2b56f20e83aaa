"""Addresses: System.Uri, MailAddress, IPAddress, and the encodings of the web."""

from __future__ import annotations

import ipaddress
import posixpath
import re
from collections.abc import Callable
from urllib.parse import quote, quote_plus, unquote, unquote_plus, unquote_to_bytes, urljoin, urlsplit

from eopsh.objects import Char, ConversionError, PSObject, Uri, Value, convert, to_text, type_name
from eopsh.objects.addresses import IPAddressObject, ip_object
from eopsh.objects.enums import enum_from_text
from eopsh.objects.uris import absolute, authority, host_type, uri_text
from eopsh.runtime.methods.builders import raw_bytes
from eopsh.runtime.methods.sorted_tables import HTTP_VALUES, NameValues
from eopsh.runtime.methods.table import DotNetError, Method, method, set_reference
from eopsh.runtime.references import Reference


def _lowered(text: str) -> str:
    """HttpUtility writes its hexadecimal digits small."""
    out, at = [], 0
    while at < len(text):
        step = 3 if text[at] == "%" else 1
        out.append(text[at : at + step].lower() if step == 3 else text[at])
        at += step
    return "".join(out)


def _unescaped(text: str) -> str:
    # Loaded only here: its table of names is a large one.
    import html

    return html.unescape(text)


def _html(text: str) -> str:
    """Latin letters beyond ASCII become numbers, as in .NET."""
    import html

    escaped = html.escape(text, quote=True).replace("&#x27;", "&#39;")
    return "".join(f"&#{ord(char)};" if "\xa0" <= char <= "\xff" or char > "\uffff" else char for char in escaped)


def _uri(text: Value, more: Value = None) -> Uri:
    """Make an address, or one that stands relative to another."""
    if isinstance(text, Uri) and isinstance(more, str):
        return Uri(urljoin(text, more))
    text, kind = to_text(text), to_text(more).lower() or "absolute"
    if text and (urlsplit(text).scheme or kind not in ("absolute", "1")):
        return Uri(text)
    why = "The format of the URI could not be determined." if text else "The URI is empty."
    raise DotNetError(f"Invalid URI: {why}", "UriFormatException")


def _try_uri(text: Value, *more: Value) -> bool:
    *kinds, result = more
    try:
        found = _uri(text, *kinds)
    except DotNetError:
        set_reference(result, None)
        return False
    set_reference(result, found)
    return True


def _left_part(address: Uri, part: Value) -> str:
    name, head = to_text(part).lower(), f"{urlsplit(address).scheme}://"
    whole = absolute(address)
    if name in ("0", "scheme"):
        return head
    if name in ("1", "authority"):
        return head + (f"{user}@" if (user := urlsplit(address).netloc.rpartition("@")[0]) else "") + authority(address)
    without = whole.partition("#")[0]
    return without if name in ("3", "query") else without.partition("?")[0]


def _relative(base: Uri, target: Value) -> Uri:
    here, there = urlsplit(base), urlsplit(to_text(target))
    if (here.scheme, here.netloc) != (there.scheme, there.netloc):
        return Uri(to_text(target))
    path = posixpath.relpath(there.path or "/", posixpath.dirname(here.path) or "/")
    return Uri(path + ("/" if there.path.endswith("/") else "") + (f"?{there.query}" if there.query else ""))


def _is_base(base: Uri, target: Value) -> bool:
    folder = absolute(base).rpartition("/")[0] + "/"
    return absolute(to_text(target)).lower().startswith(folder.lower())


def _is_scheme(name: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", name))


def _well_formed(text: str, kind: Value = "absolute") -> bool:
    absolute_one = bool(urlsplit(text).scheme) and ":" in text
    return " " not in text and (absolute_one or to_text(kind).lower() not in ("absolute", "1"))


def _unhexed(text: str, at: Value) -> Value:
    place = at.get("Value") if isinstance(at, Reference) else at
    start = place if isinstance(place, int) else 0
    if re.match(r"%[0-9a-fA-F]{2}", text[start:]):
        set_reference(at, start + 3)
        return Char(chr(int(text[start + 1 : start + 3], 16)))
    set_reference(at, start + 1)
    return Char(text[start])


_SCHEMES = "file ftp ftps gopher http https mailto news nntp sftp ssh telnet ws wss"
URI_STATIC: dict[str, Method] = {
    "CheckHostName": method(lambda name: enum_from_text("System.UriHostNameType", host_type(name)), "s", names="name"),
    "CheckSchemeName": method(_is_scheme, "s", names="schemeName"),
    "EscapeDataString": method(lambda text: quote(text, safe="-._~"), "s", names="stringToEscape"),
    "EscapeUriString": method(lambda text: quote(text, safe="-._~:/?#[]@!$&'()*+,;=%"), "s", names="stringToEscape"),
    "FromHex": method(lambda digit: int(digit, 16), "c", names="digit"),
    "HexEscape": method(lambda char: f"%{ord(char):02X}", "c", names="character"),
    "HexUnescape": method(_unhexed, "so", names="pattern index"),
    "IsHexDigit": method(lambda char: char in "0123456789abcdefABCDEF", "c", names="character"),
    "IsHexEncoding": method(lambda text, at: bool(re.match(r"%[0-9a-fA-F]{2}", text[at:])), "si", names="pattern index"),
    "IsWellFormedUriString": method(_well_formed, "so", names="uriString uriKind"),
    "TryCreate": method(_try_uri, "oo", "ooo", names="uriString uriKind result"),
    "UnescapeDataString": method(unquote, "s", names="stringToUnescape"),
    "new": method(_uri, "o", "oo", names="uriString uriKind"),
}
URI_FIELDS: dict[str, Callable[[], Value]] = {
    "SchemeDelimiter": lambda: "://",
    **{f"UriScheme{name.capitalize()}": (lambda name=name: name) for name in _SCHEMES.split()},  # type: ignore[misc]  # a lambda's default
    "UriSchemeNetPipe": lambda: "net.pipe",
    "UriSchemeNetTcp": lambda: "net.tcp",
}
URI: dict[str, Method] = {
    "GetLeftPart": method(_left_part, "o", names="part"),
    "IsBaseOf": method(_is_base, "o", names="uri"),
    "IsWellFormedOriginalString": method(_well_formed),
    "MakeRelativeUri": method(_relative, "o", names="uri"),
    "ToString": method(uri_text),
}


def _query(text: str, *_encoding: Value) -> NameValues:
    pairs = [part.partition("=") for part in text.removeprefix("?").split("&") if part]
    return NameValues([(unquote_plus(name), unquote_plus(value)) for name, _, value in pairs], HTTP_VALUES)


_JAVASCRIPT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def _javascript(text: str, quotes: bool = False) -> str:
    def escaped(char: str) -> str:
        return _JAVASCRIPT.get(char) or (f"\\u{ord(char):04x}" if char in "'<>&" or char < " " else char)

    inner = "".join(map(escaped, text))
    return f'"{inner}"' if quotes else inner


def _path_encoded(text: str) -> str:
    head, mark, rest = text.partition("?")
    return quote(head, safe="/:;,@&=+$-_.!~*'()#%") + mark + rest


HTTP_UTILITY: dict[str, Method] = {
    "HtmlAttributeEncode": method(lambda text: text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;"), "s", names="s"),
    "HtmlDecode": method(_unescaped, "s", names="s"),
    "HtmlEncode": method(_html, "s", names="s"),
    "JavaScriptStringEncode": method(_javascript, "s", "sb", names="value addDoubleQuotes"),
    "ParseQueryString": method(_query, "s", "so", names="query encoding"),
    "UrlDecode": method(lambda text, *_: unquote_plus(text), "s", "so", names="str e"),
    "UrlDecodeToBytes": method(lambda text: unquote_to_bytes(text.replace("+", " ")), "s", names="str"),
    "UrlEncodeToBytes": method(lambda text: _lowered(quote_plus(text, safe="-_.!*()")).encode(), "s", names="str"),
    "UrlEncodeUnicode": method(lambda text: _lowered(quote_plus(text, safe="-_.!*()")), "s", names="str"),
    "UrlPathEncode": method(_path_encoded, "s", names="str"),
    "UrlEncode": method(lambda text, *_: _lowered(quote_plus(text, safe="-_.!*()")), "s", "so", names="str e"),
}
WEB_UTILITY: dict[str, Method] = {
    "HtmlDecode": method(_unescaped, "s", names="value"),
    "HtmlEncode": method(_html, "s", names="value"),
    "UrlDecode": method(unquote_plus, "s", names="encodedValue"),
    "UrlEncode": method(lambda text: quote_plus(text, safe="-_.!*()").replace("~", "%7E"), "s", names="value"),
}


def _made(target: str, problem: str) -> Method:
    def make(text: Value) -> Value:
        try:
            return convert(to_text(text), target)
        except ConversionError:
            raise DotNetError(problem, "FormatException") from None

    return method(make, "o", names="address")


def _tried(target: str) -> Method:
    def attempt(text: Value, result: Value) -> bool:
        try:
            value: Value = convert(to_text(text), target)
        except ConversionError:
            value = None
        set_reference(result, value)
        return value is not None

    return method(attempt, "oo", names="address result")


_MAIL = "System.Net.Mail.MailAddress"
_make_mail = _made(_MAIL, "The specified string is not in the form required for an e-mail address.").function


def _mail(address: Value, display: Value = None, *_encoding: Value) -> Value:
    return _make_mail(address if display is None or "<" in to_text(address) else f'"{to_text(display)}" <{to_text(address)}>')


def _try_mail(address: Value, *more: Value) -> bool:
    try:
        found: Value = _mail(address, *more[:-1])
    except DotNetError:
        found = None
    set_reference(more[-1], found)
    return found is not None


def _same_mail(one: PSObject, other: Value) -> bool:
    return isinstance(other, PSObject) and one.type_names == other.type_names and to_text(one).casefold() == to_text(other).casefold()


MAIL: dict[str, Method] = {"Equals": method(_same_mail, "o", names="value")}
MAIL_STATIC: dict[str, Method] = {
    "TryCreate": method(_try_mail, "oo", "ooo", names="address displayName result"),
    "new": method(_mail, "o", "oo", "ooo", names="address displayName displayNameEncoding"),
}

# --- IPAddress

_IP = "System.Net.IPAddress"


def _address(value: Value) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    found = convert(value if isinstance(value, PSObject) else to_text(value), _IP)
    assert isinstance(found, IPAddressObject)
    return found.address


def _new_ip(value: Value, *_scope: Value) -> Value:
    if isinstance(value, int):
        return ip_object(ipaddress.IPv4Address(int(value).to_bytes(4, "little")))
    raw = raw_bytes(value)
    if len(raw) not in (4, 16):
        raise DotNetError("An invalid IP address was specified. (Parameter 'address')")
    return ip_object(ipaddress.ip_address(raw))


def _to_four(owner: IPAddressObject) -> Value:
    mapped = owner.address.ipv4_mapped if isinstance(owner.address, ipaddress.IPv6Address) else owner.address
    return ip_object(mapped or ipaddress.IPv4Address(owner.address.packed[-4:]))


def _to_six(owner: IPAddressObject) -> Value:
    six = isinstance(owner.address, ipaddress.IPv6Address)
    return owner if six else ip_object(ipaddress.IPv6Address(b"\0" * 10 + b"\xff\xff" + owner.address.packed))


def _swapped(number: Value) -> Value:
    size = {"System.Int16": 2, "System.Int64": 8}.get(type_name(number), 4)
    turned = int.from_bytes(int(to_text(number)).to_bytes(size, "little", signed=True), "big", signed=True)
    return convert(turned, type_name(number))


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


IP_STATIC: dict[str, Method] = {
    "HostToNetworkOrder": method(_swapped, "o", names="host"),
    "IsLoopback": method(lambda value: _address(value).is_loopback, "o", names="address"),
    "IsValid": method(_is_ip, "s", names="ipSpan"),
    "NetworkToHostOrder": method(_swapped, "o", names="network"),
    "Parse": _made(_IP, "An invalid IP address was specified."),
    "TryParse": _tried(_IP),
    "new": method(_new_ip, "o", "oo", names="address scopeid"),
}
IP_FIELDS: dict[str, Callable[[], Value]] = {
    name: (lambda text=text: ip_object(ipaddress.ip_address(text)))  # type: ignore[misc]  # mypy infers no lambda with a default
    for name, text in {
        "Any": "0.0.0.0",
        "Broadcast": "255.255.255.255",
        "IPv6Any": "::",
        "IPv6Loopback": "::1",
        "IPv6None": "::",
        "Loopback": "127.0.0.1",
        "None": "255.255.255.255",
    }.items()
}
IP: dict[str, Method] = {
    "GetAddressBytes": method(lambda owner: owner.address.packed),
    "MapToIPv4": method(_to_four),
    "MapToIPv6": method(_to_six),
}
