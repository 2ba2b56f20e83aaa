"""What must never be written down: passwords, tokens, cookies, secure strings. For logs and error texts."""

from __future__ import annotations

import base64
import logging

from eopsh.patterns import lazy_pattern

MASK = "********"

_PATTERNS = tuple(
    lazy_pattern(text)
    for text in (
        r"(?i)((?:proxy-)?authorization\W{1,4})(?:[^\s'\",}]+ +)?[^\s'\",}]+",
        r"(?i)((?:set-)?cookie\W{1,4})[^\r\n'\"}]+",
        r"(?i)\b(bearer +)[A-Za-z0-9._~+/=-]{8,}",
        r"(?i)\b(basic +)[A-Za-z0-9+/=]{8,}",
        r"(<(?:\w+:)?SS(?:\s[^>]*)?>)[^<]*",
        r"(?i)((?:password|passwd|pwd|secret|access_?token|api_?key)\s*[=:]\s*)(?:'[^']*'|\"[^\"]*\"|[^\s,;&'\"]+)",
        r"(?i)(<[^>]*N=\"[^\"]*(?:password|secret|token)[^\"]*\"[^>]*>)[^<]+",
    )
)


class Redactor:
    """Masks what looks like a secret, and the secrets that were made known to it, in any of their usual encodings."""

    def __init__(self) -> None:
        self._secrets: set[str] = set()

    def learn(self, secret: str, *, user: str = "") -> None:
        """Remember a secret; with `user` also the Basic header that both make. Short ones (below 4 characters) would mask ordinary text."""
        if len(secret) < 4:
            return
        self._secrets |= {secret, base64.b64encode(secret.encode()).decode()}
        if user:
            self._secrets.add(base64.b64encode(f"{user}:{secret}".encode()).decode())

    def __call__(self, text: str) -> str:
        """Return `text` without secrets."""
        for secret in sorted(self._secrets, key=len, reverse=True):
            text = text.replace(secret, MASK)
        for pattern in _PATTERNS:
            text = pattern.sub(rf"\g<1>{MASK}", text)
        return text


redact = Redactor()
"""The one redactor of the process: sign-in makes the password known to it, the log asks it."""


class RedactingFormatter(logging.Formatter):
    """A formatter whose every line, tracebacks included, went through `redact`."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text, redacted."""
        return redact(super().format(record))
