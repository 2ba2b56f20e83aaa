"""Addresses: System.Uri, MailAddress, IPAddress, and the encodings of the web."""

from __future__ import annotations

import html
from urllib.parse import quote, quote_plus, unquote, unquote_plus

from eopsh.objects import Value, convert, to_text
from eopsh.runtime.methods.table import DotNetError, Method, method, set_reference


def _lowered(text: str) -> str:
    """HttpUtility writes its hexadecimal digits small."""
    out, at = [], 0
    while at < len(text):
        step = 3 if text[at] == "%" else 1
        out.append(text[at : at + step].lower() if step == 3 else text[at])
        at += step
    return "".join(out)


def _html(text: str) -> str:
    return html.escape(text, quote=True).replace("&#x27;", "&#39;")


URI_STATIC: dict[str, Method] = {
    "EscapeDataString": method(lambda text: quote(text, safe="-._~"), "s", names="stringToEscape"),
    "EscapeUriString": method(lambda text: quote(text, safe="-._~:/?#[]@!$&'()*+,;=%"), "s", names="stringToEscape"),
    "IsWellFormedUriString": method(lambda text, kind: ":" in text and " " not in text, "so", names="uriString uriKind"),
    "UnescapeDataString": method(unquote, "s", names="stringToUnescape"),
    "new": method(lambda text: convert(text, "System.Uri"), "s", names="uriString"),
}
HTTP_UTILITY: dict[str, Method] = {
    "HtmlDecode": method(html.unescape, "s", names="s"),
    "HtmlEncode": method(_html, "s", names="s"),
    "UrlDecode": method(unquote_plus, "s", names="str"),
    "UrlEncode": method(lambda text: _lowered(quote_plus(text, safe="-_.!*()")), "s", names="str"),
}
WEB_UTILITY: dict[str, Method] = {
    "HtmlDecode": method(html.unescape, "s", names="value"),
    "HtmlEncode": method(_html, "s", names="value"),
    "UrlDecode": method(unquote_plus, "s", names="encodedValue"),
    "UrlEncode": method(lambda text: quote_plus(text, safe="-_.!*()"), "s", names="value"),
}


def _made(target: str, problem: str) -> Method:
    def make(text: Value) -> Value:
        try:
            return convert(to_text(text), target)
        except Exception:
            raise DotNetError(problem, "FormatException") from None

    return method(make, "o", names="address")


def _tried(target: str) -> Method:
    def attempt(text: Value, result: Value) -> bool:
        try:
            value: Value = convert(to_text(text), target)
        except Exception:
            value = None
        set_reference(result, value)
        return value is not None

    return method(attempt, "oo", names="address result")


_MAIL = "System.Net.Mail.MailAddress"
MAIL_STATIC: dict[str, Method] = {
    "TryCreate": _tried(_MAIL),
    "new": _made(_MAIL, "The specified string is not in the form required for an e-mail address."),
}
IP_STATIC: dict[str, Method] = {
    "Parse": _made("System.Net.IPAddress", "An invalid IP address was specified."),
    "TryParse": _tried("System.Net.IPAddress"),
}
